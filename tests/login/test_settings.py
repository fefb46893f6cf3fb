"""Settings from the environment: an odd value stops the program with a sentence; production is strict."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from common import ROOT

GOOD = {
    "TREDE_PRODUCTION": "1",
    "TREDE_SECRET_KEY": "een-lange-sleutel-0123456789-abcdefghijklmnopqrstuvwxyz",
    "TREDE_MASTER_KEY": "nog-een-lange-sleutel-0123456789-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "TREDE_HOSTS": "trede.example.be",
}
OIDC = {"TREDE_OIDC_URL": "https://idp.example.be", "TREDE_OIDC_CLIENT": "c", "TREDE_OIDC_SECRET": "s"}
ODD = [
    ({"TREDE_DEBUG": "misschien"}, "write 1 (yes) or 0 (no)"),
    ({"TREDE_PRODUCTION": "2"}, "write 1 (yes) or 0 (no)"),
    ({**GOOD, "TREDE_DEBUG": "1"}, "TREDE_DEBUG shows data to visitors"),
    ({**GOOD, "TREDE_SECRET_KEY": ""}, "TREDE_SECRET_KEY is missing"),
    ({**GOOD, "TREDE_MASTER_KEY": ""}, "TREDE_MASTER_KEY is missing"),
    ({**GOOD, "TREDE_SECRET_KEY": "kort"}, "at least 50 random characters"),
    ({**GOOD, "TREDE_MASTER_KEY": "a" * 80}, "at least 50 random characters"),
    ({**GOOD, "TREDE_MASTER_KEY": GOOD["TREDE_SECRET_KEY"]}, "are the same"),
    ({**GOOD, "TREDE_HOSTS": ""}, "TREDE_HOSTS is missing"),
    ({**GOOD, "TREDE_HOSTS": "*"}, "write names only"),
    ({"TREDE_HOSTS": "https://trede.example.be"}, "write names only"),
    ({"TREDE_HOSTS": "trede.example.be:443"}, "write names only"),
    ({**GOOD, "TREDE_URL": "http://trede.example.be"}, "must start with https://"),
    ({"TREDE_URL": "trede.example.be"}, "write a whole address"),
    ({"TREDE_URL": "http://x:abc"}, "the address is not right"),
    ({"TREDE_PROXIES": "-1"}, "whole number from 0 to 5"),
    ({"TREDE_SESSION_HOURS": "25"}, "whole number from 1 to 24"),
    ({"TREDE_SESSION_HOURS": "½"}, "whole number from 1 to 24"),
    ({"TREDE_SECOND_FACTOR": "soms"}, "write 1 (yes) or 0 (no)"),
    ({"TREDE_SMTP_PORT": "0"}, "whole number from 1 to 65535"),
    ({"TREDE_SMTP_TLS": "tls"}, "write 1 (yes) or 0 (no)"),
    ({"TREDE_FROM": "Trede"}, "write Trede <trede@example.be>"),
    ({"TREDE_FROM_NEUTRAL": "Afspraken"}, "write Trede <trede@example.be>"),
    ({"TREDE_SMS_URL": "http://sms.example.be/send"}, "must start with https://"),
    ({"TREDE_SMS_FIELDS": "to=recipient,naar=x"}, "'naar=x'"),
    ({"TREDE_SMS_FIELDS": "to="}, "'to='"),
    ({"TREDE_SMS_REPORT_SECRET": "kort"}, "32 or more"),
    ({"TREDE_CLAMD": "127.0.0.1"}, "write a host and a port"),
    ({"TREDE_CLAMD": "127.0.0.1:99999"}, "write a host and a port"),
    ({**OIDC, "TREDE_OIDC_URL": "http://idp.example.be"}, "must start with https://"),
    ({**OIDC, "TREDE_OIDC_CLIENT": ""}, "TREDE_OIDC_CLIENT is missing"),
    ({**OIDC, "TREDE_OIDC_SECRET": ""}, "TREDE_OIDC_SECRET is missing"),
    ({**OIDC, "TREDE_OIDC_ID": "ACM IDM"}, "small letters, digits and hyphens"),
    ({"TREDE_VAR": "/dev/null"}, "cannot be used"),
    ({"TREDE_VAR": "var"}, "write an absolute path"),
    ({"TREDE_DOCUMENTS": "/etc/passwd"}, "is a file"),
    ({"TREDE_STATIC": "static"}, "write an absolute path"),
    ({"TREDE_ANCHOR_FILE": "anchors.log"}, "write an absolute path"),
    ({"TREDE_ANCHOR_FILE": "/etc"}, "is a folder"),
    ({"DATABASE_URL": "mysql://root@localhost/x"}, "starts with 'mysql'"),
    ({"DATABASE_URL": "sqlite:///trede.db"}, "four slashes"),
    ({"DATABASE_URL": "sqlite:////no/such/folder/trede.db"}, "make it first"),
    ({"DATABASE_URL": "postgresql://trede@localhost"}, "name of the database is missing"),
    ({"DATABASE_URL": "postgresql://trede@localhost:abc/trede"}, "the address is not right"),
    ({"DATABASE_URL": "postgresql://trede@[::1/trede"}, "the address is not right"),
]
IMPORT = """
import sys
from django.core.exceptions import ImproperlyConfigured
try:
    import trede.settings
