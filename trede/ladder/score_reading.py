"""The scores of a file, read for a drawing and a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from trede.clients.models import Client
from trede.ladder.guide import SCORES
from trede.ladder.models import Domain, DomainScore
from trede.ladder.trend import HEIGHT, WIDTH, Dot, Measure, Row, change, dots, line, place, rows_of

FIVE = tuple(SCORES)


@dataclass(frozen=True, slots=True)
class Trend:
    """One domain over time. `first` and `last` are those of the whole file, so that drawings compare."""

    domain: str
    label: str
    rows: list[Row]
    first: date
    last: date

    @property
    def size(self) -> tuple[int, int]:
        return WIDTH, HEIGHT

    @property
    def grid(self) -> list[tuple[int, float]]:
        """Each score and its height."""
        return [(score, place(self.first, score, self.first, self.last).y) for score in FIVE]

    @property
    def newest(self) -> Row:
        return self.rows[-1]

    @property
    def client_dots(self) -> list[Dot]:
        return dots(self.rows, "client", self.first, self.last)

    @property
    def worker_dots(self) -> list[Dot]:
        return dots(self.rows, "worker", self.first, self.last)

    @property
    def client_line(self) -> str:
        return line(self.client_dots)

    @property
    def worker_line(self) -> str:
        return line(self.worker_dots)

    @property
    def client_change(self) -> int | None:
        return change(self.rows, "client")

    @property
    def worker_change(self) -> int | None:
        return change(self.rows, "worker")


def trends_of(client: Client, domains: Sequence[str]) -> list[Trend]:
    """Every domain that has a score, in the order of the conversation."""
    measures: dict[str, list[Measure]] = {}
    for domain, on, whose, score in _scores(client, domains).values_list("domain", "on", "whose", "score"):
        measures.setdefault(domain, []).append(Measure(on, whose, score))
    days = [one.on for many in measures.values() for one in many]
    return [
        Trend(domain, str(Domain(domain).label), rows_of(measures[domain]), min(days), max(days))
        for domain in domains
        if domain in measures
    ]


def last_scores(client: Client, domains: Sequence[str]) -> dict[str, dict[str, int]]:
    """The newest score of each domain, of both."""
    found: dict[str, dict[str, int]] = {}
    for row in _scores(client, domains):
        found.setdefault(row.domain, {})[row.whose] = row.score
    return found


def _scores(client: Client, domains: Sequence[str]) -> Any:
    rows = DomainScore.objects.filter(client__in=client.file_ids, domain__in=domains)
    return rows.order_by("on", "pk")
