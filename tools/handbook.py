"""`make handbook`: the screenshots of docs/handbook/shots.toml, taken in a fresh demo town."""

from collections.abc import Sequence

import environment
import testtools
from common import PYTHON, main, run


def work(_arguments: Sequence[str]) -> None:
    environment.ensure(tests=True)
    testtools.chromium()
    run(PYTHON, "-m", "tests.browser.handbook")


if __name__ == "__main__":
    main(work)
