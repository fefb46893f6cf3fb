from pathlib import Path

import pytest

from common import ROOT
from messages import collected, from_file
from plain_texts import from_parameters, from_plain, is_plain


def python(tmp_path: Path, source: str) -> list[str]:
    path = tmp_path / "room.py"
    path.write_text(source)
    return list(from_plain(path))


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ('Sentence.of("code", "Kijk {day} na.", day=day)', ["Kijk {day} na."]),
        ('_say("code", "Kijk na.")', ["Kijk na."]),
        ('Sentence.of("code", text)', []),
        ('other("code", "Kijk na.")', []),
        ('CODES = {"a": (LEVEL, "Kijk na.")}', ["Kijk na."]),
        ('LABELS: dict[Field, str] = {Field.A: "naam"}', ["naam"]),
        ('TITLES = {"a": "naam"}', []),
        ('LABELS = "naam"', []),
        ('of("code")', []),
    ],
)
def test_a_text_is_known_by_where_it_stands(tmp_path: Path, source: str, texts: list[str]) -> None:
    assert python(tmp_path, source) == texts


def test_the_words_of_parameters_are_collected_and_their_figures_are_not(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(
        "parameters:\n"
        "  - {id: a.b, nl: Naam, en: Name, keys: {A: alleenstaand}, rows: [\n"
        '      {from: 2026-01-01, values: {A: "10.50"}, note: Met een nota.},\n'
        "      {value: [zwanger, 12], sources: [S1]}]}\n"
    )
    assert list(from_parameters(path)) == ["alleenstaand", "Met een nota.", "zwanger"]


def test_a_file_of_sources_holds_no_parameters(tmp_path: Path) -> None:
    path = tmp_path / "sources.yaml"
    path.write_text("sources:\n  - {id: S1, title: Een wet}\n")
    assert list(from_parameters(path)) == []


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("trede/rules/insz.py", True),
        ("trede/imports/reading/errors.py", True),
        ("trede/imports/forms.py", False),
    ],
)
def test_only_the_rooms_without_django_are_read_this_way(name: str, *, plain: bool) -> None:
    assert is_plain(name) is plain
    assert list(from_file(ROOT / name, name))


def test_the_program_has_texts_from_every_kind_of_file() -> None:
    texts = {message.id for message in collected()}
    assert {"Het controlegetal klopt niet. Kijk het nummer cijfer voor cijfer na.", "samenwonend"} <= texts
    assert {
        "achternaam",
        "Geen enkele kolom is herkend als naam. Duid aan in welke kolom de naam staat.",
    } <= texts
