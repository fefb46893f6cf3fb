"""The catalogue as screens and paper show it: rows, sentences of conditions, limits with their value of the day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trede.core.models import Member
from trede.core.periods import runs_on
from trede.offers.condition_words import condition_words
from trede.offers.finding_offers import find, findable
from trede.offers.fresh import Freshness, freshness
from trede.offers.legal_values import legal_value
from trede.offers.limit_values import limit_of
from trede.offers.limit_words import amount
from trede.offers.models import LimitUnit, Offer, OfferCondition, OfferLimit


@dataclass(frozen=True, slots=True)
class Said:
    """A condition in words. `state`: now, past or coming; `certainty` only of a legal value behind it."""

    row: OfferCondition
    sentence: str
    note: str
    state: str
    certainty: str
    sources: str


@dataclass(frozen=True, slots=True)
class Bound:
    """A limit in words; `text` says so where the value is not known on the day."""

    row: OfferLimit
    text: str
    state: str
    known: bool
    certainty: str
    sources: str


def state_of(row: Any, on: date) -> str:
    if row.runs(on):
        return "now"
    return "coming" if row.starts_on > on else "past"


def said(row: OfferCondition, on: date, names: dict[str, str]) -> Said:
    """One condition as a sentence of that day; one that ended, as it was on its last day."""
    day = on if row.runs(on) else (row.ends_on or row.starts_on)
    sentence = condition_words(
        row.kind, row.value, text=row.text, parameter=row.parameter, on=day, names=names
    )
    legal = legal_value(row.parameter, day) if row.parameter else None
    return Said(
        row=row,
        sentence=sentence,
        note="" if row.text == sentence else row.text,
        state=state_of(row, on),
        certainty=legal.certainty if legal else "",
        sources=legal.sources if legal else "",
    )


def bound(row: OfferLimit, on: date) -> Bound:
    """One limit with its value of that day; one that ended, as it was on its last day."""
    day = on if row.runs(on) else (row.ends_on or row.starts_on)
    legal = legal_value(row.parameter, day) if row.parameter else None
    most = limit_of(row, day).most
    return Bound(
        row=row,
        text=limit_words(row.unit, most) if most is not None else _unknown(row),
        state=state_of(row, on),
        known=most is not None,
        certainty=legal.certainty if legal else "",
        sources=legal.sources if legal else "",
    )


def limit_words(unit: str, most: int) -> str:
    """ "hoogstens 60 uur per maand"."""
    if unit == LimitUnit.MINUTES_MONTH:
        return _("hoogstens %(hours)s per maand") % {"hours": _hours(most)}
    if unit == LimitUnit.MINUTES_YEAR:
        return _("hoogstens %(hours)s per jaar") % {"hours": _hours(most)}
    if unit == LimitUnit.DAYS:
        return ngettext("hoogstens %(n)s kalenderdag", "hoogstens %(n)s kalenderdagen", most) % {"n": most}
    return _("hoogstens %(amount)s") % {"amount": amount(most, unit)}


def _hours(minutes: int) -> str:
    whole, rest = divmod(minutes, 60)
    return _("%(n)s uur") % {"n": whole} + (f" {rest:02d}" if rest else "")


def _unknown(row: OfferLimit) -> str:
    return _("%(unit)s: de wettelijke grens is nu niet bekend") % {"unit": row.get_unit_display()}


def names_of(member: Member, conditions: Iterable[OfferCondition]) -> dict[str, str]:
    """The names of the offers that conditions speak of. One query, or none."""
    keys = {key for row in conditions if row.kind.startswith("measure_") for key in row.value.split(",")}
    if not keys:
        return {}
    return dict(Offer.objects.of(member).filter(key__in=keys).values_list("key", "name"))


def fresh_of(offer: Offer, on: date) -> Freshness:
    return freshness(offer.confirmed_on, offer.confirm_months, on)


def sieve(member: Member, chosen: dict[str, str], on: date) -> Any:
    """The offers that pass the filters, the lowest rung first; the need is another matter (`search`)."""
    rows = Offer.objects.of(member)
    rows = rows.exclude(pk__in=rows.living(on)) if chosen.get("stand") == "gestopt" else rows.living(on)
    named = {"trede": "rung", "soort": "kind", "waar": "status", "aanbieder": "provider_name"}
    asked = {field: chosen[name] for name, field in named.items() if chosen.get(name)}
    return rows.filter(**asked).order_by("rung", "name", "pk")


WORDS = ("pk", "name", "search_words", "provider_name", "for_whom", "about")


def search(rows: Any, need: str) -> list[int]:
    """Which of these offers answer a need, best first; all in their own order without one. One query."""
    if not need.strip():
        return list(rows.values_list("pk", flat=True))
    return find(need, [findable(*values) for values in rows.values_list(*WORDS)])


def stale_ids(rows: Any, on: date) -> set[int]:
    """Of these the offers that nobody confirmed lately. One query."""
    facts = rows.values_list("pk", "confirmed_on", "confirm_months")
    return {pk for pk, confirmed, months in facts if not freshness(confirmed, months, on).is_fresh}


def providers_of(member: Member) -> list[str]:
    """The names of all providers in the catalogue."""
    names = Offer.objects.of(member).exclude(provider_name="").order_by("provider_name")
    return list(names.values_list("provider_name", flat=True).distinct())


def with_terms(rows: Any, on: date) -> Any:
    """With the conditions and limits of that day, in two queries more."""
    conditions = OfferCondition.objects.filter(runs_on(on))
    limits = OfferLimit.objects.filter(runs_on(on)).order_by("unit")
    return rows.prefetch_related(
        Prefetch("conditions", conditions, to_attr="now_conditions"),
        Prefetch("limits", limits, to_attr="now_limits"),
    )


def rung_rows(member: Member, rungs: Sequence[int], on: date) -> list[Offer]:
    """Every living offer of these rungs with its conditions and limits in words. Four queries.

    The town's own offer first, then what another does, then ideas; each by name.
    """
    rows = list(
        with_terms(Offer.objects.of(member).living(on).filter(rung__in=rungs), on).order_by("rung", "name")
    )
    names = names_of(member, (one for row in rows for one in row.now_conditions))
    for row in rows:
        row.said = [said(one, on, names) for one in row.now_conditions]
        row.bounds = [bound(one, on) for one in row.now_limits]
        row.fresh = fresh_of(row, on)
    return rows


def event_filter(offer: Offer) -> Q:
    """The events of an offer, its conditions and its limits."""
    conditions = list(offer.conditions.values_list("pk", flat=True))
    limits = list(offer.limits.values_list("pk", flat=True))
    return (
        Q(object_kind="offer", object_id=offer.pk)
        | Q(object_kind="offercondition", object_id__in=conditions)
        | Q(object_kind="offerlimit", object_id__in=limits)
    )
