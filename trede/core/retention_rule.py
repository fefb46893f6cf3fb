"""How long a closed file is kept: the law's parameter, a local choice that may only be longer, a hard minimum."""

from dataclasses import dataclass
from datetime import date

from trede import rules
from trede.core.saying import said

YEARS = "retention.social_file_years"
MINIMUM = "retention.social_file_years_minimum"
NEVER_LESS = 5


@dataclass(frozen=True)
class RetentionRule:
    """`law` None: not known on that day; the local choice or the minimum then holds."""

    years: int
    law: int | None
    local: int | None
    certainty: str
    warning: str
    source: str

    @property
    def is_local(self) -> bool:
        return self.years == self.local and self.years != self.law


def retention_rule(on: date, local: int | None) -> RetentionRule:
    """Years to keep a file after it closed, on a day. Source: the parameter, with its certainty."""
    answer = rules.value(YEARS, on)
    minimum = rules.value(MINIMUM, on)
    law = int(answer.decimal()) if answer.known else None
    least = int(minimum.decimal()) if minimum.known else NEVER_LESS
    return RetentionRule(
        years=max(NEVER_LESS, least, law or 0, local or 0),
        law=law,
        local=local,
        certainty=str(answer.certainty) if answer.certainty else "recalled",
        warning=said(answer.warning),
        source=", ".join(source.title for source in answer.sources),
    )
