"""A whole Trede for the browser: the real server with its worker, in a folder of its own."""

import contextlib
import fcntl
import functools
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[2]
CLIENTS = 40
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
def running_site(*, like: Path | None = None, clients: int = 0, **variables: str) -> Iterator[Site]:
    """Serve an installation of its own and yield it; nothing stays behind.

    `like`: the folder of an installation to start from a copy of; without it a new one, empty or with a demo town
    of so many `clients`. `variables`: more settings.
    """
    with tempfile.TemporaryDirectory(prefix="trede-site-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        if like:
            shutil.copytree(like, folder, dirs_exist_ok=True)
        else:
            install(folder, clients=clients)
        env = environment(folder) | variables
        with serving(env) as address:
            yield Site(address, env)


def install(folder: Path, *, clients: int = 0) -> None:
    """A new installation in `folder`: without any organisation or person, or with a demo town."""
    env = environment(folder)
    manage(env, "migrate_all", "--verbosity", "0")
    manage(env, "collectstatic", "--noinput", "--verbosity", "0")
    if clients:
        seed(folder, clients)


def seed(folder: Path, clients: int = CLIENTS) -> None:
    manage(environment(folder), "seed_demo", "--clients", str(clients), "--seed", str(SEED))


def made_once(shared: Path, name: str, make: Callable[[Path], None], *, like: Path | None = None) -> Path:
    """The folder `name` in `shared`, made by the first test process that needs it while the others wait for it.

    `make` gets the folder, which starts empty or as a copy of `like`.
    """
    folder, half = shared / name, shared / f"{name}.half"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            shutil.rmtree(half, ignore_errors=True)
            shutil.copytree(like, half) if like else half.mkdir()
            make(half)
            half.rename(folder)
    return folder


def environment(folder: Path, database_url: str = "") -> dict[str, str]:
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
            # The jobs beside the web server speak on the same line.
            line = next((line for line in server.stdout if "http" in line), "")
            if not line:
                raise RuntimeError(f"The site did not start:\n{log.read_text(errors='replace')}")
            yield line.split()[-1]
        finally:
            server.terminate()
            server.wait(timeout=40)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
