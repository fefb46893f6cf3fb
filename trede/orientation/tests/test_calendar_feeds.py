"""The diary behind its secret address, and a file of one's own read."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from tests.cast import client_of
from trede.clients.tests.scene import queries_of, url
from trede.core.models import Event, Member
from trede.core.periods import today
from trede.orientation.actions.calendars import (
    forget_upload,
    upload_calendar,
)
from trede.orientation.actions.feeds import find_feed, make_feed, revoke_feed, token_of
from trede.orientation.calendar_in import MOST_BYTES
from trede.orientation.models import Appointment, BusyBlock, CalendarFeed
from trede.orientation.tests.calendar_files import tomorrow_at
from trede.orientation.tests.planning_scene import session_on

pytestmark = pytest.mark.django_db(databases="__all__")


def feed_url(feed: CalendarFeed) -> str:
    return reverse("calendar_ics", args=[token_of(feed)])


def test_the_feed_holds_kinds_and_numbers_never_a_name(worker: Member) -> None:
    client = client_of(worker, last_name="Vandenbroucke", known_as="Vera")
    soon = timezone.make_aware(datetime.combine(today() + timedelta(days=1), time(9)))
    values: dict[str, Any] = {
        "organisation": worker.organisation,
        "client": client,
        "member": worker,
        "starts_at": soon,
    }
    Appointment.objects.create(kind="intake", place="Loket 3", note="Vera komt met zus", **values)
    Appointment.objects.create(kind="visit", place="Bij haar thuis 12", **values)
    Appointment.objects.create(kind="talk", cancelled_at=timezone.now(), **values)
    session_on(worker, today() + timedelta(days=3))
    answer = Browser().get(feed_url(make_feed(by=worker)))
    body = answer.content.decode().replace("\r\n ", "")
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert f"Werkintake · dossier {client.number}" in body
    assert f"Huisbezoek · dossier {client.number}" in body
    assert "Trajectbepaling" in body
    assert body.count("BEGIN:VEVENT") == 3
    for hidden in ("Vandenbroucke", "Vera", "thuis 12"):
        assert hidden not in body
    assert "Loket 3" in body


def test_a_revoked_or_guessed_address_does_not_exist(worker: Member) -> None:
    first = make_feed(by=worker)
    second = make_feed(by=worker)
    assert token_of(first) != token_of(second)
    assert Browser().get(feed_url(first)).status_code == 404
    assert Browser().get(feed_url(second)).status_code == 200
    assert (revoke_feed(by=worker), revoke_feed(by=worker)) == (1, 0)
    assert Browser().get(feed_url(second)).status_code == 404
    for guess in ("x", "x" * 200, "😀", token_of(second)[:-1]):
        assert Browser().get(reverse("calendar_ics", args=[guess])).status_code == 404
    assert list(Event.objects.values_list("verb", flat=True)).count("calendarfeed.revoked") == 2


def test_who_left_shows_nothing_and_the_secret_is_not_in_the_database(worker: Member) -> None:
    feed = make_feed(by=worker)
    assert token_of(feed) not in feed.token_hash
    assert find_feed(token_of(CalendarFeed.objects.get())) == feed
    worker.ends_on = today() - timedelta(days=1)
    worker.save()
    assert Browser().get(feed_url(feed)).status_code == 404


def test_guessing_is_slowed_down(worker: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trede.orientation.views.feed.TIMES", 3)
    address = reverse("calendar_ics", args=["niets"])
    assert [Browser().get(address).status_code for _ in range(4)] == [404, 404, 404, 429]
    assert Browser().post(address).status_code == 405


def test_the_page_makes_shows_and_stops(as_worker: Any, worker: Member) -> None:
    assert as_worker.post(url("feed_make")).status_code == 303
    page = as_worker.get(url("feed")).content.decode()
    assert token_of(CalendarFeed.objects.get()) in page
    as_worker.post(url("feed_revoke"))
    assert token_of(CalendarFeed.objects.get()) not in as_worker.get(url("feed")).content.decode()
    assert queries_of(as_worker, url("feed")) <= 12


# A file of one's own


def test_an_upload_keeps_only_busy_hours_and_replaces_the_last(as_worker: Any, worker: Member) -> None:
    for hour in (9, 14):
        file = SimpleUploadedFile("agenda.ics", tomorrow_at(hour), content_type="text/calendar")
        assert as_worker.post(url("calendar_upload"), {"file": file}).status_code == 303
    block = BusyBlock.objects.get()
    assert timezone.localtime(block.starts_at).hour == 14
    assert {field.name for field in BusyBlock._meta.fields} == {
        "id",
        "organisation",
        "member",
        "source",
        "starts_at",
        "ends_at",
        "read_at",
    }
    assert as_worker.post(url("calendar_forget")).status_code == 303
    assert (BusyBlock.objects.count(), forget_upload(by=worker)) == (0, 0)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"x" * (MOST_BYTES + 1)])
def test_a_wrong_file_is_a_sentence_and_changes_nothing(
    as_worker: Any, worker: Member, content: bytes
) -> None:
    upload_calendar(tomorrow_at(9), by=worker)
    answer = as_worker.post(url("calendar_upload"), {"file": SimpleUploadedFile("a.ics", content)})
    assert answer.status_code == 200
    assert answer.context["upload"].errors
    assert as_worker.post(url("calendar_upload"), {}).status_code == 200
    assert BusyBlock.objects.count() == 1
