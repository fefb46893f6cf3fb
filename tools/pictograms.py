"""Write the pictograms of names.txt, for letters and for web pages: one name a line, ours=theirs.

Usage: python tools/pictograms.py FOLDER   (FOLDER: where icons.json of @iconify-json/fluent-emoji-flat is)
"""

import json
import shutil
import sys
from pathlib import Path

TREDE = Path(__file__).resolve().parent.parent / "trede"
FOR_LETTERS = TREDE / "letters" / "pictograms"
FOR_PAGES = TREDE / "static" / "pictograms"


def names() -> dict[str, str]:
    """Our name of each pictogram, and theirs."""
    lines = (FOR_LETTERS / "names.txt").read_text().split()
    return {ours: theirs for ours, _, theirs in (line.partition("=") for line in lines)}


def svg(body: str, size: int) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">{body}</svg>\n'


def main(folder: Path) -> None:
    package = json.loads((folder / "icons.json").read_text())
    FOR_PAGES.mkdir(exist_ok=True)
    shutil.copy(FOR_LETTERS / "LICENSE", FOR_PAGES / "LICENSE")
    for ours, theirs in names().items():
        picture = svg(package["icons"][theirs]["body"], package["width"])
        for place in (FOR_LETTERS, FOR_PAGES):
            (place / f"{ours}.svg").write_text(picture)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
