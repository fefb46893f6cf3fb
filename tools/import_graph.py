"""Draws which room imports which (docs/imports.svg), and fails on an arrow that goes up."""

import sys
from collections import Counter
from pathlib import Path

import grimp

HOME = Path(__file__).resolve().parent.parent
PICTURE = HOME / "docs" / "imports.svg"
# Top to bottom as a client meets them; an arrow may only go down this list.
ROOMS = (
    "demo",
    "portal",
    "desk",
    "insight",
    "imports",
    "orientation",
    "referral",
    "council",
    "clients",
    "outbox",
    "letters",
    "texts",
    "core",
    "matching",
    "rules",
)
WIDTH, ROW, BOX, LEFT = 640, 84, 44, 40


def arrows() -> Counter[tuple[str, str]]:
    """How many modules of one room import modules of another; tests left out."""
    sys.path.insert(0, str(HOME))
    graph = grimp.build_graph("trede", cache_dir=None)
    found: Counter[tuple[str, str]] = Counter()
    for module in sorted(graph.modules):
        if ".tests" in module or module.count(".") < 1:
            continue
        for used in graph.find_modules_directly_imported_by(module):
            here, there = module.split(".")[1], used.split(".")[1] if "." in used else ""
            if here in ROOMS and there in ROOMS and here != there:
                found[here, there] += 1
    return found


def upward(found: Counter[tuple[str, str]]) -> list[tuple[str, str]]:
    return [pair for pair in found if ROOMS.index(pair[0]) > ROOMS.index(pair[1])]


def drawing(found: Counter[tuple[str, str]]) -> str:
    present = [room for room in ROOMS if any(room in pair for pair in found)]
    places = {room: 30 + ROW * number for number, room in enumerate(present)}
    parts = [
        _arrow(places, pair, count, number) for number, (pair, count) in enumerate(sorted(found.items()))
    ]
    parts += [_box(room, top) for room, top in places.items()]
    height = 30 + ROW * len(present)
    title = "Which room imports which: arrows go down only"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{title}" '
        f'font-family="sans-serif" font-size="15"><title>{title}</title>'
        '<defs><marker id="tip" markerWidth="9" markerHeight="9" refX="8" refY="4" orient="auto">'
        '<path d="M0,0 L9,4 L0,8 z" fill="#33566b"/></marker></defs>'
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>{"".join(parts)}</svg>\n'
    )


def _box(room: str, top: int) -> str:
    middle = top + BOX // 2 + 5
    return (
        f'<rect x="{LEFT}" y="{top}" width="150" height="{BOX}" rx="6" fill="#e8f0f4" stroke="#33566b"/>'
        f'<text x="{LEFT + 75}" y="{middle}" text-anchor="middle" fill="#12303f">{room}</text>'
    )


def _arrow(places: dict[str, int], pair: tuple[str, str], count: int, number: int) -> str:
    start, end = places[pair[0]] + BOX // 2 + 8, places[pair[1]] + BOX // 2 - 8
    bend = LEFT + 190 + 34 * (number % 12)
    edge = LEFT + 150
    return (
        f'<path d="M{edge},{start} H{bend} V{end} H{edge + 2}" fill="none" stroke="#33566b" '
        f'stroke-width="{1 + min(count, 40) / 20:.1f}" marker-end="url(#tip)" opacity="0.75"/>'
        f'<text x="{bend + 4}" y="{(start + end) // 2}" fill="#12303f" font-size="12">{count}</text>'
    )


def main() -> int:
    found = arrows()
    if wrong := upward(found):
        print(
            "Arrows that go up: " + ", ".join(f"{here} → {there}" for here, there in wrong), file=sys.stderr
        )
        return 1
    if "--check" in sys.argv:
        same = PICTURE.exists() and PICTURE.read_text(encoding="utf-8") == drawing(found)
        print(
            "docs/imports.svg is up to date."
            if same
            else "docs/imports.svg is old: run tools/import_graph.py."
        )
        return 0 if same else 1
    PICTURE.write_text(drawing(found), encoding="utf-8")
    print(f"{PICTURE.relative_to(HOME)}: {sum(found.values())} imports between rooms, none goes up.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
