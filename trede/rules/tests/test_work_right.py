from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trede.rules import Ground, Marking, MayWork, work_right
from trede.rules.dates import add_months

ON = date(2026, 6, 15)
NEXT_YEAR = date(2027, 6, 15)


@pytest.mark.parametrize("ground", [Ground.BELGIAN, Ground.EEA, Ground.REFUGEE])
def test_who_may_work_by_law_needs_no_document(ground):
    found = work_right(ground=ground, on=ON, valid_until=date(2020, 1, 1))
    assert (found.may_work, found.warning, found.days_left) == (MayWork.ONBEPERKT, None, None)
    assert [line.parameter for line in found.trace] == ["work_right.by_law"]
    assert (found.trace[0].source, found.certainty) == ("S52", "confirmed")


@pytest.mark.parametrize("marking", list(Marking))
@pytest.mark.parametrize("ground", [Ground.SINGLE_PERMIT, Ground.RESIDENCE_TITLE])
def test_the_marking_decides_on_a_residence_title(ground, marking):
    found = work_right(ground=ground, marking=marking, valid_until=NEXT_YEAR, on=ON)
    assert found.may_work.value == marking.value
    assert found.reason.params["marking"] == marking.value
    assert (found.certainty, found.trace[0].parameter) == ("confirmed", "work_right.marking")


def test_a_limited_marking_says_what_it_allows():
    found = work_right(ground=Ground.SINGLE_PERMIT, marking=Marking.BEPERKT, valid_until=NEXT_YEAR, on=ON)
    assert "één functie bij één werkgever" in str(found.reason)


@pytest.mark.parametrize("ground", [Ground.SINGLE_PERMIT, Ground.RESIDENCE_TITLE])
def test_without_a_marking_nothing_is_guessed(ground):
    found = work_right(ground=ground, valid_until=NEXT_YEAR, on=ON)
    assert (found.may_work, found.reason.code) == (MayWork.UNKNOWN, "work_right_no_marking")
    assert (found.certainty, found.warning) == (None, None)


@pytest.mark.parametrize(("on", "expected"), [("2019-01-02", "unknown"), ("2019-01-03", "onbeperkt")])
def test_markings_count_from_the_day_they_were_brought_in(on, expected):
    found = work_right(
        ground=Ground.RESIDENCE_TITLE,
        marking=Marking.ONBEPERKT,
        valid_until=NEXT_YEAR,
        on=date.fromisoformat(on),
    )
    assert found.may_work.value == expected


@pytest.mark.parametrize(
    ("last_day", "may_work", "days_left"),
    [
        (date(2026, 6, 14), MayWork.NEEN, None),
        (date(2026, 6, 15), MayWork.ONBEPERKT, 0),
        (date(2026, 6, 16), MayWork.ONBEPERKT, 1),
    ],
)
def test_a_document_holds_up_to_and_on_its_last_day(last_day, may_work, days_left):
    found = work_right(ground=Ground.RESIDENCE_TITLE, marking=Marking.ONBEPERKT, valid_until=last_day, on=ON)
    assert (found.may_work, found.days_left) == (may_work, days_left)


@pytest.mark.parametrize("ground", [each for each in Ground if each not in ("belgian", "eea", "refugee")])
def test_any_document_that_has_ended_gives_no_right(ground):
    found = work_right(
        ground=ground, marking=Marking.ONBEPERKT, since=date(2020, 1, 1), valid_until=date(2026, 6, 14), on=ON
    )
    assert (found.may_work, found.reason.code) == (MayWork.NEEN, "work_right_document_expired")
    assert "14/06/2026" in str(found.reason)


@pytest.mark.parametrize(("days", "warned"), [(59, True), (60, True), (61, False)])
def test_the_end_of_a_document_is_announced_sixty_days_ahead(days, warned):
    last_day = date.fromordinal(ON.toordinal() + days)
    found = work_right(ground=Ground.RESIDENCE_TITLE, marking=Marking.BEPERKT, valid_until=last_day, on=ON)
    assert (found.warning is not None, found.days_left) == (warned, days)


