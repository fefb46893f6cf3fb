"""A member's own diary: sessions, appointments, and the busy hours of a calendar elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import F, Max, Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from trede.core.models import Member
from trede.orientation.calendar_out import Entry
from trede.orientation.models import Appointment, AppointmentKind, BusyBlock, CalendarFeed, OrientationSession
from trede.orientation.seeing import head_of, shown

WEEK = timedelta(days=7)
# How much of the past and the future another calendar gets.
FEED_BACK, FEED_AHEAD = timedelta(days=30), timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing in the diary; `busy` has no words of its own. `note` says how it stands."""

    starts: datetime
    ends: datetime
    title: str
    who: str = ""
    place: str = ""
    url: str = ""
    note: str = ""
    tone: str = "neutral"


@dataclass(frozen=True, slots=True)
class DiaryDay:
    on: date
    items: list[Item]


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def week_of(member: Member, monday: date) -> list[DiaryDay]:
    """The seven days from a Monday; Saturday and Sunday only when something is on. Three queries."""
    begins, ends = _midnight(monday), _midnight(monday + WEEK)
    items = [*_sessions(member, monday), *_appointments(member, begins, ends), *_busy(member, begins, ends)]
    items.sort(key=lambda one: (one.starts, one.title))
    days = []
    for number in range(7):
        day = monday + timedelta(days=number)
        own = [one for one in items if timezone.localtime(one.starts).date() == day]
        if own or number < 5:
            days.append(DiaryDay(day, own))
    return days


def is_over(days: list[DiaryDay], on: date) -> bool:
    """It is weekend and nothing of this week comes any more: the next week is what somebody wants to see."""
    return all(day.on < on for day in days)


def _sessions(member: Member, monday: date) -> Iterator[Item]:
    for row in _own_sessions(member, monday, monday + WEEK):
        starts, ends = _hours(row)
        url = reverse("session_day", args=[row.pk])
        yield Item(starts, ends, _("Zitting trajectbepaling"), place=row.place, url=url, tone="info")


def _own_sessions(member: Member, first: date, last: date) -> Any:
    sits = Q(counsellor=member) | Q(partner_counsellor=member)
    rows = OrientationSession.objects.standing().filter(sits, on__gte=first, on__lt=last)
    standing = Q(slots__withdrawn_at=None)
    return rows.annotate(
        begins=Min("slots__begin", filter=standing),
        until=Max(F("slots__begin") + F("slots__minutes"), filter=standing),
    ).exclude(begins=None)


def _hours(session: Any) -> tuple[datetime, datetime]:
    return _at(session.on, session.begins), _at(session.on, session.until)


def _appointments(member: Member, begins: datetime, ends: datetime) -> Iterator[Item]:
    rows = Appointment.objects.filter(
        member=member, starts_at__gte=begins, starts_at__lt=ends, cancelled_at=None
    )
    for row in rows.select_related("client__alias_of").annotate(shown=shown(member)):
        client = head_of(row.client)
        number = _("dossier %(number)s") % {"number": client.number}
        yield Item(
            row.starts_at,
            row.starts_at + timedelta(minutes=row.minutes),
            str(row.get_kind_display()),
            who=client.name if row.shown else number,
            place=row.place,
            url=reverse("appointment", args=[row.pk]) if row.shown else "",
            note=_state(row),
            tone="good" if row.seen else "neutral",
        )


def _state(row: Appointment) -> str:
    if row.seen is not None:
        return _("gezien") if row.seen else _("niet gezien")
    return _("nog te noteren") if timezone.localtime(row.starts_at).date() < timezone.localdate() else ""


def _busy(member: Member, begins: datetime, ends: datetime) -> Iterator[Item]:
    for row in BusyBlock.objects.filter(member=member, starts_at__lt=ends, ends_at__gt=begins):
        yield Item(max(row.starts_at, begins), row.ends_at, _("Bezet (eigen kalender)"))


def entries_of(feed: CalendarFeed, today: date) -> Iterator[Entry]:
    """What goes out through a feed: kind and file number, never a name, no place where a client lives."""
    member = feed.member
    first, last = today - FEED_BACK, today + FEED_AHEAD
    for row in _own_sessions(member, first, last):
        starts, ends = _hours(row)
        title, uid = _("Trajectbepaling"), f"session-{row.pk}@trede"
        yield Entry(uid, starts, ends, title, row.place, starts, row.version)
    rows = Appointment.objects.filter(member=member, cancelled_at=None).select_related("client__alias_of")
    for one in rows.filter(starts_at__gte=_midnight(first), starts_at__lt=_midnight(last)):
        yield _entry(one)


def _entry(one: Appointment) -> Entry:
    title = _("%(kind)s · dossier %(number)s") % {
        "kind": one.get_kind_display(),
        "number": head_of(one.client).number,
    }
    ends = one.starts_at + timedelta(minutes=one.minutes)
    place = "" if one.kind == AppointmentKind.VISIT else one.place
    return Entry(f"appointment-{one.pk}@trede", one.starts_at, ends, title, place, one.starts_at, one.version)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _at(day: date, minutes: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(min(minutes // 60, 23), minutes % 60)))
