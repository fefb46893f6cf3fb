"""Editions and their sessions: planned, changed, moved, cancelled."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from trede.core import events, promises, versions
from trede.core.errors import CaseError
from trede.core.models import Member
from trede.core.periods import today
from trede.offers.edition_days import MINUTES_A_DAY, MOST, Meeting, double
from trede.offers.models import Edition, EditionSession
from trede.offers.reading_groups import taken_places
from trede.offers.seated_names import who_sits

SHOWN = ("offer", "name", "starts_on", "ends_on", "places", "enrol_until", "place", "for_hosts", "leader")
CHANGEABLE = ("name", "starts_on", "ends_on", "places", "enrol_until", "place", "leader")


@transaction.atomic
def plan_edition(edition: Edition, *, sessions: Sequence[Meeting], by: Member) -> Edition:
    """Write a new edition with its sessions, in minutes from midnight.

    Raises CaseError (no session, too many, two at once, outside the edition) or ValidationError with field messages.
    """
    edition.organisation_id = by.organisation_id
    _check(edition)
    if edition.offer.stopped_on and edition.offer.stopped_on <= edition.starts_on:
        raise CaseError(_("Dit aanbod is dan gestopt. Kies een ander aanbod of een vroegere datum."))
    _check_meetings(edition, sessions)
    edition.save(force_insert=True)
    EditionSession.objects.bulk_create([_row(edition, one) for one in sessions])
    after = versions.snapshot(edition, list(SHOWN)) | {"sessions": len(sessions)}
    _record("edition.planned", edition, by=by, after=after)
    return edition


def _row(edition: Edition, meeting: Meeting) -> EditionSession:
    return EditionSession(
        organisation_id=edition.organisation_id,
        edition=edition,
        on=meeting.on,
        begin=meeting.begin,
        end=meeting.end,
        topic=meeting.topic.strip()[:120],
    )


def _check(edition: Edition) -> None:
    """What the fields ask of each other. Raises ValidationError."""
    edition.full_clean(exclude=["organisation"])
    wrong: dict[str, str] = {}
    organisation = edition.organisation_id
    if edition.offer.organisation_id != organisation:
        wrong["offer"] = _("Kies een aanbod van uw eigen organisatie.")
    if edition.leader and edition.leader.organisation_id != organisation:
        wrong["leader"] = _("Kies een collega van uw eigen organisatie.")
    if edition.enrol_until and edition.enrol_until > edition.ends_on:
        wrong["enrol_until"] = _("Inschrijven kan ten laatste op de laatste dag van de reeks.")
    if wrong:
        raise ValidationError(wrong)


def _check_meetings(edition: Edition, meetings: Sequence[Meeting]) -> None:
    if not meetings:
        raise CaseError(_("Tussen die dagen valt geen enkele sessie. Kies andere weekdagen of datums."))
    if len(meetings) > MOST:
        raise CaseError(
            _("Een reeks heeft hoogstens %(most)s sessies. Maak er twee reeksen van.") % {"most": MOST}
        )
    for one in meetings:
        _check_meeting(one)
        if not edition.starts_on <= one.on <= edition.ends_on:
            raise CaseError(_("Een sessie valt buiten de reeks. Kijk de datums na."))
    if day := double(meetings):
        raise CaseError(_("Op %(day)s lopen twee sessies door elkaar.") % {"day": _day(day)})


def _check_meeting(one: Meeting) -> None:
    if not 0 <= one.begin < one.end <= MINUTES_A_DAY:
        raise CaseError(_("Het einduur ligt vóór het beginuur. Kies een later einduur."))


@transaction.atomic
def edit_edition(edition: Edition, *, by: Member, expected: int, values: dict[str, Any]) -> Edition:
    """Change an edition (CHANGEABLE). Fewer places than are taken is refused, and says who sits there.

    Raises CaseError, Conflict, or ValidationError with field messages.
    """
    locked = lock(edition)
    check_open(locked)
    for name in CHANGEABLE:
        setattr(locked, name, values.get(name, getattr(locked, name)))
    _check(locked)
    taken = taken_places(locked)
    if locked.places < taken:
        said = {"taken": taken, "who": who_sits(locked, by)}
        raise CaseError(_("Er zijn al %(taken)s plaatsen bezet: %(who)s. Maak eerst een plaats vrij.") % said)
    _check_inside(locked)
    changes = {name: values[name] for name in CHANGEABLE if name in values}
    before, after = versions.save_checked(edition, expected=expected, values=changes)
    if after:
        _record("edition.edited", edition, by=by, before=before, after=after)
    return edition


def _check_inside(edition: Edition) -> None:
    standing = edition.sessions.filter(cancelled_on=None)
    outside = standing.exclude(on__range=(edition.starts_on, edition.ends_on)).order_by("on").first()
    if outside:
        raise CaseError(
            _("De sessie van %(day)s valt dan buiten de reeks. Verplaats of schrap ze eerst.")
            % {"day": _day(outside.on)}
        )


@transaction.atomic
def add_session(edition: Edition, meeting: Meeting, *, by: Member) -> EditionSession:
    """One session more; the edition stretches to that day. Raises CaseError."""
    edition = lock(edition)
    check_open(edition)
    _check_free(edition, meeting)
    if edition.sessions.count() >= MOST:
        raise CaseError(
            _("Een reeks heeft hoogstens %(most)s sessies. Maak er twee reeksen van.") % {"most": MOST}
        )
    _stretch(edition, meeting.on, by=by)
    session = _row(edition, meeting)
    with promises.explained(), transaction.atomic():
        session.save(force_insert=True)
    _record("editionsession.added", session, by=by, after={"on": _day(meeting.on)})
    return session


@transaction.atomic
def move_session(
    session: EditionSession,
    *,
    on: date,
    begin: int,
    end: int,
    by: Member,
    expected: int,
    topic: str | None = None,
) -> EditionSession:
    """Another day or hour (minutes from midnight); the edition stretches to it. Raises CaseError or Conflict."""
    edition = lock(session.edition)
    check_open(edition)
    _check_changes(session)
    meeting = Meeting(on, begin, end, session.topic if topic is None else topic)
    _check_free(edition, meeting, but=session.pk)
    _stretch(edition, on, by=by)
    values = {"on": on, "begin": begin, "end": end, "topic": meeting.topic.strip()[:120]}
    with promises.explained(), transaction.atomic():
        before, after = versions.save_checked(session, expected=expected, values=values)
    if after:
        _record("editionsession.moved", session, by=by, before=before, after=after)
    return session


@transaction.atomic
def cancel_session(session: EditionSession, *, by: Member) -> EditionSession:
    """It does not take place; twice is once. Raises CaseError when people were marked as there."""
    lock(session.edition)
    session = EditionSession.objects.select_for_update(of=("self",)).get(pk=session.pk)
    if session.cancelled_on:
        return session
    _check_changes(session)
    session.cancelled_on = today()
    session.version += 1
    session.save(update_fields=["cancelled_on", "version"])
    _record("editionsession.cancelled", session, by=by)
    return session


def _check_changes(session: EditionSession) -> None:
    if session.cancelled_on:
        raise CaseError(_("Deze sessie is al geschrapt."))
    if session.presences.exists():
        raise CaseError(_("Van deze sessie is al aanwezigheid genoteerd. Haal die eerst weg."))


def _check_free(edition: Edition, meeting: Meeting, *, but: int = 0) -> None:
    _check_meeting(meeting)
    same_day = edition.sessions.filter(on=meeting.on, cancelled_on=None).exclude(pk=but)
    others: Iterable[Meeting] = [Meeting(one.on, one.begin, one.end) for one in same_day]
    if day := double([*others, meeting]):
        raise CaseError(_("Op %(day)s lopen twee sessies door elkaar.") % {"day": _day(day)})


def _stretch(edition: Edition, on: date, *, by: Member) -> None:
    values = {"starts_on": min(edition.starts_on, on), "ends_on": max(edition.ends_on, on)}
    before, after = versions.save_checked(edition, expected=edition.version, values=values)
    if after:
        _record("edition.edited", edition, by=by, before=before, after=after)


def lock(edition: Edition) -> Edition:
    """The edition as it stands, held until the end of the transaction."""
    locked: Edition = (
        Edition.objects.select_for_update(of=("self",)).select_related("offer").get(pk=edition.pk)
    )
    return locked


def check_open(edition: Edition) -> None:
    """Raises CaseError for a cancelled edition."""
    if edition.cancelled_on:
        raise CaseError(_("Deze reeks is geschrapt. Kies een andere reeks."))


def _day(day: date) -> str:
    return day.strftime("%d/%m/%Y")


def _record(verb: str, obj: Edition | EditionSession, *, by: Member, **payload: Any) -> None:
    events.record(verb, obj, by=by, organisation_id=obj.organisation_id, **payload)
