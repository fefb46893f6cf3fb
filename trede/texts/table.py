"""The texts of an organisation as a table: one row a text, one column a language."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from trede.texts import library
from trede.texts.keys import group_of, is_legal
from trede.texts.languages import LANGUAGES
from trede.texts.reading import Text
from trede.texts.states import DUTCH, TextState
from trede.texts.words import LANGUAGE_NAMES, has_own_title, title_of

Texts = Mapping[str, Mapping[str, Text]]


@dataclass(frozen=True)
class Row:
    key: str
    title: str | Promise
    title_is_dutch: bool
    is_legal: bool
    cells: Sequence[Text]


def keys_of(group: str) -> tuple[str, ...]:
    """The texts of a part, in the order of the library."""
    known = library.keys()
    return tuple(key for key in known if group_of(key) == group)


def rows_of(texts: Texts, group: str, languages: Sequence[str], state: str) -> list[Row]:
    """The texts of a part, in the order of the library; with a state only those that have it in a language shown."""
    rows = [_row(key, [texts[language][key] for language in languages]) for key in keys_of(group)]
    return [row for row in rows if not state or any(cell.state == state for cell in row.cells)]


def _row(key: str, cells: Sequence[Text]) -> Row:
    return Row(key, title_of(key), not has_own_title(key), is_legal(key), cells)


def counts_of(texts: Texts) -> list[dict[str, Any]]:
    """How far each translation is: how many were read, wait for a reader, or follow an older Dutch."""
    return [_count(language, texts[language]) for language in LANGUAGES if language != DUTCH]


def _count(language: str, texts: Mapping[str, Text]) -> dict[str, Any]:
    states = Counter(text.state for text in texts.values())
    return {
        "language": language,
        "name": LANGUAGE_NAMES[language],
        "all": len(texts),
        **{state.value: states[state] for state in TextState},
    }
