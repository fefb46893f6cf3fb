from decimal import Decimal

import pytest
from django.urls import reverse

from trede import rules
from trede.core.roles import Role
from trede.core.tests.office import get, signed_in, warm, who_may
from trede.core.views.rules import in_words

pytestmark = pytest.mark.django_db


def test_everybody_but_a_partner_reads_the_rules():
    assert who_may("rules") == set(Role) - {Role.PARTNER}


def test_the_value_of_a_day_with_its_certainty(worker):
    page = signed_in(worker).get(reverse("rules"), {"on": "01/03/2024"}).content.decode()
    assert "1.263,17" in page
    assert "bevestigd" in page


def test_a_gap_says_so(worker):
    page = signed_in(worker).get(reverse("rules"), {"on": "01/02/2020"}).content.decode()
    assert "niet bekend" in page
    assert "er kan een wijziging ontbreken" in page


def test_a_bad_day_is_explained_and_today_is_shown(worker):
    answer = signed_in(worker).get(reverse("rules"), {"on": "31/02/2026"})
    assert answer.status_code == 200
    assert "geldige datum" in answer.content.decode()


@pytest.mark.parametrize("name", [parameter.id for parameter in rules.parameters()])
def test_every_parameter_has_a_page(worker, name):
    parameter = next(each for each in rules.parameters() if each.id == name)
    page = get(worker, "rule", name=name)
    assert page.status_code == 200
    assert parameter.nl in page.content.decode().replace("&#x27;", "'")


def test_history_shows_sources_and_what_to_check(worker):
    page = get(worker, "rule", name="leefloon.amount.monthly").content.decode()
    assert "CPAS" in page
    assert "Geen waarde bekend van" in page


def test_an_unknown_parameter_does_not_exist(worker):
    assert get(worker, "rule", name="leefloon.geluk").status_code == 404


def test_within_the_budget(worker, django_assert_max_num_queries):
    browser = warm(worker)
    with django_assert_max_num_queries(6):
        browser.get(reverse("rules"))


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (Decimal("1340.47"), "EUR", "€ 1.340,47"),
        (Decimal("16085.64"), "EUR/year", "€ 16.085,64 per jaar"),
        (30, "day", "30 dagen"),
        (1, "month", "1 maand"),
        (3, "per year", "3 keer per jaar"),
        (("a", "b"), "", "a; b"),
        ("tekst", "", "tekst"),
    ],
)
def test_values_as_people_write_them(value, unit, words):
    assert in_words(value, unit) == words


def test_no_unit_of_a_parameter_is_shown_as_a_code():
    from trede.core.views.rules import _units

    units = {parameter.unit for parameter in rules.parameters()}
    assert {unit for unit in units if unit and not unit.startswith("EUR")} <= set(_units(2))
