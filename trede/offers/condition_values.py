"""How the value of a condition is written: the table of the rules of fitting, with its refusals for people."""

from trede.core.errors import CaseError
from trede.core.saying import said
from trede.matching import kinds
from trede.matching.kinds import KINDS, BadValue, Form
from trede.matching.words import label

ASKS_WORDS = frozenset({"judgement", "wish", "talk"})


def check_value(kind: str, value: str, *, parameter: str = "") -> str:
    """The value in the one form in which it is kept. Raises CaseError with what to write.

    With `parameter` (a dated legal value that stands in for it) the value may be empty.
    """
    try:
        return kinds.check_value(kind, value, parameter=parameter)
    except BadValue as error:
        raise CaseError(said(error.sentence)) from error


def check_weight(kind: str, weight: str) -> None:
    """What is only spoken of is never weighed, and what is weighed is never only spoken of. Raises CaseError."""
    try:
        kinds.check_weight(kind, weight)
    except BadValue as error:
        raise CaseError(said(error.sentence)) from error


def kind_label(kind: str) -> str:
    """The name of a kind; an unknown one is its own name."""
    return said(KINDS[kind].nl) if kind in KINDS else kind


def code_words(group: str, code: str) -> str:
    """What a code of a list stands for."""
    return said(label(group, code))


def codes_by_kind() -> list[tuple[str, list[tuple[str, str]]]]:
    """For each kind that takes codes: its name, and each code with its words."""
    return [
        (said(kind.nl), [(code, code_words(kind.group, code)) for code in kind.choices])
        for kind in KINDS.values()
        if kind.form is Form.CHOICES
    ]
