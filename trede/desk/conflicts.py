"""Two files that were merged may say different things: what does not go together is marked, never chosen."""

from collections.abc import Iterable
from itertools import combinations
from typing import Any

from trede.clients.models import Client, DatedFact
from trede.clients.wording import field_label, in_words

IDENTITY = ("insz", "birth_date", "sex", "nationality")


def clashing(facts: Iterable[Any]) -> set[int]:
    """Ids of facts of one kind that cannot both be true: of two files, about the same thing, at one time."""
    found: set[int] = set()
    for one, other in combinations(facts, 2):
        if one.client_id != other.client_id and _same_thing(one, other) and _overlap(one, other):
            found |= {one.pk, other.pk}
    return found


def _same_thing(one: Any, other: Any) -> bool:
    keys = getattr(type(one), "no_overlap", None)
    if keys is None:
        return False
    return all(getattr(one, key) == getattr(other, key) for key in keys if key != "client_id")


def _overlap(one: DatedFact, other: DatedFact) -> bool:
    first, second = sorted((one, other), key=lambda fact: fact.starts_on)
    return first.ends_on is None or first.ends_on >= second.starts_on


def identity_conflicts(client: Client, aliases: Iterable[Client]) -> list[tuple[str, str, int]]:
    """(field, what the merged file says, its number) where it contradicts this file."""
    return [
        (field_label(Client, name), in_words(Client, name, getattr(alias, name)), alias.number)
        for alias in aliases
        for name in IDENTITY
        if getattr(alias, name) and getattr(client, name) and getattr(alias, name) != getattr(client, name)
    ]
