"""When members are taken: sessions, appointments, the hours of their own calendar, absences."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import F, Max, Min, Q
from django.utils import timezone

from trede.core.models import Absence
from trede.orientation.free_time import Taken
from trede.orientation.models import Appointment, BusyBlock, OrientationSession

By = dict[int, list[Taken]]


def taken_of(members: Iterable[int], first: date, last: date) -> By:
    """What is taken from the first to the last day, both included, by member. Four queries, however many members."""
    wanted = set(members)
    found: By = {pk: [] for pk in wanted}
    begins, ends = _midnight(first), _midnight(last + timedelta(days=1))
    for reader in (_sessions, _appointments, _busy, _absences):
        for member, taken in reader(wanted, begins, ends):
            if member in found:
                found[member].append(taken)
    return found


Found = Iterator[tuple[int, Taken]]


def _sessions(members: set[int], begins: datetime, ends: datetime) -> Found:
    sits = Q(counsellor__in=members) | Q(partner_counsellor__in=members)
    rows = OrientationSession.objects.standing().filter(sits, on__gte=begins.date(), on__lt=ends.date())
    rows = rows.annotate(
        first=Min("slots__begin", filter=Q(slots__withdrawn_at=None)),
        last=Max(F("slots__begin") + F("slots__minutes"), filter=Q(slots__withdrawn_at=None)),
    )
    for row in rows.exclude(first=None):
        taken = Taken(_at(row.on, row.first), _at(row.on, row.last))
        yield row.counsellor_id, taken
        if row.partner_counsellor_id:
            yield row.partner_counsellor_id, taken


def _appointments(members: set[int], begins: datetime, ends: datetime) -> Found:
    rows = Appointment.objects.filter(
        member__in=members, cancelled_at=None, starts_at__gte=begins - timedelta(days=1), starts_at__lt=ends
    )
    for row in rows:
        yield row.member_id, Taken(row.starts_at, row.starts_at + timedelta(minutes=row.minutes))


def _busy(members: set[int], begins: datetime, ends: datetime) -> Found:
    rows = BusyBlock.objects.filter(member__in=members, starts_at__lt=ends, ends_at__gt=begins)
    for row in rows:
        yield row.member_id, Taken(row.starts_at, row.ends_at)


def _absences(members: set[int], begins: datetime, ends: datetime) -> Found:
    running = Q(ends_on=None) | Q(ends_on__gte=begins.date())
    rows: Any = Absence.objects.filter(running, member__in=members, starts_on__lt=ends.date())
    for row in rows:
        end = ends if row.ends_on is None else _midnight(row.ends_on + timedelta(days=1))
        yield row.member_id, Taken(_midnight(row.starts_on), end)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _at(day: date, minutes: int) -> datetime:
    """A clock time of a day; on the day that the clock changes too."""
    return timezone.make_aware(datetime.combine(day, time(min(minutes // 60, 23), minutes % 60)))
