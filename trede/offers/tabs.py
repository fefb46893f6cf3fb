"""The tabs of Aanbod: the same ones on every page of it, those of other rooms included."""

from typing import Any

from django.urls import NoReverseMatch, resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from trede.core.models import Member
from trede.core.policies import policy_of
from trede.core.roles import Can

# The rung with the most on offer comes first: the others are one step away.
FIRST_RUNG = 4
TABS: tuple[tuple[str, str | Promise, dict[str, int]], ...] = (
    ("offers", _("Catalogus"), {}),
    ("offers_rung", _("Per trede"), {"rung": FIRST_RUNG}),
    ("fit_caseload", _("Wie past waar"), {}),
    ("editions", _("Reeksen"), {}),
    ("participations", _("Deelnames"), {}),
    ("assessment_kinds", _("Assessments"), {}),
    ("own_barriers", _("Eigen drempels"), {}),
)


def offer_tabs(member: Member, current: str) -> list[dict[str, Any]]:
    """The pages this member may open; one whose room is not there is left out. `current` is the name of a page."""
    return [
        {"url": url, "label": label, "current": name == current}
        for name, label, kwargs in TABS
        if (url := _url(name, kwargs)) and _may(member, url, name)
    ]


def _may(member: Member, url: str, name: str) -> bool:
    """The page itself says which verb it asks."""
    asked = policy_of(resolve(url).func, name)
    return isinstance(asked, Can) and member.may(asked)


def _url(name: str, kwargs: dict[str, int]) -> str:
    try:
        return reverse(name, kwargs=kwargs)
    except NoReverseMatch:
        return ""