except ImproperlyConfigured as error:
    print(error)
    sys.exit(3)
"""


def environment(tmp_path: Path, **variables: str) -> dict[str, str]:
    own = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("TREDE_", "DJANGO_", "DATABASE_"))
    }
    return own | {"TREDE_VAR": str(tmp_path)} | variables


@pytest.mark.parametrize(("variables", "sentence"), ODD, ids=lambda value: str(value)[-60:])
def test_an_odd_value_stops_with_a_sentence_that_names_it(tmp_path, variables, sentence):
    done = subprocess.run(
        [sys.executable, "-c", IMPORT],
        env=environment(tmp_path, **variables),
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 3, done.stdout + done.stderr
    assert sentence in done.stdout
    assert any(name in done.stdout for name in variables)
    secret = variables.get("TREDE_SECRET_KEY")
    assert not secret or secret not in done.stdout


def run(tmp_path, *arguments, **variables):
    command = [sys.executable, *arguments]
    env = environment(tmp_path, **variables)
    return subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True)


def test_the_check_for_deployment_finds_nothing(tmp_path):
    done = run(tmp_path, "manage.py", "check", "--deploy", "--fail-level", "DEBUG", **GOOD)
    assert done.returncode == 0, done.stderr
    assert "no issues (0 silenced)" in done.stdout


HEADERS = """
import django
django.setup()
from django.test import Client
client = Client(headers={"host": "trede.example.be"})
plain = client.get("/aanmelden/login/")
print(plain.status_code, plain.headers.get("Location"))
safe = client.get("/aanmelden/login/", headers={"x-forwarded-proto": "https"})
for name, value in safe.headers.items():
    print(f"{name}: {value}")
for cookie in safe.cookies.values():
    print("cookie", cookie.OutputString())
print("odd host", client.get("/aanmelden/login/", headers={"host": "kwaad.example"}).status_code)
"""


@pytest.mark.slow_sqlite_only
def test_production_sends_people_to_https_and_keeps_them_there(tmp_path):
    for command in (["migrate_all"], ["collectstatic", "--noinput"]):
        done = run(tmp_path, "manage.py", *command, "-v", "0", **GOOD, TREDE_STATIC=str(tmp_path / "static"))
        assert done.returncode == 0, done.stderr
    settings = {"DJANGO_SETTINGS_MODULE": "trede.settings", "TREDE_STATIC": str(tmp_path / "static")}
    done = run(tmp_path, "-c", HEADERS, **GOOD, **settings)
    lines = done.stdout.splitlines()
    assert lines, done.stderr
    assert lines[0] == "301 https://trede.example.be/aanmelden/login/"
    assert "Strict-Transport-Security: max-age=31536000; includeSubDomains; preload" in lines
    cookie = next(line for line in lines if line.startswith("cookie __Host-trede="))
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie
    assert lines[-1] == "odd host 400", done.stderr
