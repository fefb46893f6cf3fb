"""`python -m benchmarks.pages [ROWS …]`: queries and milliseconds of every page, on the database of this process.

With ROWS the pages are counted at so many rows in their lists instead, in a transaction that is taken back.
"""

import json
import logging
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import django
from django.db import connections

REPEATS = 20
LOGIN = "allauth.account.auth_backends.AuthenticationBackend"
# Not questions to the database, but the brackets around them.
BRACKETS = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")


class Counter:
    def __init__(self) -> None:
        self.statements: list[str] = []

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.startswith(BRACKETS):
            self.statements.append(sql)
        return execute(sql, params, many, context)


@contextmanager
def counting() -> Iterator[Counter]:
    counter = Counter()
    with ExitStack() as stack:
        for alias in connections:
            stack.enter_context(connections[alias].execute_wrapper(counter))
        yield counter


def browser(member: Any) -> Any:
    from django.test import Client

    client = Client(raise_request_exception=False, HTTP_HOST="localhost")
    client.force_login(member.user, backend=LOGIN)
    return client


def answer(client: Any, address: str) -> int:
    response = client.get(address)
    if response.streaming:
        b"".join(response.streaming_content)
    return response.status_code


def measured(client: Any, page: Any) -> dict[str, Any]:
    status = answer(client, page.address)
    with counting() as counter:
        status = answer(client, page.address)
    if status != 200:
        return {"name": page.name, "status": status}
    durations, busy = [], []
    for _ in range(REPEATS):
        started, cpu = time.perf_counter(), time.process_time()
        answer(client, page.address)
        durations.append((time.perf_counter() - started) * 1000)
        busy.append((time.process_time() - cpu) * 1000)
    return {
        "name": page.name,
        "status": status,
        "queries": len(counter.statements),
        "ms": statistics.median(durations),
        # Of the processor alone, and the quickest: the nearest to a machine that does nothing else.
        "cpu": min(busy),
    }


def counted(client: Any, page: Any) -> dict[str, Any]:
    answer(client, page.address)
    with counting() as counter:
        status = answer(client, page.address)
    return {"name": page.name, "status": status, "queries": len(counter.statements)}


def main(words: list[str]) -> None:
    django.setup()
    # A page without GET answers 405, and says so in the log; what breaks becomes a status 500 here.
    logging.disable(logging.ERROR)
    from benchmarks import crowded, walk

    if not words:
        at = walk.seat()
        client = browser(at.member)
        print(json.dumps([measured(client, page) for page in walk.pages(at)]))
        return
    found = {}
    for rows in (int(word) for word in words):
        with crowded.seat(rows) as at:
            client = browser(at.member)
            found[rows] = [counted(client, page) for page in walk.pages(at)]
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1:])
