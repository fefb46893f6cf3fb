"""A whole Trede for the browser: the real server with its worker, in a folder of its own."""

import contextlib
import functools
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[2]
CLIENTS = 60
SEED = 1
# A session as the login makes it, for the first member of the demo town with this role.
NEW_SESSION = """
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from trede.core.middleware import CHOSEN
from trede.core.models import Member
who = Member.objects.working().with_role({role!r}).order_by("pk").select_related("user")[0]
session = SessionStore()
session[SESSION_KEY] = str(who.user.pk)
session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
session[HASH_SESSION_KEY] = who.user.get_session_auth_hash()
session[CHOSEN] = who.pk
session.create()
print(settings.SESSION_COOKIE_NAME, session.session_key)
"""


@dataclass(frozen=True)
class Site:
    """A running Trede; `env` makes a command of manage.py see its database."""

    address: str
    env: dict[str, str] = field(hash=False)

    def manage(self, *arguments: str) -> str:
        return manage(self.env, *arguments)

    def sign_in(self, page: Page, role: str) -> None:
        """From here on `page` is somebody with this role; the form of the login has tests of its own."""
        name, key = session_cookie(self, role)
        page.context.add_cookies([{"name": name, "value": key, "url": self.address}])


@functools.cache
def session_cookie(site: Site, role: str) -> tuple[str, str]:
    name, key = site.manage("shell", "-v", "0", "-c", NEW_SESSION.format(role=role)).split()
    return name, key


@contextlib.contextmanager
def running_site(*, clients: int = CLIENTS, database_url: str = "", **variables: str) -> Iterator[Site]:
    """Seed a demo town of `clients`, serve it and yield it; nothing stays behind.

    `clients=0`: a new installation, without any organisation or person.
    `database_url`: an empty database to use instead of a fresh SQLite file. `variables`: more settings.
    """
    with tempfile.TemporaryDirectory(prefix="trede-site-", ignore_cleanup_errors=True) as folder:
        env = environment(Path(folder), database_url) | variables
        manage(env, "migrate_all", "--verbosity", "0")
        manage(env, "collectstatic", "--noinput", "--verbosity", "0")
        if clients:
            manage(env, "seed_demo", "--clients", str(clients), "--seed", str(SEED))
        with serving(env) as address:
            yield Site(address, env)


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
