"""The tabs of Trajectbepaling: the same ones on every page of it, those of other rooms included."""

from typing import Any

from django.urls import NoReverseMatch, resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from trede.core.models import Member
from trede.core.policies import policy_of
from trede.core.roles import Can

TABS: tuple[tuple[str, str | Promise], ...] = (
    ("orientation", _("Overzicht")),
    ("referrals", _("Aanmeldingen")),
    ("waiting", _("Wachtlijst")),
    ("sessions", _("Zittingen")),
    ("interpreters", _("Tolken")),
    ("no_shows", _("Niet gezien")),
    ("evaluations", _("Evaluaties")),
    ("diary", _("Agenda")),
)
# Pages for whoever holds one of several verbs, whatever their policy asks at least.
ONE_OF: dict[str, tuple[Can, ...]] = {"referrals": (Can.REFER, Can.ANSWER_REFERRALS)}


def orientation_tabs(member: Member, current: str) -> list[dict[str, Any]]:
    """The pages this member may open; one whose room is not there is left out. `current` is the name of a page."""
    return [
        {"url": url, "label": label, "current": name == current}
        for name, label in TABS
        if (url := _url(name)) and _may(member, url, name)
    ]


def _may(member: Member, url: str, name: str) -> bool:
    """The page itself says which verb it asks."""
    asked = policy_of(resolve(url).func, name)
    either = ONE_OF.get(name, ())
    if either and not any(member.may(verb) for verb in either):
        return False
    return isinstance(asked, Can) and member.may(asked)


def _url(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
