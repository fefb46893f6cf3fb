"""What advises may not punish: the sanction procedure cannot read the verdicts, nor can they read it."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
ADVISES = {"trede.fit", "trede.matching", "trede.facts"}
# Rooms and modules that decide on a sanction; the first comes with the plan (GPMI).
PUNISHES = ("trede/plan", "trede/sanction")


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (each.name for each in node.names)


def sources(folder: str) -> list[Path]:
    return [path for path in (ROOT / folder).rglob("*.py") if "tests" not in path.parts]


def test_no_room_that_punishes_reads_what_advises() -> None:
    read = [
        (str(path.relative_to(ROOT)), module)
        for folder in PUNISHES
        for path in sources(folder)
        for module in imported(path)
        if ".".join(module.split(".")[:2]) in ADVISES
    ]
    assert read == []


def test_what_advises_reads_no_room_that_punishes() -> None:
    names = tuple(folder.replace("/", ".") for folder in PUNISHES)
    read = [
        (str(path.relative_to(ROOT)), module)
        for room in sorted(ADVISES)
        for path in sources(room.replace(".", "/"))
        for module in imported(path)
        if module.startswith(names)
    ]
    assert read == []


def test_import_contract_stands_from_the_day_that_the_room_does() -> None:
    """Both ways: the room may not import what advises, and what advises may not import the room."""
    tool = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    contracts = [one for one in tool["importlinter"]["contracts"] if one["type"] == "forbidden"]
    for folder in PUNISHES:
        if not (ROOT / folder).exists():
            continue
        name = folder.replace("/", ".")
        assert any(
            name in one["source_modules"] and set(one["forbidden_modules"]) >= ADVISES for one in contracts
        )
        assert any(
            set(one["source_modules"]) >= ADVISES and name in one["forbidden_modules"] for one in contracts
        )
