"""Make .venv and install the locked requirements into it, only when something changed."""

import argparse
import hashlib
import json
import os
import platform
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import debian
from common import PYTHON, ROOT, VENV, Stop, main, run, say, with_variables

LOCKS = {"program": ROOT / "requirements.txt", "tests": ROOT / "requirements-dev.txt"}
STAMP = VENV / ".installed.json"
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")


def ensure(*, tests: bool = False) -> None:
    """Bring .venv up to the lock: that of the program, or the wider one of the tests."""
    ensure_venv()
    part = "tests" if tests else "program"
    if installed().get(part) != fingerprint(part):
        install(part)
    compile_messages()
    compile_program()


def ensure_venv() -> None:
    if works(PYTHON):
        return
    if VENV.exists():
        raise Stop(f"{VENV} exists but its Python does not start. Remove it (rm -rf .venv) and try again.")
    say(f"Making .venv with Python {platform.python_version()} ...")
    if not has_module("ensurepip"):
        debian.install(
            [f"python3.{sys.version_info.minor}-venv"], why="Python cannot make a virtual environment"
        )
    run(sys.executable, "-m", "venv", VENV)


def works(python: Path) -> bool:
    return (
        python.exists() and not subprocess.run([python, "-c", "import pip"], capture_output=True).returncode
    )


def has_module(name: str) -> bool:
    return not subprocess.run([sys.executable, "-c", f"import {name}"], capture_output=True).returncode


def installed() -> dict[str, str]:
    return json.loads(STAMP.read_text()) if STAMP.exists() else {}


def fingerprint(part: str) -> str:
    try:
        lock = LOCKS[part].read_bytes()
    except FileNotFoundError:
        raise Stop(f"{LOCKS[part].name} is missing; write it with: make lock") from None
    return hashlib.sha256(platform.python_version().encode() + lock).hexdigest()


def install(part: str) -> None:
    """Install one lock with its hashes; the lock of the tests contains that of the program."""
    lock = LOCKS[part]
    say(f"Installing {lock.name} into .venv (only when it changed) ...")
    env = network_environment()
    if not installed_with_uv(lock, env):
        say("uv could not do it; trying pip, which is slower.")
        if run_quietly(PYTHON, "-m", "pip", "install", "--require-hashes", "-r", lock, env=env):
            raise Stop("The requirements could not be installed. Is the Python package index reachable?")
    done = {"program": fingerprint("program"), part: fingerprint(part)}
    STAMP.write_text(json.dumps({**installed(), **done}))


def installed_with_uv(lock: Path, env: dict[str, str]) -> bool:
    uv = VENV / "bin" / "uv"
    if not uv.exists() and run_quietly(PYTHON, "-m", "pip", "install", "--quiet", "uv", env=env):
        return False
    # pip compiles by itself, uv only when asked; without it a process that may not write starts seconds later.
    words = ("--quiet", "--compile-bytecode", "--python", PYTHON, "--require-hashes", "-r", lock)
    return not run_quietly(uv, "pip", "install", *words, env=env)


def run_quietly(*command: str | Path, env: dict[str, str]) -> int:
    return subprocess.run([str(word) for word in command], env=env, cwd=ROOT).returncode


def network_environment() -> dict[str, str]:
    """uv brings its own certificates; a machine with its own authority keeps those in this file."""
    if CERTIFICATES.exists() and "SSL_CERT_FILE" not in os.environ:
        return with_variables(SSL_CERT_FILE=str(CERTIFICATES))
    return dict(os.environ)


def compile_messages() -> None:
    run(PYTHON, ROOT / "tools" / "messages.py", "--compile")


def compile_program() -> None:
    """Also where Python itself may not keep what it compiled, as under PYTHONDONTWRITEBYTECODE."""
    run(PYTHON, "-m", "compileall", "-q", ROOT / "trede")


def work(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", action="store_true", help="also collect the texts to translate")
    options = parser.parse_args(arguments)
    ensure()
    if options.messages:
        run(PYTHON, ROOT / "tools" / "messages.py")
    else:
        say("Installed. Next: make demo")


if __name__ == "__main__":
    main(work)
