import os
import signal
import subprocess
import sys
import time

import psycopg
import pytest

from common import ROOT
from postgres import temporary

pytestmark = pytest.mark.slow_sqlite_only


def test_the_role_of_the_tests_is_bound_by_access_rights() -> None:
    with temporary() as url, psycopg.connect(url) as connection:
        query = "SELECT rolsuper, rolbypassrls, rolcreatedb FROM pg_roles WHERE rolname = current_user"
        assert connection.execute(query).fetchone() == (False, False, True)
        assert connection.execute("SHOW server_encoding").fetchone() == ("UTF8",)


def test_the_server_is_gone_afterwards() -> None:
    with temporary() as url:
        psycopg.connect(url).close()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url, connect_timeout=2)


def test_the_exit_code_is_that_of_the_command() -> None:
    command = [sys.executable, "tools/postgres.py", "--", sys.executable, "-c", "raise SystemExit(7)"]
    assert subprocess.run(command, cwd=ROOT).returncode == 7


def test_the_server_ends_with_a_starter_that_was_killed() -> None:
    script = "import os, time; print(os.environ['DATABASE_URL'], flush=True); time.sleep(1)"
    command = [sys.executable, "tools/postgres.py", "--", sys.executable, "-c", script]
    starter = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert starter.stdout
    url = starter.stdout.readline().strip()
    psycopg.connect(url).close()
    os.kill(starter.pid, signal.SIGKILL)
    starter.communicate()
    assert refuses(url)


def refuses(url: str, within: float = 20) -> bool:
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        try:
            psycopg.connect(url, connect_timeout=2).close()
        except psycopg.OperationalError:
            return True
        time.sleep(0.2)
    return False
