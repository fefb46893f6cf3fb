"""The WerkLabo that ships: the eight assignments of the source, whole and usable."""

from copy import deepcopy
from typing import Any

import pytest
import yaml

from trede.ladder.competences import COMPETENCES, LIBRARY
from trede.ladder.werklabo import WERKLABO, read_kind

RAW = yaml.safe_load((LIBRARY / "werklabo.yaml").read_text(encoding="utf-8"))


def test_the_eight_assignments() -> None:
    names = [task.name for task in WERKLABO.tasks]
    assert names == [
        "Dozen vouwen",
        "Koken",
        "Planning",
        "Zwerfvuil",
        "ICT",
        "Rekenen",
        "Sorteren",
        "Elektro",
    ]


@pytest.mark.parametrize("task", WERKLABO.tasks, ids=lambda task: task.key)
def test_a_task_says_what_with_what_how_long_and_how_to_adapt(task: Any) -> None:
    assert all((task.about, task.material, task.minutes, task.adapted))
    assert 5 <= len(task.indicators) <= 8
    assert len({one.text for one in task.indicators}) == len(task.indicators)
    assert {one.competence for one in task.indicators} <= set(COMPETENCES)


@pytest.mark.parametrize(
    "words", ["gemotiveerd", "goed", "voldoende", "intelligent", "ziek", "pijn", "verslaafd", "attitude"]
)
def test_an_indicator_is_behaviour_and_no_judgement(words: str) -> None:
    texts = [one.text.lower() for task in WERKLABO.tasks for one in task.indicators]
    assert not [text for text in texts if words in text.replace("of het goed is", "")]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("competence", 0), "onbestaand"),
        (("text", 1), "zonder hoofdletter en punt"),
        (("minutes", None), 2),
        (("indicators", None), []),
    ],
)
def test_a_wrong_file_does_not_load(path: tuple[str, Any], value: Any) -> None:
    raw = deepcopy(RAW)
    name, place = path
    if place is None:
        raw["tasks"][0][name] = value
    else:
        raw["tasks"][0]["indicators"][0][place] = value
    with pytest.raises(ValueError):
        read_kind(raw)
