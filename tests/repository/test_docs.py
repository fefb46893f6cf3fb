"""The documents name only what exists: targets of make, commands, variables, files."""

import re
from functools import cache
from pathlib import Path

import pytest
from django.core.management import get_commands

from common import ROOT
from sources import files

LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
PATH = re.compile(r"`((?:trede|tools|tests|docs|benchmarks|\.ci)/[\w./-]*\w)`")


@cache
def documents() -> list[Path]:
    return [path for path in files(".md") if "vendor" not in path.parts]


def mentioned(pattern: str) -> set[tuple[str, str]]:
    return {
        (str(path.relative_to(ROOT)), found)
        for path in documents()
        for found in re.findall(pattern, path.read_text(), re.MULTILINE)
    }


def test_every_make_target_in_the_documents_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = mentioned(r"(?:`|^ {4}|^)(?:[A-Z_]+=\S+ )*make ([a-z]+)")
    assert {entry for entry in named if entry[1] not in targets} == set()


def test_every_target_is_listed_by_make_help() -> None:
    makefile = (ROOT / "Makefile").read_text()
    phony = set(re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[0].split())
    explained = set(re.findall(r"^([a-z]+):.*## \S", makefile, re.MULTILINE))
    assert phony == explained


def test_every_command_in_the_documents_exists() -> None:
    known = get_commands()
    assert {entry for entry in mentioned(r"manage\.py ([a-z_]+)") if entry[1] not in known} == set()


def variables() -> set[str]:
    code = (ROOT / "trede" / "settings.py").read_text()
    return set(re.findall(r'"(TREDE_[A-Z_]+|DATABASE_URL)"', code))


def test_every_variable_in_the_documents_exists() -> None:
    readers = [ROOT / "trede" / "env.py", *(path for path in files(".py") if "tests" in path.parts)]
    known = variables() | {
        name for path in readers for name in re.findall(r'"(TREDE_[A-Z_]+)"', path.read_text())
    }
    assert {entry for entry in mentioned(r"\b(TREDE_[A-Z_]+)\b") if entry[1] not in known} == set()


def test_every_variable_is_explained_to_the_administrator() -> None:
    explained = (ROOT / "docs" / "install.md").read_text()
    assert {name for name in variables() if f"`{name}`" not in explained} == set()


@pytest.mark.parametrize("document", documents(), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_file_that_a_document_names_exists(document: Path) -> None:
    text = document.read_text()
    missing = [link for link in LINK.findall(text) if not (document.parent / link).exists()]
    missing += [path for path in PATH.findall(text) if not (ROOT / path).exists()]
    assert missing == []
