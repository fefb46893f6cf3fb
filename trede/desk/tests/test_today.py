"""Vandaag: what is due, what changed, and what each role sees."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone, translation

from tests.cast import LONG_AGO, ClientFactory, client_of, member_of
from trede.clients import models as m
from trede.clients.actions.facts import add_fact
from trede.clients.caseload import caseload_ids
from trede.clients.deadlines import Deadline, due_for
from trede.clients.deadlines_on_file import due_on_file
from trede.clients.gather import gather
from trede.core.access import look_with_reason, open_grant
from trede.core.events import Change, record_all
from trede.core.local import PERMIT_WARNING_DAYS, local_values
from trede.core.models import Absence, Invitation, LocalSetting, Member, Seal, Team, TeamMembership
from trede.core.periods import today
from trede.core.roles import Role
from trede.desk.deadlines import ROOMS, collect, grouped, in_order, state_of
from trede.desk.templatetags.desk import due_words
from trede.ladder.tests.ladder_scene import step

# The access log is a database of its own on SQLite, and a table like any other on PostgreSQL.
MOST = 11 if settings.SQLITE else 12

pytestmark = pytest.mark.django_db(databases="__all__")


def login(browser: Browser, member: Member) -> Browser:
    browser.force_login(member.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return browser


def page_of(browser: Browser) -> BeautifulSoup:
    answer = browser.get(reverse("today"))
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def text_of(browser: Browser) -> str:
    return " ".join(page_of(browser).main.get_text(" ").split())


def days(number: int):
    return today() + timedelta(days=number)


def permit(client: m.Client, ends: int, by: Member, **kwargs) -> m.Fact:
    fact = m.WorkRight(
        client=client, ground="family", marking="onbeperkt", starts_on=LONG_AGO, ends_on=days(ends)
    )
    return add_fact(fact, by=by)


def rules_of(member: Member) -> list[tuple[str, int]]:
    due, _more = collect(member, caseload_ids(member), today=today())
    return [(one.rule, (one.due - today()).days) for one in due]


@pytest.mark.parametrize(
    ("ends", "shown"), [(-366, False), (-365, True), (-1, True), (0, True), (60, True), (61, False)]
)
def test_a_permit_shows_from_sixty_days_before(ends: int, shown: bool, worker: Member) -> None:
    permit(client_of(worker), ends, worker)
    assert rules_of(worker) == ([("work_right", ends)] if shown else [])


def test_the_organisation_chooses_how_early(worker: Member) -> None:
    permit(client_of(worker), 100, worker)
    LocalSetting.objects.create(
        organisation=worker.organisation, key=PERMIT_WARNING_DAYS, value="120", starts_on=LONG_AGO
    )
    assert rules_of(worker) == [("work_right", 100)]


def test_a_permit_that_was_renewed_is_done(worker: Member) -> None:
    mine = client_of(worker)
    permit(mine, 5, worker)
    renewed = m.WorkRight(client=mine, ground="family", marking="onbeperkt", starts_on=days(6))
    add_fact(renewed, by=worker)
    assert rules_of(worker) == []


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        (m.DrivingLicence(kind="B", starts_on=LONG_AGO), ("licence", 20)),
        (m.IncomeSpell(kind="leefloon", category="A", starts_on=LONG_AGO), ("leefloon", 20)),
    ],
    ids=["licence", "leefloon"],
)
def test_other_papers_run_out_too(fact: m.DatedFact, expected: tuple[str, int], worker: Member) -> None:
    fact.pk, fact.client, fact.ends_on = None, client_of(worker), days(20)
    add_fact(fact, by=worker)
    assert rules_of(worker) == [expected]


def test_returned_post_asks_a_new_address_within_a_week(worker: Member) -> None:
    address = m.Address(client=client_of(worker), street="Kaai", starts_on=LONG_AGO, returned_on=days(-2))
    add_fact(address, by=worker, quiet=True)
    assert rules_of(worker) == [("returned_post", 5)]


def test_closed_and_merged_files_are_left_alone(worker: Member) -> None:
    permit(client_of(worker, closed_on=today()), 5, worker)
    m.Client.objects.filter(closed_on=None).update(closed_on=today())
    assert rules_of(worker) == []


def test_the_caseload_by_id_is_the_caseload_that_opens(
    worker: Member, colleague: Member, outsider: Member
) -> None:
    mine = [client_of(worker) for _ in range(3)]
    client_of(outsider)
    theirs = client_of(colleague)
    look_with_reason(by=worker, subject=theirs.pk, reason="Vervangt aan het onthaal")
    locked, named = mine[0], mine[1]
    for client in (locked, named):
        m.FileLock.objects.create(
            client=client, organisation=client.organisation, reason="colleague", starts_on=LONG_AGO
        )
    open_grant(
        organisation=worker.organisation, subject=named.pk, member=worker, purpose="named", cause="lock:1"
    )
    visible = set(m.Client.objects.visible_to(worker).values_list("pk", flat=True))
    assert set(caseload_ids(worker)) == visible - {theirs.pk} == {named.pk, mine[2].pk}
    assert caseload_ids(member_of(worker.organisation, Role.PARTNER)) == []


def test_somebody_elses_files_are_not_mine(worker: Member, colleague: Member, outsider: Member) -> None:
    permit(client_of(worker), 5, worker)
    look_with_reason(by=colleague, subject=m.Client.objects.get().pk, reason="Vervangt aan het onthaal")
    assert rules_of(worker) == [("work_right", 5)]
    assert rules_of(colleague) == rules_of(outsider) == []


def test_a_locked_file_is_not_listed(worker: Member) -> None:
    mine = client_of(worker)
    permit(mine, 5, worker)
    m.FileLock.objects.create(
        client=mine, organisation=mine.organisation, reason="colleague", starts_on=LONG_AGO
    )
    assert rules_of(worker) == []


def test_signals_wait_for_who_acknowledges(worker: Member) -> None:
    mine = client_of(worker)
    add_fact(m.IncomeSpell(client=mine, kind="wage", employer="Bakkerij", starts_on=LONG_AGO), by=worker)
    social = member_of(worker.organisation, Role.MAATSCHAPPELIJK_WERKER)
    assert rules_of(worker) == []
    assert rules_of(social) == [("signal", 0)]


def test_the_list_and_the_file_agree(worker: Member) -> None:
    mine = client_of(worker)
    permit(mine, 12, worker)
    add_fact(m.DrivingLicence(client=mine, kind="B", starts_on=LONG_AGO, ends_on=days(-3)), by=worker)
    spell = m.IncomeSpell(client=mine, kind="leefloon", category="A", starts_on=LONG_AGO, ends_on=days(9))
    add_fact(spell, by=worker)
    back = m.Address(client=mine, street="Kaai", starts_on=LONG_AGO, returned_on=days(-1))
    add_fact(back, by=worker, quiet=True)
    local = local_values(worker.organisation, today())
    kinds = [m.WorkRight, m.DrivingLicence, m.IncomeSpell, m.Address]
    on_file = due_on_file(mine, gather(kinds, [mine.pk]), today=today(), local=local)
    listed, _more = due_for(worker, caseload_ids(worker), today=today(), local=local)
    assert on_file == listed
    assert len(listed) == 4


def test_a_habit_takes_no_place_of_what_was_promised(worker: Member) -> None:
    looked, promised = client_of(worker), client_of(worker)
    step(looked, 3, days(-400), by=worker)
    permit(promised, 5, worker)
    local = local_values(worker.organisation, today())
    found, more = due_for(worker, caseload_ids(worker), today=today(), local=local, limit=1, rooms=ROOMS)
    assert ([one.rule for one in found], more) == (["work_right"], True)


def test_more_than_fits_is_said(worker: Member) -> None:
    for _ in range(3):
        permit(client_of(worker), 5, worker)
    local = local_values(worker.organisation, today())
    assert due_for(worker, caseload_ids(worker), today=today(), local=local, limit=2)[1] is True
    assert due_for(worker, caseload_ids(worker), today=today(), local=local, limit=3)[1] is False


@pytest.mark.parametrize(
    ("left", "state"), [(-1, "over"), (0, "today"), (1, "soon"), (7, "soon"), (8, "later")]
)
def test_urgency_goes_by_day(left: int, state: str) -> None:
    assert state_of(days(left), today()) == state


def test_groups_come_most_urgent_first(worker: Member) -> None:
    for ends in (30, -4, 3, 0):
        permit(client_of(worker), ends, worker)
    due, _more = collect(worker, caseload_ids(worker), today=today())
    assert [group.state for group in grouped(reversed(due), today())] == ["over", "today", "soon", "later"]


def test_the_most_urgent_thing_stands_first_with_its_button(as_worker: Browser, worker: Member) -> None:
    permit(client_of(worker, last_name="Later"), 5, worker)
    urgent = client_of(worker, last_name="Eerst")
    permit(urgent, -5, worker)
    first = page_of(as_worker).select_one(".first-task")
    assert "Eerst" in first.get_text()
    assert "5 dagen te laat" in first.get_text()
    button = first.select_one(".btn-primary")
    assert button["href"] == reverse("fact_add", kwargs={"pk": urgent.pk, "slug": "werkrecht"})


def test_changes_by_others_since_my_last_look(as_worker: Browser, worker: Member, colleague: Member) -> None:
    mine = client_of(worker, last_name="Haile")
    add_fact(m.Barrier(client=mine, code="debts", severity=2, starts_on=LONG_AGO), by=colleague)
    add_fact(m.Barrier(client=mine, code="housing", severity=2, starts_on=LONG_AGO), by=worker)
    news = page_of(as_worker).select("#news li")
    assert len(news) == 1
    assert "Haile" in news[0].get_text()
    assert "Drempel genoteerd: Schulden" in news[0].get_text()
    assert colleague.name in news[0].get_text()
    as_worker.get(reverse("file", kwargs={"pk": mine.pk}))
    assert "Niets nieuws in uw dossiers." in text_of(as_worker)


def test_old_changes_and_other_files_are_no_news(
    as_worker: Browser, worker: Member, colleague: Member
) -> None:
    theirs = client_of(colleague)
    add_fact(m.Barrier(client=theirs, code="debts", severity=2, starts_on=LONG_AGO), by=colleague)
    assert "Niets nieuws in uw dossiers." in text_of(as_worker)


def test_files_of_who_is_covered_stand_here_too(
    as_worker: Browser, worker: Member, colleague: Member
) -> None:
    Absence.objects.create(member=colleague, cover=worker, starts_on=LONG_AGO, ends_on=days(3))
    permit(client_of(colleague, last_name="Vervangen"), 5, colleague)
    text = text_of(as_worker)
    assert f"U vervangt {colleague.name} tot en met {days(3):%d/%m/%Y}" in text
    assert "Vervangen" in text


def test_a_team_leader_sees_files_that_nobody_follows(client: Browser, worker: Member) -> None:
    leader = member_of(worker.organisation, Role.TEAMLEIDER)
    team = Team.objects.create(organisation=worker.organisation, name="Activering")
    TeamMembership.objects.create(team=team, member=leader, leads=True, starts_on=LONG_AGO)
    TeamMembership.objects.create(team=team, member=worker, starts_on=LONG_AGO)
    permit(client_of(worker, last_name="Teamdossier"), 5, worker)
    ClientFactory(organisation=worker.organisation, last_name="Verweesd")
    ClientFactory(organisation=worker.organisation, last_name="Gesloten", closed_on=today())
    page = page_of(login(client, leader))
    assert "Teamdossier" in page.select_one(".first-task").get_text()
    nobody = page.select_one("#nobody").get_text()
    assert "Verweesd" in nobody
    assert "Gesloten" not in nobody
    assert "Verweesd" not in text_of(login(client, worker))


def test_who_manages_sees_open_invitations(client: Browser, worker: Member) -> None:
    manager = member_of(worker.organisation, Role.BEHEERDER)
    Invitation.objects.create(
        organisation=worker.organisation,
        email="nieuw@example.org",
        name="Nieuwe Collega",
        token_hash="x",
        invited_by=manager,
        expires_at=timezone.now() + timedelta(days=3),
    )
    text = text_of(login(client, manager))
    assert "Nieuwe Collega" in text
    assert "nieuw@example.org" not in text
    assert "Nog niets verzegeld" in text


def test_the_dpo_sees_looks_to_review_and_the_chain(
    client: Browser, worker: Member, colleague: Member
) -> None:
    look_with_reason(by=colleague, subject=client_of(worker).pk, reason="Belt voor een attest")
    Seal.objects.create(at=timezone.now(), count=0, previous="0" * 64, head="1" * 64)
    text = text_of(login(client, member_of(worker.organisation, Role.DPO)))
    assert f"{colleague.name} vandaag" in text
    assert "Belt voor een attest" in text
    assert "Laatst verzegeld: vandaag" in text


def test_a_log_that_waits_for_its_seal_is_alarming(client: Browser, worker: Member) -> None:
    old = Change(verb="client.opened", at=timezone.now() - timedelta(days=3))
    record_all([old], by=None, organisation_id=worker.organisation_id)
    assert "wacht te lang op een zegel" in text_of(login(client, member_of(worker.organisation, Role.DPO)))


def test_a_partner_reads_what_to_expect(client: Browser, worker: Member) -> None:
    client_of(worker, last_name="Geheim")
    text = text_of(login(client, member_of(worker.organisation, Role.PARTNER)))
    assert "Nog niets met u gedeeld" in text
    assert "Geheim" not in text


def test_an_empty_day_says_where_to_go(as_worker: Browser) -> None:
    text = text_of(as_worker)
    assert "Niets loopt af" in text
    assert "Mijn cliënten" in text


@pytest.mark.slow_sqlite_only
@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("rows", [1, 3, 50])
def test_vandaag_takes_the_same_few_queries(
    rows: int, role: str, client: Browser, worker: Member, django_assert_max_num_queries
) -> None:
    member = member_of(worker.organisation, role)
    for number in range(rows):
        mine = client_of(member) if role not in ("partner", "dpo", "beheerder") else client_of(worker)
        permit(mine, number % 50, worker)
    login(client, member).get(reverse("today"))
    with django_assert_max_num_queries(MOST):  # and one in the other database
        client.get(reverse("today"))


def test_a_stranger_signs_in_first(client: Browser) -> None:
    assert client.get(reverse("today")).headers["Location"].startswith("/aanmelden/")


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-603, "20 maanden te laat"),
        (-61, "2 maanden te laat"),
        (-60, "60 dagen te laat"),
        (-1, "1 dag te laat"),
        (0, "vandaag"),
        (1, "morgen"),
        (30, "over 30 dagen"),
    ],
)
def test_how_late_is_said_without_more_precision_than_helps(days: int, said: str) -> None:
    with translation.override("nl"):
        assert due_words(today() + timedelta(days=days)) == said


def test_an_old_paper_does_not_come_before_somebodys_work_or_income() -> None:
    day = today()
    papers = [_due("document", day - timedelta(days=600), 1), _due("work_right", day - timedelta(days=4), 2)]
    assert [one.number for one in in_order(papers)] == [2, 1]
    (late,) = grouped(papers, day)
    assert [one.number for one in late.rows] == [2, 1]


@pytest.mark.parametrize("habit", ["ladder_look", "offer_confirm", "offers_confirm"])
def test_a_habit_does_not_come_before_what_was_promised(habit: str) -> None:
    day = today()
    rows = [_due(habit, day - timedelta(days=400), 1), _due("partner_question", day - timedelta(days=1), 2)]
    assert [one.number for one in in_order(rows)] == [2, 1]
    assert habit in {name for room in ROOMS for name in room.rules}


def _due(rule: str, due: date, number: int) -> Deadline:
    return Deadline(rule, number, number, due, "", "", number, "", "file", {"pk": number})
