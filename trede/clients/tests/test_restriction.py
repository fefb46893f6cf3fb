from datetime import date, timedelta
from typing import Any

import pytest

from tests.cast import client_of, member_of
from trede.clients.actions.facts import add_fact
from trede.clients.actions.restriction import lift_restriction, restrict_file, restriction_of
from trede.clients.models import Barrier, Client, Restriction
from trede.clients.tests.scene import queries_of, sign_in, url, verbs_on, words
from trede.core.access import look_with_reason
from trede.core.errors import CaseError, Conflict
from trede.core.models import AccessLog, Member
from trede.core.periods import today

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def dossier(worker: Member) -> Client:
    return client_of(worker)


@pytest.fixture
def dpo(worker: Member) -> Member:
    return member_of(worker.organisation, "dpo")


def write(dossier: Client, by: Member) -> None:
    add_fact(Barrier(client=dossier, code="language", severity=1, starts_on=date(2026, 1, 1)), by=by)


def test_nothing_changes_while_it_runs_and_everything_after(
    dossier: Client, worker: Member, dpo: Member
) -> None:
    running = restrict_file(dossier, by=dpo, ground="betwist de gegevens")
    with pytest.raises(CaseError, match="beperkt"):
        write(dossier, worker)
    lift_restriction(running, by=dpo, expected=1, because="opgelost")
    write(dossier, worker)
    assert verbs_on(dossier.pk)[-3:] == ["restriction.added", "restriction.ended", "barrier.added"]
    assert restriction_of(dossier) is None


def test_one_that_began_before_today_ends_yesterday(dossier: Client, dpo: Member) -> None:
    start = today() - timedelta(days=10)
    running = restrict_file(dossier, by=dpo, ground="betwist", starts_on=start)
    lift_restriction(running, by=dpo, expected=1, because="opgelost")
    row = Restriction.objects.get()
    assert (row.ends_on, row.retracted_at) == (today() - timedelta(days=1), None)


def test_lifting_needs_a_reason_and_the_newest_version(dossier: Client, dpo: Member) -> None:
    running = restrict_file(dossier, by=dpo, ground="betwist")
    with pytest.raises(CaseError, match="waarom"):
        lift_restriction(running, by=dpo, expected=1, because=" ")
    with pytest.raises(Conflict):
        lift_restriction(running, by=dpo, expected=7, because="x")
    assert restriction_of(dossier) == running


def test_the_dpo_restricts_by_number_without_reading(dossier: Client, dpo: Member) -> None:
    browser = sign_in(dpo)
    found = browser.post(url("restrictions"), {"number": dossier.number})
    assert found.url == url("file_restrict", pk=dossier.pk)
    data = {"ground": "betwist", "starts_on": today().strftime("%d/%m/%Y")}
    assert browser.post(found.url, data).status_code == 303
    assert "betwist" in words(browser.get(url("restrictions")))
    assert "Niemand kan iets toevoegen" in words(browser.get(found.url))
    assert browser.post(found.url, {"because": "opgelost", "version": 1}).status_code == 303
    assert restriction_of(dossier) is None


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "Schrijf op welke grond"),
        ({"ground": "x", "starts_on": "31/02/2026"}, "bestaat niet"),
        ({"ground": "x", "starts_on": "10/01/2026", "ends_on": "09/01/2026"}, "einddatum"),
        ({"ground": "x" * 300, "starts_on": "10/01/2026"}, "Nog niet bewaard"),
    ],
)
def test_bad_input_gets_a_sentence(dossier: Client, dpo: Member, data: Any, sentence: str) -> None:
    assert sentence in words(sign_in(dpo).post(url("file_restrict", pk=dossier.pk), data))
    assert not Restriction.objects.exists()


@pytest.mark.parametrize("role", ["trajectbegeleider", "teamleider", "administratief", "beheerder"])
def test_roles_that_do_not_restrict_are_refused(dossier: Client, worker: Member, role: str) -> None:
    browser = sign_in(member_of(worker.organisation, role))
    assert browser.get(url("file_restrict", pk=dossier.pk)).status_code == 403
    assert browser.get(url("restrictions")).status_code == 403


def test_an_outsider_restricts_nothing(dossier: Client, outsider: Member) -> None:
    assert sign_in(outsider).get(url("file_restrict", pk=dossier.pk)).status_code == 404


def test_the_log_says_who_looked_where_and_why(dossier: Client, worker: Member) -> None:
    third = member_of(worker.organisation, "maatschappelijk_werker", function="Onthaal")
    look_with_reason(by=third, subject=dossier.pk, reason="cliënt belt 😀")
    sign_in(third).get(url("documents", pk=dossier.pk))
    page = words(sign_in(worker).get(url("file_access", pk=dossier.pk)))
    assert f"{third.name} (Onthaal)" in page
    assert "met reden : cliënt belt 😀" in page.replace("reden:", "reden :")
    assert "documenten" in page
    assert "wie keek" in page


def test_the_log_of_another_file_stays_there(dossier: Client, worker: Member, outsider: Member) -> None:
    other = client_of(worker)
    sign_in(worker).get(url("documents", pk=other.pk))
    rows = sign_in(worker).get(url("file_access", pk=dossier.pk)).context["rows"]
    assert [row["page"] for row in rows] == ["wie keek"]
    assert sign_in(outsider).get(url("file_access", pk=dossier.pk)).status_code == 404


def test_the_dpo_reads_the_log_without_the_file(dossier: Client, dpo: Member) -> None:
    assert sign_in(dpo).get(url("file_access", pk=dossier.pk)).status_code == 200
    assert AccessLog.objects.get().why == "role"


@pytest.mark.parametrize("role", ["administratief", "beheerder", "partner"])
def test_roles_that_do_not_read_the_log_are_refused(dossier: Client, worker: Member, role: str) -> None:
    assert (
        sign_in(member_of(worker.organisation, role)).get(url("file_access", pk=dossier.pk)).status_code
        == 403
    )


@pytest.mark.parametrize("rows", [1, 3, 60])
def test_the_log_is_paged_in_few_queries(dossier: Client, worker: Member, rows: int) -> None:
    for _row in range(rows):
        sign_in(worker).get(url("documents", pk=dossier.pk))
    browser = sign_in(worker)
    assert queries_of(browser, url("file_access", pk=dossier.pk)) <= 12
    page = browser.get(url("file_access", pk=dossier.pk))
    assert (len(page.context["rows"]) == 50) == bool(page.context["following"]) == (rows == 60)
