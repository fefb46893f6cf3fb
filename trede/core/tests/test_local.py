from datetime import date, timedelta

import pytest

from tests.cast import OrganisationFactory, member_of
from trede.core.actions.organisation import set_local
from trede.core.errors import CaseError, NotAllowed
from trede.core.local import KEYS, PERMIT_WARNING_DAYS, RETENTION_YEARS, local_value, local_values
from trede.core.models import LocalSetting
from trede.core.roles import Role

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 1)


@pytest.fixture
def boss(db):
    return member_of(OrganisationFactory(), Role.BEHEERDER)


def choose(boss, value, starts_on=DAY, key=PERMIT_WARNING_DAYS, reason="afspraak"):
    return set_local(boss.organisation, by=boss, key=key, value=value, starts_on=starts_on, reason=reason)


def test_the_default_until_something_is_chosen(boss):
    choose(boss, "90")
    assert local_value(boss.organisation, PERMIT_WARNING_DAYS, DAY - timedelta(days=1)) == 60
    assert local_value(boss.organisation_id, PERMIT_WARNING_DAYS, DAY) == 90
    assert local_value(boss.organisation, RETENTION_YEARS, DAY) is None


def test_a_new_choice_ends_the_one_before(boss):
    choose(boss, "90")
    choose(boss, "30", starts_on=DAY + timedelta(days=10))
    assert local_value(boss.organisation, PERMIT_WARNING_DAYS, DAY + timedelta(days=9)) == 90
    assert local_value(boss.organisation, PERMIT_WARNING_DAYS, DAY + timedelta(days=10)) == 30


def test_an_earlier_choice_is_refused(boss):
    choose(boss, "90")
    with pytest.raises(CaseError, match="latere begindatum"):
        choose(boss, "80")


@pytest.mark.parametrize("value", ["", "6", "366", "1e2", "-5", "٣٠", "dertig"])
def test_a_value_out_of_bounds_is_refused(boss, value):
    with pytest.raises(CaseError, match="van 7 tot 365"):
        choose(boss, value)
    assert LocalSetting.objects.count() == 0


def test_without_reason_key_or_right_it_is_refused(boss):
    with pytest.raises(CaseError, match="waarom"):
        choose(boss, "90", reason=" ")
    with pytest.raises(CaseError, match="bestaat niet"):
        choose(boss, "90", key="leefloon.amount")
    with pytest.raises(NotAllowed):
        set_local(
            OrganisationFactory(), by=boss, key=PERMIT_WARNING_DAYS, value="90", starts_on=DAY, reason="x"
        )


def test_all_values_in_one_query(boss, django_assert_num_queries):
    choose(boss, "90")
    with django_assert_num_queries(1):
        values = local_values(boss.organisation, DAY)
    assert values == {name: key.default for name, key in KEYS.items()} | {PERMIT_WARNING_DAYS: 90}


def test_an_unknown_key_is_a_mistake_of_the_program(boss):
    with pytest.raises(KeyError):
        local_value(boss.organisation, "onbekend", DAY)
