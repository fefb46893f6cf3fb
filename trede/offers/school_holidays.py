"""When schools in Flanders are closed, by the rule that fixes it for every year. Pure.

Source: onderwijs.vlaanderen.be, "Vakantieregeling voor het basis- en secundair onderwijs". It is no right of anybody:
who plans a series may still choose such a day.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.easter import easter
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class SchoolHoliday:
    """Both days included."""

    name: str | Promise
    first: date
    last: date


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _weeks(name: str | Promise, monday: date, weeks: int) -> SchoolHoliday:
    return SchoolHoliday(name, monday, monday + weeks * WEEK - timedelta(days=1))


def _autumn(year: int) -> date:
    """The week of 1 November; the week after when that is a Sunday."""
    first = date(year, 11, 1)
    return first + timedelta(days=1) if first.weekday() == 6 else _monday(first)


def _christmas(year: int) -> date:
    """The week of 25 December; the week after when that is a Saturday or a Sunday."""
    feast = date(year, 12, 25)
    return _monday(feast) + WEEK if feast.weekday() >= 5 else _monday(feast)


def _spring(year: int) -> date:
    """The first Monday of April; later when Easter falls in March, two weeks before when after 15 April."""
    sunday = easter(year)
    if sunday.month == 3:
        return sunday + timedelta(days=1)
    if sunday > date(year, 4, 15):
        return _monday(sunday) - WEEK
    return _monday(date(year, 4, 1) + timedelta(days=6))


def of_year(year: int) -> Iterator[SchoolHoliday]:
    """Those that begin in a year."""
    yield _weeks(_("krokusvakantie"), easter(year) - timedelta(days=6) - 6 * WEEK, 1)
    yield _weeks(_("paasvakantie"), _spring(year), 2)
    yield SchoolHoliday(_("zomervakantie"), date(year, 7, 1), date(year, 8, 31))
    yield _weeks(_("herfstvakantie"), _autumn(year), 1)
    yield _weeks(_("kerstvakantie"), _christmas(year), 2)


def school_holiday(day: date) -> str:
    """The name of the school holiday on this day, or ""."""
    for year in (day.year - 1, day.year):
        for one in of_year(year):
            if one.first <= day <= one.last:
                return str(one.name)
    return ""
