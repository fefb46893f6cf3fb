"""Every page that a guide can reach, on a small town and a large one: questions to the database, and time."""

import json
from collections import defaultdict
from typing import Any

from benchmarks.figures import Figure, at_most, under
from benchmarks.towns import BIG, HOME, SMALL, inside

MOST_QUERIES, MOST_MS, MOST_RATIO = 12, 150, 1.5
ROWS = ("1", "3", "50")
# Below this a ratio says more about the machine than about the page.
TOO_QUICK_MS = 10
# How many pages over their target are named, the worst first.
NAMED = 8
Measured = list[dict[str, Any]]


def measure() -> list[Figure]:
    towns = {clients: inside(clients, "benchmarks.pages") for clients in sorted({SMALL, BIG})}
    rows = inside(SMALL, "benchmarks.pages", *ROWS)
    (HOME / "pages.json").write_text(json.dumps({"towns": towns, "rows": rows}, indent=1))
    figures = [figure for clients, found in towns.items() for figure in of_town(clients, found)]
    return [*figures, *growth(towns[SMALL], towns[BIG]), *by_rows(rows)]


def shown(found: Measured) -> Measured:
    return [page for page in found if page["status"] == 200]


def of_town(clients: int, found: Measured) -> list[Figure]:
    """How many pages answered, the worst ones, and those over a target by name."""
    broken = [page["name"] for page in found if page["status"] >= 500]
    pages = shown(found)
    figures = [Figure(f"{clients}: pages shown", len(pages), "pages", "all", not broken)]
    figures += [Figure(f"{clients}: {name} breaks", 500, "status", "200", False) for name in broken]
    queries = [
        at_most(f"{clients}: queries, {p['name']}", p["queries"], "queries", MOST_QUERIES) for p in pages
    ]
    times = [under(f"{clients}: time, {p['name']}", p["ms"], "ms", MOST_MS) for p in pages]
    cpu = [under(f"{clients}: processor, {p['name']}", p["cpu"], "ms", MOST_MS) for p in pages]
    return figures + worst(queries) + worst(times) + worst(cpu)


def worst(figures: list[Figure]) -> list[Figure]:
    """The worst figure, and every other that missed its target, up to a number."""
    ordered = sorted(figures, key=lambda figure: -figure.value)
    return [figure for place, figure in enumerate(ordered[:NAMED]) if place == 0 or not figure.ok]


def growth(small: Measured, big: Measured) -> list[Figure]:
    """How much longer a page takes in the large town. By processor time: the machine may be busy."""
    before = {page["name"]: page for page in shown(small)}
    ratios = [
        at_most(f"growth, {page['name']}", page["cpu"] / before[page["name"]]["cpu"], "times", MOST_RATIO)
        for page in shown(big)
        if page["name"] in before and page["cpu"] > TOO_QUICK_MS
    ]
    return worst(ratios)


def by_rows(rows: dict[str, Measured]) -> list[Figure]:
    """Pages that ask more when their lists are longer."""
    counts: dict[str, list[int]] = defaultdict(list)
    for found in rows.values():
        for page in shown(found):
            counts[page["name"]].append(page["queries"])
    spread = [
        at_most(f"queries at {'/'.join(ROWS)} rows, {name}", max(many) - min(many), "more", 0)
        for name, many in counts.items()
    ]
    return worst(spread)
