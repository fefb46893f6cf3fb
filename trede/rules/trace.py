"""The steps of a calculation, so that anyone can follow and check the result."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from trede.rules.certainty import Certainty, weakest
from trede.rules.lookup import Answer, NotKnown, value
from trede.rules.models import Value
from trede.rules.sentences import Sentence
from trede.rules.store import Store


@dataclass(frozen=True, slots=True)
class TraceLine:
    """One step: what was done, with which parameter value, valid when, from which source, how sure."""

    what: Sentence
    parameter: str = ""
    key: str = ""
    value: Value | bool | date | None = None
    unit: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    source: str = ""
    certainty: Certainty = Certainty.CONFIRMED
    warning: Sentence | None = None


@dataclass(slots=True)
class Trace:
    """Collects the lines of one calculation on one day, and the certainty of its result."""

    on: date
    store: Store | None = None
    lines: list[TraceLine] = field(default_factory=list)

    def use(self, parameter_id: str, what: Sentence, *, key: str | None = None) -> Answer:
        """Read a parameter on this day and note it; NotKnown when there is no value."""
        answer = value(parameter_id, self.on, key, store=self.store)
        if not answer.known or answer.certainty is None:
            raise NotKnown(answer)
        self.lines.append(
            TraceLine(
                what=what,
                parameter=parameter_id,
                key=answer.key,
                value=answer.value,
                unit=answer.unit,
                valid_from=answer.valid_from,
                valid_to=answer.valid_to,
                source=answer.source,
                certainty=answer.certainty,
                warning=answer.warning,
            )
        )
        return answer

    def note(self, what: Sentence, found: Value | bool | date | None = None, *, unit: str = "") -> None:
        """Note a step that rests on the facts or on earlier lines alone."""
        self.lines.append(TraceLine(what=what, value=found, unit=unit))

    @property
    def certainty(self) -> Certainty:
        """The weakest certainty of the lines."""
        return weakest(line.certainty for line in self.lines)

    @property
    def warnings(self) -> tuple[Sentence, ...]:
        """What the reader must know about the values used, each once."""
        return tuple(dict.fromkeys(line.warning for line in self.lines if line.warning))
