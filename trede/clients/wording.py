"""A stored value as a person reads it: labels for codes, dd/mm/yyyy for dates, euro for cents."""

from datetime import date
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trede.clients.fields import clock, euro_text, phone_text
from trede.clients.languages import country_name, language_name
from trede.core.field_words import field_words
from trede.core.models import Member
from trede.rules import mask_insz

LANGUAGES = {"speaks", "reads_in", "language"}
COUNTRIES = {"nationality", "country"}
MINUTES = {"from_minute", "to_minute"}
# Pointed at, and said by its name.
NAMES = {"own"}
VERBS: dict[str, Promise] = {
    "opened": gettext_lazy("Dossier geopend"),
    "added": gettext_lazy("Genoteerd"),
    "corrected": gettext_lazy("Verbeterd"),
    "changed": gettext_lazy("Gewijzigd"),
    "ended": gettext_lazy("Beëindigd"),
    "retracted": gettext_lazy("Ingetrokken"),
    "raised": gettext_lazy("Gemeld aan de sociale dienst"),
    "lifted": gettext_lazy("Opgelost"),
    "withdrawn": gettext_lazy("Ingetrokken door de cliënt"),
    "acknowledged": gettext_lazy("Bevestigd door de sociale dienst"),
    "returned": gettext_lazy("Post teruggekomen"),
    "closed": gettext_lazy("Dossier gesloten"),
    "reopened": gettext_lazy("Dossier heropend"),
    "died": gettext_lazy("Overlijden genoteerd"),
    "moved": gettext_lazy("Verhuis naar een ander OCMW genoteerd"),
}


def field_label(model: type[models.Model], name: str) -> str:
    """The name of a field on the screen."""
    try:
        field: Any = model._meta.get_field(name)
    except FieldDoesNotExist:
        field = None
    return capfirst(field_words(name, field))


def in_words(model: type[models.Model], name: str, value: Any) -> str:
    """A value of this field (also one read back from an event) in words; "" when nothing was filled in."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if name in LANGUAGES:
        return language_name(value)
    if name in COUNTRIES:
        return country_name(value)
    if name == "insz":
        return mask_insz(value)
    return _by_type(model, name, value)


def _by_type(model: type[models.Model], name: str, value: Any) -> str:
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return str(value)
    if choices := dict(getattr(field, "flatchoices", ())):
        return str(choices.get(value, value))
    if isinstance(field, models.DateField):
        return _day(value)
    if name.endswith("_cents"):
        return f"€ {euro_text(int(value))}"
    if name in MINUTES:
        return clock(int(value))
    if name == "value":
        return phone_text(str(value))
    return str(value)


def _day(value: Any) -> str:
    day = value if isinstance(value, date) else date.fromisoformat(str(value)[:10])
    return day.strftime("%d/%m/%Y")


def verb_words(verb: str) -> str:
    """What happened, from the verb of an event ("incomespell.added")."""
    last = verb.rpartition(".")[2]
    return str(VERBS[last]) if last in VERBS else capfirst(last.replace("_", " "))


def differences(
    model: type[models.Model], before: dict[str, Any], after: dict[str, Any]
) -> list[tuple[str, str, str]]:
    """(label, before, after) in words for what an event changed, empty to empty left out."""
    names = [*before, *(name for name in after if name not in before)]
    rows = (
        (field_label(model, name), _value(model, name, before), _value(model, name, after)) for name in names
    )
    return [row for row in rows if row[1] or row[2]]


def _value(model: type[models.Model], name: str, values: dict[str, Any]) -> str:
    return in_words(model, name, values.get(name))


def member_name(member: Member | None) -> str:
    return member.name if member else _("Het programma")


def rows_of(obj: models.Model, names: list[str] | None = None) -> list[tuple[str, str]]:
    """(label, words) for the filled-in fields of a record, in the order of the model."""
    shown = names or [
        field.name
        for field in obj._meta.concrete_fields
        if field.editable and (field.name in NAMES or not field.is_relation)
    ]
    model = type(obj)
    rows = [
        (field_label(model, name), in_words(model, name, getattr(obj, name)))
        for name in shown
        if name != "id"
    ]
    return [row for row in rows if row[1]]
