"""`make bench`: the figures of benchmarks/, with everything they need installed."""

import os
from collections.abc import Sequence

import environment
from common import PYTHON, main, run, with_variables


def work(_arguments: Sequence[str]) -> None:
    environment.ensure(tests=True)
    only = os.environ.get("ONLY", "")
    run(PYTHON, "-m", "benchmarks.run", "--only", only, env=with_variables(PYTHONHASHSEED="1"))


if __name__ == "__main__":
    main(work)
