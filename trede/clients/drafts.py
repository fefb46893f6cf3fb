"""What was typed and not saved: kept on the server, offered back, thrown away only by the person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import QueryDict

from trede.core import versions
from trede.core.models import Member, TextDraft

NOT_KEPT = {"csrfmiddlewaretoken", "version", "draft_form", "draft_object"}
LONGEST_TEXT = 20_000
_later: set[str] = set()


def allow(form: str) -> None:
    """Called when the program starts, by a later room with a form on a file whose text is kept."""
    _later.add(form)


def is_allowed(form: str) -> bool:
    """Did a later room say that this form is its own?"""
    return form in _later


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft that waits. `values` are the raw texts by field name."""

    pk: int
    saved_at: datetime
    base_version: int | None
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a draft belongs: the form, the file, and the record that is being corrected."""

    form: str
    subject: int | None = None
    object_id: int | None = None


def keep(place: Place, *, by: Member, data: Mapping[str, Any], base_version: int | None = None) -> None:
    """Keep the typed texts of a form; a later call for the same place replaces them."""
    values = {
        name: str(data.get(name) or "")[:LONGEST_TEXT]
        for name in data
        if name not in NOT_KEPT and not name.startswith("pick-")
    }
    if not any(values.values()):
        return
    versions.keep_draft(
        by=by,
        form=place.form,
        data=values,
        subject=place.subject,
        object_id=place.object_id,
        base_version=base_version,
    )


def waiting(place: Place, *, by: Member) -> Kept | None:
    """The draft that waits at this place, if the member has one."""
    draft = _drafts(place, by).first()
    if draft is None:
        return None
    return Kept(draft.pk, draft.saved_at, draft.base_version, versions.read_draft(draft))


def forget(place: Place, *, by: Member) -> None:
    """After saving, or because the person threw it away."""
    _drafts(place, by).delete()


def version_in(data: QueryDict) -> int | None:
    """The version that was typed over; None when the form had none or something odd was sent."""
    text = data.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None


def _drafts(place: Place, by: Member) -> Any:
    return TextDraft.objects.filter(
        member=by, form=place.form, subject=place.subject, object_id=place.object_id
    )
