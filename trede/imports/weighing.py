"""What would happen with one row: a pure decision on what the list says and what the file says."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from trede.imports.known import Known
from trede.imports.models import Outcome
from trede.imports.reading import Level, PersonRow
from trede.imports.reading.text import fold

# A mother tongue is no level that somebody measured: it stays in the event of the row only.
UNMEASURED = "native"
# The list may fill these where the file is empty; another value needs a person.
OWN = {
    "number_elsewhere": "number_elsewhere",
    "insz": "insz",
    "birth_date": "birth_date",
    "sex": "sex",
    "nationality": "nationality",
    "speaks": "language",
}


@dataclass(frozen=True)
class Question:
    """Asked of a person; `code` has its sentence in `sentences.py`."""

    field: str
    code: str
    raw: str = ""
    proposal: str = ""


@dataclass
class Weighed:
    outcome: str
    client_id: int | None = None
    # {field: [in the file now, in the list]}
    changes: dict[str, list[Any]] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    safe: bool = True


def weigh(person: PersonRow, found: list[Known], why: str, *, as_of: date, agreed: bool = False) -> Weighed:
    """The outcome of one row. `agreed`: a person has answered the questions, so they no longer hold it up."""
    if person.level is Level.REFUSED:
        return Weighed(Outcome.REFUSED, safe=False)
    questions = _about_the_match(person, found, why)
    if len(found) != 1:
        held = not agreed and (questions or person.level is Level.QUESTION)
        return Weighed(Outcome.QUESTION if held else Outcome.NEW, questions=questions, safe=not held)
    known = found[0]
    changes = changes_of(person, known, as_of=as_of)
    held = not agreed and (questions or person.level is Level.QUESTION)
    outcome = Outcome.QUESTION if held else Outcome.CHANGED if changes else Outcome.UNCHANGED
    additions_only = all(now in (None, "") for now, _then in changes.values())
    return Weighed(outcome, known.client.pk, changes, questions, safe=not held and additions_only)


def _about_the_match(person: PersonRow, found: list[Known], why: str) -> list[Question]:
    if len(found) > 1:
        return [
            Question("last_name", "match_many", proposal=", ".join(str(one.client.number) for one in found))
        ]
    if not found:
        return (
            []
            if why == "chosen" or person.insz or person.birth_date
            else [Question("birth_date", "match_nothing_to_go_by")]
        )
    known = found[0].client
    if why == "name" and person.insz and known.insz and person.insz != known.insz:
        return [Question("insz", "match_other_insz", proposal=str(known.number))]
    if why == "chosen":
        return []
    if why != "name" and _another_name(person, found[0]):
        return [
            Question("last_name", "match_other_name", raw=f"{person.last_name} {person.first_names}".strip())
        ]
    if person.birth_date and known.birth_date and person.birth_date != known.birth_date:
        return [
            Question("birth_date", "match_other_birth_date", proposal=known.birth_date.strftime("%d/%m/%Y"))
        ]
    return []


def _another_name(person: PersonRow, known: Known) -> bool:
    """No word in common: more than a spelling."""
    theirs = set(fold(f"{known.client.last_name} {known.client.first_names} {known.client.known_as}").split())
    mine = set(fold(f"{person.last_name} {person.first_names}").split())
    return bool(mine and theirs) and not mine & theirs


def own_values(person: PersonRow) -> dict[str, Any]:
    """The columns of the client that this row fills."""
    values = {name: getattr(person, source) for name, source in OWN.items()}
    return {name: value for name, value in values.items() if value not in (None, "")}


def changes_of(person: PersonRow, known: Known, *, as_of: date) -> dict[str, list[Any]]:
    """Field by field: what the file says now and what the list says, where they differ."""
    changes: dict[str, list[Any]] = {}
    for name, value in own_values(person).items():
        now = getattr(known.client, name)
        if now != value:
            changes[name] = [now, value]
    address = address_text(person)
    if address and (known.address is None or fold(address) != fold(_known_address(known))):
        changes["address"] = [_known_address(known) if known.address else None, address]
    for name in ("phone", "mobile", "email"):
        value = getattr(person, name)
        if value and value.casefold() not in known.contacts:
            changes[name] = [None, value]
    if spell := _spell_change(person, known, as_of):
        changes["leefloon"] = spell
    return changes | _status_changes(person, known)


def _status_changes(person: PersonRow, known: Known) -> dict[str, list[Any]]:
    changes: dict[str, list[Any]] = {}
    marking = person.work_right
    if marking and (known.work_right is None or known.work_right.marking != marking):
        changes["work_right"] = [known.work_right.marking if known.work_right else None, marking]
    if person.vdab_registered and known.vdab is None:
        changes["vdab"] = [None, "ja"]
    level = person.dutch_level
    if level not in ("", UNMEASURED) and level not in known.dutch:
        changes["dutch_level"] = [None, level]
    return changes


def address_text(person: PersonRow) -> str:
    parts = [person.street, person.house_number, person.box, person.postcode, person.municipality]
    return " ".join(part for part in parts if part) if person.street or person.municipality else ""


def _known_address(known: Known) -> str:
    at = known.address
    parts = [at.street, at.house_number, at.box, at.postcode, at.municipality] if at else []
    return " ".join(part for part in parts if part)


def _spell_change(person: PersonRow, known: Known, as_of: date) -> list[Any] | None:
    """A leefloon that the file does not know yet, or with another category or end."""
    if not person.leefloon_category:
        return None
    starts = person.leefloon_start or as_of
    then = f"{person.leefloon_category} vanaf {starts:%d/%m/%Y}"
    same = [spell for spell in known.spells if spell.category == person.leefloon_category]
    if any(spell.starts_on <= starts and spell.runs(max(spell.starts_on, starts)) for spell in same):
        return _end_change(person, same)
    return [_in_the_way(known, starts, person.leefloon_end), then]


def _in_the_way(known: Known, starts: date, ends: date | None) -> str | None:
    """The leefloon of the file that runs in the same period: then a person must look."""
    last = ends or date.max
    for spell in known.spells:
        if spell.starts_on <= last and (spell.ends_on or date.max) >= starts:
            return f"{spell.category} vanaf {spell.starts_on:%d/%m/%Y}"
    return None


def _end_change(person: PersonRow, same: list[Any]) -> list[Any] | None:
    if person.leefloon_end is None or any(spell.ends_on == person.leefloon_end for spell in same):
        return None
    return [
        f"{person.leefloon_category}",
        f"{person.leefloon_category} tot en met {person.leefloon_end:%d/%m/%Y}",
    ]
