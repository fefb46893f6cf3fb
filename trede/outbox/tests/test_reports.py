"""Delivery reports of the gateway, by the real view."""

import json
from typing import Any

import pytest
from django.conf import settings
from django.test import Client as Browser
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from tests.cast import client_of
from trede.core import secrets
from trede.core.models import Event, Member
from trede.outbox import delivery
from trede.outbox.actions.handling import settle
from trede.outbox.models import Message
from trede.outbox.tests.scene import posted
from trede.outbox.tests.servers import sms_gateway
from trede.outbox.views import reports

pytestmark = pytest.mark.django_db(databases="__all__")
SECRET = "zo-lang-dat-niemand-het-ooit-raadt-0123456789"


@pytest.fixture(autouse=True)
def _secret(settings: Any) -> None:
    settings.SMS_REPORT_SECRET = SECRET


@pytest.fixture
def sent(worker: Member, settings: Any) -> Message:
    with sms_gateway(settings):
        message = posted(worker, None, channel="sms")
        delivery.deliver(message.pk)
    return Message.objects.get()


def tell(data: Any, secret: str = SECRET, **more: Any) -> int:
    # As a gateway does: without a session and without a token of a form.
    stranger = Browser(enforce_csrf_checks=True)
    body = data if isinstance(data, bytes | str) else json.dumps(data)
    url = reverse("message_report", kwargs={"secret": secret})
    return int(stranger.post(url, body, **{"content_type": "application/json"} | more).status_code)


def verbs() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("verb", flat=True))[2:]


def test_what_arrived_is_delivered_once(sent: Message) -> None:
    report = {"id": sent.provider_number, "status": "delivered"}
    assert [tell(report) for _ in range(3)] == [204, 204, 204]
    message = Message.objects.get()
    assert (message.state, message.delivered_at is not None) == ("delivered", True)
    assert verbs() == ["message.delivered"]


def test_what_did_not_arrive_failed_once_and_shows_why(sent: Message) -> None:
    report = {"id": sent.provider_number, "status": "UNDELIV"}
    assert [tell(report) for _ in range(2)] == [204, 204]
    message = Message.objects.get()
    assert (message.state, message.provider_answer) == ("failed", "report:failed")
    assert verbs() == ["message.bounced"]


def test_what_arrived_after_all_is_no_failure_any_more(sent: Message) -> None:
    tell({"id": sent.provider_number, "status": "failed"})
    tell({"id": sent.provider_number, "status": "delivered"})
    assert Message.objects.get().state == "delivered"
    tell({"id": sent.provider_number, "status": "failed"})
    assert Message.objects.get().state == "delivered"


def test_a_report_that_is_quicker_than_our_own_note(worker: Member, settings: Any) -> None:
    settings.SMS_URL = "http://127.0.0.1:9/"
    message = posted(worker, None, channel="sms")
    claimed = delivery._claim(message.pk, timezone.now())
    assert claimed is not None
    tell({"id": "nog-onbekend", "reference": str(message.key), "status": "failed"})
    delivery.recording.note(claimed, delivery.Outcome(delivery.Kind.SENT, "http:200", number="gw-1"))
    found = Message.objects.get()
    assert (found.state, found.provider_answer, found.provider_number) == ("failed", "report:failed", "gw-1")
    tell({"id": "gw-1", "status": "delivered"})
    assert Message.objects.get().state == "delivered"


def test_lists_and_forms_and_names_of_their_own(sent: Message, settings: Any) -> None:
    settings.SMS_FIELDS = settings.SMS_FIELDS | {"report_id": "message.id", "report_status": "message.status"}
    assert (
        tell(
            [
                {"message": {"id": "ander", "status": "failed"}},
                {"message": {"id": sent.provider_number, "status": "delivered"}},
            ]
        )
        == 204
    )
    assert Message.objects.get().state == "delivered"


def test_a_report_as_a_form(sent: Message) -> None:
    form = f"id={sent.provider_number}&status=DELIVRD"
    assert tell(form, content_type="application/x-www-form-urlencoded") == 204
    assert Message.objects.get().state == "delivered"


@pytest.mark.parametrize(
    "data",
    [
        {"id": "onbekend", "status": "delivered"}, {"status": "delivered"}, {}, [], [[]], "null", "12",
        {"id": "", "reference": "geen sleutel", "status": "failed"}, {"id": {"a": 1}, "status": ["failed"]},
        {"id": "💥" * 500, "status": "failed"},
    ],
)  # fmt: skip
def test_what_we_do_not_know_changes_nothing_and_tells_nothing(sent: Message, data: Any) -> None:
    assert tell(data) == 204
    assert Message.objects.get().state == "sent"


@pytest.mark.parametrize("data", [b"", b"geen json", b"\xff\xfe", b"[" * 60_000, b"{" + b" " * 70_000 + b"}"])
def test_what_is_no_report_is_refused(sent: Message, data: bytes) -> None:
    assert tell(data) == 400
    assert Message.objects.get().state == "sent"


def test_a_status_on_the_way_is_no_news(sent: Message) -> None:
    assert tell({"id": sent.provider_number, "status": "buffered"}) == 204
    assert (Message.objects.get().state, verbs()) == ("sent", [])


def test_without_the_secret_the_page_does_not_exist(sent: Message, settings: Any) -> None:
    report = {"id": sent.provider_number, "status": "delivered"}
    assert tell(report, secret="geraden") == 404
    settings.SMS_REPORT_SECRET = ""
    assert tell(report, secret="x") == 404
    assert Message.objects.get().state == "sent"


def test_guessing_ends_soon_and_does_not_lock_the_gateway_out(sent: Message) -> None:
    answers = [tell({}, secret=f"gok-{number}") for number in range(reports.WRONG_TRIES + 3)]
    assert answers[-3:] == [429, 429, 429]
    assert tell({"id": sent.provider_number, "status": "delivered"}) == 204


def test_a_flood_is_slowed_down(sent: Message, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reports, "A_MINUTE", 2)
    assert [tell({}) for _ in range(3)] == [204, 204, 429]


def test_only_a_post_is_a_report(client: Browser) -> None:
    assert client.get(reverse("message_report", kwargs={"secret": SECRET})).status_code == 405


def test_a_report_about_an_erased_person_or_a_settled_message(worker: Member, settings: Any) -> None:
    mine = client_of(worker)
    with sms_gateway(settings):
        message = posted(worker, mine.pk, channel="sms")
        delivery.deliver(message.pk)
    number = Message.objects.get().provider_number
    tell({"id": number, "status": "failed"})
    settle(Message.objects.get(), how="Gebeld", by=worker)
    secrets.forget(worker.organisation_id, [mine.pk])
    assert tell({"id": number, "status": "delivered"}) == 204
    assert Message.objects.get().state == "delivered"


@pytest.mark.parametrize("number", ["\\ud800", "12\\u0000"])
def test_a_number_that_no_database_takes_is_none(number: str) -> None:
    """As it stands in JSON: half a sign, and the sign zero."""
    body = f'{{"id": "{number}", "reference": "{number}", "status": "delivered"}}'
    names = {"report_id": "id", "report_reference": "reference", "report_status": "status"}
    with override_settings(SMS_FIELDS=settings.SMS_FIELDS | names):
        page = reverse("message_report", args=[SECRET])
        assert Browser().post(page, body, content_type="application/json").status_code == 204
