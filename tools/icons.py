"""Build trede/static/icons.svg from vendor/tabler/icons.txt: one name a line, or ours=theirs.

Usage: python tools/icons.py FOLDER   (FOLDER: icons/outline of the @tabler/icons package)
"""

import re
import sys
from pathlib import Path

STATIC = Path(__file__).resolve().parent.parent / "trede" / "static"
NAMES = STATIC / "vendor" / "tabler" / "icons.txt"


def symbol(name: str, svg: str) -> str:
    """One icon as a symbol; stroke and size come from the class .icon on the page."""
    found = re.search(r"<svg[^>]*>(.*)</svg>", svg, re.DOTALL)
    if not found:
        raise ValueError(f"{name}: not an SVG file")
    shapes = re.sub(r'<path stroke="none"[^>]*/>', "", found.group(1))
    shapes = re.sub(r"\s+", " ", shapes).replace("> <", "><").strip()
    return f'<symbol id="{name}" viewBox="0 0 24 24">{shapes}</symbol>'


def main(folder: Path) -> None:
    lines = NAMES.read_text().split()
    pairs = [(line.split("=")[0], line.split("=")[-1]) for line in lines]
    symbols = [symbol(ours, (folder / f"{theirs}.svg").read_text()) for ours, theirs in pairs]
    lines = ['<svg xmlns="http://www.w3.org/2000/svg">', *symbols, "</svg>", ""]
    (STATIC / "icons.svg").write_text("\n".join(lines))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
