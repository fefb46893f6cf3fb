"""The kinds of conditions: one table that says how the value of each is written, and checks it.

A comma list means "one of these". A value is kept in one form only, since `kind:value` names the condition.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from trede.matching.words import codes_of, label
from trede.rules import BadInput, Sentence
from trede.rules.sentences import Param

# What a condition may say of a level of Dutch: the steps of NT2 and those of the CEFR.
CEFR = ("A1", "A2", "B1", "B2", "C1", "C2")
NT2 = ("1.1", "1.2", "2.1", "2.2", "2.3", "2.4", "3.1", "3.2", "3.3", "3.4", "4.1", "4.2")
MAX_LENGTH = 300
MAX_YEARS = 120
MAX_MONTHS = 600
_SLUG = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*")


class Weight(StrEnum):
    """Who can lift a condition: the law nobody, practice somebody, a wish the client; talk is never weighed."""

    LEGAL = "legal"
    PRACTICAL = "practical"
    WISH = "wish"
    TALK = "talk"


class Outcome(StrEnum):
    """What the check of one condition comes to."""

    OK = "ok"
    NO = "no"
    UNKNOWN = "unknown"
    TALK = "talk"


class Form(StrEnum):
    """How a value is written."""

    NONE = "none"
    LEVEL = "level"
    YEARS = "years"
    MONTHS = "months"
    CHOICES = "choices"
    OFFERS = "offers"
    PLACES = "places"
    SLUG = "slug"


class BadValue(BadInput):
    """A value that this kind of condition cannot have; `sentence.code` says what is wrong with it."""

    def __init__(self, code: str, template: str, /, **params: Param) -> None:
        super().__init__(template, **params)
        self.code = code
        self.sentence = Sentence.of(code, template, **params)


@dataclass(frozen=True, slots=True)
class Kind:
    """`group` names the codes of a list in the table of words; `weights` are the weights it may have."""

    code: str
    form: Form = Form.NONE
    group: str = ""
    choices: tuple[str, ...] = ()
    weights: tuple[Weight, ...] = (Weight.LEGAL, Weight.PRACTICAL)

    @property
    def nl(self) -> Sentence:
        """Its name in Dutch."""
        return label("kind", self.code)


def _of(code: str, form: Form = Form.NONE, group: str = "", choices: tuple[str, ...] = ()) -> Kind:
    return Kind(code, form, group, choices or (codes_of(group) if group else ()))


_PERSONAL = (Weight.LEGAL, Weight.PRACTICAL, Weight.WISH)
KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        _of("language_min", Form.LEVEL),
        _of("language_max", Form.LEVEL),
        _of("age_min", Form.YEARS),
        _of("age_max", Form.YEARS),
        _of("income", Form.CHOICES, "income"),
        _of("work_right", Form.CHOICES, "work_right", ("onbeperkt", "beperkt")),
        _of("vdab"),
        _of("vdab_or_income", Form.CHOICES, "income"),
        _of("education_max", Form.CHOICES, "education"),
        _of("measure_done", Form.OFFERS),
        _of("measure_running", Form.OFFERS),
        _of("measure_not_done", Form.OFFERS),
        _of("workless_min", Form.MONTHS),
        _of("not_working"),
        _of("ticket", Form.CHOICES, "ticket"),
        _of("work_limit"),
        _of("lives_in", Form.PLACES),
        _of("sex", Form.CHOICES, "sex", ("f", "m")),
        _of("origin"),
        _of("newcomer", Form.MONTHS),
        _of("barrier", Form.CHOICES, "barrier"),
        _of("licence", Form.CHOICES, "licence"),
        _of("licence_none", Form.CHOICES, "licence"),
        _of("no_bicycle"),
        Kind("judgement", Form.SLUG, weights=_PERSONAL),
        Kind("wish", Form.SLUG, weights=_PERSONAL),
        Kind("talk", Form.SLUG, weights=(Weight.TALK,)),
    )
}
# Of these only one value can hold: "at most this" of two things says nothing.
_SINGLE = frozenset({"education_max", "sex"})


def kind_of(code: str) -> Kind:
    """The kind with this code. Raises BadValue (`kind_unknown`)."""
    try:
        return KINDS[code]
    except KeyError:
        raise BadValue(
            "kind_unknown", "Deze soort voorwaarde bestaat niet. Kies een soort uit de lijst."
        ) from None


def check_value(kind: str, value: str, *, parameter: str = "") -> str:
    """The value in the one form in which it is kept. Raises BadValue, a ValueError with a `sentence`.

    With `parameter` (the id of a dated legal value that stands in for it) the value may be empty.
    """
    known, text = kind_of(kind), value.strip()
    if known.form is Form.NONE:
        if text:
            raise BadValue("value_not_used", "Laat de waarde leeg: deze voorwaarde heeft er geen.")
        return ""
    if not text:
        if parameter:
            return ""
        raise BadValue("value_missing", "Vul de waarde in: zonder waarde zegt deze voorwaarde niets.")
    if len(text) > MAX_LENGTH:
        raise BadValue("value_long", "Deze waarde is te lang. Hoogstens {most} tekens.", most=MAX_LENGTH)
    return _NORMAL[known.form](known, text)


def check_weight(kind: str, weight: str) -> str:
    """The weight, when this kind may have it. Raises BadValue: what is only spoken of is never weighed."""
    known = kind_of(kind)
    if weight not in known.weights:
        words = {
            Weight.TALK: Sentence.of("weight.talk", "te bespreken"),
            Weight.WISH: Sentence.of("weight.wish", "keuze van de cliënt"),
        }
        wanted = words.get(known.weights[-1], Sentence.of("weight.any", "wettelijk of praktisch"))
        raise BadValue("weight_wrong", "Kies voor deze voorwaarde: {weight}.", weight=wanted)
    return weight


def level_of(text: str) -> str:
    """A level of Dutch as it is kept: " a2" becomes "A2", "NT2 1,1" becomes "1.1". Raises BadValue."""
    level = text.upper().removeprefix("NT2").strip().replace(",", ".")
    if level not in CEFR and level not in NT2:
        raise BadValue("level_unknown", "Dit niveau bestaat niet. Schrijf het als 1.1, 1.2 … of als A1, A2 …")
    return level


def _level(kind: Kind, text: str) -> str:
    return level_of(text)


def _number(most: int) -> Callable[[Kind, str], str]:
    def number(kind: Kind, text: str) -> str:
        if not (text.isascii() and text.isdigit() and int(text[:6]) <= most):
            raise BadValue("not_a_number", "Schrijf een geheel getal van 0 tot {most}.", most=most)
        return str(int(text))

    return number


def _choices(kind: Kind, text: str) -> str:
    own = {code.casefold(): code for code in kind.choices}
    chosen = set()
    for part in parts(text):
        if part.casefold() not in own:
            raise BadValue("code_unknown", "“{code}” bestaat hier niet. Kies uit de lijst.", code=part[:40])
        chosen.add(own[part.casefold()])
    if kind.code in _SINGLE and len(chosen) > 1:
        raise BadValue("one_only", "Kies er één: deze voorwaarde heeft één waarde.")
    return ",".join(code for code in kind.choices if code in chosen)


def _offers(kind: Kind, text: str) -> str:
    keys = {part.casefold() for part in parts(text)}
    if wrong := sorted(key for key in keys if not _SLUG.fullmatch(key) or len(key) > 60):
        raise BadValue("key_unknown", "“{key}” is geen korte naam van een aanbod.", key=wrong[0][:40])
    return ",".join(sorted(keys))


def _places(kind: Kind, text: str) -> str:
    named = {part.casefold(): part for part in parts(text)}
    return ",".join(named[key] for key in sorted(named))


def _slug(kind: Kind, text: str) -> str:
    slug = text.casefold()
    if not _SLUG.fullmatch(slug) or len(slug) > 60:
        raise BadValue(
            "slug_wrong", "Geef deze vraag een korte naam in kleine letters, zonder spaties: far_from_work."
        )
    return slug


def parts(text: str) -> list[str]:
    """The values of a comma list; an empty place between two commas is nothing. Raises BadValue when none is left."""
    found = [part for each in text.split(",") if (part := " ".join(each.split()))]
    if not found:
        raise BadValue("value_missing", "Vul de waarde in: zonder waarde zegt deze voorwaarde niets.")
    return found


_NORMAL: dict[Form, Callable[[Kind, str], str]] = {
    Form.LEVEL: _level,
    Form.YEARS: _number(MAX_YEARS),
    Form.MONTHS: _number(MAX_MONTHS),
    Form.CHOICES: _choices,
    Form.OFFERS: _offers,
    Form.PLACES: _places,
    Form.SLUG: _slug,
}
