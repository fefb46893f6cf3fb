"""When things were written down: the town has worked with the program for three years, up to yesterday."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from django.conf import settings

from trede.demo.town.draw import years_after

YEARS_OF_USE = 3
OFFICE_OPENS = 8 * 60 + 30


@dataclass(frozen=True)
class Clock:
    today: date

    @cached_property
    def first_day(self) -> date:
        """The day on which the files were taken over from the program before."""
        return date.fromordinal(years_after(self.today.toordinal(), -YEARS_OF_USE))

    @cached_property
    def last_day(self) -> date:
        """Nothing is written on the day itself: an hour of it may still have to come."""
        return self.today - timedelta(days=1)

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(settings.TIME_ZONE)

    def day(self, on: date) -> date:
        """The day on which something of `on` was written down."""
        return min(max(on, self.first_day), self.last_day)

    def moment(self, on: date, minute: int) -> datetime:
        """A moment of `on` as it is, in local time."""
        return datetime(on.year, on.month, on.day, minute // 60, minute % 60, tzinfo=self.zone)

    def written(self, on: date, turn: int) -> datetime:
        """The moment at which something of `on` was written down; a later `turn` of a day comes later."""
        return self.moment(self.day(on), OFFICE_OPENS + turn % 540)
