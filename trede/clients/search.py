"""Finding files by name, birth date or number, Three queries, whatever the size."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet

from trede.clients import naming
from trede.clients.indexing import index_clients, person_of, searchable
from trede.clients.models import (
    Channel,
    Client,
    FileLock,
    SearchKey,
    SearchSpelling,
)
from trede.core.access import grants_of
from trede.core.models import Member, Purpose
from trede.core.roles import Can
from trede.rules import mask_insz

__all__ = ["Double", "Doubles", "Found", "find", "find_doubles", "index_clients", "searchable"]

KEY_TABLE = SearchKey._meta.db_table
SPELLING_TABLE = SearchSpelling._meta.db_table
_COLUMNS = (
    "pk",
    "alias_of",
    "number",
    "number_elsewhere",
    "last_name",
    "first_names",
    "known_as",
    "insz",
    "birth_date",
    "closed_on",
    "died_on",
    "alias_of__number",
    "alias_of__last_name",
    "alias_of__first_names",
    "alias_of__birth_date",
)


@dataclass(frozen=True, slots=True)
class Found:
    """One file in an answer. `mine`: it opens without giving a reason. `also` names the merged file that matched."""

    client_id: int
    number: int
    name: str
    known_as: str
    birth_date: date | None
    masked_insz: str
    closed_on: date | None
    died_on: date | None
    score: float
    matched: frozenset[naming.Matched]
    mine: bool
    also: str = ""


@dataclass(frozen=True, slots=True)
class Double:
    """A file that is likely the same person, and why."""

    found: Found
    reasons: tuple[naming.Reason, ...]


@dataclass(frozen=True, slots=True)
class Doubles:
    """`hidden`: a locked file looks like this person; nothing more may be said of it."""

    shown: tuple[Double, ...] = ()
    hidden: bool = False

    def __bool__(self) -> bool:
        return bool(self.shown) or self.hidden


def find(member: Member, text: str, limit: int = 20) -> list[Found]:
    """The files of the member's organisation that match what was typed, best first; at most three queries.

    Locked files are left out unless the member is named for them; a merged file leads to the whole one.
    """
    query = naming.parse_query(text)
    if not query or not member.may(Can.FIND_CLIENTS):
        return []
    plan = naming.plan(query, _words(naming.spelling_plan(query)))
    rows = _people(member, Client.objects.findable_by(member), _candidates(plan, member.organisation_id))
    hits = naming.rank(query, [row.person for row in rows.values()], limit=limit * 2)
    return _once(rows[hit.client_id].found(hit.score, hit.matched) for hit in hits)[:limit]


def find_doubles(member: Member, person: naming.SearchablePerson, *, limit: int = 8) -> Doubles:
    """Files of the whole organisation that are likely this person, likeliest first; at most three queries."""
    plan = naming.plan_for_doubles(person, _words(naming.spelling_plan_for_doubles(person)))
    everyone = Client.objects.of(member)
    rows = _people(member, everyone, _candidates(plan, member.organisation_id))
    likely: list[tuple[float, int, _Row, naming.Verdict]] = []
    for pk, row in rows.items():
        verdict = naming.likely_double(person, row.person)
        if verdict.likely and row.file_id != person.client_id:
            likely.append((-verdict.score, pk, row, verdict))
    likely.sort(key=lambda item: item[:2])
    shown = [
        Double(row.found(-score, frozenset()), verdict.reasons)
        for score, _pk, row, verdict in likely
        if not row.hidden
    ]
    return Doubles(_once_double(shown)[:limit], any(row.hidden for _s, _pk, row, _v in likely))


@dataclass(slots=True)
class _Row:
    values: dict[str, Any]
    phones: list[str]
    emails: list[str]

    @property
    def hidden(self) -> bool:
        return bool(self.values["locked"]) and not self.values["named"]

    @property
    def file_id(self) -> int:
        return int(self.values["alias_of"] or self.values["pk"])

    @property
    def person(self) -> naming.SearchablePerson:
        return person_of(self.values, self.phones, self.emails)

    def found(self, score: float, matched: frozenset[naming.Matched]) -> Found:
        values, prefix = self.values, "alias_of__" if self.values["alias_of"] else ""
        own = f"{values['last_name']} {values['first_names']}".strip()
        name = f"{values[prefix + 'last_name']} {values[prefix + 'first_names']}".strip()
        return Found(
            client_id=self.file_id,
            number=values[prefix + "number"],
            name=name,
            known_as=values["known_as"],
            birth_date=values[prefix + "birth_date"],
            masked_insz=mask_insz(values["insz"]) if values["insz"] else "",
            closed_on=values["closed_on"],
            died_on=values["died_on"],
            score=score,
            matched=matched,
            mine=bool(values["mine"]),
            also=own if prefix and own != name else "",
        )


def _words(plan: naming.SpellingPlan) -> list[str]:
    if not plan:
        return []
    params: Any
    sql, params = naming.spelling_sql(plan, table=SPELLING_TABLE)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return [word for (word,) in cursor.fetchall()]


def _candidates(plan: naming.Plan, organisation_id: int) -> list[int]:
    if not any(group.branches for group in plan.groups):
        return []
    params: Any
    sql, params = naming.candidate_sql(plan, organisation_id=organisation_id, table=KEY_TABLE)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return [client_id for client_id, _weight in cursor.fetchall()]


def _people(member: Member, allowed: QuerySet[Client], ids: Sequence[int]) -> dict[int, _Row]:
    """What ranking and the screen need of these files, with their telephones, in one query."""
    if not ids:
        return {}
    rows: dict[int, _Row] = {}
    for values in _detail_query(member, allowed.filter(pk__in=ids)):
        row = rows.setdefault(values["pk"], _Row(values, [], []))
        if values["point"]:
            (row.emails if values["channel"] == Channel.EMAIL else row.phones).append(values["point"])
    return rows


def _detail_query(member: Member, clients: QuerySet[Client]) -> Iterator[dict[str, Any]]:
    granted = grants_of(member)
    locked = FileLock.objects.current()
    standing = Q(contactpoint_set__retracted_at=None)
    own = granted.exclude(purpose=Purpose.NAMED).values("subject")
    named = granted.filter(purpose=Purpose.NAMED).values("subject")
    annotated = clients.filter(erased_at=None).annotate(
        point=F("contactpoint_set__value"),
        channel=F("contactpoint_set__channel"),
        point_stands=ExpressionWrapper(standing, output_field=BooleanField()),
        locked=Exists(locked.filter(Q(client=OuterRef("pk")) | Q(client=OuterRef("alias_of")))),
        mine=_within(own) | _within(named),
        named=_within(named),
    )
    for values in annotated.values(*_COLUMNS, "point", "channel", "point_stands", "locked", "mine", "named"):
        if not values["point_stands"]:
            values["point"] = None
        yield values


def _within(subjects: QuerySet[Any, Any]) -> Any:
    return ExpressionWrapper(
        Q(pk__in=subjects) | Q(alias_of__isnull=False, alias_of__in=subjects), output_field=BooleanField()
    )


def _once(found: Iterable[Found]) -> list[Found]:
    """A file whose merged part matched too appears once, at its best place."""
    seen: dict[int, Found] = {}
    for one in found:
        seen.setdefault(one.client_id, one)
    return list(seen.values())


def _once_double(doubles: Iterable[Double]) -> tuple[Double, ...]:
    seen: dict[int, Double] = {}
    for one in doubles:
        seen.setdefault(one.found.client_id, one)
    return tuple(seen.values())