def test_the_local_warning_term_does_not_weaken_the_verdict():
    found = work_right(ground=Ground.RESIDENCE_TITLE, marking=Marking.BEPERKT, valid_until=ON, on=ON)
    assert (found.certainty, found.warning.code) == ("confirmed", "work_right_expires")


def test_a_document_without_an_end_is_asked_for():
    found = work_right(ground=Ground.RESIDENCE_TITLE, marking=Marking.ONBEPERKT, on=ON)
    assert (found.may_work, found.warning.code) == (MayWork.ONBEPERKT, "work_right_no_end")


def test_who_may_not_work_is_not_warned_about_the_document():
    found = work_right(ground=Ground.RESIDENCE_TITLE, marking=Marking.NEEN, valid_until=ON, on=ON)
    assert (found.may_work, found.warning) == (MayWork.NEEN, None)


def asylum(on=ON, **facts):
    given_facts = {
        "since": date(2026, 1, 31),
        "marking": Marking.ONBEPERKT,
        "valid_until": NEXT_YEAR,
        **facts,
    }
    return work_right(ground=Ground.ASYLUM, on=on, **given_facts)


@pytest.mark.parametrize(
    ("on", "may_work"),
    [("2026-05-30", MayWork.NEEN), ("2026-05-31", MayWork.ONBEPERKT), ("2026-06-01", MayWork.ONBEPERKT)],
)
def test_an_asylum_seeker_may_work_after_four_months(on, may_work):
    assert asylum(date.fromisoformat(on)).may_work is may_work


def test_who_waits_hears_from_when():
    found = asylum(date(2026, 2, 1))
    assert found.from_day == date(2026, 5, 31)
    assert "31/05/2026" in str(found.reason)


def test_four_months_after_31_october_is_the_last_day_of_february():
    assert asylum(date(2026, 2, 1), since=date(2025, 10, 31)).from_day == date(2026, 2, 28)


@pytest.mark.parametrize(
    ("facts", "may_work", "reason"),
    [
        ({"refused": True}, MayWork.NEEN, "work_right_asylum_refused"),
        ({"since": None}, MayWork.UNKNOWN, "work_right_asylum_no_date"),
        ({"marking": None}, MayWork.UNKNOWN, "work_right_no_marking"),
        ({"marking": Marking.BEPERKT}, MayWork.UNKNOWN, "work_right_asylum_marking"),
        ({"marking": Marking.NEEN}, MayWork.NEEN, "work_right_marking"),
    ],
)
def test_an_asylum_seeker_without_all_conditions(facts, may_work, reason):
    found = asylum(**facts)
    assert (found.may_work, found.reason.code) == (may_work, reason)


@pytest.mark.parametrize("on", [date(2019, 1, 2), date(2019, 1, 3), date(2019, 6, 30)])
def test_an_old_card_c_holds_until_it_expires(on):
    found = work_right(ground=Ground.CARD_C, valid_until=date(2019, 6, 30), on=on)
    assert (found.may_work, found.certainty) == (MayWork.ONBEPERKT, "confirmed")
    assert found.trace[0].parameter.startswith("work_right.card_c")


def test_a_card_c_without_an_end_proves_nothing():
    found = work_right(ground=Ground.CARD_C, on=ON)
    assert (found.may_work, found.reason.code) == (MayWork.UNKNOWN, "work_right_card_c_no_end")


@given(st.dates(date(2019, 1, 3), date(2030, 1, 1)), st.integers(0, 400))
def test_waiting_ends_once_and_for_all(since, days):
    on = date.fromordinal(since.toordinal() + days)
    found = asylum(on, since=since, valid_until=date(2040, 1, 1))
    assert (found.may_work is MayWork.ONBEPERKT) is (on >= add_months(since, 4))
