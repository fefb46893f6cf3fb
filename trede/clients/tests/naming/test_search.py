from datetime import date

import pytest

from trede.clients.naming import Matched, parse_query, plan

from .index import CAST, Index, person


@pytest.fixture(scope="module")
def index() -> Index:
    return Index(CAST)


@pytest.mark.parametrize(
    ("text", "client_id"),
    [
        ("elamrani mohammed", 1),
        ("EL AMRANI, Mohamed", 1),
        ("el-amrani muhammad", 1),
        ("amrani mhamed", 1),
        ("moh amr", 1),
        ("amr moh", 1),
        ("mohmaed amrrani", 1),
        ("elamrnai", 1),
        ("Yulia", 2),
        ("Julia kovalenko", 2),
        ("joelia", 2),
        ("Юлія", 2),
        ("kowalenko", 2),
        ("dogan gulsum", 3),
        ("Doğan", 3),
        ("isik", 3),
        ("IŞIK", 3),
        ("ışık gülsüm", 3),
        ("cagla weiss", 4),
        ("Chagla", 4),
        ("Lukasz Wisniewski", 5),
        ("łukas wisnewski", 5),
        ("luc wis", 5),
        ("vanderelst", 6),
        ("van der elst", 6),
        ("elst els", 6),
        ("derelst", 6),
        ("Yusuf Benali", 7),
        ("joesoef ben ali", 7),
        ("ali youssef", 7),
        ("jeanpierre dhondt", 8),
        ("D’Hondt", 8),
        ("jean d hondt", 8),
        ("fatimazohra", 9),
        ("fatma zahra aitelhaj", 9),
        ("ben peeters", 10),
        ("mehmed yilmaz", 11),
        ("walid el khattabi", 12),
        ("khattabi", 12),
        ("محمد", 13),
    ],
)
def test_a_name_is_found_however_it_is_typed(index: Index, text: str, client_id: int) -> None:
    assert index.found(text)[0] == client_id


@pytest.mark.parametrize(
    "text",
    [
        "12/03/1985", "12-3-85", "1985-03-12", "12.03.1985", "12 maart 1985", "12 mars 1985", "12 03 1985",
        "19850312", "12031985", "120385",
    ],
)  # fmt: skip
def test_a_birth_date_in_any_notation(index: Index, text: str) -> None:
    hit = index.search(text)[0]
    assert (hit.client_id, Matched.BIRTH_DATE in hit.matched or Matched.INSZ in hit.matched) == (1, True)


@pytest.mark.parametrize(
    ("text", "matched"),
    [
        ("85.03.12-123.45", Matched.INSZ),
        ("85031212345", Matched.INSZ),
        ("850312 123 45", Matched.INSZ),
        ("212345", Matched.INSZ),
        ("0478 12 34 56", Matched.PHONE),
        ("0478/12.34.56", Matched.PHONE),
        ("+32478123456", Matched.PHONE),
        ("0032 478 12 34 56", Matched.PHONE),
        ("+32 (0)478 12 34 56", Matched.PHONE),
        ("123456", Matched.PHONE),
        ("12 34 56", Matched.PHONE),
        ("12.34.56", Matched.PHONE),
        ("mohamed.elam", Matched.EMAIL),
        ("MOHAMED.ELAMRANI@example.org", Matched.EMAIL),
        ("2024-00123", Matched.DOSSIER),
        ("2024/00123", Matched.DOSSIER),
        ("202400123", Matched.DOSSIER),
    ],
)
def test_numbers_and_addresses(index: Index, text: str, matched: Matched) -> None:
    hit = index.search(text)[0]
    assert hit.client_id == 1
    assert matched in hit.matched


def test_first_six_digits_of_a_national_number(index: Index) -> None:
    assert index.found("790131") == [3]


@pytest.mark.parametrize("text", ["mohamed 1985", "1985 amrani", "amrani 12/3/1985 0478123456", "3/1985 moh"])
def test_parts_combine_in_any_order(index: Index, text: str) -> None:
    assert index.found(text)[0] == 1


def test_a_wrong_part_puts_a_file_lower_but_does_not_hide_it(index: Index) -> None:
    assert index.found("mohamed el amrani 1971")[0] == 1


def test_the_year_tells_namesakes_apart() -> None:
    index = Index(person(n, "Ahmed", "Alaoui", birth_date=date(1960 + n, 1, n)) for n in range(1, 31))
    assert index.found("alaoui ahmed 1977")[0] == 17


def test_a_name_in_use_is_told_from_the_official_name(index: Index) -> None:
    by_official, by_known_as = index.search("lukasz")[0], index.search("luc")[0]
    assert by_official.matched == {Matched.NAME}
    assert by_known_as.matched == {Matched.KNOWN_AS}


def test_an_exact_name_comes_before_a_like_one() -> None:
    index = Index([person(1, "Jan", "Maas"), person(2, "Jan", "Maes"), person(3, "Jan", "Mas")])
    assert index.found("jan maes")[0] == 2
    assert index.found("maas jan")[0] == 1


def test_a_stranger_is_not_shown(index: Index) -> None:
    assert index.found("xqzwv") == []
    assert index.found("mohamed xqzwv") == []


def test_another_organisation_finds_nothing(index: Index) -> None:
    assert index.candidates(plan(parse_query("amrani")), organisation_id=2) == []


def test_equal_scores_are_in_order_of_file() -> None:
    index = Index(person(n, "Fatima", "Alaoui") for n in (9, 4, 7))
    assert index.found("fatima alaoui") == [4, 7, 9]


@pytest.mark.parametrize("text", ["", "   ", "'", "--", "😀", "%", "31/02/1990", "\u202e", "\x00", "@", "()"])
def test_nothing_to_search_by_finds_nothing(index: Index, text: str) -> None:
    query = parse_query(text)
    assert not query
    assert not query.terms
