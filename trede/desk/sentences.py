"""What happened, as a sentence. Every verb that the program records has one; a test reads the source for that."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trede.clients import models as m
from trede.clients.wording import field_label, in_words
from trede.core.verb_words import DEEDS, whole

# The verbs of every fact; "%(what)s" is the name of the kind, "barrier" and so on.
FACT_VERBS: dict[str, str | Promise] = {
    "added": gettext_lazy("%(what)s genoteerd"),
    "corrected": gettext_lazy("%(what)s verbeterd"),
    "ended": gettext_lazy("%(what)s beëindigd"),
    "retracted": gettext_lazy("%(what)s ingetrokken"),
}
SENTENCES: dict[str, str | Promise] = {
    "address.returned": gettext_lazy("Post kwam terug van het adres"),
    "address.works": gettext_lazy("Post mag weer naar het adres"),
    "assignment.ended": gettext_lazy("Toewijzing beëindigd"),
    "assignment.opened": gettext_lazy("Toewijzing begonnen"),
    "client.absorbed": gettext_lazy("Een dubbel dossier hoort er nu bij"),
    "client.changed": gettext_lazy("Persoonsgegevens gewijzigd"),
    "client.copied": gettext_lazy("Kopie van het dossier gemaakt voor de cliënt"),
    "client.closed": gettext_lazy("Dossier gesloten"),
    "client.died": gettext_lazy("Overlijden genoteerd"),
    "client.import_changed": gettext_lazy("Bijgewerkt uit een ingelezen lijst"),
    "client.imported": gettext_lazy("Dossier ingelezen uit een lijst"),
    "client.merged": gettext_lazy("Samengevoegd met een ander dossier"),
    "client.not_a_double": gettext_lazy("Nagekeken: geen dubbel dossier"),
    "client.released": gettext_lazy("Het samengevoegde dossier staat weer apart"),
    "client.unmerged": gettext_lazy("Weer gesplitst van het andere dossier"),
    "client.moved": gettext_lazy("Verhuis naar een ander OCMW genoteerd"),
    "client.opened": gettext_lazy("Dossier geopend"),
    "client.reopened": gettext_lazy("Dossier heropend"),
    "clients.exported": gettext_lazy("Lijst van cliënten uitgevoerd"),
    "filelock.changed": gettext_lazy("Wie het afgeschermde dossier mag openen gewijzigd"),
    "filelock.ended": gettext_lazy("Dossier niet meer afgeschermd"),
    "filelock.opened": gettext_lazy("Dossier afgeschermd"),
    "filter.ended": gettext_lazy("Bewaarde filter weggehaald"),
    "filter.saved": gettext_lazy("Filter bewaard"),
    "import.row_decided": gettext_lazy("Rij van een lijst beslist"),
    "import.row_skipped": gettext_lazy("Rij van een lijst overgeslagen"),
    "look.opened": gettext_lazy("Dossier geopend buiten de caseload"),
    "signal.acknowledged": gettext_lazy("Signaal bevestigd door de sociale dienst"),
    "restriction.opened": gettext_lazy("Verwerking beperkt"),
    "signal.extended": gettext_lazy("Signaal aangevuld"),
    "signal.raised": gettext_lazy("Signaal naar de sociale dienst"),
}
ICONS = {
    "added": "plus",
    "corrected": "pencil",
    "changed": "pencil",
    "ended": "check",
    "lifted": "circle-check",
    "retracted": "x",
    "withdrawn": "x",
    "opened": "lock-open",
    "closed": "archive",
    "raised": "send",
    "acknowledged": "circle-check",
    "returned": "mail",
    "died": "flag",
    "moved": "map-pin",
    "ladderposition.moved": "stairs-up",
    "laddergoal.set": "flag",
}
OBJECTS = {
    "client": m.Client,
    "signal": m.Signal,
    "assignment": m.CaseAssignment,
    "document": m.Document,
    "lock": m.FileLock,
}
# The fields that tell one fact of a kind from another, shown in the sentence itself.
TELLING = (
    "own",
    "rung",
    "code",
    "kind",
    "channel",
    "relation",
    "language",
    "level",
    "how",
    "job",
    "title",
    "role",
    "given_to",
)


def sentence(verb: str, payload: Mapping[str, Any], title: str = "") -> str:
    """The sentence of an event; behind a colon what it is about (`title`: what the record is called now)."""
    model, about = model_of(verb), ""
    if model is not None and model is not m.Client:
        about = telling(model, {**payload.get("before", {}), **payload.get("after", {})}) or title
    return f"{_said(verb)}: {about}" if about else _said(verb)


def _said(verb: str) -> str:
    if verb in SENTENCES:
        return str(SENTENCES[verb])
    model, last = model_of(verb), verb.rpartition(".")[2]
    if model is not None and last in FACT_VERBS:
        return FACT_VERBS[last] % {"what": capfirst(str(model._meta.verbose_name))}
    # What belongs to the office and not to a file has its words in core.
    return capfirst(str(whole()[verb])) if verb in whole() else _deed(model, last)


def _deed(model: type[models.Model] | None, deed: str) -> str:
    if model is None or deed not in DEEDS:
        return _("Iets gewijzigd in het dossier")
    return f"{capfirst(str(model._meta.verbose_name))} {DEEDS[deed]}"


def model_of(verb: str) -> type[models.Model] | None:
    """The model that an event is about: "barrier.added" is about a Barrier."""
    name = verb.partition(".")[0]
    if name in OBJECTS:
        return OBJECTS[name]
    return _models().get(name)


@cache
def _models() -> dict[str, type[models.Model]]:
    """Every model of ours by its name in a verb."""
    return {
        model._meta.model_name or "": model
        for model in apps.get_models()
        if model.__module__.startswith("trede.")
    }


def telling(model: type[models.Model], values: Mapping[str, Any]) -> str:
    """The fields that tell this record from another of its kind, in words."""
    parts: list[str] = []
    for name in TELLING:
        if name == "code" and values.get("own"):
            continue
        said = in_words(model, name, values[name]) if values.get(name) else ""
        # A document of the kind "Cv" that is called "Cv" is said once.
        if said and said.casefold() not in (part.casefold() for part in parts):
            parts.append(said)
    return " ".join(parts)


def icon_of(verb: str) -> str:
    return ICONS.get(verb) or ICONS.get(verb.rpartition(".")[2], "note")


def _order_of(model: type[models.Model]) -> Callable[[str], int]:
    """As on the form: the fields of the model, then when it holds, and last where it comes from."""
    names = [field.name for field in model._meta.concrete_fields]
    places = {name: place for place, name in enumerate(names)} | {
        "starts_on": 900,
        "ends_on": 901,
        "source": 902,
    }
    return lambda name: places.get(name, 500)


Shown = Callable[[type[models.Model], str, Any], str]


def changes(verb: str, payload: Mapping[str, Any], shown: Shown) -> list[tuple[str, str, str]]:
    """(label, before, after) in words of what changed; without what the sentence already told.

    Of something new a plain "nee" says nothing, so it is left out.
    """
    model = model_of(verb)
    if model is None:
        return []
    before, after = payload.get("before", {}), payload.get("after", {})
    once = set() if before and after else set(TELLING)
    rows = [
        (field_label(model, name), shown(model, name, before.get(name)), shown(model, name, after.get(name)))
        for name in sorted({**before, **after}, key=_order_of(model))
        if name not in once and (before or after.get(name) is not False)
    ]
    return [row for row in rows if row[1] or row[2]]
