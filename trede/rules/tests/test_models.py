from __future__ import annotations

from decimal import Decimal

import pytest
from pydantic import ValidationError

from trede.rules.models import parse_value
from trede.rules.tests.build import parameter, row


@pytest.mark.parametrize(
    ("raw", "kind", "parsed"),
    [
        ("893.65", "decimal", Decimal("893.65")),
        (30, "decimal", Decimal(30)),
        (18, "integer", 18),
        ("elke werkgever", "text", "elke werkgever"),
        (["a", "b"], "list", ("a", "b")),
    ],
)
def test_a_value_is_read_by_its_kind(raw, kind, parsed):
    assert parse_value(raw, kind) == parsed


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (893.65, "decimal"),
        ("~729.2", "decimal"),
        ("unknown", "decimal"),
        ("NaN", "decimal"),
        ("Infinity", "decimal"),
        (True, "decimal"),
        (True, "integer"),
        ("18", "integer"),
        (" ", "text"),
        ([], "list"),
        ([1], "list"),
        (None, "text"),
    ],
)
def test_a_value_of_another_kind_is_refused(raw, kind):
    with pytest.raises(ValueError):
        parse_value(raw, kind)


def test_a_row_without_keys_may_write_one_value():
    short = {"value": 30, "certainty": "recalled", "checked_on": "2026-11-22"}
    assert parameter(short).rows[0].values == {"": Decimal(30)}


def test_value_and_values_together_are_refused():
    with pytest.raises(ValidationError, match="not both"):
        parameter({**row(None, None), "value": 1})


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (row("2026-03-01", "2026-02-28"), "before it begins"),
        (row("2026-03-01", "2026-03-31", proven_until="2026-03-15"), "open row"),
        (row("2026-03-01", None, proven_until="2026-02-01"), "open row"),
        (row("2026-03-01", None, {}), "without values"),
        (row("2026-03-01", None, {"A": "1"}), "not among"),
        (row("2026-03-01", None, certainty="sure"), "certainty"),
        (row("2026-03-01", None, unexpected=1), "unexpected"),
        (row("2026-02-28", None, checked_on=None), "checked_on"),
    ],
)
def test_a_row_that_cannot_be_is_refused(wrong, why):
    with pytest.raises(ValidationError, match=why):
        parameter(wrong)


def test_nothing_that_was_loaded_can_change():
    loaded = parameter(row("2026-03-01", None))
    with pytest.raises(ValidationError):
        loaded.rows[0].note = "changed"
    with pytest.raises(TypeError):
        loaded.rows[0].values[""] = Decimal(1)
    with pytest.raises(TypeError):
        loaded.keys["A"] = "changed"


@pytest.mark.parametrize(
    ("unit", "scope", "expected"),
    [("EUR", "legal", True), ("EUR/year", "legal", True), ("day", "legal", False), ("EUR", "local", False)],
)
def test_only_money_fixed_by_law_is_a_legal_amount(unit, scope, expected):
    assert parameter(row("2026-03-01", None), unit=unit, scope=scope).is_legal_amount is expected
