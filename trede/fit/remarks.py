"""What people said of verdicts, as plain values; what is confidential only for who sees that part of the file."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from trede.fit.confidential import is_confidential
from trede.fit.models import FitRemark
from trede.matching.facts import ClientFacts

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Said:
    """An answer or a disagreement, by whom and when. `met`: what the outcome should be."""

    pk: int
    version: int
    kind: str
    met: bool
    reason: str
    by: str
    at: datetime

    @property
    def disagrees(self) -> bool:
        return self.kind == FitRemark.Kind.DISAGREE


def remarks_of(parts: Mapping[int, int]) -> dict[int, dict[Key, Said]]:
    """By whole file, then by offer and condition; `parts`: every part of those files → the file. One query."""
    found: dict[int, dict[Key, Said]] = defaultdict(dict)
    rows = FitRemark.objects.filter(client__in=list(parts), withdrawn_at=None).order_by("at", "pk")
    columns = (
        "client",
        "offer__key",
        "condition",
        "pk",
        "version",
        "kind",
        "met",
        "reason",
        "by__user__name",
        "at",
    )
    for client, offer, condition, *said in rows.values_list(*columns):
        # After a merge two parts may both say something: the newest counts.
        found[parts[client]][(offer, condition)] = Said(*said)
    return found


def heard(facts: ClientFacts, remarks: Mapping[Key, Said]) -> tuple[ClientFacts, dict[Key, Said]]:
    """The facts with what people said, and those remarks that this reader may see."""
    shown = {key: said for key, said in remarks.items() if not (facts.hidden and is_confidential(key[1]))}
    if not shown:
        return facts, {}
    answers = {key: said.met for key, said in shown.items()}
    fills = frozenset(key for key, said in shown.items() if not said.disagrees)
    return replace(facts, answers=answers, only_if_unknown=fills), shown
