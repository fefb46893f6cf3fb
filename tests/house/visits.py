"""Walking through the house: every page that somebody may read, and what a visit asks of the databases."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from typing import Any

from django.db import connections, transaction
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from tests.house.matrix import Group, address, browser_of, groups
from tests.house.town import Town

OWN = ("none", "own")
# What these show and offer depends on the role.
BY_ROLE = {"today", "clients", "file", "absences"}


def addresses(town: Town, column: str, *, post: bool = False) -> Iterator[tuple[str, str, Group]]:
    """Every page that this role reaches: (name, address, its group), each page once in a group."""
    for group in groups():
        if group.post is not post:
            continue
        for whose in OWN:
            if whose in group.rows and group.rows[whose][column] == "ok":
                for page in group.pages:
                    yield page, address(town, group, page, whose), group


def first_reached(town: Town, column: str, columns: Sequence[str]) -> Iterator[tuple[str, str, Group]]:
    """The pages of a role that no earlier role reaches, and those that differ by role."""
    earlier = columns[: columns.index(column)]
    seen = {url for one in earlier for _page, url, _group in addresses(town, one)}
    return (found for found in addresses(town, column) if found[1] not in seen or found[0] in BY_ROLE)


def warm_browser(town: Town, column: str) -> Browser:
    """Signed in, with the token of the forms in the session already: what every page but the first costs."""
    browser = browser_of(town, column)
    browser.get("/afwezigheid/")
    return browser


def undone(action: Callable[[], Any]) -> Any:
    """Do something and undo what it changed in the database."""
    with transaction.atomic():
        answer = action()
        transaction.set_rollback(True)
    return answer


def queries(action: Callable[[], Any]) -> int:
    """How many queries this takes, over all databases."""
    with ExitStack() as stack:
        watched = [stack.enter_context(CaptureQueriesContext(one)) for one in connections.all()]
        action()
    return sum(len(one) for one in watched)


def is_page(answer: Any) -> bool:
    return answer.status_code == 200 and answer.headers.get("Content-Type", "").startswith("text/html")
