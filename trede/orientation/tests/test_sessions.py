from datetime import date, time, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError

from tests.cast import OrganisationFactory, member_of
from trede.clients.tests.scene import verbs_on
from trede.core.errors import CaseError, Conflict
from trede.core.models import Absence, Event, Member
from trede.core.periods import today
from trede.orientation.actions.series import change_series, end_series, make_series
from trede.orientation.actions.sessions import (
    add_slot,
    cancel_session,
    make_session,
    make_sessions,
    restore_slot,
    withdraw_slot,
)
from trede.orientation.models import OrientationSession, SessionSeries, Slot
from trede.orientation.slots import give_back, interpreter_minutes, take_over
from trede.orientation.tests.planning_scene import invited, ready, session_on
from trede.outbox.models import Message
from trede.outbox.reading import contents

pytestmark = pytest.mark.django_db(databases="__all__")
SPRING = date(2026, 4, 17)


@pytest.fixture
def partner(worker: Member) -> Member:
    return member_of(worker.organisation, "partner")


def series_of(worker: Member, **kwargs: Any) -> SessionSeries:
    values: dict[str, Any] = {
        "name": "Trajectbepaling vrijdag",
        "starts_on": SPRING,
        "begin": time(13, 0),
        "slots": 3,
        "place": "Sociaal Huis, lokaal 2",
        "counsellor": worker,
    }
    return SessionSeries(**(values | kwargs))


@pytest.fixture
def series(worker: Member, partner: Member) -> SessionSeries:
    return make_series(series_of(worker, partner_counsellor=partner), by=worker)


def test_a_series_has_two_different_counsellors(worker: Member, colleague: Member) -> None:
    with pytest.raises(CaseError, match="rol"):
        make_series(series_of(worker, partner_counsellor=colleague), by=worker)
    both = member_of(worker.organisation, "partner", "trajectbegeleider")
    with pytest.raises(CaseError, match="dezelfde"):
        make_series(series_of(both, partner_counsellor=both), by=worker)
    stranger = member_of(OrganisationFactory(), "trajectbegeleider")
    with pytest.raises(CaseError, match="eigen organisatie"):
        make_series(series_of(stranger), by=worker)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"slots": 0}, "tijdsloten"),
        ({"slots": 61}, "tijdsloten"),
        ({"slot_minutes": 4}, "tijdsloten"),
        ({"begin": time(23, 50)}, "middernacht"),
        ({"every_weeks": 0}, "week"),
        ({"interpreter_minutes": 5}, "tolk"),
    ],
)
def test_impossible_hours_are_refused(worker: Member, wrong: dict[str, Any], why: str) -> None:
    with pytest.raises(CaseError, match=why):
        make_series(series_of(worker, **wrong), by=worker)
    assert not SessionSeries.objects.exists()


def test_a_series_without_place_is_refused(worker: Member) -> None:
    with pytest.raises(ValidationError):
        make_series(series_of(worker, place=""), by=worker)


@time_machine.travel("2026-04-01 09:00")
def test_sessions_skip_holidays_and_come_once(series: SessionSeries, worker: Member) -> None:
    made = make_sessions(series, until=date(2026, 5, 31), by=worker)
    assert [session.on for session in made.sessions] == [SPRING, date(2026, 5, 15), date(2026, 5, 29)]
    assert [(day.on, day.skipped) for day in made.skipped] == [(date(2026, 5, 1), "Dag van de Arbeid")]
    assert [slot.clock for slot in made.sessions[0].slots.all()] == ["13:00", "13:10", "13:20"]
    assert make_sessions(series, until=date(2026, 5, 31), by=worker).sessions == []
    assert OrientationSession.objects.count() == 3


@time_machine.travel("2026-04-01 09:00")
def test_a_cancelled_session_does_not_come_back(series: SessionSeries, worker: Member) -> None:
    first = make_sessions(series, until=SPRING, by=worker).sessions[0]
    cancel_session(first, because="brugdag", by=worker)
    assert make_sessions(series, until=SPRING, by=worker).sessions == []


@time_machine.travel("2026-05-20 09:00")
def test_the_past_gets_no_sessions_and_absence_is_told(
    series: SessionSeries, worker: Member, partner: Member
) -> None:
    Absence.objects.create(member=partner, starts_on=date(2026, 5, 25), ends_on=date(2026, 5, 31))
    made = make_sessions(series, until=date(2026, 6, 30), by=worker)
    assert [session.on for session in made.sessions] == [
        date(2026, 5, 29),
        date(2026, 6, 12),
        date(2026, 6, 26),
    ]
    assert made.away == [(date(2026, 5, 29), partner)]


