"""What the tests of the outbox share: a message posted for a client."""

from typing import Any

from trede.core.models import Member
from trede.outbox.actions.posting import post
from trede.outbox.models import Message

TO, PHONE = "amina.testpersoon@example.org", "+32470123456"
TITLE, TEXT = "Uitnodiging van het OCMW", "Beste Amina Geheimnaam\n\nU hebt een afspraak op 3 december."


def posted(member: Member, subject: int | None, **more: Any) -> Message:
    channel = more.pop("channel", "email")
    values = {
        "organisation_id": member.organisation_id,
        "subject": subject,
        "channel": channel,
        "to": PHONE if channel == "sms" else TO,
        "title": TITLE,
        "text": TEXT,
        "language": "nl",
        "purpose": "invitation",
        "cause": "invitation:1",
        "by": member,
    }
    return post(**values | more)
