"""Databases with a made-up town, one per size: built once under var/bench by `seed_demo`, then used again."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / "var" / "bench"
SMALL = 2_000
# A smaller number makes the first run shorter: `make bench BENCH_CLIENTS=20000`.
BIG = int(os.environ.get("BENCH_CLIENTS") or 150_000)


def folder_of(clients: int) -> Path:
    return HOME / f"town-{clients}"


def surroundings(folder: Path) -> dict[str, str]:
    """The environment in which the program keeps its data in that folder."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TREDE_", "DATABASE_"))}
    ours = {"TREDE_VAR": str(folder), "TREDE_STATIC": str(HOME / "static")}
    return {**kept, **ours, "DJANGO_SETTINGS_MODULE": "trede.settings"}


def town(clients: int) -> dict[str, str]:
    """Make sure the town is there and whole; returns the environment to use it."""
    around = surroundings(folder_of(clients))
    if _manage(around, "migrate_all", "--verbosity", "0"):
        # Its tables are of another time: a new town is simpler than a way back.
        shutil.rmtree(folder_of(clients))
        around = surroundings(folder_of(clients))
        _manage(around, "migrate_all", "--verbosity", "0")
    _manage(around, "collectstatic", "--noinput", "--verbosity", "0")
    if _manage(around, "seed_demo", "--clients", str(clients)):
        raise SystemExit(f"The town of {clients} clients could not be built; the reason stands above.")
    return around


def _manage(around: dict[str, str], *arguments: str) -> int:
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=around, stdout=sys.stderr).returncode


def inside(clients: int, module: str, *words: str) -> Any:
    """Run a module in a process of its own on the town of that size; returns the JSON it prints last."""
    command = [sys.executable, "-m", module, *words]
    done = subprocess.run(command, cwd=ROOT, env=town(clients), stdout=subprocess.PIPE, text=True)
    if done.returncode:
        raise SystemExit(f"{module} stopped with code {done.returncode}; the reason stands above.")
    return json.loads(done.stdout.splitlines()[-1])
