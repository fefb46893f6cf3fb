"""Texts of the rooms without Django: known by where they stand, since nothing there may call gettext."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

# Functions that make a sentence, and the place of its text among their arguments.
SAID = {"of": 1, "_of": 1, "_say": 1, "_refused": 1, "_found": 1, "BadValue": 1}
# Tables whose values are shown on a screen.
TABLES = {"CODES", "DOUBTS", "DUTCH_KINDS", "LABELS", "MESSAGES", "REASONS"}
ROOMS = ("trede/rules/", "trede/matching/", "trede/imports/reading/")
WORDS = re.compile(r"[^\W\d_]{2}")


def is_plain(name: str) -> bool:
    return name.startswith(ROOMS)


def from_plain(path: Path) -> Iterator[str]:
    """The texts of a Python file that screens translate when they show them."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            yield from _argument(node)
        elif isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Dict):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(isinstance(target, ast.Name) and target.id in TABLES for target in targets):
                yield from _values(node.value)


def _argument(call: ast.Call) -> Iterator[str]:
    name = getattr(call.func, "attr", "") or getattr(call.func, "id", "")
    for argument in call.args[SAID.get(name, len(call.args)) :][:1]:
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            yield argument.value


def _values(table: ast.Dict) -> Iterator[str]:
    for value in table.values:
        for node in ast.walk(value):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def from_parameters(path: Path) -> Iterator[str]:
    """The words in a file of parameters: names of keys, values that are words, notes.

    The name of a parameter itself stands there in both languages.
    """
    for parameter in yaml.safe_load(path.read_text()).get("parameters", []):
        yield from _words(parameter.get("keys"))
        for row in parameter["rows"]:
            yield from _words([row.get("value"), row.get("values"), row.get("note")])


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if WORDS.search(value):
            yield value
    elif isinstance(value, dict):
        yield from _words(list(value.values()))
    elif isinstance(value, list):
        for each in value:
            yield from _words(each)
