"""What is read: the own organisation, the period, and what shows that somebody was reached."""

from datetime import date
from decimal import Decimal

import pytest

from tests.cast import member_of
from trede.core.models import Member
from trede.insight import rows
from trede.insight.gather import gather
from trede.insight.months import last_months
from trede.insight.rows import Asked, Facts, Guided, first_seen
from trede.insight.tests.scene import TODAY, Scene, at, days, elsewhere
from trede.orientation.models import Attendance

pytestmark = pytest.mark.django_db
PERIOD = last_months(12, TODAY)


@pytest.fixture
def scene(worker: Member) -> Scene:
    return Scene(worker)


def read(scene: Scene) -> Facts:
    return gather(scene.organisation.pk, PERIOD)


def test_nothing_of_a_neighbour_is_read(scene: Scene, outsider: Member) -> None:
    elsewhere(outsider)
    assert read(scene) == Facts([], [], [], [], [])


def test_entries_that_touch_the_period(scene: Scene) -> None:
    waits = scene.entry(date(2024, 1, 5))
    scene.entry(date(2024, 1, 5), left=date(2025, 11, 30))
    left = scene.entry(date(2024, 1, 5), left=date(2025, 12, 1))
    came = scene.entry(TODAY)
    scene.entry(TODAY + days(1))
    assert {entry.pk for entry in read(scene).entries} == {waits.pk, left.pk, came.pk}


def test_an_invitation_as_it_went(scene: Scene) -> None:
    entry = scene.entry(TODAY - days(60))
    scene.invited(
        entry,
        TODAY - days(20),
        made=TODAY - days(30),
        reply="cannot",
        released_at=at(TODAY - days(28)),
        language="ti",
    )
    scene.invited(
        entry, TODAY - days(6), made=TODAY - days(19), attendance="late", opened_at=at(TODAY - days(9))
    )
    first, second = read(scene).invited
    assert (first.keeps, first.reply, first.language, first.seen) == (False, "cannot", "ti", False)
    assert (first.made, first.session) == (TODAY - days(30), TODAY - days(20))
    assert (second.keeps, second.opened, second.seen) == (True, True, True)
    assert first_seen([first, second]) == {entry.pk: TODAY - days(6)}


def test_a_session_that_fell_out_never_was(scene: Scene) -> None:
    scene.invited(scene.entry(TODAY - days(60)), TODAY - days(6))
    scene.sessions[TODAY - days(6)].cancelled_at = at(TODAY - days(7))
    scene.sessions[TODAY - days(6)].save()
    assert read(scene).invited == []


def test_the_day_is_that_of_belgium(scene: Scene) -> None:
    """Half past midnight in Brussels is still the day before in Greenwich."""
    invitation = scene.invited(scene.entry(TODAY - days(60)), TODAY - days(6))
    invitation.made_at = at(TODAY - days(20), 0)
    invitation.save()
    assert read(scene).invited[0].made == TODAY - days(20)


@pytest.mark.parametrize(
    ("sent", "spoken", "expected"),
    [
        ({}, None, (False, False)),
        ({"sent_at": at(TODAY - days(19))}, None, (True, False)),
        ({"sent_at": at(TODAY - days(19)), "failed_at": at(TODAY - days(18))}, None, (False, False)),
        ({"failed_at": at(TODAY - days(18))}, TODAY - days(8), (False, True)),
        ({}, TODAY - days(30), (False, False)),  # before the invitation
        ({}, TODAY - days(2), (False, False)),  # after the session
    ],
)
def test_what_shows_that_an_absent_person_was_reached(
    scene: Scene, sent: dict[str, object], spoken: date | None, expected: tuple[bool, bool]
) -> None:
    missed = scene.invited(scene.entry(TODAY - days(60)), TODAY - days(6), attendance="absent")
    scene.message(missed, **sent)
    if spoken:
        scene.spoke(missed, spoken)
    (found,) = read(scene).invited
    assert (found.arrived, found.spoken) == expected
    assert found.missed


def test_an_attempt_that_reached_nobody_shows_nothing(scene: Scene) -> None:
    missed = scene.invited(scene.entry(TODAY - days(60)), TODAY - days(6), attendance="absent")
    scene.spoke(missed, TODAY - days(8), reached=False)
    assert not read(scene).invited[0].spoken


def test_referrals_with_their_answer(scene: Scene) -> None:
    scene.referral(TODAY - days(10), TODAY - days(7))
    scene.referral(TODAY - days(9), None, "sent")
    scene.referral(TODAY - days(8), None, "withdrawn")
    scene.referral(date(2025, 11, 30), date(2025, 12, 2))
    assert sorted(read(scene).asked, key=lambda one: one.sent) == [
        Asked(TODAY - days(10), TODAY - days(7), withdrawn=False),
        Asked(TODAY - days(9), None, withdrawn=False),
        Asked(TODAY - days(8), None, withdrawn=True),
    ]


def test_the_first_intake_after_the_decision(scene: Scene) -> None:
    seen = scene.invited(scene.entry(TODAY - days(60)), TODAY - days(30), attendance="present")
    scene.decided(seen)
    scene.intake(seen.client, TODAY - days(40))
    scene.intake(seen.client, TODAY - days(25), cancelled_at=at(TODAY - days(26)))
    scene.intake(seen.client, TODAY - days(20))
    scene.intake(seen.client, TODAY - days(5))
    other = scene.invited(scene.entry(TODAY - days(60)), TODAY - days(31), attendance="present")
    scene.decided(other, "partner")
    assert read(scene).guided == [Guided(TODAY - days(30), TODAY - days(20), None)]


def test_caseloads_of_today(scene: Scene, worker: Member) -> None:
    other = member_of(worker.organisation, "trajectbegeleider")
    for starts in (date(2025, 1, 1), TODAY - days(20)):
        scene.guides(worker, starts)
    scene.guides(worker, date(2025, 1, 1), interpreter_needed=True)
    scene.guides(worker, date(2025, 1, 1), closed_on=TODAY - days(3))
    scene.guides(other, TODAY + days(1))
    (own,) = read(scene).caseloads
    assert (own.name, own.files, own.weight) == (worker.name, 3, Decimal("4.0"))


def test_no_more_queries_for_more_people(scene: Scene, django_assert_max_num_queries: object) -> None:
    for back in range(40):
        entry = scene.entry(TODAY - days(60 + back))
        missed = scene.invited(entry, TODAY - days(6 + back % 5), attendance="absent")
        scene.message(missed)
    with django_assert_max_num_queries(5):  # type: ignore[operator]
        assert len(read(scene).invited) == 40


def test_the_plain_rows_speak_the_words_of_the_models() -> None:
    assert {Attendance.PRESENT, Attendance.LATE} == rows.SEEN
    assert rows.ABSENT == Attendance.ABSENT
