"""Dates and amounts the way the pages of the desk say them."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from urllib.parse import urlencode

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from trede.clients.fields import euro_text, phone_text
from trede.core.periods import today

register = template.Library()
SOON = 7
MONTH = 30


@register.filter
def day(value: date | None) -> str:
    """31/01/2026"""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return value.strftime("%d/%m/%Y") if value else ""


@register.filter
def moment(value: datetime) -> str:
    """vandaag 9.15 uur, gisteren, or the date."""
    local = timezone.localtime(value)
    clock = _("%(hour)s.%(minute)s uur") % {"hour": local.hour, "minute": f"{local.minute:02d}"}
    return f"{near_day(local.date())} {clock}"


@register.filter
def clock(value: datetime) -> str:
    local = timezone.localtime(value)
    return _("%(hour)s.%(minute)s uur") % {"hour": local.hour, "minute": f"{local.minute:02d}"}


@register.filter
def near_day(value: date) -> str:
    """vandaag, gisteren, or the date."""
    near = {today(): _("vandaag"), today() - timedelta(days=1): _("gisteren")}
    return near.get(value) or value.strftime("%d/%m/%Y")


@register.filter
def near_moment(value: datetime) -> str:
    """The day of a moment: vandaag, gisteren, or "op" and the date."""
    day_of = timezone.localtime(value).date()
    near = near_day(day_of)
    return _("op %(day)s") % {"day": near} if near[0].isdigit() else near


@register.filter
def due_state(value: date) -> str:
    """over, today, soon or later: how urgent a due date is."""
    left = (value - today()).days
    if left < 0:
        return "over"
    if left == 0:
        return "today"
    return "soon" if left <= SOON else "later"


@register.filter
def due_words(value: date) -> str:
    """3 dagen te laat, vandaag, morgen, over 4 dagen, or the date when it is far away."""
    left = (value - today()).days
    if left < 0:
        return _late_words(-left)
    if left <= 1:
        return _("vandaag") if left == 0 else _("morgen")
    return _("over %(days)s dagen") % {"days": left} if left <= 30 else value.strftime("%d/%m/%Y")


def _late_words(days: int) -> str:
    """The longer ago, the less the exact number of days says."""
    if days > 2 * MONTH:
        return _("%(months)s maanden te laat") % {"months": days // MONTH}
    return _("1 dag te laat") if days == 1 else _("%(days)s dagen te laat") % {"days": days}


@register.filter
def euro(value: Decimal | None) -> str:
    """€ 1.340,47"""
    return "" if value is None else f"€ {euro_text(int(value * 100))}"


@register.filter
def telephone(value: str) -> str:
    return phone_text(value)


@register.filter
def as_query(params: dict[str, str]) -> str:
    """Filters as the part of an address behind the question mark."""
    return urlencode(params)
