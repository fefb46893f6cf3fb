"""Reads a PDF back as a program for people who cannot see it does."""

import io

from pypdf import PdfReader
from pypdf.generic import DictionaryObject


def pages(made: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(made)).pages]


def root(made: bytes) -> DictionaryObject:
    return PdfReader(io.BytesIO(made)).root_object


def is_accessible(made: bytes) -> bool:
    """Tagged, with a language and a title, and it says that it keeps to PDF/UA."""
    found = root(made)
    return "/StructTreeRoot" in found and "/Lang" in found and b"pdfuaid:part" in made


def boxes(made: bytes, number: int = 0) -> list[tuple[str, float, float]]:
    """Each piece of text of a page with its place: millimetres from the left and from the top."""
    found: list[tuple[str, float, float]] = []
    page = PdfReader(io.BytesIO(made)).pages[number]

    def visit(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        if text.strip():
            found.append((text.strip(), x / 72 * 25.4, 297 - y / 72 * 25.4))

    page.extract_text(visitor_text=visit)
    return found
