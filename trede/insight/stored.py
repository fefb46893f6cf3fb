"""Figures and charts, kept until something changes: nobody waits twice for the same sum. Aggregates only, no names
of clients.

The key holds the newest event that can change a figure: every change of the program records one.
"""

import hashlib
from datetime import timedelta

from django.core.cache import cache
from django.utils import translation

from trede.core.models import Event
from trede.insight import charts
from trede.insight.figures import Figures, figures
from trede.insight.gather import gather
from trede.insight.months import Period

KEPT = int(timedelta(days=2).total_seconds())
# Raised when the figures are worked out otherwise: what an older program kept is then left alone.
EDITION = 1
KINDS = (
    "appointment",
    "caseassignment",
    "client",
    "contactattempt",
    "member",
    "message",
    "orientationdecision",
    "orientationinvitation",
    "orientationsession",
    "referral",
    "waitingentry",
)


def state_of(organisation_id: int, period: Period) -> str:
    """What the figures of this period rest on, as a short text; one query."""
    changed = Event.objects.filter(organisation=organisation_id, object_kind__in=KINDS)
    newest = changed.order_by("-at", "-pk").values_list("pk", flat=True).first()
    first, last, today = period.first, period.last, period.today
    parts = (EDITION, organisation_id, newest, *first, *last, today.isoformat())
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


def figures_of(organisation_id: int, period: Period) -> Figures:
    """The figures of a period, from the cache when nothing changed."""
    return _figures(state_of(organisation_id, period), organisation_id, period)


def _figures(state: str, organisation_id: int, period: Period) -> Figures:
    key = f"figures:{state}"
    found = cache.get(key)
    if not isinstance(found, Figures):
        found = figures(gather(organisation_id, period), period)
        cache.set(key, found, KEPT)
    return found


def chart_of(code: str, organisation_id: int, period: Period) -> str:
    """A chart as SVG. Raises KeyError for one that does not exist."""
    if code not in charts.CHARTS:
        raise KeyError(code)
    state = state_of(organisation_id, period)
    key = f"chart:{code}:{translation.get_language()}:{state}"
    found = cache.get(key)
    if not isinstance(found, str):
        found = charts.svg(code, _figures(state, organisation_id, period))
        cache.set(key, found, KEPT)
    return found
