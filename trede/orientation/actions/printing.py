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
from trede.core import events
from trede.core.errors import CaseError
from trede.core.models import Member
from trede.letters.invitation import InvitationLetter, letter_pdf, letter_pdfs, print_run
from trede.orientation.letters_of import letters_for, with_all
from trede.orientation.models import OrientationInvitation, OrientationSession
from trede.orientation.print_order import address_key
from trede.outbox.actions.posting import printed
from trede.outbox.models import Channel, Message
from trede.outbox.reading import of_cause


@dataclass(frozen=True, slots=True)
class Waiting:
    """A letter that waits to be printed."""

    invitation: OrientationInvitation
    letter: InvitationLetter


def letters_waiting(session: OrientationSession, on: date, *, member: Member) -> list[Waiting]:
    """The letters of this session that are not in the post yet, in the order of the addresses.

    Who was invited without a letter, lost the slot, or may no longer be written to is left out; a locked file too,
    unless this member is named for it.
    """
    held = OrientationInvitation.objects.holding().filter(slot__session=session, attendance="")
    rows = _findable(held, member)
    waits = _unsent(rows.values_list("pk", flat=True))
    invitations = with_all(rows.filter(pk__in=waits))
    pairs = [Waiting(row, letter) for row, letter in letters_for(invitations, on)]
    return sorted(pairs, key=lambda one: address_key(one.letter.address_lines))


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


def cancelled_waiting(session: OrientationSession, on: date, *, member: Member) -> list[Waiting]:
    """Letters that say the session does not take place, not in the post yet: to whom nothing quicker reaches."""
    released = OrientationInvitation.objects.filter(slot__session=session).exclude(released_at=None)
    rows = _findable(released, member)
    waits = _unsent(rows.values_list("pk", flat=True), "cancelled")
    pairs = letters_for(with_all(rows.filter(pk__in=waits)), on) if waits else []
    waiting = [Waiting(row, letter) for row, letter in pairs]
    return sorted(waiting, key=lambda one: address_key(one.letter.address_lines))


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
