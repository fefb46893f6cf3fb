"""Filling a session from the waiting list: one invitation a free slot, in the fair order, never more."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from trede.clients.reaching import Ways
from trede.core import events
from trede.core.errors import CaseError
from trede.core.models import Member
from trede.orientation import tokens
from trede.orientation.actions.notices import send
from trede.orientation.actions.sessions import check_open, locked
from trede.orientation.blocks import Block
from trede.orientation.filling_plan import FreeSlot, Person, Place, place, plan
from trede.orientation.models import (
    InterpreterRequest,
    OrientationInvitation,
    OrientationSession,
    Slot,
    WaitingEntry,
)
from trede.orientation.queue import Candidate, candidates, first_with_facts, seen_by, uninvited, with_facts
from trede.orientation.slots import free_of, interpreter_minutes, take_over
from trede.orientation.wording import language_of

# So many people are looked at together; who is blocked makes room for the next.
CHUNK = 100
MOST_LOOKED_AT = 500
# As often a colleague may be first before filling gives up; what was made stays.
MOST_TRIES = 30


@dataclass(slots=True)
class Proposal:
    """Who would get which slot, and who is passed over and why."""

    pairs: list[tuple[Candidate, FreeSlot, Place]] = field(default_factory=list)
    passed: list[tuple[Candidate, list[str]]] = field(default_factory=list)
    too_short: list[Candidate] = field(default_factory=list)
    free: int = 0


def propose(session: OrientationSession, *, by: Member) -> Proposal:
    """The next of the fair order for the free slots of this session. Reads only."""
    slots = free_of(session)
    usual = min((slot.minutes for slot in slots), default=0)
    longer = interpreter_minutes(session, usual)
    proposal, known = Proposal(free=len(slots)), {}
    people: list[Person] = []
    for one in _in_line(session, by):
        if not plan(slots, people).left:
            break
        if one.blocks:
            proposal.passed.append((one, one.blocks))
            continue
        known[one.entry.pk] = one
        people.append(Person(one.entry.pk, longer if one.client.interpreter_needed else 0))
    made = plan(slots, people)
    by_pk = {slot.pk: slot for slot in slots}
    proposal.pairs = [(known[one.entry], by_pk[one.slot], one) for one in made.places]
    proposal.too_short = [known[pk] for pk in made.too_short]
    return proposal


def _in_line(session: OrientationSession, by: Member) -> Iterator[Candidate]:
    """Who waits without an invitation, in the fair order, a handful at a time."""
    rows = iter(first_with_facts(uninvited(seen_by(by)), session.on, MOST_LOOKED_AT))
    while chunk := list(islice(rows, CHUNK)):
        yield from candidates(chunk, session.on)


def fill_session(session: OrientationSession, *, by: Member) -> list[OrientationInvitation]:
    """Invite the next people of the waiting list, one a free slot. Returns the invitations made now.

    Each invitation is written in a transaction of its own: what was broken off goes on where it stopped, and a
    colleague who fills at the same time never gets the same slot or the same person. Raises CaseError: cancelled,
    closed or past.
    """
    check_open(OrientationSession.objects.get(pk=session.pk))
    made: list[OrientationInvitation] = []
    for _try in range(MOST_TRIES):
        if _fill(session, made, by=by):
            break
    return made


def _fill(session: OrientationSession, made: list[OrientationInvitation], *, by: Member) -> bool:
    """Carry out a plan; False when a colleague was first somewhere, and the rest must be planned again."""
    for candidate, _slot, where in propose(session, by=by).pairs:
        try:
            made.append(_invite(candidate, where, session, by=by))
        except _Taken:
            return False
    return True


class _Taken(CaseError):
    """The slot or the person was taken in the meantime."""


def invite(entry: WaitingEntry, slot: Slot, *, by: Member) -> OrientationInvitation:
    """Invite one person of the list to one slot, by hand. Raises CaseError with what stands in the way."""
    session = slot.session
    candidate = candidate_of(entry, session, by=by)
    if blocks := hindrances(candidate):
        raise CaseError(_("Deze cliënt kan niet uitgenodigd worden: %(why)s.") % {"why": said(blocks)})
    free = [one for one in free_of(session) if one.begin >= slot.begin]
    if not free or free[0].pk != slot.pk:
        raise CaseError(_("Dit tijdslot is intussen ingenomen. Kies een ander."))
    needed = interpreter_minutes(session, slot.minutes) if candidate.client.interpreter_needed else 0
    where = place(free, Person(entry.pk, needed))
    if where is None or where.slot != slot.pk:
        raise CaseError(
            _("Met een tolk duurt het gesprek langer: het volgende tijdslot is niet vrij. Kies een ander.")
        )
    return _invite(candidate, where, session, by=by)


def candidate_of(entry: WaitingEntry, session: OrientationSession, *, by: Member) -> Candidate:
    """This entry with what stands in the way on the day of the session. Raises CaseError when it left the list."""
    rows = with_facts(seen_by(by).filter(pk=entry.pk), session.on)
    found = candidates(rows, session.on)
    if not found:
        raise CaseError(_("Deze cliënt staat niet meer op de wachtlijst."))
    return found[0]


def hindrances(candidate: Candidate) -> list[str]:
    """What stands in the way of an invitation by hand: who does that has spoken with the client."""
    return [block for block in candidate.blocks if block != Block.CALL]


def said(blocks: Sequence[str]) -> str:
    return ", ".join(str(Block(block).label) for block in blocks)


def _invite(
    candidate: Candidate, where: Place, session: OrientationSession, *, by: Member
) -> OrientationInvitation:
    try:
        with transaction.atomic():
            fresh = locked(session)
            check_open(fresh)
            slot = _taken(where)
            invitation = write_invitation(candidate, slot, by=by)
            send("invitation", *_delivery(invitation, candidate), by=by, letter=True)
            return invitation
    except IntegrityError as error:
        raise _Taken(_("Een collega was net voor. Kijk de lijst opnieuw na.")) from error


def _taken(where: Place) -> Slot:
    """The slot, made longer where needed, if it and its neighbours are still free. Expects the session locked."""
    wanted = {where.slot, *where.taken}
    rows = {slot.pk: slot for slot in Slot.objects.filter(pk__in=wanted, withdrawn_at=None)}
    held = OrientationInvitation.objects.holding().filter(slot__in=wanted).exists()
    if held or rows.keys() != wanted:
        raise _Taken(_("Dit tijdslot is intussen ingenomen. Kies een ander."))
    return take_over(rows[where.slot], [rows[pk] for pk in where.taken], timezone.now())


def write_invitation(candidate: Candidate, slot: Slot, *, by: Member | None) -> OrientationInvitation:
    """The invitation itself with its secret, and the interpreter who is asked. No message yet."""
    entry, client = candidate.entry, candidate.client
    if not WaitingEntry.objects.waiting().filter(pk=entry.pk).exists():
        raise _Taken(_("Deze cliënt staat niet meer op de wachtlijst."))
    secret = tokens.new_secret()
    kept = tokens.columns_of(secret, organisation_id=entry.organisation_id, client_id=client.pk)
    invitation = OrientationInvitation.objects.create(
        organisation_id=entry.organisation_id,
        client=client,
        entry=entry,
        slot=slot,
        language=language_of(client),
        made_by=by,
        **kept,
    )
    after = {"on": slot.session.on.isoformat(), "at": slot.clock, "language": invitation.language}
    record("made", invitation, by=by, after=after)
    if client.interpreter_needed:
        _ask_interpreter(invitation, by=by)
    return invitation


def _ask_interpreter(invitation: OrientationInvitation, *, by: Member | None) -> None:
    client = invitation.client
    request = InterpreterRequest.objects.create(
        organisation_id=invitation.organisation_id,
        client=client,
        invitation=invitation,
        language=client.speaks or client.reads_in or invitation.language,
        made_by=by,
    )
    events.record(
        "interpreterrequest.needed",
        request,
        by=by,
        organisation_id=request.organisation_id,
        subject=request.client_id,
        after={"language": request.language},
    )


def _delivery(
    invitation: OrientationInvitation, candidate: Candidate
) -> tuple[OrientationInvitation, Ways, tokens.Secret]:
    secret = tokens.secret_of(invitation)
    if secret is None or candidate.ways is None:
        raise CaseError(_("Deze cliënt kan niet bereikt worden. Vul het adres aan in het dossier."))
    return invitation, candidate.ways, secret


def record(deed: str, invitation: OrientationInvitation, *, by: Member | None, **payload: Any) -> None:
    events.record(
        f"orientationinvitation.{deed}",
        invitation,
        by=by,
        organisation_id=invitation.organisation_id,
        subject=invitation.client_id,
        **payload,
    )
