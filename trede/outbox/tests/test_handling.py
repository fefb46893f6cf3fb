from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from tests.cast import client_of, member_of
from trede.core.errors import CaseError
from trede.core.models import Event, Member, Organisation
from trede.outbox import delivery, reading
from trede.outbox.actions.forgetting import forget_messages
from trede.outbox.actions.handling import may_retry, retry, settle
from trede.outbox.actions.posting import cancel
from trede.outbox.models import Message
from trede.outbox.showing import story
from trede.outbox.tests.scene import posted

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def lead(worker: Member) -> Member:
    return member_of(worker.organisation, "teamleider")


def failed(by: Member, code: str = "smtp:550", **more: Any) -> Message:
    message = posted(by, None, **more)
    Message.objects.filter(pk=message.pk).update(failed_at=timezone.now(), provider_answer=code, tries=6)
    return Message.objects.select_related("organisation").get(pk=message.pk)


def test_a_failed_message_goes_again_from_the_first_try(lead: Member) -> None:
    message = retry(failed(lead), by=lead)
    assert (message.state, message.tries, message.provider_answer) == ("waiting", 0, "")
    delivery.deliver_due()
    assert len(mail.outbox) == 1
    assert [line.what for line in story(message)][1] == "bericht opnieuw klaargezet"


@pytest.mark.parametrize(
    ("code", "same"),
    [
        ("unknown", True),
        ("timeout", True),
        ("http:503", True),
        ("smtp:550", False),
        ("http:422", False),
        ("report:failed", False),
    ],
)
def test_only_after_a_clear_no_it_is_a_new_message_to_the_provider(
    lead: Member, code: str, same: bool
) -> None:
    message = failed(lead, code)
    before = message.key
    assert (retry(message, by=lead).key == before) is same


def test_nothing_else_is_sent_again(lead: Member) -> None:
    waiting = posted(lead, None)
    letter, dropped = failed(lead, channel="letter"), failed(lead, cause="invitation:2")
    cancel(cause="invitation:2", by=lead)
    dropped.refresh_from_db()
    for message in (waiting, letter, dropped):
        with pytest.raises(CaseError, match="kan niet opnieuw"):
            retry(message, by=lead)


def test_what_speaks_of_a_moment_that_is_over_is_not_sent_again(lead: Member) -> None:
    assert not may_retry(failed(lead, not_after=timezone.now()))


def test_two_people_send_it_again_once(lead: Member) -> None:
    first = failed(lead)
    second = Message.objects.get(pk=first.pk)
    retry(first, by=lead)
    with pytest.raises(CaseError, match="collega"):
        retry(second, by=lead)


def test_a_held_message_leaves_only_where_a_provider_came_and_the_town_is_real(
    lead: Member, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    message = posted(lead, None)
    assert not may_retry(message)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert may_retry(message)
    Organisation.objects.update(is_demo=True)
    demo = Message.objects.get()
    assert not may_retry(demo)
    with pytest.raises(CaseError):
        retry(demo, by=lead)
    Organisation.objects.update(is_demo=False)
    assert retry(Message.objects.get(), by=lead).state == "waiting"


def test_a_failure_is_looked_at_once(lead: Member) -> None:
    message, again = failed(lead), failed(lead)
    assert reading.failed_count(lead) == 2
    settle(message, how="  Gebeld,\n afspraak doorgegeven  ", by=lead)
    assert (message.settled_how, message.settled_by) == ("Gebeld, afspraak doorgegeven", lead)
    assert reading.failed_count(lead) == 1
    with pytest.raises(CaseError, match="wacht niet meer"):
        settle(message, how="Nog eens", by=lead)
    with pytest.raises(CaseError, match="één regel"):
        settle(again, how=" \n ", by=lead)
    assert len(settle(again, how="é" * 900, by=lead).settled_how) == 200
    assert Event.objects.filter(verb="message.settled").count() == 2


def test_who_sees_no_messages_counts_none(worker: Member, lead: Member) -> None:
    failed(lead)
    assert (reading.failed_count(worker), reading.failed_count(lead)) == (0, 1)
    stranger = member_of(client_of(worker).organisation, "partner")
    assert not reading.failed_of(stranger).exists()


def test_after_the_retention_term_nothing_of_a_message_can_be_read(lead: Member) -> None:
    mine, other = client_of(lead), client_of(lead)
    sent, waiting, kept = posted(lead, mine.pk), posted(lead, mine.pk), posted(lead, other.pk)
    Message.objects.filter(pk=sent.pk).update(
        sent_at=timezone.now(), settled_how="Gebeld", provider_number="gw"
    )
    assert forget_messages(lead.organisation_id, [mine.pk]) == 2
    sent.refresh_from_db()
    waiting.refresh_from_db()
    assert (sent.state, sent.settled_how, sent.provider_number) == ("sent", "", "")
    assert waiting.state == "cancelled"
    assert [reading.content(one).erased for one in (sent, waiting, kept)] == [True, True, False]
