import logging
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from tests.cast import client_of
from trede.clients.models import Client
from trede.core import secrets
from trede.core.errors import CaseError
from trede.core.events import read_payload, readable
from trede.core.models import Event, Member
from trede.outbox import reading
from trede.outbox.actions.posting import cancel, printed
from trede.outbox.models import Message, MessageState
from trede.outbox.tests.scene import PHONE, TEXT, TITLE, TO, posted

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def mine(worker: Member) -> Client:
    return client_of(worker)


def verbs() -> list[str]:
    return list(
        Event.objects.filter(verb__startswith="message.").order_by("pk").values_list("verb", flat=True)
    )


def everything_stored() -> str:
    """Every row of every table, as text: what a thief of the database reads."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [
                repr(tuple(bytes(c) if isinstance(c, memoryview) else c for c in row)) for row in cursor
            ]
    return "\n".join(found)


def test_a_message_is_kept_with_who_caused_it(worker: Member, mine: Client) -> None:
    message = posted(worker, mine.pk, unread_translation=True, language="ti")
    assert (message.state, message.queued_by, message.unread_translation) == (
        MessageState.WAITING,
        worker,
        True,
    )
    assert reading.content(message).text == TEXT
    event = readable(Event.objects.filter(verb="message.queued")).get()
    assert (event.subject, event.object_id, event.by) == (mine.pk, message.pk, worker)
    assert read_payload(event)["after"] == {"channel": "email", "purpose": "invitation", "language": "ti"}


def test_no_address_and_no_text_stands_anywhere_readable(
    worker: Member, mine: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        message = posted(worker, mine.pk)
        posted(worker, mine.pk, channel="sms")
        content = reading.content(message)
    said = everything_stored() + repr(message) + str(message) + repr(content) + repr(vars(message))
    logged = "\n".join(one.getMessage() for one in caplog.records if not one.name.startswith("django.db"))
    for secret in (TO, PHONE, TITLE, "Geheimnaam", "3 december"):
        assert secret not in said
        assert secret not in logged
    assert content.to == TO


def test_a_message_of_an_erased_person_can_no_longer_be_read(worker: Member, mine: Client) -> None:
    message = posted(worker, mine.pk)
    secrets.forget(worker.organisation_id, [mine.pk])
    assert reading.content(message) == reading.ERASED
    with pytest.raises(CaseError, match="gewist"):
        posted(worker, mine.pk)


def test_a_message_to_nobody_of_the_files_has_the_key_of_the_organisation(worker: Member) -> None:
    message = posted(worker, None)
    assert reading.content(message).to == TO


@pytest.mark.parametrize(("values", "says"), [({"to": "  "}, "geen adres"), ({"text": "\n"}, "leeg")])
def test_without_an_address_or_a_text_nothing_is_posted(
    worker: Member, mine: Client, values: dict[str, Any], says: str
) -> None:
    with pytest.raises(CaseError, match=says):
        posted(worker, mine.pk, **values)
    assert not Message.objects.exists()


def test_a_title_is_one_line(worker: Member, mine: Client) -> None:
    message = posted(worker, mine.pk, title="Afspraak\r\nBcc: iemand@example.org")
    assert reading.content(message).title == "Afspraak Bcc: iemand@example.org"


def test_a_rollback_leaves_nothing_and_wakes_nobody(
    worker: Member, mine: Client, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks() as callbacks, transaction.atomic():
        posted(worker, mine.pk)
        transaction.set_rollback(True)
    assert callbacks == []
    assert not Message.objects.exists()
    assert verbs() == []


def test_many_messages_wake_the_worker_once(
    worker: Member, mine: Client, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks() as callbacks, transaction.atomic():
        for number in range(3):
            posted(worker, mine.pk, cause=f"invitation:{number}")
    assert len(callbacks) == 1


def test_later_messages_and_letters_wake_nobody(
    worker: Member, mine: Client, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks() as callbacks:
        posted(worker, mine.pk, not_before=timezone.now() + timedelta(days=3))
        posted(worker, mine.pk, channel="letter")
    assert callbacks == []
    assert not Message.objects.due(timezone.now()).exists()
    assert [m.channel for m in Message.objects.due(timezone.now() + timedelta(days=4))] == ["email"]


def test_in_a_made_up_town_nothing_leaves(
    worker: Member, mine: Client, django_capture_on_commit_callbacks: Any
) -> None:
    type(worker.organisation).objects.update(is_demo=True)
    worker.organisation.refresh_from_db()
    with django_capture_on_commit_callbacks() as callbacks:
        message = posted(worker, mine.pk)
        by_nobody = posted(worker, mine.pk, by=None)
        letter = posted(worker, mine.pk, channel="letter")
    assert [one.state for one in (message, by_nobody, letter)] == ["held", "held", "waiting"]
    assert callbacks == []
    assert str(MessageState(message.state).label) == "Blijft hier"
    assert reading.content(message).text == TEXT
    assert verbs() == ["message.held", "message.held", "message.queued"]


def test_without_a_provider_a_message_stays_here(worker: Member, mine: Client, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    assert posted(worker, mine.pk).held
    assert posted(worker, mine.pk, channel="sms").held
    settings.SMS_URL = "https://sms.example.org/send"
    assert not posted(worker, mine.pk, channel="sms").held


def test_cancelling_stops_what_has_not_left(worker: Member, mine: Client) -> None:
    now = timezone.now()
    waiting, other = posted(worker, mine.pk), posted(worker, mine.pk, cause="invitation:2")
    sent, sending = posted(worker, mine.pk), posted(worker, mine.pk)
    Message.objects.filter(pk=sent.pk).update(sent_at=now)
    Message.objects.filter(pk=sending.pk).update(claimed_at=now)
    assert cancel(cause="invitation:1", by=worker) == 1
    assert cancel(cause="invitation:1", by=worker) == 0
    cancelled = Message.objects.filter(cancelled_at__isnull=False)
    assert list(cancelled) == [waiting]
    assert cancelled.get().state == "cancelled"
    assert other.state == "waiting"
    assert verbs().count("message.cancelled") == 1


def test_what_was_held_for_today_counts_as_gone_and_what_was_for_later_does_not(
    worker: Member, mine: Client
) -> None:
    type(worker.organisation).objects.update(is_demo=True)
    worker.organisation.refresh_from_db()
    posted(worker, mine.pk)
    later = posted(worker, mine.pk, not_before=timezone.now() + timedelta(days=3))
    assert cancel(cause="invitation:1", by=None) == 1
    assert Message.objects.get(cancelled_at__isnull=False) == later


def test_a_printed_letter_counts_as_sent_once(worker: Member, mine: Client) -> None:
    letter, mail = posted(worker, mine.pk, channel="letter"), posted(worker, mine.pk)
    assert printed([letter, mail], by=worker) == 1
    assert printed([letter], by=worker) == 0
    letter.refresh_from_db()
    mail.refresh_from_db()
    assert (letter.state, mail.state) == ("sent", "waiting")
    assert verbs().count("message.printed") == 1
    assert cancel(cause="invitation:1", by=worker) == 1


def test_reading_by_cause_is_one_query(worker: Member, mine: Client, django_assert_num_queries: Any) -> None:
    made = [posted(worker, mine.pk, cause=f"invitation:{number}") for number in (1, 2, 3)]
    with django_assert_num_queries(1):
        assert {one.pk for one in reading.of_cause(["invitation:1", "invitation:3"])} == {
            made[0].pk,
            made[2].pk,
        }
    assert [one.pk for one in reading.of_cause("invitation:2")] == [made[1].pk]
    with django_assert_num_queries(1):
        assert {one.to for one in reading.contents(made).values()} == {TO}
