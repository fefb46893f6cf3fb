"""What a first visit costs: bytes and requests with an empty cache."""

from benchmarks.figures import Figure, under
from benchmarks.towns import SMALL, inside


def measure() -> list[Figure]:
    found = inside(SMALL, "benchmarks.first_visit")
    sizes = [under(f"first visit, {name}", one["bytes"] / 1000, "kB", 500) for name, one in found.items()]
    requests = [under(f"first visit, {name}", one["requests"], "requests", 20) for name, one in found.items()]
    return sizes + requests
