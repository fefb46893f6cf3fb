"""Verdicts as lines on a screen: words, marks and the reasons in the language of the reader."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trede.core.saying import in_screen_language, said
from trede.fit.catalogue import Entry
from trede.fit.reading import Fitting
from trede.fit.remarks import Said
from trede.matching.conditions import Check
from trede.matching.kinds import Outcome
from trede.matching.looking import Most, used_of
from trede.matching.reasons import is_hidden
from trede.offers.models import ConditionClass, ParticipationState

MARKS = {
    Outcome.OK: ("good", "circle-check", gettext_lazy("voldoet")),
    Outcome.NO: ("bad", "x", gettext_lazy("voldoet niet")),
    Outcome.UNKNOWN: ("warn", "help-circle", gettext_lazy("niet bekend")),
    Outcome.TALK: ("info", "info-circle", gettext_lazy("te bespreken")),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One condition: what was found, what was needed, what would lift it, what to ask, and what somebody said."""

    check: Check
    said: Said | None

    @property
    def id(self) -> str:
        return self.check.condition_id

    @property
    def tone(self) -> str:
        return MARKS[self.check.outcome][0]

    @property
    def icon(self) -> str:
        return MARKS[self.check.outcome][1]

    @property
    def outcome(self) -> str:
        return str(MARKS[self.check.outcome][2])

    @property
    def machine(self) -> str:
        """What the file alone says, where a person said otherwise."""
        return str(MARKS[self.check.machine][2])

    @property
    def found(self) -> str:
        return said(self.check.found)

    @property
    def needed(self) -> str:
        return said(self.check.needed)

    @property
    def text(self) -> str:
        """The words of the catalogue, beside the bare value."""
        return in_screen_language(self.check.condition.text)

    @property
    def lifts(self) -> str:
        return said(self.check.lifts)

    @property
    def question(self) -> str:
        return said(self.check.question)

    @property
    def hidden(self) -> bool:
        return is_hidden(self.check)

    @property
    def source(self) -> str:
        return self.check.source

    @property
    def weight(self) -> str:
        return str(ConditionClass(self.check.condition.weight).label)

    @property
    def unsure(self) -> str:
        """How sure the value is, where it is not confirmed."""
        certainty = self.check.certainty
        return "" if certainty is None or certainty == "confirmed" else str(certainty)

    @property
    def untouched(self) -> bool:
        """A limit of which nothing was used decides nothing yet."""
        needs = self.check.ready.needs
        return isinstance(needs, Most) and used_of(needs, self.check.facts) == 0

    @property
    def title(self) -> str:
        """What was needed, as the head of a row."""
        return capfirst(self.needed)

    @property
    def short(self) -> str:
        """In one line: what was asked and what is there, or what to ask."""
        if self.check.outcome is Outcome.UNKNOWN:
            return self.question
        if self.check.outcome is Outcome.TALK or self.check.condition.kind in ("judgement", "wish"):
            return self.needed
        if self.found == self.needed:
            return self.needed
        return _("%(needed)s (%(found)s)") % {"needed": self.needed, "found": self.found}


@dataclass(frozen=True, slots=True)
class Line:
    """One offer as a list shows it."""

    fitting: Fitting

    @property
    def entry(self) -> Entry:
        return self.fitting.entry

    @property
    def name(self) -> str:
        return self.entry.terms.name

    @property
    def rung(self) -> int:
        return self.entry.terms.rung

    @property
    def reasons(self) -> list[Reason]:
        return [Reason(check, about) for check, about in self.fitting.reasons]

    @property
    def deciding(self) -> list[Reason]:
        """The reasons that made the verdict what it is."""
        deciding = {"no": Outcome.NO, "unknown": Outcome.UNKNOWN}.get(self.fitting.verdict, Outcome.OK)
        return [
            reason for reason in self.reasons if reason.check.outcome is deciding and not reason.untouched
        ]

    @property
    def to_discuss(self) -> list[Reason]:
        return [reason for reason in self.reasons if reason.check.outcome is Outcome.TALK]

    @property
    def disputed(self) -> bool:
        return any(about is not None and about.disagrees for _check, about in self.fitting.reasons)

    @property
    def open_label(self) -> str:
        """Where it stands when it is on its way already; "" when it is not."""
        one = self.fitting.open
        return str(ParticipationState(one.state).label) if one else ""


def lines(fittings: Iterable[Fitting]) -> list[Line]:
    return [Line(fitting) for fitting in fittings]
