"""What the command `rules` answers: plain data for JSON, and the exit code. No printing, no arguments parsed.

Exit codes: 0 answered, 1 findings (check only), 2 bad input, 3 not known on that day.
Amounts and counts of days are decimal strings, years are integers, dates are ISO.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, ParamSpec

from trede.rules.calculations import calculation, calculations
from trede.rules.checks import check
from trede.rules.dates import parse_day
from trede.rules.errors import BadInput, RuleError
from trede.rules.lookup import Answer, Known, Nearest, NotKnown, parameters, value
from trede.rules.models import Parameter, Source
from trede.rules.sentences import Sentence
from trede.rules.store import Store
from trede.rules.trace import TraceLine

Json = dict[str, Any]
Outcome = tuple[Json, int]
Given = ParamSpec("Given")

DONE, FINDINGS, BAD_INPUT, NOT_KNOWN = 0, 1, 2, 3


def _answers_errors(run: Callable[Given, Outcome]) -> Callable[Given, Outcome]:
    """Turn the errors of the rules into an answer with a sentence."""

    @functools.wraps(run)
    def answering(*args: Given.args, **kwargs: Given.kwargs) -> Outcome:
        try:
            return run(*args, **kwargs)
        except NotKnown as error:
            return {**_answer(error.answer), "error": str(error)}, NOT_KNOWN
        except RuleError as error:
            return {"known": False, "error": str(error), "code": error.code}, BAD_INPUT

    return answering


@_answers_errors
def run_value(
    parameter_id: str, on: str | date | None, key: str | None = None, *, store: Store | None = None
) -> Outcome:
    """`rules value`: the value of one parameter on a day; 3 with the nearest known values in a gap."""
    answer = value(parameter_id, _day(on), key, store=store)
    return _answer(answer), DONE if answer.known else NOT_KNOWN


@_answers_errors
def run_list(*, store: Store | None = None) -> Outcome:
    """`rules list`: all parameters and all calculations."""
    return {
        "parameters": [_parameter(each) for each in parameters(store=store)],
        "calculations": [
            {"name": each.name, "nl": each.nl, "en": each.en, "input": list(each.takes.model_fields)}
            for each in calculations().values()
        ],
    }, DONE


@_answers_errors
def run_check(today: str | date, *, store: Store | None = None) -> Outcome:
    """`rules check`: what is wrong or getting old; 1 when there is anything."""
    findings = [
        {
            "kind": each.kind,
            "parameter": each.parameter,
            "keys": list(each.keys),
            "from": _plain(each.first),
            "to": _plain(each.last),
            "message": str(each.sentence),
        }
        for each in check(_day(today), store=store)
    ]
    return {"findings": findings}, FINDINGS if findings else DONE


@_answers_errors
def run_calculate(name: str, on: str | date | None, data: str | dict[str, object] | None) -> Outcome:
    """`rules calculate`: the fields of one calculation, with `known`, `certainty`, `warnings` and `trace`."""
    result = calculation(name)(_object(data), _day(on))
    answer = {
        **{field: _plain(item) for field, item in result.fields.items()},
        "known": result.known,
        "certainty": _plain(result.certainty),
        "warnings": [str(each) for each in result.warnings],
        "trace": [_line(each) for each in result.trace],
    }
    return answer, DONE if result.known else NOT_KNOWN


def _day(given: str | date | None) -> date:
    return given if isinstance(given, date) else parse_day(given)


def _object(data: str | dict[str, object] | None) -> dict[str, object]:
    if isinstance(data, str):
        try:
            data = json.loads(data)
        except (json.JSONDecodeError, RecursionError):
            raise BadInput("De invoer is geen JSON. Schrijf ze als een object tussen accolades.") from None
    if not isinstance(data, dict):
        raise BadInput("Geef de invoer als een JSON-object, met een naam en een waarde per veld.")
    return data


def _plain(item: object) -> Any:
    """As JSON wants it: decimals as strings without exponent, dates as ISO, lists as lists."""
    if isinstance(item, Decimal):
        return format(item, "f")
    if isinstance(item, date):
        return item.isoformat()
    if isinstance(item, tuple):
        return list(item)
    if isinstance(item, Sentence):
        return str(item)
    return str(item) if isinstance(item, str) else item


def _answer(answer: Answer) -> Json:
    plain = {
        "id": answer.parameter.id,
        "key": answer.key or None,
        "on": _plain(answer.on),
        "known": answer.known,
        "value": _plain(answer.value),
        "unit": answer.unit,
        "valid_from": _plain(answer.valid_from),
        "valid_to": _plain(answer.valid_to),
        "source": answer.source or None,
        "sources": [_source(each) for each in answer.sources],
        "certainty": _plain(answer.certainty),
        "warning": _plain(answer.warning),
    }
    return plain if answer.nearest is None else {**plain, "nearest": _nearest(answer.nearest)}


def _nearest(nearest: Nearest) -> Json:
    return {
        "before": _known(nearest.before) if nearest.before else None,
        "after": _known(nearest.after) if nearest.after else None,
    }


def _known(known: Known) -> Json:
    return {
        "value": _plain(known.value),
        "valid_from": _plain(known.valid_from),
        "valid_to": _plain(known.valid_to),
        "source": known.source or None,
        "certainty": known.certainty.value,
    }


def _source(source: Source) -> Json:
    return {"id": source.id, "title": source.title, "url": source.url or None}


def _parameter(parameter: Parameter) -> Json:
    return {
        "id": parameter.id,
        "nl": parameter.nl,
        "en": parameter.en,
        "unit": parameter.unit,
        "scope": parameter.scope,
        "keys": dict(parameter.keys),
        "rows": len(parameter.rows),
    }


def _line(line: TraceLine) -> Json:
    return {
        "what": str(line.what),
        "parameter": line.parameter or None,
        "key": line.key or None,
        "value": _plain(line.value),
        "unit": line.unit or None,
        "valid_from": _plain(line.valid_from),
        "valid_to": _plain(line.valid_to),
        "source": line.source or None,
        "certainty": line.certainty.value,
        "warning": _plain(line.warning),
    }
