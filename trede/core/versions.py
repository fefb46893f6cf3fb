"""Two people, one fact: a version per row, and the loser's text is kept."""

import json
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from trede.core import secrets
from trede.core.errors import Conflict
from trede.core.models import Member, TextDraft


def plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value.pk if isinstance(value, models.Model) else value


def snapshot(obj: models.Model, names: list[str]) -> dict[str, Any]:
    fields: list[Any] = [obj._meta.get_field(name) for name in names]
    return {field.name: plain(getattr(obj, field.attname)) for field in fields}


def save_checked(obj: Any, *, expected: int, values: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Write `values` if the row still has version `expected`; returns (before, after) of what changed.

    Raises Conflict when somebody else was first; nothing is written then.
    """
    names = list(values)
    current = type(obj)._base_manager.get(pk=obj.pk)
    before = snapshot(current, names)
    for name, value in values.items():
        setattr(obj, name, value)
    after = snapshot(obj, names)
    changed = [name for name in names if before[name] != after[name]]
    if current.version != expected:
        raise Conflict(_("Iemand anders heeft dit intussen gewijzigd. Vergelijk beide versies en kies."))
    if not changed:
        return {}, {}
    rows = type(obj)._base_manager.filter(pk=obj.pk, version=expected)
    columns = {
        obj._meta.get_field(name).attname: getattr(obj, obj._meta.get_field(name).attname) for name in changed
    }
    if not rows.update(**columns, version=expected + 1):
        raise Conflict(_("Iemand anders heeft dit intussen gewijzigd. Vergelijk beide versies en kies."))
    obj.version = expected + 1
    return {name: before[name] for name in changed}, {name: after[name] for name in changed}


def keep_draft(
    *,
    by: Member,
    form: str,
    data: dict[str, Any],
    subject: int | None = None,
    object_id: int | None = None,
    base_version: int | None = None,
) -> TextDraft:
    """Keep what was typed, encrypted, until it is saved or thrown away."""
    key = secrets.keys_for(by.organisation_id, {subject})[subject]
    draft, _made = TextDraft.objects.update_or_create(
        member=by,
        form=form,
        subject=subject,
        object_id=object_id,
        defaults={
            "organisation_id": by.organisation_id,
            "base_version": base_version,
            "ciphertext": secrets.encrypt(key, secrets.to_bytes(data)),
        },
    )
    return draft


def read_draft(draft: TextDraft) -> dict[str, Any]:
    keys = secrets.keys_for(draft.organisation_id, {draft.subject}, create=False)
    content: dict[str, Any] = json.loads(secrets.decrypt(keys[draft.subject], draft.ciphertext))
    return content
