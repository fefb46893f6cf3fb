import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from tests.cast import client_of
from trede.core import events, promises, seals
from trede.core.errors import CaseError
from trede.core.models import Event, EventPayload, Member, Seal, SubjectKey

pytestmark = pytest.mark.django_db


def verify() -> tuple[dict[str, object], int]:
    out = StringIO()
    with pytest.raises(SystemExit) as stop:
        call_command("verify_events", stdout=out, stderr=StringIO())
    return json.loads(out.getvalue()), int(str(stop.value.code))


@pytest.fixture
def told(worker: Member) -> list[Event]:
    client = client_of(worker)
    return [
        events.record(
            "test.told",
            client,
            by=worker,
            organisation_id=worker.organisation_id,
            subject=client.pk,
            note=f"n{n}",
        )
        for n in range(3)
    ]


def tamper(sql: str, *params: object) -> None:
    """As somebody with the database in hands would: triggers lifted first."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER IF EXISTS core_event_no_update")
            cursor.execute("DROP TRIGGER IF EXISTS core_event_no_delete")
        else:
            cursor.execute("DROP TRIGGER IF EXISTS core_event_append_only ON core_event")
        cursor.execute(sql, params)


def test_a_payload_is_read_back_and_stored_unreadable(told: list[Event]) -> None:
    stored = EventPayload.objects.get(event=told[0])
    assert b"n0" not in bytes(stored.ciphertext)
    rows = Event.objects.filter(pk=told[0].pk).select_related("payload")
    assert events.read_payloads(rows, told[0].organisation_id) == {told[0].pk: {"note": "n0"}}


def test_an_event_outside_a_transaction_is_refused(worker: Member, transactional_db: None) -> None:
    with pytest.raises(RuntimeError):
        events.record("test.told", by=worker, organisation_id=worker.organisation_id)


def test_unsealed_events_are_a_tail(told: list[Event]) -> None:
    answer, code = verify()
    assert (answer["sealed"], answer["first_bad"], code) == (0, None, 3)


def test_a_sealed_chain_is_clean(told: list[Event]) -> None:
    seals.seal_events()
    answer, code = verify()
    assert (answer["sealed"], code) == (Event.objects.count(), 0)


def test_erasing_a_person_leaves_the_chain_clean(told: list[Event]) -> None:
    seals.seal_events()
    EventPayload.objects.filter(event__subject=told[0].subject).delete()
    SubjectKey.objects.filter(subject=told[0].subject).delete()
    assert verify()[1] == 0


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE core_event SET verb = 'test.other' WHERE id = %s",
        "UPDATE core_event SET by_id = NULL WHERE id = %s",
        "UPDATE core_eventpayload SET ciphertext = '\\x00112233445566778899aabbccddeeff0011' WHERE event_id = %s",
        "DELETE FROM core_eventpayload WHERE event_id = %s",
    ],
)
def test_tampering_is_named_by_its_event(told: list[Event], sql: str) -> None:
    seals.seal_events()
    tamper(sql, told[1].pk)
    answer, code = verify()
    assert (answer["first_bad"], code) == (told[1].pk, 1)


def test_a_removed_event_breaks_its_batch(told: list[Event]) -> None:
    seals.seal_events()
    tamper("DELETE FROM core_eventpayload WHERE event_id = %s", told[2].pk)
    tamper("DELETE FROM core_event WHERE id = %s", told[2].pk)
    assert verify()[1] == 1


def test_a_removed_seal_is_missed_by_its_anchor(
    told: list[Event], django_capture_on_commit_callbacks: object
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        seals.seal_events()
    Event.objects.update(seal=None)
    Seal.objects.all().delete()
    assert verify()[1] == 1


@pytest.mark.parametrize("verb", ["UPDATE core_event SET verb = 'x'", "DELETE FROM core_event"])
def test_the_database_refuses_to_change_or_lose_an_event(told: list[Event], verb: str) -> None:
    EventPayload.objects.all().delete()
    with pytest.raises(CaseError), promises.explained(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(verb)
    assert Event.objects.filter(verb="test.told").count() == 3


def test_other_broken_promises_are_not_hidden() -> None:
    with pytest.raises(IntegrityError), promises.explained():
        raise IntegrityError("another_constraint")
