"""Letters that wait to be printed, asked of the outbox in the same query."""

from typing import Any

from django.db.models import CharField, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Concat

from trede.outbox.models import Channel, Message


def with_unsent_letter(invitations: QuerySet[Any], purpose: str = "invitation") -> QuerySet[Any]:
    """Those whose letter is not in the post yet."""
    cause = Concat(Value("invitation:"), Cast(OuterRef("pk"), CharField()), output_field=CharField())
    letters = Message.objects.filter(
        cause=cause, channel=Channel.LETTER, purpose=purpose, sent_at=None, cancelled_at=None
    )
    return invitations.filter(Exists(letters))
