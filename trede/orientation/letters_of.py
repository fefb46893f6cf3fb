"""The letter of an invitation, from what is known today; made anew each time it is printed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from trede.clients.models import Client, Reads
from trede.clients.reaching import ways_of
from trede.core.errors import CaseError
from trede.letters.invitation import InvitationLetter
from trede.letters.plain import Said as PlainSide
from trede.letters.plain import plain_letter_pdf
from trede.orientation.models import OrientationInvitation
from trede.orientation.tokens import secret_of, secrets_of
from trede.orientation.wording import Facts, Said, facts_of, filled, phone_of, said, values_of
from trede.texts.keys import INVITATION_BLOCKS, UNREAD_NOTE
from trede.texts.reading import RIGHT_TO_LEFT, Sendable, say_date, sendable

SHORT_WORDS = ("portal.come", "portal.cannot", "portal.need_interpreter", "portal.listen")
CANCELLED = ("cancelled.email.subject", "cancelled.email.body")
KEYS = (*INVITATION_BLOCKS, *SHORT_WORDS, UNREAD_NOTE)
DUTCH = "nl"


def letter_text(words: Said) -> str:
    """What the letter said, to be read back later: the other language first, then the Dutch."""
    own = [words.other[key] for key in INVITATION_BLOCKS] if words.other else []
    note = [words.note] if words.unread else []
    return "\n\n".join([*own, *note, *(words.dutch[key] for key in INVITATION_BLOCKS)])


def letters_for(
    invitations: Iterable[OrientationInvitation], on: date
) -> list[tuple[OrientationInvitation, InvitationLetter]]:
    """These invitations with their letters, in their order; those without an address or a key are left out.

    Expects `with_all`. One organisation; a handful of queries whatever the number.
    """
    rows = list(invitations)
    secrets = secrets_of(rows)
    asked = {_whole(row.client).pk for row in rows}
    # The letter was posted by somebody who knew of an agreement on contact.
    ways = ways_of(asked, on, agreement_read=True) if rows else {}
    texts: dict[str, Sendable] = {}
    phones: dict[int, str] = {}
    letters = []
    for row in rows:
        secret, way = secrets.get(row.pk), ways.get(_whole(row.client).pk)
        if secret is None or way is None or not way.letter_address:
            continue
        if row.language not in texts:
            texts[row.language] = sendable(row.organisation_id, row.language, KEYS, on)
        session = row.slot.session
        if session.pk not in phones:
            phones[session.pk] = phone_of(session)
        facts = facts_of(row, secret, phones[session.pk])
        address = (str(_whole(row.client)), *way.letter_address)
        letters.append((row, _letter(row, address, facts, texts[row.language], on)))
    return letters


def cancelled_pdf(invitation: OrientationInvitation, on: date) -> bytes:
    """The letter that says the session does not take place (`with_all`). Raises CaseError when none may go."""
    whole, secret = _whole(invitation.client), secret_of(invitation)
    way = ways_of([whole.pk], on, agreement_read=True).get(whole.pk)
    if secret is None or way is None or not way.letter_address:
        raise CaseError(_("Voor deze cliënt is er geen adres waar een brief heen mag. Kijk het dossier na."))
    keys = [*CANCELLED, UNREAD_NOTE]
    words = said(invitation.organisation_id, invitation.language, keys, facts_of(invitation, secret), on)
    return plain_letter_pdf(
        address_lines=(str(whole), *way.letter_address),
        organisation=invitation.organisation.name,
        dutch=_side(words.dutch, DUTCH),
        other=_side(words.other, words.language, words.note) if words.other else None,
        date=say_date(on, DUTCH),
    )


def _side(texts: Mapping[str, str], language: str, note: str = "") -> PlainSide:
    subject, body = (texts[key] for key in CANCELLED)
    paragraphs = [part for part in (*body.split("\n\n"), note) if part.strip()]
    return PlainSide(subject, paragraphs, language, language in RIGHT_TO_LEFT)


def with_all(invitations: Any) -> Any:
    """The invitations with what a letter needs along with them."""
    return invitations.select_related(
        "client__alias_of",
        "organisation",
        "slot__session__counsellor__user",
        "slot__session__partner",
        "slot__session__partner_counsellor__user",
    )


def _whole(client: Client) -> Client:
    return client.alias_of or client


def _letter(
    row: OrientationInvitation, address: Sequence[str], facts: Facts, texts: Sendable, on: date
) -> InvitationLetter:
    words = filled(texts, facts)
    return InvitationLetter(
        address_lines=address,
        organisation=row.organisation.name,
        dutch=words.dutch,
        other=words.other,
        language=words.language,
        right_to_left=words.language in RIGHT_TO_LEFT,
        link=facts.link,
        code=facts.code,
        letter_date=say_date(on, DUTCH),
        day=facts.on,
        minutes=facts.begin,
        pictograms=_whole(row.client).reads in (Reads.NOT, Reads.LITTLE),
        unread=words.unread,
        **_lines(facts, words.language),
    )


def _lines(facts: Facts, language: str) -> dict[str, Any]:
    dutch, own = values_of(facts, DUTCH), values_of(facts, language)
    return {
        "date_line": dutch["date"],
        "time_line": dutch["time"],
        "place_line": facts.place,
        "other_date_line": own["date"],
        "other_time_line": own["time"],
        "other_place_line": facts.place,
    }
