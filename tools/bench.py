"""`make bench`: the figures of benchmarks/, with everything they need installed."""

import os
import subprocess
from collections.abc import Sequence

import environment
from common import PYTHON, ROOT, main, with_variables


def work(_arguments: Sequence[str]) -> int:
    environment.ensure(tests=True)
    command = [str(PYTHON), "-m", "benchmarks.run", "--only", os.environ.get("ONLY", "")]
    if where := os.environ.get("WRITE"):
        command += ["--write", where]
    return subprocess.run(command, cwd=ROOT, env=with_variables(PYTHONHASHSEED="1")).returncode


if __name__ == "__main__":
    main(work)
