"""The letters of invitations: a print run in the order of the addresses, marked when it went to the post."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from trede.clients.models import Client
from trede.clients.reaching import ways_of
from trede.core import events
from trede.core.errors import CaseError
from trede.core.models import Member
from trede.letters.invitation import InvitationLetter, letter_pdf, letter_pdfs, print_run
from trede.orientation.letters_of import letters_for, with_all
from trede.orientation.models import OrientationInvitation, OrientationSession
from trede.orientation.print_order import address_key
from trede.orientation.unsent import with_unsent_letter
from trede.outbox.actions.posting import printed
from trede.outbox.models import Channel, Message
from trede.outbox.reading import of_cause


@dataclass(frozen=True, slots=True)
class Waiting:
    """A letter that waits to be printed."""

    invitation: OrientationInvitation
    letter: InvitationLetter


@dataclass(frozen=True, slots=True)
class Addressed:
    """A letter that waits, with only where it goes."""

    invitation: OrientationInvitation
    address: tuple[str, ...]


def letters_waiting(session: OrientationSession, on: date, *, member: Member) -> list[Waiting]:
    """The letters of this session that are not in the post yet, in the order of the addresses.

    Who was invited without a letter, lost the slot, or may no longer be written to is left out; a locked file too,
    unless this member is named for it.
    """
    pairs = letters_for(with_all(_to_print(session, member)), on)
    return sorted((Waiting(*pair) for pair in pairs), key=lambda one: address_key(one.letter.address_lines))


def addressed(session: OrientationSession, on: date, *, member: Member) -> list[Addressed]:
    """The same letters with only where they go; of a cancelled session those that say so."""
    rows = _to_tell(session, member) if session.cancelled_at else _to_print(session, member)
    found = list(rows.select_related("client__alias_of"))
    heads = {row.pk: row.client.alias_of or row.client for row in found}
    ways = ways_of({head.pk for head in heads.values()}, on, agreement_read=True) if found else {}
    pairs = [(row, heads[row.pk], ways.get(heads[row.pk].pk)) for row in found]
    lines = [
        Addressed(row, (str(head), *way.letter_address))
        for row, head, way in pairs
        if way and way.letter_address
    ]
    return sorted(lines, key=lambda one: address_key(one.address))


def _to_print(session: OrientationSession, member: Member) -> Any:
    held = OrientationInvitation.objects.holding().filter(slot__session=session, attendance="")
    return with_unsent_letter(_findable(held, member))


def _to_tell(session: OrientationSession, member: Member) -> Any:
    released = OrientationInvitation.objects.filter(slot__session=session).exclude(released_at=None)
    return with_unsent_letter(_findable(released, member), "cancelled")


def _findable(invitations: Any, member: Member) -> Any:
    return invitations.filter(Exists(Client.objects.findable_by(member).filter(pk=OuterRef("client"))))


def _unsent(pks: Iterable[int], purpose: str = "invitation") -> dict[int, Message]:
    causes = {f"invitation:{pk}": pk for pk in pks}
    messages = of_cause(causes) if causes else []
    return {
        causes[message.cause]: message
        for message in messages
        if message.channel == Channel.LETTER
        and message.purpose == purpose
        and message.sent_at is None
        and message.cancelled_at is None
    }


def run_pdf(letters: Iterable[Waiting]) -> bytes:
    """One PDF of these letters. Raises CaseError when there is nothing to print."""
    run = [one.letter for one in letters]
    if not run:
        raise CaseError(_("Er zijn geen brieven om af te drukken."))
    return print_run(run)


def one_pdf(invitation: OrientationInvitation, on: date) -> bytes:
    """The letter of one invitation. Raises CaseError when no letter may go."""
    pairs = letters_for([invitation], on)
    if not pairs:
        raise CaseError(_("Voor deze cliënt is er geen adres waar een brief heen mag. Kijk het dossier na."))
    return letter_pdf(pairs[0][1])


def separate(invitations: Iterable[OrientationInvitation], on: date) -> list[bytes]:
    """A PDF for each invitation that a letter may go to, in their order (`with_all`). Raises CaseError."""
    return letter_pdfs([letter for _row, letter in letters_for(invitations, on)])


@transaction.atomic
def mark_cancelled_posted(session: OrientationSession, *, invitations: Collection[int], by: Member) -> int:
    """The letters about a cancelled session are in the post. How many were not before."""
    rows = _findable(OrientationInvitation.objects.filter(slot__session=session, pk__in=invitations), by)
    unsent = _unsent(rows.values_list("pk", flat=True), "cancelled")
    return printed(unsent.values(), by=by)


@transaction.atomic
def mark_printed(session: OrientationSession, *, invitations: Collection[int], by: Member) -> int:
    """These letters were printed and go to the post: they count as sent. How many were not marked before."""
    held = OrientationInvitation.objects.holding().filter(slot__session=session, pk__in=invitations)
    rows = list(_findable(held, by).select_for_update(of=("self",)))
    unsent = _unsent(row.pk for row in rows)
    now = timezone.now()
    new = [row for row in rows if row.printed_at is None and row.pk in unsent]
    OrientationInvitation.objects.filter(pk__in=[row.pk for row in new]).update(printed_at=now)
    printed([unsent[row.pk] for row in new], by=by)
    changes = [
        events.Change("orientationinvitation.printed", row.client_id, "orientationinvitation", row.pk)
        for row in new
    ]
    if changes:
        events.record_all(changes, by=by, organisation_id=session.organisation_id)
    return len(new)
