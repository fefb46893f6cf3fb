"""Taking over a list of as many clients as the large town has, into an empty database."""

import os
import shutil
import subprocess
import sys
import time

from benchmarks.figures import Figure, under
from benchmarks.lists import write_list
from benchmarks.towns import BIG, HOME, ROOT, surroundings

MINUTES, MEGABYTES, SEED = 3, 500, 5
# The target is for 150,000 rows; fewer have less time, but the program must start first.
MOST_SECONDS = 10 + (MINUTES * 60 - 10) * BIG / 150_000
ORGANISATION = """
from trede.core.models import Capacity, Organisation
place = Organisation.objects.create(slug="lijst", name="OCMW Lijst")
Capacity.objects.create(organisation=place, kind="ocmw", starts_on="2020-01-01")
"""


def measure() -> list[Figure]:
    folder = HOME / "import"
    shutil.rmtree(folder, ignore_errors=True)
    around = surroundings(folder)
    _manage(around, "migrate_all", "--verbosity", "0")
    _manage(around, "shell", "-v", "0", "-c", ORGANISATION)
    file = folder / "lijst.csv"
    write_list(file, BIG, SEED)
    words = ("import_clients", str(file), "--organisation", "lijst", "--accept", "safe")
    started = time.perf_counter()
    code, megabytes, processor = _weighed(around, *words)
    seconds = time.perf_counter() - started
    shutil.rmtree(folder)
    return [
        Figure(f"import of {BIG} rows", code, "code", "0 or 1", code in (0, 1)),
        under(f"import of {BIG} rows", seconds, "s", MOST_SECONDS),
        under(f"import of {BIG} rows, processor", processor, "s", MOST_SECONDS),
        under(f"import of {BIG} rows, memory", megabytes, "MB", MEGABYTES),
    ]


def _manage(around: dict[str, str], *words: str) -> None:
    subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=around, check=True)


def _weighed(around: dict[str, str], *words: str) -> tuple[int, float, float]:
    """Exit code, the most memory that the process held in megabytes, and its seconds of processor."""
    process = subprocess.Popen(
        [sys.executable, "manage.py", *words], cwd=ROOT, env=around, stdout=subprocess.DEVNULL
    )
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, used.ru_maxrss / 1024, used.ru_utime + used.ru_stime
