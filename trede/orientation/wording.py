"""What the texts about one invitation say, in one language and in Dutch: values in their places."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from trede.clients.fields import phone_text
from trede.clients.models import Client
from trede.core.models import Member
from trede.core.periods import today
from trede.orientation.models import OrientationInvitation, OrientationSession
from trede.orientation.tokens import Secret, link_of_token
from trede.texts.reading import Sendable, Text, for_sms, language_for, say, say_date, say_time, sendable

DUTCH = "nl"
# An answer is asked so many days before the appointment, so that somebody else can still have the slot.
ANSWER_BEFORE = timedelta(days=4)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the texts about an invitation are filled with, in any language."""

    name: str
    on: date
    begin: int
    place: str
    way: str
    counsellors: str
    link: str
    code: str
    organisation: str
    phone: str
    asked_on: date


def language_of(client: Client) -> str:
    """The language of our texts for this client: what they read, or else speak."""
    return language_for(client.reads_in or client.speaks or DUTCH)


def name_of(client: Client) -> str:
    """How one greets this person."""
    return client.known_as or client.first_names or client.last_name


def facts_of(invitation: OrientationInvitation, secret: Secret, phone: str | None = None) -> Facts:
    """`phone`: as `phone_of` the session, when known.

    Expects `slot__session` with its counsellors and partner, `organisation` and the client's whole file.
    """
    session, slot = invitation.slot.session, invitation.slot
    return Facts(
        name=name_of(invitation.client),
        on=session.on,
        begin=slot.begin,
        place=session.place,
        way=session.way,
        counsellors=counsellors_of(session, invitation.organisation.name),
        link=link_of_token(secret.token),
        code=secret.code,
        organisation=invitation.organisation.name,
        phone=phone_of(session) if phone is None else phone,
        asked_on=min(invitation.made_at.date(), today()),
    )


def counsellors_of(session: OrientationSession, organisation: str) -> str:
    """Who will be there: "An Peeters (OCMW Teststad), Jo Maes (Economisch Huis)"."""
    who = [f"{session.counsellor.name} ({organisation})"]
    partner = session.partner.name if session.partner else ""
    if session.partner_counsellor:
        name = session.partner_counsellor.name
        who.append(f"{name} ({partner})" if partner else name)
    elif partner:
        who.append(partner)
    return ", ".join(who)


def phone_of(session: OrientationSession) -> str:
    """The number on letters and messages: of the counsellor, or of a colleague at the desk who has one."""
    number = session.counsellor.phone or desk_phones(session.organisation_id).first()
    return phone_text(number) if number else ""


def desk_phones(organisation: Any) -> Any:
    """The numbers of who works at the desk; `organisation` may be an OuterRef."""
    desk = Member.objects.working().with_role("administratief").filter(organisation=organisation)
    return desk.exclude(phone="").order_by("pk").values_list("phone", flat=True)


def reply_by(on: date, asked_on: date) -> date:
    """By when we ask an answer: four days before, but never before tomorrow or after the appointment."""
    return min(on, max(on - ANSWER_BEFORE, asked_on + timedelta(days=1)))


def values_of(facts: Facts, language: str) -> dict[str, Any]:
    """The values for the places in a text of this language."""
    return {
        "name": facts.name,
        "date": say_date(facts.on, language),
        "time": say_time(facts.begin, language),
        "place": facts.place,
        "way": facts.way,
        "counsellors": facts.counsellors,
        "link": facts.link,
        "code": facts.code,
        "organisation": facts.organisation,
        # Without a number the sentence still says whom to call.
        "phone": facts.phone or facts.organisation,
        "reply_by": say_date(reply_by(facts.on, facts.asked_on), language),
    }


@dataclass(frozen=True, slots=True)
class Said:
    """Texts filled in: in Dutch, and in the other language where it may go (`other` None: in Dutch alone)."""

    dutch: dict[str, str]
    other: dict[str, str] | None
    language: str
    unread: bool
    note: str

    def own(self, key: str) -> str:
        return (self.other or self.dutch)[key]


def said(organisation_id: int, language: str, keys: Iterable[str], facts: Facts, on: date) -> Said:
    """The texts with these keys about these facts, as they may be sent today; at most two queries."""
    return filled(sendable(organisation_id, language, list(keys), on), facts)


def filled(found: Sendable, facts: Facts) -> Said:
    return Said(
        dutch=_fill(found.dutch, facts),
        other=None if found.language == DUTCH else _fill(found.texts, facts),
        language=found.language,
        unread=found.unread,
        note=found.note,
    )


def _fill(texts: Mapping[str, Text], facts: Facts) -> dict[str, str]:
    languages = {text.language for text in texts.values()}
    values = {language: values_of(facts, language) for language in languages}
    return {key: say(text.language, text.body, **values[text.language]) for key, text in texts.items()}


def mail_text(words: Said, *keys: str) -> str:
    """These texts below each other, the other language first, then the Dutch; what nobody read says so."""
    dutch = [words.dutch[key] for key in keys]
    if words.other is None:
        return "\n\n".join(dutch)
    own = [words.other[key] for key in keys]
    parts = [*own, words.note if words.unread else "", "—", *dutch]
    return "\n\n".join(part for part in parts if part)


def sms_text(words: Said, key: str) -> str:
    """Short: one language; a translation that nobody read brings its note and the Dutch along."""
    if words.other is None:
        return for_sms(words.dutch[key], DUTCH)
    own = for_sms(words.other[key], words.language)
    return "\n".join([own, words.note, words.dutch[key]]) if words.unread else own
