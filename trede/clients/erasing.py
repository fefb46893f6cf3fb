"""What goes and what stays when a file is erased. Text goes unless it is named here: a new field is safe."""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import CharField, F
from django.db.models.functions import Cast, TruncYear
from django.utils import timezone

from trede.clients.models import (
    Address,
    Client,
    ContactAttempt,
    ContactPoint,
    ContactRule,
    Document,
    SearchKey,
    SearchSpelling,
)
from trede.clients.naming.keys import WORD
from trede.core import secrets
from trede.core.models import AccessGrant, EventPayload, Look, TextDraft
from trede.outbox.actions.forgetting import forget_messages

# Nothing of these is a statistic: the rows go. So do the rows of rooms that came later (staging, drafts).
DROPPED = (Document, SearchKey, Address, ContactPoint, ContactAttempt, ContactRule)
# Codes without a list of choices, that say nothing of who somebody is.
KEPT_TEXT = {"language", "country"}
# Only the year of these stays.
TO_YEAR = {"birth_date", "arrived_on"}
EU = {
    *("AT", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE"),
    *("IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"),
}
ERASED_NAME = "(gewist)"


def models_of_clients() -> list[Any]:
    """Every model with a foreign key to a client, of every room."""
    return [
        model
        for model in apps.get_models()
        if any(
            field.related_model is Client and field.name == "client" for field in model._meta.concrete_fields
        )
    ]


def dropped_models() -> list[Any]:
    """The models whose rows go, those that point at another of them first: the database protects what is pointed at."""
    dropped = [
        model for model in models_of_clients() if model in DROPPED or model._meta.app_label != "clients"
    ]
    return dependents_first({model: _points_at(model) for model in dropped})


def _points_at(model: Any) -> set[Any]:
    return {field.related_model for field in model._meta.concrete_fields if field.is_relation}


def dependents_first(points_at: Mapping[Any, Collection[Any]]) -> list[Any]:
    """Each before everything it points at, otherwise in the given order. Pure. ValueError: two point at each other."""
    left, ordered = dict(points_at), []
    while left:
        aimed = {one for model, those in left.items() for one in those if one is not model}
        free = [model for model in left if model not in aimed]
        if not free:
            raise ValueError(f"These point at each other: {sorted(map(str, left))}")
        ordered += free
        left = {model: those for model, those in left.items() if model not in free}
    return ordered


def kept_models() -> list[Any]:
    """Facts that stay as statistics, without their text."""
    dropped = dropped_models()
    return [model for model in models_of_clients() if model not in dropped]


def erase(organisation_id: int, ids: list[int]) -> None:
    """Erase these clients. Runs inside the caller's transaction; the bytes of documents go first."""
    words = _name_words(ids)
    drop_bytes(Document.objects.filter(client__in=ids).values_list("storage_name", flat=True))
    # What stays lets go of its documents first: the database protects what is pointed at.
    for model in kept_models():
        if values := blanks(model) | _to_dropped(model):
            model._base_manager.filter(client__in=ids).update(**values)
    for model in dropped_models():
        rows = model._base_manager.filter(client__in=ids)
        if own := _to_itself(model):
            rows.update(**own)
        rows.delete()
    _drop_spellings(words)
    _forget_in_core(organisation_id, ids)
    forget_messages(organisation_id, ids)
    _anonymise(ids)


def _to_itself(model: Any) -> dict[str, None]:
    """References from one row to another of the same model, emptied: they would hold each other."""
    fields = (field for field in model._meta.concrete_fields if field.related_model is model and field.null)
    return {field.name: None for field in fields}


def _to_dropped(model: Any) -> dict[str, None]:
    """References from a row that stays to one that goes, such as the document that proved it, emptied."""
    fields = (field for field in model._meta.concrete_fields if field.related_model in DROPPED and field.null)
    return {field.name: None for field in fields}


def _name_words(ids: list[int]) -> set[str]:
    keys = SearchKey.objects.filter(client__in=ids, key__startswith=WORD).values_list("key", flat=True)
    return {key.removeprefix(WORD) for key in keys}


def _drop_spellings(words: set[str]) -> None:
    """A rare name would stay readable in the table of spellings: it goes when nobody bears it any more."""
    borne = SearchKey.objects.filter(key__in=[WORD + word for word in words]).values_list("key", flat=True)
    gone = words - {key.removeprefix(WORD) for key in borne}
    SearchSpelling.objects.filter(word__in=gone).delete()


def blanks(model: Any) -> dict[str, Any]:
    """The columns to empty: free text, and dates of birth down to the year."""
    unique = set(getattr(model, "no_overlap", ()))
    values: dict[str, Any] = {}
    for field in model._meta.concrete_fields:
        if field.name in TO_YEAR:
            values[field.name] = TruncYear(field.name)
        elif _is_text(field) and field.name not in KEPT_TEXT:
            # Two periods may differ by this text only: a meaningless number keeps them apart.
            values[field.name] = Cast("pk", CharField()) if field.name in unique else ""
    return values


def _is_text(field: Any) -> bool:
    return isinstance(field, models.CharField | models.TextField) and not field.choices


def _forget_in_core(organisation_id: int, ids: list[int]) -> None:
    EventPayload.objects.filter(event__subject__in=ids, event__organisation=organisation_id).delete()
    secrets.forget(organisation_id, ids)
    TextDraft.objects.filter(organisation=organisation_id, subject__in=ids).delete()
    AccessGrant.objects.filter(organisation=organisation_id, subject__in=ids).delete()
    Look.objects.filter(organisation=organisation_id, subject__in=ids).update(reason="", remark="")


def _anonymise(ids: list[int]) -> None:
    rows = Client.objects.filter(pk__in=ids)
    blank = blanks(Client) | {"last_name": ERASED_NAME, "nationality": _region()}
    rows.update(**blank, died_on=None, erased_at=timezone.now(), version=F("version") + 1)


def _region() -> models.Case:
    """Belgian, from the European Union, or from elsewhere: a rare nationality points at a person."""
    return models.Case(
        models.When(nationality__in=["", "BE"], then=F("nationality")),
        models.When(nationality__in=EU, then=models.Value("EU")),
        default=models.Value("XX"),
    )


def drop_bytes(names: Any) -> None:
    """Before the rows: stopped in between, the next run finds the rows and finishes."""
    folder = Path(settings.MEDIA_ROOT)
    for name in names:
        for path in (folder / name[:2] / name, folder / name):
            path.unlink(missing_ok=True)
