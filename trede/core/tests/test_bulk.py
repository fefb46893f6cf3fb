from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.cast import ClientFactory
from trede.clients.models import Client, IncomeSpell
from trede.core import bulk, events
from trede.core.events import Change
from trede.core.models import Event, Invitation, Member

pytestmark = pytest.mark.django_db


def person(worker: Member, number: int, **kwargs: object) -> Client:
    values = {"last_name": f"Persoon {number}", "opened_on": date(2024, 1, 1), "recorded_at": timezone.now()}
    return Client(organisation_id=worker.organisation_id, number=number, **(values | kwargs))


def test_rows_are_read_back_as_they_were_built(worker: Member) -> None:
    [made] = bulk.insert(Client, [person(worker, 9, birth_date=date(1990, 5, 17), interpreter_needed=True)])
    read = Client.objects.get(pk=made.pk)
    for field in Client._meta.concrete_fields:
        assert getattr(read, field.attname) == getattr(made, field.attname), field.name


def test_ids_go_on_after_rows_made_in_the_usual_way(worker: Member) -> None:
    first = ClientFactory(organisation=worker.organisation, number=1)
    second, third = bulk.insert(Client, [person(worker, 2), person(worker, 3)])
    fourth = ClientFactory(organisation=worker.organisation, number=4)
    assert len({first.pk, second.pk, third.pk, fourth.pk}) == 4
    assert fourth.pk > third.pk > second.pk > first.pk


def test_the_promises_hold_for_many_rows_too(worker: Member) -> None:
    client = ClientFactory(organisation=worker.organisation)
    spells = [
        IncomeSpell(
            client=client,
            organisation_id=client.organisation_id,
            kind="leefloon",
            category="A",
            starts_on=starts,
        )
        for starts in (date(2024, 1, 1), date(2024, 2, 1))
    ]
    with pytest.raises(IntegrityError), transaction.atomic():
        bulk.insert(IncomeSpell, spells)


def test_many_events_are_read_back(worker: Member) -> None:
    changes = [Change(verb="test.told", subject=n % 3, note=f"n{n}") for n in range(25)]
    told = events.record_all(changes, by=worker, organisation_id=worker.organisation_id)
    rows = Event.objects.filter(pk__in=[event.pk for event in told]).select_related("payload")
    assert {payload["note"] for payload in events.read_payloads(rows, worker.organisation_id).values()} == {
        f"n{n}" for n in range(25)
    }


def test_a_fresh_row_is_the_row_that_init_makes(worker: Member) -> None:
    values = {
        "organisation_id": worker.organisation_id,
        "client_id": 7,
        "kind": "wage",
        "starts_on": date(2024, 1, 1),
    }
    quick, usual = bulk.fresh(IncomeSpell, **values), IncomeSpell(**values)
    quick.recorded_at = usual.recorded_at
    assert {f.attname: getattr(quick, f.attname) for f in IncomeSpell._meta.concrete_fields} == {
        f.attname: getattr(usual, f.attname) for f in IncomeSpell._meta.concrete_fields
    }
    assert quick._state.adding


def test_defaults_that_are_made_anew_are_not_shared(worker: Member) -> None:
    values = {"organisation_id": worker.organisation_id, "invited_by_id": worker.pk}
    one, other = bulk.fresh(Invitation, **values), bulk.fresh(Invitation, **values)
    one.roles.append("dpo")
    assert other.roles == []
