"""Sessions: made from a series or on their own, their slots adjusted, cancelled."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from trede.core import events, versions
from trede.core.errors import CaseError
from trede.core.models import Absence, Member
from trede.core.periods import today
from trede.orientation.actions import notices
from trede.orientation.actions.letting_go import let_go
from trede.orientation.actions.series import check_counsellors, check_hours, minutes_of
from trede.orientation.dutch import in_dutch
from trede.orientation.models import (
    OrientationInvitation,
    OrientationSession,
    SessionSeries,
    Slot,
    WaitingEntry,
)
from trede.orientation.order import rank_of
from trede.orientation.series_days import Day, days_of
from trede.referral.models import Priority

REASON_LENGTH = 200


@dataclass(slots=True)
class Made:
    """What `make_sessions` did: new sessions, days without one, and who is away on which day."""

    sessions: list[OrientationSession] = field(default_factory=list)
    skipped: list[Day] = field(default_factory=list)
    away: list[tuple[date, Member]] = field(default_factory=list)


@transaction.atomic
def make_sessions(series: SessionSeries, *, until: date, by: Member) -> Made:
    """Make the sessions of a series from today until a day; those made before stay. Holidays are skipped.

    A session that was cancelled does not come back. Raises CaseError.
    """
    series = SessionSeries.objects.select_for_update().get(pk=series.pk)
    check_counsellors(series, by.organisation_id)
    there = set(OrientationSession.objects.filter(series=series).values_list("on", flat=True))
    made = Made()
    for day in days_of(series.starts_on, series.every_weeks, until=until, last=series.ends_on):
        if day.on < today() or day.on in there:
            continue
        if day.skipped:
            made.skipped.append(day)
        else:
            made.sessions.append(_from_series(series, day.on, by=by))
    made.away = _away(series, [session.on for session in made.sessions])
    return made


def _from_series(series: SessionSeries, day: date, *, by: Member) -> OrientationSession:
    session = OrientationSession(
        series=series,
        on=day,
        place=series.place,
        way=series.way,
        counsellor=series.counsellor,
        partner=series.partner,
        partner_counsellor=series.partner_counsellor,
    )
    return _write(session, minutes_of(series.begin), series.slots, series.slot_minutes, by=by)


@transaction.atomic
def make_session(
    session: OrientationSession, *, begin: int, slots: int, slot_minutes: int, by: Member
) -> OrientationSession:
    """One session on its own; `begin` in minutes from midnight. Raises CaseError or ValidationError."""
    if session.on < today():
        raise CaseError(_("Die dag is voorbij. Kies een dag die nog komt."))
    session.organisation_id = by.organisation_id
    check_counsellors(session, by.organisation_id)
    check_hours(begin, slots, slot_minutes)
    return _write(session, begin, slots, slot_minutes, by=by)


def _write(
    session: OrientationSession, begin: int, count: int, minutes: int, *, by: Member
) -> OrientationSession:
    session.organisation_id = by.organisation_id
    session.full_clean(exclude=["organisation"])
    session.save(force_insert=True)
    Slot.objects.bulk_create(
        Slot(
            organisation_id=session.organisation_id,
            session=session,
            begin=begin + minutes * place,
            minutes=minutes,
        )
        for place in range(count)
    )
    _record(
        "made", session, by=by, after={"on": session.on.isoformat(), "slots": count, "place": session.place}
    )
    return session


def _away(series: SessionSeries, days: list[date]) -> list[tuple[date, Member]]:
    return [pair for day in days for pair in away_on(day, series.counsellor, series.partner_counsellor)]


def away_on(day: date, *members: Member | None) -> list[tuple[date, Member]]:
    """Which of these members are away on that day."""
    pks = {member.pk: member for member in members if member}
    away = Absence.objects.on(day).filter(member__in=pks).values_list("member", flat=True)
    return [(day, pks[pk]) for pk in away]


@transaction.atomic
def change_session(
    session: OrientationSession, *, by: Member, expected: int, values: dict[str, Any]
) -> OrientationSession:
    """Other counsellors, or another place while nobody was invited there. Raises CaseError or Conflict."""
    fresh = locked(session)
    check_open(fresh)
    for name, value in values.items():
        setattr(fresh, name, value)
    check_counsellors(fresh, by.organisation_id)
    if not values.get("place", fresh.place).strip():
        raise CaseError(_("Schrijf waar de zitting is."))
    before, after = versions.save_checked(session, expected=expected, values=values)
    moved = {"place", "way"} & after.keys()
    if moved and OrientationInvitation.objects.holding().filter(slot__session=session).exists():
        raise CaseError(
            _("Er zijn al mensen uitgenodigd op deze plaats. Gelast de zitting af en maak een nieuwe.")
        )
    if after:
        _record("changed", session, by=by, before=before, after=after)
    return session


@transaction.atomic
def cancel_session(session: OrientationSession, *, because: str, by: Member) -> list[OrientationInvitation]:
    """The session does not take place: every invitation is released, everybody is told, and comes before others.

    Returns the released invitations. Raises CaseError: no reason, cancelled before, closed, past, or begun.
    """
    because = because.strip()[:REASON_LENGTH]
    session = locked(session)
    check_open(session)
    if not because:
        raise CaseError(_("Schrijf waarom de zitting niet doorgaat."))
    held = OrientationInvitation.objects.holding().filter(slot__session=session)
    rows = list(held.select_related("entry", "client__alias_of", "slot__session", "organisation"))
    if any(row.attendance for row in rows):
        raise CaseError(_("Deze zitting is begonnen: van iemand staat de aanwezigheid al genoteerd."))
    session.cancelled_at, session.cancelled_because = timezone.now(), because
    session.version += 1
    session.save(update_fields=["cancelled_at", "cancelled_because", "version"])
    _record("cancelled", session, by=by, after={"because": because, "invitations": len(rows)})
    for row in rows:
        let_go(row, because=in_dutch(lambda: _("Zitting afgelast: %(why)s") % {"why": because}), by=by)
        # After what was still waiting is cancelled: this message must go.
        notices.tell_cancelled(row, by=by)
        _second_time(row.entry, by=by)
    return rows


def _second_time(entry: WaitingEntry, *, by: Member) -> None:
    """Back on the list before others: it was not their fault. A weightier priority stays."""
    if entry.left_on or rank_of(entry.priority) <= rank_of(Priority.SECOND_TIME):
        return
    before = {"priority": entry.priority, "priority_note": entry.priority_note}
    entry.priority = Priority.SECOND_TIME
    entry.priority_note = in_dutch(lambda: _("De zitting werd afgelast."))
    entry.version += 1
    entry.save(update_fields=["priority", "priority_note", "version"])
    events.record(
        "waitingentry.prioritised",
        entry,
        by=by,
        organisation_id=entry.organisation_id,
        subject=entry.client_id,
        before=before,
        after={"priority": entry.priority, "priority_note": entry.priority_note},
    )


@transaction.atomic
def withdraw_slot(slot: Slot, *, by: Member) -> Slot:
    """Nobody is invited in this slot any more. Raises CaseError while somebody has it."""
    check_open(locked(slot.session))
    if OrientationInvitation.objects.holding().filter(slot=slot).exists():
        raise CaseError(_("Iemand heeft dit tijdslot. Geef het eerst vrij."))
    if Slot.objects.filter(pk=slot.pk, withdrawn_at=None).update(withdrawn_at=timezone.now()):
        _record("slot_withdrawn", slot.session, by=by, after={"slot": slot.clock})
    slot.refresh_from_db()
    return slot


@transaction.atomic
def restore_slot(slot: Slot, *, by: Member) -> Slot:
    """The slot can be used again. Raises CaseError while a longer slot has its time."""
    check_open(locked(slot.session))
    standing = Slot.objects.filter(session=slot.session_id, withdrawn_at=None)
    if any(one.begin < slot.begin < one.begin + one.minutes for one in standing):
        raise CaseError(_("Een gesprek met een tolk gebruikt de tijd van dit tijdslot."))
    if Slot.objects.filter(pk=slot.pk).exclude(withdrawn_at=None).update(withdrawn_at=None):
        _record("slot_restored", slot.session, by=by, after={"slot": slot.clock})
    slot.refresh_from_db()
    return slot


@transaction.atomic
def add_slot(session: OrientationSession, *, by: Member) -> Slot:
    """One more slot, after the last. Raises CaseError when the day is full."""
    session = locked(session)
    check_open(session)
    rows = list(Slot.objects.filter(session=session).order_by("begin"))
    last = rows[-1]
    minutes = min(row.minutes for row in rows)
    check_hours(last.begin + last.minutes, 1, minutes)
    try:
        with transaction.atomic():
            slot = Slot.objects.create(
                organisation_id=session.organisation_id,
                session=session,
                begin=last.begin + last.minutes,
                minutes=minutes,
            )
    except IntegrityError as error:
        raise CaseError(_("Een collega voegde net hetzelfde tijdslot toe.")) from error
    _record("slot_added", session, by=by, after={"slot": slot.clock})
    return slot


def locked(session: OrientationSession) -> OrientationSession:
    """The session as it is now; who changes its slots or invitations waits here for another who does."""
    found: OrientationSession = OrientationSession.objects.select_for_update(of=("self",)).get(pk=session.pk)
    return found


def check_open(session: OrientationSession) -> None:
    """Raises CaseError: cancelled, closed or past."""
    if session.cancelled_at:
        raise CaseError(_("Deze zitting is afgelast. Kies een andere zitting."))
    if session.closed_at:
        raise CaseError(_("Deze zitting is afgesloten. Kies een andere zitting."))
    if session.on < today():
        raise CaseError(_("Deze zitting is voorbij. Kies een zitting die nog komt."))


def _record(deed: str, session: OrientationSession, *, by: Member, **payload: Any) -> None:
    events.record(
        f"orientationsession.{deed}", session, by=by, organisation_id=session.organisation_id, **payload
    )
