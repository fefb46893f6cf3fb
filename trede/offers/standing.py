"""Where participations stand with their limits and evaluations: read together, and kept as dates to warn by."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Max, Q

from trede.core.local import PARTNER_EVALUATION_MONTHS, local_value
from trede.core.periods import today
from trede.offers.limit_values import limits_on
from trede.offers.limits import Room, Used, evaluation_due, first_reached, room
from trede.offers.models import (
    OfferLimit,
    Participation,
    ParticipationState,
    PartnerReferral,
    Presence,
    ProgressKind,
    ProgressReport,
    SessionPresence,
    UsedTime,
)

CAME = (Presence.PRESENT, Presence.LATE)
HOUR = 3600
GOING = (ParticipationState.RUNNING, ParticipationState.PAUSED)


def rooms_of(participations: Sequence[Participation], on: date) -> dict[int, list[Room]]:
    """What is left of each limit, by participation; three queries for any number of them."""
    limits: dict[int, list[OfferLimit]] = defaultdict(list)
    for row in (
        OfferLimit.objects.on(on).filter(offer__in={one.offer_id for one in participations}).order_by("pk")
    ):
        limits[row.offer_id].append(row)
    counted = [one for one in participations if limits[one.offer_id]]
    used = _used(counted) if counted else {}
    return {
        one.pk: room(limits_on(limits[one.offer_id], on), used.get(one.pk, Used()), on)
        for one in participations
    }


def _used(participations: Sequence[Participation]) -> dict[int, Used]:
    pks = [one.pk for one in participations]
    minutes: dict[int, dict[date, int]] = defaultdict(dict)
    rows = UsedTime.objects.filter(participation__in=pks).values_list("participation_id", "month", "minutes")
    for pk, month, used in rows:
        minutes[pk][month] = used
    came = SessionPresence.objects.filter(participation__in=pks, presence__in=CAME)
    sessions = dict(came.values("participation").annotate(n=Count("pk")).values_list("participation", "n"))
    return {one.pk: used_by(one, minutes[one.pk], sessions.get(one.pk, 0)) for one in participations}


def used_by(participation: Participation, minutes: Mapping[date, int], sessions: int) -> Used:
    """What one person used, here and before."""
    return Used(
        started_on=participation.started_on,
        ended_on=participation.ended_on,
        months_before=participation.used_before_months,
        minutes_before=participation.used_before_minutes,
        minutes=minutes,
        sessions=sessions,
    )


def refresh(participations: Sequence[Participation], on: date) -> int:
    """Write `limit_on` and `evaluation_on` where they changed; how many. No event: they follow from what has one."""
    going = [one for one in participations if one.state in GOING]
    rooms, due = rooms_of(going, on), _evaluations(going)
    changed = 0
    for one in going:
        values = {"limit_on": first_reached(rooms[one.pk], on), "evaluation_on": due[one.pk]}
        if any(getattr(one, name) != value for name, value in values.items()):
            Participation.objects.filter(pk=one.pk).update(**values)
            changed += 1
        for name, value in values.items():
            setattr(one, name, value)
    return changed


def _evaluations(participations: Sequence[Participation]) -> dict[int, date | None]:
    pks = [one.pk for one in participations]
    done = ProgressReport.objects.filter(participation__in=pks, kind=ProgressKind.EVALUATION)
    last = dict(done.values("participation").annotate(last=Max("on")).values_list("participation", "last"))
    sent = set(
        PartnerReferral.objects.filter(participation__in=pks).values_list("participation_id", flat=True)
    )
    asks: dict[int, int | None] = {}
    for organisation_id in {one.organisation_id for one in participations}:
        asks[organisation_id] = local_value(organisation_id, PARTNER_EVALUATION_MONTHS, today())
    return {
        one.pk: evaluation_due(
            one.started_on,
            last.get(one.pk),
            one.offer.evaluation_months or (asks[one.organisation_id] if one.pk in sent else None),
        )
        for one in participations
    }


def refresh_all(on: date | None = None) -> int:
    """Periodic: the dates of everything that runs, in pieces; how many changed. Safe to run twice.

    A limit or a legal value that changed, or a month that passed, moves them.
    """
    day, changed, last = on or today(), 0, 0
    while piece := _piece(last):
        changed += refresh(piece, day)
        last = piece[-1].pk
    return changed


def refresh_hourly() -> int:
    """Periodic: the same, once an hour."""
    return refresh_all() if cache.add("offers:refreshed", 1, HOUR) else 0


def _piece(after: int, size: int = 500) -> list[Any]:
    running = Participation.objects.filter(state__in=GOING, pk__gt=after).select_related("offer")
    asks = (
        Q(offer__limits__isnull=False)
        | Q(offer__evaluation_months__isnull=False)
        | Q(referrals__isnull=False)
    )
    return list(running.filter(asks).distinct().order_by("pk")[:size])
