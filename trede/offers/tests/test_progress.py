"""How it goes, evaluations, hours and limits of what runs."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from trede.clients.models import Client
from trede.clients.tests.scene import verbs_on
from trede.core.errors import CaseError, Conflict
from trede.core.models import Member
from trede.core.periods import today
from trede.offers.actions import participations as act
from trede.offers.models import ParticipationState as S
from trede.offers.models import (
    ProgressReport,
    UsedTime,
)
from trede.offers.standing import refresh, refresh_all, rooms_of
from trede.offers.tests.loop_scene import (
    days,
    in_state,
    limit_on,
    now,
    offer_of,
    person_of,
    proposed,
    sent,
)

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def mine(worker: Member) -> Client:
    return person_of(worker)


def test_a_report_keeps_the_words_of_the_client_apart(worker: Member, mine: Client) -> None:
    one = in_state(mine, worker, S.RUNNING)
    act.report(
        ProgressReport(
            participation=one, going="slow", text="Komt vaak te laat.", client_says="De bus rijdt niet."
        ),
        by=worker,
    )
    report = ProgressReport.objects.get()
    assert (report.client, report.by, report.client_says) == (mine, worker, "De bus rijdt niet.")
    assert verbs_on(mine.pk)[-1] == "progressreport.written"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"going": "", "text": "x"}, "going"),
        ({"going": "fantastisch", "text": "x"}, "going"),
        ({"going": "well", "text": ""}, "text"),
        ({"going": "well", "text": "", "client_says": "Goed", "kind": "evaluation"}, "text"),
        ({"going": "well", "text": "x", "on": today() + timedelta(days=1)}, "on"),
        ({"going": "well", "text": "x", "on": today() - timedelta(days=90)}, "on"),
        ({"going": "well", "text": "x" * 1001}, "text"),
    ],
)
def test_what_a_report_must_say(values: dict[str, Any], field: str, worker: Member, mine: Client) -> None:
    one = in_state(mine, worker, S.RUNNING)
    with pytest.raises(ValidationError) as refused:
        act.report(ProgressReport(participation=one, **values), by=worker)
    assert list(refused.value.message_dict) == [field]


def test_nothing_is_reported_of_what_did_not_begin(worker: Member, mine: Client) -> None:
    with pytest.raises(CaseError):
        act.report(ProgressReport(participation=proposed(mine, worker), going="well", text="x"), by=worker)


def test_an_evaluation_is_due_so_many_months_after_the_start_and_after_the_last(
    worker: Member, mine: Client
) -> None:
    one = in_state(mine, worker, S.RUNNING, offer=offer_of(worker, evaluation_months=6))
    assert one.evaluation_on is not None
    assert (one.evaluation_on - one.started_on).days in range(180, 186)
    act.report(ProgressReport(participation=one, going="well", text="x", kind="evaluation"), by=worker)
    assert (now(one).evaluation_on - today()).days in range(180, 186)
    # At a partner the local number of months counts where the offer names none.
    other = sent(in_state(mine, worker, S.ACCEPTED), worker).participation
    act.start(other, on=today(), by=worker)
    assert (now(other).evaluation_on - today()).days in range(88, 94)
    alone = act.start(in_state(mine, worker, S.ACCEPTED), on=today(), by=worker)
    assert alone.evaluation_on is None


def test_hours_beyond_a_limit_are_kept_and_said_aloud(worker: Member, mine: Client) -> None:
    offer = offer_of(worker)
    limit_on(offer, "minutes_month", 3600)
    one = in_state(mine, worker, S.RUNNING, offer=offer)
    assert act.use_time(one, month=today(), minutes=3000, by=worker) == []
    with pytest.raises(Conflict):
        act.use_time(one, month=today(), minutes=10, by=worker)
    (over,) = act.use_time(one, month=today(), minutes=4000, expected=1, by=worker)
    assert (over.left, over.limit.unit) == (-400, "minutes_month")
    row = UsedTime.objects.get()
    assert (row.minutes, row.version, row.month.day) == (4000, 2, 1)
    assert now(one).limit_on is not None


def test_hours_belong_to_a_month_in_which_it_ran(worker: Member, mine: Client) -> None:
    one = in_state(mine, worker, S.RUNNING)
    for month in (days(-90), days(60)):
        with pytest.raises(ValidationError):
            act.use_time(one, month=month, minutes=60, by=worker)
    for minutes in (-1, 31 * 24 * 60 + 1):
        with pytest.raises(ValidationError):
            act.use_time(one, month=today(), minutes=minutes, by=worker)
    with pytest.raises(CaseError):
        act.use_time(in_state(mine, worker, S.ACCEPTED), month=today(), minutes=60, by=worker)


def test_the_limit_of_a_measure_counts_what_was_used_elsewhere(worker: Member, mine: Client) -> None:
    offer = offer_of(worker)
    limit_on(offer, "months", 12)
    limit_on(offer, "minutes_year", None, parameter="bestaat.niet:year")
    one = in_state(
        mine, worker, S.RUNNING, offer=offer, used_before_months=11, used_before_proof="Brief OCMW Gent"
    )
    months, unknown = rooms_of([one], today())[one.pk]
    assert (months.used, months.left) == (12, 0)
    assert unknown.left is None
    assert one.limit_on == months.last_day
    assert (one.limit_on - one.started_on).days in range(27, 31)


def test_a_limit_that_changes_is_found_by_the_periodic_job(worker: Member, mine: Client) -> None:
    offer = offer_of(worker)
    one = in_state(mine, worker, S.RUNNING, offer=offer)
    assert one.limit_on is None
    limit_on(offer, "days", 30)
    assert (refresh_all(), refresh_all()) == (1, 0)
    assert now(one).limit_on == one.started_on + timedelta(days=29)
    act.end(one, on=today(), result="limit", by=worker)
    assert refresh([now(one)], today()) == 0
