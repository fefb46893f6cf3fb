"""Small helpers for the tests of the public pages: an invitation with its link, and a browser without a login."""

from typing import Any

from bs4 import BeautifulSoup
from django.test import Client as Browser
from django.urls import reverse

from trede.core.models import Member
from trede.orientation import tokens
from trede.orientation.models import OrientationInvitation
from trede.orientation.tests.planning_scene import invited, session_on, waits


def an_invitation(worker: Member, **kwargs: Any) -> OrientationInvitation:
    """Somebody invited to the first of four slots, three weeks from now."""
    slot = session_on(worker, **kwargs.pop("session", {})).slots.first()
    person = {"last_name": "Zyxwvutskij", "first_names": "Qoppaline"}
    return invited(waits(worker, **person, **kwargs.pop("client", {})), slot, **kwargs)


def token_of(invitation: OrientationInvitation) -> str:
    secret = tokens.secret_of(invitation)
    assert secret is not None
    return secret.token


def link_of(invitation: OrientationInvitation) -> str:
    return reverse("portal_answer", kwargs={"token": token_of(invitation)})


def visitor(**kwargs: Any) -> Browser:
    """Somebody who was never here before; as strict about forged forms as a real site."""
    return Browser(enforce_csrf_checks=True, **kwargs)


def parsed(answer: Any) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "html.parser")


def buttons(answer: Any) -> list[tuple[str, str]]:
    return [(button["name"], button["value"]) for button in parsed(answer).select("button[name]")]


def now_of(invitation: OrientationInvitation) -> OrientationInvitation:
    return OrientationInvitation.objects.select_related("slot__session").get(pk=invitation.pk)
