"""The profile on paper, in plain Dutch, for the client and for whoever guides them next."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from trede.clients.models import Client
from trede.core.templatetags.look import rung_name
from trede.ladder.models import Assessment
from trede.ladder.profile_page import ShownLine, ShownTask, profile_page
from trede.ladder.reading_assessments import Sheet
from trede.letters.pdf import pdf


def profile_pdf(client: Client, sheet: Sheet) -> bytes:
    """A tagged PDF, always in Dutch, whatever language the worker's screens speak. Raises CaseError."""
    with override("nl"):
        return pdf("profile", profile_data(client, sheet))


def profile_data(client: Client, sheet: Sheet) -> dict[str, Any]:
    """What stands in the PDF, as plain values. No internal notes: what was seen, what was tested, the advice."""
    assessment, page = sheet.assessment, profile_page(sheet)
    return {
        "title": _("Wat u kunt: %(kind)s") % {"kind": assessment.kind.name},
        "organisation": client.organisation.name,
        "who": [
            [_("Naam"), client.name],
            [_("Dossier"), str(client.number)],
            [_("Periode"), _period(assessment)],
            [_("Wie keek er mee"), ", ".join(sheet.observers.values()) or _("niemand")],
        ],
        "advice": _advice(assessment),
        "legend": [{"shape": shape, "name": name} for shape, name in page["legend"]],
        "groups": [
            {"title": group["title"], "lines": [_line(one) for one in group["lines"]]}
            for group in page["groups"]
        ],
        "not_seen": {
            "title": _("Wat we niet zagen"),
            "about": _("Niet gezien betekent niet: kan het niet. We weten het gewoon nog niet."),
            "lines": [one.name for one in page["not_seen"]],
        },
        "differences": _differences(page),
        "tested": {
            "title": _("Wat we deden"),
            "columns": [_("Opdracht"), _("Wanneer"), _("Hoe het ging")],
            "rows": [_task(one) for one in page["tested"]],
        },
        "closing": _closing(assessment),
        "labels": {
            "columns": [_("Competentie"), _("Beeld"), _("Wat we zagen")],
            "legend": _("Elke vorm is iemand die meekeek:"),
            "scale": _("Het beeld, van links naar rechts: %(words)s.") % {"words": ", ".join(page["scale"])},
        },
        "note": _(
            "Dit is geen rapport met punten. Het zegt wat mensen zagen op die dagen, met die opdrachten. Bent u het "
            "ergens niet mee eens, zeg het: dat komt erbij."
        ),
    }


def _line(one: ShownLine) -> dict[str, Any]:
    return {
        "name": one.name,
        "about": one.about,
        "level": one.level,
        "word": one.word,
        "seen": one.seen,
        "by": [f"{dot.observer}: {dot.word}" for dot in one.dots] if one.differs else [],
        "dots": [{"shape": dot.shape, "level": dot.level} for dot in one.dots],
    }


def _differences(page: dict[str, Any]) -> dict[str, Any]:
    lines = [
        f"{one.text} ({one.task}) " + ", ".join(f"{who}: {word}" for who, word in one.by)
        for one in page["differences"]
    ]
    return {"title": _("Waar wie meekeek iets anders zag"), "lines": lines}


def _task(one: ShownTask) -> list[str]:
    run = one.row.run
    if run is None or run.done_on is None:
        reason = run.skipped_because if run else ""
        return [one.row.task.name, _("niet gedaan"), reason]
    return [one.row.task.name, _day(run.done_on), run.how or "–"]


def _advice(assessment: Assessment) -> list[list[str]]:
    """Headings with their text. What was asked and advised comes first: that is what people look for."""
    rung = assessment.suggested_rung
    fits = _("trede %(rung)s: %(name)s") % {"rung": rung, "name": rung_name(rung)} if rung else ""
    return _filled(
        [_("Wat wilden we weten?"), assessment.question],
        [_("Ons advies"), assessment.advice],
        [_("Past bij"), fits],
    )


def _closing(assessment: Assessment) -> list[list[str]]:
    return _filled(
        [_("Wat we nog niet weten"), assessment.unknown],
        [_("Wat u er zelf van zegt"), assessment.client_says],
    )


def _filled(*parts: list[str]) -> list[list[str]]:
    return [part for part in parts if part[1]]


def _period(assessment: Assessment) -> str:
    until = assessment.concluded_on
    return f"{_day(assessment.starts_on)} – {_day(until)}" if until else _day(assessment.starts_on)


def _day(value: date) -> str:
    return value.strftime("%d/%m/%Y")
