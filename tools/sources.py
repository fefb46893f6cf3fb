"""The files that belong to the project, found without git (a checkout may be another user's)."""

import os
from collections.abc import Iterator
from pathlib import Path

from common import ROOT

SKIPPED = {
    ".git", ".venv", "node_modules", "var", "staticfiles", "__pycache__", ".mypy_cache", ".pytest_cache",
    ".ruff_cache", ".hypothesis", ".import_linter_cache",
}  # fmt: skip


def files(*suffixes: str, under: str = ".") -> Iterator[Path]:
    """Every file under the folder, in a fixed order; of the given suffixes, or all."""
    for folder, names, found in os.walk(ROOT / under):
        names[:] = sorted(name for name in names if name not in SKIPPED)
        for name in sorted(found):
            if name not in SKIPPED and (not suffixes or name.endswith(suffixes)):
                yield Path(folder, name)
