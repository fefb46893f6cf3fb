"""What is due in this room: each part of it knows its own rules and sources."""

from collections.abc import Collection, Mapping
from datetime import date

from trede.clients.deadlines import Room, Rule, Sources
from trede.core.models import Member
from trede.offers import deadlines_catalogue, deadlines_groups, deadlines_loop

PARTS = (deadlines_catalogue, deadlines_groups, deadlines_loop)
RULES: dict[str, Rule] = {name: rule for part in PARTS for name, rule in part.RULES.items()}


def sources(member: Member, mine: Collection[int], today: date, local: Mapping[str, int | None]) -> Sources:
    for part in PARTS:
        yield from part.sources(member, mine, today, local)


ROOM = Room(rules=RULES, sources=sources)
