"""The legal calculations of one household, with their trace."""

from datetime import date

from benchmarks.figures import Figure, median_ms, under
from trede.rules import calculations

DAY = date(2026, 6, 1)
# What a file page asks for one household: who it is, what it gets, whether somebody may work.
HOUSEHOLD: dict[str, dict[str, object]] = {
    "insz": {"number": "93051822361"},
    "leefloon_amount": {"category": "C"},
    "work_right": {"ground": "single_permit", "marking": "beperkt", "valid_until": "2026-12-31"},
}


def household() -> int:
    """Every calculation once; returns how many lines the traces hold."""
    known = calculations()
    return sum(len(known[name](given, DAY).trace) for name, given in HOUSEHOLD.items())


def measure() -> list[Figure]:
    return [under("calculations of one household", median_ms(household, times=50), "ms", 5)]
