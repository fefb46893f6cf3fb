from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import member_of
from trede.clients.actions.locks import lock_file
from trede.clients.deadlines import Deadline, due_for
from trede.clients.tests.scene import queries_of, sign_in, url, words
from trede.core.local import local_values
from trede.core.models import Member
from trede.core.periods import today
from trede.desk import deadlines as desk
from trede.orientation.actions.answers import answer
from trede.orientation.actions.filling import fill_session
from trede.orientation.actions.interpreters import step, want
from trede.orientation.actions.printing import letters_waiting, mark_printed
from trede.orientation.deadlines import ROOM
from trede.orientation.deadlines_planning import RULES
from trede.orientation.models import OrientationInvitation
from trede.orientation.tests.planning_scene import invited, ready, session_on, waits

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def planner(worker: Member) -> Member:
    return member_of(worker.organisation, "administratief")


def day(offset: int) -> Any:
    return today() + timedelta(days=offset)


def due(member: Member) -> list[Deadline]:
    local = local_values(member.organisation_id, today())
    found, _more = due_for(member, [], today=today(), local=local, rooms=[ROOM])
    return [one for one in found if one.rule in RULES]


def rules(member: Member) -> list[str]:
    return [one.rule for one in due(member)]


def test_a_session_to_fill_shows_two_weeks_ahead_while_somebody_waits(
    worker: Member, planner: Member
) -> None:
    session_on(worker, day(15))
    near = session_on(worker, day(13))
    assert rules(planner) == []
    ready(worker)
    (one,) = due(planner)
    assert (one.rule, one.object_id, one.due, one.client_id) == ("session_to_fill", near.pk, day(6), 0)
    assert one.url == url("session_fill", pk=near.pk)


def test_letters_show_until_they_are_in_the_post(worker: Member, planner: Member) -> None:
    session = session_on(worker, day(10), slots=1)
    ready(worker)
    fill_session(session, by=worker)
    (one,) = due(planner)
    assert (one.rule, one.url) == ("letters_to_print", url("session_letters", pk=session.pk))
    pks = [letter.invitation.pk for letter in letters_waiting(session, today(), member=worker)]
    mark_printed(session, invitations=pks, by=worker)
    assert rules(planner) == []


def test_who_was_invited_without_a_letter_is_no_letter_to_print(worker: Member, planner: Member) -> None:
    session = session_on(worker, day(10), slots=1)
    invited(ready(worker), session.slots.get())
    assert rules(planner) == []


def test_an_interpreter_shows_until_confirmed(worker: Member, planner: Member) -> None:
    session = session_on(worker, day(7), slots=1)
    request = want(invited(ready(worker), session.slots.get()), language="ti", how="place", by=worker)
    (one,) = due(planner)
    assert (one.rule, one.object_id, one.due) == ("interpreter_to_confirm", request.pk, day(4))
    step(request, to="confirmed", provider="Tolk & Co", by=worker)
    assert rules(planner) == []


def test_who_asked_to_be_called_shows_until_invited_anew(worker: Member, planner: Member) -> None:
    session = session_on(worker, day(20))
    entry = ready(worker)
    invitation = invited(entry, session.slots.first())
    answer(invitation, reply="call_me")
    (one,) = due(planner)
    assert (one.rule, one.object_id, one.due) == ("call_back", invitation.pk, day(1))
    invited(entry, session.slots.last())
    assert rules(planner) == []


def test_a_promise_shows_a_week_before_it_breaks(worker: Member, planner: Member) -> None:
    kept = waits(worker, entry={"promised_by": day(5)})
    invited(kept, session_on(worker, day(5)).slots.first())
    late = waits(worker, entry={"promised_by": day(6)})
    invited(late, session_on(worker, day(16)).slots.first())
    waits(worker, entry={"promised_by": day(8)})
    broken = waits(worker, entry={"promised_by": day(-3)})
    found = [(one.object_id, one.due) for one in due(planner) if one.rule == "promise"]
    assert found == [(broken.pk, day(-3)), (late.pk, day(6))]


def test_nothing_of_locked_files_and_nothing_for_others(worker: Member, planner: Member) -> None:
    entry = waits(worker, entry={"promised_by": day(-3)})
    answer(invited(entry, session_on(worker, day(20)).slots.first()), reply="call_me")
    social = member_of(worker.organisation, "maatschappelijk_werker")
    assert rules(social) == []
    assert sorted(rules(planner)) == ["call_back", "promise"]
    lock_file(entry.client, by=worker, reason="relative", members=[worker])
    assert rules(planner) == []


def test_cancelled_and_past_sessions_are_not_due(worker: Member, planner: Member) -> None:
    ready(worker)
    session_on(worker, day(-1))
    session_on(worker, day(3), cancelled_at=timezone.now())
    assert rules(planner) == []


def test_on_today_a_session_stands_without_a_name(
    worker: Member, planner: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "ROOMS", (ROOM,))
    ready(worker)
    session_on(worker, day(5))
    session_on(worker, day(6))
    browser = sign_in(planner)
    page = browser.get(url("today"))
    assert "er zijn nog tijdsloten vrij" in words(page)
    assert b"/dossier/0/" not in page.content
    few = queries_of(browser, url("today"))
    for _more in range(9):
        waits(worker, entry={"promised_by": day(2)})
    assert queries_of(browser, url("today")) == few <= 12
    assert not OrientationInvitation.objects.exists()
