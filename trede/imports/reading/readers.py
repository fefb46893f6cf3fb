"""How each field reads its cell into the draft."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from . import choices, contact, countries, dates, languages, names, numbers, places
from .draft import Draft, shown
from .fields import Field
from .findings import Reading
from .mapping import Column
from .text import Cell, cell_text, letters_lost, says_nothing

MAX_NAME = 120
MAX_REMARK = 5_000
MAX_STREET = 120
MAX_TOWN = 80
MAX_HOUSE = 12


def plain(limit: int) -> Callable[[Draft, Column, Cell], None]:
    def read(draft: Draft, column: Column, cell: Cell) -> None:
        text = cell_text(cell)
        if says_nothing(text):
            return
        if len(text) > limit:
            draft.add(column.field, "too_long", text)
        draft.values[column.field.value] = text[:limit]

    return read


def remark(draft: Draft, column: Column, cell: Cell) -> None:
    text = cell_text(cell)
    if not text:
        return
    joined = f"{draft.values['remark']} · {text}" if draft.has("remark") else text
    if len(joined) > MAX_REMARK:
        draft.add(Field.REMARK, "too_long", text)
    draft.values["remark"] = joined[:MAX_REMARK]


def checked_name(draft: Draft, target: Field, text: str) -> str:
    """Proper casing and the usual questions; the name is kept as it will be shown."""
    if len(text) > MAX_NAME:
        draft.add(target, "too_long", text)
        text = text[:MAX_NAME].rstrip()
    if names.is_odd(text):
        draft.add(target, "name_digits", text)
    cased = text if letters_lost(text) else names.proper(text)
    if cased != text:
        draft.add(target, "name_cased", text, cased)
    return cased


def one_name(draft: Draft, column: Column, cell: Cell) -> None:
    text = untitled(draft, column.field, cell_text(cell))
    if not says_nothing(text):
        draft.values[column.field.value] = checked_name(draft, column.field, text)


def untitled(draft: Draft, target: Field, text: str) -> str:
    name, sex = names.without_title(text)
    if sex:
        draft.title_sex = sex
        draft.add(target, "name_title", text)
    return name


def full_name(draft: Draft, column: Column, cell: Cell) -> None:
    text = untitled(draft, Field.FULL_NAME, cell_text(cell))
    if says_nothing(text):
        return
    last, first, code = names.split_name(text, column.order)
    last = checked_name(draft, Field.FULL_NAME, last)
    first = checked_name(draft, Field.FULL_NAME, first) if first else ""
    draft.values["last_name"], draft.values["first_names"] = last, first
    if code:
        draft.add(Field.FULL_NAME, code, text, f"{last} | {first}")


def insz(draft: Draft, column: Column, cell: Cell) -> None:
    draft.raw[Field.INSZ] = cell_text(cell)
    reading = numbers.read_insz(cell)
    if reading.code == "insz_check":
        # The birth date may stand in a later column: asked once the whole row is read.
        return
    draft.take(Field.INSZ, reading, cell)


def birth_date(draft: Draft, column: Column, cell: Cell) -> None:
    draft.raw[Field.BIRTH_DATE] = shown(cell)
    reading = dates.read_date(cell, today=draft.today, order=column.order or dates.DAY_FIRST, birth=True)
    if reading.code == "date_impossible":
        return
    if reading.code == "date_month_only":
        reading = Reading(None, "date_year_only")
    draft.take(Field.BIRTH_DATE, reading, cell)


def any_date(draft: Draft, column: Column, cell: Cell) -> None:
    end = column.field is Field.LEEFLOON_END
    reading = dates.read_date(cell, today=draft.today, order=column.order or dates.DAY_FIRST, end=end)
    draft.take(column.field, reading, cell)


def phones(draft: Draft, column: Column, cell: Cell) -> None:
    found = contact.read_phones(cell)
    for number, mobile in found.numbers:
        first, second = ("mobile", "phone") if mobile else ("phone", "mobile")
        # A second number of the same kind may sit in the other place; a third one is only noted.
        target = next((slot for slot in (first, second) if draft.values.get(slot) in (None, number)), None)
        if target is None:
            draft.add(column.field, "phone_more", number)
        elif number not in (draft.values.get("phone"), draft.values.get("mobile")):
            draft.values[target] = number
    for bad in found.bad:
        draft.add(column.field, "phone_invalid", bad)
    if found.words and found.numbers:
        draft.add(column.field, "phone_text", found.words)


def email(draft: Draft, column: Column, cell: Cell) -> None:
    found = contact.read_email(cell)
    draft.take(Field.EMAIL, Reading(found.address or None, found.code, found.proposal), cell)


def house_number(draft: Draft, column: Column, cell: Cell) -> None:
    keep_house(draft, column.field, places.read_house(cell), cell)


def box(draft: Draft, column: Column, cell: Cell) -> None:
    keep_house(draft, column.field, places.read_box(cell), cell)


def keep_house(draft: Draft, target: Field, house: places.House, cell: Cell) -> None:
    for name, text in (("house_number", house.number), ("box", house.box)):
        if text:
            draft.values[name] = text[:MAX_HOUSE]
        if len(text) > MAX_HOUSE:
            draft.add(target, "too_long", text)
    if house.code:
        draft.add(target, house.code, shown(cell), house.proposal)


def street(draft: Draft, column: Column, cell: Cell) -> None:
    text = cell_text(cell)
    if says_nothing(text):
        return
    whole = places.read_address(text)
    if any(map(str.isdigit, text)) and not whole.code:
        keep_address(draft, column.field, whole, cell)
    else:
        keep_street(draft, column.field, places.proper_place(text))


def address(draft: Draft, column: Column, cell: Cell) -> None:
    keep_address(draft, column.field, places.read_address(cell), cell)


def keep_address(draft: Draft, target: Field, found: places.Address, cell: Cell) -> None:
    if found.street:
        keep_street(draft, target, found.street)
    if found.code:
        draft.add(target, found.code, shown(cell))
    keep_house(draft, target, found.house, cell)
    keep_town(draft, target, found.town, cell)


def keep_street(draft: Draft, target: Field, text: str) -> None:
    draft.values["street"] = text[:MAX_STREET]
    if len(text) > MAX_STREET:
        draft.add(target, "too_long", text)


def keep_town(draft: Draft, target: Field, town: places.Town, cell: Cell) -> None:
    if town.postcode:
        draft.values["postcode"] = town.postcode
    if town.municipality:
        draft.values.setdefault("municipality", town.municipality[:MAX_TOWN])
    if town.code:
        draft.add(target, town.code, shown(cell))


def postcode(draft: Draft, column: Column, cell: Cell) -> None:
    keep_town(draft, column.field, places.read_postcode(cell), cell)


def municipality(draft: Draft, column: Column, cell: Cell) -> None:
    keep_town(draft, column.field, places.read_town(cell), cell)


def vdab_registered(draft: Draft, column: Column, cell: Cell) -> None:
    reading = choices.read_yes_no(cell)
    since = dates.read_date(cell, today=draft.today) if reading.code else Reading[object](None)
    if since.value is not None:
        # A date where yes was expected says both.
        draft.values["vdab_registered"] = True
        draft.values.setdefault("vdab_since", since.value)
        return
    draft.take(column.field, reading, cell)


def choice(read: Callable[[Cell], Reading[Any]]) -> Callable[[Draft, Column, Cell], None]:
    known = lru_cache(maxsize=1024, typed=True)(read)  # typed: 1, 1.0 and True are different cells

    def into(draft: Draft, column: Column, cell: Cell) -> None:
        draft.take(column.field, known(cell), cell)

    return into


READERS: dict[Field, Callable[[Draft, Column, Cell], None]] = {
    Field.NUMBER_ELSEWHERE: plain(40),
    Field.INSZ: insz,
    Field.LAST_NAME: one_name,
    Field.FIRST_NAMES: one_name,
    Field.FULL_NAME: full_name,
    Field.BIRTH_DATE: birth_date,
    Field.SEX: choice(choices.read_sex),
    Field.NATIONALITY: choice(countries.read_country),
    Field.STREET: street,
    Field.HOUSE_NUMBER: house_number,
    Field.BOX: box,
    Field.ADDRESS: address,
    Field.POSTCODE: postcode,
    Field.MUNICIPALITY: municipality,
    Field.PHONE: phones,
    Field.MOBILE: phones,
    Field.EMAIL: email,
    Field.LANGUAGE: choice(languages.read_language),
    Field.INCOME_KIND: choice(choices.read_income),
    Field.LEEFLOON_CATEGORY: choice(choices.read_category),
    Field.LEEFLOON_START: any_date,
    Field.LEEFLOON_END: any_date,
    Field.LEEFLOON_AMOUNT: choice(choices.read_cents),
    Field.SOCIAL_WORKER: plain(120),
    Field.WORK_RIGHT: choice(choices.read_work_right),
    Field.VDAB_REGISTERED: vdab_registered,
    Field.VDAB_SINCE: any_date,
    Field.DUTCH_LEVEL: choice(choices.read_dutch_level),
    Field.REMARK: remark,
}
