"""Single cells, cleaned."""

from datetime import date, datetime

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trede.imports.reading import choices, contact, countries, dates, languages, names, numbers, places
from trede.imports.reading.findings import CODES
from trede.imports.reading.text import Cell, fold, repaired, squeeze

from .weird import TODAY

CELLS = st.one_of(
    st.text(max_size=40),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.none(),
    st.from_regex(r"[0-9 ./+-]{1,18}", fullmatch=True),
)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("88.02.29-999.90", ("88022999990", "")),
        (88022999990, ("88022999990", "")),
        (93051822361.0, ("93051822361", "")),
        ("882229-99936", ("88222999936", "")),
        (3010731559, ("03010731559", "insz_zero")),
        ("3010731559", ("03010731559", "insz_zero")),
        ("8,8022999990E+10", ("88022999990", "")),
        ("8.80E+10", (None, "insz_rounded")),
        ("88022999991", (None, "insz_check")),
        ("12345", (None, "insz_length")),
        ("aangevraagd", (None, "insz_no_number")),
        ("onbekend", (None, "")),
        ("0", (None, "")),
        ("RR: 88022999990", ("88022999990", "")),
        ("880229999901", (None, "insz_length")),
        ("٨٨٠٢٢٩٩٩٩٩٠", (None, "insz_no_number")),
    ],
)
def test_national_numbers(cell: str | int | float, expected: tuple[str | None, str]) -> None:
    assert numbers.read_insz(cell)[:2] == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("27/09/2003", (date(2003, 9, 27), "")),
        ("1-2-26", (date(2026, 2, 1), "")),
        ("2024-03-12", (date(2024, 3, 12), "")),
        ("2024-03-12T10:00:00Z", (date(2024, 3, 12), "")),
        ("12.03.2024", (date(2024, 3, 12), "")),
        ("12 mrt 2024", (date(2024, 3, 12), "")),
        ("12 maart 2024", (date(2024, 3, 12), "")),
        ("1er août 2023", (date(2023, 8, 1), "")),
        ("March 12, 2024", (date(2024, 3, 12), "")),
        ("maart 2024", (date(2024, 3, 1), "date_month_only")),
        ("03/2024", (date(2024, 3, 1), "date_month_only")),
        ("31/02/1990", (None, "date_impossible")),
        ("29/02/2023", (None, "date_impossible")),
        ("03/25/2024", (None, "date_month_day")),
        (45363, (date(2024, 3, 12), "date_serial")),
        (20240312, (date(2024, 3, 12), "")),
        (1031990, (date(1990, 3, 1), "")),
        ("2024", (None, "date_year_only")),
        (datetime(2024, 3, 12, 5), (date(2024, 3, 12), "")),
        ("di 12/03/2024", (date(2024, 3, 12), "")),
        ("00/00/0000", (None, "")),
        ("binnenkort", (None, "date_unreadable")),
        (float("nan"), (None, "date_unreadable")),
        ("n.v.t.", (None, "")),
    ],
)
def test_dates(cell: str | int | float | datetime, expected: tuple[date | None, str]) -> None:
    assert dates.read_date(cell, today=TODAY)[:2] == expected


def test_two_digit_years_depend_on_what_they_date() -> None:
    assert dates.read_date("1-1-24", today=TODAY).value == date(2024, 1, 1)
    assert dates.read_date("1-1-24", today=TODAY, birth=True).value == date(1924, 1, 1)
    assert dates.read_date("1-1-08", today=TODAY, birth=True).value == date(2008, 1, 1)
    assert dates.read_date("feb 2024", today=TODAY, end=True).value == date(2024, 2, 29)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_day_comes_back_from_every_spelling(day: date) -> None:
    spellings = [
        f"{day:%d/%m/%Y}",
        f"{day.day}-{day.month}-{day.year}",
        f"{day:%Y-%m-%d}",
        f"{day:%d.%m.%Y}",
        day,
    ]
    assert {dates.read_date(cell, today=TODAY).value for cell in spellings} == {day}


