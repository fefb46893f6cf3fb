"""`make bench [ONLY=word]`: measure everything in benchmarks/bench_*.py and compare it with its target."""

import argparse
import importlib
import os
import platform
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from benchmarks import report  # noqa: E402
from benchmarks.figures import Figure  # noqa: E402

SEED = 1


def machine() -> str:
    """Name, processor, cores and memory: a figure without them means nothing."""
    return f"{platform.node()}: {processor()}, {sort_of_machine()}"


def sort_of_machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores, {memory:.0f} GB, Python {platform.python_version()}"


def busy() -> str:
    """How many processes wanted the processor: above the number of cores every duration is too long."""
    return f"load {os.getloadavg()[0]:.1f}"


def processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def modules(only: str) -> list[str]:
    return [path.stem for path in sorted(HERE.glob("bench_*.py")) if only in path.stem]


def measured(module: str) -> list[Figure]:
    random.seed(SEED)
    return importlib.import_module(f"benchmarks.{module}").measure()


def table(figures: list[Figure]) -> Iterator[str]:
    wide = max(len(figure.name) for figure in figures)
    for figure in figures:
        verdict = "ok" if figure.ok else "MISSED"
        yield f"  {figure.name:<{wide}}  {figure.value:>12,.2f} {figure.unit:<8} {figure.target:<16} {verdict}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="modules with this in their name")
    parser.add_argument("--write", type=Path, help="also write the figures into this Markdown file")
    options = parser.parse_args()
    chosen = modules(options.only)
    if not chosen:
        print("No benchmark has that in its name.", file=sys.stderr)
        return 1
    print(f"{machine()}\nseed {SEED}", flush=True)
    missed = 0
    for module in chosen:
        started = time.perf_counter()
        figures = measured(module)
        missed += sum(not figure.ok for figure in figures)
        print(f"\n{module} ({time.perf_counter() - started:.1f} s)", *table(figures), sep="\n", flush=True)
        if options.write:
            report.put(options.write, module, figures, f"{sort_of_machine()}, {busy()}")
    print(f"\n{missed} of the figures missed their target." if missed else "\nEvery figure holds.")
    # A missed target is said, not an error: the figures depend on how busy the machine is.
    return 0


if __name__ == "__main__":
    sys.exit(main())
