"""The repository as a whole: sizes, words that do not belong, version, reasons beside dependencies."""

import re
import tomllib
from pathlib import Path

import pytest

from common import ROOT
from sources import files

LONGEST = 500
SOURCES = (
    ".py",
    ".html",
    ".css",
    ".js",
    ".md",
    ".yaml",
    ".yml",
    ".toml",
    ".sh",
    ".txt",
    ".json",
    ".csv",
    ".po",
)
# Written by a machine, or data whose length is that of the world.
LONG_BY_NATURE = (
    "requirements.txt",
    "requirements-dev.txt",
    "package-lock.json",
    "matrix.toml",
    "hand_labelled.toml",
)
DATA = {".csv", ".po", ".yaml", ".json"}
# Taken over as they are; the licence or the checksum stands beside them.
VENDORED = "vendor"
INDEXES = [
    ("py", "pi.org"),
    ("pythonhosted", ".org"),
    ("registry.npm", "js"),
    ("npmjs", ".com"),
    ("deb.debian", ".org"),
]
ELSEWHERE = [("/wo", "rk/"), ("../sha", "red"), ("/ho", "me/"), ("/ro", "ot/")]


def texts() -> list[Path]:
    return [path for path in files(*SOURCES, "Makefile", "run", ".npmrc") if VENDORED not in path.parts]


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_no_source_file_is_longer_than_a_person_reads() -> None:
    too_long = {
        name(path): lines
        for path in texts()
        if path.name not in LONG_BY_NATURE and path.suffix not in DATA and "migrations" not in path.parts
        if (lines := len(path.read_text(errors="replace").splitlines())) > LONGEST
    }
    assert too_long == {}


@pytest.mark.parametrize("parts", INDEXES + ELSEWHERE, ids="".join)
def test_no_file_names_a_package_index_or_a_place_on_one_machine(parts: tuple[str, str]) -> None:
    forbidden = "".join(parts)
    assert [name(path) for path in texts() if forbidden in path.read_text(errors="replace")] == []


def test_the_version_is_the_newest_in_the_changelog() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    headings = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert headings[0] == version


def test_each_dependency_has_its_reason_above_it() -> None:
    lines = (ROOT / "pyproject.toml").read_text().splitlines()
    start = lines.index("dependencies = [")
    listed = lines[start + 1 : lines.index("]", start)]
    bare = [
        line for above, line in zip(["", *listed], listed, strict=False) if '"' in line and "#" not in above
    ]
    assert bare == []


def test_the_licence_is_the_one_that_pyproject_names() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["license"] == "EUPL-1.2"
    assert (ROOT / "LICENSE").read_text().startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")


def test_the_lock_of_npm_names_no_address() -> None:
    assert "://" not in (ROOT / "package-lock.json").read_text()
