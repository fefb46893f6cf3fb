import pytest
from django.test import Client as Browser
from django.urls import reverse

from tests.cast import client_of
from trede.clients.models import Client
from trede.core.models import AccessLog, Event, Member

pytestmark = pytest.mark.django_db(databases="__all__")


def test_a_new_file_has_one_event_and_shows_it_on_its_timeline(as_worker: Browser, worker: Member) -> None:
    answer = as_worker.post(reverse("client_new"), {"last_name": "El Amrani", "first_names": "Mohamed"})
    made = Client.objects.get()
    assert answer.headers["Location"] == reverse("file", kwargs={"pk": made.pk})
    assert made.organisation == worker.organisation
    assert [event.verb for event in Event.objects.filter(object_kind="client")] == ["client.opened"]
    page = as_worker.get(reverse("file", kwargs={"pk": made.pk}))
    assert [line.verb for line in page.context["file"].lines] == ["assignment.opened", "client.opened"]


def test_opening_a_file_is_logged(as_worker: Browser, worker: Member) -> None:
    mine = client_of(worker)
    as_worker.get(reverse("file", kwargs={"pk": mine.pk}))
    line = AccessLog.objects.get()
    assert (line.member_id, line.subject, line.page, line.why) == (worker.pk, mine.pk, "file", "guidance")


def test_a_file_of_another_organisation_does_not_exist(as_worker: Browser, outsider: Member) -> None:
    theirs = client_of(outsider)
    assert as_worker.get(reverse("file", kwargs={"pk": theirs.pk})).status_code == 404
    assert not AccessLog.objects.exists()
