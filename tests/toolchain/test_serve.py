"""`manage.py serve` for real: it answers before it says so, and leaves nothing running behind it."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.site import ROOT, environment, free_port, manage

pytestmark = pytest.mark.slow_sqlite_only


@pytest.fixture(scope="module")
def site_env(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("serve")
    env = environment(folder, "")
    manage(env, "migrate_all", "--verbosity", "0")
    manage(env, "collectstatic", "--noinput", "--verbosity", "0")
    return env


@contextlib.contextmanager
def served(env: dict[str, str], port: int) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "manage.py", "serve", "--port", str(port), "--processes", "1"]
    server = subprocess.Popen(
        command, env=env, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        yield server
    finally:
        server.kill()
        server.communicate()


def children(pid: int) -> list[int]:
    listing = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in listing]


def are_gone(pids: list[int], within: float = 30) -> bool:
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        if not any(alive(pid) for pid in pids):
            return True
        time.sleep(0.1)
    return False


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def status(port: int) -> int:
    try:
        return urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10).status
    except urllib.error.HTTPError as error:
        return error.code


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL], ids=lambda how: how.name)
def test_it_answers_when_it_says_so_and_leaves_nothing_behind(
    site_env: dict[str, str], how: signal.Signals
) -> None:
    port = free_port()
    with served(site_env, port) as server:
        assert server.stdout
        assert server.stdout.readline() == f"Klaar: http://127.0.0.1:{port}\n"
        assert status(port) < 500
        started = children(server.pid)
        assert len(started) == 3
        os.kill(server.pid, how)
        assert server.wait(timeout=40) == (-how if how == signal.SIGKILL else 0)
        assert are_gone(started)


def test_a_port_in_use_is_refused_with_a_way_out(site_env: dict[str, str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with served(site_env, port) as server:
            _out, errors = server.communicate(timeout=60)
    assert server.returncode == 1
    assert f"Poort {port} op 127.0.0.1 is niet vrij" in errors
    assert "Traceback" not in errors


@pytest.mark.parametrize("port", ["0", "70000", "acht", "８０００"])
def test_a_port_that_is_none_is_refused(site_env: dict[str, str], port: str) -> None:
    command = [sys.executable, "manage.py", "serve", "--port", port]
    done = subprocess.run(command, env=site_env, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode != 0
    assert "schrijf een getal van 1 tot 65535" in done.stderr
