from datetime import date
from typing import Any

import pytest

from trede.clients.naming import Reason, SearchablePerson, likely_double

from .index import Index, person


def amrani(client_id: int = 1, **known: Any) -> SearchablePerson:
    known = {"birth_date": date(1985, 3, 12)} | known
    return person(client_id, known.pop("given", "Mohamed"), known.pop("family", "El Amrani"), **known)


def test_the_same_national_number_is_the_same_person() -> None:
    one = person(1, "Mohamed", "El Amrani", insz="85.03.12-123.45")
    other = person(2, "Heel", "Anders", insz="85031212345")
    assert likely_double(one, other).reasons == (Reason.SAME_INSZ,)
    assert likely_double(one, other).score == 100


@pytest.mark.parametrize(
    ("given", "family"),
    [
        ("Mohammed", "Elamrani"), ("Muhammad", "El-Amrani"), ("El Amrani", "Mohamed"), ("Mohamed Amin", "El Amrani"),
        ("Mhamed", "Amrani"), ("Mohamed", "El Amrany"), ("Mohmaed", "El Amrani"),
    ],
)  # fmt: skip
def test_a_like_name_with_the_same_birth_date(given: str, family: str) -> None:
    verdict = likely_double(amrani(), amrani(2, given=given, family=family))
    assert verdict.likely
    assert Reason.SAME_BIRTH_DATE in verdict.reasons


@pytest.mark.parametrize(
    "born", [date(1985, 12, 3), date(1985, 3, 13), date(1986, 3, 12), date(1958, 3, 12), date(1985, 3, 22)]
)
def test_a_slip_in_the_birth_date(born: date) -> None:
    verdict = likely_double(amrani(), amrani(2, birth_date=born))
    assert verdict.likely
    assert verdict.reasons == (Reason.SAME_NAME, Reason.NEAR_BIRTH_DATE)


def test_a_namesake_with_another_birth_date_is_somebody_else() -> None:
    verdict = likely_double(amrani(), amrani(2, birth_date=date(1991, 7, 30)))
    assert not verdict.likely
    assert Reason.OTHER_BIRTH_DATE in verdict.reasons


def test_a_birthday_shared_by_strangers_says_nothing() -> None:
    assert not likely_double(amrani(), amrani(2, given="Els", family="Janssens")).likely


def test_brothers_with_one_phone_are_two_people() -> None:
    one = amrani(phones=("0478123456",))
    brother = amrani(2, given="Bilal", birth_date=date(1990, 5, 5), phones=("+32478123456",))
    verdict = likely_double(one, brother)
    assert Reason.SAME_PHONE in verdict.reasons
    assert not verdict.likely


def test_twins_with_their_own_numbers_are_two_people() -> None:
    verdict = likely_double(
        amrani(given="Hassan", insz="85031212345"), amrani(2, given="Hussein", insz="85031212543")
    )
    assert Reason.OTHER_INSZ in verdict.reasons
    assert not verdict.likely


def test_without_a_birth_date_only_the_very_same_name_counts() -> None:
    assert likely_double(amrani(birth_date=None), amrani(2)).likely
    assert not likely_double(amrani(birth_date=None), amrani(2, given="Ahmed")).likely


def test_a_known_as_name_counts_as_a_name() -> None:
    one = person(1, "Łukasz", "Wiśniewski", known_as="Luc", birth_date=date(1988, 12, 24))
    assert likely_double(one, person(2, "Luc", "Wisniewski", birth_date=date(1988, 12, 24))).likely


def test_the_index_finds_the_double_among_many_namesakes() -> None:
    crowd = [
        person(n, "Mohamed", "El Amrani", birth_date=date(1950 + n // 10, 1 + n % 10, 9))
        for n in range(1, 500)
    ]
    index = Index([*crowd, person(900, "Mohamed", "Elamrani", birth_date=date(1985, 3, 12))])
    candidates = index.doubles(amrani(0, given="Muhammad"))
    assert candidates[0].client_id == 900


def test_the_index_finds_the_same_number_under_another_name() -> None:
    index = Index([person(1, "Anna", "Smet", insz="85031212345"), person(2, "Luc", "Maes")])
    assert [found.client_id for found in index.doubles(amrani(0, insz="85.03.12-123.45"))] == [1]


def test_a_new_person_has_no_candidates() -> None:
    index = Index([person(1, "Anna", "Smet", birth_date=date(1970, 1, 1))])
    assert index.doubles(amrani(0)) == []
