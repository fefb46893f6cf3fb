"""What a file is, judged by its content and never by its name."""

import zipfile
from pathlib import Path

import filetype

from trede.rules.sentences import Sentence

from .errors import Unreadable

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEAD = 65_536
# A real list of 150,000 people unpacks to about 300 MB; a bomb goes to gigabytes or a thousandfold.
MAX_FILE = 500_000_000
MAX_UNPACKED = 1_000_000_000
MAX_STRINGS = 120_000_000
MAX_RATIO = 400
MAX_PARTS = 5_000
DUTCH_KINDS = {
    "application/pdf": "pdf",
    "application/msword": "Word-document",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word-document",
}


def kind_of(path: Path) -> str:
    """“xlsx” or “csv”. Raises Unreadable for everything that is certainly no list."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(HEAD)
    except (OSError, ValueError) as error:
        raise Unreadable("missing") from error
    if not head.strip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"):
        raise Unreadable("empty")
    if size > MAX_FILE:
        raise Unreadable("too_big")
    if head.startswith(b"PK"):
        refuse_other_zips(path)
        return "xlsx"
    refuse_known(path, head)
    return "csv"


def refuse_known(path: Path, head: bytes) -> None:
    if head.startswith(OLE):
        raise Unreadable("encrypted" if holds_encrypted_package(path) else "old_excel")
    # BIFF2-BIFF5: Excel before 1997 wrote the stream without a container.
    if head[:2] in (b"\x09\x00", b"\x09\x02", b"\x09\x04", b"\x09\x08") and b"\x00" in head[:8]:
        raise Unreadable("old_excel")
    start = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:200].lower()
    if start.startswith((b"<?xml", b"<html", b"<!doctype", b"<table", b"<meta", b"<head", b"<body")):
        raise Unreadable("web_page")
    if start.startswith((b"%pdf", b"{\\rtf")):
        is_pdf = start.startswith(b"%pdf")
        raise Unreadable("other_kind", "pdf" if is_pdf else Sentence.of("kind", "tekstdocument (RTF)"))
    guess = filetype.guess(head)
    # Two- and three-byte signatures can be the first letters of a heading: text wins over those.
    if guess is not None and looks_binary(head):
        raise Unreadable("other_kind", said_kind(guess.mime, guess.extension))


def said_kind(mime: str, extension: str) -> Sentence:
    if mime in DUTCH_KINDS:
        return Sentence.of("kind", DUTCH_KINDS[mime])
    return Sentence.of("kind", "bestand van het type {extension}", extension=extension)


def holds_encrypted_package(path: Path) -> bool:
    """An encrypted workbook hides in the old container under this name (in UTF-16)."""
    needle, tail = "EncryptedPackage".encode("utf-16-le"), b""
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            if needle in tail + chunk:
                return True
            tail = chunk[-len(needle) :]
    return False


def looks_binary(head: bytes) -> bool:
    """Control bytes that no text has; NUL counts unless the text is UTF-16."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or utf16_without_mark(head):
        return False
    odd = sum(head.count(bytes([b])) for b in range(32) if b not in (9, 10, 12, 13, 26))
    return head.count(b"\x00") > 2 or odd > len(head) * 0.02


def utf16_without_mark(head: bytes) -> str:
    """“utf-16-le” or “utf-16-be” when every other byte of Latin text is NUL; otherwise empty."""
    sample = head[:4096]
    half = len(sample) // 2
    if half < 4:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > half * 0.7 and even < half * 0.1:
        return "utf-16-le"
    if even > half * 0.7 and odd < half * 0.1:
        return "utf-16-be"
    return ""


def refuse_other_zips(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
        raise Unreadable("damaged") from error
    names = {part.filename.lower() for part in parts}
    if "xl/workbook.bin" in names:
        raise Unreadable("binary_excel")
    if "content.xml" in names:
        raise Unreadable("open_document")
    if any(name.startswith("word/") for name in names):
        raise Unreadable("other_kind", "Word-document")
    if "[content_types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise Unreadable("zip")
    refuse_bombs(parts)


def refuse_bombs(parts: list[zipfile.ZipInfo]) -> None:
    if any(part.flag_bits & 0x1 for part in parts):
        raise Unreadable("encrypted")
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts) or 1
    if (
        len(parts) > MAX_PARTS
        or unpacked > MAX_UNPACKED
        or (unpacked > 20_000_000 and unpacked / packed > MAX_RATIO)
    ):
        raise Unreadable("zip_bomb")
    if any(p.filename.lower().endswith("sharedstrings.xml") and p.file_size > MAX_STRINGS for p in parts):
        raise Unreadable("too_big")
