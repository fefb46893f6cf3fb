"""Packages of Debian and Ubuntu: installed when we may, otherwise a sentence that says how."""

import os
import shutil
import subprocess
from collections.abc import Sequence

from common import Stop, run, say, with_variables


def program(names: Sequence[str], *, packages: Sequence[str], why: str) -> str:
    """The path of the first program of `names`; when none exists, `packages` are installed first.

    Raises `Stop` with the command to type when this user may not install.
    """
    found = first(names)
    if not found:
        install(packages, why=why)
        found = first(names)
    if not found:
        raise Stop(f"{why}: {' or '.join(names)} is still missing after installing {' '.join(packages)}.")
    return found


def first(names: Sequence[str]) -> str | None:
    return next((path for name in names if (path := shutil.which(name))), None)


def install(packages: Sequence[str], *, why: str) -> None:
    """Install `packages` as root or with a sudo that asks no password. Raises `Stop` otherwise."""
    command = f"apt-get install --no-install-recommends {' '.join(packages)}"
    prefix = administrator()
    if prefix is None or not shutil.which("apt-get"):
        raise Stop(f"{why}. Ask an administrator to run: {command}")
    say(f"{why}; installing {' '.join(packages)} ...")
    env = with_variables(DEBIAN_FRONTEND="noninteractive")
    run(*prefix, "apt-get", "update", "-qq", env=env)
    run(*prefix, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages, env=env)


def administrator() -> list[str] | None:
    """What to write before a command to run it as root; None when this user cannot."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and not subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode:
        return ["sudo", "-n"]
    return None
