"""Proposals, agendas, decisions and letters: what is done, what is refused, what follows."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from tests.cast import ClientFactory
from trede.clients.models import Client, Restriction
from trede.core.errors import CaseError, Conflict
from trede.core.models import Event, Member
from trede.core.periods import today
from trede.council import effects
from trede.council.actions.decisions import correct
from trede.council.actions.meetings import (
    change_meeting,
    close_agenda,
    make_meeting,
    move_up,
    put_on_agenda,
    reopen_agenda,
    take_off_agenda,
)
from trede.council.actions.notifications import mark_sent, notify
from trede.council.actions.proposals import withdraw
from trede.council.models import Decision, Meeting, Notification, Proposal
from trede.council.tests.scene import (
    LONG_AGO,
    client_of,
    decided,
    lives_somewhere,
    meeting_on,
    on_agenda,
    proposal_of,
)

pytestmark = pytest.mark.django_db(databases="__all__")
SEEN: list[tuple[str, str]] = []


def note_decision(decision: Decision, *, by: Member) -> None:
    SEEN.append(("decided", decision.outcome))


def note_withdrawal(proposal: Proposal, *, by: Member) -> None:
    SEEN.append(("withdrawn", proposal.asked))


@pytest.fixture
def mine(worker: Member) -> Client:
    return client_of(worker)


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """What a room that asks something hears of its proposals."""
    SEEN.clear()
    monkeypatch.setitem(effects._decided, "other", f"{__name__}.note_decision")
    monkeypatch.setitem(effects._withdrawn, "other", f"{__name__}.note_withdrawal")
    return SEEN


def last_event() -> Event:
    return Event.objects.order_by("-pk")[0]


def test_a_proposal_waits_and_leaves_a_confidential_event(worker: Member, mine: Client) -> None:
    proposal = proposal_of(mine, worker)
    assert list(Proposal.objects.undecided()) == [proposal]
    event = last_event()
    assert (event.verb, event.subject, event.compartment) == ("proposal.made", mine.pk, "confidential")


def test_the_same_proposal_twice_is_refused(worker: Member, mine: Client) -> None:
    proposal_of(mine, worker)
    with pytest.raises(CaseError, match="wacht al"):
        proposal_of(mine, worker)
    assert Proposal.objects.count() == 1


@pytest.mark.parametrize("empty", ["asked", "motivation"])
def test_a_proposal_says_what_and_why(empty: str, worker: Member, mine: Client) -> None:
    with pytest.raises(ValidationError) as error:
        proposal_of(mine, worker, **{empty: "  "})
    assert set(error.value.message_dict) == {empty}


def test_a_restricted_file_gets_no_proposal(worker: Member, mine: Client) -> None:
    Restriction.objects.create(
        organisation=mine.organisation, client=mine, ground="Betwisting", starts_on=LONG_AGO
    )
    with pytest.raises(CaseError, match="beperkt"):
        proposal_of(mine, worker)


def test_a_merged_file_gets_no_proposal(worker: Member, mine: Client) -> None:
    part = ClientFactory(organisation=worker.organisation, alias_of=mine)
    with pytest.raises(CaseError, match="samengevoegd"):
        proposal_of(part, worker)


def test_withdrawing_tells_who_asked(worker: Member, mine: Client, heard: list[Any]) -> None:
    proposal = proposal_of(mine, worker)
    meeting = on_agenda(proposal, worker, days=3)
    with pytest.raises(CaseError, match="waarom"):
        withdraw(proposal, by=worker, because=" ")
    withdraw(proposal, by=worker, because="Niet meer nodig.")
    proposal.refresh_from_db()
    assert (proposal.meeting, proposal.withdrawn_because) == (None, "Niet meer nodig.")
    assert heard == [("withdrawn", proposal.asked)]
    assert not Proposal.objects.undecided().exists()
    for again in (lambda: withdraw(proposal, by=worker, because="x"), lambda: decided(proposal, worker)):
        with pytest.raises(CaseError, match="ingetrokken"):
            again()
    with pytest.raises(CaseError, match="ingetrokken"):
        put_on_agenda(proposal, meeting, by=worker)


def test_a_withdrawn_proposal_stays_on_an_agenda_that_was_sent(worker: Member, mine: Client) -> None:
    proposal = proposal_of(mine, worker)
    meeting = on_agenda(proposal, worker)
    close_agenda(meeting, by=worker)
    withdraw(proposal, by=worker, because="Verhuisd.")
    proposal.refresh_from_db()
    assert proposal.meeting == meeting


def test_one_meeting_a_day(worker: Member) -> None:
    meeting_on(today(), worker)
    with pytest.raises(ValidationError, match="al een zitting"):
        meeting_on(today(), worker)


def test_a_meeting_moves_until_something_is_decided(worker: Member, mine: Client) -> None:
    meeting = meeting_on(today(), worker)
    change_meeting(
        meeting, by=worker, expected=1, values={"on": today() - timedelta(days=1), "place": "Zaal 2"}
    )
    meeting.refresh_from_db()
    assert (meeting.place, meeting.version) == ("Zaal 2", 2)
    with pytest.raises(Conflict):
        change_meeting(meeting, by=worker, expected=1, values={"place": "Zaal 3"})
    proposal = proposal_of(mine, worker)
    put_on_agenda(proposal, meeting, by=worker)
    decided(proposal, worker)
    with pytest.raises(CaseError, match="al beslist"):
        change_meeting(meeting, by=worker, expected=2, values={"place": "Zaal 3"})


def test_a_proposal_stands_on_one_agenda_to_come(worker: Member, mine: Client) -> None:
    proposal = proposal_of(mine, worker)
    meeting = on_agenda(proposal, worker, days=3)
    put_on_agenda(proposal, meeting, by=worker)
    other = meeting_on(today() + timedelta(days=10), worker)
    with pytest.raises(CaseError, match="al op de agenda"):
        put_on_agenda(proposal, other, by=worker)
    take_off_agenda(proposal, by=worker)
    put_on_agenda(proposal, other, by=worker)
    proposal.refresh_from_db()
    assert (proposal.meeting, proposal.position) == (other, 1)


def test_an_agenda_that_passed_without_a_decision_gives_the_proposal_back(
    worker: Member, mine: Client
) -> None:
    proposal = proposal_of(mine, worker)
    on_agenda(proposal, worker, days=-3)
    assert list(Proposal.objects.to_schedule()) == [proposal]
    put_on_agenda(proposal, meeting_on(today(), worker), by=worker)
    assert not Proposal.objects.to_schedule().exists()


def test_the_order_of_an_agenda(worker: Member) -> None:
    meeting = meeting_on(today(), worker)
    proposals = [proposal_of(client_of(worker), worker) for _ in range(3)]
    for proposal in proposals:
        put_on_agenda(proposal, meeting, by=worker)
        proposal.refresh_from_db()
    move_up(proposals[2], by=worker)
    move_up(proposals[0], by=worker)
    order = list(meeting.proposals.order_by("position").values_list("pk", flat=True))
    assert order == [proposals[0].pk, proposals[2].pk, proposals[1].pk]


def test_a_closed_agenda_stays_as_it_is(worker: Member, mine: Client) -> None:
    empty = meeting_on(today() + timedelta(days=1), worker)
    with pytest.raises(CaseError, match="leeg"):
        close_agenda(empty, by=worker)
    with pytest.raises(CaseError, match="open"):
        reopen_agenda(empty, by=worker)
    proposal = proposal_of(mine, worker)
    meeting = on_agenda(proposal, worker)
    proposal.refresh_from_db()
    close_agenda(meeting, by=worker)
    late = proposal_of(mine, worker, asked="Nog iets")
    for refused in (
        lambda: close_agenda(meeting, by=worker),
        lambda: put_on_agenda(late, meeting, by=worker),
        lambda: take_off_agenda(proposal, by=worker),
        lambda: move_up(proposal, by=worker),
    ):
        with pytest.raises(CaseError, match="afgesloten"):
            refused()
    reopen_agenda(meeting, by=worker)
    put_on_agenda(late, meeting, by=worker)
    close_agenda(meeting, by=worker)
    decided(proposal, worker)
    with pytest.raises(CaseError, match="al beslist"):
        reopen_agenda(meeting, by=worker)


@pytest.mark.parametrize("action", [take_off_agenda, move_up])
def test_what_is_on_no_agenda_does_not_move(action: Any, worker: Member, mine: Client) -> None:
    with pytest.raises(CaseError, match="geen agenda"):
        action(proposal_of(mine, worker), by=worker)


def test_a_decision_settles_once(worker: Member, mine: Client, heard: list[Any]) -> None:
    proposal = proposal_of(mine, worker)
    meeting = on_agenda(proposal, worker)
    decision = decided(proposal, worker, starts_on=today())
    assert (decision.meeting, decision.starts_on) == (meeting, today())
    assert not Proposal.objects.undecided().exists()
    with pytest.raises(CaseError, match="al beslist"):
        decided(proposal, worker)
    assert (heard, Decision.objects.count()) == ([("decided", "granted")], 1)


def test_a_postponed_proposal_waits_for_another_agenda(
    worker: Member, mine: Client, heard: list[Any]
) -> None:
    proposal = proposal_of(mine, worker)
    meeting = on_agenda(proposal, worker)
    first = decided(proposal, worker, outcome="postponed")
    proposal.refresh_from_db()
    assert (proposal.meeting, first.meeting) == (None, meeting)
    assert list(Proposal.objects.to_schedule()) == [proposal]
    decided(proposal, worker, outcome="refused", starts_on=today())
    assert heard == [("decided", "postponed"), ("decided", "refused")]
    assert Decision.objects.get(outcome="refused").starts_on is None


@pytest.mark.parametrize(
    ("days", "match"), [(1, "toekomst"), (-1, "vroeger")], ids=["tomorrow", "before the meeting"]
)
def test_a_decision_falls_on_or_after_its_meeting(
    days: int, match: str, worker: Member, mine: Client
) -> None:
    proposal = proposal_of(mine, worker)
    on_agenda(proposal, worker)
    with pytest.raises(CaseError, match=match):
        decided(proposal, worker, decided_on=today() + timedelta(days=days))
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ({"outcome": "misschien"}, "outcome"),
        ({"motivation": " "}, "motivation"),
        ({"starts_on": today(), "ends_on": today() - timedelta(days=1)}, "__all__"),
    ],
    ids=["outcome", "motivation", "dates"],
)
def test_a_decision_is_whole(bad: dict[str, Any], field: str, worker: Member, mine: Client) -> None:
    with pytest.raises(ValidationError) as error:
        decided(proposal_of(mine, worker), worker, **bad)
    assert list(error.value.message_dict) == [field]


def test_a_wrong_recording_is_corrected_by_another(worker: Member, mine: Client, heard: list[Any]) -> None:
    proposal = proposal_of(mine, worker)
    meeting = on_agenda(proposal, worker)
    wrong = decided(proposal, worker)
    values = {"outcome": "refused", "motivation": "Niet nodig.", "decided_on": today(), "by": worker}
    with pytest.raises(CaseError, match="fout"):
        correct(wrong, because=" ", **values)
    right = correct(wrong, because="Verkeerde regel gelezen.", **values)
    wrong.refresh_from_db()
    assert (right.corrects, right.meeting, wrong.outcome) == (wrong, meeting, "granted")
    assert wrong.corrected_because == "Verkeerde regel gelezen."
    assert list(Decision.objects.standing()) == [right]
    assert heard == [("decided", "granted"), ("decided", "refused")]
    with pytest.raises(CaseError, match="verbeterd of opgevolgd"):
        correct(wrong, because="Nog eens.", **values)
    assert last_event().verb == "decision.corrected"


def test_a_settled_proposal_corrected_to_postponed_is_open_again(worker: Member, mine: Client) -> None:
    proposal = proposal_of(mine, worker)
    on_agenda(proposal, worker)
    wrong = decided(proposal, worker)
    correct(
        wrong, because="Uitgesteld.", outcome="postponed", motivation="Later.", decided_on=today(), by=worker
    )
    assert list(Proposal.objects.to_schedule()) == [proposal]


def test_the_letter_of_a_decision(worker: Member, mine: Client) -> None:
    decision = decided(proposal_of(mine, worker), worker)
    with pytest.raises(CaseError, match="geen adres"):
        notify(decision, registered=True, by=worker)
    assert not Notification.objects.exists()
    lives_somewhere(mine)
    assert list(Decision.objects.to_notify()) == [decision]
    notification = notify(decision, registered=True, by=worker)
    with pytest.raises(CaseError, match="al gemaakt"):
        notify(decision, registered=True, by=worker)
    assert list(Decision.objects.to_notify()) == [decision]
    for day in (today() + timedelta(days=1), decision.decided_on - timedelta(days=1)):
        with pytest.raises(CaseError, match="tussen"):
            mark_sent(notification, sent_on=day, by=worker)
    mark_sent(notification, sent_on=today(), by=worker)
    with pytest.raises(CaseError, match="staat al genoteerd"):
        mark_sent(notification, sent_on=today(), by=worker)
    assert not Decision.objects.to_notify().exists()


def test_without_an_address_the_letter_is_handed_over(worker: Member, mine: Client) -> None:
    decision = decided(proposal_of(mine, worker), worker)
    assert not notify(decision, registered=False, by=worker).registered


def test_no_letter_of_what_is_not_settled(worker: Member, mine: Client) -> None:
    proposal = proposal_of(mine, worker)
    postponed = decided(proposal, worker, outcome="postponed")
    with pytest.raises(CaseError, match="uitgesteld"):
        notify(postponed, registered=False, by=worker)
    wrong = decided(proposal, worker)
    correct(wrong, because="Fout.", outcome="refused", motivation="Neen.", decided_on=today(), by=worker)
    with pytest.raises(CaseError, match="verbeterd"):
        notify(wrong, registered=False, by=worker)


def test_a_meeting_without_a_day_is_none(worker: Member) -> None:
    with pytest.raises(ValidationError):
        make_meeting(Meeting(place="Zaal"), by=worker)
