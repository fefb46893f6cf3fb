"""Any bytes are a table or Unreadable: never another exception."""

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trede.imports.reading import DoubleFinder, Unreadable

from .weird import SAMPLES, read_all, text_file, workbook

QUIET = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
WORDS = 'INSZ|Naam|Voornaam|Geboren|88022999990|31/02/1990|"|=1+1|\x00|é|;|\t|Totaal'
CELL = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            "INSZ",
            "Naam",
            "Voornaam",
            "Geboren",
            "88022999990",
            "31/02/1990",
            '"',
            "=1+1",
            "\x00",
            "é",
            ";",
            "\t",
            "Totaal",
        ]
    ),
)


def survives(path: Path) -> str:
    """The code of the refusal, or “table” once every row was read."""
    try:
        found = read_all(path)
    except Unreadable as error:
        return error.code if str(error).strip() else "no sentence"
    finder = DoubleFinder()
    for one in found:
        finder.look(one)
        assert all(finding.message_nl for finding in one.findings)
    return "table"


@QUIET
@given(st.binary(max_size=400))
def test_any_bytes(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x").write_bytes(data)
    survives(tmp_path / "x")


@QUIET
@given(
    st.sampled_from(
        [
            b"PK\x03\x04",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            b"\xff\xfe",
            b"\xfe\xff",
            b"\xef\xbb\xbf",
            b"sep=;\n",
        ]
    ),
    st.binary(),
)
def test_any_bytes_behind_a_signature(tmp_path: Path, start: bytes, data: bytes) -> None:
    (tmp_path / "x").write_bytes(start + data)
    survives(tmp_path / "x")


@QUIET
@given(
    st.lists(st.lists(CELL, max_size=6), max_size=8),
    st.sampled_from([";", ",", "\t", "|"]),
    st.sampled_from(["utf-8", "cp1252", "utf-16", "utf-16-be", "cp850"]),
)
def test_any_cells(tmp_path: Path, rows: list[list[str]], delimiter: str, encoding: str) -> None:
    safe = [[cell.encode("utf-8", "replace").decode() for cell in row] for row in rows]
    survives(text_file(tmp_path, safe, delimiter=delimiter, encoding=encoding))


def spoilt(data: bytes, luck: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(luck.randrange(1, 40)):
        changed[luck.randrange(len(changed))] = luck.randrange(256)
    return bytes(changed[: luck.randrange(1, len(changed))] if luck.random() < 0.3 else changed)


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("name", ["clienten.xlsx", "leefloonlijst-sociale-dienst.csv"])
def test_damaged_samples(tmp_path: Path, name: str, seed: int) -> None:
    (tmp_path / "x").write_bytes(spoilt((SAMPLES / name).read_bytes(), random.Random(seed)))
    survives(tmp_path / "x")


def broken_xml(data: bytes, luck: random.Random) -> bytes:
    """Still a sound zip, but with spoilt XML inside: the library must not leak its errors."""
    import io
    import zipfile

    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for part in old.namelist():
            text = old.read(part)
            if luck.random() < 0.4:
                words = (b'"', b"<", b"1", b's="', b't="', b"A1", b"row")
                text = text.replace(
                    luck.choice(words), luck.choice((b"", b"x", b"9" * 12)), luck.randrange(1, 50)
                )
            new.writestr(part, text)
    return target.getvalue()


@pytest.mark.parametrize("seed", range(30))
def test_spoilt_workbooks(tmp_path: Path, seed: int) -> None:
    rows = [("INSZ", "Naam", "Voornaam"), ("88022999990", "Maes", "Jo"), (3010731559, "Baas", "An")]
    path = workbook(tmp_path, a=rows, b=rows)
    path.write_bytes(broken_xml(path.read_bytes(), random.Random(seed)))
    survives(path)


@pytest.mark.parametrize("body", ["Maes;Jo\n" * 3000, ";\n" * 3000 + "Maes;Jo"], ids=["long", "gap"])
def test_long_lists_and_long_gaps(tmp_path: Path, body: str) -> None:
    (tmp_path / "x").write_text("Naam;Voornaam\n" + body)
    assert survives(tmp_path / "x") == "table"
