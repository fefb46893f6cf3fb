import pytest

from trede.clients.sniffing import MOST_BYTES, recognise
from trede.clients.tests import uploads as u
from trede.core.errors import CaseError

GOOD = {
    "pdf": u.PDF,
    "jpg": u.JPEG,
    "png": u.PNG,
    "docx": u.docx(),
    "xlsx": u.xlsx(),
    "odt": u.odt(),
    "txt": u.TEXT,
}


@pytest.mark.parametrize("extension", GOOD)
def test_a_document_is_recognised_by_its_content(extension: str) -> None:
    assert recognise(GOOD[extension]).extension == extension
    assert recognise(GOOD[extension], f"x.{extension.upper()}").extension == extension


@pytest.mark.parametrize("name", ["IMG_001.jpeg", "foto.JPG", "مستند", "cv 😀.jpg", "‮gpj.jpg"])
def test_a_name_in_any_script_is_no_obstacle(name: str) -> None:
    assert recognise(u.JPEG, name).media_type == "image/jpeg"


@pytest.mark.parametrize(
    "content",
    [u.EXE, u.GIF, u.HTML, u.SVG, b"  \n<html>", b"#!/bin/sh\nrm -rf x", b"\x00\x01\x02\x03", b"PK\x03\x04"],
    ids=["exe", "gif", "html", "svg", "html after space", "shell", "binary", "broken archive"],
)
def test_what_can_run_or_is_unknown_is_refused(content: bytes) -> None:
    with pytest.raises(CaseError) as refused:
        recognise(content)
    assert "PDF" in str(refused.value) or "beschadigd" in str(refused.value)


@pytest.mark.parametrize(
    "content",
    [
        u.with_macros(),
        u.docm(),
        u.odt(**{"Basic/Standard/script-lb.xml": b"<x/>"}),
        u.docx(**{"word/activeX/activeX1.xml": b"<x/>"}),
    ],
    ids=["vba", "macro type", "basic", "activex"],
)
def test_macros_are_refused_by_name(content: bytes) -> None:
    with pytest.raises(CaseError, match=r"macro"):
        recognise(content)


@pytest.mark.parametrize(
    ("content", "name", "word"),
    [
        (b"", "leeg.pdf", "leeg"),
        (b"x" * (MOST_BYTES + 1), "groot.txt", "15 MB"),
        (u.OLD_WORD, "brief.doc", "wachtwoord"),
        (u.EXE, "factuur.pdf", "niet aanvaard"),
        (u.docx(), "brief.pdf", "DOCX"),
        (u.TEXT, "pagina.html", "TXT"),
    ],
)
def test_the_sentence_says_what_to_do(content: bytes, name: str, word: str) -> None:
    with pytest.raises(CaseError, match=word):
        recognise(content, name)


def test_an_archive_that_unpacks_without_end_is_refused() -> None:
    bomb = u.bomb()
    assert len(bomb) < MOST_BYTES
    with pytest.raises(CaseError, match="niet aanvaard"):
        recognise(bomb)


def test_another_archive_is_not_a_document() -> None:
    with pytest.raises(CaseError, match="niet aanvaard"):
        recognise(u.archive_of({"programma.exe": u.EXE}))
