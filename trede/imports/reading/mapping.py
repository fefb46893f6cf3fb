"""Which column means what: proposed from titles and content, remembered by the titles."""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import Any

from trede.rules.sentences import Param, Sentence

from . import dates, names, sniff
from .errors import Unreadable
from .fields import DATE_FIELDS, LABELS, REPEATABLE, Field
from .synonyms import header_candidates
from .table import Table
from .text import Cell, cell_text, fold

CLEAR = 0.2  # two columns for one field: the better one must lead by this much
MIN_CONFIDENCE = 0.35
SURE_NAME = 0.5
REASONS = {
    "title": "titel van de kolom",
    "both": "titel en inhoud van de kolom",
    "content": "inhoud van de kolom",
    "against": "titel van de kolom, maar de inhoud lijkt anders",
    "unknown": "titel en inhoud niet herkend",
    "weaker": "een andere kolom past beter voor hetzelfde gegeven",
    "empty": "lege kolom",
    "remembered": "eerder zo gekozen",
    "chosen": "zo gekozen",
}
DOUBTS = {
    "no_name": "Geen enkele kolom is herkend als naam. Duid aan in welke kolom de naam staat.",
    "guessed_name": "Kolom ‘{title}’ is alleen op inhoud als naam herkend. Bevestig de keuze.",
    "two_names": "Er is een kolom met de volledige naam én een met de achternaam. Kies welke geldt.",
    "two_columns": "Meer dan één kolom lijkt {label}: {titles}. Kies er één.",
    "mixed_dates": "In kolom ‘{title}’ staan dag/maand en maand/dag door elkaar. Kijk de datums na.",
}


@dataclass(frozen=True)
class Column:
    """One column and what it means. `order` is the order of dates or of whole names in it."""

    index: int
    title: str
    field: Field
    confidence: float
    reason: str
    order: str = ""

    @property
    def reason_nl(self) -> str:
        return REASONS[self.reason]


@dataclass(frozen=True)
class Mapping:
    """The meaning of all columns. `doubts` are sentences; without them the mapping is `sure`."""

    signature: str
    columns: tuple[Column, ...]
    doubts: tuple[Sentence, ...] = ()

    @property
    def sure(self) -> bool:
        return not self.doubts

    @cached_property
    def active(self) -> tuple[Column, ...]:
        """The columns that are taken over."""
        return tuple(column for column in self.columns if column.field is not Field.IGNORE)

    def column(self, target: Field) -> Column | None:
        return next((column for column in self.columns if column.field is target), None)

    def with_field(self, index: int, target: Field) -> "Mapping":
        """A person's choice for one column; the doubts are weighed again."""
        columns = tuple(
            replace(column, field=target, confidence=1.0, reason="chosen")
            if column.index == index
            else column
            for column in self.columns
        )
        return Mapping(self.signature, columns, doubts_of(columns))

    def as_data(self) -> dict[str, Any]:
        """Plain values for JSON, to remember per organisation. Holds titles of columns, no persons."""
        return {
            "signature": self.signature,
            "sure": self.sure,
            "doubts": [str(doubt) for doubt in self.doubts],
            "columns": [
                asdict(column) | {"field": column.field.value, "confidence": round(column.confidence, 2)}
                for column in self.columns
            ],
        }  # fmt: skip

    def as_json(self) -> str:
        return json.dumps(self.as_data(), ensure_ascii=False)

    @classmethod
    def from_data(cls, data: object) -> "Mapping":
        """What `as_data` gave; doubts are weighed anew. Raises Unreadable for anything else."""
        try:
            if not isinstance(data, dict):
                raise TypeError
            columns = tuple(column_from(entry, place) for place, entry in enumerate(data["columns"]))
            signature = str(data.get("signature") or signature_of([column.title for column in columns]))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise Unreadable("mapping") from error
        return cls(signature, columns, doubts_of(columns))

    @classmethod
    def from_json(cls, text: str) -> "Mapping":
        try:
            return cls.from_data(json.loads(text))
        except (json.JSONDecodeError, RecursionError) as error:
            raise Unreadable("mapping") from error


def column_from(entry: dict[str, Any], place: int) -> Column:
    return Column(
        index=int(entry.get("index", place)),
        title=str(entry["title"]),
        field=Field(entry["field"]),
        confidence=float(entry.get("confidence", 1.0)),
        reason=entry["reason"] if entry.get("reason") in REASONS else "chosen",
        order=str(entry.get("order", "")),
    )


def keys_of(titles: Sequence[str]) -> list[str]:
    """One key per column that does not depend on its place: the folded title and its how-manieth."""
    seen: Counter[str] = Counter()
    keys = []
    for title in titles:
        folded = fold(title)
        seen[folded] += 1
        keys.append(f"{folded}#{seen[folded]}")
    return keys


def signature_of(titles: Sequence[str]) -> str:
    """The same for the same titles in any order, in any casing and punctuation."""
    return hashlib.sha256("\n".join(sorted(keys_of(titles))).encode()).hexdigest()[:32]


def propose_mapping(table: Table, remembered: Mapping | None = None) -> Mapping:
    """The mapping that was remembered for these titles, or else a proposal from titles and content."""
    signature = signature_of(table.header)
    content = [
        [row.cells[i] if i < len(row.cells) else None for row in table.sample]
        for i in range(len(table.header))
    ]
    if remembered is not None and remembered.signature == signature:
        columns = recalled(table.header, remembered)
    else:
        columns = settled([propose_column(i, title, content[i]) for i, title in enumerate(table.header)])
    columns = tuple(replace(column, order=order_in(column, content[column.index])) for column in columns)
    return Mapping(signature, columns, doubts_of(columns))


