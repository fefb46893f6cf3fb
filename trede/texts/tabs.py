"""The texts stand beside the messages; for who sees no messages, under Beheer."""

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from trede.core.models import Member
from trede.core.roles import Can
from trede.core.views.pages import manage_tabs

TABS: tuple[tuple[str, str | Promise, Can], ...] = (
    ("messages", _("Berichten"), Can.SEE_MESSAGES),
    ("texts", _("Teksten"), Can.EDIT_TEXTS),
)


def message_tabs(member: Member, current: str) -> list[dict[str, Any]]:
    """The parts of Berichten that this member may open; `current` is the name of a page."""
    return [
        {"url": url, "label": label, "current": name == current}
        for name, label, verb in TABS
        if member.may(verb) and (url := _url(name))
    ]


def text_tabs(member: Member) -> list[dict[str, Any]]:
    """The tabs above the texts, where this member has them in the menu."""
    if not member.may(Can.SEE_MESSAGES) and member.may(Can.MANAGE_MEMBERS):
        return manage_tabs(member, "texts")
    return message_tabs(member, "texts")


def _url(name: str) -> str:
    """Empty for a page that a later room brings and that is not there."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