@pytest.mark.parametrize(
    ("cell", "numbers_found"),
    [
        ("0467/54 43 41", ["+32467544341"]),
        (478123456, ["+32478123456"]),
        ("0032 481700604", ["+32481700604"]),
        ("+32 (0)478 12 34 56", ["+32478123456"]),
        ("059/80 11 22", ["+3259801122"]),
        (59801122, ["+3259801122"]),
        ("0478 12 34 56 / 059 80 11 22", ["+32478123456", "+3259801122"]),
        ("0478123456/0479123456", ["+32478123456", "+32479123456"]),
        ("0478/12.34.56 of 0479/12.34.56", ["+32478123456", "+32479123456"]),
        ("0478 12 34 56 (zus)", ["+32478123456"]),
        ("+31 6 12345678", ["+31612345678"]),
        ("0033 6 12 34 56 78", ["+33612345678"]),
        ("onbekend", []),
        ("12", []),
    ],
)
def test_phones(cell: str | int, numbers_found: list[str]) -> None:
    assert [phone.number for phone in contact.read_phones(cell).numbers] == numbers_found


def test_words_and_wrong_numbers_are_not_lost() -> None:
    assert contact.read_phones("0478 12 34 56 (zus Fatima)").words == "zus Fatima"
    assert contact.read_phones("0478 12").bad == ("0478 12",)
    assert contact.read_phones("bij de buren").bad == ("bij de buren",)


@given(st.from_regex(r"0[1-9][0-9]{7,8}", fullmatch=True))
def test_the_short_road_for_belgian_numbers_agrees_with_the_library(text: str) -> None:
    found = contact.belgian(text)
    if found:
        assert phonenumbers.is_valid_number(phonenumbers.parse(text, "BE"))


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Jan@Example.org ", ("jan@example.org", "")),
        ("séan@example.org", ("", "email_accent")),
        ("?ükran@example.org", ("", "email_invalid")),
        ("jan@", ("", "email_invalid")),
        ("a@x.be; b@x.be", ("a@x.be", "email_more")),
        ("mailto:a@x.be", ("a@x.be", "")),
        ("-", ("", "")),
        ("a..b@x.be", ("", "email_invalid")),
    ],
)
def test_emails(cell: str, expected: tuple[str, str]) -> None:
    assert contact.read_email(cell)[:2] == expected


@pytest.mark.parametrize(
    ("cell", "number", "box"),
    [
        ("379/0201", "379", "0201"),
        ("12 bus 3", "12", "3"),
        ("322A", "322A", ""),
        ("51 A bus 4", "51A", "4"),
        (340, "340", ""),
        ("12b3", "12", "3"),
        ("12-14", "12-14", ""),
        ("12 bte 2", "12", "2"),
        ("z/n", "z/n", ""),
        (12.0, "12", ""),
    ],
)
def test_house_numbers(cell: str | int | float, number: str, box: str) -> None:
    assert places.read_house(cell)[:2] == (number, box)


def test_a_house_number_that_excel_made_a_date() -> None:
    assert places.read_house(datetime(2026, 3, 12)) == ("", "", "number_as_date", "12/3")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Kerkstraat 12 bus 3, 8400 Oostende", ("Kerkstraat", "12", "3", "8400", "Oostende")),
        ("Sint-Paulusstraat 237/0201", ("Sint-Paulusstraat", "237", "0201", "", "")),
        ("KERKSTRAAT 12A 8400 OOSTENDE", ("Kerkstraat", "12A", "", "8400", "Oostende")),
        ("Plein 40-45 nr 7\n9000 Gent", ("Plein 40-45 nr", "7", "", "9000", "Gent")),
        ("Alfons Pieterslaan", ("Alfons Pieterslaan", "", "", "", "")),
    ],
)
def test_addresses_in_one_cell(cell: str, expected: tuple[str, ...]) -> None:
    found = places.read_address(cell)
    assert (found.street, *found.house[:2], *found.town[:2]) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("8400", ("8400", "")),
        (8400.0, ("8400", "")),
        ("B-8400 Oostende", ("8400", "Oostende")),
        ("GENT", ("", "Gent")),
    ],
)
def test_towns(cell: str | float, expected: tuple[str, str]) -> None:
    assert places.read_town(cell)[:2] == expected


