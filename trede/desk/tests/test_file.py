"""The page of a file: what it says, to whom, and in how many queries."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from tests.cast import LONG_AGO, client_of, member_of
from trede.clients import models as m
from trede.clients.actions.clients import assign
from trede.clients.actions.facts import add_fact, correct_fact, end_fact
from trede.core.access import look_with_reason
from trede.core.models import AccessLog, Member
from trede.core.periods import today
from trede.core.roles import Role

# The access log is a database of its own on SQLite, and a table like any other on PostgreSQL.
MOST = 11 if settings.SQLITE else 12

pytestmark = pytest.mark.django_db(databases="__all__")
PARTS = ["file", "file_person", "file_household", "file_work", "file_attempts", "file_timeline"]


def login(browser: Browser, member: Member) -> Browser:
    browser.force_login(member.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return browser


def shown(browser: Browser, name: str, client: m.Client) -> str:
    answer = browser.get(reverse(name, kwargs={"pk": client.pk}))
    assert answer.status_code == 200
    return " ".join(BeautifulSoup(answer.content, "html.parser").main.get_text(" ").split())


def lay(client: m.Client, by: Member) -> None:
    """A file with one fact of most kinds."""
    for fact in (
        m.IncomeSpell(kind="leefloon", category="B", starts_on=LONG_AGO),
        m.WorkRight(
            ground="family", marking="onbeperkt", starts_on=LONG_AGO, ends_on=today() + timedelta(days=20)
        ),
        m.LanguageLevel(language="nl", level="1.2", measured_on=date(2026, 2, 1)),
        m.Barrier(code="childcare", severity=3, starts_on=LONG_AGO),
        m.Barrier(code="debts", severity=1, starts_on=LONG_AGO),
        m.ContactPoint(channel="mobile", value="+32470123456", preferred=True, starts_on=LONG_AGO),
        m.ContactPoint(channel="mobile", value="+32471654321", never=True, starts_on=LONG_AGO),
        m.HouseholdMember(relation="child", first_name="Yasmine", dependent=True, starts_on=LONG_AGO),
    ):
        fact.client = client
        add_fact(fact, by=by)


def test_the_overview_says_what_counts_now(as_worker: Browser, worker: Member) -> None:
    mine = client_of(worker, last_name="El Amrani", first_names="Mohamed", known_as="Momo")
    lay(mine, worker)
    text = shown(as_worker, "file", mine)
    for words in (
        "El Amrani Mohamed",
        "Momo",
        "B alleenstaand",
        "Mag werken",
        "1.2",
        "Kinderopvang: zwaar Schulden: licht",
        "0470 12 34 56",
        "Kind Yasmine",
        worker.name,
    ):
        assert words in text
    assert "+32" not in text


def test_a_number_where_nobody_may_call_is_struck(as_worker: Browser, worker: Member) -> None:
    mine = client_of(worker)
    lay(mine, worker)
    page = BeautifulSoup(as_worker.get(reverse("file", kwargs={"pk": mine.pk})).content, "html.parser")
    assert [struck.get_text() for struck in page.select("#reach s")] == ["0471 65 43 21"]


def test_what_runs_out_has_one_button(as_worker: Browser, worker: Member) -> None:
    mine = client_of(worker)
    lay(mine, worker)
    page = BeautifulSoup(as_worker.get(reverse("file", kwargs={"pk": mine.pk})).content, "html.parser")
    due = page.select("#comes li")
    assert len(due) == 1
    assert "over 20 dagen" in due[0].get_text()
    assert due[0].a["href"] == reverse("fact_add", kwargs={"pk": mine.pk, "slug": "werkrecht"})


def test_an_empty_file_says_what_to_do(as_worker: Browser, worker: Member) -> None:
    text = shown(as_worker, "file", client_of(worker))
    assert "Geen gezinsleden genoteerd. Gezinslid toevoegen" in text
    assert "Telefoon of e-mail toevoegen" in text
    assert "Niets loopt binnenkort af." in text


def test_the_title_holds_no_name(as_worker: Browser, worker: Member) -> None:
    mine = client_of(worker, last_name="Onthullend")
    page = BeautifulSoup(as_worker.get(reverse("file", kwargs={"pk": mine.pk})).content, "html.parser")
    assert page.title.get_text() == f"Dossier {mine.number} · Trede"


@pytest.mark.slow_sqlite_only
@pytest.mark.parametrize("name", PARTS)
@pytest.mark.parametrize("rows", [1, 3, 50])
def test_every_part_takes_at_most_twelve_queries(
    name: str, rows: int, as_worker: Browser, worker: Member, django_assert_max_num_queries
) -> None:
    mine = client_of(worker)
    for number in range(rows):
        add_fact(m.WorkExperience(client=mine, job=f"Werk {number}"), by=worker)
        add_fact(m.ContactAttempt(client=mine, at=timezone.now(), how="phone"), by=worker)
    url = reverse(name, kwargs={"pk": mine.pk})
    as_worker.get(url)  # the first page writes the session
    with django_assert_max_num_queries(MOST):  # and one in the access log
        as_worker.get(url)


def test_a_merged_file_takes_no_more(
    as_worker: Browser, worker: Member, django_assert_max_num_queries
) -> None:
    mine = client_of(worker)
    for _ in range(3):
        client_of(worker, alias_of=mine)
    url = reverse("file", kwargs={"pk": mine.pk})
    as_worker.get(url)
    with django_assert_max_num_queries(MOST):
        as_worker.get(url)


def test_a_merged_file_shows_both_and_marks_what_contradicts(as_worker: Browser, worker: Member) -> None:
    mine = client_of(worker, birth_date=date(1990, 1, 1))
    other = client_of(worker, birth_date=date(1991, 1, 1))
    for client, category in ((mine, "A"), (other, "B")):
        spell = m.IncomeSpell(client=client, kind="leefloon", category=category, starts_on=LONG_AGO)
        add_fact(spell, by=worker)
    m.Client.objects.filter(pk=other.pk).update(alias_of=mine)
    text = shown(as_worker, "file_household", mine)
    assert text.count("spreekt elkaar tegen") == 2
    assert f"uit dossier {other.number}" in text
    assert f"Het samengevoegde dossier {other.number} zegt iets anders: Geboortedatum 01/01/1991" in text


def test_periods_that_follow_each_other_do_not_contradict(as_worker: Browser, worker: Member) -> None:
    mine, other = client_of(worker), client_of(worker)
    first = m.IncomeSpell(
        client=mine, kind="leefloon", category="A", starts_on=LONG_AGO, ends_on=date(2024, 1, 1)
    )
    second = m.IncomeSpell(client=other, kind="leefloon", category="B", starts_on=date(2024, 1, 2))
    for spell in (first, second):
        add_fact(spell, by=worker)
    m.Client.objects.filter(pk=other.pk).update(alias_of=mine)
    assert "spreekt elkaar tegen" not in shown(as_worker, "file_household", mine)


def test_facts_of_before_stand_apart(as_worker: Browser, worker: Member) -> None:
    mine = client_of(worker)
    barrier = add_fact(m.Barrier(client=mine, code="housing", severity=2, starts_on=LONG_AGO), by=worker)
    end_fact(barrier, by=worker, expected=1, ends_on=date(2024, 5, 1))
    text = shown(as_worker, "file_work", mine)
    assert "Vroeger (1)" in text
    assert "01/01/2020 tot en met 01/05/2024" in text
    assert "Wonen" not in shown(as_worker, "file", mine).partition("Laatst gebeurd")[0]


def test_every_fact_names_its_source_and_who_wrote_it(as_worker: Browser, worker: Member) -> None:
    mine = client_of(worker)
    add_fact(
        m.Barrier(client=mine, code="housing", severity=2, starts_on=LONG_AGO, source="document"), by=worker
    )
    text = shown(as_worker, "file_work", mine)
    assert f"Gezien op een document. Genoteerd door {worker.name} op {today():%d/%m/%Y}." in text


def test_who_may_write_gets_the_links_of_a_fact(as_worker: Browser, worker: Member) -> None:
    mine = client_of(worker)
    fact = add_fact(m.Barrier(client=mine, code="housing", severity=2, starts_on=LONG_AGO), by=worker)
    page = BeautifulSoup(as_worker.get(reverse("file_work", kwargs={"pk": mine.pk})).content, "html.parser")
    links = {link["href"] for link in page.select("#drempel .fact-row a")}
    where = {"pk": mine.pk, "slug": "drempel", "fact_id": fact.pk}
    verbs = ("fact_correct", "fact_end", "fact_retract", "fact_history")
    lift = reverse("barrier_lift", kwargs={"pk": mine.pk, "barrier_id": fact.pk})
    assert links == {lift, *(reverse(name, kwargs=where) for name in verbs)}


def test_a_restricted_file_can_be_read_only(as_worker: Browser, worker: Member) -> None:
    mine = client_of(worker)
    m.Restriction.objects.create(
        client=mine, organisation=mine.organisation, ground="Betwist", starts_on=LONG_AGO
    )
    text = shown(as_worker, "file_work", mine)
    assert "De verwerking van dit dossier is beperkt" in text
    assert "Drempel toevoegen" not in text
    assert "Contact noteren" not in text


def test_the_confidential_part_is_for_who_follows(client: Browser, worker: Member) -> None:
    mine = client_of(worker)
    add_fact(m.Barrier(client=mine, code="addiction", severity=3, starts_on=LONG_AGO), by=worker)
    add_fact(m.ContactRule(client=mine, rule="Nooit thuis langsgaan", starts_on=LONG_AGO), by=worker)
    office = member_of(worker.organisation, Role.ADMINISTRATIEF)
    for name in PARTS:
        text = shown(login(client, office), name, mine)
        assert "Verslaving" not in text
        assert "Nooit thuis" not in text
    assert "Verslaving" in shown(login(client, worker), "file", mine)
    assert "Nooit thuis langsgaan" in shown(client, "file_timeline", mine) + shown(client, "file", mine)


@pytest.mark.parametrize("name", PARTS)
def test_a_colleague_must_give_a_reason(
    name: str, client: Browser, worker: Member, colleague: Member
) -> None:
    mine = client_of(worker)
    answer = login(client, colleague).get(reverse(name, kwargs={"pk": mine.pk}))
    assert answer.headers["Location"] == f"/dossier/{mine.pk}/reden/"


@pytest.mark.parametrize("name", PARTS)
def test_outsiders_and_locked_files_get_nothing(
    name: str, client: Browser, worker: Member, outsider: Member
) -> None:
    mine = client_of(worker)
    url = reverse(name, kwargs={"pk": mine.pk})
    assert login(client, outsider).get(url).status_code == 404
    m.FileLock.objects.create(
        client=mine, organisation=mine.organisation, reason="colleague", starts_on=LONG_AGO
    )
    assert login(client, worker).get(url).status_code == 404


@pytest.mark.parametrize("name", PARTS)
def test_a_partner_may_not_and_a_stranger_signs_in(name: str, client: Browser, worker: Member) -> None:
    url = reverse(name, kwargs={"pk": client_of(worker).pk})
    assert client.get(url).headers["Location"].startswith("/aanmelden/")
    assert login(client, member_of(worker.organisation, Role.PARTNER)).get(url).status_code == 403


def test_a_look_with_a_reason_says_that_it_is_read(
    client: Browser, worker: Member, colleague: Member
) -> None:
    mine = client_of(worker)
    look_with_reason(by=colleague, subject=mine.pk, reason="Vervangt aan het onthaal")
    assert "De DPO leest die reden na" in shown(login(client, colleague), "file", mine)


def test_the_whole_number_is_shown_on_request_and_logged(as_worker: Browser, worker: Member) -> None:
    mine = client_of(worker, insz="91031400157")
    assert "91.03.14" not in shown(as_worker, "file", mine)
    url = reverse("file_insz", kwargs={"pk": mine.pk})
    assert as_worker.get(url).status_code == 405
    whole = as_worker.post(url)
    assert "91.03.14-001.57" in whole.content.decode()
    assert "no-store" in whole.headers["Cache-Control"]
    part = as_worker.post(url, headers={"HX-Request": "true"}).content.decode()
    assert "91.03.14-001.57" in part
    assert "<html" not in part
    assert list(AccessLog.objects.filter(page="insz").values_list("subject", flat=True)) == [mine.pk] * 2


def test_badges_say_what_is_special(as_worker: Browser, worker: Member) -> None:
    mine = client_of(
        worker, closed_on=date(2026, 3, 1), died_on=date(2026, 2, 1), moved_to="Gent", interpreter_needed=True
    )
    text = shown(as_worker, "file", mine)
    for words in ("gesloten op 01/03/2026", "overleden op 01/02/2026", "verhuisd naar Gent", "tolk nodig"):
        assert words in text


def test_followers_stand_in_the_order_of_the_work(
    as_worker: Browser, worker: Member, colleague: Member
) -> None:
    mine = client_of(worker)
    assign(mine, member=colleague, role=m.CaseRole.SOCIAL_WORKER, by=worker)
    text = shown(as_worker, "file", mine)
    assert text.index(f"{worker.name} trajectbegeleider") < text.index(
        f"{colleague.name} maatschappelijk werker"
    )


def test_signals_wait_for_the_sociale_dienst(client: Browser, worker: Member) -> None:
    mine = client_of(worker)
    add_fact(m.IncomeSpell(client=mine, kind="wage", employer="Bakkerij", starts_on=LONG_AGO), by=worker)
    assert "1 signaal wacht op de sociale dienst" in shown(login(client, worker), "file", mine)
    social = member_of(worker.organisation, Role.MAATSCHAPPELIJK_WERKER)
    assign(mine, member=social, role=m.CaseRole.SOCIAL_WORKER, by=worker)
    text = shown(login(client, social), "file", mine)
    assert "Signaal: Begonnen met werken" in text
    assert "Bevestigen" in text


def test_attempts_count_since_the_last_time_reached(as_worker: Browser, worker: Member) -> None:
    mine = client_of(worker)
    for days, reached in ((10, True), (5, False), (2, False)):
        at = timezone.now() - timedelta(days=days)
        add_fact(m.ContactAttempt(client=mine, at=at, how="phone", reached=reached), by=worker)
    assert "Daarna 2 keer niet." in shown(as_worker, "file", mine)
    assert "Gebeld · bereikt" in shown(as_worker, "file_attempts", mine)


def test_a_correction_shows_before_and_after_in_words(as_worker: Browser, worker: Member) -> None:
    mine = client_of(worker)
    fact = add_fact(m.Barrier(client=mine, code="language", severity=1, starts_on=LONG_AGO), by=worker)
    correct_fact(fact, by=worker, expected=1, values={"severity": 3})
    text = shown(as_worker, "file_timeline", mine)
    assert "Drempel verbeterd: Taal" in text
    assert "Ernst: licht → zwaar" in text
    assert "language" not in text


def test_the_timeline_pages_by_key_without_loss(as_worker: Browser, worker: Member) -> None:
    mine = client_of(worker)
    for number in range(70):
        add_fact(m.WorkExperience(client=mine, job=f"Werk {number:03d}"), by=worker)
    url, seen = reverse("file_timeline", kwargs={"pk": mine.pk}), []
    while url:
        page = BeautifulSoup(as_worker.get(url, headers={"HX-Request": "true"}).content, "html.parser")
        seen += [title.get_text() for title in page.select(".timeline__title")]
        link = page.select_one(".timeline-next a")
        url = link["href"] if link else ""
    assert len(seen) == len(set(seen)) == 71
    assert seen[0] == "Werkervaring genoteerd: Werk 069"


@pytest.mark.parametrize("cursor", ["abc", "-1", "99999999999999999999", "7' OR 1=1"])
def test_a_wrong_cursor_is_no_error(cursor: str, as_worker: Browser, worker: Member) -> None:
    url = reverse("file_timeline", kwargs={"pk": client_of(worker).pk})
    assert as_worker.get(url, {"voor": cursor}).status_code == 200
