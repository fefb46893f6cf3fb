"""`make demo` and `make run`: set up, prepare the database and serve in the foreground."""

import argparse
import os
import socket
import subprocess
from collections.abc import Sequence

import environment
import testtools
from common import PYTHON, ROOT, Stop, main, manage, say, with_variables

EMPTY = 3
IS_EMPTY = f"""
import sys
from trede.core.models import Organisation
sys.exit(0 if Organisation.objects.exists() else {EMPTY})
"""


def port() -> int:
    raw = os.environ.get("PORT", "") or "8000"
    if not (raw.isascii() and raw.isdigit() and 1 <= int(raw) <= 65535):
        raise Stop(f"PORT is {raw!r}; write a number from 1 to 65535.")
    return int(raw)


def refuse_taken(number: int) -> None:
    """Say so before minutes of work, not after."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", number))
        except OSError as error:
            sentence = (
                f"Port {number} is not free ({error.strerror}). Stop the other program or choose another:"
            )
            raise Stop(f"{sentence} PORT=8001 make demo") from error


def prepare() -> None:
    say("Preparing the database ...")
    manage("migrate_all", "--verbosity", "0")
    manage("collectstatic", "--noinput", "--verbosity", "0")


def fill() -> None:
    """A made-up town, only in an empty database: what was typed in an earlier run stays."""
    code = subprocess.run([PYTHON, "manage.py", "shell", "-v", "0", "-c", IS_EMPTY], cwd=ROOT).returncode
    if code == EMPTY:
        say("Filling the demo town ...")
        manage("seed_demo")
    elif code:
        raise Stop("The database does not answer; the reason stands above.")
    else:
        say("The database has data already; they stay. For a new town, remove var/trede*.sqlite3*.")


def offer_speech() -> None:
    """Clients who do not read can listen to their letter; without a voice everything else still works."""
    try:
        testtools.speech()
    except Stop as stop:
        say(f"Letters cannot be read aloud on this machine. {stop}")


def serve(*options: str) -> None:
    os.chdir(ROOT)
    os.execve(PYTHON, [str(PYTHON), "manage.py", "serve", *options], with_variables(PYTHONUNBUFFERED="1"))


def work(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--production", action="store_true", help="no demo data; more processes")
    production = parser.parse_args(arguments).production
    number = port()
    refuse_taken(number)
    environment.ensure()
    if not production:
        offer_speech()
    prepare()
    if not production:
        fill()
    serve("--port", str(number), "--processes", str(max(2, os.cpu_count() or 1)))


if __name__ == "__main__":
    main(work)
