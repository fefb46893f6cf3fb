"""Where in the file the answer to a question belongs."""

from typing import Any

from django.urls import NoReverseMatch, reverse

from trede.clients import models as m
from trede.clients.kinds import ALL_KINDS

MODELS: dict[str, type[Any]] = {
    "language_min": m.LanguageLevel,
    "language_max": m.LanguageLevel,
    "income": m.IncomeSpell,
    "work_right": m.WorkRight,
    "vdab": m.VdabRegistration,
    "vdab_or_income": m.VdabRegistration,
    "education_max": m.Education,
    "workless_min": m.WorkExperience,
    "lives_in": m.Address,
    "licence": m.DrivingLicence,
    "licence_none": m.DrivingLicence,
    "no_bicycle": m.Mobility,
    "barrier": m.Barrier,
    "work_limit": m.FunctionalLimit,
    "ticket": m.Ticket,
}
# What stands on the file itself.
PERSON = frozenset({"age_min", "age_max", "sex", "newcomer"})


def where_to_note(kind: str, client: int) -> str:
    """The page that notes the fact a kind of condition looks at; "" when no page does."""
    if kind in PERSON:
        return link("client_edit", pk=client)
    model = MODELS.get(kind)
    slug = next((one.slug for one in ALL_KINDS.values() if one.model is model and one.form), "")
    return link("fact_add", pk=client, slug=slug) if slug else ""


def link(name: str, **kwargs: object) -> str:
    """The address of a page; "" while the room that brings it is not there."""
    try:
        return reverse(name, kwargs=kwargs)
    except NoReverseMatch:
        return ""
