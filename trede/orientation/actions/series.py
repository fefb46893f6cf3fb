"""Series of sessions: one rhythm, one place, two counsellors."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from trede.core import events, versions
from trede.core.errors import CaseError
from trede.core.models import Member
from trede.core.periods import today
from trede.core.roles import Role
from trede.orientation.models import OrientationSession, SessionSeries

MINUTES_A_DAY = 24 * 60
MOST_SLOTS = 60
SHOWN = ("name", "every_weeks", "slots", "slot_minutes", "interpreter_minutes", "place", "way")


@transaction.atomic
def make_series(series: SessionSeries, *, by: Member) -> SessionSeries:
    """Write a new series; its sessions come with `make_sessions`. Raises CaseError or ValidationError."""
    series.organisation_id = by.organisation_id
    check_counsellors(series, by.organisation_id)
    check_hours(minutes_of(series.begin), series.slots, series.slot_minutes)
    if series.every_weeks < 1:
        raise CaseError(_("Een reeks heeft minstens één week tussen twee zittingen."))
    if series.interpreter_minutes < series.slot_minutes:
        raise CaseError(_("Een gesprek met een tolk duurt minstens even lang als een zonder."))
    series.full_clean(exclude=["organisation"])
    series.save(force_insert=True)
    _record("made", series, by=by, after=versions.snapshot(series, list(SHOWN)))
    return series


@transaction.atomic
def change_series(
    series: SessionSeries, *, by: Member, expected: int, values: dict[str, Any]
) -> SessionSeries:
    """Change a series; sessions made before stay as they were. Raises CaseError or Conflict."""
    stored = SessionSeries.objects.get(pk=series.pk)
    for name, value in values.items():
        setattr(stored, name, value)
    check_counsellors(stored, by.organisation_id)
    check_hours(minutes_of(stored.begin), stored.slots, stored.slot_minutes)
    before, after = versions.save_checked(series, expected=expected, values=values)
    if after:
        _record("changed", series, by=by, before=before, after=after)
    return series


@transaction.atomic
def end_series(series: SessionSeries, *, last_day: date, by: Member) -> SessionSeries:
    """No more sessions after this day. Raises CaseError while a later one stands: cancel that one first."""
    if last_day < series.starts_on:
        raise CaseError(_("De laatste dag ligt vóór de eerste zitting. Kies een latere dag."))
    later = OrientationSession.objects.standing().filter(series=series, on__gt=max(last_day, today()))
    if first := later.order_by("on").first():
        raise CaseError(
            _("Op %(day)s staat nog een zitting. Gelast die eerst af.")
            % {"day": first.on.strftime("%d/%m/%Y")}
        )
    before, after = versions.save_checked(series, expected=series.version, values={"ends_on": last_day})
    if after:
        _record("ended", series, by=by, before=before, after=after)
    return series


def check_counsellors(sits: SessionSeries | OrientationSession, organisation_id: int) -> None:
    """Two people, of this organisation or sitting in for the partner here. Raises CaseError."""
    counsellor, second = sits.counsellor, sits.partner_counsellor
    if counsellor.organisation_id != organisation_id:
        raise CaseError(_("Kies een begeleider van uw eigen organisatie."))
    if second is None:
        return
    if second.organisation_id != organisation_id or Role.PARTNER not in second.roles:
        raise CaseError(_("Kies voor de partner een medewerker die hier de rol ‘Partner’ heeft."))
    if second.pk == counsellor.pk:
        raise CaseError(_("De twee begeleiders zijn dezelfde persoon. Kies een ander."))


def check_hours(begin: int, slots: int, minutes: int) -> None:
    """Raises CaseError when the slots do not fit in the day."""
    if not 1 <= slots <= MOST_SLOTS or minutes < 5:
        raise CaseError(_("Een zitting heeft 1 tot 60 tijdsloten van minstens 5 minuten."))
    if begin + slots * minutes > MINUTES_A_DAY:
        raise CaseError(_("De tijdsloten lopen voorbij middernacht. Kies er minder, of begin vroeger."))


def minutes_of(clock: Any) -> int:
    """13:40 → 820"""
    return int(clock.hour) * 60 + int(clock.minute)


def _record(deed: str, series: SessionSeries, *, by: Member, **payload: Any) -> None:
    events.record(f"sessionseries.{deed}", series, by=by, organisation_id=series.organisation_id, **payload)
