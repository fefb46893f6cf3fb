"""The reasons for an exemption, per ground: those that the rules know on a day, with where they come from."""

from dataclasses import dataclass
from datetime import date

from trede import rules
from trede.core.saying import in_screen_language
from trede.referral.models import Ground

PARAMETER = "work_willingness.exempt."
REVIEW = "work_willingness.exempt.review_months"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason. `certainty` and `source` say how sure it is that the law, or only a practice, knows it."""

    ground: str
    code: str
    label: str
    certainty: str
    source: str


def reasons_on(day: date) -> list[Reason]:
    """Every reason that may be chosen on a day, ground by ground. Source: work_willingness.exempt.*"""
    return [reason for ground in Ground.values for reason in _of_ground(ground, day)]


def _of_ground(ground: str, day: date) -> list[Reason]:
    known = {each.id: each for each in rules.parameters()}[PARAMETER + ground]
    answers = [rules.value(known.id, day, key) for key in known.keys]
    return [
        Reason(
            ground=ground,
            code=answer.key,
            label=in_screen_language(known.keys[answer.key]),
            certainty=str(answer.certainty),
            source=", ".join(source.title for source in answer.sources),
        )
        for answer in answers
        if answer.known
    ]


def label_of(ground: str, code: str, day: date) -> str:
    """A reason in words; the code itself when no rule knows it any more."""
    found = (reason.label for reason in reasons_on(day) if (reason.ground, reason.code) == (ground, code))
    return next(found, code)


def review_months(day: date) -> tuple[int, int]:
    """(usual, most) months from the start of an exemption to the day on which it is looked at again."""
    return int(rules.value(REVIEW, day, "usual").decimal()), int(rules.value(REVIEW, day, "most").decimal())
