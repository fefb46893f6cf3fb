"""The figures as tables: the same rows on the screen, under each chart, and in Excel."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from trede.clients.languages import language_name
from trede.insight.cells import LEAST, Cell
from trede.insight.charts import month_words, step_words
from trede.insight.figures import REST, Figures
from trede.insight.months import Month

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The first cell of a row names it; the others are numbers, or words where there is no number."""

    code: str
    title: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]


def tables(found: Figures) -> dict[str, Table]:
    made = (waiting(found), flow(found), shows(found), languages(found), replies(found), steps(found))
    return {table.code: table for table in (*made, caseloads(found))}


def percent(share: float) -> str:
    """Whole per cents; "minder dan 1 %" rather than a nought that is none."""
    if 0 < share < 0.005:
        return _("minder dan 1 %")
    return _("%(number)s %%") % {"number": round(100 * share)}


def month_name(month: Month, *, runs: bool) -> str:
    return _("%(month)s (loopt nog)") % {"month": month_words(month)} if runs else month_words(month)


def waiting(found: Figures) -> Table:
    rows = [
        (
            _("%(days)s dagen") % {"days": mark.days},
            percent(mark.share),
            _("%(low)s tot %(high)s") % {"low": percent(mark.low), "high": percent(mark.high)},
            mark.at_risk,
        )
        for mark in found.waiting.marks
    ]
    headings = (_("Na"), _("Nog niet gezien"), _("Zekerheid 95 %"), _("Zo lang gevolgd"))
    return Table("wachten", _("Nog niet gezien na zoveel dagen"), headings, tuple(rows))


def flow(found: Figures) -> Table:
    rows = [
        (month_name(one.month, runs=one.runs), one.arrived, one.seen, one.left, one.waiting)
        for one in found.flow
    ]
    headings = (_("Maand"), _("Aanvaard"), _("Gezien"), _("Weg zonder gesprek"), _("Wacht op het einde"))
    return Table("stroom", _("Wie komt en wie gezien wordt"), headings, tuple(rows))


def shows(found: Figures) -> Table:
    rows: list[Row] = [
        (
            month_name(one.month, runs=one.runs),
            one.invited,
            one.seen,
            one.excused,
            one.absent,
            one.reached,
            one.perhaps,
            one.nothing,
        )
        for one in found.shows
    ]
    total = tuple(sum(column) for column in zip(*(row[1:] for row in rows), strict=True))
    headings = (
        _("Maand van de zitting"),
        _("Uitgenodigd"),
        _("Gezien"),
        _("Verontschuldigd"),
        _("Niet gezien"),
        _("Kreeg de uitnodiging"),
        _("Misschien"),
        _("Niets toont het"),
    )
    return Table("niet-gezien", _("Niet gezien, per maand"), headings, (*rows, (_("Samen"), *total)))


def languages(found: Figures) -> Table:
    rows = [
        (
            language_name(one.code) if one.code != REST else _("Andere talen samen"),
            cell(one.invited),
            cell(one.absent),
            cell(one.not_reached),
        )
        for one in found.languages
    ]
    headings = (
        _("Taal van de uitnodiging"),
        _("Uitgenodigd"),
        _("Niet gezien"),
        _("Niet zeker dat ze aankwam"),
    )
    return Table("talen", _("Niet gezien, per taal van de uitnodiging"), headings, tuple(rows))


def cell(one: Cell) -> int | str:
    """What may be shown of a number that splits people by what they are."""
    if one.small:
        return _("< %(least)s") % {"least": LEAST}
    return _("niet getoond") if one.count is None else one.count


def replies(found: Figures) -> Table:
    rows = [
        (month_name(one.month, runs=one.runs), one.made, one.comes, one.cannot, one.call_me, one.none)
        for one in found.replies
    ]
    headings = (
        _("Maand van de uitnodiging"),
        _("Uitgenodigd"),
        _("Komt"),
        _("Kan niet"),
        _("Vraagt te bellen"),
        _("Geen antwoord"),
    )
    return Table("antwoorden", _("Antwoorden op een uitnodiging"), headings, tuple(rows))


def steps(found: Figures) -> Table:
    names = step_words()
    rows = []
    for one in found.steps:
        time = one.time
        quartiles = (_days(each, few=time.too_few) for each in (time.quarter, time.half, time.three_quarters))
        rows.append((names[one.code], *quartiles, time.began, time.open))
    headings = (
        _("Stap"),
        _("Een kwart binnen"),
        _("De helft binnen"),
        _("Drie kwart binnen"),
        _("Begonnen"),
        _("Nog open"),
    )
    return Table("doorlooptijden", _("Doorlooptijd per stap, in dagen"), headings, tuple(rows))


def _days(days: int | None, *, few: bool) -> int | str:
    if few:
        return _("te weinig")
    return _("nog niet bereikt") if days is None else days


def caseloads(found: Figures) -> Table:
    rows: Iterable[Row] = ((one.name, one.files, float(one.weight)) for one in found.caseloads)
    headings = (_("Medewerker"), _("Open dossiers"), _("Gewogen"))
    return Table("caseload", _("Caseload per medewerker, vandaag"), headings, tuple(rows))


def rule() -> str:
    """How small numbers are kept from pointing at somebody."""
    return _(
        "Waar een tabel mensen opdeelt volgens wie ze zijn, staat een getal van 1 tot %(most)s er als “< %(least)s”. "
        "Is het er maar één, dan wordt ook het kleinste andere niet getoond. Groepen kleiner dan %(least)s staan samen."
    ) % {"most": LEAST - 1, "least": LEAST}
