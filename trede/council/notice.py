"""What the letter about a decision says: pure sentences from plain values and the texts of one language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from trede.texts.placeholders import fill
from trede.texts.saying import say_date

PREFIX = "notification."
KEYS = tuple(
    PREFIX + name
    for name in (
        "title", "intro", "asked", "decided", "granted", "partly", "refused", "why", "starts", "ends",
        "appeal_title", "appeal", "contact",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """What was decided, as the letter needs it. `outcome`: granted, partly or refused; `phone`: "" for none."""

    organisation: str
    asked: str
    outcome: str
    motivation: str
    decided_on: date
    starts_on: date | None
    ends_on: date | None
    phone: str


def paragraphs_of(told: Told, texts: Mapping[str, str], language: str) -> list[str]:
    """The letter, a paragraph each; what somebody wrote stands as it is, in no placeholder. `texts`: the KEYS."""
    return list(_paragraphs(told, {key.removeprefix(PREFIX): text for key, text in texts.items()}, language))


def _paragraphs(told: Told, texts: Mapping[str, str], language: str) -> Iterator[str]:
    day = say_date(told.decided_on, language)
    yield fill(texts["intro"], date=day, organisation=told.organisation)
    yield f"{texts['asked']}\n{told.asked}"
    yield "\n".join([texts["decided"], texts[told.outcome], *_period(told, texts, language)])
    yield f"{texts['why']}\n{told.motivation}"
    yield f"{texts['appeal_title']}\n{texts['appeal']}"
    if told.phone:
        yield fill(texts["contact"], phone=told.phone)


def _period(told: Told, texts: Mapping[str, str], language: str) -> Iterator[str]:
    for key, day in (("starts", told.starts_on), ("ends", told.ends_on)):
        if day:
            yield fill(texts[key], date=say_date(day, language))