@pytest.mark.parametrize(
    ("cell", "cents"),
    [
        ("1.340,47", 134047),
        ("1340.47", 134047),
        ("€ 1 340,47", 134047),
        ("1,340.47", 134047),
        ("1.340", 134000),
        (1340.47, 134047),
        ("1340", 134000),
        ("1340,5", 134050),
        ("893,65 EUR", 89365),
        (0.1 + 0.2, 30),
        ("0", 0),
    ],
)
def test_amounts(cell: str | float, cents: int) -> None:
    assert choices.read_cents(cell).value == cents


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("veel", "amount_unreadable"),
        (-5, "amount_negative"),
        ("99999999", "amount_large"),
        (float("inf"), "amount_unreadable"),
    ],
)
def test_odd_amounts(cell: str | float, code: str) -> None:
    assert choices.read_cents(cell) == (None, code, "")


@pytest.mark.parametrize(
    ("cell", "level"),
    [
        ("1.1", "1.1"),
        (1.2, "1.2"),
        ("NT2 1.2", "1.2"),
        ("A1", "A1"),
        ("b1", "B1"),
        ("A2+", "A2"),
        ("moedertaal", "native"),
        ("geen", "0"),
        ("Richtgraad 2,1", "2.1"),
        ("niveau A2 (mondeling)", "A2"),
        ("", None),
        ("3.9", None),
        ("veel", None),
    ],
)
def test_levels_of_dutch(cell: str | float, level: str | None) -> None:
    assert choices.read_dutch_level(cell).value == level


def test_a_level_that_excel_made_a_date() -> None:
    assert choices.read_dutch_level(datetime(2026, 2, 1)) == (None, "level_as_date", "1.2")


@pytest.mark.parametrize(
    ("cell", "category"),
    [
        ("A", "A"),
        ("b", "B"),
        (3, "C"),
        ("cat. B", "B"),
        ("samenwonend", "A"),
        ("alleenstaand", "B"),
        ("gezinslast", "C"),
        ("B - alleenstaand", "B"),
        ("Categorie C", "C"),
        ("D", None),
        ("isolé", "B"),
    ],
)
def test_categories(cell: str | int, category: str | None) -> None:
    assert choices.read_category(cell).value == category


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("nl", "nl"),
        ("Nederlands", "nl"),
        ("Arabisch", "ar"),
        ("Pashto", "ps"),
        ("Pasjtoe", "ps"),
        ("Dari", "prs"),
        ("Tigrinya", "ti"),
        ("Oekraïens", "uk"),
        ("Somalisch", "so"),
        ("Koerdisch (Sorani)", "ckb"),
        ("farsi/dari", "fa"),
        ("Turc", "tr"),
        ("IJslands", "is"),
        ("brabbeltaal", None),
    ],
)
def test_languages(cell: str, code: str | None) -> None:
    assert languages.read_language(cell).value == code


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("Afghanistan", "AF"),
        ("Syrië", "SY"),
        ("Belg", "BE"),
        ("Marokkaanse", "MA"),
        ("DR Congo", "CD"),
        ("Palestina", "PS"),
        ("staatloos", "XX"),
        ("Eritrea", "ER"),
        ("Ukraine", "UA"),
        ("Somalische nationaliteit", "SO"),
        ("Narnia", None),
    ],
)
def test_nationalities(cell: str, code: str | None) -> None:
    assert countries.read_country(cell).value == code


