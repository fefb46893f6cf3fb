"""A process of its own that fills a town and dies at given statements; prints a hash of what stands there.

`python -m trede.demo.tests.killed CLIENTS SEED [STATEMENT …]`: each number is one death by SIGKILL, after so
many statements of that attempt; the attempt after the last one is left alone.
"""

import json
import os
import signal
import sys
from collections.abc import Sequence
from datetime import date
from typing import Any

import django

TODAY = date(2026, 11, 22)
PIECE = 9


def die_after(statements: int) -> Any:
    left = [statements]

    def wrapper(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        left[0] -= 1
        if left[0] <= 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    return wrapper


def attempt(clients: int, seed: int, statements: int) -> int:
    """One attempt in a process of its own; returns the signal that ended it."""
    from django.db import connection, connections

    from trede.demo.filling import Plan, fill

    connections.close_all()
    child = os.fork()
    if child == 0:
        if statements:
            connection.execute_wrappers.append(die_after(statements))
        fill(Plan(clients, seed, TODAY), lambda said: None)
        connections.close_all()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def main(clients: int, seed: int, deaths: Sequence[int]) -> None:
    django.setup()
    from trede.demo.filling import fill

    sys.modules[fill.__module__].SIZE = PIECE  # type: ignore[attr-defined]
    codes = [attempt(clients, seed, statements) for statements in (*deaths, 0)]
    from trede.core import seals
    from trede.demo.tests.exported import Export

    print(json.dumps({"codes": codes, "digest": Export().digest(), "verified": seals.verify().exit_code}))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), [int(word) for word in sys.argv[3:]])
