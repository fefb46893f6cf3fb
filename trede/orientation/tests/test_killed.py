"""A filling that dies at any moment leaves no half invitation: the next one ends as if nothing had happened."""

import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from trede.orientation.tests.killed import PEOPLE, SLOTS

pytestmark = pytest.mark.slow_sqlite_only
DEATHS, SEEDS = 8, 3


def run(folder: Path, *command: str) -> str:
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "TREDE_VAR")}
    around = {**kept, "TREDE_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "tests.settings"}
    done = subprocess.run([sys.executable, *command], env=around, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tables and nothing in them: laying them takes longer than what is tested."""
    folder = tmp_path_factory.mktemp("empty")
    run(folder, "manage.py", "migrate_all", "--verbosity", "0")
    return folder


def filled(empty: Path, folder: Path, *deaths: int) -> dict[str, Any]:
    shutil.copytree(empty, folder)
    return json.loads(run(folder, "-m", "trede.orientation.tests.killed", *map(str, deaths)))


@pytest.fixture(scope="module")
def whole(empty: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return filled(empty, tmp_path_factory.mktemp("whole") / "var")


def test_an_uninterrupted_filling_takes_every_slot(whole: dict[str, Any]) -> None:
    state = whole["state"]
    # Two talks with an interpreter take a second slot each.
    assert len(state["seats"]) == SLOTS - 2
    assert sum(withdrawn for _begin, _minutes, withdrawn in state["slots"]) == 2
    assert len(state["messages"]) == 2 * len(state["seats"])
    assert (state["links"], state["waiting"], len(state["interpreters"])) == (True, PEOPLE, 2)


@pytest.mark.parametrize("seed", range(int(os.environ.get("TREDE_KILLS", str(SEEDS)))))
def test_deaths_in_the_middle_end_in_the_same_session(
    empty: Path, tmp_path: Path, whole: dict[str, Any], seed: int
) -> None:
    chance = random.Random(seed)
    # An invitation takes about 40 statements: most deaths come in the middle of one, the last with few left to make.
    deaths = [chance.randrange(1, whole["needed"] // 4) for _ in range(DEATHS)]
    killed = filled(empty, tmp_path / "var", *deaths)
    assert killed["codes"].count(-9) >= DEATHS // 2, "most attempts must really die"
    assert killed["codes"][-1] == 0
    assert (killed["state"], killed["verified"]) == (whole["state"], 0)
