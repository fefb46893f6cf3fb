"""The sessions, their slots and the meetings of the committee: there before anybody is invited."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any

from trede.core import bulk, events
from trede.council.models import Meeting, Proposal
from trede.demo.filling.clock import Clock
from trede.demo.filling.office import Office
from trede.demo.town.places import REFERENCE_STREET, TOWNS
from trede.demo.town.way.calendar import BEGINS, SLOT_MINUTES, SLOTS, Calendar
from trede.orientation.models import OrientationSession, SessionSeries, Slot
from trede.orientation.wording import counsellors_of, phone_of
from trede.texts.reading import Sendable

DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag")
WAY = "Bus tot halte OCMW. Ga binnen langs de grote deur en zeg uw naam aan het onthaal."
FELL_OUT = "Een begeleider was ziek; niemand kon vervangen."
CLOSED_AT, SENT_DAYS = 16 * 60 + 30, 5


@dataclass(frozen=True, slots=True)
class Planning:
    """What stands in the database, by what the town calls it."""

    sessions: dict[tuple[int, date], int]
    counsellors: dict[int, tuple[int, int | None]]
    meetings: dict[date, int]
    # What letters and messages say of the sessions of a series, but for the person and the day.
    said: dict[int, dict[str, str]]
    # The texts that may go out, by language; read when first asked.
    texts: dict[str, Sendable] = field(default_factory=dict)


def write_planning(office: Office, calendar: Calendar, clock: Clock) -> None:
    """All rows; inside one transaction. A series at a time, so that a large town needs no more memory."""
    for turn in range(calendar.series):
        series = _series(office, calendar, turn)
        bulk.insert(SessionSeries, [series])
        rows = [_session(series, calendar, turn, on, clock) for on in calendar.days(turn)]
        bulk.insert(OrientationSession, rows)
        bulk.insert(Slot, [slot for row in rows for slot in _slots(row)])
        _tell(series, office, clock)
    bulk.insert(Meeting, [_meeting(office, on, clock) for on in calendar.meetings()])


def close_empty_slots(office: Office, clock: Clock) -> None:
    """An office plans no more slots than it needs: past ones that nobody was asked for are withdrawn, a few aside."""
    empty = Slot.objects.filter(organisation=office.pk, session__on__lt=clock.today, withdrawn_at=None)
    unasked = empty.filter(invitations=None).exclude(begin=BEGINS + 5 * SLOT_MINUTES)
    unasked.update(withdrawn_at=clock.moment(clock.first_day, 600))


def _address(slug: str) -> str:
    street, number = REFERENCE_STREET[slug]
    postcode, name = TOWNS[slug]
    return f"Sociaal Huis, {street} {number}, {postcode} {name}"


def _series(office: Office, calendar: Calendar, turn: int) -> SessionSeries:
    starts, guest = calendar.starts(turn), office.guest(turn)
    number = f" {turn + 1}" if turn > 1 else ""
    return SessionSeries(
        organisation_id=office.pk,
        name=f"Trajectbepaling {DAYS[starts.weekday()]}{number}",
        begin=time(BEGINS // 60, BEGINS % 60),
        slots=SLOTS,
        slot_minutes=SLOT_MINUTES,
        place=_address(office.slug),
        way=WAY,
        counsellor_id=office.member("trajectbegeleider", turn),
        partner_id=office.partner if guest else None,
        partner_counsellor_id=guest,
        starts_on=starts,
    )


def _session(
    series: SessionSeries, calendar: Calendar, turn: int, on: date, clock: Clock
) -> OrientationSession:
    fell_out, past = on == calendar.fell_out(turn), on < clock.today
    return OrientationSession(
        organisation_id=series.organisation_id,
        series=series,
        on=on,
        place=series.place,
        way=series.way,
        counsellor_id=series.counsellor_id,
        partner_id=series.partner_id,
        partner_counsellor_id=series.partner_counsellor_id,
        cancelled_at=clock.written(on - timedelta(days=1), 60) if fell_out else None,
        cancelled_because=FELL_OUT if fell_out else "",
        closed_at=clock.moment(on, CLOSED_AT) if past and not fell_out else None,
    )


def _slots(session: OrientationSession) -> Iterable[Slot]:
    for place in range(SLOTS):
        yield bulk.fresh(
            Slot,
            organisation_id=session.organisation_id,
            session_id=session.pk,
            begin=BEGINS + place * SLOT_MINUTES,
            minutes=SLOT_MINUTES,
        )


def _tell(series: SessionSeries, office: Office, clock: Clock) -> None:
    change = events.Change(
        "sessionseries.made",
        object_kind="sessionseries",
        object_id=series.pk,
        after={"name": series.name, "starts_on": series.starts_on.isoformat()},
        at=clock.moment(clock.first_day, 660),
        by_id=office.member("trajectbegeleider", 0),
    )
    events.record_all([change], by=None, organisation_id=office.pk)


def _meeting(office: Office, on: date, clock: Clock) -> Meeting:
    closes = on - timedelta(days=SENT_DAYS)
    return Meeting(
        organisation_id=office.pk,
        on=on,
        place="Raadzaal",
        agenda_closed_at=clock.written(closes, 120) if closes < clock.today else None,
    )


def order_agendas(office: Office) -> None:
    """Each proposal gets its place on the agenda, in the order in which they were written; again gives the same."""
    listed = Proposal.objects.filter(organisation=office.pk, meeting__isnull=False).order_by("pk")
    places: Counter[int | None] = Counter()
    rows = []
    for pk, meeting in listed.values_list("pk", "meeting_id"):
        places[meeting] += 1
        rows.append((places[meeting], pk))
    table = Proposal._meta.db_table
    bulk.execute_many(f'UPDATE "{table}" SET position = %s WHERE id = %s', rows)  # noqa: S608 # nosec B608


def read_planning(office: Office) -> Planning:
    series = list(
        SessionSeries.objects.filter(organisation=office.pk)
        .select_related("organisation", "partner", "counsellor__user", "partner_counsellor__user")
        .order_by("pk")
    )
    turns = {row.pk: turn for turn, row in enumerate(series)}
    sessions = OrientationSession.objects.filter(organisation=office.pk)
    return Planning(
        {(turns[row], on): pk for pk, row, on in sessions.values_list("pk", "series_id", "on").iterator()},
        {turn: (row.counsellor_id, row.partner_counsellor_id) for turn, row in enumerate(series)},
        dict(Meeting.objects.filter(organisation=office.pk).values_list("on", "pk")),
        {turn: _said(row) for turn, row in enumerate(series)},
    )


def _said(series: Any) -> dict[str, str]:
    """A series names its place and its counsellors as each of its sessions does."""
    return {
        "place": series.place,
        "way": series.way,
        "counsellors": counsellors_of(series, series.organisation.name),
        "organisation": series.organisation.name,
        "phone": phone_of(series),
    }
