from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine

from trede.clients.actions.locks import lock_file
from trede.core.models import LocalSetting, Member
from trede.core.periods import today
from trede.orientation.actions.answers import answer, release
from trede.orientation.actions.filling import fill_session
from trede.orientation.actions.offers import in_time, offer_freed, offer_slot
from trede.orientation.actions.reminders import FIRST, LAST, remind_due, which_is_due
from trede.orientation.models import OrientationInvitation, OrientationSession, Slot, WaitingEntry
from trede.orientation.tests.planning_scene import invited, ready, seats, session_on
from trede.outbox.models import Message
from trede.outbox.reading import contents

pytestmark = pytest.mark.django_db(databases="__all__")
BRUSSELS = ZoneInfo("Europe/Brussels")
MONDAY = date(2026, 3, 2)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=BRUSSELS)


def spare(worker: Member, days: int = 10, **kwargs: Any) -> WaitingEntry:
    """Somebody who can come at short notice and has a phone."""
    return ready(worker, days=days, ways={"sms": "+32470112233"}, entry={"short_notice": True}, **kwargs)


@pytest.fixture
def session(worker: Member) -> OrientationSession:
    return session_on(worker, today() + timedelta(days=9), slots=2)


@pytest.fixture
def taken(worker: Member, session: OrientationSession) -> OrientationInvitation:
    return invited(ready(worker, days=99), session.slots.first())


def test_a_freed_slot_goes_to_the_next_who_can_come_soon(
    worker: Member,
    session: OrientationSession,
    taken: OrientationInvitation,
    django_capture_on_commit_callbacks: Any,
) -> None:
    ready(worker, days=80)
    later, sooner = spare(worker, 20), spare(worker, 40)
    with django_capture_on_commit_callbacks(execute=True):
        answer(taken, reply="cannot")
    assert seats(session) == [("13:00", sooner.client_id)]
    message = Message.objects.get(purpose="offer")
    assert (message.channel, message.subject) == ("sms", sooner.client_id)
    assert "plaats vrij" in contents([message])[message.pk].text
    assert later.invitations.count() == 0


def test_one_person_a_slot_and_twice_is_once(worker: Member, taken: OrientationInvitation) -> None:
    spare(worker)
    spare(worker)
    release(taken, because="ziek", by=worker)
    assert (offer_freed(), offer_freed()) == (1, 0)


def test_who_refused_is_not_asked_again_and_the_next_is(
    worker: Member, session: OrientationSession, taken: OrientationInvitation
) -> None:
    first, second = spare(worker, 40), spare(worker, 20)
    release(taken, because="ziek", by=worker)
    offer_freed()
    answer(first.invitations.get(), reply="cannot")
    assert (offer_freed(), offer_freed()) == (1, 0)
    assert seats(session) == [("13:00", second.client_id)]


def test_a_slot_that_never_was_taken_is_for_the_ordinary_filling(
    worker: Member, session: OrientationSession
) -> None:
    spare(worker)
    assert offer_freed() == 0


def test_nobody_who_may_not_be_written_to(
    worker: Member, colleague: Member, session: OrientationSession, taken: OrientationInvitation
) -> None:
    on_paper = ready(worker, days=50, entry={"short_notice": True})
    locked, dead, silent = spare(worker, 49), spare(worker, 48), spare(worker, 47)
    lock_file(locked.client, by=colleague, reason="relative", members=[colleague])
    dead.client.died_on = today()
    dead.client.save()
    silent.client.contactpoint_set.update(opted_out=True)
    release(taken, because="ziek", by=worker)
    assert offer_freed() == 0
    assert on_paper.invitations.count() == 0


@pytest.mark.parametrize(("days", "asked"), [(6, False), (9, True)])
def test_an_interpreter_needs_a_week(worker: Member, days: int, asked: bool) -> None:
    session = session_on(worker, today() + timedelta(days=days), slots=2)
    entry = spare(worker, interpreter_needed=True, speaks="tr")
    gone = invited(ready(worker), session.slots.first())
    release(gone, because="ziek", by=worker)
    assert offer_freed() == asked
    assert entry.invitations.count() == asked
    if asked:
        assert Slot.objects.get(session=session, begin=780).minutes == 20


@pytest.mark.parametrize(
    ("now", "early"),
    [(at(MONDAY, 13), True), (at(MONDAY, 13, 1), False), (at(MONDAY - timedelta(days=3), 9), True)],
)
def test_not_later_than_a_day_before(worker: Member, now: datetime, early: bool) -> None:
    session = session_on(worker, MONDAY + timedelta(days=1), slots=1)
    assert in_time(session.slots.get(), now) is early


