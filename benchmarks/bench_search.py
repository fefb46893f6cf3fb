"""Finding a client by a name with a typing error, in a large town."""

from benchmarks.figures import Figure, under
from benchmarks.towns import BIG, inside


def measure() -> list[Figure]:
    found = inside(BIG, "benchmarks.finding")
    about = f"search with a typing error over {found['clients']} clients"
    return [
        under(f"{about}, median", found["median"], "ms", 100),
        under(f"{about}, 95 of 100", found["p95"], "ms", 100),
        Figure(f"{about}, found", found["found"], "per cent", "at least 90", found["found"] >= 90),
    ]
