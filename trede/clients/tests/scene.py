"""Small helpers for tests of pages: sign in, count queries, read what a page says."""

from typing import Any

from bs4 import BeautifulSoup
from django.db import connections
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from trede.core.models import Event, Member

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def sign_in(member: Member) -> Browser:
    browser = Browser()
    browser.force_login(member.user, backend=BACKEND)
    return browser


def url(name: str, **kwargs: Any) -> str:
    return reverse(name, kwargs=kwargs)


def words(answer: Any) -> str:
    """The visible words of a page, spaces made single."""
    soup = BeautifulSoup(answer.content, "html.parser")
    return " ".join((soup.find("main") or soup).get_text(" ").split())


def queries_of(browser: Browser, address: str) -> int:
    """How many queries a GET of this page takes, over all databases, once the session has its token."""
    browser.get(address)
    watched = [CaptureQueriesContext(connection) for connection in connections.all()]
    for one in watched:
        one.__enter__()
    answer = browser.get(address)
    for one in watched:
        one.__exit__(None, None, None)
    assert answer.status_code == 200
    return sum(len(one) for one in watched)


def verbs_on(subject: int) -> list[str]:
    return list(Event.objects.filter(subject=subject).order_by("pk").values_list("verb", flat=True))
