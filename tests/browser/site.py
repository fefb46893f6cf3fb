"""A whole Trede for the browser: the real server with its worker, in a folder of its own."""

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CLIENTS = 60
SEED = 1
START_SECONDS = 90


@contextlib.contextmanager
def running_site(*, clients: int = CLIENTS, database_url: str = "") -> Iterator[str]:
    """Seed a demo town of `clients`, serve it and yield its address; nothing stays behind.

    `clients=0`: a new installation, without any organisation or person.
    `database_url`: an empty database to use instead of a fresh SQLite file.
    """
    with tempfile.TemporaryDirectory(prefix="trede-site-", ignore_cleanup_errors=True) as folder:
        env = environment(Path(folder), database_url)
        manage(env, "migrate_all", "--verbosity", "0")
        manage(env, "collectstatic", "--noinput", "--verbosity", "0")
        if clients:
            manage(env, "seed_demo", "--clients", str(clients), "--seed", str(SEED))
        with serving(env) as address:
            yield address


def environment(folder: Path, database_url: str) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("TREDE_")}
    own.pop("DJANGO_SETTINGS_MODULE", None)
    url = database_url or f"sqlite:///{folder}/site.sqlite3"
    return own | {"TREDE_VAR": str(folder), "TREDE_STATIC": str(folder / "static"), "DATABASE_URL": url}


def manage(env: dict[str, str], *arguments: str) -> str:
    """Run a command of manage.py for this site; its standard output. Fails with what it printed."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments], env=env, cwd=ROOT, capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(f"manage.py {' '.join(arguments)} failed:\n{done.stdout}\n{done.stderr}")
    return done.stdout


@contextlib.contextmanager
def serving(env: dict[str, str]) -> Iterator[str]:
    log = Path(env["TREDE_VAR"], "server.log")
    command = [sys.executable, "manage.py", "serve", "--port", str(free_port()), "--processes", "1"]
    with log.open("wb") as errors:
        server = subprocess.Popen(
            command, env=env, cwd=ROOT, stdout=subprocess.PIPE, stderr=errors, text=True
        )
        try:
            assert server.stdout
            line = server.stdout.readline()
            if "http" not in line:
                raise RuntimeError(f"The site did not start:\n{log.read_text(errors='replace')}")
            yield line.split()[-1]
        finally:
            server.terminate()
            server.wait(timeout=40)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
