from collections.abc import Collection, Mapping
from datetime import date

from trede.clients.deadlines import Rule, Sources
from trede.core.models import Member

RULES: dict[str, Rule] = {}


def sources(member: Member, mine: Collection[int], today: date, local: Mapping[str, int | None]) -> Sources:
    yield from ()
