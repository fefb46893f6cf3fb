from datetime import timedelta

import pytest

from tests.cast import ClientFactory
from trede.clients.actions.lifecycle import close_file, record_death
from trede.clients.models import Client, Restriction
from trede.clients.tests.scene import verbs_on
from trede.core.errors import CaseError, Conflict
from trede.core.models import Member
from trede.core.periods import today
from trede.orientation import effects
from trede.orientation.actions.filling import fill_session
from trede.orientation.actions.waiting import add_to_list, change_place, leave_list, promise, set_priority
from trede.orientation.models import WaitingEntry
from trede.orientation.tests.planning_scene import put, ready, session_on, waits
from trede.outbox.models import Message
from trede.referral.actions.referrals import accept
from trede.referral.models import Referral

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def dossier(worker: Member) -> Client:
    return ClientFactory(organisation=worker.organisation)


def restrict(client: Client) -> None:
    Restriction.objects.create(
        organisation_id=client.organisation_id, client=client, ground="betwist", starts_on=today()
    )


def test_on_the_list_once_and_with_an_event(dossier: Client, worker: Member) -> None:
    entry = add_to_list(dossier, by=worker, priority="young", since=today() - timedelta(days=3))
    assert add_to_list(dossier, by=worker) == entry
    assert (entry.since, entry.priority) == (today() - timedelta(days=3), "young")
    assert verbs_on(dossier.pk) == ["waitingentry.added"]


def test_nobody_waits_since_tomorrow(dossier: Client, worker: Member) -> None:
    assert add_to_list(dossier, by=worker, since=today() + timedelta(days=3)).since == today()


@pytest.mark.parametrize("change", ["closed_on", "died_on"])
def test_a_closed_file_does_not_wait(dossier: Client, worker: Member, change: str) -> None:
    setattr(dossier, change, today())
    with pytest.raises(CaseError, match="gesloten"):
        add_to_list(dossier, by=worker)


def test_a_restricted_or_merged_file_does_not_wait(dossier: Client, worker: Member) -> None:
    part = ClientFactory(organisation=worker.organisation, alias_of=dossier)
    with pytest.raises(CaseError, match="samengevoegd"):
        add_to_list(part, by=worker)
    restrict(dossier)
    with pytest.raises(CaseError, match="beperkt"):
        add_to_list(dossier, by=worker)
    assert not WaitingEntry.objects.exists()


def test_off_the_list_with_a_reason_and_once(worker: Member) -> None:
    entry = waits(worker)
    with pytest.raises(CaseError, match="waarom"):
        leave_list(entry, because="zomaar", by=worker)
    assert leave_list(entry, because="decided", by=worker).left_on == today()
    with pytest.raises(CaseError, match="niet meer"):
        leave_list(entry, because="decided", by=worker)
    assert add_to_list(entry.client, by=worker) != entry


def test_a_priority_has_a_reason_that_shows(worker: Member) -> None:
    entry = waits(worker)
    with pytest.raises(CaseError, match="waarom"):
        set_priority(entry, priority="young", note="  ", by=worker)
    with pytest.raises(CaseError, match="soort"):
        set_priority(entry, priority="vriend", note="x", by=worker)
    changed = set_priority(entry, priority="job_waits", note="bakker wil starten " * 20, by=worker)
    assert (changed.priority, len(changed.priority_note), changed.version) == ("job_waits", 200, 2)
    assert verbs_on(entry.client_id) == ["waitingentry.prioritised"]


def test_two_planners_one_priority(worker: Member, colleague: Member) -> None:
    entry = waits(worker)
    set_priority(entry, priority="young", note="jong", by=worker, expected=1)
    with pytest.raises(Conflict):
        set_priority(entry, priority="", note="toch niet", by=colleague, expected=1)
    entry.refresh_from_db()
    assert entry.priority == "young"


def test_a_promise_lies_ahead_and_can_be_taken_back(worker: Member) -> None:
    entry = waits(worker)
    with pytest.raises(CaseError, match="nog komt"):
        promise(entry, promised_by=today() - timedelta(days=1), by=worker)
    assert promise(entry, promised_by=today(), by=worker).promised_by == today()
    assert promise(entry, promised_by=None, by=worker).promised_by is None
    assert change_place(entry, promised_by=None, short_notice=True, by=worker).short_notice
    with pytest.raises(CaseError, match="nog komt"):
        change_place(entry, promised_by=today() - timedelta(days=1), short_notice=True, by=worker)


def test_who_left_is_not_changed(worker: Member) -> None:
    entry = waits(worker, entry={"left_on": today(), "left_because": "decided"})
    with pytest.raises(CaseError, match="niet meer"):
        promise(entry, promised_by=today(), by=worker)


def referral(client: Client, worker: Member) -> Referral:
    return Referral.objects.create(
        organisation_id=client.organisation_id,
        client=client,
        estimate="yes",
        priority="young",
        short_notice=True,
        referred_by=worker,
    )


def test_an_accepted_referral_waits_and_a_withdrawn_one_no_longer(dossier: Client, worker: Member) -> None:
    asked = referral(dossier, worker)
    entry = effects.referral_accepted(asked, by=worker)
    assert (entry.referral, entry.priority, entry.short_notice) == (asked, "young", True)
    assert effects.referral_withdrawn(asked, by=worker) == entry
    entry.refresh_from_db()
    assert entry.left_because == "withdrawn"
    assert effects.referral_withdrawn(asked, by=worker) is None


def test_an_accepted_referral_of_who_waits_already_changes_nothing(dossier: Client, worker: Member) -> None:
    entry = put(dossier, days=80)
    assert effects.referral_accepted(referral(dossier, worker), by=worker) == entry
    entry.refresh_from_db()
    assert entry.since == today() - timedelta(days=80)


def test_accepting_a_referral_really_puts_the_client_on_the_list(dossier: Client, worker: Member) -> None:
    asked = referral(dossier, worker)
    accept(asked, by=worker)
    entry = WaitingEntry.objects.get()
    assert (entry.client, entry.referral, entry.since) == (dossier, asked, today())
    assert effects.waiting_since([dossier.pk]) == today()
    assert effects.waiting_since([]) is None


def test_a_priority_of_another_kind_brings_its_reason(dossier: Client, worker: Member) -> None:
    asked = referral(dossier, worker)
    asked.priority, asked.note = "other", "verhuist in maart"
    assert effects.referral_accepted(asked, by=worker).priority_note == "verhuist in maart"


@pytest.mark.parametrize("how", ["closed", "died"])
def test_who_closes_or_dies_leaves_the_list_and_frees_the_slot(worker: Member, how: str) -> None:
    entry = ready(worker)
    (invitation,) = fill_session(session_on(worker), by=worker)
    client = entry.client
    if how == "closed":
        close_file(client, by=worker, expected=client.version, closed_on=today(), reason="werk")
    else:
        record_death(client, by=worker, expected=client.version, died_on=today())
    entry.refresh_from_db()
    invitation.refresh_from_db()
    assert entry.left_because == "moved"
    assert invitation.released_at is not None
    assert not Message.objects.filter(cancelled_at=None).exists()
