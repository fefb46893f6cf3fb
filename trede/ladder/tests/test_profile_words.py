"""A profile in words, shapes and geometry; and what stands in the PDF, as plain values."""

from datetime import date
from typing import Any

import pytest

from trede.clients.models import Client
from trede.core.models import Member, Organisation, User
from trede.ladder.models import (
    Assessment,
    AssessmentKind,
    AssessmentTask,
    Indicator,
    Observation,
    TaskRun,
)
from trede.ladder.profile_page import CELL, SHAPES, legend, profile_page, shown_lines
from trede.ladder.profile_pdf import profile_data
from trede.ladder.reading_assessments import Sheet

DAY = date(2026, 3, 2)
KEYS = {1: "tempo", 2: "orde", 3: "rekenen"}


def sheet(*seen: tuple[int, int, int], member: int = 1, blind: bool = False, **values: Any) -> Sheet:
    """(indicator, observer, seen); indicators 1 and 2 in Koken (done), 3 in Rekenen (skipped), 4 not chosen."""
    tasks = [
        AssessmentTask(pk=number, name=name) for number, name in enumerate(("Koken", "Rekenen", "ICT"), 1)
    ]
    places = {1: 1, 2: 1, 3: 2, 4: 3}
    indicators = {
        pk: Indicator(pk=pk, text=f"Gedrag {pk}.", competence=KEYS.get(pk, "digitaal"), task=tasks[place - 1])
        for pk, place in places.items()
    }
    runs = {
        1: TaskRun(task=tasks[0], done_on=DAY, how="Zittend"),
        2: TaskRun(task=tasks[1], skipped_because="Ziek"),
    }
    assessment = Assessment(
        pk=1, kind=AssessmentKind(name="WerkLabo"), starts_on=DAY, **({"question": "Wat kan hij?"} | values)
    )
    observations = [
        Observation(
            indicator=indicators[indicator],
            observer=Member(pk=who, user=User(name=f"Kijker {who}")),
            seen=value,
        )
        for indicator, who, value in seen
    ]
    return Sheet(assessment, member, blind, tasks, indicators, runs, observations)


def titles(page: dict[str, Any]) -> dict[str, list[str]]:
    return {group["title"]: [line.name for line in group["lines"]] for group in page["groups"]}


def test_groups_name_only_what_was_seen_and_the_rest_is_unknown() -> None:
    page = profile_page(sheet((1, 1, 4), (2, 1, 1)))
    assert titles(page) == {"Wat goed gaat": ["Werktempo"], "Wat nog niet lukt": ["Orde en netheid"]}
    assert [(line.name, line.seen) for line in page["not_seen"]] == [
        ("Rekenen", "zou te zien zijn in Rekenen")
    ]
    assert [task.name for task in page["not_chosen"]] == ["ICT"]
    assert page["scale"] == ["lukt nog niet", "lukt met hulp", "lukt alleen", "sterk"]


def test_two_observers_are_two_shapes_in_the_cells_of_their_levels() -> None:
    (line,) = shown_lines(sheet((1, 7, 4), (1, 9, 2)).profile.with_help, sheet((1, 7, 4), (1, 9, 2)))
    assert [(dot.observer, dot.shape, dot.word) for dot in line.dots] == [
        ("Kijker 7", "circle", "sterk"),
        ("Kijker 9", "square", "lukt met hulp"),
    ]
    assert [(dot.x - CELL // 2) // CELL + 1 for dot in line.dots] == [4, 2]
    assert len({dot.y for dot in line.dots}) == 2
    assert all(0 < dot.x < 4 * CELL and 0 < dot.y < line.height for dot in line.dots)
    assert line.said == "Werktempo: lukt met hulp (Kijker 7: sterk, Kijker 9: lukt met hulp)"
    assert line.differs


def test_an_observer_keeps_their_shape_in_every_row() -> None:
    found = sheet((1, 3, 4), (1, 5, 4), (2, 5, 3))
    lines = shown_lines(found.profile.strengths, found)
    assert [[dot.shape for dot in line.dots] for line in lines] == [["circle", "square"], ["square"]]


def test_a_fifth_observer_shares_a_shape_and_is_named() -> None:
    found = sheet(*((1, who, 3) for who in range(1, 6)))
    shapes = legend(found)
    assert [shape for shape, _name in shapes] == [*SHAPES, SHAPES[0]]
    assert len({name for _shape, name in shapes}) == 5


@pytest.mark.parametrize(("count", "said"), [(1, "1 keer gezien: Koken"), (2, "2 keer gezien: Koken")])
def test_how_often_and_where(count: int, said: str) -> None:
    found = sheet(*((1, who, 3) for who in range(count)))
    assert shown_lines(found.profile.strengths, found)[0].seen == said


def test_blind_pages_and_legends_name_nobody_else() -> None:
    found = sheet((1, 1, 3), (2, 2, 4), member=1, blind=True)
    page = profile_page(found)
    assert (titles(page), found.hidden) == ({"Wat goed gaat": ["Werktempo"]}, 1)
    assert page["legend"] == [("circle", "Kijker 1")]
    seen = [by for task in page["tested"] for _text, _competence, by in task.seen]
    assert [who for by in seen for who, _word, _note in by] == ["Kijker 1"]


def test_gaps_in_words() -> None:
    gaps = profile_page(sheet((1, 1, 3)))["gaps"]
    assert (gaps["unfinished"], gaps["undescribed"], gaps["unseen"]) == ([], [], ["Gedrag 2."])


def data(*seen: tuple[int, int, int], **values: Any) -> dict[str, Any]:
    client = Client(
        number=12, last_name="Claes", first_names="An", organisation=Organisation(name="OCMW Teststad")
    )
    done = {"advice": "Begin met halve dagen.", "concluded_on": DAY} | values
    return profile_data(client, sheet(*seen, **done))


def test_the_paper_says_the_advice_what_was_done_and_what_was_not() -> None:
    found = data((1, 1, 4), (1, 2, 1), suggested_rung=3, client_says="Ik kook graag.")
    assert [part[0] for part in found["advice"]] == ["Wat wilden we weten?", "Ons advies", "Past bij"]
    assert found["advice"][2][1].startswith("trede 3: ")
    assert found["closing"] == [["Wat u er zelf van zegt", "Ik kook graag."]]
    assert found["tested"]["rows"] == [
        ["Koken", "02/03/2026", "Zittend"],
        ["Rekenen", "niet gedaan", "Ziek"],
    ]
    assert found["differences"]["lines"] == ["Gedrag 1. (Koken) Kijker 1: sterk, Kijker 2: lukt nog niet"]
    assert found["not_seen"]["lines"] == ["Orde en netheid", "Rekenen"]


def test_the_paper_leaves_out_what_was_left_empty() -> None:
    found = data(question="")
    assert [part[0] for part in found["advice"]] == ["Ons advies"]
    assert (found["closing"], found["groups"]) == ([], [])
    assert dict(found["who"])["Wie keek er mee"] == "niemand"


def test_no_note_of_an_observer_stands_on_the_paper() -> None:
    found = sheet((1, 1, 3))
    found.observations[0].note = "Kwam te laat, ruikt naar drank"
    client = Client(number=12, last_name="Claes", organisation=Organisation(name="OCMW"))
    assert "drank" not in str(profile_data(client, found))