def test_too_late_is_left_free(worker: Member) -> None:
    with time_machine.travel(at(MONDAY, 9)):
        session = session_on(worker, MONDAY + timedelta(days=1))
        gone = invited(ready(worker), session.slots.first())
        spare(worker)
        release(gone, because="ziek", by=worker)
    with time_machine.travel(at(MONDAY, 15)):
        assert offer_slot(session.slots.first()) is None
        assert offer_freed() == 0


def test_a_slot_made_longer_gets_its_neighbour_back(
    worker: Member, session: OrientationSession, django_capture_on_commit_callbacks: Any
) -> None:
    ready(worker, interpreter_needed=True)
    (invitation,) = fill_session(session, by=worker)
    assert session.slots.filter(withdrawn_at=None).count() == 1
    with django_capture_on_commit_callbacks(execute=True):
        release(invitation, because="ziek", by=worker)
    assert [(slot.minutes, slot.withdrawn_at) for slot in session.slots.all()] == [(10, None), (10, None)]
    assert not Message.objects.filter(channel="letter", cancelled_at=None).exists()


@pytest.mark.parametrize(
    ("days", "first", "last", "which"),
    [
        (4, 3, 1, ""),
        (3, 3, 1, FIRST),
        (2, 3, 1, FIRST),
        (1, 3, 1, LAST),
        (0, 3, 1, ""),
        (-1, 3, 1, ""),
        (3, 0, 1, ""),
        (1, 3, 0, FIRST),
        (2, 0, 0, ""),
        (1, 1, 1, LAST),
    ],
)
def test_which_reminder_is_due(days: int, first: int, last: int, which: str) -> None:
    assert which_is_due(MONDAY + timedelta(days=days), MONDAY, first=first, last=last) == which


@pytest.fixture
def coming(worker: Member) -> OrientationInvitation:
    with time_machine.travel(at(MONDAY - timedelta(days=20), 9)):
        entry = ready(worker, ways={"sms": "+32470112233", "email": "alex@example.org"})
        return invited(entry, session_on(worker, MONDAY + timedelta(days=3)).slots.first())


def test_three_days_and_one_day_before_and_never_twice(coming: OrientationInvitation) -> None:
    sent = []
    for hours in range(0, 24 * 5, 3):
        now = at(MONDAY - timedelta(days=1), 1) + timedelta(hours=hours)
        with time_machine.travel(now):
            sent += [now.astimezone(BRUSSELS).strftime("%a %H")] * remind_due()
    assert sent == ["Mon 10", "Wed 10"]
    assert sorted(Message.objects.values_list("purpose", "channel")) == [
        ("reminder", "email"),
        ("reminder", "email"),
        ("reminder", "sms"),
        ("reminder", "sms"),
    ]
    assert all(message.not_after for message in Message.objects.all())


@pytest.mark.parametrize("why", ["cannot", "released", "left", "cancelled", "attended", "no way", "never"])
def test_who_does_not_come_or_cannot_be_reached_gets_none(coming: OrientationInvitation, why: str) -> None:
    with time_machine.travel(at(MONDAY, 10)):
        session = coming.slot.session
        changes = {
            "cannot": (coming, {"reply": "cannot"}),
            "released": (coming, {"released_at": at(MONDAY, 9)}),
            "left": (coming.entry, {"left_on": MONDAY, "left_because": "moved"}),
            "cancelled": (session, {"cancelled_at": at(MONDAY, 9)}),
            "attended": (coming, {"attendance": "excused"}),
            "no way": (coming.client, {}),
            "never": (coming.client, {}),
        }
        row, values = changes[why]
        for name, value in values.items():
            setattr(row, name, value)
        row.save()
        if why == "no way":
            coming.client.contactpoint_set.update(opted_out=True)
        if why == "never":
            coming.client.contactpoint_set.update(never=True)
        assert remind_due() == 0
    assert not Message.objects.exists()


def test_the_days_are_those_of_the_organisation(coming: OrientationInvitation) -> None:
    LocalSetting.objects.create(
        organisation_id=coming.organisation_id,
        key="orientation.reminder_first_days",
        value="0",
        reason="x",
        starts_on=date(2026, 1, 1),
    )
    with time_machine.travel(at(MONDAY, 10)):
        assert remind_due() == 0


def test_not_on_the_day_of_the_invitation_itself(worker: Member) -> None:
    with time_machine.travel(at(MONDAY, 10)):
        entry = ready(worker, ways={"sms": "+32470112233"})
        invited(entry, session_on(worker, MONDAY + timedelta(days=2)).slots.first())
        assert remind_due() == 0
