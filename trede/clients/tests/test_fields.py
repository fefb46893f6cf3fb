from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from trede.clients.fields import (
    DayField,
    blocks_of,
    cents_of,
    clock,
    email_of,
    euro_text,
    hours_text,
    phone_of,
    phone_text,
)
from trede.clients.languages import (
    FREQUENT,
    OTHER,
    country_choices,
    country_name,
    language_choices,
    language_name,
)
from trede.clients.models import Address, Availability, Barrier, Client, IncomeSpell
from trede.clients.wording import differences, field_label, in_words, rows_of, verb_words


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("1.340,47", 134047), ("1340,47", 134047), ("1 340,47", 134047), ("1340.47", 134047), ("1.340", 134000),
        ("0,5", 50), ("12", 1200), ("0", 0), ("1.234.567,89", 123456789),
    ],
)  # fmt: skip
def test_amounts_as_people_write_them(text: str, cents: int) -> None:
    assert cents_of(text) == cents


@pytest.mark.parametrize(
    "text", ["1,340.47", "12,345", "-5", "1e3", "veel", "١٢", "1.34,00", "99.999.999.999", "😀"]
)
def test_an_amount_that_may_mean_something_else_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        cents_of(text)


@given(st.integers(0, 2_147_483_647))
def test_an_amount_is_read_back_as_it_is_shown(cents: int) -> None:
    assert cents_of(euro_text(cents)) == cents


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    "text", ["03/04/2026", "3/4/2026", "3-4-2026", "3.4.2026", " 03/04/2026 ", "2026-04-03", "3/4/26"]
)
def test_the_day_comes_first_whatever_the_language_of_the_screen(language: str, text: str) -> None:
    with translation.override(language):
        assert DayField().clean(text) == date(2026, 4, 3)


@pytest.mark.parametrize(
    ("text", "code"),
    [("31/02/2026", "no_such_day"), ("99/99/2026", "no_such_day"), ("morgen", "invalid"), ("01/01/0985", "far"),
     ("", "required"), ("😀", "invalid"), ("٣١/٠١/٢٠٢٦", "invalid")],
)  # fmt: skip
def test_a_wrong_day_says_what_is_wrong(text: str, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        DayField().clean(text)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("text", "stored", "shown"),
    [
        ("0470 12 34 56", "+32470123456", "0470 12 34 56"),
        ("0470/12.34.56", "+32470123456", "0470 12 34 56"),
        ("+32 59 70 00 00", "+3259700000", "059 70 00 00"),
        ("0031 6 12345678", "+31612345678", "+31 6 12345678"),
        ("+212 612-345678", "+212612345678", "+212 6 12 34 56 78"),
    ],
)
def test_a_telephone_has_one_notation(text: str, stored: str, shown: str) -> None:
    assert phone_of(text) == stored
    assert phone_text(stored) == shown


@pytest.mark.parametrize("text", ["12", "0470", "abc", "😀", "0000000000", "+999 12345678"])
def test_what_is_no_telephone_says_how_to_write_one(text: str) -> None:
    with pytest.raises(ValidationError, match="0470 12 34 56"):
        phone_of(text)


def test_email_addresses() -> None:
    assert email_of("Jan.Peeters@Example.ORG") == "jan.peeters@example.org"
    for text in ("jan", "jan@", "jan peeters@example.org"):
        with pytest.raises(ValidationError, match="e-mailadres"):
            email_of(text)


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("", []),
        ("8:30-12", [(510, 720)]),
        ("van 8:30 tot 16", [(510, 960)]),
        ("13-16u, 8u30-12u", [(510, 720), (780, 960)]),
        ("8-12 en 13-17", [(480, 720), (780, 1020)]),
        ("8.30 – 24", [(510, 1440)]),
        ("0-24", [(0, 1440)]),
    ],
)
def test_hours_as_people_write_them(text: str, blocks: list[tuple[int, int]]) -> None:
    assert blocks_of(text) == blocks


@pytest.mark.parametrize(
    "text", ["8", "8-8", "16-8", "8-25", "8:60-9", "8-12, 11-13", "altijd", "😀", "8-12-16"]
)
def test_hours_that_cannot_be_are_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        blocks_of(text)


@given(st.lists(st.integers(0, 1440), min_size=2, max_size=8, unique=True).map(sorted))
def test_hours_are_read_back_as_they_are_shown(edges: list[int]) -> None:
    pairs = list(zip(edges[::2], edges[1::2], strict=False))
    assert blocks_of(hours_text(pairs)) == pairs


def test_every_language_and_country_has_a_name_of_its_own() -> None:
    names = [language_name(code) for code in (*FREQUENT, *OTHER)]
    assert len(set(names)) == len(names)
    assert all(language_name(code) != code for code in (*FREQUENT, *OTHER))
    assert (language_name("ar"), country_name("MA"), country_name("XX")) == (
        "Arabisch",
        "Marokko",
        "Staatloos",
    )


def test_choices_hold_each_code_once_and_the_frequent_first() -> None:
    for choices in (language_choices(), country_choices()):
        codes = [code for _group, pairs in choices for code, _name in pairs]
        assert len(set(codes)) == len(codes)
    assert language_choices()[0][1][0] == ("nl", "Nederlands")
    assert country_choices()[0][1][0] == ("BE", "België")


def test_names_follow_the_language_of_the_screen() -> None:
    with translation.override("en"):
        assert (language_name("ar"), country_name("BE"), country_name("XX")) == (
            "Arabic",
            "Belgium",
            "Stateless",
        )


@pytest.mark.parametrize(
    ("model", "name", "value", "words"),
    [
        (IncomeSpell, "amount_cents", 134047, "€ 1.340,47"),
        (IncomeSpell, "kind", "wage", "Loon"),
        (IncomeSpell, "starts_on", "2026-03-01", "01/03/2026"),
        (IncomeSpell, "ends_on", None, ""),
        (Barrier, "severity", 2, "duidelijk"),
        (Availability, "from_minute", 510, "8:30"),
        (Client, "interpreter_needed", True, "ja"),
        (Client, "speaks", "so", "Somalisch"),
        (Client, "nationality", "SY", "Syrië"),
        (Client, "insz", "85073003328", "85.••.••-•••.••"),
        (Client, "weggehaald_veld", "oud", "oud"),
        (Client, "speaks", "q-x", "q-x"),
    ],
)
def test_a_stored_value_in_words(model: type, name: str, value: object, words: str) -> None:
    assert in_words(model, name, value) == words


def test_differences_leave_out_what_was_and_stays_empty() -> None:
    rows = differences(
        Address, {"street": "Oud", "box": ""}, {"street": "Nieuw", "box": "", "postcode": "8400"}
    )
    assert rows == [("Straat", "Oud", "Nieuw"), ("Postcode", "", "8400")]


def test_labels_and_verbs_are_words() -> None:
    assert (field_label(Client, "speaks"), field_label(Client, "oude_kolom")) == ("Spreektaal", "Oude kolom")
    assert (verb_words("incomespell.added"), verb_words("iets.nieuws")) == ("Genoteerd", "Nieuws")
    assert ("Stad", "x") not in rows_of(Address(municipality="Brugge"))
    assert ("Gemeente", "Brugge") in rows_of(Address(municipality="Brugge"))


def test_a_clock_shows_two_digits_of_minutes() -> None:
    assert [clock(0), clock(65), clock(1440)] == ["0:00", "1:05", "24:00"]
