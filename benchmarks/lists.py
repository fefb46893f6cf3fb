"""A list of leefloners as a sociale dienst prints it, of any length, about people who do not exist."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from trede.demo.town import population
from trede.demo.town.shapes import Person

TODAY = date(2026, 11, 22)
HEADINGS = (
    "Rijksregisternr", "Naam", "Voornaam", "Geb.datum", "M/V", "Straat", "Nr", "Bus", "Post", "Gemeente", "GSM",
    "E-mail", "Cat.", "LL sinds",
)  # fmt: skip
SEXES = {"m": "M", "f": "V", "x": "X"}


def write_list(path: Path, rows: int, seed: int) -> None:
    """Semicolons, Windows letters and dates with the day first, as the programs of OCMWs write them."""
    with path.open("w", encoding="cp1252", errors="replace", newline="") as file:
        out = csv.writer(file, delimiter=";")
        out.writerow(HEADINGS)
        out.writerows(_cells(person) for person in people(rows, seed))


def people(rows: int, seed: int) -> Iterator[Person]:
    """So many different people: a second file of the same person would be a question, not a row."""
    given = 0
    for person in population(rows + rows // 100 + 10, seed, TODAY):
        if person.double_of is None and given < rows:
            given += 1
            yield person


def _cells(person: Person) -> list[str]:
    home = person.addresses[-1]
    running = [part for part in person.categories if part.ends is None]
    return [
        person.insz or "",
        person.last_name,
        person.first_names,
        f"{person.birth_date:%d/%m/%Y}",
        SEXES[person.sex],
        home.street,
        home.number,
        home.box,
        home.postcode,
        home.municipality,
        _mobile(person.phones[0].number) if person.phones else "",
        person.emails[0] if person.emails else "",
        running[-1].category if running else "",
        f"{running[-1].starts:%d/%m/%Y}" if running else "",
    ]


def _mobile(number: str) -> str:
    """The demo's numbers are valid nowhere, on purpose; in a list each would be a question instead of a new file."""
    return f"0499 {number[-6:-4]} {number[-4:-2]} {number[-2:]}"