@time_machine.travel("2026-04-01 09:00")
def test_a_changed_series_leaves_what_was_made(series: SessionSeries, worker: Member) -> None:
    made = make_sessions(series, until=SPRING, by=worker).sessions[0]
    change_series(series, by=worker, expected=1, values={"place": "Stadhuis"})
    with pytest.raises(Conflict):
        change_series(series, by=worker, expected=1, values={"place": "Bib"})
    assert OrientationSession.objects.get(pk=made.pk).place == "Sociaal Huis, lokaal 2"
    later = make_sessions(series, until=date(2026, 5, 15), by=worker).sessions
    assert [session.place for session in later] == ["Stadhuis"]


@time_machine.travel("2026-04-01 09:00")
def test_a_series_ends_after_its_last_session(series: SessionSeries, worker: Member) -> None:
    make_sessions(series, until=date(2026, 5, 15), by=worker)
    with pytest.raises(CaseError, match="15/05/2026"):
        end_series(series, last_day=SPRING, by=worker)
    with pytest.raises(CaseError, match="vóór"):
        end_series(series, last_day=date(2026, 1, 1), by=worker)
    end_series(series, last_day=date(2026, 5, 20), by=worker)
    assert make_sessions(series, until=date(2026, 12, 31), by=worker).sessions == []


def test_a_session_on_its_own(worker: Member) -> None:
    def single(day: date) -> OrientationSession:
        return make_session(
            OrientationSession(on=day, place="Hier", counsellor=worker),
            begin=540,
            slots=2,
            slot_minutes=15,
            by=worker,
        )

    session = single(today() + timedelta(days=9))
    assert [slot.clock for slot in session.slots.all()] == ["9:00", "9:15"]
    assert interpreter_minutes(session, 15) == 30
    with pytest.raises(CaseError, match="voorbij"):
        single(today() - timedelta(days=1))


def test_cancelling_tells_everybody_and_puts_them_first(worker: Member) -> None:
    session = session_on(worker)
    one, two, three = (ready(worker, ways={"sms": f"+3247000000{n}"}) for n in range(3))
    two.priority = "job_waits"
    two.save()
    for entry, slot in zip((one, two), session.slots.all(), strict=False):
        invited(entry, slot)
    released = cancel_session(session, because="lokaal onbruikbaar", by=worker)
    assert {row.client_id for row in released} == {one.client_id, two.client_id}
    for entry in (one, two, three):
        entry.refresh_from_db()
    assert [entry.priority for entry in (one, two, three)] == ["second_time", "job_waits", ""]
    messages = list(Message.objects.filter(purpose="cancelled"))
    assert {message.subject for message in messages} == {one.client_id, two.client_id}
    assert all("gaat niet door" in content.text for content in contents(messages).values())
    assert "orientationinvitation.released" in verbs_on(one.client_id)


def test_who_only_gets_letters_is_told_by_letter_once_the_first_was_printed(worker: Member) -> None:
    session = session_on(worker)
    posted, not_yet = ready(worker), ready(worker)
    slots = list(session.slots.all())
    invited(posted, slots[0], printed_at="2026-01-01T10:00Z")
    invited(not_yet, slots[1])
    cancel_session(session, because="ziek", by=worker)
    assert [(message.channel, message.subject) for message in Message.objects.all()] == [
        ("letter", posted.client_id)
    ]


def test_cancelling_needs_a_reason_and_a_session_that_stands(worker: Member) -> None:
    session = session_on(worker)
    with pytest.raises(CaseError, match="waarom"):
        cancel_session(session, because=" ", by=worker)
    invitation = invited(ready(worker), session.slots.first(), attendance="present")
    with pytest.raises(CaseError, match="begonnen"):
        cancel_session(session, because="x", by=worker)
    invitation.attendance = ""
    invitation.save()
    cancel_session(session, because="x", by=worker)
    with pytest.raises(CaseError, match="afgelast"):
        cancel_session(session, because="x", by=worker)
    assert Event.objects.filter(verb="orientationsession.cancelled").count() == 1


def test_slots_are_taken_out_and_put_back(worker: Member) -> None:
    session = session_on(worker, slots=2)
    first, second = session.slots.all()
    invited(ready(worker), first)
    with pytest.raises(CaseError, match="vrij"):
        withdraw_slot(first, by=worker)
    assert withdraw_slot(second, by=worker).withdrawn_at
    assert restore_slot(second, by=worker).withdrawn_at is None
    assert add_slot(session, by=worker).clock == "13:20"


def test_a_longer_slot_keeps_the_time_of_its_neighbour(worker: Member) -> None:
    session = session_on(worker, slots=3)
    first, second, third = session.slots.all()
    take_over(first, [second], "2026-01-01T10:00Z")
    with pytest.raises(CaseError, match="tolk"):
        restore_slot(Slot.objects.get(pk=second.pk), by=worker)
    assert give_back(Slot.objects.get(pk=first.pk)) == 1
    assert [(slot.clock, slot.minutes, slot.withdrawn_at) for slot in session.slots.all()] == [
        (slot.clock, 10, None) for slot in (first, second, third)
    ]
    assert give_back(Slot.objects.get(pk=first.pk)) == 0
