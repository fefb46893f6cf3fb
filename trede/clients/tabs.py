"""The pages around the list of clients, as tabs: the lists themselves, and what waits in several files."""

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from trede.core.models import Member
from trede.core.roles import Can
from trede.core.views.pages import privacy_tabs

SCOPES: dict[str, str | Promise] = {
    "mijn": _("Mijn dossiers"),
    "team": _("Mijn team"),
    "alle": _("Alle dossiers"),
    "niemand": _("Zonder begeleider"),
}
BESIDE: tuple[tuple[str, str | Promise, Can], ...] = (
    ("signals", _("Signalen"), Can.ACKNOWLEDGE_SIGNALS),
    ("doubles", _("Mogelijke dubbels"), Can.MERGE_FILES),
)
LOCKS: tuple[str, str | Promise, Can] = ("locks", _("Afgeschermd"), Can.LOCK_FILE)


def scopes_of(member: Member) -> list[str]:
    """Which lists this member has, the usual one first."""
    if member.may(Can.READ_EVERY_FILE):
        return ["alle", "mijn"]
    scopes = ["mijn"]
    if len(member.acts_for) > 1:
        # Who divides the work looks at the team first, everybody else at their own files.
        scopes.insert(0 if member.may(Can.ASSIGN) else 1, "team")
    return [*scopes, "niemand"] if member.may(Can.ASSIGN) and member.may(Can.FIND_CLIENTS) else scopes


def client_tabs(member: Member, current: str, *, query: str = "") -> list[dict[str, Any]]:
    """`current` is a scope or the name of a page; `query` holds the filters that stay between the lists."""
    kept = f"&{query}" if query else ""
    lists = [
        {"url": f"{url}?wie={scope}{kept}", "label": SCOPES[scope], "current": scope == current}
        for scope in scopes_of(member)
        if (url := _url("clients"))
    ]
    # Who has the pages of Privacy finds the locked files there.
    beside = BESIDE if member.may(Can.READ_REGISTER) else (*BESIDE, LOCKS)
    return lists + [
        {"url": url, "label": label, "current": name == current}
        for name, label, verb in beside
        if member.may(verb) and (url := _url(name))
    ]


def watched_tabs(member: Member, current: str) -> list[dict[str, Any]]:
    """Locked and restricted files stand under Privacy, or beside the clients for who has no Privacy."""
    tabs = privacy_tabs if member.may(Can.READ_REGISTER) else client_tabs
    return tabs(member, current)


def _url(name: str) -> str:
    """Empty for a page that a later room brings and that is not there."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