def recalled(titles: Sequence[str], remembered: Mapping) -> tuple[Column, ...]:
    """The remembered choices at the places where the columns stand now."""
    chosen = dict(zip(keys_of([c.title for c in remembered.columns]), remembered.columns, strict=True))
    return tuple(
        replace(chosen[key], index=index, title=title, reason="remembered")
        for index, (key, title) in enumerate(zip(keys_of(titles), titles, strict=True))
        if key in chosen
    )


def order_in(column: Column, cells: Sequence[Cell]) -> str:
    if column.field in DATE_FIELDS:
        return dates.order_of(cells)
    if column.field is Field.FULL_NAME:
        return names.order_of(column.title, [cell_text(cell) for cell in cells])
    return ""


Candidates = list[tuple[float, Field, str]]


def propose_column(index: int, title: str, cells: Sequence[Cell]) -> tuple[int, str, Candidates]:
    """All meanings of one column, the best first."""
    filled = sniff.said(cells)
    by_title = header_candidates(title)
    found: dict[Field, tuple[float, str]] = {
        target: weighed(target, score, filled)
        for target, score in by_title.items()
        if target is not Field.IGNORE
    }
    if Field.IGNORE not in by_title:
        for target, score in sniff.from_content(filled).items():
            if target not in found or found[target][0] < score:
                found[target] = (score * (0.9 if by_title else 1), "content")
    ranked = sorted(
        ((score, target, reason) for target, (score, reason) in found.items()), key=lambda c: -c[0]
    )
    return (
        index,
        title,
        [c for c in ranked if c[0] >= MIN_CONFIDENCE]
        or [(0.0, Field.IGNORE, "unknown" if filled else "empty")],
    )


def weighed(target: Field, score: float, filled: Sequence[Cell]) -> tuple[float, str]:
    """The title's score, raised or lowered by the content."""
    check = sniff.CHECKS.get(target)
    if check is None or not filled:
        return score, "title"
    part = sniff.share(filled, check)
    if part >= 0.6:
        return score + (1 - score) * 0.6 * part, "both"
    return (
        (score * 0.55, "against") if part < 0.3 and len(filled) >= sniff.MIN_CELLS else (score * 0.9, "title")
    )


def settled(proposals: list[tuple[int, str, Candidates]]) -> tuple[Column, ...]:
    """Each field to its best column, strongest first; a column that loses takes its next meaning."""
    targets = {ranked[0][1] for _, _, ranked in proposals}
    proposals = [(i, title, neighbourly(ranked, targets)) for i, title, ranked in proposals]
    taken: dict[Field, float] = {}
    columns: dict[int, Column] = {}
    for index, title, ranked in sorted(proposals, key=lambda p: (-p[2][0][0], p[0])):
        columns[index] = place(index, title, ranked, taken)
    return tuple(columns[index] for index in sorted(columns))


def neighbourly(ranked: Candidates, targets: set[Field]) -> Candidates:
    """“Naam” beside “Voornaam” is the family name; alone it is the whole name. “Nr” needs a street."""
    best = {target for _, target, _ in ranked}
    if {Field.LAST_NAME, Field.FULL_NAME} <= best:
        wanted = Field.LAST_NAME if Field.FIRST_NAMES in targets else Field.FULL_NAME
        other = Field.FULL_NAME if wanted is Field.LAST_NAME else Field.LAST_NAME
        top = max(score for score, target, _ in ranked if target in (wanted, other))
        return [(max(top, 0.75), wanted, "both"), *(c for c in ranked if c[1] not in (wanted, other))]
    if {Field.HOUSE_NUMBER, Field.NUMBER_ELSEWHERE} <= best and Field.STREET not in targets:
        return [c for c in ranked if c[1] is not Field.HOUSE_NUMBER]
    return ranked


def place(index: int, title: str, ranked: Candidates, taken: dict[Field, float]) -> Column:
    for score, target, reason in ranked:
        if target in REPEATABLE or target not in taken:
            taken.setdefault(target, score)
            return Column(index, title, target, score, reason)
        if taken[target] - score < CLEAR and reason != "content":
            # Two columns claim the same field equally: both keep it, and a person decides.
            return Column(index, title, target, score, reason)
    return Column(index, title, Field.IGNORE, 0.0, "weaker")


def doubts_of(columns: Sequence[Column]) -> tuple[Sentence, ...]:
    """Why a person must look: no column with names, or two columns for one field."""
    doubts = []
    used = Counter(column.field for column in columns)
    named = [c for c in columns if c.field in (Field.FULL_NAME, Field.LAST_NAME, Field.FIRST_NAMES)]
    if not named:
        doubts.append(_doubt("no_name"))
    elif max(column.confidence for column in named) < SURE_NAME:
        doubts.append(_doubt("guessed_name", title=named[0].title))
    if used[Field.FULL_NAME] and used[Field.LAST_NAME]:
        doubts.append(_doubt("two_names"))
    for target, count in used.items():
        if count > 1 and target not in REPEATABLE:
            titles = ", ".join(f"‘{column.title}’" for column in columns if column.field is target)
            doubts.append(_doubt("two_columns", label=Sentence.of("label", LABELS[target]), titles=titles))
    doubts += [_doubt("mixed_dates", title=column.title) for column in columns if column.order == dates.MIXED]
    return tuple(doubts)


def _doubt(code: str, **params: Param) -> Sentence:
    return Sentence.of(code, DOUBTS[code], **params)
