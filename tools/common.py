"""What the scripts of tools/ share. Standard library only: they run before anything is installed."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"


class Stop(Exception):
    """Work that cannot go on; its text tells a person what to do."""


def say(text: str) -> None:
    print(text, flush=True)


def run(*command: str | Path, env: Mapping[str, str] | None = None, cwd: Path = ROOT) -> None:
    """Run `command` with its output visible; a failure stops everything.

    Raises `Stop` with the command and its exit code.
    """
    words = [str(word) for word in command]
    code = subprocess.run(words, env=env, cwd=cwd).returncode
    if code:
        raise Stop(f"This command failed with code {code}: {' '.join(words)}\nWhat went wrong stands above.")


def manage(*arguments: str, env: Mapping[str, str] | None = None) -> None:
    run(PYTHON, "manage.py", *arguments, env=env)


def with_variables(**variables: str | None) -> dict[str, str]:
    """The environment of this process with `variables` set; None takes one away."""
    merged = {**os.environ, **{name: value for name, value in variables.items() if value is not None}}
    return {name: value for name, value in merged.items() if variables.get(name, "") is not None}


def main(work: Callable[[Sequence[str]], int | None]) -> None:
    """Run a script: a `Stop` becomes a sentence and code 1, Ctrl-C a quiet 130."""
    try:
        sys.exit(work(sys.argv[1:]) or 0)
    except Stop as stop:
        print(f"\n{stop}", file=sys.stderr, flush=True)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
