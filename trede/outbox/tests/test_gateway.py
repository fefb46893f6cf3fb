"""By a real gateway over HTTP: what it is told, and what each answer becomes."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from trede.core.models import Member
from trede.outbox.actions.recording import release_stuck
from trede.outbox.delivery import deliver
from trede.outbox.gateway import number_of, text_at
from trede.outbox.models import STUCK, Message
from trede.outbox.tests.scene import PHONE, TEXT, posted
from trede.outbox.tests.servers import Gateway, sms_gateway

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def gateway(settings: Any) -> Iterator[Gateway]:
    with sms_gateway(settings) as gateway:
        yield gateway


def sms(worker: Member, **more: Any) -> Message:
    return posted(worker, None, channel="sms", **more)


def after(message: Message) -> Message:
    Message.objects.filter(pk=message.pk).update(next_try_at=timezone.now())
    deliver(message.pk)
    message.refresh_from_db()
    return message


def test_a_text_message_is_handed_over(gateway: Gateway, worker: Member) -> None:
    message = after(sms(worker, to="0470 12 34 56"))
    (asked,) = gateway.asked
    assert asked["body"] == {"to": PHONE, "from": "OCMW", "text": TEXT, "reference": str(message.key)}
    assert asked["headers"]["Authorization"] == "Bearer geheim-van-de-dienst"
    assert asked["headers"]["Idempotency-Key"] == str(message.key)
    assert (message.state, message.provider_answer) == ("sent", "http:200")
    assert message.provider_number == f"gw-{str(message.key)[:8]}"


def test_the_gateway_has_its_own_names(gateway: Gateway, worker: Member, settings: Any) -> None:
    ours = {
        "to": "recipient",
        "from": "originator",
        "text": "body",
        "reference": "client_ref",
        "id": "messages.0.mid",
    }
    settings.SMS_FIELDS = settings.SMS_FIELDS | ours
    gateway.body = {"messages": [{"mid": 4711}]}
    message = after(sms(worker))
    assert set(gateway.asked[0]["body"]) == {"recipient", "originator", "body", "client_ref"}
    assert message.provider_number == "4711"


@pytest.mark.parametrize(
    "body", [b"OK", b"", b"[]", b"\xff\xfe", b"[" * 50_000, b'{"id": {"a": 1}}', b'{"id": "Jan P"}']
)
def test_an_answer_without_a_number_still_means_taken(gateway: Gateway, worker: Member, body: bytes) -> None:
    gateway.body = body
    message = after(sms(worker))
    assert (message.state, message.provider_number) == ("sent", "")


@pytest.mark.parametrize(
    ("answer", "state", "code"),
    [
        (400, "failed", "http:400"),
        (422, "failed", "http:422"),
        (429, "waiting", "http:429"),
        (500, "waiting", "http:500"),
        (401, "waiting", "http:401"),
        ("hangs", "waiting", "timeout"),
        ("cuts", "waiting", "connection"),
    ],
)
def test_what_each_answer_becomes(
    gateway: Gateway, worker: Member, answer: Any, state: str, code: str
) -> None:
    gateway.answers = [answer]
    message = after(sms(worker))
    assert (message.state, message.provider_answer, message.provider_number) == (state, code, "")
    assert gateway.delivered == {}


def test_a_gateway_that_drips_is_not_waited_for(gateway: Gateway, worker: Member) -> None:
    gateway.answers = ["drips"]
    message = after(sms(worker))
    assert message.state == "sent"


def test_the_gateway_may_ask_for_patience(gateway: Gateway, worker: Member) -> None:
    gateway.answers, gateway.headers = [429], {"Retry-After": "600"}
    message = after(sms(worker))
    assert timedelta(minutes=9) < message.next_try_at - timezone.now() <= timedelta(minutes=10)


def test_a_redirect_is_not_followed(gateway: Gateway, worker: Member) -> None:
    gateway.answers, gateway.headers = [302], {"Location": "/elders"}
    message = after(sms(worker))
    assert (message.state, message.provider_answer) == ("waiting", "http:302")
    assert [asked["path"] for asked in gateway.asked] == ["/send"]


@pytest.mark.parametrize("broken", ["hangs after", "cuts after"])
def test_a_gateway_that_took_it_but_did_not_say_so_gets_the_same_key(
    gateway: Gateway, worker: Member, broken: str
) -> None:
    gateway.answers = [broken, 200]
    message = after(sms(worker))
    assert message.state == "waiting"
    message = after(message)
    assert (message.state, message.tries) == ("sent", 2)
    assert len(gateway.asked) == 2
    assert list(gateway.delivered) == [str(message.key)]


def test_a_gateway_that_says_it_had_it_already_is_believed(gateway: Gateway, worker: Member) -> None:
    gateway.answers = ["hangs after", 409]
    message = after(after(sms(worker)))
    assert (message.state, message.provider_answer) == ("sent", "http:409")


def test_a_process_that_died_is_followed_by_the_same_key(gateway: Gateway, worker: Member) -> None:
    message = sms(worker)
    Message.objects.filter(pk=message.pk).update(
        claimed_at=timezone.now() - STUCK - timedelta(minutes=1), tries=1
    )
    gateway.delivered[str(message.key)] = TEXT
    assert release_stuck(timezone.now()) == 1
    message = after(message)
    assert (message.state, message.tries) == ("sent", 2)
    assert list(gateway.delivered) == [str(message.key)]


@pytest.mark.parametrize("to", ["123", "geen nummer", "+3247", "💥", "0" * 500])
def test_what_is_no_number_fails_and_nothing_leaves(gateway: Gateway, worker: Member, to: str) -> None:
    message = after(sms(worker, to=to))
    assert (message.state, message.provider_answer) == ("failed", "bad_number")
    assert gateway.asked == []


def test_a_neutral_sender_is_used_or_nothing_leaves(gateway: Gateway, worker: Member, settings: Any) -> None:
    settings.SMS_FROM_NEUTRAL = ""
    assert after(sms(worker, neutral=True)).provider_answer == "no_neutral"
    settings.SMS_FROM_NEUTRAL = "Afspraak"
    assert after(sms(worker, neutral=True)).state == "sent"
    assert [asked["body"]["from"] for asked in gateway.asked] == ["Afspraak"]


def test_a_gateway_taken_away_meanwhile(gateway: Gateway, worker: Member, settings: Any) -> None:
    message = sms(worker)
    settings.SMS_URL = ""
    assert after(message).provider_answer == "not_configured"


@pytest.mark.parametrize(
    ("data", "path", "text"),
    [
        ({"id": "a"}, "id", "a"),
        ({"id": 7}, "id", "7"),
        ({"m": [{"id": "b"}]}, "m.0.id", "b"),
        ({"m": []}, "m.0.id", ""),
        ({"id": True}, "id", ""),
        ([1, 2], "1", "2"),
        ("tekst", "id", ""),
        ({"id": None}, "id", ""),
    ],
)
def test_a_path_into_an_answer(data: Any, path: str, text: str) -> None:
    assert text_at(data, path) == text


@pytest.mark.parametrize(
    ("text", "number"), [("0470 12 34 56", PHONE), (PHONE, PHONE), ("0031612345678", "+31612345678")]
)
def test_numbers_as_people_write_them(text: str, number: str) -> None:
    assert number_of(text) == number
