"""The archive of a backup: what was changed, cut off or slipped in is refused before anything happens."""

import io
import json
import tarfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trede.core.backup.archive import is_safe, verify, writing
from trede.core.backup.errors import BackupError
from trede.core.backup.locked import MAGIC, PIECE, PREFIX, SALT, TAG, LockedReader, LockedWriter
from trede.core.backup.work import backup

PHRASE = "vier woorden en een paard"
HEADER = len(MAGIC) + SALT + PREFIX


def locked(plain: bytes, phrase: str = PHRASE) -> bytes:
    target = io.BytesIO()
    with LockedWriter(target, phrase) as writer:
        writer.write(plain)
    return target.getvalue()


def opened(sealed: bytes, phrase: str = PHRASE) -> bytes:
    return io.BufferedReader(LockedReader(io.BytesIO(sealed), phrase)).read()


def made(path: Path, phrase: str = PHRASE, **files: bytes) -> Path:
    with writing(path, phrase) as writer:
        writer.about({"format": 1, "engine": "sqlite", "migrations": [], "key": "x"})
        for name, content in files.items():
            writer.add(f"documents/{name}", content)
    return path


class TestTheLock:
    @pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
    def test_what_goes_in_comes_out(self, size):
        plain = bytes(number % 251 for number in range(size))
        assert opened(locked(plain)) == plain

    def test_the_same_content_looks_different_each_time(self):
        assert locked(b"geheim" * 100) != locked(b"geheim" * 100)

    def test_another_passphrase_opens_nothing(self):
        with pytest.raises(BackupError, match="wachtzin"):
            opened(locked(b"geheim"), "een andere wachtzin")

    def test_a_piece_that_is_cut_off_is_missed(self):
        sealed = locked(b"x" * (2 * PIECE))
        with pytest.raises(BackupError):
            opened(sealed[: HEADER + PIECE + TAG])

    def test_pieces_that_changed_places_are_refused(self):
        sealed = locked(b"a" * PIECE + b"b" * PIECE + b"c")
        size = PIECE + TAG
        swapped = sealed[HEADER + size : HEADER + 2 * size] + sealed[HEADER : HEADER + size]
        with pytest.raises(BackupError):
            opened(sealed[:HEADER] + swapped + sealed[HEADER + 2 * size :])

    @pytest.mark.parametrize("place", [len(MAGIC), len(MAGIC) + SALT, HEADER, HEADER + 30, -1])
    def test_one_changed_bit_is_found(self, place):
        sealed = bytearray(locked(b"x" * 100))
        sealed[place] ^= 1
        with pytest.raises(BackupError):
            opened(bytes(sealed))


class TestTheArchive:
    def test_a_whole_one_says_what_it_holds(self, tmp_path):
        manifest = verify(made(tmp_path / "a", een=b"1", twee=b"2" * 3_000_000), PHRASE)
        assert manifest.documents == 2
        assert manifest.about["engine"] == "sqlite"

    def test_a_plain_one_needs_no_passphrase(self, tmp_path):
        assert verify(made(tmp_path / "a", "", een=b"1"), "").documents == 1

    def test_a_locked_one_asks_for_it(self, tmp_path):
        with pytest.raises(BackupError, match="TREDE_BACKUP_PASSPHRASE"):
            verify(made(tmp_path / "a", een=b"1"), "")

    @pytest.mark.parametrize("phrase", ["", PHRASE])
    @pytest.mark.parametrize("share", [0.0, 0.3, 0.9, 0.999])
    def test_one_that_was_cut_off_is_refused(self, tmp_path, phrase, share):
        path = made(tmp_path / "a", phrase, een=bytes(range(256)) * 2000)
        content = path.read_bytes()
        path.write_bytes(content[: int(len(content) * share)])
        with pytest.raises(BackupError):
            verify(path, phrase)

    @pytest.mark.parametrize("content", [b"", b"zomaar iets", b"\x1f\x8b", b"\x1f\x8bonzin" * 10])
    def test_any_other_file_is_refused(self, tmp_path, content):
        path = tmp_path / "a"
        path.write_bytes(content)
        with pytest.raises(BackupError):
            verify(path, "")

    def test_a_file_that_was_slipped_in_is_refused(self, tmp_path):
        path = tmp_path / "a"
        with tarfile.open(path, "w:gz") as tar:
            for name, content in (
                ("about.json", json.dumps({"format": 1}).encode()),
                ("documents/x", b"x"),
                ("manifest.json", json.dumps({"files": {"about.json": "?"}, "rows": {}}).encode()),
            ):
                info = tarfile.TarInfo(name)
                info.size = len(content)
                tar.addfile(info, io.BytesIO(content))
        with pytest.raises(BackupError, match="controlegetallen"):
            verify(path, "")

    @pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.DIRTYPE])
    def test_nothing_but_files_is_unpacked(self, tmp_path, kind):
        path = tmp_path / "a"
        with tarfile.open(path, "w:gz") as tar:
            info = tarfile.TarInfo("documents/x")
            info.type, info.linkname = kind, "/etc/passwd"
            tar.addfile(info)
        with pytest.raises(BackupError):
            verify(path, "")

    def test_one_of_a_later_format_is_refused(self, tmp_path):
        with writing(tmp_path / "a", "") as writer:
            writer.about({"format": 99})
        with pytest.raises(BackupError, match="andere versie"):
            verify(tmp_path / "a", "")

    def test_a_failure_leaves_the_old_file_and_nothing_else(self, tmp_path):
        path = made(tmp_path / "a", een=b"1")
        before = path.read_bytes()
        with pytest.raises(ZeroDivisionError), writing(path, PHRASE) as writer:
            writer.add("documents/x", bytes(1 // 0))
        assert path.read_bytes() == before
        assert [each.name for each in tmp_path.iterdir()] == ["a"]

    @pytest.mark.parametrize("name", ["/etc/passwd", "../x", "documents/../../x", "", "a\\..\\b"])
    def test_a_name_that_leaves_the_folder_is_not_safe(self, name):
        assert not is_safe(name)

    @given(st.lists(st.from_regex(r"[a-z0-9.]{1,8}", fullmatch=True), min_size=1, max_size=5))
    def test_a_safe_name_stays_inside(self, parts):
        name = "/".join(parts)
        inside = Path("/map", name).resolve().is_relative_to("/map")
        assert inside or not is_safe(name)

    def test_a_folder_that_does_not_exist_is_named(self, tmp_path):
        with pytest.raises(BackupError, match="bestaat niet"):
            backup(tmp_path / "weg" / "a", passphrase=PHRASE)
