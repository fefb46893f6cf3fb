"""Deny by default, and nothing that changes anything answers to a GET."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections

from tests.house.matrix import COLUMNS, Group, address, browser_of, groups
from tests.house.town import Town, build
from tests.house.visits import first_reached, undone, warm_browser
from tests.house.walk import pages
from trede.core.models import AccessLog
from trede.core.policies import PUBLIC, SIGNED_IN, THIRD_PARTY, policy_of
from trede.core.roles import Can

ONCE = pytest.mark.slow_sqlite_only
# Ours, without a login: choosing a language, the doors of a made-up town, the link in an invitation, the way to
# the identity provider and back, what the client answers, the feed of an own calendar, the report of the gateway.
OPEN = {
    "calendar_ics",
    "message_report",
    "portal_answer",
    "portal_find",
    "portal_listen",
    "portal_referral",
    "set_language",
    "demo_login",
    "invitation_accept",
    "openid_connect_login",
    "openid_connect_callback",
}
# For everybody with a login, whatever the role.
ANY_ROLE = {"home", "switch_organisation"}
# Pages of the login library that Trede does not use; without a policy they do not answer.
SWITCHED_OFF = {
    "account_email",
    "account_email_verification_sent",
    "account_confirm_email",
    "account_confirm_login_code",
    "socialaccount_signup",
    "socialaccount_connections",
}
READS = ("SELECT", "WITH", "SAVEPOINT", "RELEASE", "ROLLBACK", "PRAGMA", "EXPLAIN", "BEGIN", "COMMIT")
# What a visit may write beside the access log: the session, for the token of a form or a half-finished login.
SESSION = '"django_session"'
READERS = ("trajectbegeleider", "administratief", "teamleider", "diensthoofd", "beheerder", "dpo")


def test_every_view_of_ours_states_its_policy() -> None:
    silent = [page.name for page in pages() if page.ours and getattr(page.view, "policy", None) is None]
    assert silent == [], "Put @policy(Can.…) on these views."


def test_every_policy_is_a_verb_or_stands_in_a_list() -> None:
    stated = {page.name: policy_of(page.view, page.name) for page in pages() if page.ours}
    assert {name for name, policy in stated.items() if policy == PUBLIC} == OPEN
    assert {name for name, policy in stated.items() if policy == SIGNED_IN} == ANY_ROLE
    others = [policy for policy in stated.values() if policy not in (PUBLIC, SIGNED_IN)]
    assert all(isinstance(policy, Can) for policy in others)


def test_the_list_of_library_pages_is_exact() -> None:
    theirs = {page.name for page in pages() if not page.ours}
    assert set(THIRD_PARTY) == theirs - SWITCHED_OFF
    assert theirs >= SWITCHED_OFF


def test_every_page_has_a_name_of_its_own() -> None:
    names = [page.name for page in pages()]
    assert all(names)
    assert len(names) == len(set(names))


def reached(group: Group) -> tuple[str, str]:
    """A column and a row where the policy of this group lets somebody through."""
    for whose, cells in group.rows.items():
        for column in COLUMNS:
            if cells[column] not in ("login", "refused"):
                return column, whose
    raise AssertionError(f"{group.name}: nobody ever gets there")


@ONCE
@pytest.mark.django_db(databases="__all__")
def test_a_page_that_only_changes_something_refuses_a_get() -> None:
    town, wrong = build(), []
    for group in groups():
        if all(
            outcome in ("login", "refused") for cells in group.rows.values() for outcome in cells.values()
        ):
            continue
        column, whose = reached(group)
        browser = browser_of(town, column)
        for page in group.pages:
            url = address(town, group, page, whose)
            only_post = undone(lambda browser=browser, url=url: browser.get(url)).status_code == 405
            if only_post is not group.post and page != "post_works":
                wrong.append(page)
    assert wrong == [], "Write `post = true` beside these pages in matrix.toml, or take it away."


def forbid_writing(allowed: tuple[str, ...]) -> Callable[..., Any]:
    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        words = sql.lstrip(" (").upper()
        if not words.startswith(READS) and not any(table in sql for table in allowed):
            raise AssertionError(f"a GET wrote: {sql[:120]}")
        return execute(sql, params, many, context)

    return watch


@ONCE
@pytest.mark.django_db(databases="__all__")
@pytest.mark.parametrize("column", READERS)
def test_reading_writes_nothing_but_the_access_log(column: str) -> None:
    town = build()
    browser, logs = warm_browser(town, column), {page.name: page.view for page in pages()}
    browser.raise_request_exception = True
    for page, url, _group in first_reached(town, column, READERS):
        logged = bool(getattr(logs[page], "logs_access", False))
        allowed = (SESSION, AccessLog._meta.db_table) if logged else (SESSION,)
        before = AccessLog.objects.count()
        watch_all(browser, url, allowed)
        assert (AccessLog.objects.count() > before) is logged, page


def watch_all(browser: Any, url: str, allowed: tuple[str, ...]) -> None:
    first, *rest = [connection.execute_wrapper(forbid_writing(allowed)) for connection in connections.all()]
    with first:
        for other in rest:
            other.__enter__()
        try:
            browser.get(url)
        finally:
            for other in rest:
                other.__exit__(None, None, None)


@ONCE
@pytest.mark.django_db(databases="__all__")
def test_a_page_that_writes_while_reading_would_be_seen() -> None:
    town = build()
    url = address(town, next(group for group in groups() if group.name == "read"), "file", "own")
    with pytest.raises(AssertionError, match="a GET wrote"):
        watch_all(warm_or_raise(town), url, (SESSION,))


def warm_or_raise(town: Town) -> Any:
    browser = warm_browser(town, "trajectbegeleider")
    browser.raise_request_exception = True
    return browser
