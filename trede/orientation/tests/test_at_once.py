"""Two people who click at the same moment: one row, one event, and nobody sees an error page."""

import threading
from collections.abc import Callable
from datetime import datetime, time, timedelta

import pytest
from django.db import DatabaseError, connection, connections
from django.utils import timezone

from tests.cast import member_of
from trede.clients.models import CaseAssignment
from trede.core.errors import CaseError
from trede.core.models import Event
from trede.core.periods import today
from trede.core.roles import Role
from trede.orientation.actions.appointments import book
from trede.orientation.actions.attendance import mark
from trede.orientation.actions.deciding import decide
from trede.orientation.actions.no_shows import follow_up
from trede.orientation.actions.notes import Typed, save_all
from trede.orientation.models import Appointment, NoShowStep, OrientationDecision, QuestionNote
from trede.orientation.tests.session_scene import scene

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


def at_once(*actions: Callable[[], object]) -> list[Exception]:
    """Run them together; what they refused. Tests on SQLite keep the database in memory: there one after the other."""
    together = connection.vendor == "postgresql"
    gate, refused = threading.Barrier(len(actions) if together else 1), []

    def run(action: Callable[[], object]) -> None:
        try:
            gate.wait(10)
            action()
        except (CaseError, DatabaseError) as error:
            refused.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(action,)) for action in actions]
    for group in [threads] if together else [[thread] for thread in threads]:
        for thread in group:
            thread.start()
        for thread in group:
            thread.join(30)
    return refused


def test_everything_of_a_session_clicked_twice_at_once() -> None:
    made = scene(people=2, attendance="present")
    guide = member_of(made.office, Role.TRAJECTBEGELEIDER)
    first, absent = made.invitations

    def marks() -> object:
        return mark(absent, attendance="absent", by=made.counsellor)

    def decides() -> object:
        return decide(first, outcome="ocmw", motivation="Leert Nederlands.", guide=guide, by=made.counsellor)

    def follows() -> object:
        return follow_up(absent, choice="reinvite", reachable=None, by=made.counsellor)

    def notes() -> object:
        return save_all(first, [Typed("work", "yes", "Keuken", 0)], by=made.counsellor)

    starts_at = timezone.make_aware(datetime.combine(today() + timedelta(days=3), time(9)))

    def books() -> object:
        return book(absent.client, member=guide, kind="talk", starts_at=starts_at, by=made.counsellor)

    for action in (marks, decides, follows, notes, books):
        assert at_once(action, action) == [], action.__name__
    counts = [kind.objects.count() for kind in (OrientationDecision, NoShowStep, QuestionNote, Appointment)]
    assert (counts, CaseAssignment.objects.count()) == ([1, 1, 1, 1], 1)
    verbs = list(Event.objects.values_list("verb", flat=True))
    for verb in (
        "orientationinvitation.attended",
        "orientationdecision.made",
        "noshowstep.chosen",
        "appointment.made",
    ):
        assert verbs.count(verb) == 1, verb


def test_two_counsellors_who_decide_differently_at_once() -> None:
    made = scene(people=1, attendance="present")
    lead = member_of(made.office, Role.TEAMLEIDER)
    refused = at_once(
        lambda: decide(made.first, outcome="exemption", motivation="Zorgt.", by=made.counsellor),
        lambda: decide(made.first, outcome="exemption", motivation="Is ziek.", by=lead),
    )
    assert [str(error)[:30] for error in refused] == ["Over deze persoon is al beslis"]
    assert OrientationDecision.objects.count() == 1
