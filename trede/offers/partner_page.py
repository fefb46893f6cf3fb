"""What a partner sees of a referral, whether it comes by the link or from its own account."""

from typing import Any

from django.db.models import Q

from trede.clients.fields import phone_text
from trede.clients.models import ContactPoint, ContactRule
from trede.offers.deeds import PARTNER, possible
from trede.offers.dutch import in_dutch
from trede.offers.referral_links import shared_of
from trede.offers.shared_fields import ASK_FIRST, REACH, Line


def page_of(referral: Any) -> dict[str, Any]:
    """All that a partner sees of a referral, by whatever door."""
    return {
        "referral": referral,
        "participation": referral.participation,
        "phone": phone_of(referral),
        "shared": safe(shared_of(referral), referral),
        "deeds": possible(PARTNER, referral.participation.state),
        "notes": list(referral.notes.order_by("at", "pk")),
    }


def phone_of(referral: Any) -> str:
    """The number of who sent it, as people read it."""
    return phone_text(referral.sent_by.phone) if referral.sent_by and referral.sent_by.phone else ""


def safe(lines: list[Line], referral: Any) -> list[Line]:
    """The frozen lines, but no number that became dangerous since: an agreement on contact, or "never" on it."""
    return [
        Line(one.code, one.label, in_dutch(lambda: ASK_FIRST)) if _unsafe(one, referral) else one
        for one in lines
    ]


def _unsafe(line: Line, referral: Any) -> bool:
    if line.code != REACH or not line.text:
        return False
    of_file = Q(client=referral.file) | Q(client__alias_of=referral.file)
    if ContactRule.objects.current().filter(of_file).exists():
        return True
    never = ContactPoint.objects.current().filter(of_file, never=True).values_list("value", flat=True)
    return any(phone_text(value) in line.text or value in line.text for value in never)
