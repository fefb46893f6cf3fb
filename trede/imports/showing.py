"""Rows of a list as a person reads them."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from trede.core.saying import in_screen_language
from trede.imports import sentences
from trede.imports.models import ImportRow, ImportRun, Outcome
from trede.imports.reading import LABELS, Field
from trede.rules import mask_insz

PAGE = 50
LABEL_OF = {
    "speaks": LABELS[Field.LANGUAGE],
    "leefloon": gettext_noop("leefloon"),
    "address": gettext_noop("adres"),
    "vdab": LABELS[Field.VDAB_REGISTERED],
}


@dataclass(frozen=True)
class Shown:
    """One row: who, what would happen, what is asked."""

    row: ImportRow
    name: str
    birth_date: date | None
    insz: str
    changes: list[tuple[str, str, str]]
    questions: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def shown(row: ImportRow) -> Shown:
    person = row.person
    said = sentences.of(row)
    return Shown(
        row=row,
        name=f"{person.get('last_name', '')} {person.get('first_names', '')}".strip() or _("(zonder naam)"),
        birth_date=date.fromisoformat(person["birth_date"]) if person.get("birth_date") else None,
        insz=mask_insz(person["insz"]) if person.get("insz") else "",
        changes=[(label(name), _text(now), _text(then)) for name, (now, then) in row.changes.items()],
        questions=[text for level, text in said if level != "note"],
        notes=[text for level, text in said if level == "note"],
    )


def label(name: str) -> str:
    known = LABEL_OF.get(name) or (LABELS[Field(name)] if name in set(Field) else name)
    return in_screen_language(known)


def _text(value: Any) -> str:
    if isinstance(value, str) and len(value) == 10 and value[4:5] == "-":
        return date.fromisoformat(value).strftime("%d/%m/%Y")
    return "" if value is None else str(value)


def outcome_tabs(run: ImportRun, current: str) -> list[dict[str, Any]]:
    url = reverse("import_run", kwargs={"pk": run.pk})
    return [
        {
            "url": f"{url}?uitkomst={outcome.value}",
            "label": outcome.label,
            "current": outcome.value == current,
            "count": run.counts.get(outcome.value, 0),
        }
        for outcome in (
            Outcome.QUESTION,
            Outcome.REFUSED,
            Outcome.CHANGED,
            Outcome.NEW,
            Outcome.UNCHANGED,
            Outcome.SKIPPED,
        )
        if run.counts.get(outcome.value)
    ]
