"""The tabs around the list of clients and around a file: the same ones on every page of them."""

from typing import Any

from django.db.models import Count, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from trede.clients.models import Client, ContactAttempt, Document
from trede.clients.opening import sees_confidential
from trede.clients.standing import age_on
from trede.core.models import Member
from trede.core.periods import today
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
    ("referrals", _("Aanmeldingen"), Can.REFER),
)
FILE: tuple[tuple[str, str | Promise, Can], ...] = (
    ("file", _("Overzicht"), Can.OPEN_FILE),
    ("file_person", _("Persoon en contact"), Can.OPEN_FILE),
    ("file_household", _("Gezin en inkomen"), Can.OPEN_FILE),
    ("file_work", _("Werk en taal"), Can.OPEN_FILE),
    ("file_way", _("Traject"), Can.OPEN_FILE),
    ("file_ladder", _("Intake en ladder"), Can.OPEN_FILE),
    ("file_offers", _("Aanbod"), Can.OPEN_FILE),
    ("documents", _("Documenten"), Can.OPEN_FILE),
    ("file_attempts", _("Contactlog"), Can.OPEN_FILE),
    ("file_timeline", _("Tijdlijn"), Can.OPEN_FILE),
    ("file_assign", _("Wie volgt"), Can.OPEN_FILE),
    ("file_access", _("Wie keek"), Can.READ_ACCESS_LOG),
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


def file_tabs(
    client: Client, member: Member, current: str, *, documents: int, attempts: int
) -> list[dict[str, Any]]:
    """The parts of a file, with how many documents and contact attempts this member may see."""
    counts = {"documents": documents, "file_attempts": attempts}
    return [
        {"url": url, "label": label, "count": counts.get(name, 0), "current": name == current}
        for name, label, verb in FILE
        if member.may(verb) and (url := _url(name, pk=client.pk))
    ]


def top_of_file(client: Client, member: Member, current: str) -> dict[str, Any]:
    """The age and the tabs above a page that did not gather the whole file; one small query.

    No tabs for who acts on a file by its number and may not read it.
    """
    age = age_on(client.birth_date, client.died_on or today())
    if not getattr(client, "opens", True):
        return {"age": age, "tabs": []}
    documents = Document.objects.of_file(client)
    attempts = ContactAttempt.objects.of_file(client)
    if not sees_confidential(member, client):
        documents, attempts = documents.filter(confidential=False), attempts.filter(confidential=False)
    counts = Client.objects.filter(pk=client.pk).values_list(_count(documents), _count(attempts))
    (papers, tries) = counts[0]
    return {"age": age, "tabs": file_tabs(client, member, current, documents=papers, attempts=tries)}


def _count(rows: QuerySet[Any]) -> Coalesce:
    """How many of these rows of one file, as a column of another question."""
    # All rows of a file belong to one organisation: grouped by it, they are one number.
    return Coalesce(
        Subquery(rows.order_by().values("organisation").annotate(many=Count("pk")).values("many")), 0
    )


def watched_tabs(member: Member, current: str) -> list[dict[str, Any]]:
    """Locked and restricted files stand under Privacy, or beside the clients for who has no Privacy."""
    tabs = privacy_tabs if member.may(Can.READ_REGISTER) else client_tabs
    return tabs(member, current)


def _url(name: str, **kwargs: int) -> str:
    """Empty for a page that a later room brings and that is not there."""
    try:
        return reverse(name, kwargs=kwargs or None)
    except NoReverseMatch:
        return ""
