import threading
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import DatabaseError, connection, connections
from django.utils import timezone, translation

from tests.cast import OrganisationFactory, member_of
from trede.clients.models import Client, Restriction
from trede.core import events
from trede.core.errors import CaseError
from trede.core.models import Event, Member
from trede.core.periods import today
from trede.orientation import freed
from trede.orientation.actions.answers import answer, choose_other_slot, release
from trede.orientation.models import (
    Attendance,
    InterpreterRequest,
    InvitationAnswer,
    OrientationInvitation,
    OrientationSession,
    Reply,
    Slot,
)
from trede.orientation.moments import moments_for
from trede.orientation.tests.planning_scene import invited, planner, reached_by, session_on, waits
from trede.outbox.actions.posting import post
from trede.outbox.models import Message
from trede.outbox.reading import content

pytestmark = pytest.mark.django_db(databases="__all__")
BRUSSELS = ZoneInfo("Europe/Brussels")
heard: list[int] = []


def hear(slot: Slot) -> None:
    heard.append(slot.pk)


@pytest.fixture(autouse=True)
def _somebody_hears_of_freed_slots(monkeypatch: pytest.MonkeyPatch) -> None:
    heard.clear()
    monkeypatch.setattr(freed, "_hearers", ["trede.orientation.tests.test_answers.hear"])


@pytest.fixture
def invitation(worker: Member) -> OrientationInvitation:
    session = session_on(worker)
    return invited(waits(worker, speaks="ti"), session.slots.first())


def now_of(invitation: OrientationInvitation) -> OrientationInvitation:
    return OrientationInvitation.objects.select_related("slot__session").get(pk=invitation.pk)


def verbs(invitation: OrientationInvitation) -> list[str]:
    return list(
        Event.objects.filter(subject=invitation.client_id).order_by("pk").values_list("verb", flat=True)
    )


