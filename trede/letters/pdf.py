"""A tagged, accessible PDF (PDF/UA-1) from plain data and a template of ours; text is never read as markup."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any, Literal

import typst
from django.utils.translation import gettext as _

from trede.core.errors import CaseError

HERE = Path(__file__).parent
FONTS = HERE / "fonts"
BETWEEN_DIGITS = re.compile(r"(?<=\d) (?=\d)")


def pdf(template: str, data: dict[str, Any]) -> bytes:
    """The PDF of a template in trede/letters/typst. Raises CaseError when it cannot be made.

    PDF/UA refuses a sign that no font of ours has (an emoji, a rare script): then the PDF is still tagged, but
    shows a box for that sign and does not claim the standard.
    """
    try:
        return _compile(template, data, standard="ua-1")
    except typst.TypstError:
        pass
    try:
        return _compile(template, data, standard="1.7")
    except typst.TypstError as error:
        raise CaseError(_("De PDF kon niet gemaakt worden. Meld dit aan de beheerder.")) from error


def whole_numbers(text: str) -> str:
    """The same text, in which a number in groups (a telephone number) never goes over two lines."""
    return BETWEEN_DIGITS.sub("\u00a0", text)


def page_count(made: bytes) -> int:
    """How many pages a PDF of ours has: the objects of its pages are not packed."""
    return made.count(b"/Type/Page/")


def _compile(template: str, data: dict[str, Any], *, standard: Literal["ua-1", "1.7"]) -> bytes:
    made: bytes = typst.compile(
        HERE / "typst" / f"{template}.typ",
        root=HERE,
        font_paths=_fonts(),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards=standard,
        format="pdf",
    )
    return made


@cache
def _fonts() -> typst.Fonts:
    """Ours alone, so that a letter looks the same on every machine; read once, which saves time per letter."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
