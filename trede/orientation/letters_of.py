"""The letter of an invitation, from what is known today; made anew each time it is printed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from trede.clients.fields import phone_text
from trede.clients.models import Client, Reads
from trede.clients.reaching import ways_of
from trede.core.errors import CaseError
from trede.core.models import SubjectKey
from trede.letters.invitation import InvitationLetter
from trede.letters.plain import Said as PlainSide
from trede.letters.plain import plain_letter_pdf
from trede.orientation.models import OrientationInvitation
from trede.orientation.tokens import secret_of, secrets_of
from trede.orientation.wording import Facts, Said, desk_phones, facts_of, filled, said, values_of
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
    letters = []
    for row in rows:
        secret, way = secrets.get(row.pk), ways.get(_whole(row.client).pk)
        if secret is None or way is None or not way.letter_address:
            continue
        if row.language not in texts:
            texts[row.language] = sendable(row.organisation_id, row.language, KEYS, on)
        facts = facts_of(row, secret, _phone(row))
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
    facts = facts_of(invitation, secret, _phone(invitation))
    words = said(invitation.organisation_id, invitation.language, keys, facts, on)
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
    keys = SubjectKey.objects.filter(organisation=OuterRef("organisation"), subject=OuterRef("client"))
    rows = invitations.annotate(
        desk_phone=Subquery(desk_phones(OuterRef("organisation"))[:1]),
        wrapped=Subquery(keys.values("wrapped")[:1]),
    )
    return rows.select_related(
        "client__alias_of",
        "organisation",
        "slot__session__counsellor__user",
        "slot__session__partner",
        "slot__session__partner_counsellor__user",
    )


def _phone(row: Any) -> str | None:
    """Of who was fetched `with_all`; None: to be asked."""
    if not hasattr(row, "desk_phone"):
        return None
    number = row.slot.session.counsellor.phone or row.desk_phone
    return phone_text(number) if number else ""


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
