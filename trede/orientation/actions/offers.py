"""A slot that comes free is offered to the next who can come at short notice: one person at a time.

Not later than 24 hours before the slot begins, and only by text message or e-mail: a letter would come too late. Who
needs an interpreter is asked only when there is a week to find one. Who let go of a slot in this session, or refused
one, is not asked for it again.
"""

from datetime import datetime, time, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from trede.core.errors import CaseError
from trede.core.models import Member
from trede.orientation import tokens
from trede.orientation.actions.filling import write_invitation
from trede.orientation.actions.letting_go import clean_up
from trede.orientation.actions.notices import send
from trede.orientation.actions.sessions import check_open, locked
from trede.orientation.capacity import free_slots, held
from trede.orientation.filling_plan import Person, place
from trede.orientation.models import OrientationInvitation, Slot
from trede.orientation.queue import Candidate, candidates, first_with_facts, uninvited, unlocked
from trede.orientation.slots import free_of, give_back, interpreter_minutes, take_over

HOURS_BEFORE = 24
INTERPRETER_DAYS = 7
LOOKED_AT = 25


def begins_at(slot: Slot) -> datetime:
    """When this slot begins, by the clock here."""
    midnight = timezone.make_aware(datetime.combine(slot.session.on, time()))
    return midnight + timedelta(minutes=slot.begin)


def in_time(slot: Slot, now: datetime) -> bool:
    """Is there still time to offer this slot to somebody?"""
    return now <= begins_at(slot) - timedelta(hours=HOURS_BEFORE)


def slot_freed(slot: Slot) -> None:
    """After the commit that freed a slot: tidy up what hung on it, then offer it. Whatever fails is done again by
    `offer_freed`."""
    tidy(slot, by=None)
    offer_slot(Slot.objects.select_related("session__series").get(pk=slot.pk))


@transaction.atomic
def tidy(slot: Slot, *, by: Member | None) -> None:
    """What was not sent about a released invitation is not sent any more; neighbours have their time again."""
    locked(slot.session)
    slot = Slot.objects.get(pk=slot.pk)
    rows = OrientationInvitation.objects.filter(slot=slot)
    for invitation in rows.exclude(released_at=None):
        clean_up(invitation, by=by)
    if not rows.holding().exists():
        give_back(slot)


def offer_slot(slot: Slot) -> OrientationInvitation | None:
    """Invite the next person who can come at short notice to this free slot; None when nobody can, or it is late."""
    if not in_time(slot, timezone.now()):
        return None
    for candidate in _short_notice(slot):
        try:
            return _offer(candidate, slot)
        except IntegrityError:
            return None
        except CaseError:
            continue
    return None


def _short_notice(slot: Slot) -> list[Candidate]:
    session = slot.session
    refused = OrientationInvitation.objects.filter(slot__session=session).exclude(released_at=None)
    entries = uninvited(unlocked(session.organisation_id)).filter(short_notice=True)
    entries = entries.exclude(Exists(refused.filter(entry=OuterRef("pk"))))
    found = candidates(first_with_facts(entries, session.on, LOOKED_AT), session.on)
    return [one for one in found if not one.blocks and one.ways and (one.ways.sms or one.ways.email)]


@transaction.atomic
def _offer(candidate: Candidate, slot: Slot) -> OrientationInvitation:
    session = locked(slot.session)
    check_open(session)
    needed = _minutes_for(candidate, slot)
    where = place([one for one in free_of(slot.session) if one.begin >= slot.begin], Person(0, needed))
    if where is None or where.slot != slot.pk:
        raise CaseError("")
    rows = {one.pk: one for one in Slot.objects.filter(pk__in={where.slot, *where.taken})}
    taken = take_over(rows[where.slot], [rows[pk] for pk in where.taken], timezone.now())
    invitation = write_invitation(candidate, taken, by=None)
    secret = tokens.secret_of(invitation)
    if secret is None or candidate.ways is None:
        raise CaseError("")
    send("offer", invitation, candidate.ways, secret, by=None, not_after=begins_at(slot))
    return invitation


def _minutes_for(candidate: Candidate, slot: Slot) -> int:
    """How long this person needs. Raises CaseError when there is no time to find an interpreter."""
    if not candidate.client.interpreter_needed:
        return 0
    if begins_at(slot) - timezone.now() < timedelta(days=INTERPRETER_DAYS):
        raise CaseError("")
    return interpreter_minutes(slot.session, slot.minutes)


def freed_slots(now: datetime) -> QuerySet[Slot]:
    """Free slots to come that somebody let go of."""
    let_go = OrientationInvitation.objects.filter(slot=OuterRef("pk")).exclude(released_at=None)
    ahead = free_slots().filter(Exists(let_go), ~held(), session__on__gte=timezone.localdate(now))
    return ahead.select_related("session__series").order_by("session__on", "begin")


def offer_freed() -> int:
    """Periodic: offer every slot that came free and that nobody has; how many were offered. Safe to run twice."""
    now = timezone.now()
    return sum(1 for slot in freed_slots(now) if in_time(slot, now) and offer_slot(slot))
