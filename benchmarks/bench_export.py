"""A list of 5,000 clients to Excel."""

from benchmarks.figures import Figure, at_most, under
from benchmarks.towns import BIG, inside

ROWS = 5000


def measure() -> list[Figure]:
    rows = min(ROWS, BIG // 2)
    found = inside(BIG, "benchmarks.exporting", str(rows))
    return [
        under(f"{rows} rows to Excel", found["seconds"], "s", 3),
        under(f"{rows} rows to Excel, processor", found["cpu"], "s", 3),
        at_most(f"{rows} rows to Excel", found["queries"], "queries", 10),
    ]
