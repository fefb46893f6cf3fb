"""A run that dies at any moment leaves nothing half done: the next one makes the same town."""

import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow_sqlite_only
CLIENTS, DEATHS = 40, 20


def run(folder: Path, *command: str) -> str:
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "TREDE_VAR")}
    around = {**kept, "TREDE_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "tests.settings"}
    done = subprocess.run([sys.executable, *command], env=around, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with tables and nothing in it: laying them takes longer than a town."""
    folder = tmp_path_factory.mktemp("empty")
    run(folder, "manage.py", "migrate_all", "--verbosity", "0")
    return folder


def town(empty: Path, folder: Path, *deaths: int, seed: int = 1) -> dict[str, Any]:
    shutil.copytree(empty, folder)
    words = [str(number) for number in (CLIENTS, seed, *deaths)]
    return json.loads(run(folder, "-m", "trede.demo.tests.killed", *words))


@pytest.fixture(scope="module")
def whole(empty: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return town(empty, tmp_path_factory.mktemp("whole") / "var")


def test_twenty_deaths_end_in_the_same_town(empty: Path, tmp_path: Path, whole: dict[str, Any]) -> None:
    chance = random.Random(7)
    deaths = [chance.randrange(1, 130) for _ in range(DEATHS)]
    killed = town(empty, tmp_path / "var", *deaths)
    assert killed["codes"].count(-9) >= DEATHS // 2, "most attempts must really die"
    assert killed["codes"][-1] == 0
    assert (killed["digest"], killed["verified"]) == (whole["digest"], 0)


def test_the_seed_makes_the_town(empty: Path, tmp_path: Path, whole: dict[str, Any]) -> None:
    assert town(empty, tmp_path / "same")["digest"] == whole["digest"]
    assert town(empty, tmp_path / "other", seed=2)["digest"] != whole["digest"]
