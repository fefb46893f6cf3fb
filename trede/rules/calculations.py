"""The calculations that can be asked for by name, with what each needs and answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from trede.rules.certainty import Certainty
from trede.rules.errors import BadInput
from trede.rules.insz import insz
from trede.rules.leefloon import leefloon_amount
from trede.rules.sentences import Sentence
from trede.rules.trace import Trace, TraceLine
from trede.rules.work_right import Ground, Marking, MayWork, work_right

Field = Decimal | int | str | bool | date | None


@dataclass(frozen=True, slots=True)
class Result:
    """What a calculation answers: its fields, whether that is known, how sure, and every step."""

    fields: Mapping[str, Field]
    known: bool
    certainty: Certainty | None
    trace: tuple[TraceLine, ...]
    warnings: tuple[Sentence, ...] = ()


class Input(BaseModel):
    """Base of what calculations take; a field that does not exist is refused, not skipped."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class InszInput(Input):
    """number: eleven digits, with or without separators."""

    number: str


class LeefloonInput(Input):
    """category: A, B or C."""

    category: str


class WorkRightInput(Input):
    """The facts that `work_right` takes; dates are ISO."""

    ground: Ground
    marking: Marking | None = None
    valid_until: date | None = None
    since: date | None = None
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Calculation:
    """One entry: name, labels, the model of its input, and the function."""

    name: str
    nl: str
    en: str
    takes: type[Input]
    run: Callable[[Any, date], Result]

    def __call__(self, data: Mapping[str, object], on: date) -> Result:
        """The result for this input on this day; BadInput names the field that does not fit."""
        try:
            given = self.takes.model_validate(dict(data))
        except ValidationError as error:
            raise _bad_field(error, self.takes) from None
        return self.run(given, on)


def calculations() -> Mapping[str, Calculation]:
    """All calculations by name."""
    return {each.name: each for each in _ALL}


def calculation(name: str) -> Calculation:
    """One calculation; BadInput lists the names when it does not exist."""
    known = calculations()
    if name not in known:
        raise BadInput(
            "Er is geen berekening {name}. Kies uit: {names}.", name=name, names=", ".join(sorted(known))
        )
    return known[name]


def _bad_field(error: ValidationError, takes: type[Input]) -> BadInput:
    first = error.errors()[0]
    field, names = ".".join(str(part) for part in first["loc"]), ", ".join(takes.model_fields)
    if first["type"] == "missing":
        return BadInput("Vul het veld {field} in.", field=field)
    if first["type"] == "extra_forbidden":
        return BadInput("Het veld {field} bestaat niet. Kies uit: {names}.", field=field, names=names)
    if first["type"] == "string_type":
        return BadInput("Schrijf het veld {field} als tekst, tussen aanhalingstekens.", field=field)
    if first["type"] == "enum":
        options = str(first["ctx"]["expected"]).replace(" or ", " of ")
        return BadInput("Kies voor {field} een van: {options}.", field=field, options=options)
    return BadInput("Het veld {field} is niet goed ingevuld. Kijk de waarde na.", field=field)


def _insz(given: InszInput, on: date) -> Result:
    found = insz(given.number, on=on)
    trace = Trace(on)
    trace.use("insz.format", Sentence.of("insz_length", "Aantal cijfers"), key="length")
    trace.use("insz.check", Sentence.of("insz_check_rule", "Controlegetal, deler"), key="modulus")
    if found.kind == "bis":
        trace.use(
            "insz.bis",
            Sentence.of("insz_bis", "Bisnummer: maand verhoogd, geslacht niet bekend met"),
            key="sex_unknown",
        )
        trace.use(
            "insz.bis",
            Sentence.of("insz_bis", "Bisnummer: maand verhoogd, geslacht bekend met"),
            key="sex_known",
        )
    trace.note(found.problem or Sentence.of("insz_valid", "Het nummer klopt."), found.valid)
    fields: dict[str, Field] = {
        "valid": found.valid,
        "kind": found.kind,
        "birth_date": found.birth_date,
        "sex": found.sex,
    }
    return Result(fields, True, trace.certainty, tuple(trace.lines))


def _leefloon(given: LeefloonInput, on: date) -> Result:
    found = leefloon_amount(given.category, on)
    fields: dict[str, Field] = {"amount": found.amount, "unit": found.unit, "payable": found.payable}
    return Result(fields, True, found.certainty, found.trace, found.warnings)


def _work_right(given: WorkRightInput, on: date) -> Result:
    found = work_right(
        ground=given.ground,
        on=on,
        marking=given.marking,
        valid_until=given.valid_until,
        since=given.since,
        refused=given.refused,
    )
    fields: dict[str, Field] = {
        "may_work": found.may_work.value,
        "reason": str(found.reason),
        "days_left": None if found.days_left is None else Decimal(found.days_left),
        "from_day": found.from_day,
    }
    warnings = (found.warning,) if found.warning else ()
    return Result(fields, found.may_work is not MayWork.UNKNOWN, found.certainty, found.trace, warnings)


_ALL = (
    Calculation("insz", "Rijksregisternummer of bisnummer nakijken", "Check an INSZ", InszInput, _insz),
    Calculation("leefloon_amount", "Leefloon per maand", "Leefloon per month", LeefloonInput, _leefloon),
    Calculation(
        "work_right",
        "Toegang tot de arbeidsmarkt",
        "Access to the labour market",
        WorkRightInput,
        _work_right,
    ),
)
