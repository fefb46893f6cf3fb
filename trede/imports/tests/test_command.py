"""The command as others call it: exit codes, one JSON document, and a kill in the middle."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings

SAMPLES = Path(__file__).parent / "samples"
HOME = Path(settings.BASE)
SETUP = (
    "from trede.core.models import Organisation;"
    "Organisation.objects.create(name='OCMW Testdorp', slug='testdorp')"
)
DUMP = """
import hashlib, json
from django.core.serializers.json import DjangoJSONEncoder
from trede.clients.models import *
from trede.core.models import Event
def rows(model, *names):
    return sorted(json.dumps(list(row), cls=DjangoJSONEncoder) for row in model.objects.values_list(*names))
parts = [
    rows(Client, "number", "last_name", "first_names", "insz", "birth_date", "sex", "nationality", "speaks", "version"),
    rows(Address, "client__number", "street", "house_number", "postcode"),
    rows(ContactPoint, "client__number", "channel", "value"),
    rows(IncomeSpell, "client__number", "kind", "category", "starts_on", "ends_on"),
    sorted(Event.objects.exclude(subject=None).values_list("verb", "subject")),
    rows(SearchKey, "key", "client__number"),
]
print(hashlib.sha256(json.dumps(parts).encode()).hexdigest(), len(parts[0]), len(parts[4]))
"""


class Place:
    """A program of its own: databases, copies and keys in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(exist_ok=True)
        keep = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL",)}
        self.env = keep | {"TREDE_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "trede.settings"}

    def manage(self, *words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "manage.py", *words]
        return subprocess.run(command, cwd=HOME, env=self.env, capture_output=True, text=True, timeout=300)

    def importing(self, *words: str) -> tuple[dict[str, object], int]:
        done = self.manage("import_clients", *words)
        return (json.loads(done.stdout) if done.stdout.strip() else {}), done.returncode

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "manage.py", "import_clients", *words]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        return subprocess.Popen(command, cwd=HOME, env=self.env, **quiet)  # type: ignore[call-overload,no-any-return]

    def fingerprint(self) -> str:
        return self.manage("shell", "-v0", "-c", DUMP).stdout.strip()


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = Place(tmp_path_factory.mktemp("leeg"))
    place.manage("migrate_all", "-v0")
    place.manage("shell", "-v0", "-c", SETUP)
    return place.folder


def fresh(empty: Path, folder: Path) -> Place:
    shutil.copytree(empty, folder, dirs_exist_ok=True)
    return Place(folder)


@pytest.mark.slow_sqlite_only
def test_the_answer_has_the_counts_and_the_code_says_that_rows_wait(empty: Path, tmp_path: Path) -> None:
    place = fresh(empty, tmp_path / "a")
    sample = str(SAMPLES / "leefloonlijst-sociale-dienst.csv")
    answer, code = place.importing(sample, "--organisation", "testdorp", "--dry-run")
    assert code == 1
    assert {
        "rows",
        "new",
        "matched",
        "changed",
        "unchanged",
        "questions",
        "refused",
        "mapping",
    } <= answer.keys()
    assert Path(str(answer["rejects"])).stat().st_mode & 0o077 == 0
    assert place.fingerprint().split()[1] == "0"


@pytest.mark.slow_sqlite_only
def test_what_is_no_list_stops_with_two_and_what_is_unclear_with_four(empty: Path, tmp_path: Path) -> None:
    place = fresh(empty, tmp_path / "a")
    strange = tmp_path / "vreemd.csv"
    strange.write_text("kleur;geboortedatum\nrood;01/02/1990\nblauw;03/04/1985\n")
    assert place.importing(str(tmp_path / "weg.csv"), "--organisation", "testdorp") == ({}, 2)
    assert place.importing(str(SAMPLES), "--organisation", "testdorp")[1] == 2
    assert place.importing(str(strange), "--organisation", "nergens")[1] == 2
    answer, code = place.importing(str(strange), "--organisation", "testdorp")
    assert (code, answer["mapping"]["sure"]) == (4, False)  # type: ignore[index]


@pytest.mark.slow_sqlite_only
@pytest.mark.parametrize("seed", range(int(os.environ.get("TREDE_KILLS", "4"))))
def test_a_list_killed_at_a_random_moment_ends_as_if_it_had_not_been(
    empty: Path, tmp_path: Path, seed: int
) -> None:
    sample = str(SAMPLES / "leefloonlijst-sociale-dienst.csv")
    words = (sample, "--organisation", "testdorp", "--accept", "safe")
    whole = fresh(empty, tmp_path / "whole")
    began = time.monotonic()
    whole.importing(*words)
    length = time.monotonic() - began
    broken = fresh(empty, tmp_path / "broken")
    process = broken.start(*words)
    time.sleep(random.Random(seed).uniform(0.3, 1.0) * length)
    process.send_signal(signal.SIGKILL)
    process.wait()
    broken.importing(*words)
    assert broken.fingerprint() == whole.fingerprint()
    assert broken.fingerprint().split()[1] != "0"
