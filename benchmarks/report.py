"""The figures as a page for people: one section for each benchmark, so that each can be measured on its own."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from benchmarks.figures import Figure

INTRODUCTION = """# Measured figures

Written by `make bench WRITE=docs/benchmarks.md`, all or a part (`ONLY=pages`). The pages and lists are those
of the made-up town of `seed_demo`; `benchmarks/` holds what is measured and how. "Processor" is the time of
the processor alone: what it takes on a machine that does nothing else. "Load" is how many processes wanted
the processor meanwhile: above the number of cores, durations say more about the others than about Trede.

That a list killed at any moment ends in the same files is a test; with twenty moments it runs by
`TREDE_KILLS=20 .venv/bin/python -m pytest trede/imports/tests/test_command.py -k killed`. A town of 150,000
files for yourself: `manage.py seed_demo --clients 150000`, a quarter of an hour.
"""
SECTION = re.compile(r"^## (\w+)\n.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)


def put(path: Path, module: str, figures: Sequence[Figure], machine: str) -> None:
    """Write the section of one benchmark, in the place of an earlier one; the other sections stay."""
    known = path.read_text() if path.exists() else ""
    sections = {found[1]: found[0].strip() for found in SECTION.finditer(known)}
    name = module.removeprefix("bench_")
    sections[name] = section(name, figures, machine, datetime.now(UTC).date())
    path.write_text("\n\n".join([INTRODUCTION.strip(), *(sections[key] for key in sorted(sections))]) + "\n")


def section(name: str, figures: Sequence[Figure], machine: str, day: date) -> str:
    lines = [
        f"## {name}",
        "",
        f"{day.isoformat()}, {machine}.",
        "",
        "| what | figure | target | |",
        "|---|---:|---|---|",
    ]
    return "\n".join([*lines, *map(_line, figures)])


def _line(figure: Figure) -> str:
    verdict = "ok" if figure.ok else "**missed**"
    return f"| {figure.name} | {figure.value:,.2f} {figure.unit} | {figure.target} | {verdict} |"
