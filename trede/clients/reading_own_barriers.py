"""The barriers that an organisation names itself, with how many people have each."""

from dataclasses import dataclass

from django.db.models import Count, F
from django.db.models.functions import Coalesce

from trede.clients.models import Barrier, OwnBarrier

# A smaller number of people points at somebody: the same rule as in the figures.
LEAST = 5


@dataclass(frozen=True, slots=True)
class Used:
    """An own barrier and the number of clients who have it now, in words: "0", "< 5" or the number."""

    own: OwnBarrier
    clients: str


def count_words(count: int) -> str:
    """Pure: a number of 1 to 4 people is never shown."""
    return f"< {LEAST}" if 0 < count < LEAST else str(count)


def own_barriers(organisation_id: int) -> list[Used]:
    """Those in use first, each by name. Two queries; a merged file counts once, a closed one not."""
    rows = list(OwnBarrier.objects.filter(organisation=organisation_id))
    counts = _counts([own.pk for own in rows])
    rows.sort(key=lambda own: (own.retired_on is not None, own.label.casefold()))
    return [Used(own, count_words(counts.get(own.pk, 0))) for own in rows]


def _counts(own_ids: list[int]) -> dict[int, int]:
    standing = Barrier.objects.current().filter(own__in=own_ids, client__erased_at=None)
    heads = standing.annotate(head=Coalesce("client__alias_of", "client"), closed=_closed())
    found = heads.filter(closed=None).values("own").annotate(count=Count("head", distinct=True))
    return dict(found.values_list("own", "count"))


def _closed() -> Coalesce:
    """When the whole file closed; a part of it follows its head."""
    return Coalesce(F("client__alias_of__closed_on"), F("client__closed_on"))
