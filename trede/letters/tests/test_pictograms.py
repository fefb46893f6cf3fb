import xml.etree.ElementTree as ET

import pytest

import pictograms
from trede.letters.invitation import ALT, BLOCKS, SHORT

NAMES = sorted(pictograms.names())


@pytest.mark.parametrize("name", NAMES)
def test_letters_and_pages_show_the_same_picture(name: str) -> None:
    picture = (pictograms.FOR_LETTERS / f"{name}.svg").read_bytes()
    assert picture == (pictograms.FOR_PAGES / f"{name}.svg").read_bytes()
    assert ET.fromstring(picture).attrib["viewBox"] == "0 0 32 32"
    assert b"href" not in picture


def test_there_are_no_pictures_without_a_source() -> None:
    for folder in (pictograms.FOR_LETTERS, pictograms.FOR_PAGES):
        assert sorted(file.stem for file in folder.glob("*.svg")) == NAMES
        assert "MIT License" in (folder / "LICENSE").read_text()


def test_every_picture_of_a_letter_exists() -> None:
    used = {name for names in BLOCKS.values() for name in names} | set(SHORT) | set(ALT)
    assert used - set(NAMES) == set()
