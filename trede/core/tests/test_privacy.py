from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from tests.cast import OrganisationFactory, client_of, member_of
from trede.core import chain, seals
from trede.core.access import log_access, look_with_reason
from trede.core.actions.looks import review_look
from trede.core.errors import CaseError, NotAllowed
from trede.core.models import AccessLog, Event, Look
from trede.core.roles import Role
from trede.core.tests.office import everybody, get, post, signed_in, verbs, warm, who_may

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def dpo(worker):
    return member_of(worker.organisation, Role.DPO)


@pytest.fixture
def look(worker, colleague):
    return look_with_reason(
        by=colleague, subject=client_of(worker, number=731).pk, reason="wacht aan het loket"
    )


def rows_of(page, selector="tbody tr"):
    return [
        row.get_text(" ", strip=True) for row in BeautifulSoup(page.content, "html.parser").select(selector)
    ]


def test_who_opens_which_page():
    readers = {Role.DIENSTHOOFD, Role.BEHEERDER, Role.DPO}
    assert who_may("privacy") == who_may("event_log") == who_may("register") == readers
    assert who_may("looks") == who_may("access_log") == {Role.DPO}


def test_a_look_waits_with_a_number_and_no_name(dpo, look, colleague, worker):
    (row,) = rows_of(get(dpo, "looks"))
    assert colleague.name in row
    assert "731" in row
    assert "wacht aan het loket" in row
    assert "Testpersoon" not in row


def test_the_oldest_comes_first_and_what_waits_too_long_stands_out(dpo, worker, colleague):
    client = client_of(worker)
    for days, reason in ((1, "vers"), (15, "oud"), (13, "net niet")):
        made = look_with_reason(by=colleague, subject=client.pk, reason=reason)
        Look.objects.filter(pk=made.pk).update(opened_at=timezone.now() - timedelta(days=days))
    rows = rows_of(get(dpo, "looks"))
    assert [("oud" in row, "wacht te lang" in row) for row in rows] == [
        (True, True),
        (False, False),
        (False, False),
    ]
    assert "net niet" in rows[1]


def test_a_review_from_the_page(dpo, look):
    assert post(dpo, "look_review", {"justified": "yes", "remark": ""}, pk=look.pk).status_code == 303
    look.refresh_from_db()
    assert (look.justified, look.reviewed_by) == (True, dpo)
    event = Event.objects.get(verb="look.reviewed")
    assert event.subject is None
    assert rows_of(get(dpo, "looks")) == []
    assert "gerechtvaardigd" in signed_in(dpo).get(reverse("looks") + "?show=reviewed").content.decode()


def test_not_justified_needs_a_remark(dpo, look):
    answer = post(dpo, "look_review", {"justified": "no", "remark": " "}, pk=look.pk)
    assert "waarom deze inzage niet" in answer.content.decode()
    assert post(dpo, "look_review", {"justified": "", "remark": ""}, pk=look.pk).status_code == 200
    assert Look.objects.get().reviewed_at is None


def test_a_look_is_reviewed_once_and_never_by_oneself(dpo, look, colleague, outsider):
    with pytest.raises(CaseError, match="eigen inzage"):
        review_look(look, by=colleague, justified=True, remark="")
    with pytest.raises(NotAllowed):
        review_look(look, by=outsider, justified=True, remark="")
    review_look(look, by=dpo, justified=False, remark="geen reden")
    with pytest.raises(CaseError, match="al nagekeken"):
        review_look(look, by=dpo, justified=True, remark="")


def test_a_stranger_reviews_nothing(look):
    stranger = member_of(OrganisationFactory(), Role.DPO)
    assert get(stranger, "look_review", pk=look.pk).status_code == 404
    assert rows_of(get(stranger, "looks")) == []


def log_some(worker, number, at=None):
    client = client_of(worker, number=number)
    log_access(by=worker, subject=client.pk, page="file", why="guidance")
    if at:
        AccessLog.objects.filter(subject=client.pk).update(at=at)
    return client


def found(dpo, **filters):
    return rows_of(signed_in(dpo).get(reverse("access_log"), filters))


def test_the_log_by_member_number_and_period(dpo, worker, colleague, outsider):
    log_some(worker, 11)
    log_some(colleague, 12, at=timezone.now() - timedelta(days=200))
    log_some(outsider, 13)
    assert ["11" in row for row in found(dpo)] == [True]
    assert found(dpo, member=colleague.pk) == []
    assert worker.name in found(dpo, member=worker.pk)[0]
    assert len(found(dpo, number=12)) == 1
    assert found(dpo, number=13) == []
    day = (timezone.localdate() - timedelta(days=201)).strftime("%d/%m/%Y")
    assert len(found(dpo, first=day)) == 2
    assert len(found(dpo, first=day, last=day)) == 0


def test_an_unknown_number_and_a_bad_date_are_explained(dpo):
    browser = signed_in(dpo)
    assert "bestaat niet" in browser.get(reverse("access_log"), {"number": 99}).content.decode()
    page = browser.get(reverse("access_log"), {"first": "31/02/2026"}).content.decode()
    assert "geldige datum" in page


