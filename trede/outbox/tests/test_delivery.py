"""Nothing twice, nothing lost: claims, processes that die, turns, what is noted meanwhile in the file."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import OperationalError, connection, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.cast import LONG_AGO, client_of
from trede.clients.actions.facts import add_fact
from trede.clients.models import Channel, ContactPoint
from trede.core import periodic, secrets
from trede.core.models import Event, Member
from trede.outbox import delivery, gateway
from trede.outbox.actions.posting import cancel
from trede.outbox.actions.recording import note, release_stuck
from trede.outbox.models import STUCK, Message
from trede.outbox.outcomes import MOST_TRIES, Kind, Outcome
from trede.outbox.showing import story
from trede.outbox.tests.scene import PHONE, TO, posted
from trede.outbox.tests.servers import Gateway, sms_gateway

pytestmark = pytest.mark.django_db(databases="__all__")


# In memory, SQLite cannot have two threads write; PostgreSQL shows it for real.
SIDE_BY_SIDE = 4 if connection.vendor == "postgresql" else 1


class Killed(BaseException):
    """What no `except Exception` catches: the process is gone."""


@pytest.fixture
def sms(settings: Any) -> Iterator[Gateway]:
    with sms_gateway(settings) as server:
        yield server


def verbs(message: Message) -> list[str]:
    rows = Event.objects.filter(object_kind="message", object_id=message.pk).order_by("pk")
    return list(rows.values_list("verb", flat=True))


def fresh(message: Message) -> Message:
    return Message.objects.get(pk=message.pk)


def test_what_is_due_leaves_the_oldest_first(worker: Member) -> None:
    for number in (1, 2, 3):
        posted(worker, None, title=f"Nummer {number}")
    assert delivery.deliver_due() == 3
    assert [one.subject for one in mail.outbox] == ["Nummer 1", "Nummer 2", "Nummer 3"]
    assert delivery.deliver_due() == 0


def test_the_periodic_job_needs_no_queue(worker: Member) -> None:
    message = posted(worker, None)
    DBTaskResult.objects.all().delete()
    assert {one.name: one.done for one in periodic.run_all()}["messages"] == 1
    assert fresh(message).state == "sent"


@pytest.mark.django_db(databases="__all__", transaction=True)
def test_after_commit_the_worker_sends_it(worker: Member, settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    with transaction.atomic():
        message = posted(worker, None)
        assert mail.outbox == []
    assert fresh(message).state == "sent"
    assert len(mail.outbox) == 1


def test_a_message_that_is_claimed_is_nobody_elses(worker: Member) -> None:
    message = posted(worker, None)
    assert delivery._claim(message.pk, timezone.now()) is not None
    assert delivery._claim(message.pk, timezone.now()) is None
    assert delivery.deliver(message.pk) is None
    assert mail.outbox == []


def test_while_one_process_sends_another_finds_nothing(
    worker: Member, sms: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    message, send, turns = posted(worker, None, channel="sms"), gateway.send, []

    def sends(*args: Any, **kwargs: Any) -> Outcome:
        turns.append(delivery.take_turn())
        assert cancel(cause=message.cause, by=worker) == 0
        return send(*args, **kwargs)

    monkeypatch.setattr(gateway, "send", sends)
    delivery.deliver_due()
    assert turns == [delivery.Turn(0, more=False)]
    assert len(sms.asked) == 1
    assert fresh(message).state == "sent"


@pytest.mark.django_db(databases="__all__", transaction=True)
def test_processes_side_by_side_send_each_message_once(worker: Member, sms: Gateway) -> None:
    for number in range(12):
        posted(worker, None, channel="sms", cause=f"invitation:{number}")

    def work() -> None:
        try:
            delivery.deliver_due()
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(SIDE_BY_SIDE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(sms.asked) == 12
    assert len({asked["headers"]["Idempotency-Key"] for asked in sms.asked}) == 12
    assert Message.objects.filter(sent_at__isnull=False, tries=1).count() == 12


def die(*args: Any, **kwargs: Any) -> Any:
    raise Killed


def test_a_process_that_dies_before_sending_leaves_a_mail_for_a_person(
    worker: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = posted(worker, None)
    with monkeypatch.context() as patch:
        patch.setattr(delivery, "_attempt", die)
        with pytest.raises(Killed):
            delivery.deliver(message.pk)
    assert delivery.deliver_due() == 0
    Message.objects.update(claimed_at=timezone.now() - STUCK - timedelta(seconds=1))
    assert delivery.deliver_due() == 0
    found = fresh(message)
    assert (found.state, found.provider_answer, found.claimed_at) == ("failed", "unknown", None)
    assert mail.outbox == []


def test_a_process_that_dies_after_sending_never_sends_the_mail_again(
    worker: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = posted(worker, None)
    with monkeypatch.context() as patch:
        patch.setattr(delivery.recording, "note", die)
        with pytest.raises(Killed):
            delivery.deliver(message.pk)
    Message.objects.update(claimed_at=timezone.now() - STUCK - timedelta(seconds=1))
    for _ in range(3):
        delivery.deliver_due()
    assert len(mail.outbox) == 1
    assert fresh(message).provider_answer == "unknown"
    assert verbs(message) == ["message.queued", "message.failed"]


def test_a_process_that_dies_after_sending_repeats_a_text_message_with_its_key(
    worker: Member, sms: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = posted(worker, None, channel="sms")
    with monkeypatch.context() as patch:
        patch.setattr(delivery.recording, "note", die)
        with pytest.raises(Killed):
            delivery.deliver(message.pk)
    Message.objects.update(claimed_at=timezone.now() - STUCK - timedelta(seconds=1))
    release_stuck(timezone.now())
    Message.objects.update(next_try_at=timezone.now())
    assert delivery.deliver_due() == 1
    assert fresh(message).state == "sent"
    assert len(sms.asked) == 2
    assert list(sms.delivered) == [str(message.key)]


def test_a_text_message_that_kills_every_process_ends(worker: Member, sms: Gateway) -> None:
    message = posted(worker, None, channel="sms")
    Message.objects.update(tries=MOST_TRIES, claimed_at=timezone.now() - STUCK - timedelta(seconds=1))
    release_stuck(timezone.now())
    assert fresh(message).state == "failed"


def test_an_answer_that_comes_after_the_claim_was_given_up_is_still_true(worker: Member) -> None:
    message = posted(worker, None)
    claimed = delivery._claim(message.pk, timezone.now() - STUCK - timedelta(minutes=1))
    assert claimed is None
    Message.objects.update(next_try_at=timezone.now() - timedelta(hours=1))
    claimed = delivery._claim(message.pk, timezone.now() - STUCK - timedelta(minutes=1))
    assert claimed is not None
    release_stuck(timezone.now())
    assert fresh(message).state == "failed"
    assert not note(claimed, Outcome(Kind.LATER, "timeout"))
    assert note(claimed, Outcome(Kind.SENT, "smtp:250"))
    assert (fresh(message).state, fresh(message).provider_answer) == ("sent", "smtp:250")


def test_what_breaks_in_our_own_program_is_not_taken_for_sent(
    worker: Member, sms: Gateway, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*args: Any, **kwargs: Any) -> Any:
        raise ValueError(f"stuk bij {PHONE} {TO}")

    message = posted(worker, None, channel="sms")
    with monkeypatch.context() as patch:
        patch.setattr(delivery.guards, "refusal", broken)
        delivery.deliver(message.pk)
    assert (fresh(message).state, fresh(message).provider_answer) == ("waiting", "internal")
    Message.objects.update(next_try_at=timezone.now())
    with monkeypatch.context() as patch:
        patch.setattr(gateway, "send", broken)
        delivery.deliver(message.pk)
    assert (fresh(message).state, fresh(message).provider_answer) == ("failed", "unknown")
    assert all(PHONE not in record.getMessage() for record in caplog.records)


def test_a_provider_that_is_away_costs_three_tries_a_turn(worker: Member, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    for _ in range(5):
        posted(worker, None)
    turn = delivery.take_turn()
    assert (turn.done, turn.more) == (delivery.SILENCES, False)
    assert sorted(Message.objects.values_list("tries", flat=True)) == [0, 0, 1, 1, 1]


def test_a_mail_server_that_is_away_does_not_hold_up_text_messages(
    worker: Member, sms: Gateway, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    for _ in range(5):
        posted(worker, None)
    posted(worker, None, channel="sms")
    delivery.deliver_due()
    assert len(sms.asked) == 1


def test_a_turn_ends_in_time_and_asks_for_the_next(worker: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(2):
        posted(worker, None)
    monkeypatch.setattr(delivery, "TURN_SECONDS", -1.0)
    assert delivery.take_turn() == delivery.Turn(0, more=True)


def test_cancelled_while_it_waited(worker: Member) -> None:
    message = posted(worker, None)
    cancel(cause=message.cause, by=worker)
    assert delivery.deliver_due() == 0
    assert mail.outbox == []


def test_a_held_message_never_leaves(worker: Member) -> None:
    posted(worker, None)
    Message.objects.update(held=True)
    assert delivery.deliver_due() == 0
    assert mail.outbox == []


def test_too_late_is_not_sent(worker: Member) -> None:
    message = posted(worker, None, not_after=timezone.now() - timedelta(minutes=1))
    delivery.deliver_due()
    assert (fresh(message).state, fresh(message).provider_answer) == ("failed", "too_late")
    assert mail.outbox == []


def test_a_number_marked_never_after_queueing_gets_nothing(worker: Member, sms: Gateway) -> None:
    mine = client_of(worker)
    message = posted(worker, mine.pk, channel="sms")
    point = ContactPoint(client=mine, channel=Channel.MOBILE, value=PHONE, never=True, starts_on=LONG_AGO)
    add_fact(point, by=worker)
    delivery.deliver_due()
    assert (fresh(message).state, fresh(message).provider_answer) == ("failed", "never")
    assert sms.asked == []


def test_an_erased_person_gets_nothing_and_no_event(worker: Member) -> None:
    mine = client_of(worker)
    message = posted(worker, mine.pk)
    secrets.forget(worker.organisation_id, [mine.pk])
    delivery.deliver_due()
    assert fresh(message).provider_answer == "erased"
    assert verbs(message) == ["message.queued"]


def test_each_try_is_an_event_with_its_answer(worker: Member, sms: Gateway) -> None:
    sms.answers = [503, 200]
    message = posted(worker, None, channel="sms")
    delivery.deliver_due()
    Message.objects.update(next_try_at=timezone.now())
    delivery.deliver_due()
    assert verbs(message) == ["message.queued", "message.deferred", "message.sent"]
    assert [line.note for line in story(fresh(message))] == [
        "De sms-dienst nam het bericht aan.",
        "De sms-dienst had een storing (code 503).",
        "",
    ]


def test_a_database_that_is_busy_for_a_moment_loses_no_answer(
    worker: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    message, noted, times = posted(worker, None), delivery.recording.note, []

    def busy(*args: Any) -> bool:
        times.append(1)
        if len(times) < 3:
            raise OperationalError("database is locked")
        return noted(*args)

    monkeypatch.setattr(delivery, "PATIENCE", (0.0, 0.0, 0.0))
    monkeypatch.setattr(delivery.recording, "note", busy)
    delivery.deliver(message.pk)
    assert fresh(message).state == "sent"
