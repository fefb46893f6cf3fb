"""The matrix of matrix.toml, and what the running program answers to each of its cells."""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction
from django.test import Client as Browser
from django.urls import resolve, reverse

from tests.house.town import BACKEND, Town
from trede.core.roles import Role

FILE = Path(__file__).with_name("matrix.toml")
ANONYMOUS = "anonymous"
COLUMNS = (ANONYMOUS, *(role.value for role in Role))
ROWS = ("none", "own", "colleague", "locked", "other")
OUTCOMES = {"ok", "login", "refused", "reason", "file", "absent"}


@dataclass(frozen=True)
class Group:
    """Pages that answer alike. `rows`: whose it is → for each column the outcome."""

    name: str
    pages: tuple[str, ...]
    rows: dict[str, dict[str, str]]
    post: bool = False
    takes: dict[str, str] = field(default_factory=dict)
    data: dict[str, str] = field(default_factory=dict)


def groups() -> list[Group]:
    """The table as it stands. Raises ValueError with the name of the group that is wrong."""
    return [_group(name, entry) for name, entry in tomllib.loads(FILE.read_text()).items()]


def _group(name: str, entry: dict[str, Any]) -> Group:
    rows = {row: _cells(f"{name}.{row}", entry.pop(row)) for row in ROWS if row in entry}
    if not rows:
        raise ValueError(f"{name}: write at least one row, of {', '.join(ROWS)}")
    return Group(name, tuple(entry.pop("pages")), rows, **entry)


def _cells(name: str, text: str) -> dict[str, str]:
    cells = text.split()
    if len(cells) != len(COLUMNS) or not set(cells) <= OUTCOMES:
        raise ValueError(f"{name}: write {len(COLUMNS)} outcomes, each of {', '.join(sorted(OUTCOMES))}")
    return dict(zip(COLUMNS, cells, strict=True))


def address(town: Town, group: Group, page: str, whose: str) -> str:
    return reverse(page, kwargs={name: _filled(town, what, whose) for name, what in group.takes.items()})


def _filled(town: Town, what: str, whose: str) -> Any:
    if what.startswith("="):
        return what[1:]
    kind, _at, fixed = what.partition("@")
    return town[kind, fixed or whose]


def browser_of(town: Town, column: str) -> Browser:
    browser = Browser(raise_request_exception=False)
    if column != ANONYMOUS:
        browser.force_login(town.members[column].user, backend=BACKEND)
    return browser


def outcome(answer: Any) -> str:
    """What an answer means for whoever asked."""
    status = answer.status_code
    if status == 403:
        return "refused"
    if status in (404, 410):
        return "absent"
    if status in (301, 302):
        return _sent_to(answer.headers["Location"])
    # 409: the page answers that this case does not allow it; 401: the library says so of a login that failed.
    return "ok" if status < 400 or status in (401, 409) else f"status {status}"


def _sent_to(location: str) -> str:
    name = resolve(location.split("?")[0]).url_name
    return {"account_login": "login", "look": "reason", "file": "file"}.get(name or "", "ok")


def ask(browser: Browser, url: str, group: Group) -> Any:
    """The answer; whatever it changed is undone again. A page that only takes POST gets one."""
    with transaction.atomic():
        answer = browser.post(url, group.data) if group.post else browser.get(url)
        if answer.status_code == 405:
            answer = browser.post(url, group.data)
        transaction.set_rollback(True)
    return answer


def differences(town: Town, column: str, wanted: Iterable[Group]) -> Iterator[str]:
    """Where the program answers otherwise than the table says, one sentence each."""
    browser = browser_of(town, column)
    for group in wanted:
        for whose, cells in group.rows.items():
            for page in group.pages:
                seen = outcome(ask(browser, address(town, group, page, whose), group))
                if seen != cells[column]:
                    yield f"{page} ({group.name}, {whose}) as {column}: {seen}, the table says {cells[column]}"
