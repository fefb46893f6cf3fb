"""What happened to an offer, in words."""

from collections.abc import Sequence
from typing import Any

from trede.clients.history import Line
from trede.clients.wording import differences, member_name
from trede.core.events import read_payloads
from trede.core.models import Event
from trede.offers.models import Offer, OfferCondition, OfferLimit
from trede.offers.words_catalogue import VERBS

MODELS: dict[str, Any] = {"offer": Offer, "offercondition": OfferCondition, "offerlimit": OfferLimit}
HIDDEN = ("offer",)


def lines_of(events: Sequence[Event], organisation_id: int) -> list[Line]:
    """A line an event; expects `select_related("payload", "by__user")`. One query."""
    payloads = read_payloads(events, organisation_id)
    return [_line(event, payloads.get(event.pk, {})) for event in events]


def _line(event: Event, content: dict[str, Any]) -> Line:
    before, after = (
        {name: value for name, value in content.get(part, {}).items() if name not in HIDDEN}
        for part in ("before", "after")
    )
    return Line(
        at=event.at,
        by=member_name(event.by),
        what=str(VERBS.get(event.verb, event.verb)).capitalize(),
        rows=differences(MODELS[event.object_kind], before, after),
        note=content.get("note", ""),
        erased=False,
    )
