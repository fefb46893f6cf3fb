"""Rows as persons: what the cells of one row say together, and doubles."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from trede.imports.reading import CODES, DoubleFinder, Field, Level, PersonRow, Unreadable
from trede.imports.reading.findings import finding

from .weird import SAMPLES, TODAY, codes, noon, person, read_all

CSV = SAMPLES / "leefloonlijst-sociale-dienst.csv"
XLSX = SAMPLES / "clienten.xlsx"


def counted(found: list[PersonRow]) -> dict[str, int]:
    return dict(Counter(code for one in found for code in codes(one)))


def test_the_sample_of_the_social_service_whole() -> None:
    found = read_all(CSV)
    assert len(found) == 312
    assert counted(found) == {
        "letters_lost": 21,
        "email_accent": 7,
        "insz_check_birth_fits": 6,
        "email_invalid": 5,
        "name_cased": 4,
        "date_impossible_insz": 3,
        "no_last_name": 2,
    }
    first = found[1]
    assert (first.row, first.insz, first.last_name, first.birth_date) == (
        6,
        "04031090296",
        "Shevchenko",
        date(2004, 3, 10),
    )
    assert (first.mobile, first.language, first.nationality, first.leefloon_category) == (
        "+32467544341",
        "tr",
        "AF",
        "B",
    )


def test_the_excel_sample_whole() -> None:
    found = read_all(XLSX)
    assert len(found) == 250
    assert counted(found) == {"name_cased": 135, "insz_zero": 79, "formula_text": 54}
    assert all(
        one.insz and one.birth_date and one.last_name and one.first_names and one.mobile for one in found
    )
    assert {one.leefloon_category for one in found} == {"A", "B", "C"}
    assert {one.work_right for one in found} == {"", "onbeperkt", "beperkt", "neen"}
    assert {one.income_kind for one in found} == {"leefloon", "equivalent"}


def test_a_birth_date_that_differs_from_the_number(tmp_path: Path) -> None:
    found = person(tmp_path, INSZ="88022999990", Naam="MAES An", Geboren="01/03/1988")
    assert codes(found) == ["insz_birth_differs", "name_cased"]
    assert found.findings[-1].message_nl == (
        "De geboortedatum 01/03/1988 past niet bij het rijksregisternummer, dat 29/02/1988 zegt. Welke is juist?"
    )


def test_what_the_number_knows_is_taken_from_it(tmp_path: Path) -> None:
    found = person(tmp_path, INSZ=88022999990, Familienaam="Maes", Voornaam="Jo", Geboren="", Geslacht="")
    assert (found.birth_date, found.sex) == (date(1988, 2, 29), "m")
    assert codes(found) == ["birth_from_insz"]


def test_a_sex_that_differs_from_the_number(tmp_path: Path) -> None:
    found = person(tmp_path, INSZ="88022999990", Familienaam="Maes", Voornaam="Jo", Geslacht="V")
    assert "insz_sex_differs" in codes(found)
    assert found.sex == "f"


@pytest.mark.parametrize(
    ("born", "code"),
    [("29/02/1988", "fits"), ("01/01/1970", "differs"), (noon(1988, 2, 29), "fits"), (None, "")],
)
def test_a_wrong_check_is_weighed_against_the_birth_date(tmp_path: Path, born: object, code: str) -> None:
    found = person(tmp_path, INSZ="88022999991", Familienaam="Maes", Voornaam="Jo", Geboren=born)
    assert codes(found) == [f"insz_check_birth_{code}" if code else "insz_check"]
    assert (found.insz, found.level) == ("", Level.QUESTION)
    assert found.findings[0].raw == "88022999991"


def test_an_impossible_birth_date_without_a_number(tmp_path: Path) -> None:
    found = person(tmp_path, Familienaam="Maes", Voornaam="Jo", Geboren="31/02/1990")
    assert (found.birth_date, codes(found)) == (None, ["date_impossible"])


@pytest.mark.parametrize(
    ("born", "code"),
    [("01/01/2030", "birth_future"), ("01/01/2020", "birth_age"), ("01/01/1901", "birth_age")],
)
def test_unlikely_ages(tmp_path: Path, born: str, code: str) -> None:
    assert codes(person(tmp_path, Familienaam="Maes", Voornaam="Jo", Geboren=born)) == [code]


def test_a_period_that_ends_before_it_begins(tmp_path: Path) -> None:
    found = person(tmp_path, Naam="MAES Jo", Begin_steun="01/03/2026", Einde_steun="feb 2026")
    assert codes(found) == ["date_month_only", "name_cased", "period_reversed"]


def test_two_numbers_in_one_cell_go_to_their_own_place(tmp_path: Path) -> None:
    found = person(tmp_path, Naam="MAES Jo", Telefoon="059 80 11 22 / 0478 12 34 56")
    assert (found.phone, found.mobile) == ("+3259801122", "+32478123456")
    found = person(tmp_path, Naam="MAES Jo", Telefoon="0478 12 34 56", GSM="0479123456 of 0477123456")
    assert (found.mobile, found.phone) == ("+32478123456", "+32479123456")
    assert "phone_more" in codes(found)


def test_lost_letters_are_asked_and_kept_as_written(tmp_path: Path) -> None:
    found = person(tmp_path, Familienaam="Y?lmaz", Voornaam="?ükran")
    assert (found.last_name, found.first_names, codes(found)) == (
        "Y?lmaz",
        "?ükran",
        ["letters_lost", "letters_lost"],
    )


def test_a_title_before_the_name_says_the_sex(tmp_path: Path) -> None:
    found = person(tmp_path, Naam="Mevr. MAES An")
    assert (found.last_name, found.first_names, found.sex) == ("Maes", "An", "f")


def test_address_vdab_and_amount(tmp_path: Path) -> None:
    found = person(
        tmp_path,
        Naam="MAES Jo",
        Adres="Kerkstraat 12 bus 3, 8400 Oostende",
        VDAB=noon(2026, 1, 5),
        Bedrag="€ 1.340,47",
    )
    assert (found.street, found.house_number, found.box, found.postcode) == ("Kerkstraat", "12", "3", "8400")
    assert (found.vdab_registered, found.vdab_since, found.leefloon_amount) == (
        True,
        date(2026, 1, 5),
        134047,
    )


def test_nobody_is_refused(tmp_path: Path) -> None:
    found = person(tmp_path, Familienaam="", Voornaam="-", Gemeente="Gent")
    assert (found.level, codes(found)) == (Level.REFUSED, ["no_person"])


def test_a_number_without_a_name_is_asked(tmp_path: Path) -> None:
    found = person(tmp_path, Familienaam="", Voornaam="", INSZ="88022999990")
    assert (found.level, "no_name" in codes(found)) == (Level.QUESTION, True)


def test_long_texts_are_cut_and_said(tmp_path: Path) -> None:
    found = person(tmp_path, Naam="MAES Jo", Straat="x" * 300, Nr="y" * 30, Opmerking="z" * 9000)
    assert (len(found.street), len(found.house_number), len(found.remark)) == (120, 12, 5000)
    assert codes(found).count("too_long") == 3


def test_excel_errors_are_empty(tmp_path: Path) -> None:
    found = person(tmp_path, Naam="MAES Jo", Gemeente="#N/A")
    assert (found.municipality, "cell_error" in codes(found)) == ("", True)


def test_nothing_of_a_person_is_in_a_repr(tmp_path: Path) -> None:
    found = person(tmp_path, Familienaam="Vandevelde", Voornaam="?ükran", INSZ="88022999991")
    assert repr(found) == "PersonRow(row=2)"
    assert not any(word in repr(found.findings) for word in ("Vandevelde", "kran", "88022999991"))
    assert "88022999991" not in str(Unreadable("damaged"))


@pytest.mark.parametrize("code", CODES)
def test_every_finding_makes_a_sentence(code: str) -> None:
    text = finding(Field.INSZ, code, "RAUW", "VOORSTEL").message_nl
    assert text.endswith((".", "?"))
    assert "{" not in text


def row(number: int, last: str, first: str = "", born: date | None = TODAY, insz: str = "") -> PersonRow:
    return PersonRow(number, last_name=last, first_names=first, birth_date=born, insz=insz)


def test_doubles_by_number_and_by_name() -> None:
    look = DoubleFinder().look
    assert look(row(2, "El Amrani", "Aïcha", insz="1")) is None
    found = [
        look(row(3, "EL AMRANI", "Aicha", insz="1")),
        look(row(4, "Ander", insz="1")),
        look(row(5, "Amrani El", "Aïcha")),
    ]
    assert [(one.code, one.proposal) for one in found if one] == [
        ("double_same", "2"),
        ("double_insz", "2"),
        ("double_name", "2"),
    ]


def test_the_same_name_is_no_double_without_a_birth_date() -> None:
    look = DoubleFinder().look
    assert look(row(2, "Maes", "An", None)) is None
    assert look(row(3, "Maes", "An", None)) is None
    assert look(row(4, "Maes", "An")) is None
    assert look(row(5, "Maes", "An", date(1990, 1, 1))) is None


def test_names_in_other_scripts_are_compared_too() -> None:
    look = DoubleFinder().look
    assert look(row(2, "محمد", "")) is None
    assert look(row(3, "Олена", "")) is None
    assert look(row(4, "محمد", "")) is not None


def test_the_finder_is_bounded() -> None:
    finder = DoubleFinder(max_keys=10)
    for number in range(2, 100):
        finder.look(row(number, f"Naam {number}", insz=str(number)))
    assert finder.full
    assert len(finder._rows) <= 10
    assert finder.look(row(200, "Naam 2", insz="2")) is not None


def test_the_sample_has_twelve_doubles() -> None:
    finder = DoubleFinder()
    found = [double for one in read_all(CSV) if (double := finder.look(one))]
    assert len(found) == 12
    assert {double.code for double in found} == {"double_same"}
