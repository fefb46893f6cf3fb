"""Write requirements*.txt from pyproject.toml, or check without network that they still belong to it.

The locks carry versions and hashes but no address of a package index, so that they work behind any mirror
(docs/decisions/0001-lock-files-without-hosts.md).
"""

import argparse
import hashlib
import json
import re
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path

from common import PYTHON, ROOT, VENV, Stop, main, run, say
from environment import LOCKS, ensure_venv, network_environment

MARK = "# Written by `make lock` from pyproject.toml; fingerprint "
NAME = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]*")
COMPILE = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate"]


def wanted() -> dict[str, list[str]]:
    """The requirements that pyproject.toml names, per lock."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    program = project["project"]["dependencies"]
    return {"program": program, "tests": program + project["dependency-groups"]["dev"]}


def fingerprint(requirements: Iterable[str]) -> str:
    return hashlib.sha256(json.dumps(sorted(requirements)).encode()).hexdigest()[:16]


def normal(requirement: str) -> str:
    """`Django_csp[x]>=4` → `django-csp`."""
    found = NAME.match(requirement)
    if not found:
        raise Stop(f"pyproject.toml has a requirement without a name: {requirement!r}")
    return re.sub(r"[-_.]+", "-", found.group()).lower()


def findings(lock: Path, requirements: Sequence[str]) -> list[str]:
    """What is wrong with `lock`, as sentences; empty when it belongs to `requirements`."""
    if not lock.exists():
        return [f"{lock.name} is missing."]
    text = lock.read_text()
    pinned = {normal(line) for line in text.splitlines() if NAME.match(line)}
    problems = [f"{lock.name} lacks {name}." for name in sorted(set(map(normal, requirements)) - pinned)]
    if not text.startswith(MARK + fingerprint(requirements)):
        problems.append(f"{lock.name} was made from another pyproject.toml.")
    if "://" in text:
        problems.append(f"{lock.name} names an address; a lock holds versions and hashes only.")
    return problems


def check() -> None:
    problems = [problem for part, names in wanted().items() for problem in findings(LOCKS[part], names)]
    if problems:
        raise Stop("\n".join(problems) + "\nWrite the locks anew with: make lock")
    say("The locks belong to pyproject.toml.")


def write() -> None:
    ensure_venv()
    uv = VENV / "bin" / "uv"
    if not uv.exists():
        run(PYTHON, "-m", "pip", "install", "--quiet", "uv")
    env = network_environment()
    program, tests = LOCKS["program"], LOCKS["tests"]
    run(uv, "pip", "compile", "--quiet", *COMPILE, "pyproject.toml", "-o", program, env=env)
    extra = ("--group", "dev", "--constraint", str(program))
    run(uv, "pip", "compile", "--quiet", *COMPILE, *extra, "pyproject.toml", "-o", tests, env=env)
    for part, requirements in wanted().items():
        LOCKS[part].write_text(f"{MARK}{fingerprint(requirements)}\n{LOCKS[part].read_text()}")
    say("Wrote requirements.txt and requirements-dev.txt; commit both.")


def work(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="only say whether the locks belong to pyproject.toml"
    )
    check() if parser.parse_args(arguments).check else write()


if __name__ == "__main__":
    main(work)
