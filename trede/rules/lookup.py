"""What is the value on a day: an answer with its validity, source and certainty, or a plain "not known"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from trede.rules.certainty import Certainty, weakest
from trede.rules.errors import BrokenData, RuleError
from trede.rules.models import Parameter, Source, Value
from trede.rules.sentences import Sentence
from trede.rules.store import Store, default_store
from trede.rules.timeline import Span


@dataclass(frozen=True, slots=True)
class Known:
    """One known value and the days (both included) on which it holds; None is an open side."""

    value: Value
    valid_from: date | None
    valid_to: date | None
    sources: tuple[Source, ...]
    certainty: Certainty
    note: str
    checked_on: date
    key: str = ""

    @property
    def source(self) -> str:
        """The ids of the sources, as in `S02+S10`; empty when nobody found one."""
        return "+".join(each.id for each in self.sources)


@dataclass(frozen=True, slots=True)
class Nearest:
    """The last known value before a gap and the first one after it."""

    before: Known | None
    after: Known | None


@dataclass(frozen=True, slots=True)
class Answer:
    """The value of one parameter on one day; when `known` is false, only `nearest` holds values."""

    parameter: Parameter
    key: str
    on: date
    known: bool
    value: Value | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    sources: tuple[Source, ...] = ()
    certainty: Certainty | None = None
    warning: Sentence | None = None
    nearest: Nearest | None = None
    note: str = ""

    @property
    def unit(self) -> str:
        """Unit of the value, as in EUR, day or year."""
        return self.parameter.unit

    @property
    def source(self) -> str:
        """The ids of the sources, as in `S02+S10`; empty when nobody found one."""
        return "+".join(each.id for each in self.sources)

    def decimal(self) -> Decimal:
        """The value for arithmetic; NotKnown when there is none on this day."""
        if not self.known:
            raise NotKnown(self)
        if not isinstance(self.value, Decimal | int):
            raise BrokenData("{id} is geen getal.", id=self.parameter.id)
        return Decimal(self.value)


class NotKnown(RuleError):
    """A calculation needs a value that is not known on that day; `answer` holds the nearest ones."""

    code = "not_known"

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        super().__init__(
            "{label} is niet bekend op {on}. Zoek het officiële bedrag op en vul de parameter {id} aan.",
            label=answer.parameter.nl,
            on=answer.on,
            id=answer.parameter.id,
        )


def value(parameter_id: str, on: date, key: str | None = None, *, store: Store | None = None) -> Answer:
    """The value of a parameter on a day; days on which no row answers are "not known", never a guess.

    The last open row of a legal amount is as sure as its row says up to the day it was checked; after
    that day it is recalled, with a warning, since the amount may have been indexed. Raises
    UnknownParameter or BadInput (wrong or missing key).
    """
    store = store or default_store()
    parameter = store.parameter(parameter_id)
    key = store.key(parameter, key)
    known = store.spans(parameter_id, key)
    covering = [span for span in known if span.covers(on)]
    if len(covering) == 1:
        return _known_answer(store, parameter, covering[0], on)
    return _unknown_answer(store, parameter, key, on, contradictory=bool(covering))


def history(parameter_id: str, key: str | None = None, *, store: Store | None = None) -> tuple[Known, ...]:
    """All known values, by key and then by first day; `key` limits them to one key.

    Raises UnknownParameter or BadInput (wrong key).
    """
    store = store or default_store()
    parameter = store.parameter(parameter_id)
    if key is not None or not parameter.keys:
        keys: tuple[str, ...] = (store.key(parameter, key),)
    else:
        keys = tuple(parameter.keys)
    return tuple(_known(store, span) for each in keys for span in store.spans(parameter_id, each))


def parameters(*, store: Store | None = None) -> tuple[Parameter, ...]:
    """All parameters, by id."""
    chosen = store or default_store()
    return tuple(chosen.parameters[name] for name in sorted(chosen.parameters))


def may_be_overtaken(parameter: Parameter, span: Span, on: date) -> bool:
    """Is this an open row of a legal amount, asked for a day after somebody last checked it?"""
    return parameter.is_legal_amount and span.valid_to is None and on > span.row.checked_on


def _known(store: Store, span: Span) -> Known:
    return Known(
        value=span.value,
        valid_from=span.valid_from,
        valid_to=span.valid_to,
        sources=tuple(store.sources[each] for each in span.row.sources),
        certainty=span.row.certainty,
        note=span.row.note,
        checked_on=span.row.checked_on,
        key=span.key,
    )


def _known_answer(store: Store, parameter: Parameter, span: Span, on: date) -> Answer:
    known = _known(store, span)
    certainty, warning = known.certainty, _warning_about(known)
    if may_be_overtaken(parameter, span, on):
        certainty = weakest((certainty, Certainty.RECALLED))
        warning = Sentence.of(
            "maybe_overtaken",
            "Dit bedrag is nagekeken tot {checked_on}; er bestaat misschien een nieuwer. Kijk het na.",
            checked_on=known.checked_on,
        )
    return Answer(
        parameter=parameter,
        key=span.key,
        on=on,
        known=True,
        value=known.value,
        valid_from=known.valid_from,
        valid_to=known.valid_to,
        sources=known.sources,
        certainty=certainty,
        warning=warning,
        note=known.note,
    )


def _warning_about(known: Known) -> Sentence | None:
    if known.certainty is Certainty.DERIVED:
        return Sentence.of(
            "derived", "Dit is een schatting uit een berekening; gebruik ze nooit voor een betaling."
        )
    if known.certainty is Certainty.RECALLED:
        return Sentence.of(
            "recalled", "Hiervoor is geen openbare bron gevonden. Kijk de waarde na voor u ze gebruikt."
        )
    return None


def _unknown_answer(store: Store, parameter: Parameter, key: str, on: date, *, contradictory: bool) -> Answer:
    known = store.spans(parameter.id, key)
    before = max((span for span in known if span.last < on), key=lambda span: span.last, default=None)
    after = min((span for span in known if span.first > on), key=lambda span: span.first, default=None)
    return Answer(
        parameter=parameter,
        key=key,
        on=on,
        known=False,
        warning=_contradiction() if contradictory else _gap(on),
        nearest=Nearest(
            before=_known(store, before) if before else None, after=_known(store, after) if after else None
        ),
    )


def _contradiction() -> Sentence:
    return Sentence.of(
        "contradiction", "Twee regels spreken elkaar tegen voor deze dag. Verbeter de parameter."
    )


def _gap(on: date) -> Sentence:
    return Sentence.of(
        "gap", "Geen waarde bekend op {on}: er kan een wijziging ontbreken. Zie de waarden ernaast.", on=on
    )
