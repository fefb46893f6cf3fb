"""The way in: from a referral to who guides, made backwards from the guidance that the town already has."""

from trede.demo.town.way.calendar import Calendar
from trede.demo.town.way.ways import Ways

__all__ = ["Calendar", "Ways"]
