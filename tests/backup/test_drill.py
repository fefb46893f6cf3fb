"""The drill on both engines: a town, a backup, a disaster, a restore, and everything is as it was."""

import secrets
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from postgres import temporary
from tests.backup.installation import PASSPHRASE, Installation

SESSION = "INSERT INTO django_session VALUES ('k', 'v', '2099-01-01 00:00:00+00')"
SEAL = "INSERT INTO core_seal (at, count, previous, head) VALUES ('2026-01-01 00:00:00+00', 0, 'x', 'x')"

pytestmark = pytest.mark.slow_sqlite_only


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with temporary() as url:
        yield url


def empty_database(url: str) -> str:
    """The address of a new database on the same server."""
    name = f"drill_{secrets.token_hex(4)}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return url.rpartition("/")[0] + "/" + name


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def new(engine, request, tmp_path_factory):
    def make(name: str) -> Installation:
        url = empty_database(request.getfixturevalue("server")) if engine == "postgresql" else ""
        return Installation(tmp_path_factory.mktemp(f"{engine}-{name}"), url)

    return make


@pytest.fixture(scope="module")
def town(new) -> Installation:
    made = new("town")
    made.fill()
    return made


@pytest.fixture(scope="module")
def archive(town, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("archive") / "trede.backup"
    said = town.said("backup", str(path))
    assert said["locked"] is True
    assert said["documents"] == len(town.documents())
    assert said["bytes"] == path.stat().st_size
    return path


def test_a_new_machine_becomes_what_the_old_one_was(town, archive, new):
    machine = new("machine")
    town.give_keys_to(machine)
    said = machine.said("restore", str(archive))
    assert said["restored"] is True
    assert said["key_fits"] is True
    assert said["first_bad"] is None
    assert said["events"] > 0
    assert machine.content() == town.content()
    assert machine.documents() == town.documents()
    anchors = [next(each.folder.rglob("*anchors.log")).read_text() for each in (town, machine)]
    assert anchors[0] == anchors[1]
    # Nobody is still signed in, and what is typed from now on gets new numbers.
    machine.execute(SESSION)
    machine.execute(SEAL)


def test_data_are_replaced_only_when_that_is_asked(town, archive):
    before, letters = town.content(), town.documents()
    town.execute("UPDATE core_user SET name = 'gewijzigd'")
    town.write_document("later.bin", b"later")
    changed = town.content()
    refused = town.run("restore", str(archive))
    assert refused.returncode == 1
    assert "voeg dan --replace toe" in refused.stderr.lower()
    assert town.content() == changed
    town.said("restore", str(archive), "--replace")
    assert town.content() == before
    assert town.documents() == letters


def test_another_master_key_is_said(town, archive):
    done = town.run("restore", str(archive), "--check", TREDE_MASTER_KEY="een andere sleutel " * 4)
    assert done.returncode == 0
    assert '"key_fits": false' in done.stdout
    assert "TREDE_MASTER_KEY is niet de sleutel" in done.stderr


def test_a_damaged_archive_changes_nothing(town, archive, tmp_path, new):
    damaged = tmp_path / "damaged.backup"
    content = bytearray(archive.read_bytes())
    content[len(content) // 2] ^= 1
    damaged.write_bytes(content)
    before = town.content()
    done = town.run("restore", str(damaged), "--replace")
    assert done.returncode == 1
    assert "beschadigd" in done.stderr
    assert "Traceback" not in done.stderr
    assert town.content() == before


def test_a_failure_halfway_leaves_postgresql_as_it_was(town, archive, engine):
    if engine != "postgresql":
        return
    # Somebody reads a table: the restore waits, gives up, and all it did until then is undone.
    before = town.content()
    with psycopg.connect(town.database_url) as other:
        other.execute("LOCK TABLE core_user IN ACCESS SHARE MODE")
        done = town.run("restore", str(archive), "--replace", PGOPTIONS="-c lock_timeout=500")
    assert done.returncode != 0
    assert town.content() == before


def test_the_other_engine_is_refused(archive, engine, tmp_path, request):
    other = "" if engine == "postgresql" else empty_database(request.getfixturevalue("server"))
    done = Installation(tmp_path / "other", other).run("restore", str(archive))
    assert done.returncode == 1
    assert "Kies dezelfde databank" in done.stderr


def test_the_archive_holds_nothing_in_the_clear_and_only_its_owner_reads_it(town, archive):
    assert archive.stat().st_mode & 0o077 == 0
    content = archive.read_bytes()
    key = (town.folder / "master_key").read_bytes()
    assert key not in content
    assert b"core_client" not in content
    assert PASSPHRASE.encode() not in content


def test_nothing_in_the_clear_stays_behind(town, archive):
    assert [path.name for path in town.folder.rglob(".backup-*")] == []
    assert [path.name for path in archive.parent.iterdir()] == [archive.name]
