"""What later rooms keep of a client beside the facts. Found by their foreign key: a new room is never forgotten."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models
from django.utils import timezone

from trede.clients.models import Client, Fact
from trede.core.models import Compartment

# These have their own place in the copy, or hold rows that are not in the file yet.
ELSEWHERE = ("core", "clients", "imports")
# Columns that say nothing of the person: secrets, bookkeeping, codes of the program.
BOOKKEEPING = {
    *("id", "version", "cause", "compartment", "position", "fields", "message"),
    *("token_hash", "code_hash", "secret"),
}
Records = dict[Any, list[Any]]


@cache
def record_models() -> list[Any]:
    return sorted(
        (model for model in apps.get_models() if _is_record(model)), key=lambda one: one._meta.label
    )


def _is_record(model: Any) -> bool:
    if model._meta.app_label in ELSEWHERE or issubclass(model, Fact):
        return False
    return any(
        field.name == "client" and field.related_model is Client for field in model._meta.concrete_fields
    )


def records_of(ids: Iterable[int]) -> Records:
    """The rows of every later room about these clients, in the order in which they were made."""
    wanted = list(ids)
    found = {
        model: list(model._base_manager.filter(client__in=wanted).order_by("pk")) for model in record_models()
    }
    return {model: rows for model, rows in found.items() if rows}


def shown_columns(model: Any) -> list[str]:
    """What of such a row is about the client, in the order of the model; colleagues and other rows stay out."""
    return [
        field.name
        for field in model._meta.concrete_fields
        if not (field.is_relation or field.name in BOOKKEEPING or isinstance(field, models.BinaryField))
    ]


def is_confidential(row: Any) -> bool:
    said = getattr(row, "compartment", Compartment.GENERAL) == Compartment.CONFIDENTIAL
    return said or bool(getattr(row, "is_confidential", False))


def day_of(row: Any) -> date | None:
    """The first day that this row tells."""
    for name in shown_columns(type(row)):
        value = getattr(row, name)
        if isinstance(value, datetime):
            return timezone.localtime(value).date()
        if isinstance(value, date):
            return value
    return None
