"""The participatieladder on one sheet for the client: where they are, where they go, in two languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from trede.letters.pdf import pdf

RUNGS = range(6, 0, -1)
PICTOGRAMS = {1: "door", 2: "people", 3: "calendar", 4: "papers", 5: "work", 6: "work"}
# As on the screen, so that paper and screen show the same rung in the same colour.
COLOURS = {1: "#7d4468", 2: "#5d4ea3", 3: "#2a61a8", 4: "#0c6c7a", 5: "#226f3d", 6: "#835900"}
TINTS = {1: "#f5eaf1", 2: "#eeecf8", 3: "#e6eff9", 4: "#e0f1f3", 5: "#e4f2e8", 6: "#fbf1da"}


@dataclass(frozen=True)
class LadderPaper:
    """`dutch` and `other`: the texts by their short keys ("title", "rung_3"), `other` without what may not be said.

    `here` and `goal` are rungs, or None. `reach`: the goal is the highest within reach, a good place to be.
    """

    organisation: str
    name: str
    date_line: str
    dutch: Mapping[str, str]
    other: Mapping[str, str] | None = None
    language: str = "nl"
    right_to_left: bool = False
    here: int | None = None
    goal: int | None = None
    reach: bool = False
    note: str = ""


def ladder_paper_pdf(paper: LadderPaper) -> bytes:
    """The sheet as a tagged PDF. Raises CaseError when it cannot be made."""
    other = paper.other or {}
    return pdf(
        "ladder",
        {
            "organisation": paper.organisation,
            "name": paper.name,
            "date_line": paper.date_line,
            "language": paper.language if other else "nl",
            "right_to_left": paper.right_to_left and bool(other),
            "title": _pair("title", paper.dutch, other),
            "intro": _pair("intro", paper.dutch, other),
            "ask": _pair("ask", paper.dutch, other),
            "note": [line for line in paper.note.splitlines() if line],
            "rungs": [_rung(number, paper, other) for number in RUNGS],
        },
    )


def _rung(number: int, paper: LadderPaper, other: Mapping[str, str]) -> dict[str, Any]:
    here, goal = number == paper.here, number == paper.goal
    wanted = {"here": here, "since": here, "goal": goal, "good_place": goal and paper.reach}
    return {
        "number": number,
        "pictogram": PICTOGRAMS[number],
        "colour": COLOURS[number],
        "tint": TINTS[number],
        "here": here,
        "goal": goal,
        "said": _pair(f"rung_{number}", paper.dutch, other),
        "signs": [_pair(key, paper.dutch, other) for key, wants in wanted.items() if wants],
    }


def _pair(key: str, dutch: Mapping[str, str], other: Mapping[str, str]) -> dict[str, list[str]]:
    """The lines in both languages; `own` is empty where only the Dutch may be said."""
    return {"own": other.get(key, "").splitlines(), "dutch": dutch.get(key, "").splitlines()}
