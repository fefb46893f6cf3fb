"""What is known of clients on a day, as plain values for the pure rules: few queries, however many clients."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from trede.clients.models import Client
from trede.clients.opening import sees_confidential
from trede.core.models import Member
from trede.facts.building import Person, build
from trede.facts.rows import Row, rows_of
from trede.matching.facts import ClientFacts


@dataclass(frozen=True, slots=True)
class Open:
    """A participation that is not over: the offer is already on its way for this client."""

    participation: int
    state: str


@dataclass(frozen=True, slots=True)
class Known:
    """Of one file: the facts of the day, and by the key of the offer what is open now."""

    facts: ClientFacts
    open: Mapping[str, Open]


def facts_of(client_ids: Iterable[int], *, member: Member, on: date) -> dict[int, ClientFacts]:
    """The facts of these whole files that the member may open; the others are left out, locked ones too.

    Parts that were merged into a file count as its own. The confidential part of a file is there for who follows it,
    else its fields stand in `hidden`.
    """
    clients = Client.objects.visible_to(member).whole().filter(pk__in=list(client_ids))
    known, _parts = known_and_parts(clients, member=member, on=on)
    return {pk: one.facts for pk, one in known.items()}


def known_and_parts(
    clients: Iterable[Client], *, member: Member, on: date
) -> tuple[dict[int, Known], dict[int, int]]:
    """The same for files that were fetched by `visible_to`, and every part of them with the file it belongs to.

    Two queries, four for more than 1,500 files.
    """
    heads = {client.pk: client for client in clients}
    merged = Client.objects.filter(alias_of__in=list(heads)).values_list("pk", "alias_of_id")
    parts = {head: head for head in heads} | {part: head for part, head in merged if head is not None}
    return _known(heads, parts, member, on), parts


def known_of_file(client: Client, *, member: Member, on: date) -> Known:
    """The same for one file that was opened; one query beside that for its parts."""
    parts = dict.fromkeys(client.file_ids, client.pk)
    return _known({client.pk: client}, parts, member, on)[client.pk]


def _known(heads: Mapping[int, Client], parts: dict[int, int], member: Member, on: date) -> dict[int, Known]:
    rows: dict[int, list[Row]] = defaultdict(list)
    for row in rows_of(parts):
        rows[parts[row.client]].append(row)
    return {
        pk: Known(build(_person(client, member), rows[pk], on), _open(rows[pk]))
        for pk, client in heads.items()
    }


def _person(client: Client, member: Member) -> Person:
    return Person(
        client.birth_date,
        client.sex,
        client.nationality,
        client.arrived_on,
        client.reads,
        sees_confidential(member, client),
    )


def _open(rows: Iterable[Row]) -> dict[str, Open]:
    return {row.code: Open(row.n, row.more) for row in rows if row.what == "open"}