def test_the_log_pages_by_key_and_misses_nothing(dpo, worker):
    client = client_of(worker)
    for _each in range(120):
        log_access(by=worker, subject=client.pk, page="file", why="guidance")
    AccessLog.objects.update(at=timezone.now())
    browser, seen, url = signed_in(dpo), 0, reverse("access_log")
    while url:
        soup = BeautifulSoup(browser.get(url).content, "html.parser")
        seen += len(soup.select("tbody tr"))
        link = soup.select_one('a[href*="after="]')
        url = reverse("access_log") + link["href"] if link else ""
    assert seen == 120


@pytest.mark.parametrize("after", ["x", "2026-99-01T00:00:00+00:00_1", "_", "2026-01-01_5", "²_²"])
def test_an_odd_place_in_the_list_is_the_first_page(dpo, worker, after):
    log_some(worker, 5)
    assert len(rows_of(signed_in(dpo).get(reverse("access_log"), {"after": after}))) == 1


@pytest.mark.parametrize("reviewed", [False, True])
def test_looks_come_a_page_at_a_time_and_each_once(dpo, worker, colleague, reviewed):
    client, now = client_of(worker), timezone.now()
    for number in range(120):
        made = look_with_reason(by=colleague, subject=client.pk, reason=f"reden {number}")
        # Several at one moment: then the order is by who came first.
        moment = now - timedelta(hours=number // 7)
        judged = {"reviewed_at": moment, "reviewed_by": dpo, "justified": True} if reviewed else {}
        Look.objects.filter(pk=made.pk).update(opened_at=moment, **judged)
    browser, after, seen, sizes = signed_in(dpo), "", [], []
    for _page in range(3):
        asked = {"show": "reviewed" if reviewed else "", "after": after}
        context = browser.get(reverse("looks"), asked).context
        seen += [row["look"].pk for row in context["looks"]]
        sizes.append(len(context["looks"]))
        after = context["following"]
    assert (sizes, after) == ([50, 50, 20], "")
    by_time = Look.objects.filter(pk__in=seen).order_by("opened_at", "pk").values_list("pk", flat=True)
    assert seen == (list(reversed(by_time)) if reviewed else list(by_time))


@pytest.mark.parametrize("rows", [1, 3, 50])
@pytest.mark.parametrize("name", ["privacy", "looks", "access_log", "event_log", "register"])
def test_pages_are_flat(dpo, worker, colleague, rows, name, django_assert_max_num_queries):
    client = client_of(worker)
    for _each in range(rows):
        look_with_reason(by=colleague, subject=client.pk, reason="x")
        log_access(by=worker, subject=client.pk, page="file", why="guidance")
    browser = warm(dpo)
    with django_assert_max_num_queries(11):
        assert browser.get(reverse(name)).status_code == 200


def test_the_dpo_sees_every_deed_and_no_content(dpo, look):
    page = get(dpo, "event_log").content.decode()
    assert "Dossier bekeken met reden" in page
    assert "731" in page
    assert "wacht aan het loket" not in page


def test_the_beheerder_sees_no_deeds_in_files(worker, look):
    boss = member_of(worker.organisation, Role.BEHEERDER)
    post(boss, "team_new", {"name": "Zuid"})
    (row,) = rows_of(get(boss, "event_log"))
    assert "Team gemaakt" in row
    assert boss.name in row


def test_another_organisation_sees_none_of_it(look):
    stranger = member_of(OrganisationFactory(), Role.DPO)
    assert rows_of(get(stranger, "event_log")) == []
    assert rows_of(get(stranger, "access_log")) == []


def test_the_chain_is_recounted_on_request(dpo, look):
    seals.seal_events()
    assert post(dpo, "verify_chain").status_code == 303
    state = chain.state_of(dpo.organisation_id)
    assert state.found["first_bad"] is None
    assert state.unsealed == 1
    assert "klopt" in get(dpo, "privacy").content.decode()


def test_a_broken_chain_is_shown(dpo, look):
    event = Event.objects.first()
    event.payload.ciphertext = b"x" * 40
    event.payload.save()
    post(dpo, "verify_chain")
    page = get(dpo, "privacy").content.decode()
    assert f"fout vanaf gebeurtenis {event.pk}" in page
    assert "De keten klopt niet" in page


def test_a_long_chain_is_left_to_a_worker(dpo, look, monkeypatch):
    monkeypatch.setattr(chain, "AT_ONCE", 0)
    assert chain.request_check(by=dpo) is False
    assert "chain.verified" not in verbs(dpo.organisation)
    chain.check_later.call(dpo.pk)
    assert "chain.verified" in verbs(dpo.organisation)


def test_verifying_is_a_post(dpo):
    assert get(dpo, "verify_chain").status_code == 405
    office = everybody()
    assert post(office[Role.TRAJECTBEGELEIDER], "verify_chain").status_code == 403
