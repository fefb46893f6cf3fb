"""By a real mail server: what leaves, and what each refusal becomes."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from trede.core.models import Member
from trede.outbox.delivery import deliver, deliver_due
from trede.outbox.mail import direction
from trede.outbox.models import Message
from trede.outbox.outcomes import MOST_TRIES
from trede.outbox.tests.scene import TEXT, TITLE, TO, posted
from trede.outbox.tests.servers import Mailbox, mail_server

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def box(settings: Any) -> Iterator[Mailbox]:
    settings.DEFAULT_FROM_EMAIL = "OCMW Teststad <ocmw@teststad.example>"
    with mail_server(settings) as box:
        yield box


def after(message: Message) -> Message:
    deliver(message.pk)
    message.refresh_from_db()
    assert message.claimed_at is None
    return message


def part(mail: Any, kind: str) -> str:
    return str(mail.get_body((kind,)).get_content())


def test_a_message_leaves_as_text_and_as_html(box: Mailbox, worker: Member) -> None:
    message = after(posted(worker, None))
    assert (message.state, message.provider_answer, message.tries) == ("sent", "smtp:250", 1)
    (mail,) = box.taken
    assert (mail["To"], mail["Subject"], mail["From"]) == (TO, TITLE, "OCMW Teststad <ocmw@teststad.example>")
    assert mail["Message-ID"] == f"<{message.key}@teststad.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert part(mail, "plain").replace("\r\n", "\n").strip() == TEXT
    assert '<html lang="nl" dir="ltr">' in part(mail, "html")


def test_arabic_runs_from_right_to_left_and_each_part_finds_its_own_direction(
    box: Mailbox, worker: Member
) -> None:
    text = "مرحبا\n\nUw afspraak: https://trede.example.be/a/x_y-z/ <b>"
    after(posted(worker, None, language="ar", text=text, title="موعد"))
    (mail,) = box.taken
    assert mail["Subject"] == "موعد"
    html = part(mail, "html")
    assert '<html lang="ar" dir="rtl">' in html
    assert html.count('<p dir="auto">') == 2
    assert '<a href="https://trede.example.be/a/x_y-z/"' in html
    assert "&lt;b&gt;" in html


@pytest.mark.parametrize(
    ("language", "way"),
    [("nl", "ltr"), ("ar", "rtl"), ("ps", "rtl"), ("fa", "rtl"), ("ti", "ltr"), ("??", "ltr")],
)
def test_the_direction_of_a_language(language: str, way: str) -> None:
    assert direction(language) == way


def test_an_address_that_does_not_exist_fails_at_once(box: Mailbox, worker: Member) -> None:
    message = after(posted(worker, None, to="weg@example.org"))
    assert (message.state, message.provider_answer) == ("failed", "smtp:550")
    assert box.taken == []


@pytest.mark.parametrize(("to", "code"), [("vol@example.org", "smtp:451"), ("traag@example.org", "timeout")])
def test_a_server_that_is_busy_or_silent_is_tried_again(
    box: Mailbox, worker: Member, to: str, code: str
) -> None:
    message = after(posted(worker, None, to=to))
    assert (message.state, message.provider_answer, message.tries) == ("waiting", code, 1)
    assert timedelta(seconds=50) < message.next_try_at - timezone.now() <= timedelta(minutes=1)
    assert deliver(message.pk) is None


def test_after_the_last_try_it_fails_and_says_why(box: Mailbox, worker: Member) -> None:
    message = posted(worker, None, to="vol@example.org")
    for _ in range(MOST_TRIES):
        Message.objects.update(next_try_at=timezone.now())
        after(message)
    assert (message.state, message.provider_answer, message.tries) == ("failed", "smtp:451", MOST_TRIES)


def test_a_mail_that_may_have_left_is_not_sent_again_by_the_program(box: Mailbox, worker: Member) -> None:
    message = after(posted(worker, None, to="traag-na@example.org"))
    assert (message.state, message.provider_answer) == ("failed", "unknown")
    assert len(box.taken) == 1
    assert deliver_due() == 0
    assert len(box.taken) == 1


def test_without_a_server_it_waits(worker: Member, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    message = after(posted(worker, None))
    assert (message.state, message.provider_answer) == ("waiting", "connection")


@pytest.mark.parametrize("to", ["geen adres", "a@b, c@d.be", "x@y.be\nBcc: z@y.be", "é@voorbeeld.be"])
def test_what_is_no_address_fails_and_nothing_leaves(box: Mailbox, worker: Member, to: str) -> None:
    message = after(posted(worker, None, to=to))
    assert (message.state, message.provider_answer) == ("failed", "bad_address")
    assert box.taken == []


def test_a_neutral_sender_is_used_or_nothing_leaves(box: Mailbox, worker: Member, settings: Any) -> None:
    settings.NEUTRAL_FROM_EMAIL = ""
    message = after(posted(worker, None, neutral=True))
    assert (message.state, message.provider_answer) == ("failed", "no_neutral")
    settings.NEUTRAL_FROM_EMAIL = "bericht@neutraal.example"
    message = after(posted(worker, None, neutral=True))
    (mail,) = box.taken
    assert mail["From"] == "bericht@neutraal.example"
    assert "teststad" not in str(mail["Message-ID"]) + str(mail["Return-Path"] or "")


def test_a_login_that_the_server_does_not_know_can_be_mended(
    box: Mailbox, worker: Member, settings: Any
) -> None:
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "trede", "fout"
    message = after(posted(worker, None))
    assert (message.state, message.provider_answer) == ("waiting", "smtp:setup")
    settings.EMAIL_USE_TLS, settings.EMAIL_HOST_USER = True, ""
    message = after(posted(worker, None))
    assert (message.state, message.provider_answer) == ("waiting", "smtp:setup")
