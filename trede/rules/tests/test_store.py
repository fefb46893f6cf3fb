from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from trede.rules import BrokenData, history, value
from trede.rules.commands import run_calculate, run_value
from trede.rules.store import PARAMETER_DIR, SOURCE_FILE, Store, default_store, load
from trede.rules.tests.build import SOURCE, parameter, row

SOURCES = "sources:\n  - {id: S1, title: A page, kind: official}\n"
GOOD = """
checked_on: 2026-11-22
parameters:
  - id: test.amount
    nl: Een bedrag
    en: An amount
    unit: EUR
    kind: decimal
    scope: legal
    rows:
      - {from: 2026-03-01, value: "10.50", sources: [S1], certainty: confirmed}
"""


def files(directory: Path, content: str, sources: str = SOURCES) -> Path:
    (directory / SOURCE_FILE).write_text(sources, encoding="utf-8")
    (directory / "test.yaml").write_text(content, encoding="utf-8")
    return directory


def test_a_directory_is_read_whole(tmp_path):
    loaded = load(files(tmp_path, GOOD))
    assert list(loaded.parameters) == ["test.amount"]
    assert loaded.parameters["test.amount"].rows[0].checked_on.isoformat() == "2026-11-22"


def test_a_row_may_name_its_own_day_of_checking(tmp_path):
    own = GOOD.replace("certainty: confirmed", "certainty: confirmed, checked_on: 2026-12-24")
    assert load(files(tmp_path, own)).parameters["test.amount"].rows[0].checked_on.isoformat() == "2026-12-24"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("parameters: [", "geen leesbaar YAML"),
        ("- 1\n", "geen lijst parameters"),
        ("parameters: 3\n", "geen lijst parameters"),
        ("parameters: [3]\n", "klopt niet"),
        (GOOD.replace('"10.50"', "10.50"), "not a value of kind decimal"),
        (GOOD.replace('"10.50"', '"~10"'), "not a value of kind decimal"),
        (GOOD.replace("[S1]", "[S9]"), "S9"),
        (GOOD.replace("    unit: EUR\n", ""), "unit"),
        (GOOD.replace("checked_on: 2026-11-22\n", ""), "checked_on"),
        (GOOD + GOOD.split("parameters:")[1], "twee keer"),
        (GOOD.replace("rows:", "rows: 3\n    more:").replace("      - {", "      {"), "klopt niet"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_by_name(tmp_path, content, why):
    with pytest.raises(BrokenData, match=why):
        load(files(tmp_path, content))


def test_a_directory_without_sources_is_refused(tmp_path):
    with pytest.raises(BrokenData, match=SOURCE_FILE):
        load(tmp_path)


def test_the_same_id_twice_is_refused():
    with pytest.raises(BrokenData, match="twee keer"):
        Store([parameter(row("2026-03-01", None))] * 2, [SOURCE])


def test_the_store_is_read_once_and_cannot_change():
    store = default_store()
    assert default_store() is store
    with pytest.raises(TypeError):
        store.parameters["new"] = store.parameters["leefloon.age_min"]


def test_every_source_in_the_register_is_used():
    used = {
        source for each in default_store().parameters.values() for row in each.rows for source in row.sources
    }
    assert used == set(default_store().sources)


def test_every_row_that_claims_a_source_names_one():
    for each in default_store().parameters.values():
        for loaded in each.rows:
            assert loaded.sources or loaded.certainty in ("recalled", "derived"), each.id


def test_no_file_of_the_rules_knows_django():
    for path in PARAMETER_DIR.parent.rglob("*.py"):
        if "tests" not in path.parts:
            assert "django" not in path.read_text(encoding="utf-8").replace("No Django", "").lower(), path


def test_the_manual_shows_questions_that_really_work():
    manual = (PARAMETER_DIR.parents[2] / "docs" / "rules.md").read_text(encoding="utf-8")
    asked = re.search(r"rules value (\S+) --on (\S+) --key (\S+)", manual).groups()
    calculated = re.search(r"rules calculate (\S+) --on (\S+) --input '(.+)'", manual).groups()
    assert run_value(*asked)[1] == 0
    assert run_calculate(*calculated)[0]["valid"] is True


# What an authority did not publish yet: the program says that it is not known.
NOT_PUBLISHED = {"volunteer.max"}


def test_every_parameter_answers_today_or_says_why_not():
    for each in default_store().parameters.values():
        for key in each.keys or (None,):
            answer = value(each.id, date(2026, 11, 22), key)
            assert answer.known is not (each.abolished or each.id in NOT_PUBLISHED), each.id
            assert answer.known or answer.nearest.before is not None


def test_the_rows_of_a_legal_amount_never_fall():
    for key in "ABC":
        amounts = [known.value for known in history("leefloon.amount.monthly", key)]
        assert amounts == sorted(amounts)
