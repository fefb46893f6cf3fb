"""The list of editions: coming, running, past; a page at a time, with how full each is."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from trede.core.models import Member
from trede.offers.models import Edition, Offer
from trede.offers.reading_groups import Places, editions_of, places_of

COMING, RUNNING, PAST = "komt", "loopt", "voorbij"
PAGE = 30


@dataclass(frozen=True, slots=True)
class Line:
    edition: Edition
    places: Places


@dataclass(frozen=True, slots=True)
class EditionPage:
    lines: list[Line]
    more: int | None


def page_of(member: Member, which: str, *, offer: Offer | None, after: str, day: date) -> EditionPage:
    """The nearest first; of those past the last one first. `after`: the id of the last one shown. Three queries."""
    past = which == PAST
    rows = editions_of(member).filter(_which(which, day))
    if offer:
        rows = rows.filter(offer=offer)
    rows = _beyond(rows, after, past=past)
    rows = rows.order_by("-starts_on", "-pk") if past else rows.order_by("starts_on", "pk")
    found = list(rows[: PAGE + 1])
    places = places_of([one.pk for one in found[:PAGE]])
    lines = [Line(one, places[one.pk]) for one in found[:PAGE]]
    return EditionPage(lines, found[PAGE - 1].pk if len(found) > PAGE else None)


def _which(which: str, day: date) -> Q:
    if which == RUNNING:
        return Q(cancelled_on=None, starts_on__lte=day, ends_on__gte=day)
    if which == PAST:
        return Q(ends_on__lt=day) | Q(cancelled_on__isnull=False)
    return Q(cancelled_on=None, starts_on__gt=day)


def _beyond(rows: Any, after: str, *, past: bool) -> Any:
    if not (after.isascii() and after.isdigit() and len(after) < 18):
        return rows
    last = Edition.objects.filter(pk=int(after)).values_list("starts_on", flat=True).first()
    if last is None:
        return rows
    way, side = ("lte", "gte") if past else ("gte", "lte")
    return rows.filter(**{f"starts_on__{way}": last}).exclude(
        **{"starts_on": last, f"pk__{side}": int(after)}
    )
