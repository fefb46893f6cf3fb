from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from tests.cast import ClientFactory, client_of
from trede.clients.models import IncomeKind, IncomeSpell, Mobility
from trede.core import promises
from trede.core.errors import CaseError
from trede.core.models import Member

pytestmark = pytest.mark.django_db


def spell(worker: Member, starts: date, ends: date | None, **kwargs: object) -> IncomeSpell:
    client = kwargs.pop("client", None) or ClientFactory(organisation=worker.organisation)
    defaults = {"kind": IncomeKind.LEEFLOON, "category": "B", "organisation_id": worker.organisation_id}
    return IncomeSpell(client=client, starts_on=starts, ends_on=ends, **(defaults | kwargs))


def save(fact: IncomeSpell) -> None:
    with promises.explained(), transaction.atomic():
        fact.save()


@pytest.mark.parametrize(
    ("starts", "ends", "fits"),
    [
        (date(2024, 7, 1), None, True),
        (date(2024, 6, 30), None, False),
        (date(2023, 1, 1), date(2023, 12, 31), True),
        (date(2023, 1, 1), date(2024, 1, 1), False),
        (date(2023, 1, 1), None, False),
        (date(2024, 2, 1), date(2024, 2, 2), False),
    ],
)
def test_periods_of_one_kind_never_overlap(
    worker: Member, starts: date, ends: date | None, fits: bool
) -> None:
    first = spell(worker, date(2024, 1, 1), date(2024, 6, 30))
    save(first)
    second = spell(worker, starts, ends, client=first.client)
    if fits:
        save(second)
    else:
        with pytest.raises(CaseError, match="staat hier al iets"):
            save(second)
    assert IncomeSpell.objects.count() == 1 + fits


def test_a_period_cannot_be_stretched_over_another(worker: Member) -> None:
    first = spell(worker, date(2024, 1, 1), date(2024, 6, 30))
    save(first)
    save(spell(worker, date(2024, 7, 1), None, client=first.client))
    first.ends_on = date(2024, 7, 1)
    with pytest.raises(CaseError):
        save(first)


def test_a_retracted_period_makes_room(worker: Member) -> None:
    first = spell(worker, date(2024, 1, 1), None)
    save(first)
    IncomeSpell.objects.update(retracted_at="2024-02-01T00:00:00Z")
    save(spell(worker, date(2024, 1, 1), None, client=first.client))
    assert IncomeSpell.objects.standing().count() == 1


def test_other_kinds_may_run_beside(worker: Member) -> None:
    first = spell(worker, date(2024, 1, 1), None)
    save(first)
    save(spell(worker, date(2024, 1, 1), None, client=first.client, kind=IncomeKind.WAGE, category=""))
    assert IncomeSpell.objects.count() == 2


def test_an_end_before_the_start_is_refused_by_the_database(worker: Member) -> None:
    with pytest.raises(CaseError, match="vóór de begindatum"):
        save(spell(worker, date(2024, 1, 2), date(2024, 1, 1)))


def test_a_fact_stays_in_the_organisation_of_its_client(worker: Member, outsider: Member) -> None:
    theirs = client_of(outsider)
    fact = Mobility(client=theirs, organisation=worker.organisation, starts_on=date(2024, 1, 1))
    with pytest.raises(IntegrityError):
        save_and_check(fact)


def save_and_check(fact: Mobility) -> None:
    with transaction.atomic():
        fact.save()
        connection.check_constraints()
