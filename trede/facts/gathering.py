"""What is known of clients on a day, as plain values for the pure rules; five queries for one or for two thousand."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from trede.clients.models import Client
from trede.core.models import Member
from trede.core.roles import Can
from trede.facts.building import Person, build
from trede.facts.rows import Row, rows_of
from trede.matching.facts import ClientFacts


def facts_of(client_ids: Iterable[int], *, member: Member, on: date) -> dict[int, ClientFacts]:
    """The facts of these whole files that the member may open; the others are left out, locked ones too.

    Parts that were merged into a file count as its own. The confidential part of a file is there for who follows it,
    else its fields stand in `hidden`.
    """
    people = people_of(client_ids, member=member)
    heads = {head: head for head in people}
    merged = Client.objects.filter(alias_of__in=people).values_list("pk", "alias_of")
    heads |= {part: head for part, head in merged if head is not None}
    rows: dict[int, list[Row]] = defaultdict(list)
    for row in rows_of(heads):
        rows[heads[row.client]].append(row)
    return {head: build(person, rows[head], on) for head, person in people.items()}


def people_of(client_ids: Iterable[int], *, member: Member) -> dict[int, Person]:
    """The people behind these files, as far as this member may open them; one query.

    Who sees the confidential part: the same rule as `clients.opening.sees_confidential`, for many files at once.
    """
    may = member.may(Can.READ_CONFIDENTIAL)
    open_to = Client.objects.visible_to(member).whole().filter(pk__in=list(client_ids))
    return {
        pk: Person(born, sex, nationality, arrived, reads, confidential=may and why != "role")
        for pk, born, sex, nationality, arrived, reads, why in open_to.values_list(  # type: ignore[misc]
            "pk", "birth_date", "sex", "nationality", "arrived_on", "reads", "why"
        )
    }
