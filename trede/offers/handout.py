"""The handout of the catalogue: what is offered here is told in full, the rest is listed apart."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from trede.ladder.models import Rung
from trede.offers.fresh import Freshness
from trede.offers.models import OfferStatus


def split_by_place(rows: Iterable[Any]) -> tuple[list[Any], list[Any], list[Any]]:
    """Offered here, offered elsewhere, ideas; each in the order it came."""
    found: dict[str, list[Any]] = {status: [] for status in OfferStatus.values}
    for row in rows:
        found[row.status].append(row)
    return found[OfferStatus.OFFERED], found[OfferStatus.ELSEWHERE], found[OfferStatus.IDEA]


def handout(rows: Sequence[Any], rungs: Sequence[int], *, organisation: str, on: date) -> dict[str, Any]:
    """What the PDF prints, as plain words. `rows` come from `rung_rows`, with their sentences; `rungs` in order."""
    return {
        "title": _("Ons aanbod op de participatieladder")
        if len(rungs) > 1
        else _("Ons aanbod op trede %s") % rungs[0],
        "organisation": organisation,
        "date": _("Stand op %(day)s") % {"day": _day(on)},
        "rungs": [_rung(number, [row for row in rows if row.rung == number]) for number in rungs],
        "labels": {
            "nothing": _("Op deze trede bieden we zelf niets aan."),
            "others": _("Een ander doet dit"),
            "ideas": _("Nog maar een idee"),
        },
    }


def _rung(number: int, rows: Sequence[Any]) -> dict[str, Any]:
    here, elsewhere, ideas = split_by_place(rows)
    return {
        "number": str(number),
        "name": str(Rung(number).label),
        "offers": [_offer(row) for row in here],
        "others": [
            " – ".join(part for part in (row.name, row.seen_at or row.provider_name) if part)
            for row in elsewhere
        ],
        "ideas": [row.name for row in ideas],
    }


def _offer(row: Any) -> dict[str, Any]:
    named = [
        (_("Voor wie"), row.for_whom),
        (_("Hoe lang"), row.length),
        (_("Wanneer"), row.hours),
        (_("Vergoeding"), row.allowance),
        (_("Grens"), "; ".join(bound.text for bound in row.bounds)),
        (_("Hoe aanmelden"), row.how_to_refer),
    ]
    return {
        "name": row.name,
        "provider": row.provider_name,
        "about": row.about,
        "facts": [{"label": label, "text": text} for label, text in named if text],
        "conditions_label": _("Voorwaarden"),
        "conditions": [_condition(one) for one in row.said if one.row.weight != "talk"],
        "fresh": freshness_words(row.fresh),
    }


def _condition(said: Any) -> str:
    weight = str(said.row.get_weight_display())
    return f"{said.sentence} ({weight})"


def freshness_words(fresh: Freshness) -> str:
    """When somebody last said that it is still so."""
    if fresh.confirmed_on is None:
        return _("Nog door niemand bevestigd: vraag het na.")
    words = _("Bevestigd op %(day)s.") % {"day": _day(fresh.confirmed_on)}
    return words if fresh.is_fresh else f"{words} {_('Dat is lang geleden: vraag het na.')}"


def _day(value: date) -> str:
    return value.strftime("%d/%m/%Y")
