"""Who of mine could start where: a caseload of 250 against the whole catalogue, in a large town."""

from benchmarks.figures import Figure, at_most, under
from benchmarks.towns import BIG, inside


def measure() -> list[Figure]:
    found = inside(BIG, "benchmarks.fitting")
    about = f"{found['clients']} clients × {found['offers']} offers"
    return [
        under(f"{about}, from the database, cold", found["cold"], "ms", 500),
        under(f"{about}, cold, processor", found["processor"], "ms", 500),
        under(f"{about}, again", found["warm"], "ms", 500),
        at_most(f"{about}, queries", found["queries"], "queries", 10),
        Figure(f"{about}, conditions weighed", found["checks"], "checks", "all", found["checks"] > 0),
    ]
