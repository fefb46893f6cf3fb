"""Bedragen en regels: the parameters of the law as the program knows them. Read only."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import number_format
from django.utils.translation import get_language, npgettext
from django.utils.translation import gettext as _

from trede import rules
from trede.core.forms_rules import DayForm
from trede.core.periods import today
from trede.core.policies import policy
from trede.core.roles import Can
from trede.core.saying import in_screen_language, said


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
        "ama": _("Arbeidsmatige activiteiten"),
        "art60": _("Artikel 60 §7"),
        "bis": _("Beroepsinlevingsstage"),
        "bvs": _("Beroepsverkennende stage"),
        "cmw": _("Collectief maatwerk"),
        "gemeenschapsdienst": _("Gemeenschapsdienst"),
        "ggmmi": _("Minimummaandinkomen"),
        "glow": _("GLOW"),
        "gpmi": _("GPMI"),
        "ibo": _("Individuele beroepsopleiding"),
        "imw": _("Individueel maatwerk"),
        "insz": _("Rijksregister- en bisnummers"),
        "ksz": _("Kruispuntbank"),
        "leefloon": _("Leefloon"),
        "pension": _("Pensioen"),
        "referral": _("Aanmelding"),
        "retention": _("Bewaren"),
        "sanction": _("Sancties"),
        "spi": _("SPI-vrijstelling"),
        "twe": _("Tijdelijke werkervaring"),
        "unemployment": _("Werkloosheid"),
        "vdab": _("VDAB"),
        "volunteer": _("Vrijwilligerswerk"),
        "wes": _("Werkervaringsstage"),
        "wijkwerk": _("Wijk-werken"),
        "work_right": _("Toegang tot de arbeidsmarkt"),
        "work_willingness": _("Werkbereidheid"),
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
        "key": key_name(parameter, answer.key),
        "text": in_words(answer.value, parameter.unit) if answer.known else "",
        "known": answer.known,
        "certainty": str(answer.certainty) if answer.certainty else "",
        "warning": said(answer.warning),
        "from": answer.valid_from,
    }


def in_words(value: Any, unit: str) -> str:
    """A value as people write it: "€ 1.340,47 per maand"; a list with semicolons."""
    if isinstance(value, tuple):
        return "; ".join(in_screen_language(each) for each in value)
    if isinstance(value, Decimal | int):
        return _with_unit(number_format(value, use_l10n=True, force_grouping=True), unit)
    return in_screen_language(str(value))


def key_name(parameter: Any, key: str) -> str:
    """What a key of a parameter stands for: "alleenstaand"; "" for a parameter without keys."""
    return in_screen_language(parameter.keys.get(key, key)) if key else ""


def _with_unit(number: str, unit: str) -> str:
    if unit.startswith("EUR"):
        per = {
            "month": _("per maand"),
            "year": _("per jaar"),
            "hour": _("per uur"),
            "half day": _("per dagdeel"),
            "day": _("per dag"),
        }
        return f"€ {number} {per.get(unit.partition('/')[2], '')}".strip()
    return f"{number} {_units(1 if number == '1' else 2).get(unit, unit)}".strip()


def _units(count: int) -> dict[str, str]:
    """Units of the parameters in words, for one of them or for more."""
    return {
        "year": npgettext("aantal", "jaar", "jaar", count),
        "month": npgettext("aantal", "maand", "maanden", count),
        "month and day": "",
        "week": npgettext("aantal", "week", "weken", count),
        "day": npgettext("aantal", "dag", "dagen", count),
        "hour": npgettext("aantal", "uur", "uur", count),
        "minute": npgettext("aantal", "minuut", "minuten", count),
        "digit": npgettext("aantal", "cijfer", "cijfers", count),
        "per year": npgettext("aantal", "keer per jaar", "keer per jaar", count),
        "percent": "%",
    }


@policy(Can.READ_RULES)
def detail(request: HttpRequest, name: str) -> HttpResponse:
    found = next((each for each in rules.parameters() if each.id == name), None)
    if found is None:
        raise Http404
    rows = [
        {
            "key": key_name(found, known.key),
            "text": in_words(known.value, found.unit),
            "note": in_screen_language(known.note),
            "known": known,
            "certainty": str(known.certainty),
        }
        for known in rules.history(name)
    ]
    page = {
        "parameter": found,
        "label": label_of(found),
        "now": _line(found, today())["answers"],
        "rows": list(reversed(rows)),
        "keyed": bool(found.keys),
        "findings": [_finding(found, each) for each in rules.check(today()) if each.parameter == name],
    }
    return render(request, "core/rule.html", page)


def _finding(parameter: Any, finding: rules.Finding) -> str:
    keys = ", ".join(key_name(parameter, key) for key in finding.keys)
    return f"{keys}: {said(finding.sentence)}" if keys else said(finding.sentence)
