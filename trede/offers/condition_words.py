"""A condition as a sentence: "Minstens Nederlands niveau 1.1". Screens and reasons say it with the same words."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trede.core.views.rules import in_words
from trede.matching.kinds import KINDS
from trede.offers.condition_values import code_words, kind_label
from trede.offers.legal_values import answer_on

Words = Callable[[str], str]


def condition_words(
    kind: str,
    value: str,
    *,
    text: str = "",
    parameter: str = "",
    on: date,
    names: Mapping[str, str] | None = None,
) -> str:
    """The sentence of a condition on a day, without a full stop.

    `text`: the question of a judgement, a wish or what is to be spoken of; it is the sentence then. `parameter`: the
    dated legal value that stands in for the value; where it is not known on that day the sentence says so. `names`:
    offers by their key.
    """
    if kind in ("judgement", "wish", "talk"):
        return text or value
    if kind.startswith("measure_"):
        return _MEASURES[kind](_either((names or {}).get(key, key) for key in value.split(",")))
    if parameter:
        legal = legal_number(parameter, on)
        if legal is None:
            return _("%(label)s een wettelijke waarde die nu niet bekend is") % {"label": kind_label(kind)}
        value = legal
    words = _SENTENCES.get(kind)
    return words(value) if words else kind_label(kind)


def legal_number(parameter: str, on: date) -> str | None:
    """A legal value as the value of a condition is written; None when it is not known on that day."""
    answer = answer_on(parameter, on)
    if answer is None or not answer.known:
        return None
    return in_words(answer.value, "")


def choice_words(kind: str, value: str) -> str:
    """ "leefloon of equivalent leefloon", from the codes of a list."""
    return _either(code_words(KINDS[kind].group, code) for code in value.split(","))


def _either(words: Iterable[str]) -> str:
    *others, last = list(words)
    return _("%(some)s of %(last)s") % {"some": ", ".join(others), "last": last} if others else last


def _months(value: str) -> str:
    count = int(value) if value.isascii() and value.isdigit() else 0
    return ngettext("%(count)s maand", "%(count)s maanden", count) % {"count": count}


def _sex(value: str) -> str:
    return _("Enkel voor vrouwen") if value == "f" else _("Enkel voor mannen")


_MEASURES: dict[str, Words] = {
    "measure_done": lambda names: _("Heeft dit afgerond: %(names)s") % {"names": names},
    "measure_running": lambda names: _("Volgt nu: %(names)s") % {"names": names},
    "measure_not_done": lambda names: _("Begon nog nooit aan: %(names)s") % {"names": names},
}
_SENTENCES: dict[str, Words] = {
    "language_min": lambda value: _("Minstens Nederlands niveau %(level)s") % {"level": value},
    "language_max": lambda value: _("Hoogstens Nederlands niveau %(level)s") % {"level": value},
    "age_min": lambda value: _("Minstens %(years)s jaar") % {"years": value},
    "age_max": lambda value: _("Hoogstens %(years)s jaar") % {"years": value},
    "income": lambda value: _("Krijgt %(kinds)s") % {"kinds": choice_words("income", value)},
    "work_right": lambda value: (
        _("Mag werken (arbeidsmarkt: %(marking)s)") % {"marking": choice_words("work_right", value)}
    ),
    "vdab": lambda value: _("Is ingeschreven bij VDAB"),
    "vdab_or_income": lambda value: (
        _("Is ingeschreven bij VDAB, of krijgt %(kinds)s") % {"kinds": choice_words("vdab_or_income", value)}
    ),
    "education_max": lambda value: (
        _("Hoogste opleiding: hoogstens %(level)s") % {"level": choice_words("education_max", value)}
    ),
    "workless_min": lambda value: _("Minstens %(months)s zonder betaald werk") % {"months": _months(value)},
    "not_working": lambda value: _("Heeft nu geen betaald werk"),
    "ticket": lambda value: (
        _("Heeft een ticket van VDAB: %(kinds)s") % {"kinds": choice_words("ticket", value)}
    ),
    "work_limit": lambda value: _("Heeft een beperking bij het werk, of een ticket van VDAB"),
    "lives_in": lambda value: _("Woont in %(places)s") % {"places": _either(value.split(","))},
    "sex": _sex,
    "origin": lambda value: _("Heeft een migratieachtergrond"),
    "newcomer": lambda value: _("Is hoogstens %(months)s in België") % {"months": _months(value)},
    "barrier": lambda value: (
        _("Voor wie deze drempel heeft: %(kinds)s") % {"kinds": choice_words("barrier", value)}
    ),
    "licence": lambda value: _("Heeft rijbewijs %(kinds)s") % {"kinds": choice_words("licence", value)},
    "licence_none": lambda value: (
        _("Heeft nog geen rijbewijs %(kinds)s") % {"kinds": choice_words("licence_none", value)}
    ),
    "no_bicycle": lambda value: _("Kan nog niet fietsen"),
}
