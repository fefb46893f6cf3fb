"""SIGKILL in the middle of a batch, again and again: no message lost, no mail twice, no telephone rung twice."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from common import ROOT
from trede.outbox.tests.servers import Gateway, mail_server, sms_gateway

pytestmark = pytest.mark.slow_sqlite_only
EACH, KILLS = 20, 3
MAKE = f"""
from django.core.management import call_command
from trede.core.models import Organisation
from trede.outbox.actions.posting import post
call_command("migrate_all", verbosity=0)
town = Organisation.objects.create(name="OCMW Teststad", slug="teststad")
for number in range({EACH}):
    for channel, to in (("email", "iemand@example.org"), ("sms", "+32470123456")):
        post(organisation_id=town.pk, subject=None, channel=channel, to=to, title=f"Nummer {{number}}", text="Tekst",
             language="nl", purpose="invitation", cause=f"invitation:{{number}}", by=None)
"""
SEND = "from trede.outbox.delivery import deliver_due; deliver_due()"
PAST = "2020-01-01 00:00:00"


def environment(tmp_path: Path, settings: Any) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith(("TREDE_", "DATABASE_"))}
    return own | {
        "TREDE_VAR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path}/t.sqlite3",
        "DJANGO_SETTINGS_MODULE": "trede.settings",
        "TREDE_SMTP_HOST": "127.0.0.1",
        "TREDE_SMTP_PORT": str(settings.EMAIL_PORT),
        "TREDE_SMS_URL": settings.SMS_URL,
    }


def run(code: str, variables: dict[str, str]) -> subprocess.Popen[bytes]:
    whole = f"import django; django.setup()\n{code}"
    return subprocess.Popen([sys.executable, "-c", whole], cwd=ROOT, env=variables)


def ask(tmp_path: Path, sql: str) -> list[Any]:
    with sqlite3.connect(tmp_path / "t.sqlite3", timeout=20) as database:
        return database.execute(sql).fetchall()


def after_some(gateway: Gateway, process: subprocess.Popen[bytes]) -> None:
    """Wait until a few more text messages arrived at the gateway, and a moment longer."""
    enough, until = len(gateway.asked) + random.randint(1, 4), time.monotonic() + 60
    while len(gateway.asked) < enough and process.poll() is None and time.monotonic() < until:
        time.sleep(0.002)
    time.sleep(random.uniform(0, 0.03))


def test_killed_at_random_moments_nothing_is_lost_and_nothing_goes_twice(
    tmp_path: Path, settings: Any
) -> None:
    with mail_server(settings) as box, sms_gateway(settings) as gateway:
        gateway.pause, variables = 0.01, environment(tmp_path, settings)
        assert run(MAKE, variables).wait() == 0
        for _ in range(KILLS):
            process = run(SEND, variables)
            after_some(gateway, process)
            process.send_signal(signal.SIGKILL)
            assert process.wait() == -signal.SIGKILL
            # A quarter of an hour later.
            ask(tmp_path, f"UPDATE outbox_message SET claimed_at = '{PAST}' WHERE claimed_at IS NOT NULL")
        for _ in range(2):
            ask(tmp_path, f"UPDATE outbox_message SET next_try_at = '{PAST}'")
            assert run(SEND, variables).wait() == 0
    states = ask(tmp_path, "SELECT channel, sent_at IS NOT NULL, provider_answer FROM outbox_message")
    mails = Counter(str(mail["Message-ID"]) for mail in box.taken)
    assert len(states) == 2 * EACH
    assert set(mails.values()) == {1}
    assert len(gateway.delivered) == EACH
    assert all(sent for channel, sent, _answer in states if channel == "sms")
    unsent = [answer for channel, sent, answer in states if channel == "email" and not sent]
    assert set(unsent) <= {"unknown"}
    assert EACH - len(unsent) <= len(mails) <= EACH
