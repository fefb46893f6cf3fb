"""One measured figure beside its target; every `benchmarks/bench_*.py` has `measure() -> list[Figure]`."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Figure:
    name: str
    value: float | Decimal
    unit: str
    # In words, as people read it: "under 150", "at most 12".
    target: str
    ok: bool


def under(name: str, value: float, unit: str, most: float) -> Figure:
    """A figure that must stay below `most`."""
    return Figure(name, value, unit, f"under {most:g}", value < most)


def at_most(name: str, value: float, unit: str, most: float) -> Figure:
    """A figure that may reach `most`."""
    return Figure(name, value, unit, f"at most {most:g}", value <= most)


def median_ms(work: Callable[[], object], *, times: int = 15) -> float:
    """The median duration of `work` in milliseconds, after one run that warms up."""
    work()
    durations = []
    for _ in range(times):
        started = time.perf_counter()
        work()
        durations.append((time.perf_counter() - started) * 1000)
    return statistics.median(durations)