def test_the_client_comes(invitation: OrientationInvitation, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answer(invitation, reply=Reply.COMES)
    row = now_of(invitation)
    assert (row.reply, row.released_at, row.version) == (Reply.COMES, None, 2)
    assert row.replied_at == row.opened_at is not None
    assert list(row.answers.values_list("reply", "by")) == [(Reply.COMES, None)]
    assert verbs(row) == ["orientationinvitation.answered"]
    assert heard == []


def test_the_event_tells_what_changed(invitation: OrientationInvitation) -> None:
    answer(invitation, reply=Reply.CANNOT)
    event = events.readable(Event.objects.filter(subject=invitation.client_id)).get()
    assert events.read_payload(event) == {
        "before": {"reply": "", "released": ""},
        "after": {"reply": "cannot", "released": "Kan niet"},
        "note": "Door de cliënt zelf, op de pagina achter de link",
    }


def test_the_same_answer_twice_is_one_change(invitation: OrientationInvitation) -> None:
    for _press in range(2):
        answer(invitation, reply=Reply.COMES, asks_interpreter=True)
    assert InvitationAnswer.objects.count() == InterpreterRequest.objects.count() == 1
    assert now_of(invitation).version == 2
    assert verbs(invitation) == ["orientationinvitation.answered", "interpreterrequest.wanted"]


@pytest.mark.parametrize("reply", [Reply.CANNOT, Reply.CALL_ME])
def test_a_no_frees_the_slot_and_says_so_after_the_commit(
    reply: str, invitation: OrientationInvitation, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True), translation.override("en"):
        answer(invitation, reply=reply)
        assert heard == []
    row = now_of(invitation)
    assert row.released_at is not None
    assert row.released_because == {"cannot": "Kan niet", "call_me": "Kan niet, vraagt om te bellen"}[reply]
    assert heard == [row.slot_id]


def test_a_yes_after_a_no_takes_the_slot_back(invitation: OrientationInvitation) -> None:
    answer(invitation, reply=Reply.CANNOT)
    answer(invitation, reply=Reply.COMES)
    row = now_of(invitation)
    assert (row.released_at, row.released_because, row.reply) == (None, "", Reply.COMES)


def test_a_yes_after_a_no_comes_too_late_when_somebody_else_has_the_slot(
    worker: Member, invitation: OrientationInvitation
) -> None:
    answer(invitation, reply=Reply.CANNOT)
    invited(waits(worker), invitation.slot)
    with pytest.raises(CaseError, match="niet meer vrij"):
        answer(invitation, reply=Reply.COMES)
    assert now_of(invitation).reply == Reply.CANNOT
    assert InvitationAnswer.objects.filter(invitation=invitation).count() == 1


def test_a_yes_after_a_no_cannot_have_a_slot_that_was_withdrawn(invitation: OrientationInvitation) -> None:
    answer(invitation, reply=Reply.CANNOT)
    Slot.objects.filter(pk=invitation.slot_id).update(withdrawn_at=timezone.now())
    with pytest.raises(CaseError, match="niet meer vrij"):
        answer(invitation, reply=Reply.COMES)


def test_another_reply_than_the_known_ones_is_refused(invitation: OrientationInvitation) -> None:
    for reply in (Reply.OTHER_TIME, "misschien", "😀"):
        with pytest.raises(CaseError):
            answer(invitation, reply=reply)
    assert now_of(invitation).version == 1


def test_until_the_end_of_the_day_in_brussels(worker: Member) -> None:
    with time_machine.travel(datetime(2026, 7, 1, 9, tzinfo=BRUSSELS)):
        invitation = invited(waits(worker), session_on(worker, today() + timedelta(days=3)).slots.first())
    with time_machine.travel(datetime(2026, 7, 4, 23, 59, 59, tzinfo=BRUSSELS), tick=False):
        answer(invitation, reply=Reply.COMES)
    with (
        time_machine.travel(datetime(2026, 7, 5, 0, 0, tzinfo=BRUSSELS), tick=False),
        pytest.raises(CaseError, match="voorbij"),
    ):
        answer(invitation, reply=Reply.CANNOT)


def test_no_answer_after_the_session_was_cancelled_closed_or_held(invitation: OrientationInvitation) -> None:
    session = invitation.slot.session
    for field, sentence in (("cancelled_at", "afgelast"), ("closed_at", "voorbij")):
        setattr(session, field, timezone.now())
        session.save()
        with pytest.raises(CaseError, match=sentence):
            answer(invitation, reply=Reply.COMES)
        setattr(session, field, None)
        session.save()
    OrientationInvitation.objects.update(attendance=Attendance.PRESENT)
    with pytest.raises(CaseError, match="al genoteerd"):
        answer(invitation, reply=Reply.COMES)


def test_a_slot_that_a_member_took_back_stays_taken_back(
    worker: Member, invitation: OrientationInvitation, django_capture_on_commit_callbacks: Any
) -> None:
    answer(invitation, reply=Reply.COMES, asks_interpreter=True)
    with django_capture_on_commit_callbacks(execute=True):
        release(invitation, because=" Vrijgesteld ", by=worker)
    row = now_of(invitation)
    assert (row.released_because, heard) == ("Vrijgesteld", [row.slot_id])
    assert InterpreterRequest.objects.get().cancelled_on == today()
    with pytest.raises(CaseError, match="geldt niet meer"):
        answer(invitation, reply=Reply.COMES)
    with pytest.raises(CaseError, match="al vrij"):
        release(invitation, because="Nog eens", by=worker)


def test_releasing_asks_a_reason_and_somebody_who_was_not_seen(
    worker: Member, invitation: OrientationInvitation
) -> None:
    with pytest.raises(CaseError, match="Schrijf waarom"):
        release(invitation, because="  ", by=worker)
    OrientationInvitation.objects.update(attendance=Attendance.LATE)
    with pytest.raises(CaseError, match="al gezien"):
        release(invitation, because="Ziek", by=worker)


def test_an_older_invitation_is_out_once_a_newer_one_was_sent(
    worker: Member, invitation: OrientationInvitation
) -> None:
    answer(invitation, reply=Reply.CANNOT)
    invited(invitation.entry, invitation.slot.session.slots.last())
    with pytest.raises(CaseError, match="geldt niet meer"):
        answer(invitation, reply=Reply.COMES)


def test_asking_an_interpreter_alone_says_nothing_about_coming(invitation: OrientationInvitation) -> None:
    answer(invitation, reply="", asks_interpreter=True)
    row, wish = now_of(invitation), InterpreterRequest.objects.get()
    assert (row.reply, row.asks_interpreter, row.replied_at) == ("", True, None)
    assert row.opened_at is not None
    assert (wish.language, wish.asked_on, wish.made_by, wish.invitation_id) == ("ti", None, None, row.pk)
    answer(invitation, reply="", asks_interpreter=False)
    wish.refresh_from_db()
    assert wish.cancelled_on == today()
    answer(invitation, reply="", asks_interpreter=True)
    assert InterpreterRequest.objects.filter(cancelled_on=None).count() == 1
    assert verbs(invitation)[-2:] == ["orientationinvitation.answered", "interpreterrequest.wanted"]


def test_an_interpreter_who_was_asked_is_called_off_by_a_member_only(
    invitation: OrientationInvitation,
) -> None:
    answer(invitation, reply=Reply.COMES, asks_interpreter=True)
    InterpreterRequest.objects.update(asked_on=today())
    answer(invitation, reply=Reply.COMES, asks_interpreter=False)
    assert InterpreterRequest.objects.get().cancelled_on is None
    assert now_of(invitation).asks_interpreter is False


def test_who_cannot_come_needs_no_interpreter_and_who_comes_after_all_does(
    invitation: OrientationInvitation,
) -> None:
    answer(invitation, reply=Reply.COMES, asks_interpreter=True)
    answer(invitation, reply=Reply.CANNOT)
    assert not InterpreterRequest.objects.filter(cancelled_on=None).exists()
    answer(invitation, reply=Reply.COMES)
    assert InterpreterRequest.objects.filter(cancelled_on=None).count() == 1


def test_another_moment_keeps_the_link_and_frees_the_old_slot(
    worker: Member, invitation: OrientationInvitation, django_capture_on_commit_callbacks: Any
) -> None:
    now = timezone.now()
    OrientationInvitation.objects.update(reminded_first_at=now, reminded_last_at=now)
    other = session_on(worker, today() + timedelta(days=35)).slots.last()
    with django_capture_on_commit_callbacks(execute=True):
        choose_other_slot(invitation, other)
    row = now_of(invitation)
    assert (row.slot, row.reply, row.token_hash) == (other, Reply.COMES, invitation.token_hash)
    assert (row.reminded_first_at, row.reminded_last_at, row.released_at) == (None, None, None)
    assert list(row.answers.values_list("reply", flat=True)) == [Reply.OTHER_TIME]
    assert verbs(row) == ["orientationinvitation.moved"]
    assert heard == [invitation.slot_id]


def test_another_moment_after_a_no_frees_nothing_twice(
    worker: Member, invitation: OrientationInvitation, django_capture_on_commit_callbacks: Any
) -> None:
    answer(invitation, reply=Reply.CANNOT)
    with django_capture_on_commit_callbacks(execute=True):
        choose_other_slot(
            invitation, invitation.slot.session.slots.order_by("begin")[1], asks_interpreter=True
        )
    row = now_of(invitation)
    assert (row.released_at, row.reply, row.asks_interpreter) == (None, Reply.COMES, True)
    assert heard == []
    choose_other_slot(invitation, row.slot)
    assert now_of(invitation).version == row.version


def test_the_own_moment_chosen_again_is_a_yes(invitation: OrientationInvitation) -> None:
    answer(invitation, reply=Reply.CALL_ME)
    choose_other_slot(invitation, invitation.slot)
    row = now_of(invitation)
    assert (row.slot_id, row.released_at, row.reply) == (invitation.slot_id, None, Reply.COMES)


def test_two_clients_want_the_same_moment(worker: Member, invitation: OrientationInvitation) -> None:
    second = invited(waits(worker), session_on(worker).slots.first())
    free = invitation.slot.session.slots.last()
    choose_other_slot(invitation, free)
    with pytest.raises(CaseError, match="niet meer vrij"):
        choose_other_slot(second, free)
    assert now_of(second).slot_id == second.slot_id


def test_two_clients_want_the_same_moment_at_the_same_instant(
    worker: Member, invitation: OrientationInvitation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both saw it free: the second write meets the promise of the database."""
    free = invitation.slot.session.slots.last()
    invited(waits(worker), free)
    everything = lambda *args, **kwargs: Slot.objects.select_related("session")  # noqa: E731
    monkeypatch.setattr("trede.orientation.actions.answers.free_slots", everything)
    monkeypatch.setattr("trede.orientation.actions.answers.seat", lambda slot, longer: None)
    with pytest.raises(CaseError, match="intussen ingenomen"):
        choose_other_slot(invitation, free)
    row = now_of(invitation)
    assert (row.slot_id, row.version, row.answers.count(), verbs(row)) == (invitation.slot_id, 1, 0, [])


def test_moments_that_cannot_be_chosen(worker: Member, invitation: OrientationInvitation) -> None:
    elsewhere = member_of(OrganisationFactory(), "trajectbegeleider")
    past, cancelled = session_on(worker, today() - timedelta(days=1)), session_on(worker)
    cancelled.cancelled_at = timezone.now()
    cancelled.save()
    closed = session_on(worker, closed_at=timezone.now())
    gone = session_on(worker)
    gone.slots.update(withdrawn_at=timezone.now())
    held = invited(waits(worker), session_on(worker).slots.first()).slot
    no_good = [past, cancelled, closed, gone, session_on(elsewhere)]
    for slot in [held, *(session.slots.first() for session in no_good)]:
        with pytest.raises(CaseError, match="niet meer vrij"):
            choose_other_slot(invitation, slot)
    assert now_of(invitation).version == 1
    shown = {slot.session_id for slot in moments_for(invitation, timezone.now())}
    assert not shown & {session.pk for session in no_good}


def test_moments_of_today_only_while_they_still_have_to_begin(worker: Member) -> None:
    with time_machine.travel(datetime(2026, 3, 10, 13, 10, tzinfo=BRUSSELS), tick=False):
        invitation = invited(waits(worker), session_on(worker).slots.first())
        session_on(worker, today())
        session_on(worker, today() + timedelta(days=200))
        moments = [(slot.session.on, slot.clock) for slot in moments_for(invitation, timezone.now())]
    assert moments[:2] == [(datetime(2026, 3, 10).date(), "13:20"), (datetime(2026, 3, 10).date(), "13:30")]
    assert {day for day, _clock in moments} == {
        datetime(2026, 3, 10).date(),
        invitation.slot.session.on,
    }


def test_a_member_takes_the_answer_down(worker: Member, invitation: OrientationInvitation) -> None:
    answer(invitation, reply=Reply.CANNOT, by=worker)
    row = now_of(invitation)
    assert row.opened_at is None
    assert row.answers.get().by == worker
    assert Event.objects.get(subject=row.client_id).by == worker


def test_a_restricted_file_still_hears_the_client_but_no_member(
    worker: Member, invitation: OrientationInvitation
) -> None:
    client = Client.objects.get(pk=invitation.client_id)
    Restriction.objects.create(
        organisation=client.organisation, client=client, ground="Betwist", starts_on=today()
    )
    with pytest.raises(CaseError, match="beperkt"):
        answer(invitation, reply=Reply.COMES, by=worker)
    answer(invitation, reply=Reply.COMES)
    assert now_of(invitation).reply == Reply.COMES


def test_an_erased_file_takes_no_answer(invitation: OrientationInvitation) -> None:
    Client.objects.filter(pk=invitation.client_id).update(erased_at=timezone.now())
    with pytest.raises(CaseError, match="gewist"):
        answer(invitation, reply=Reply.COMES)


def test_a_file_that_left_the_list_takes_no_answer(worker: Member, invitation: OrientationInvitation) -> None:
    entry = invitation.entry
    entry.left_on, entry.left_because = today(), "exempt"
    entry.save()
    with pytest.raises(CaseError, match="geldt niet meer"):
        answer(invitation, reply=Reply.COMES, by=planner(worker.organisation))


def minutes_of(session: OrientationSession) -> list[tuple[str, int]]:
    slots = session.slots.filter(withdrawn_at=None).order_by("begin")
    return [(slot.clock, slot.minutes) for slot in slots]


def test_an_interpreter_makes_the_talk_longer_and_withdrawing_one_gives_the_time_back(
    invitation: OrientationInvitation,
) -> None:
    session, usual = invitation.slot.session, minutes_of(invitation.slot.session)
    answer(invitation, reply=Reply.COMES, asks_interpreter=True)
    assert minutes_of(session) == [("13:00", 20), ("13:20", 10), ("13:30", 10)]
    answer(invitation, reply="", asks_interpreter=False)
    assert minutes_of(session) == usual
    answer(invitation, reply="", asks_interpreter=True)
    answer(invitation, reply=Reply.CANNOT)
    assert minutes_of(session) == usual
    answer(invitation, reply=Reply.COMES)
    assert minutes_of(session)[0] == ("13:00", 20)


def test_an_interpreter_is_wanted_too_where_the_neighbour_is_taken(
    worker: Member, invitation: OrientationInvitation
) -> None:
    session = invitation.slot.session
    invited(waits(worker), session.slots.order_by("begin")[1])
    answer(invitation, reply=Reply.COMES, asks_interpreter=True)
    assert InterpreterRequest.objects.filter(cancelled_on=None).count() == 1
    assert minutes_of(session)[0] == ("13:00", 10)


def test_who_needs_an_interpreter_chooses_among_moments_that_are_long_enough(worker: Member) -> None:
    entry = waits(worker, interpreter_needed=True)
    invitation = invited(entry, session_on(worker).slots.first())
    other = session_on(worker, today() + timedelta(days=30), slots=3)
    first, second, last = other.slots.order_by("begin")
    shown = [slot.pk for slot in moments_for(invitation, timezone.now())]
    assert first.pk in shown
    assert last.pk not in shown
    with pytest.raises(CaseError, match="niet meer vrij"):
        choose_other_slot(invitation, last)
    choose_other_slot(invitation, second)
    assert minutes_of(other) == [("13:00", 10), ("13:10", 20)]


def test_an_interpreter_of_the_file_stays_when_the_client_only_says_yes(worker: Member) -> None:
    invitation = invited(waits(worker, interpreter_needed=True), session_on(worker).slots.first())
    InterpreterRequest.objects.create(
        organisation=worker.organisation, client=invitation.client, invitation=invitation, language="ti"
    )
    answer(invitation, reply=Reply.COMES, asks_interpreter=False)
    assert InterpreterRequest.objects.get().cancelled_on is None


def test_what_was_still_to_be_sent_about_the_old_moment_is_not_sent(
    worker: Member, invitation: OrientationInvitation
) -> None:
    message = post(
        organisation_id=worker.organisation_id,
        subject=invitation.client_id,
        channel="sms",
        to="+32468987654",
        title="",
        text="Denk aan uw afspraak",
        language="nl",
        purpose="reminder",
        cause=f"invitation:{invitation.pk}",
        by=None,
        not_before=timezone.now() + timedelta(days=5),
    )
    choose_other_slot(invitation, invitation.slot.session.slots.last())
    message.refresh_from_db()
    assert message.cancelled_at is not None


def test_the_new_moment_is_said_by_the_ways_that_are_allowed(worker: Member) -> None:
    entry = waits(worker)
    reached_by(entry.client, sms="+32468987654")
    invitation = invited(entry, session_on(worker).slots.first())
    choose_other_slot(invitation, invitation.slot.session.slots.last())
    message = Message.objects.get(cause=f"invitation:{invitation.pk}")
    assert (message.channel, message.purpose) == ("sms", "reminder")
    assert "13.30 uur" in content(message).text


def test_what_goes_wrong_after_the_commit_does_not_undo_the_answer(
    invitation: OrientationInvitation,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
) -> None:
    monkeypatch.setattr(freed, "_hearers", ["trede.orientation.tests.test_answers.broken"])
    with django_capture_on_commit_callbacks() as after:
        answer(invitation, reply=Reply.CANNOT)
    assert len(after) == 1
    with pytest.raises(ValueError, match="stuk"):
        after[0]()
    assert now_of(invitation).reply == Reply.CANNOT


def broken(slot: Slot) -> None:
    raise ValueError("stuk")


@pytest.mark.django_db(databases="__all__", transaction=True)
def test_two_clients_who_change_places_do_not_wait_for_each_other() -> None:
    worker = member_of(OrganisationFactory(), "trajectbegeleider")
    days = [session_on(worker), session_on(worker, today() + timedelta(days=28))]
    people = [invited(waits(worker), day.slots.order_by("begin")[0]) for day in days]
    aims = [day.slots.order_by("begin")[1] for day in reversed(days)]
    # The database of the tests on SQLite lives in memory, where one writer refuses the other instead of waiting.
    together = connection.vendor == "postgresql"
    gate, failed = threading.Barrier(2 if together else 1), []

    def moves(invitation: OrientationInvitation, slot: Slot) -> None:
        try:
            gate.wait(10)
            choose_other_slot(invitation, slot)
        except (CaseError, DatabaseError) as error:
            failed.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=moves, args=pair) for pair in zip(people, aims, strict=True)]
    for group in [threads] if together else [[thread] for thread in threads]:
        for thread in group:
            thread.start()
        for thread in group:
            thread.join(60)
    assert failed == []
    assert [now_of(one).slot for one in people] == aims
