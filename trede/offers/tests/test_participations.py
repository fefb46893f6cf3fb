"""Every move of a participation: which are lawful, what each asks, and what it leaves behind."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from trede.clients.actions.lifecycle import close_file, record_death
from trede.clients.actions.restriction import restrict_file
from trede.clients.models import Client
from trede.clients.tests.scene import verbs_on
from trede.core.errors import CaseError
from trede.core.events import read_payload, readable
from trede.core.models import Event, Member
from trede.core.periods import today
from trede.offers import endings
from trede.offers.actions import participations as act
from trede.offers.models import (
    MOVES,
    Edition,
    Participation,
    ParticipationStep,
    PartnerReferral,
    ProgressReport,
)
from trede.offers.models import ParticipationState as S
from trede.offers.tests.loop_scene import (
    client_of,
    days,
    in_state,
    now,
    offer_of,
    person_of,
    proposed,
    sent,
)

pytestmark = pytest.mark.django_db(databases="__all__")
HEARD: list[int] = []
# Deed → the state it leads to; what a member or a partner may do.
DEEDS: dict[str, tuple[str, Any]] = {
    "accept": (S.ACCEPTED, lambda one, by: act.record_answer(one, state=S.ACCEPTED, by=by)),
    "wait": (S.WAITING, lambda one, by: act.record_answer(one, state=S.WAITING, by=by)),
    "refuse": (S.REFUSED, lambda one, by: act.record_answer(one, state=S.REFUSED, reason="full", by=by)),
    "start": (S.RUNNING, lambda one, by: act.start(one, on=today(), by=by)),
    "pause": (S.PAUSED, lambda one, by: act.pause(one, on=today(), note="Ziek kind", by=by)),
    "resume": (S.RUNNING, lambda one, by: act.resume(one, on=today(), by=by)),
    "end": (S.ENDED, lambda one, by: act.end(one, on=today(), result="work", by=by)),
    "withdraw": (S.WITHDRAWN, lambda one, by: act.withdraw(one, note="Verhuisd", by=by)),
}


def hear(participation: Participation, *, by: Member | None) -> None:
    HEARD.append(participation.pk)


@pytest.fixture
def mine(worker: Member) -> Client:
    return person_of(worker)


def lawful(state: str, deed: str) -> bool:
    """Resuming and starting lead to the same state, from different ones."""
    to = DEEDS[deed][0]
    if deed == "resume":
        return state == S.PAUSED
    return to in MOVES[state] and not (deed == "start" and state == S.PAUSED)


@pytest.mark.parametrize("deed", list(DEEDS))
@pytest.mark.parametrize("state", [str(state) for state in S.values])
def test_every_move_by_every_deed(state: str, deed: str, worker: Member, mine: Client) -> None:
    one = in_state(mine, worker, state)
    to, run = DEEDS[deed]
    steps, events = ParticipationStep.objects.count(), Event.objects.count()
    if not lawful(state, deed):
        with pytest.raises(CaseError):
            run(one, worker)
        assert (now(one).state, ParticipationStep.objects.count(), Event.objects.count()) == (
            state,
            steps,
            events,
        )
        return
    moved = run(one, worker)
    assert (moved.state, now(one).state) == (to, to)
    step = ParticipationStep.objects.order_by("pk").last()
    assert (step.state, step.by, ParticipationStep.objects.count()) == (to, worker, steps + 1)
    assert f"participation.{to}" in verbs_on(mine.pk)


def test_sending_moves_only_what_was_proposed(worker: Member, mine: Client) -> None:
    for state in S.values:
        one = in_state(mine, worker, state)
        PartnerReferral.objects.filter(participation=one).update(closed_on=today())
        if state in (S.ENDED, S.REFUSED, S.WITHDRAWN):
            with pytest.raises(CaseError):
                sent(one, worker)
            continue
        sent(one, worker)
        assert now(one).state == (S.REFERRED if state == S.PROPOSED else state)


def test_a_proposal_says_why_and_leaves_its_step(worker: Member, mine: Client) -> None:
    offer = offer_of(worker)
    one = proposed(
        mine, worker, offer, client_agrees=True, used_before_months=3, used_before_proof="Attest VDAB"
    )
    assert (one.state, one.proposed_by, one.organisation) == (S.PROPOSED, worker, worker.organisation)
    assert ParticipationStep.objects.get().note == "Wil beter Nederlands spreken."
    assert verbs_on(mine.pk)[-1] == "participation.proposed"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"why": " "}, "why"),
        ({"why": "🙂" * 301}, "why"),
        ({"proposed_on": today() + timedelta(days=1)}, "proposed_on"),
        ({"used_before_months": 2}, "used_before_proof"),
        ({"used_before_minutes": 60, "used_before_proof": "  "}, "used_before_proof"),
    ],
)
def test_what_a_proposal_must_say(values: dict[str, Any], field: str, worker: Member, mine: Client) -> None:
    with pytest.raises(ValidationError) as refused:
        proposed(mine, worker, **values)
    assert list(refused.value.message_dict) == [field]
    assert not Participation.objects.exists()


@pytest.mark.parametrize("values", [{"status": "idea"}, {"stopped_on": today()}])
def test_an_offer_that_is_not_there_is_not_proposed(
    values: dict[str, Any], worker: Member, mine: Client
) -> None:
    with pytest.raises(CaseError):
        proposed(mine, worker, offer_of(worker, **values))


def test_nothing_of_another_organisation_is_proposed(worker: Member, outsider: Member, mine: Client) -> None:
    with pytest.raises(CaseError):
        proposed(mine, worker, offer_of(outsider))
    edition = Edition.objects.create(
        organisation=worker.organisation,
        offer=offer_of(worker),
        name="Najaar",
        starts_on=days(1),
        ends_on=days(9),
        places=4,
    )
    with pytest.raises(ValidationError):
        proposed(mine, worker, offer_of(worker), edition=edition)


def test_one_of_an_offer_runs_at_a_time_also_over_merged_files(worker: Member, mine: Client) -> None:
    offer = offer_of(worker)
    proposed(mine, worker, offer)
    with pytest.raises(CaseError):
        proposed(mine, worker, offer)
    part = client_of(worker, alias_of=mine)
    Participation.objects.update(client=part)
    with pytest.raises(CaseError):
        proposed(Client.objects.get(pk=mine.pk), worker, offer)
    act.withdraw(Participation.objects.get(), note="Fout dossier", by=worker)
    assert proposed(Client.objects.get(pk=mine.pk), worker, offer).pk


def test_a_closed_merged_or_restricted_file_begins_nothing(worker: Member) -> None:
    head = person_of(worker)
    merged = client_of(worker, alias_of=head)
    closed = client_of(worker, closed_on=today())
    restricted = client_of(worker)
    running = in_state(restricted, worker, S.RUNNING)
    restrict_file(restricted, by=worker, ground="Betwist")
    for client in (merged, closed, restricted):
        with pytest.raises(CaseError):
            proposed(client, worker)
    for deed in ("pause", "end"):
        with pytest.raises(CaseError):
            DEEDS[deed][1](running, worker)
    with pytest.raises(CaseError):
        act.report(ProgressReport(participation=running, going="well", text="x"), by=worker)
    with pytest.raises(CaseError):
        act.use_time(running, month=today(), minutes=60, by=worker)


@pytest.mark.parametrize(
    ("state", "deed", "field"),
    [
        (S.PROPOSED, lambda one, by: act.record_answer(one, state=S.REFUSED, reason="zomaar", by=by), "reason"),
        (S.PROPOSED, lambda one, by: act.record_answer(one, state=S.ENDED, by=by), "state"),
        (S.PROPOSED, lambda one, by: act.record_answer(one, state=S.ACCEPTED, on=days(1), by=by), "on"),
        (S.PROPOSED, lambda one, by: act.start(one, on=days(1), by=by), "on"),
        (S.PROPOSED, lambda one, by: act.start(one, on=today(), planned_end=days(-1), by=by), "planned_end"),
        (S.PROPOSED, lambda one, by: act.withdraw(one, note=" ", by=by), "note"),
        (S.RUNNING, lambda one, by: act.pause(one, on=today(), note="", by=by), "note"),
        (S.RUNNING, lambda one, by: act.pause(one, on=days(-90), note="x", by=by), "on"),
        (S.RUNNING, lambda one, by: act.pause(one, on=today(), note="x", until=days(-1), by=by), "until"),
        (S.RUNNING, lambda one, by: act.end(one, on=today(), result="", by=by), "result"),
        (S.RUNNING, lambda one, by: act.end(one, on=days(1), result="work", by=by), "on"),
        (S.RUNNING, lambda one, by: act.end(one, on=days(-90), result="work", by=by), "on"),
    ],
)  # fmt: skip
def test_what_each_deed_asks(state: str, deed: Any, field: str, worker: Member, mine: Client) -> None:
    one = in_state(mine, worker, state)
    with pytest.raises(ValidationError) as refused:
        deed(one, worker)
    assert list(refused.value.message_dict) == [field]
    assert now(one).state == state


def test_the_waiting_list_keeps_the_first_day_and_the_promise(worker: Member, mine: Client) -> None:
    one = act.record_answer(
        proposed(mine, worker), state=S.WAITING, on=days(-30), promised_on=days(20), by=worker
    )
    assert (one.waits_since, one.promised_on) == (days(-30), days(20))
    one = act.record_answer(one, state=S.ACCEPTED, promised_on=days(5), by=worker)
    one = act.record_answer(one, state=S.WAITING, by=worker)
    assert (one.waits_since, one.promised_on) == (days(-30), None)


def test_an_end_is_coded_and_told_to_the_other_rooms(worker: Member, mine: Client) -> None:
    endings.register("trede.offers.tests.test_participations.hear")
    endings.register("trede.offers.tests.test_participations.hear")
    HEARD.clear()
    one = act.end(
        in_state(mine, worker, S.RUNNING), on=today(), result="work", note="Bij een bakker", by=worker
    )
    assert (one.ended_on, one.result, one.result_note) == (today(), "work", "Bij een bakker")
    assert [one.pk] == HEARD
    endings._paths.remove("trede.offers.tests.test_participations.hear")


def test_a_death_or_a_closed_file_ends_everything(worker: Member) -> None:
    for number, end in enumerate(("closed", "died")):
        client = person_of(worker, insz="")
        open_ones = [
            in_state(client, worker, state) for state in (S.PROPOSED, S.REFERRED, S.RUNNING, S.PAUSED)
        ]
        fresh = Client.objects.get(pk=client.pk)
        if end == "closed":
            close_file(fresh, by=worker, expected=fresh.version, closed_on=today(), reason="Werk")
        else:
            record_death(fresh, by=worker, expected=fresh.version, died_on=today())
        states = [now(one).state for one in open_ones]
        assert states == [S.WITHDRAWN, S.WITHDRAWN, S.ENDED, S.ENDED], number
        assert not PartnerReferral.objects.filter(client=client, closed_on=None).exists()


def test_the_event_says_which_partner_spoke(worker: Member, mine: Client) -> None:
    one = in_state(mine, worker, S.REFERRED)
    act.record_answer(one, state=S.ACCEPTED, by_partner="Ligo: An", note="Welkom")
    event = readable(Event.objects.filter(verb="participation.accepted")).get()
    assert event.by is None
    payload = read_payload(event)
    assert (payload["after"]["by_partner"], payload["note"]) == ("Ligo: An", "Welkom")
    step = ParticipationStep.objects.order_by("pk").last()
    assert (step.by, step.by_partner) == (None, "Ligo: An")


def test_half_a_deed_leaves_nothing(worker: Member, mine: Client) -> None:
    one = in_state(mine, worker, S.RUNNING)
    before = Event.objects.count()
    with transaction.atomic():
        act.end(one, on=today(), result="work", by=worker)
        transaction.set_rollback(True)
    assert (now(one).state, Event.objects.count()) == (S.RUNNING, before)
