"""How long the program needs to start, in a process of its own each time."""

import statistics
import subprocess
import sys

from benchmarks.figures import Figure, under

CODE = """
import os, time
started = time.perf_counter()
os.environ["DJANGO_SETTINGS_MODULE"] = "trede.settings"
import django
django.setup()
print(time.perf_counter() - started)
"""


def measure() -> list[Figure]:
    durations = [
        float(subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True).stdout)
        for _ in range(5)
    ]
    return [under("django.setup()", statistics.median(durations), "s", 1.5)]
