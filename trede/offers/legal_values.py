"""The dated legal values behind an offer, in words, on a day: never a number in code, never a guess."""

from dataclasses import dataclass
from datetime import date

from trede.core.saying import in_screen_language, said
from trede.core.views.rules import in_words, key_name, label_of
from trede.rules.errors import RuleError
from trede.rules.lookup import Answer, value


@dataclass(frozen=True, slots=True)
class LegalValue:
    """`text` is "" where the value is not known on the day; `number` is None for what is no number."""

    name: str
    label: str
    text: str
    number: int | None
    certainty: str
    note: str
    warning: str
    sources: str

    @property
    def known(self) -> bool:
        return bool(self.text)

    @property
    def parameter(self) -> str:
        """The id that the page of the rules knows."""
        return self.name.partition(":")[0]


def answer_on(name: str, on: date) -> Answer | None:
    """What the rules answer to "wijkwerk.max_hours:month"; None when there is no such value."""
    parameter, _colon, key = name.strip().partition(":")
    try:
        return value(parameter, on, key or None)
    except RuleError:
        return None


def legal_value(name: str, on: date) -> LegalValue | None:
    """One legal value on a day; None when the rules do not have it."""
    answer = answer_on(name, on)
    if answer is None:
        return None
    key = key_name(answer.parameter, answer.key)
    label = label_of(answer.parameter)
    return LegalValue(
        name=name.strip(),
        label=f"{label} ({key})" if key else label,
        text=in_words(answer.value, answer.unit) if answer.known else "",
        number=_whole(answer),
        certainty=str(answer.certainty) if answer.certainty else "",
        note=in_screen_language(answer.note),
        warning=said(answer.warning),
        sources=", ".join(source.title for source in answer.sources),
    )


def legal_values(names: str, on: date) -> list[LegalValue]:
    """Those of a list with commas, in its order; a name that the rules do not have is left out."""
    found = (legal_value(name, on) for name in parts(names))
    return [one for one in found if one is not None]


def unknown_names(names: str, on: date) -> list[str]:
    """The names in a list that the rules do not have."""
    return [name for name in parts(names) if answer_on(name, on) is None]


def parts(names: str) -> list[str]:
    return [name.strip() for name in names.split(",") if name.strip()]


def _whole(answer: Answer) -> int | None:
    try:
        return int(answer.decimal())
    except RuleError:
        return None
