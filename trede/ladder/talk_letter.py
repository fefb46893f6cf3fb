"""The summary of a werkintake for the client: what they want and can, how it goes in their own eyes, the first step.

Fixed phrases stand in the language of the client beside the Dutch; what was written stays as it was written, and the
paper says so.
"""

from collections.abc import Callable, Mapping
from datetime import date

from django.utils import translation

from trede.clients.fields import phone_text
from trede.clients.models import Client
from trede.core.models import Member
from trede.core.periods import today
from trede.ladder.faces import printed
from trede.ladder.guide import GUIDE, SCORES
from trede.ladder.intake_page import domains_for
from trede.ladder.intake_saving import marks_in_words
from trede.ladder.models import DomainNote, DomainScore, Intake, Whose
from trede.letters.talk import Face, Noted, Phrase, Scored, Talk, Written, talk_pdf
from trede.orientation.wording import desk_phones
from trede.texts.reading import (
    RIGHT_TO_LEFT,
    Sendable,
    language_for,
    say,
    say_date,
    sendable,
)

DUTCH = "nl"
PREFIX = "intake."
PALE, INK = "#b9c1c6", "#1d2733"
PARTS = (
    "title",
    "intro",
    "as_written",
    "wish",
    "strengths",
    "first_step",
    "scores",
    "notes",
    "mistake",
    "call",
)
KEYS = tuple(
    PREFIX + name
    for name in (*PARTS, *(f"score_{score}" for score in SCORES), *(f"domain.{domain}" for domain in GUIDE))
)
Say = Callable[[str], Phrase]


def summary_pdf(intake: Intake, client: Client, *, member: Member, confidential: bool) -> bytes:
    """The paper as a PDF. `confidential`: health and family come along. Raises CaseError when it cannot be made."""
    return talk_pdf(summary_of(intake, client, member=member, confidential=confidential, on=today()))


def summary_of(intake: Intake, client: Client, *, member: Member, confidential: bool, on: date) -> Talk:
    """What the paper says."""
    texts = sendable(client.organisation_id, language_for(client.reads_in or client.speaks), KEYS, on)
    phone = phone_for(member)
    phrase = _phrases(texts, {"organisation": client.organisation.name, "phone": phone})
    domains = domains_for(confidential=confidential)
    closing = [phrase("mistake"), *([phrase("call")] if phone else [])]
    return Talk(
        organisation=client.organisation.name,
        name=client.name,
        date=say_date(intake.held_on, DUTCH),
        language=texts.language,
        right_to_left=texts.language in RIGHT_TO_LEFT,
        title=phrase("title"),
        intro=phrase("intro"),
        agreed=_agreed(intake, phrase),
        scores_heading=phrase("scores"),
        scores=_scores(intake, domains, phrase),
        notes_heading=phrase("notes"),
        notes=_notes(intake, domains, phrase),
        as_written=phrase("as_written"),
        closing=closing,
        note=_unread(texts),
    )


def phone_for(member: Member) -> str:
    """Whom to call: who prints it, or a colleague at the desk who has a number."""
    number = member.phone or desk_phones(member.organisation_id).first()
    return phone_text(number) if number else ""


def _phrases(texts: Sendable, values: Mapping[str, str]) -> Say:
    def phrase(name: str) -> Phrase:
        dutch, own = texts.dutch[PREFIX + name], texts.texts[PREFIX + name]
        said = say(DUTCH, dutch.body, **values)
        return Phrase(said, "" if own.language == DUTCH else say(own.language, own.body, **values))

    return phrase


def _agreed(intake: Intake, phrase: Say) -> list[Written]:
    texts = {name: getattr(intake, name) for name in ("wish", "strengths", "first_step")}
    return [Written(phrase(name), text) for name, text in texts.items() if text]


def _scores(intake: Intake, domains: list[str], phrase: Say) -> list[Scored]:
    """The client's own, the last one of this conversation."""
    rows = DomainScore.objects.filter(intake=intake, whose=Whose.CLIENT, domain__in=domains)
    own = {row.domain: row.score for row in rows.order_by("on", "pk")}
    return [
        Scored(phrase(f"domain.{domain}"), phrase(f"score_{own[domain]}"), _faces(own[domain]))
        for domain in domains
        if domain in own
    ]


def _faces(chosen: int) -> list[Face]:
    return [
        Face(printed(score, INK if score == chosen else PALE), chosen=score == chosen) for score in SCORES
    ]


def _notes(intake: Intake, domains: list[str], phrase: Say) -> list[Noted]:
    rows = {note.domain: note for note in DomainNote.objects.filter(intake=intake, domain__in=domains)}
    with translation.override(DUTCH):
        found = [
            Noted(phrase(f"domain.{domain}"), marks_in_words(GUIDE[domain], note.marks), note.text)
            for domain in domains
            if (note := rows.get(domain))
        ]
    return [one for one in found if one.marks or one.text]


def _unread(texts: Sendable) -> Phrase | None:
    if not texts.unread:
        return None
    own, _line, dutch = texts.note.partition("\n")
    return Phrase(dutch, own)
