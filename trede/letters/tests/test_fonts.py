"""No missing glyph in any language: every sign of every text is in a font of ours, in both weights."""

import unicodedata
from datetime import date

import pytest
from fontTools.ttLib import TTFont

from trede.letters.pdf import FONTS
from trede.letters.tests.samples import LANGUAGES
from trede.texts.library import texts_in
from trede.texts.saying import say_date, say_time

WEIGHTS = ("Regular", "Bold")
# Signs without a picture: they say where a line breaks, or in which order it is read.
INVISIBLE = {"Cc", "Cf"}


def signs_of(weight: str) -> set[str]:
    return {
        chr(code) for file in FONTS.glob(f"*-{weight}.ttf") for code in TTFont(file, lazy=True).getBestCmap()
    }


@pytest.mark.parametrize("weight", WEIGHTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sign_can_be_drawn(language: str, weight: str) -> None:
    moments = say_date(date(2026, 12, 4), language) + say_time(850, language)
    wanted = {sign for body in (*texts_in(language).values(), moments) for sign in body}
    drawn = {sign for sign in wanted if unicodedata.category(sign) not in INVISIBLE}
    assert sorted(drawn - signs_of(weight)) == []


def test_each_script_comes_in_both_weights_and_none_is_variable() -> None:
    families = {file.stem.partition("-")[0] for file in FONTS.glob("*.ttf")}
    assert families == {"NotoSans", "NotoSansArabic", "NotoSansEthiopic"}
    for family in families:
        for weight in WEIGHTS:
            assert "fvar" not in TTFont(FONTS / f"{family}-{weight}.ttf", lazy=True)


def test_the_licence_stands_beside_the_fonts() -> None:
    assert "SIL Open Font License" in (FONTS / "OFL.txt").read_text()
