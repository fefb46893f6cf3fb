"""What a certificate of participation says."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Sum
from django.db.models.expressions import F
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trede.letters.certificate import Certificate
from trede.offers.absences import THERE
from trede.offers.models import Participation, SessionPresence


def certificate_of(row: Participation) -> Certificate:
    """For one participation of an edition, in Dutch. Two queries."""
    return certificates_of([row])[0]


def certificates_of(rows: Iterable[Participation]) -> list[Certificate]:
    """Expects client, offer, organisation and edition (with its leader) along. One query for all of them."""
    people = list(rows)
    minutes, times = _time_of(people)
    with translation.override("nl"):
        return [_certificate(row, minutes.get(row.pk, 0), times.get(row.pk, 0)) for row in people]


def _time_of(people: list[Participation]) -> tuple[dict[int, int], dict[int, int]]:
    there = SessionPresence.objects.filter(
        participation__in=[row.pk for row in people], presence__in=THERE, session__cancelled_on=None
    )
    counted = there.values("participation").annotate(spent=Sum(F("session__end") - F("session__begin")))
    minutes = {one["participation"]: one["spent"] for one in counted}
    times: dict[int, int] = {}
    for pk in there.values_list("participation", flat=True):
        times[pk] = times.get(pk, 0) + 1
    return minutes, times


def _certificate(row: Participation, minutes: int, times: int) -> Certificate:
    client = row.client.alias_of or row.client
    edition = row.edition
    leader = edition.leader if edition else None
    return Certificate(
        organisation=row.organisation.name,
        person=f"{client.first_names} {client.last_name}".strip(),
        about=row.offer.name,
        lines=[line for line in (_period(row), _hours(minutes, times)) if line],
        date=f"{row.organisation.municipality or row.organisation.name}, {_day(row.ended_on)}",
        signed_by=leader.name if leader else "",
    )


def _period(row: Participation) -> str:
    first = row.started_on or (row.edition.starts_on if row.edition else None)
    if first and row.ended_on and first != row.ended_on:
        return _("van %(first)s tot en met %(last)s") % {"first": _day(first), "last": _day(row.ended_on)}
    return _("op %(day)s") % {"day": _day(row.ended_on or first)}


def _hours(minutes: int, times: int) -> str:
    if not times:
        return ""
    sessions = ngettext("%(count)s bijeenkomst", "%(count)s bijeenkomsten", times) % {"count": times}
    hours = f"{minutes / 60:.1f}".rstrip("0").rstrip(".").replace(".", ",")
    return _("%(sessions)s, samen %(hours)s uur") % {"sessions": sessions, "hours": hours}


def _day(day: date | None) -> str:
    return day.strftime("%d/%m/%Y") if day else ""
