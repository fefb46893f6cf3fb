"""A profile as people read it, on the screen and on paper: words, shapes, and the geometry of the picture."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trede.ladder.competences import COMPETENCES, name_of
from trede.ladder.models import Observation
from trede.ladder.profile import Difference, Line
from trede.ladder.reading_assessments import Sheet, TaskRow, seen_word

# Each observer is a shape: never colour alone. Who comes fifth shares the first shape, and is named beside it.
SHAPES = ("circle", "square", "triangle", "diamond")
CELL, DOT, TOP = 60, 14, 11


@dataclass(frozen=True, slots=True)
class Dot:
    """What one observer makes of it; x and y in units of the viewBox (a cell is 60 wide)."""

    observer: str
    shape: str
    level: int
    word: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One competence in words, with the place of each observer in its row of the picture."""

    name: str
    about: str
    reference: str
    level: int
    word: str
    seen: str
    dots: tuple[Dot, ...]
    differs: bool

    @property
    def bar(self) -> int:
        """The width of what is filled: one cell for each step, inside the lines."""
        return max(0, self.level * CELL - 2)

    @property
    def inner(self) -> int:
        return self.height - 2

    @property
    def height(self) -> int:
        return 2 * TOP + max(0, len(self.dots) - 1) * DOT

    @property
    def said(self) -> str:
        """The alternative text of the row."""
        by = ", ".join(f"{dot.observer}: {dot.word}" for dot in self.dots)
        return f"{self.name}: {self.word} ({by})" if by else f"{self.name}: {self.word}"


@dataclass(frozen=True, slots=True)
class ShownDifference:
    text: str
    task: str
    by: tuple[tuple[str, str], ...]


def shown_lines(lines: tuple[Line, ...], sheet: Sheet) -> list[ShownLine]:
    tasks = {task.pk: task.name for task in sheet.tasks}
    return [_shown(line, sheet, tasks) for line in lines]


def _shown(line: Line, sheet: Sheet, tasks: dict[int, str]) -> ShownLine:
    known = COMPETENCES.get(line.competence)
    return ShownLine(
        name=name_of(line.competence),
        about=known.explained if known else "",
        reference=known.reference if known else "",
        level=line.level,
        word=seen_word(line.level),
        seen=_seen_in(line, [tasks[one] for one in line.tasks if one in tasks]),
        dots=tuple(_dots(line, sheet)),
        differs=line.spread > 0,
    )


def _seen_in(line: Line, tasks: list[str]) -> str:
    where = ", ".join(tasks)
    if not line.times:
        return _("zou te zien zijn in %(where)s") % {"where": where} if where else ""
    times = ngettext("%(times)s keer gezien", "%(times)s keer gezien", line.times) % {"times": line.times}
    return f"{times}: {where}" if where else times


def _dots(line: Line, sheet: Sheet) -> list[Dot]:
    places = {who: place for place, who in enumerate(sheet.observers)}
    return [
        Dot(
            observer=sheet.observers[one.observer],
            shape=SHAPES[places[one.observer] % len(SHAPES)],
            level=one.level,
            word=seen_word(one.level),
            x=one.level * CELL - CELL // 2,
            y=TOP + number * DOT,
        )
        for number, one in enumerate(line.levels)
    ]


def legend(sheet: Sheet) -> list[tuple[str, str]]:
    """(shape, name) of each observer whose marks are shown."""
    shown = {mark.observer for mark in sheet.shown}
    return [
        (SHAPES[place % len(SHAPES)], name)
        for place, (who, name) in enumerate(sheet.observers.items())
        if who in shown
    ]


def shown_differences(differences: tuple[Difference, ...], sheet: Sheet) -> list[ShownDifference]:
    tasks = {task.pk: task.name for task in sheet.tasks}
    return [
        ShownDifference(
            text=sheet.indicators[one.indicator].text,
            task=tasks.get(one.task, ""),
            by=tuple((sheet.observers[who], seen_word(value)) for who, value in one.seen),
        )
        for one in differences
    ]


@dataclass(frozen=True, slots=True)
class ShownTask:
    """What was tested, and how; with what was seen of each behaviour, for who wants to know."""

    row: TaskRow
    seen: list[tuple[str, str, list[tuple[str, str, str]]]]


def shown_tasks(sheet: Sheet) -> list[ShownTask]:
    """Tasks that were done or skipped: (behaviour, competence, [(observer, word, note)])."""
    visible = {(mark.indicator, mark.observer) for mark in sheet.shown}
    by_indicator: dict[int, list[Observation]] = {}
    for one in sheet.observations:
        if (one.indicator_id, one.observer_id) in visible:
            by_indicator.setdefault(one.indicator_id, []).append(one)
    return [
        ShownTask(row, [_behaviour(one, by_indicator, sheet) for one in row.indicators])
        for row in sheet.rows
        if row.state in ("done", "skipped")
    ]


def _behaviour(indicator: Any, by_indicator: dict[int, list[Observation]], sheet: Sheet) -> Any:
    rows = sorted(by_indicator.get(indicator.pk, []), key=lambda one: one.observer_id)
    by = [(sheet.observers[one.observer_id], seen_word(one.seen), one.note) for one in rows]
    return indicator.text, name_of(indicator.competence), by


def groups(sheet: Sheet) -> list[dict[str, Any]]:
    """The profile, strengths first; what nobody saw comes last and says that it is not known."""
    profile = sheet.profile
    parts = [
        ("strengths", _("Wat goed gaat"), profile.strengths),
        ("with_help", _("Wat lukt met hulp"), profile.with_help),
        ("not_yet", _("Wat nog niet lukt"), profile.not_yet),
    ]
    return [{"key": key, "title": title, "lines": shown_lines(lines, sheet)} for key, title, lines in parts]


def shown_gaps(sheet: Sheet) -> dict[str, Any]:
    """The warnings before a conclusion, in words."""
    tasks, gaps = {task.pk: task.name for task in sheet.tasks}, sheet.gaps
    return {
        "any": gaps.any,
        "unfinished": [tasks[one] for one in gaps.unfinished],
        "undescribed": [tasks[one] for one in gaps.undescribed],
        "unseen": [sheet.indicators[one].text for one in gaps.unseen],
    }


def profile_page(sheet: Sheet) -> dict[str, Any]:
    """What the screen of the profile shows."""
    return {
        "groups": [group for group in groups(sheet) if group["lines"]],
        "not_seen": shown_lines(sheet.profile.not_seen, sheet),
        "differences": shown_differences(sheet.profile.differences, sheet),
        "apart": shown_lines(sheet.profile.apart, sheet),
        "tested": shown_tasks(sheet),
        "not_chosen": [row.task for row in sheet.rows if row.run is None],
        "legend": legend(sheet),
        "cells": [number * CELL for number in range(4)],
        "gaps": shown_gaps(sheet),
        "scale": [seen_word(value) for value in range(1, 5)],
    }
