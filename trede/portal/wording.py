"""The words of the pages without a login: the reader's language first, the Dutch beneath it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header

from trede.core.local import SEND_UNREAD_TEXTS, local_value
from trede.core.models import CapacityKind, LocalSetting, Organisation
from trede.core.periods import today
from trede.texts import library
from trede.texts.languages import OWN_NAMES
from trede.texts.reading import (
    LANGUAGES,
    direction,
    language_for,
    may_send,
    say,
    say_date,
    say_time,
    sendable,
    texts_in_all,
)

DUTCH = "nl"
BRING = "invitation.bring"
Values = Callable[[str], dict[str, object]]


@dataclass(frozen=True, slots=True)
class Said:
    """A text as one language says it."""

    language: str
    text: str

    @property
    def direction(self) -> str:
        return direction(self.language)


class Wording:
    """Every text of these pages, in a language and in Dutch. `values` gives what each language fills in."""

    def __init__(self, organisation_id: int, language: str, values: Values | None = None) -> None:
        self._texts = sendable(organisation_id, language, [*_keys(), BRING], today())
        self._values = values or (lambda language: {})
        self.organisation_id = organisation_id
        self.language = self._texts.language
        self.direction = direction(self.language)
        notes = self._texts.note.split("\n", 1) if self._texts.note else []
        self.note = [Said(*pair) for pair in zip((self.language, DUTCH), notes, strict=False)]

    def said(self, key: str) -> list[Said]:
        """This text in the language of the page, and in Dutch."""
        text, dutch = self._texts.texts[key], self._texts.dutch[key]
        both = [text] if text.language == DUTCH else [text, dutch]
        return [Said(one.language, say(one.language, one.body, **self._values(one.language))) for one in both]

    def moment(self, day: date, minutes: int) -> list[Said]:
        """A day and an hour, each on a line, in the language of the page and in Dutch."""
        languages = dict.fromkeys((self.language, DUTCH))
        return [Said(one, f"{say_date(day, one)}\n{say_time(minutes, one)}") for one in languages]

    def hour(self, minutes: int) -> list[Said]:
        """An hour of today."""
        return [Said(one, say_time(minutes, one)) for one in dict.fromkeys((self.language, DUTCH))]

    def plain(self, key: str) -> str:
        """For a title: the first of the two."""
        return self.said(key)[0].text

    def bring(self) -> list[dict[str, Any]]:
        """What to bring, a line at a time, in both languages; without the heading of the block."""
        return [
            {"language": said.language, "direction": said.direction, "lines": lines_of(said.text)[1:]}
            for said in self.said(BRING)
        ]

    def offered(self) -> list[dict[str, Any]]:
        """The languages in which this page can be read, each by its own name."""
        return [
            {"code": code, "name": OWN_NAMES[code], "dir": direction(code), "current": code == self.language}
            for code in _readable(self.organisation_id)
        ]


def lines_of(text: str) -> list[str]:
    """The lines of a block, without the dash of a list."""
    return [line.removeprefix("-").strip() for line in text.splitlines()]


@cache
def _keys() -> tuple[str, ...]:
    known: tuple[str, ...] = library.keys()
    return tuple(key for key in known if key.startswith("portal."))


def _readable(organisation_id: int) -> list[str]:
    """All of them where the organisation sends what nobody read, else those that a speaker read."""
    if local_value(organisation_id, SEND_UNREAD_TEXTS, today()):
        return list(LANGUAGES)
    texts = texts_in_all(organisation_id)
    return [
        code
        for code in LANGUAGES
        if code == DUTCH
        or any(
            may_send(text.state, legal=text.is_legal, allowed=False)
            for key, text in texts[code].items()
            if key.startswith("portal.")
        )
    ]


def language_of(request: HttpRequest, known: str = "") -> str:
    """What the visitor chose on the page, else what we know of the client, else what the browser asks."""
    chosen = request.GET.get("taal", "")
    if chosen in LANGUAGES:
        return chosen
    if known:
        return language_for(known)
    asked = [code for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", ""))]
    return next((language_for(code) for code in asked if code.split("-")[0] in LANGUAGES), DUTCH)


def reception() -> int:
    """Whose texts somebody reads of whom nothing is known: the OCMW's; of several, one that sends what nobody read.

    The visitor may be its client, the Dutch stands beside it, and nothing on these pages has legal effect.
    """
    ocmws = Organisation.objects.with_capacity(CapacityKind.OCMW).order_by("pk").values_list("pk", flat=True)
    lenient = LocalSetting.objects.on(today()).filter(key=SEND_UNREAD_TEXTS, value="1")
    allowing = set(lenient.values_list("organisation", flat=True))
    found = sorted(ocmws, key=lambda pk: (pk not in allowing, pk))
    return found[0] if found else 0
