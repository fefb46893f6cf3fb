"""Columns find their meaning by title and content, and remember it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trede.imports.reading import Field, Mapping, Unreadable, open_table, propose_mapping
from trede.imports.reading.synonyms import SURE, header_candidates

from .weird import HEADER, PEOPLE, SAMPLES, read_all, text_file

F = Field


def fields(path: Path) -> list[Field]:
    return [column.field for column in propose_mapping(open_table(path)).columns]


def test_the_sample_of_the_social_service() -> None:
    assert fields(SAMPLES / "leefloonlijst-sociale-dienst.csv") == [
        F.INSZ,
        F.LAST_NAME,
        F.FIRST_NAMES,
        F.BIRTH_DATE,
        F.SEX,
        F.STREET,
        F.HOUSE_NUMBER,
        F.POSTCODE,
        F.MUNICIPALITY,
        F.MOBILE,
        F.EMAIL,
        F.LANGUAGE,
        F.LEEFLOON_CATEGORY,
        F.LEEFLOON_START,
        F.NATIONALITY,
        F.SOCIAL_WORKER,
    ]


def test_the_sample_in_excel() -> None:
    mapping = propose_mapping(open_table(SAMPLES / "clienten.xlsx"))
    assert [column.field for column in mapping.columns] == [
        F.NUMBER_ELSEWHERE,
        F.INSZ,
        F.FULL_NAME,
        F.BIRTH_DATE,
        F.PHONE,
        F.LANGUAGE,
        F.DUTCH_LEVEL,
        F.LEEFLOON_CATEGORY,
        F.LEEFLOON_START,
        F.INCOME_KIND,
        F.WORK_RIGHT,
        F.REMARK,
    ]
    assert mapping.sure
    assert all(0.7 <= column.confidence <= 1 for column in mapping.columns)


@pytest.mark.parametrize(
    ("title", "target"),
    [
        ("Rijksregisternummer cliënt", F.INSZ),
        ("N° national", F.INSZ),
        ("Rijksregisternumer", F.INSZ),
        ("Geboorte-datum", F.BIRTH_DATE),
        ("Date de naissance", F.BIRTH_DATE),
        ("Date of birth (dd/mm/yyyy)", F.BIRTH_DATE),
        ("Achternaam", F.LAST_NAME),
        ("Prénom", F.FIRST_NAMES),
        ("Gsm-nummer", F.MOBILE),
        ("Tel.", F.PHONE),
        ("Maatschappelijk wreker", F.SOCIAL_WORKER),
        ("Naam maatschappelijk werker", F.SOCIAL_WORKER),
        ("Code postal", F.POSTCODE),
        ("E-mailadres", F.EMAIL),
        ("Ingeschreven VDAB sinds", F.VDAB_SINCE),
        ("Einddatum leefloon", F.LEEFLOON_END),
        ("Montant RIS", F.LEEFLOON_AMOUNT),
        ("Telefoon partner", F.IGNORE),
        ("Geboortedatum kind", F.IGNORE),
        ("IBAN", F.IGNORE),
    ],
)
def test_titles(title: str, target: Field) -> None:
    candidates = header_candidates(title)
    assert max(candidates, key=lambda field: candidates[field]) is target


@pytest.mark.parametrize("target", SURE)
def test_every_listed_title_means_its_field(target: Field) -> None:
    assert [word for word in SURE[target].split(", ") if target not in header_candidates(word)] == []


def test_naam_alone_is_the_whole_name(tmp_path: Path) -> None:
    rows = [("Naam", "Geboren"), ("MAES An", "01/02/1990"), ("BAAS Jo", "01/02/1991")]
    assert fields(text_file(tmp_path, rows)) == [F.FULL_NAME, F.BIRTH_DATE]


def test_nr_is_a_house_number_only_beside_a_street(tmp_path: Path) -> None:
    rows = [("Nr", "Naam", "Voornaam"), *((str(i), "Maes", "An") for i in range(1, 6))]
    assert fields(text_file(tmp_path, rows))[0] is F.NUMBER_ELSEWHERE
    street = [
        ("Naam", "Voornaam", "Straat", "Nr"),
        *(("Maes", "An", "Kerkstraat", str(i)) for i in range(1, 6)),
    ]
    assert fields(text_file(tmp_path, street))[3] is F.HOUSE_NUMBER


def test_content_alone_is_enough_for_what_is_plain(tmp_path: Path) -> None:
    rows = [
        (n, "MAES An", f"0478 12 34 5{i}", f"a{i}@example.org", "Tigrinya", "8400")
        for i, n in enumerate(("88022999990", "93051822361", "88222999936"))
    ]
    mapping = propose_mapping(open_table(text_file(tmp_path, rows)))
    assert [c.field for c in mapping.columns] == [
        F.INSZ,
        F.FULL_NAME,
        F.PHONE,
        F.EMAIL,
        F.LANGUAGE,
        F.POSTCODE,
    ]
    assert not mapping.sure
    assert "Bevestig" in str(mapping.doubts[0])


def test_without_names_it_is_not_sure(tmp_path: Path) -> None:
    mapping = propose_mapping(
        open_table(text_file(tmp_path, [("INSZ", "Gemeente"), ("88022999990", "Gent")]))
    )
    assert tuple(map(str, mapping.doubts)) == (
        "Geen enkele kolom is herkend als naam. Duid aan in welke kolom de naam staat.",
    )


def test_two_equal_columns_make_a_doubt_until_one_is_chosen(tmp_path: Path) -> None:
    rows = [("Naam", "Voornaam", "Geboortedatum", "Geboren"), ("Maes", "An", "01/02/1990", "02/02/1990")]
    mapping = propose_mapping(open_table(text_file(tmp_path, rows)))
    assert not mapping.sure
    assert "‘Geboortedatum’, ‘Geboren’" in str(mapping.doubts[0])
    assert mapping.with_field(3, F.IGNORE).sure


def test_the_same_titles_in_another_order_recall_the_choices(tmp_path: Path) -> None:
    first = propose_mapping(open_table(text_file(tmp_path)))
    kept = Mapping.from_json(first.with_field(4, F.REMARK).as_json())
    turned = [row[::-1] for row in (tuple(title.upper() for title in HEADER), *PEOPLE)]
    again = propose_mapping(open_table(text_file(tmp_path, turned)), kept)
    assert again.signature == first.signature
    assert again.columns[0].field is F.REMARK
    assert {column.reason for column in again.columns} == {"remembered"}
    found = read_all(text_file(tmp_path, turned), again)
    assert (found[1].last_name, found[1].remark, found[1].municipality) == ("D'Hondt", "Gent", "")


def test_other_titles_do_not_recall(tmp_path: Path) -> None:
    kept = propose_mapping(open_table(text_file(tmp_path)))
    rows = [("Naam en voornaam", "Gemeente"), ("MAES An", "Gent")]
    again = propose_mapping(open_table(text_file(tmp_path, rows)), kept)
    assert {column.reason for column in again.columns} == {"both"}


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"columns": [{"title": "x", "field": "?"}]}', '{"columns": 3}', "[" * 90_000]
)
def test_a_spoilt_mapping_file_is_refused(text: str) -> None:
    with pytest.raises(Unreadable, match="kolomkeuzes"):
        Mapping.from_json(text)


@given(st.lists(st.text(max_size=20), min_size=1, max_size=12))
def test_any_mapping_survives_json(titles: list[str]) -> None:
    data = {"columns": [{"title": title, "field": "remark"} for title in titles]}
    mapping = Mapping.from_data(data)
    assert Mapping.from_json(mapping.as_json()) == mapping


def test_a_mapping_holds_no_person(tmp_path: Path) -> None:
    text = propose_mapping(open_table(text_file(tmp_path))).as_json()
    assert not any(word in text for person in PEOPLE for word in person if len(word) > 3)


def test_dates_by_the_column(tmp_path: Path) -> None:
    rows = [
        ("Naam en voornaam", "Geboren"),
        *(("MAES An", f"0{i}/2{i}/1990") for i in range(1, 7)),
        ("MAES Jo", "03/04/1990"),
    ]
    path = text_file(tmp_path, rows)
    assert propose_mapping(open_table(path)).columns[1].order == "mdy"
    assert str(read_all(path)[-1].birth_date) == "1990-03-04"


def test_mixed_dates_make_the_mapping_unsure(tmp_path: Path) -> None:
    days = ["13/01/1990", "01/13/1990", "14/02/1990", "02/14/1990", "03/04/1990"]
    path = text_file(tmp_path, [("Naam en voornaam", "Geboren"), *(("MAES An", day) for day in days)])
    assert "door elkaar" in str(propose_mapping(open_table(path)).doubts[0])
    assert [f.code for f in read_all(path)[-1].findings if f.field is F.BIRTH_DATE] == ["date_ambiguous"]
