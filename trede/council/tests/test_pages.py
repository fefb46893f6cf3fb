"""The pages of the committee: who opens them, what does not leak, what they cost."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client as Browser
from django.utils import timezone
from pypdf import PdfReader

from tests.cast import ClientFactory, member_of
from trede.clients.models import Client
from trede.clients.tests.scene import queries_of, sign_in, url, words
from trede.core.access import open_grant
from trede.core.models import AccessLog, Member
from trede.core.periods import today
from trede.core.roles import Role
from trede.council.actions.meetings import put_on_agenda
from trede.council.actions.notifications import notify
from trede.council.models import Decision, Meeting, Notification, Proposal
from trede.council.tests.scene import (
    LONG_AGO,
    clerk_of,
    client_of,
    decided,
    lives_somewhere,
    lock,
    meeting_on,
    on_agenda,
    proposal_of,
)

pytestmark = pytest.mark.django_db(databases="__all__")
MOST = 11 if settings.SQLITE else 12
ROLES = [role.value for role in Role]


@pytest.fixture
def mine(worker: Member) -> Client:
    return client_of(worker)


@pytest.fixture
def proposal(worker: Member, mine: Client) -> Proposal:
    return proposal_of(mine, worker)


def statuses(browser: Browser, **pages: dict[str, Any]) -> dict[str, int]:
    return {name: browser.get(url(name, **kwargs)).status_code for name, kwargs in pages.items()}


def text_of(answer: Any) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)


@pytest.mark.parametrize("role", ROLES)
def test_who_opens_what_of_a_file_that_is_not_theirs(role: str, worker: Member, proposal: Proposal) -> None:
    meeting = on_agenda(proposal, worker)
    browser = sign_in(member_of(worker.organisation, role))
    records = role in ("administratief", "teamleider", "diensthoofd")
    proposes = role in (
        "trajectbegeleider",
        "werkvloercoach",
        "maatschappelijk_werker",
        "teamleider",
        "diensthoofd",
    )
    read = 200 if records else 404 if proposes else 403
    kept = 200 if records else 403
    assert statuses(
        browser,
        council={},
        meeting={"pk": meeting.pk},
        meeting_agenda={"pk": meeting.pk},
        proposal={"proposal_id": proposal.pk},
        proposal_decide={"proposal_id": proposal.pk},
    ) == {
        "council": 200 if records or proposes else 403,
        "meeting": kept,
        "meeting_agenda": kept,
        "proposal": read,
        "proposal_decide": kept,
    }


def test_a_proposal_is_read_by_its_followers_and_once_on_an_agenda_by_the_clerk(
    worker: Member, proposal: Proposal, outsider: Member
) -> None:
    clerk, page = clerk_of(worker), url("proposal", proposal_id=proposal.pk)
    assert sign_in(worker).get(page).status_code == 200
    assert sign_in(clerk).get(page).status_code == 404
    assert "Alex" in words(sign_in(clerk).get(url("council")))
    on_agenda(proposal, worker)
    answer = sign_in(clerk).get(page)
    assert "Een fiets van 100 euro" in words(answer)
    assert sign_in(outsider).get(page).status_code == 404
    looks = AccessLog.objects.filter(subject=proposal.client_id, member_id=clerk.pk)
    assert list(looks.values_list("page", "why")) == [("proposal", "role")]


def test_a_proposal_of_a_merged_part_is_read_with_the_whole(worker: Member, mine: Client) -> None:
    part = ClientFactory(organisation=worker.organisation)
    proposal = proposal_of(part, worker)
    assert not Proposal.objects.readable_by(worker).exists()
    Client.objects.filter(pk=part.pk).update(alias_of=mine)
    assert list(Proposal.objects.readable_by(worker)) == [proposal]
    assert list(Proposal.objects.listed_for(worker)) == [proposal]


def test_a_look_with_a_role_shows_no_motivation_on_the_file(worker: Member, proposal: Proposal) -> None:
    browser = sign_in(clerk_of(worker))
    assert "fiets" not in words(browser.get(url("file_proposals", pk=proposal.client_id)))
    assert browser.get(url("proposal_new", pk=proposal.client_id)).status_code == 403
    assert "fiets" in words(sign_in(worker).get(url("file_proposals", pk=proposal.client_id)))


def test_a_locked_file_leaks_nowhere(worker: Member, mine: Client, proposal: Proposal) -> None:
    clerk, meeting = clerk_of(worker), on_agenda(proposal, worker)
    decision = decided(proposal, worker)
    second = proposal_of(mine, worker, asked="Nog een vraag")
    lock(mine)
    browser = sign_in(clerk)
    for page in (url("council"), url("meeting", pk=meeting.pk)):
        assert mine.last_name not in words(browser.get(page))
    assert mine.last_name not in text_of(browser.get(url("meeting_agenda", pk=meeting.pk)))
    assert statuses(
        browser,
        proposal={"proposal_id": proposal.pk},
        proposal_decide={"proposal_id": proposal.pk},
        decision_correct={"decision_id": decision.pk},
        notification_new={"decision_id": decision.pk},
    ) == dict.fromkeys(("proposal", "proposal_decide", "decision_correct", "notification_new"), 404)
    put = browser.post(url("meeting_add", pk=meeting.pk, proposal_id=second.pk))
    assert put.status_code == 404
    assert not Proposal.objects.listed_for(worker).exists()
    named = member_of(worker.organisation, Role.DIENSTHOOFD)
    open_grant(
        organisation=worker.organisation, subject=mine.pk, member=named, purpose="named", cause="lock:1",
        starts_on=LONG_AGO,
    )  # fmt: skip
    assert mine.last_name in words(sign_in(named).get(url("meeting", pk=meeting.pk)))


def test_another_organisation_keeps_its_own(worker: Member, outsider: Member, proposal: Proposal) -> None:
    meeting = on_agenda(proposal, worker)
    browser = sign_in(outsider)
    assert proposal.client.last_name not in words(browser.get(url("council")))
    for name in ("meeting", "meeting_agenda", "meeting_change"):
        assert browser.get(url(name, pk=meeting.pk)).status_code == 404
    for name in ("meeting_close", "meeting_reopen"):
        assert browser.post(url(name, pk=meeting.pk)).status_code == 404
    theirs = meeting_on(today(), outsider)
    for name in ("meeting_add", "meeting_remove", "meeting_up"):
        answer = browser.post(url(name, pk=theirs.pk, proposal_id=proposal.pk))
        assert answer.status_code == 404


def test_from_file_to_letter_in_the_browser(worker: Member, mine: Client) -> None:
    lives_somewhere(mine)
    follower, clerk = sign_in(worker), sign_in(clerk_of(worker))
    asked = {"asked": "Een fiets", "motivation": "De bus rijdt niet."}
    assert follower.post(url("proposal_new", pk=mine.pk), asked).status_code == 303
    again = follower.post(url("proposal_new", pk=mine.pk), asked)
    assert (again.status_code, Proposal.objects.count()) == (200, 1)
    proposal = Proposal.objects.get()
    day = today().strftime("%d/%m/%Y")
    assert clerk.post(url("meeting_new"), {"on": day, "place": "Raadzaal"}).status_code == 303
    meeting = Meeting.objects.get()
    assert "Alex" in words(clerk.get(url("meeting", pk=meeting.pk)))
    assert clerk.get(url("meeting_add", pk=meeting.pk, proposal_id=proposal.pk)).status_code == 405
    for name in ("meeting_add", "meeting_up", "meeting_remove", "meeting_add"):
        assert clerk.post(url(name, pk=meeting.pk, proposal_id=proposal.pk)).status_code == 303
    assert clerk.post(url("meeting_close", pk=meeting.pk)).status_code == 303
    refused = clerk.post(url("meeting_remove", pk=meeting.pk, proposal_id=proposal.pk))
    assert (refused.status_code, "afgesloten" in refused.content.decode()) == (409, True)
    agenda = clerk.get(url("meeting_agenda", pk=meeting.pk))
    assert (agenda["Content-Type"], agenda["Content-Disposition"]) == (
        "application/pdf",
        f'attachment; filename="agenda-{meeting.on:%Y-%m-%d}.pdf"',
    )
    assert mine.last_name in text_of(agenda)
    answer = {"outcome": "granted", "decided_on": day, "motivation": "Akkoord."}
    assert clerk.post(url("proposal_decide", proposal_id=proposal.pk), answer).status_code == 303
    twice = clerk.post(url("proposal_decide", proposal_id=proposal.pk), answer)
    assert "al beslist" in words(twice)
    decision = Decision.objects.get()
    address = url("meeting", pk=meeting.pk)
    assert url("notification_new", decision_id=decision.pk) in clerk.get(address).content.decode()
    assert "Akkoord." in words(clerk.get(url("notification_new", decision_id=decision.pk)))
    made = clerk.post(url("notification_new", decision_id=decision.pk), {"registered": "1"})
    assert made.status_code == 303
    assert url("notification_sent", decision_id=decision.pk) in clerk.get(address).content.decode()
    letter = text_of(follower.get(url("notification_pdf", decision_id=decision.pk)))
    assert all(
        part in letter
        for part in (mine.last_name, "Kerkstraat 1", "Een fiets", "arbeidsrechtbank", "Akkoord.")
    )
    sent = clerk.post(url("notification_sent", decision_id=decision.pk), {"sent_on": day})
    assert (sent.status_code, Notification.objects.get().sent_on) == (303, today())
    page = words(follower.get(url("proposal", proposal_id=proposal.pk)))
    assert f"verstuurd op {day}" in page


def test_a_wrong_decision_is_corrected_on_its_own_page(worker: Member, proposal: Proposal) -> None:
    on_agenda(proposal, worker)
    wrong = decided(proposal, worker)
    browser, page = sign_in(clerk_of(worker)), url("decision_correct", decision_id=wrong.pk)
    assert "blijft te lezen" in words(browser.get(page))
    values = {"outcome": "refused", "decided_on": today().strftime("%d/%m/%Y"), "motivation": "Neen."}
    assert browser.post(page, values).context["form"].errors.keys() == {"because"}
    assert browser.post(page, values | {"because": "Verkeerd."}).status_code == 303
    shown = words(browser.get(url("proposal", proposal_id=proposal.pk)))
    assert "Fout genoteerd, later verbeterd" in shown
    assert "Geweigerd" in shown


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ({"decided_on": "31/02/2026"}, "decided_on"),
        ({"decided_on": "01/01/2099"}, "decided_on"),
        ({"outcome": "x"}, "outcome"),
        ({"motivation": "x" * 4001}, "motivation"),
        ({"starts_on": "gisteren"}, "starts_on"),
    ],
)
def test_bad_input_is_said_and_nothing_is_written(
    bad: dict[str, str], field: str, worker: Member, proposal: Proposal
) -> None:
    on_agenda(proposal, worker)
    values = {"outcome": "granted", "decided_on": today().strftime("%d/%m/%Y"), "motivation": "Ja."} | bad
    answer = sign_in(clerk_of(worker)).post(url("proposal_decide", proposal_id=proposal.pk), values)
    assert (answer.status_code, set(answer.context["form"].errors)) == (200, {field})
    assert not Decision.objects.exists()


def test_withdrawing_asks_why(worker: Member, proposal: Proposal) -> None:
    browser, page = sign_in(worker), url("proposal_withdraw", proposal_id=proposal.pk)
    assert browser.post(page, {}).status_code == 200
    assert browser.post(page, {"because": "Niet meer nodig 🙂"}).status_code == 303
    assert "Ingetrokken: Niet meer nodig" in words(browser.get(url("proposal", proposal_id=proposal.pk)))


def test_a_meeting_is_changed_and_two_at_once_are_told(worker: Member) -> None:
    meeting, browser = meeting_on(today(), worker), sign_in(clerk_of(worker))
    page = url("meeting_change", pk=meeting.pk)
    values = {"on": today().strftime("%d/%m/%Y"), "place": "Zaal 2", "version": "1"}
    assert browser.post(page, values).status_code == 303
    assert "Iemand anders" in words(browser.post(page, values | {"place": "Zaal 3"}))
    assert browser.post(url("meeting_new"), values).context["form"].errors


def test_a_letter_that_was_not_made_is_no_page(worker: Member, proposal: Proposal) -> None:
    on_agenda(proposal, worker)
    decision = decided(proposal, worker)
    browser = sign_in(clerk_of(worker))
    for name in ("notification_pdf", "notification_sent"):
        assert browser.get(url(name, decision_id=decision.pk)).status_code == 404
        assert browser.get(url(name, decision_id=987654321)).status_code == 404


def test_the_papers_are_tagged_and_dutch(worker: Member, mine: Client, proposal: Proposal) -> None:
    meeting = on_agenda(proposal, worker)
    browser = sign_in(clerk_of(worker))
    decision = decided(proposal, worker)
    notify(decision, registered=False, by=worker)
    for page in (
        url("meeting_agenda", pk=meeting.pk),
        url("notification_pdf", decision_id=decision.pk),
    ):
        root: Any = PdfReader(BytesIO(browser.get(page).content)).trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"]
        assert str(root["/Lang"]).startswith("nl")


def test_each_name_on_a_paper_counts_as_a_look(worker: Member, proposal: Proposal) -> None:
    meeting, clerk = on_agenda(proposal, worker), clerk_of(worker)
    sign_in(clerk).get(url("meeting_agenda", pk=meeting.pk))
    looks = AccessLog.objects.filter(member_id=clerk.pk).values_list("subject", "page")
    assert list(looks) == [(proposal.client_id, "agenda")]


def test_pages_ask_no_more_for_more_rows(worker: Member, proposal: Proposal) -> None:
    meeting, browser = on_agenda(proposal, worker), sign_in(member_of(worker.organisation, Role.DIENSTHOOFD))
    decided(proposal, worker, outcome="postponed")
    put_on_agenda(proposal_of(client_of(worker), worker), meeting, by=worker)
    pages = [url("council"), url("meeting", pk=meeting.pk), url("meeting_agenda", pk=meeting.pk)]
    few = [queries_of(browser, page) for page in pages]
    for number in range(30):
        one = proposal_of(client_of(worker), worker)
        if number % 3:
            Proposal.objects.filter(pk=one.pk).update(meeting=meeting, position=number)
        if number % 3 == 2:
            decided(one, worker)
    assert [queries_of(browser, page) for page in pages] == few
    assert max(few) <= MOST


def test_older_meetings_are_one_click_away(worker: Member) -> None:
    for days in range(1, 9):
        meeting_on(today() - timedelta(days=days), worker)
    browser, oldest = sign_in(clerk_of(worker)), (today() - timedelta(days=8)).strftime("%d/%m/%Y")
    first = words(browser.get(url("council")))
    assert (oldest in first, "Toon alle zittingen" in first) == (False, True)
    assert oldest in words(browser.get(url("council"), {"zittingen": "alle"}))


def test_the_list_goes_on_by_key(worker: Member) -> None:
    for number in range(27):
        one = proposal_of(client_of(worker), worker)
        at = timezone.now() - timedelta(days=100 - number)
        Proposal.objects.filter(pk=one.pk).update(proposed_at=at)
    browser = sign_in(worker)
    first = browser.get(url("council"))
    following = first.context["proposals"].following
    second = browser.get(url("council"), {"na": following})
    assert (len(first.context["proposals"].rows), len(second.context["proposals"].rows)) == (25, 2)
    assert browser.get(url("council"), {"na": "rommel_x"}).status_code == 200


@pytest.mark.parametrize(
    "name", ["proposal", "proposal_decide", "proposal_withdraw", "file_proposals", "proposal_new"]
)
def test_each_page_stays_within_the_budget(name: str, worker: Member, proposal: Proposal) -> None:
    on_agenda(proposal, worker)
    leader = member_of(worker.organisation, Role.DIENSTHOOFD)
    open_grant(
        organisation=worker.organisation,
        subject=proposal.client_id,
        member=leader,
        purpose="guidance",
        cause="x:1",
    )
    kwargs = (
        {"pk": proposal.client_id}
        if name in ("file_proposals", "proposal_new")
        else {"proposal_id": proposal.pk}
    )
    assert queries_of(sign_in(leader), url(name, **kwargs)) <= MOST
    assert len(connections.all()) >= 1
