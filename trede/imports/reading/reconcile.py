"""What the cells of one row say about each other."""

from datetime import date

from . import numbers
from .draft import Draft
from .fields import Field

OLDEST = 110
YOUNGEST = 14


def everything(draft: Draft) -> None:
    wrong_number(draft)
    birth_and_number(draft)
    sex(draft)
    age(draft)
    period(draft)
    name(draft)


def belgian(day: date) -> str:
    return day.strftime("%d/%m/%Y")


def wrong_number(draft: Draft) -> None:
    """A number whose check fails: does at least its beginning fit the birth date?"""
    raw = draft.raw.get(Field.INSZ, "")
    if not raw or draft.has("insz") or numbers.read_insz(raw).code != "insz_check":
        return
    born: date | None = draft.values.get("birth_date")
    if born is None:
        draft.add(Field.INSZ, "insz_check", raw)
        return
    fits = numbers.starts_with_birth(raw, born)
    draft.add(Field.INSZ, f"insz_check_birth_{'fits' if fits else 'differs'}", raw, belgian(born))


def birth_and_number(draft: Draft) -> None:
    """The birth date of the column against the one in the number; an absent one is taken from it."""
    raw = draft.raw.get(Field.BIRTH_DATE, "")
    facts = numbers.facts(draft.values["insz"]) if draft.has("insz") else None
    from_number = facts.birth_date if facts else None
    born: date | None = draft.values.get("birth_date")
    if born is None and raw and looks_impossible(draft):
        code = "date_impossible_insz" if from_number else "date_impossible"
        draft.add(Field.BIRTH_DATE, code, raw, belgian(from_number) if from_number else "")
    elif born is None and not raw and from_number:
        draft.values["birth_date"] = from_number
        draft.add(Field.BIRTH_DATE, "birth_from_insz", "", belgian(from_number))
    elif born and from_number and born != from_number:
        draft.add(Field.BIRTH_DATE, "insz_birth_differs", belgian(born), belgian(from_number))


def looks_impossible(draft: Draft) -> bool:
    """The reader left an impossible birth date for here, and only that kind, without a finding."""
    return not any(
        found.field is Field.BIRTH_DATE and found.code.startswith("date_") for found in draft.findings
    )


def sex(draft: Draft) -> None:
    facts = numbers.facts(draft.values["insz"]) if draft.has("insz") else None
    known = facts.sex if facts else ""
    given = draft.values.get("sex", "")
    if known and given in ("m", "f") and given != known:
        shown = {"m": "man", "f": "vrouw"}
        draft.add(Field.SEX, "insz_sex_differs", shown[given], shown[known])
    elif not given and (known or draft.title_sex):
        draft.values["sex"] = known or draft.title_sex


def age(draft: Draft) -> None:
    born: date | None = draft.values.get("birth_date")
    if born is None:
        return
    if born > draft.today:
        draft.add(Field.BIRTH_DATE, "birth_future", belgian(born))
        del draft.values["birth_date"]
    elif not YOUNGEST <= draft.today.year - born.year <= OLDEST:
        draft.add(Field.BIRTH_DATE, "birth_age", belgian(born))


def period(draft: Draft) -> None:
    start, end = draft.values.get("leefloon_start"), draft.values.get("leefloon_end")
    if start and end and end < start:
        draft.add(Field.LEEFLOON_END, "period_reversed", belgian(end), belgian(start))


def name(draft: Draft) -> None:
    last, first = draft.has("last_name"), draft.has("first_names")
    if last and first:
        return
    if not last and not first:
        draft.add(Field.LAST_NAME, "no_name" if draft.has("insz") else "no_person")
    elif not last:
        draft.add(Field.LAST_NAME, "no_last_name")
    else:
        draft.add(Field.FIRST_NAMES, "no_first_name")
