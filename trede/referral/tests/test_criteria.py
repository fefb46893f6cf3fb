"""The criteria as pure weighing: nothing but a missing right to work advises against."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trede.clients.models.work import LEVELS as FILE_LEVELS
from trede.referral.criteria import LEVELS, Criterion, Known, Verdict, advises_against, reaches, weigh

DAY = date(2026, 3, 2)
GOOD = Known(
    on=DAY,
    may_work="onbeperkt",
    work_certainty="confirmed",
    estimate="yes",
    dutch="1.2",
    dutch_threshold="1.1",
    at_vdab=True,
    newcomer_months=2,
    reachable=True,
)


def one(code: str, **changes: Any) -> Criterion:
    found = [criterion for criterion in weigh(replace(GOOD, **changes)) if criterion.code == code]
    assert len(found) == 1
    return found[0]


def test_a_file_in_order_is_all_in_order() -> None:
    criteria = weigh(GOOD)
    assert {criterion.code: criterion.verdict for criterion in criteria} == {
        "work": "ok",
        "estimate": "ok",
        "dutch": "ok",
        "vdab": "ok",
        "reachable": "ok",
    }
    assert not advises_against(criteria)


@pytest.mark.parametrize(
    ("may_work", "warning", "verdict"),
    [
        ("onbeperkt", "", "ok"),
        ("onbeperkt", "Vervalt binnenkort.", "attention"),
        ("beperkt", "", "attention"),
        ("neen", "", "blocks"),
        ("unknown", "", "missing"),
    ],
)
def test_the_right_to_work(may_work: str, warning: str, verdict: str) -> None:
    found = one("work", may_work=may_work, work_warning=warning, work_reason="Omdat.")
    assert (found.verdict, found.certainty, found.source) == (verdict, "confirmed", "work_right")
    assert found.reason == f"Omdat. {warning}".strip()


@pytest.mark.parametrize(
    ("estimate", "verdict"),
    [("yes", "ok"), ("soon", "attention"), ("unsure", "attention"), ("no", "attention"), ("", "missing")],
)
def test_the_estimate_of_the_social_worker(estimate: str, verdict: str) -> None:
    assert one("estimate", estimate=estimate).verdict == verdict


@pytest.mark.parametrize(
    ("level", "threshold", "verdict"),
    [
        ("1.1", "1.1", "ok"),
        ("A1", "1.1", "ok"),
        ("B2", "1.1", "ok"),
        ("0", "1.1", "attention"),
        (None, "1.1", "attention"),
        ("1.1", "1.2", "attention"),
        ("0", None, "ok"),
    ],
)
def test_dutch_asks_attention_and_never_refuses(
    level: str | None, threshold: str | None, verdict: str
) -> None:
    found = one("dutch", dutch=level, dutch_threshold=threshold)
    assert found.verdict == verdict
    assert ("geen reden om te weigeren" in found.reason) == (verdict == "attention")


def test_every_level_of_the_file_has_a_place() -> None:
    assert set(LEVELS) == {level for level, _label in FILE_LEVELS}
    assert reaches("2.4", "B1")
    assert reaches("B1", "2.4")
    assert not reaches("onbekend", "0")


@pytest.mark.parametrize(
    ("arrived", "said"),
    [
        (date(2026, 1, 2), "nieuwkomer"),
        (date(2026, 1, 1), "verplicht"),
        (None, "verplicht"),
    ],
    ids=["two months", "a day more", "unknown"],
)
def test_who_is_not_at_vdab_hears_what_to_do(arrived: date | None, said: str) -> None:
    found = one("vdab", at_vdab=False, arrived_on=arrived)
    assert found.verdict == "attention"
    assert said in found.reason


def test_a_term_that_is_not_known_is_not_guessed() -> None:
    assert "maanden" not in one("vdab", at_vdab=False, arrived_on=DAY, newcomer_months=None).reason


def test_who_cannot_be_reached_is_missing_something() -> None:
    assert one("reachable", reachable=False).verdict == "missing"


@pytest.mark.parametrize(
    ("until", "sentence"),
    [(date(2026, 6, 30), "Vrijgesteld tot en met 30/06/2026."), (None, "Vrijgesteld.")],
)
def test_an_exemption_in_force_is_said_without_its_ground(until: date | None, sentence: str) -> None:
    found = one("exemption", exempt=True, exempt_until=until, exemption_asked=True)
    assert (found.verdict, found.sentence) == ("attention", sentence)


def test_a_proposed_exemption_does_not_count_yet() -> None:
    assert "beslist" in one("exemption", exemption_asked=True).reason


def test_who_waits_or_is_guided_already() -> None:
    assert "01/02/2026" in one("waiting", waiting_since=date(2026, 2, 1)).sentence
    assert one("guided", guided=True).verdict == "attention"


KNOWN = st.builds(
    Known,
    on=st.just(DAY),
    may_work=st.sampled_from(["onbeperkt", "beperkt", "neen", "unknown", "iets"]),
    work_warning=st.sampled_from(["", "Let op."]),
    estimate=st.sampled_from(["", "yes", "soon", "unsure", "no"]),
    dutch=st.none() | st.sampled_from(sorted(LEVELS)),
    dutch_threshold=st.none() | st.sampled_from(sorted(LEVELS)),
    at_vdab=st.booleans(),
    arrived_on=st.none() | st.dates(date(2000, 1, 1), DAY),
    newcomer_months=st.none() | st.integers(0, 24),
    reachable=st.booleans(),
    exempt=st.booleans(),
    exempt_until=st.none() | st.dates(DAY, date(2030, 1, 1)),
    exemption_asked=st.booleans(),
    guided=st.booleans(),
    waiting_since=st.none() | st.dates(date(2020, 1, 1), DAY),
)


@given(KNOWN)
def test_only_a_missing_right_to_work_advises_against(known: Known) -> None:
    criteria = weigh(known)
    assert advises_against(criteria) == (known.may_work == "neen")
    assert all(criterion.sentence and criterion.verdict in Verdict for criterion in criteria)
    assert len({criterion.code for criterion in criteria}) == len(criteria)


@given(KNOWN, st.none() | st.sampled_from(sorted(LEVELS)))
def test_dutch_changes_no_other_verdict(known: Known, level: str | None) -> None:
    def others(one: Known) -> list[Criterion]:
        return [criterion for criterion in weigh(one) if criterion.code != "dutch"]

    assert others(known) == others(replace(known, dutch=level))
