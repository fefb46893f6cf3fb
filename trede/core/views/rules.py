"""Bedragen en regels: the parameters of the law as the program knows them. Read only."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from trede import rules
from trede.core.forms_rules import DayForm
from trede.core.periods import today
from trede.core.policies import policy
from trede.core.roles import Can


@policy(Can.READ_RULES)
def index(request: HttpRequest) -> HttpResponse:
    form = DayForm(request.GET or None)
    on = (form.cleaned_data.get("on") if form.is_bound and form.is_valid() else None) or today()
    page = {"form": form, "on": on, "groups": _groups(on), "findings": len(rules.check(today()))}
    return render(request, "core/rules.html", page)


def _groups(on: date) -> list[dict[str, Any]]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for parameter in rules.parameters():
        groups.setdefault(parameter.id.split(".")[0], []).append(_line(parameter, on))
    return [{"name": group_name(code), "lines": lines} for code, lines in sorted(groups.items())]


def group_name(code: str) -> str:
    """What the parameters of one file are about."""
    names = {
        "additional_leefloon": _("Aanvullend leefloon"),
        "artikel60": _("Artikel 60 §7"),
        "bis": _("BIS"),
        "gpmi": _("GPMI"),
        "insz": _("Rijksregister- en bisnummers"),
        "ksz": _("Kruispuntbank"),
        "leefloon": _("Leefloon"),
        "retention": _("Bewaren"),
        "sanction": _("Sancties"),
        "spi": _("SPI-vrijstelling"),
        "wijkwerken": _("Wijk-werken"),
        "work_right": _("Toegang tot de arbeidsmarkt"),
    }
    return names.get(code, code.replace("_", " ").capitalize())


def _line(parameter: Any, on: date) -> dict[str, Any]:
    keys = list(parameter.keys) or [None]
    answers = [rules.value(parameter.id, on, key) for key in keys]
    return {
        "parameter": parameter,
        "label": label_of(parameter),
        "answers": [_shown(answer) for answer in answers],
    }


def label_of(parameter: Any) -> str:
    """The name in the language of the screen."""
    return str(parameter.nl if (get_language() or "nl").startswith("nl") else parameter.en)


def _shown(answer: Any) -> dict[str, Any]:
    parameter = answer.parameter
    return {
        "key": parameter.keys.get(answer.key, answer.key) if answer.key else "",
        "text": in_words(answer.value, parameter.unit) if answer.known else "",
        "known": answer.known,
        "certainty": str(answer.certainty) if answer.certainty else "",
        "warning": str(answer.warning) if answer.warning else "",
        "from": answer.valid_from,
    }


def in_words(value: Any, unit: str) -> str:
    """A value as people write it: "€ 1.340,47 per maand"; a list with commas."""
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, Decimal | int):
        return _with_unit(number_format(value, use_l10n=True, force_grouping=True), unit)
    return str(value)


def _with_unit(number: str, unit: str) -> str:
    if unit.startswith("EUR"):
        per = {"month": _("per maand"), "year": _("per jaar"), "hour": _("per uur"), "day": _("per dag")}
        return f"€ {number} {per.get(unit.partition('/')[2], '')}".strip()
    one, more = _units().get(unit, (unit, unit))
    return f"{number} {one if number == '1' else more}".strip()


def _units() -> dict[str, tuple[str, str]]:
    """Units of the parameters in words: one of them, and more."""
    return {
        "year": (_("jaar"), _("jaar")),
        "month": (_("maand"), _("maanden")),
        "month and day": ("", ""),
        "week": (_("week"), _("weken")),
        "day": (_("dag"), _("dagen")),
        "hour": (_("uur"), _("uur")),
        "minute": (_("minuut"), _("minuten")),
        "digit": (_("cijfer"), _("cijfers")),
        "per year": (_("keer per jaar"), _("keer per jaar")),
        "percent": ("%", "%"),
    }


@policy(Can.READ_RULES)
def detail(request: HttpRequest, name: str) -> HttpResponse:
    found = next((each for each in rules.parameters() if each.id == name), None)
    if found is None:
        raise Http404
    rows = [
        {
            "key": found.keys.get(known.key, known.key) if known.key else "",
            "text": in_words(known.value, found.unit),
            "known": known,
            "certainty": str(known.certainty),
        }
        for known in rules.history(name)
    ]
    findings = [finding for finding in rules.check(today()) if finding.parameter == name]
    page = {
        "parameter": found,
        "label": label_of(found),
        "now": _line(found, today())["answers"],
        "rows": list(reversed(rows)),
        "keyed": bool(found.keys),
        "findings": findings,
    }
    return render(request, "core/rule.html", page)