@pytest.mark.parametrize(
    ("cell", "sex"), [("V", "f"), ("M", "m"), ("F", "f"), ("H", "m"), ("vrouw", "f"), ("X", "x"), ("?", None)]
)
def test_sexes(cell: str, sex: str | None) -> None:
    assert choices.read_sex(cell).value == sex


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("VAN DER MEERSCH", "Van der Meersch"),
        ("VAN DEN BROECK", "Van den Broeck"),
        ("EL AMRANI", "El Amrani"),
        ("AL-SAYED", "Al-Sayed"),
        ("D'HONDT", "D'Hondt"),
        ("T'JAMPENS", "T'Jampens"),
        ("O'NEILL", "O'Neill"),
        ("marie-thérèse", "Marie-Thérèse"),
        ("de Smet", "de Smet"),
        ("Vanden Berghe", "Vanden Berghe"),
        ("GARCIA DE LA CRUZ", "Garcia de la Cruz"),
        ("ÖZDEMİR", "Özdemir"),
        ("MCDONALD", "McDonald"),
    ],
)
def test_casing(written: str, shown: str) -> None:
    assert names.proper(written) == shown


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        ("VANDEVELDE Hassan", "", ("VANDEVELDE", "Hassan", "")),
        ("El Amrani, Els", "", ("El Amrani", "Els", "")),
        ("Hassan VANDEVELDE", "", ("VANDEVELDE", "Hassan", "")),
        ("BEN SALAH Kevin", "", ("BEN SALAH", "Kevin", "")),
        ("Jan van der MEERSCH", "", ("van der MEERSCH", "Jan", "")),
        ("van der MEERSCH Jan", "", ("van der MEERSCH", "Jan", "")),
        ("Jan Peeters", "first_last", ("Peeters", "Jan", "name_split")),
        ("Peeters Jan", "last_first", ("Peeters", "Jan", "name_split")),
        ("Van den Broeck Jan", "last_first", ("Van den Broeck", "Jan", "name_split")),
        ("Jan Van den Broeck", "first_last", ("Van den Broeck", "Jan", "name_split")),
        ("Jan Peeters", "", ("Jan", "Peeters", "name_order")),
        ("Abdi Farah Aicha", "last_first", ("Abdi", "Farah Aicha", "name_order")),
        ("Madonna", "", ("Madonna", "", "")),
        ("O'NEILL Noor", "", ("O'NEILL", "Noor", "")),
    ],
)
def test_names_in_one_cell(text: str, order: str, expected: tuple[str, str, str]) -> None:
    assert names.split_name(text, order) == expected


@given(
    st.text(alphabet=st.characters(categories=["L", "Zs", "Po"]), max_size=40),
    st.sampled_from(["", "last_first", "first_last"]),
)
def test_splitting_loses_no_letter(text: str, order: str) -> None:
    text = squeeze(text)
    last, first, _ = names.split_name(text, order)
    assert sorted(filter(str.isalpha, last + first)) == sorted(filter(str.isalpha, text))


@given(CELLS)
def test_no_cell_breaks_a_reader(cell: Cell) -> None:
    for read in (
        numbers.read_insz,
        languages.read_language,
        countries.read_country,
        choices.read_sex,
        choices.read_category,
        choices.read_cents,
        choices.read_dutch_level,
        choices.read_yes_no,
        choices.read_work_right,
        choices.read_income,
    ):
        found = read(cell)
        assert found.code in {"", *CODES}
    contact.read_phones(cell)
    contact.read_email(cell)
    places.read_house(cell)
    places.read_address(cell)
    places.read_town(cell)
    assert dates.read_date(cell, today=TODAY).code in {"", *CODES}


def test_text() -> None:
    assert fold("  Geb.datum ") == "geb datum"
    assert fold("Yılmaz Ø Łódź") == "yilmaz o lodz"
    assert squeeze("\u200fa\u00a0 b\x00 ") == "a b"
    assert repaired("MÃ¼ller") == "Müller"
    assert repaired("Müller") == "Müller"
