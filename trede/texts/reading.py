"""What a text says today, in which state it is, and what may be sent of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from trede.core.local import SEND_UNREAD_TEXTS, local_value
from trede.texts import library
from trede.texts.keys import UNREAD_NOTE, is_legal
from trede.texts.languages import LANGUAGES, RIGHT_TO_LEFT, direction, language_for
from trede.texts.models import TextVersion
from trede.texts.placeholders import fill
from trede.texts.saying import say, say_date, say_time
from trede.texts.sms import for_sms
from trede.texts.states import DUTCH, TextState, fingerprint, state_of

__all__ = [
    "LANGUAGES",
    "RIGHT_TO_LEFT",
    "Sendable",
    "Text",
    "TextState",
    "direction",
    "fill",
    "for_sms",
    "language_for",
    "say",
    "say_date",
    "say_time",
    "sendable",
    "texts_of",
]


@dataclass(frozen=True, slots=True)
class Text:
    """One text in one language as it stands today. `number` 0: as it ships with the program."""

    key: str
    language: str
    body: str
    state: TextState
    number: int
    is_legal: bool


@dataclass(frozen=True, slots=True)
class Sendable:
    """What may go out. `texts`: per key, in `language` where it may and else in Dutch (see `Text.language`).

    `dutch`: the same keys in Dutch, to stand beside it. `unread`: some of it was read by nobody; `note` then says so
    in that language and in Dutch.
    """

    texts: dict[str, Text]
    language: str
    unread: bool
    dutch: dict[str, Text]
    note: str = ""


def texts_of(organisation_id: int, language: str, keys: Iterable[str] | None = None) -> dict[str, Text]:
    """The texts in force, in the order asked (None: all); one query. KeyError: a key that the program does not know."""
    wanted = _wanted(keys)
    language = language if language in LANGUAGES else DUTCH
    found = _versions(organisation_id, {language, DUTCH}, None if keys is None else wanted)
    return _read(found, found.in_force, language, wanted)


def latest_of(organisation_id: int, language: str, key: str) -> Text:
    """The last version of a text, in force or not: what the next one is written from. KeyError: no such text."""
    found = _versions(organisation_id, {language, DUTCH}, [key])
    return _read(found, found.last, language, [key])[key]


def texts_in_all(organisation_id: int, keys: Iterable[str] | None = None) -> dict[str, dict[str, Text]]:
    """The last versions of these texts (None: all) in every language, by language; one query."""
    wanted = _wanted(keys)
    found = _versions(organisation_id, set(LANGUAGES), None if keys is None else wanted)
    return {language: _read(found, found.last, language, wanted) for language in LANGUAGES}


def sendable(organisation_id: int, language: str, keys: Iterable[str], on: date) -> Sendable:
    """What may be sent of these texts on a day, to somebody who reads `language`; two queries, for Dutch one.

    A translation that nobody read goes only where the organisation allows it; one with legal effect never; one of
    an older Dutch never. The Dutch takes its place.
    """
    wanted = _wanted(keys)
    language = language if language in LANGUAGES else DUTCH
    found = _versions(organisation_id, {language, DUTCH}, {*wanted, UNREAD_NOTE})
    dutch = _read(found, found.in_force, DUTCH, wanted)
    if language == DUTCH:
        return Sendable(dutch, DUTCH, unread=False, dutch=dutch)
    translated = _read(found, found.in_force, language, wanted)
    allowed = bool(local_value(organisation_id, SEND_UNREAD_TEXTS, on))
    chosen = {
        key: text if may_send(text.state, legal=text.is_legal, allowed=allowed) else dutch[key]
        for key, text in translated.items()
    }
    if all(text.language == DUTCH for text in chosen.values()):
        return Sendable(dutch, DUTCH, unread=False, dutch=dutch)
    unread = any(text.state == TextState.DRAFT for text in chosen.values())
    return Sendable(chosen, language, unread, dutch, _note(found, language) if unread else "")


def may_send(state: TextState, *, legal: bool, allowed: bool) -> bool:
    """May a text in this state go out? `allowed`: the organisation sends what nobody read."""
    if state == TextState.STALE:
        return False
    return state == TextState.READ or (allowed and not legal)


Versions = Mapping[tuple[str, str], TextVersion]


@dataclass(frozen=True, slots=True)
class _Found:
    """By key and language: the last version, and the last one in force."""

    last: Versions
    in_force: Versions


def _wanted(keys: Iterable[str] | None) -> tuple[str, ...]:
    return library.keys() if keys is None else tuple(dict.fromkeys(keys))


def _versions(organisation_id: int, languages: set[str], keys: Iterable[str] | None) -> _Found:
    versions = TextVersion.objects.newest().filter(organisation=organisation_id, language__in=languages)
    if keys is not None:
        versions = versions.filter(key__in=list(keys))
    rows = sorted(versions, key=lambda version: version.number)
    return _Found(
        last={(row.key, row.language): row for row in rows},
        in_force={(row.key, row.language): row for row in rows if row.in_force},
    )


def _read(found: _Found, versions: Versions, language: str, keys: Iterable[str]) -> dict[str, Text]:
    shipped = library.texts_in(language)
    return {key: _text(found, versions.get((key, language)), key, language, shipped[key]) for key in keys}


def _text(found: _Found, version: TextVersion | None, key: str, language: str, shipped: str) -> Text:
    dutch = found.in_force.get((key, DUTCH))
    state = state_of(
        language,
        is_read=bool(version and version.read_at),
        based_on=version.based_on if version else library.dutch_fingerprint(key),
        dutch=fingerprint(dutch.body) if dutch else library.dutch_fingerprint(key),
        binds=version is not None and is_legal(key),
    )
    body, number = (version.body, version.number) if version else (shipped, 0)
    return Text(key, language, body, state, number, is_legal(key))


def _note(found: _Found, language: str) -> str:
    said = (_read(found, found.in_force, each, [UNREAD_NOTE])[UNREAD_NOTE].body for each in (language, DUTCH))
    return "\n".join(said)
