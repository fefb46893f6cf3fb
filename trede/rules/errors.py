"""What can go wrong in the rules. The text of every error is Dutch and safe to show."""

from __future__ import annotations

from trede.rules.sentences import Param, Sentence


class RuleError(ValueError):
    """Base of all errors of the rules; `str()` says in Dutch what to do next."""

    code = "rule_error"

    def __init__(self, template: str, **params: Param) -> None:
        self.sentence = Sentence.of(self.code, template, **params)
        super().__init__(str(self.sentence))


class BadInput(RuleError):
    """The question itself cannot be understood."""

    code = "bad_input"


class UnknownParameter(BadInput):
    """No parameter has this id."""

    code = "unknown_parameter"


class BrokenData(RuleError):
    """The parameter files contradict themselves; the program may not answer from them."""

    code = "broken_data"
