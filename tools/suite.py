"""`make check` and `make test`: every step in order, the cheap ones first; the first failure ends it.

Steps of one group run side by side; the last step is the browser, so that pytest writes the closing line.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import environment
import testtools
from common import PYTHON, ROOT, VENV, Stop, main, say, with_variables

BIN = VENV / "bin"
PYTEST = ("-m", "pytest", "-q", "-p", "no:cacheprovider")
UNIT = "not browser"
BOTH = "not browser and not slow_sqlite_only"
ON_POSTGRES = (*PYTEST, "-n", "2", "--database-only", "-m", BOTH)


@dataclass(frozen=True)
class Step:
    name: str
    command: tuple[str, ...]


def tool(name: str, *arguments: str) -> tuple[str, ...]:
    return (str(BIN / name), *arguments)


def python(*arguments: str) -> tuple[str, ...]:
    return (str(PYTHON), *arguments)


CHEAP = [
    Step("locks belong to pyproject.toml", python("tools/lock.py", "--check")),
    Step("ruff", tool("ruff", "check", ".")),
    Step("ruff format", tool("ruff", "format", "--check", ".")),
    Step("import contracts", tool("lint-imports", "--no-cache")),
    Step("translations", python("tools/messages.py", "--check")),
    Step("migrations", python("manage.py", "makemigrations", "--check", "--dry-run")),
    Step("system checks", python("manage.py", "check", "--fail-level", "WARNING")),
    Step("bandit", tool("bandit", "-q", "-c", "pyproject.toml", "-r", "trede", "-x", "*/tests/*")),
    Step("templates (djlint)", tool("djlint", "trede", "--lint", "--quiet")),
    Step("types (mypy)", tool("mypy")),
]
SQLITE = [Step("tests on SQLite", python(*PYTEST, "-n", "2", "-m", UNIT))]
POSTGRES = [
    Step("tests on PostgreSQL", python("tools/postgres.py", "--", *python(*ON_POSTGRES))),
]
# A file stays in one process: each has a site to start.
IN_BROWSER = (*PYTEST, "-n", "2", "--dist", "loadfile", "-m", "browser", "tests/browser")
ALONE = (*PYTEST, "-m", "browser", "tests/browser")
BROWSER_STEP = "tests in the browser"
BROWSER = [Step(BROWSER_STEP, python(*IN_BROWSER))]
SUITES = {"check": [CHEAP, SQLITE], "test": [CHEAP, SQLITE, POSTGRES, BROWSER]}


def run_step(step: Step, output: IO[bytes] | None) -> float:
    """Run one step; raises `Stop` when it fails."""
    started = time.monotonic()
    env = with_variables(
        DATABASE_URL=None, PYTHONHASHSEED="1", PYTHONWARNINGS=None, DJANGO_SETTINGS_MODULE=None
    )
    code = subprocess.run(
        step.command, cwd=ROOT, env=env, stdout=output, stderr=subprocess.STDOUT if output else None
    ).returncode
    if code:
        raise Stop(f"FAILED: {step.name} (code {code}). Alone: {' '.join(step.command)}")
    return time.monotonic() - started


def run_browser(step: Step) -> float:
    """A test that fails in the browser is played once more, alone; what fails twice, fails.

    A busy machine loses a race now and then. Each second chance is announced, so that nobody grows used to it.
    """
    with tempfile.TemporaryDirectory(prefix="trede-browser-") as folder:
        try:
            return run_step(remembering(step.command, folder), None)
        except Stop as stop:
            if not Path(folder, "v", "cache", "lastfailed").exists():
                raise
            say(f"\n!!! UNSTEADY: {stop}\n!!! What failed is played once more, alone.")
        return run_step(remembering((*python(*ALONE), "--last-failed"), folder), None)


def remembering(command: Sequence[str], folder: str) -> Step:
    """The same tests, with what failed written to `folder`."""
    kept = [part for part in command if part not in ("-p", "no:cacheprovider")]
    return Step(BROWSER_STEP, (*kept, "-o", f"cache_dir={folder}"))


def run_alone(step: Step, *, last: bool) -> None:
    say(f"\n=== {step.name}")
    seconds = run_browser(step) if step.name == BROWSER_STEP else run_step(step, None)
    # Nothing after the closing line of pytest.
    if not last:
        say(f"--- {step.name}: {seconds:.1f} s")


def run_quietly(step: Step) -> str:
    """The header of a step that passed; raises `Stop` with its whole output when it failed."""
    with tempfile.TemporaryFile() as output:
        try:
            seconds = run_step(step, output)
        except Stop as stop:
            output.seek(0)
            raise Stop(f"\n=== {step.name}\n{output.read().decode(errors='replace')}\n{stop}") from stop
        return f"=== {step.name}: {seconds:.1f} s"


def run_together(steps: Sequence[Step]) -> None:
    """Side by side, two at a time; of several failures all are shown."""
    failures = []
    with ThreadPoolExecutor(max_workers=2) as pool:
        for future in as_completed([pool.submit(run_quietly, step) for step in steps]):
            try:
                say(future.result())
            except Stop as stop:
                say(str(stop))
                failures.append(str(stop).splitlines()[-1])
    if failures:
        raise Stop("\n".join(failures))


def work(arguments: Sequence[str]) -> None:
    name = arguments[0] if arguments else "check"
    if name not in SUITES:
        raise Stop(f"There is no suite {name!r}; choose from: {', '.join(SUITES)}")
    environment.ensure(tests=True)
    if name == "test":
        testtools.ensure()
    started = time.monotonic()
    groups = SUITES[name]
    for group in groups:
        if len(group) > 1:
            run_together(group)
            continue
        if group is groups[-1]:
            say(f"\n{time.monotonic() - started:.0f} s so far; one step to go.")
        run_alone(group[0], last=group is groups[-1])
    sys.stdout.flush()


if __name__ == "__main__":
    main(work)
