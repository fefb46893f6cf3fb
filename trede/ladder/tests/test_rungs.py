"""The texts of the six rungs, what comes next, and the path in words."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import translation

from trede.core.templatetags.look import RUNG_NAMES
from trede.ladder.models import LadderGoal, LadderPosition, Rung
from trede.ladder.next_thing import LOOK_AFTER_DAYS, Next, needs_a_look, next_thing
from trede.ladder.rungs import DOUBT, RUNGS
from trede.ladder.saying import how_long, months_by_rung, said_path
from trede.ladder.standing_on import Path, path_from

TODAY = date(2026, 6, 1)
MARCH, MAY = date(2025, 3, 1), date(2025, 5, 1)


@pytest.fixture(autouse=True)
def _dutch() -> Any:
    with translation.override("nl"):
        yield


def test_every_rung_has_all_its_texts() -> None:
    assert list(RUNGS) == list(Rung.values) == [1, 2, 3, 4, 5, 6]
    for text in RUNGS.values():
        assert all(
            str(part).strip() for part in (text.name, text.short, text.anchor, text.signs, text.offered)
        )
        sentences = re.findall(r"[^.]+\.", str(text.anchor))
        assert 2 <= len(sentences) <= 4
        assert all(len(sentence.split()) <= 24 for sentence in sentences)
    assert all(str(line).endswith((".", "?")) for line in DOUBT)


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
def test_the_signs_tell_this_rung_from_the_next(number: int) -> None:
    signs = str(RUNGS[number].signs)
    assert f"Kies {number} " in signs
    assert f"Kies {number + 1} " in signs


def test_a_rung_has_one_name_everywhere() -> None:
    assert {n: str(text.name).lower() for n, text in RUNGS.items()} == {
        n: str(name) for n, name in RUNG_NAMES.items()
    }


KNOWN: dict[str, Any] = {
    "rung": 3,
    "looked_on": TODAY,
    "has_intake": True,
    "open_intake": False,
    "waits_for_advice": False,
    "has_goal": True,
    "by_when": None,
    "today": TODAY,
}


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, Next.STEP),
        ({"rung": None, "has_intake": False}, Next.INTAKE),
        ({"rung": None}, Next.FIRST_RUNG),
        ({"rung": None, "open_intake": True}, Next.GO_ON),
        ({"waits_for_advice": True}, Next.ADVICE),
        ({"has_goal": False}, Next.GOAL),
        ({"by_when": TODAY - timedelta(1)}, Next.GOAL_PAST),
        ({"by_when": TODAY}, Next.STEP),
        ({"looked_on": TODAY - timedelta(LOOK_AFTER_DAYS + 1)}, Next.LOOK),
        ({"looked_on": TODAY - timedelta(LOOK_AFTER_DAYS)}, Next.STEP),
    ],
)
def test_one_thing_comes_next(changed: dict[str, Any], expected: Next) -> None:
    assert next_thing(**(KNOWN | changed)) is expected


def test_who_stands_nowhere_needs_no_look() -> None:
    assert not needs_a_look(None, TODAY)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "0 dagen"),
        (1, "1 dag"),
        (59, "59 dagen"),
        (60, "2 maanden"),
        (334, "11 maanden"),
        (365, "1 jaar"),
        (396, "1 jaar en 1 maand"),
        (800, "2 jaar en 2 maanden"),
    ],
)
def test_how_long_in_words(days: int, said: str) -> None:
    assert how_long(days) == said


def path(*, reach: bool = False, goal: bool = True) -> Path:
    rows = [
        LadderPosition(pk=1, rung=2, starts_on=MARCH, ends_on=MAY - timedelta(1)),
        LadderPosition(pk=2, rung=4, starts_on=MAY),
    ]
    goals = [LadderGoal(pk=1, rung=4, starts_on=MAY, highest_within_reach=reach)] if goal else []
    return path_from(rows, goals, TODAY)


def test_the_picture_is_said_in_sentences() -> None:
    assert said_path(path()) == (
        "Participatieladder van zes treden. Nu op trede 4, onbetaald werk, met betaald werk als doel, "
        "sinds mei 2025. Eerder: trede 2 vanaf maart 2025. "
        "Doel: trede 4, onbetaald werk, met betaald werk als doel."
    )
    assert "Dat is het hoogst haalbare, en dat is goed." in said_path(path(reach=True))
    assert "Doel" not in said_path(path(goal=False))
    assert "nog geen trede gekozen" in said_path(Path())
    ended = path_from([LadderPosition(pk=1, rung=2, starts_on=MARCH, ends_on=MAY)], [], TODAY)
    assert "Vandaag staat de cliënt op geen trede. Eerder: trede 2 vanaf maart 2025." in said_path(ended)


def test_the_months_under_the_stairs() -> None:
    assert months_by_rung(path()) == {2: "mrt 2025", 4: "mei 2025"}
