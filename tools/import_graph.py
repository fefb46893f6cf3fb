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
    "fit",
    "facts",
    "offers",
    "ladder",
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
WIDTH, ROW, BOX, LEFT, LANE = 740, 64, 40, 20, 36


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
    used = [room for room in present if any(pair[1] == room for pair in found)]
    # A lane of its own for each room that is used, the lowest room the farthest: no two arrows run together.
    lanes = {room: LEFT + 190 + LANE * number for number, room in enumerate(used)}
    parts = [_lane(places, room, lanes[room], found) for room in used]
    parts += [_box(room, top) for room, top in places.items()]
    height = 30 + ROW * len(present)
    title = "Which room imports which: arrows go down only"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{title}" '
        f'font-family="sans-serif" font-size="15"><title>{title}</title>'
        '<defs><marker id="tip" markerUnits="userSpaceOnUse" markerWidth="10" markerHeight="10" refX="9" refY="5" '
        'orient="auto"><path d="M0,0 L10,5 L0,10 z" fill="#33566b"/></marker></defs>'
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>{"".join(parts)}</svg>\n'
    )


def _box(room: str, top: int) -> str:
    middle = top + BOX // 2 + 5
    return (
        f'<rect x="{LEFT}" y="{top}" width="150" height="{BOX}" rx="6" fill="#e8f0f4" stroke="#33566b"/>'
        f'<text x="{LEFT + 75}" y="{middle}" text-anchor="middle" fill="#12303f">{room}</text>'
    )


def _lane(places: dict[str, int], room: str, lane: int, found: Counter[tuple[str, str]]) -> str:
    """The arrows to one room: those who use it join its lane at a dot, with how many modules do."""
    edge, end = LEFT + 150, places[room] + BOX // 2 - 8
    users = sorted(
        (places[here] + BOX // 2 + 8, count) for (here, there), count in found.items() if there == room
    )
    start = users[0][0]
    parts = [
        f'<path d="M{lane},{start} V{end} H{edge + 2}" fill="none" stroke="#33566b" marker-end="url(#tip)"/>'
    ]
    parts += [
        f'<path d="M{edge},{top} H{lane}" stroke="#9fb6c3"/><circle cx="{lane}" cy="{top}" r="3" fill="#33566b"/>'
        f'<text x="{lane + 4}" y="{top + 14}" fill="#12303f" font-size="11">{count}</text>'
        for top, count in users
    ]
    return "".join(parts)


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
