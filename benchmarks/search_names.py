"""Name search over many people on SQLite and PostgreSQL: build time, size, speed, what is found.

python -m benchmarks.search_names --people 150000
python -m benchmarks.search_names --postgres "host=/tmp/db dbname=names user=names"
"""

import argparse
import gc
import json
import platform
import random
import sqlite3
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.name_queries import Case, cases, slipped
from benchmarks.synthetic_people import people
from trede.clients import naming

BATCH = 50_000
SCHEMA = (
    "CREATE TABLE search_key (organisation_id {id} NOT NULL, key text{c} NOT NULL, client_id {id} NOT NULL, "
    "PRIMARY KEY (organisation_id, key, client_id))",
    "CREATE TABLE search_spelling (key text{c} NOT NULL, word text{c} NOT NULL, PRIMARY KEY (key, word))",
)
BY_CLIENT = "CREATE INDEX search_key_client ON search_key (client_id)"


class Sqlite:
    mark, name = "?", "sqlite"

    def __init__(self, path: Path) -> None:
        self.path = path
        self.db = sqlite3.connect(path)
        self.db.execute("PRAGMA journal_mode=WAL")
        self.db.execute("PRAGMA synchronous=NORMAL")
        self.db.execute("PRAGMA cache_size=-64000")
        for sql in SCHEMA:
            self.db.execute(sql.format(id="integer", c=""))

    def load(self, table: str, rows: Iterable[tuple[Any, ...]], columns: int) -> None:
        marks = ",".join("?" * columns)
        self.db.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", rows)

    def finish(self) -> None:
        self.db.execute(BY_CLIENT)
        self.db.commit()
        self.db.execute("ANALYZE")
        self.db.commit()
        self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def ask(self, sql: str, params: list[Any]) -> list[tuple[Any, ...]]:
        return self.db.execute(sql, params).fetchall()

    def megabytes(self) -> float:
        return self.path.stat().st_size / 1e6

    def version(self) -> str:
        return sqlite3.sqlite_version


class Postgres:
    mark, name = "%s", "postgresql"

    def __init__(self, dsn: str) -> None:
        self.db = psycopg.connect(dsn, autocommit=True)
        self.db.execute("DROP TABLE IF EXISTS search_key, search_spelling")
        for sql in SCHEMA:
            self.db.execute(sql.format(id="bigint", c=' COLLATE "C"'))

    def load(self, table: str, rows: Iterable[tuple[Any, ...]], columns: int) -> None:
        with self.db.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)

    def finish(self) -> None:
        self.db.execute(BY_CLIENT)
        for table in ("search_key", "search_spelling"):
            # Rows came in batches: half-empty pages of the index are packed again.
            self.db.execute(f"REINDEX TABLE {table}")
            self.db.execute(f"VACUUM ANALYZE {table}")

    def ask(self, sql: str, params: list[Any]) -> list[tuple[Any, ...]]:
        return self.db.execute(sql, params).fetchall()

    def megabytes(self) -> float:
        sql = "SELECT pg_total_relation_size('search_key') + pg_total_relation_size('search_spelling')"
        return self.ask(sql, [])[0][0] / 1e6

    def version(self) -> str:
        return self.ask("SHOW server_version", [])[0][0]


Store = Sqlite | Postgres


def in_batches(rows: Iterable[Any]) -> Iterator[list[Any]]:
    rows = iter(rows)
    while batch := list(islice(rows, BATCH)):
        yield batch


def build(store: Store, everyone: list[naming.SearchablePerson]) -> None:
    """Fills both tables the way an import does: in batches, sorted, each word's spellings once."""
    spelled = naming.NameWords(frozenset(), frozenset())
    for batch in in_batches(everyone):
        rows = sorted((1, key, person.client_id) for person in batch for key in naming.keys_for(person))
        store.load("search_key", rows, 3)
        names = [naming.names_of(person) for person in batch]
        single = frozenset().union(*(each.single for each in names))
        glued = frozenset().union(*(each.glued for each in names))
        new = naming.NameWords(single - spelled.single, glued - spelled.glued)
        store.load("search_spelling", sorted(naming.spelling_rows(new)), 2)
        spelled |= new
    store.finish()


def search(store: Store, by_id: dict[int, naming.SearchablePerson], text: str) -> list[naming.Hit]:
    """One search; the dictionary stands for the caller's third query."""
    query = naming.parse_query(text)
    if not query:
        return []
    words: list[str] = []
    if spelling := naming.spelling_plan(query):
        sql, params = naming.spelling_sql(spelling, table="search_spelling", mark=store.mark)
        words = [word for (word,) in store.ask(sql, params)]
    plan = naming.plan(query, words)
    sql, params = naming.candidate_sql(plan, organisation_id=1, table="search_key", mark=store.mark)
    found = [by_id[client_id] for client_id, _ in store.ask(sql, params)]
    return naming.rank(query, found)


def doubles(
    store: Store, by_id: dict[int, naming.SearchablePerson], someone: naming.SearchablePerson
) -> list[int]:
    """Files that are likely this person, asked before a new file is made."""
    sql, params = naming.spelling_sql(
        naming.spelling_plan_for_doubles(someone), table="search_spelling", mark=store.mark
    )
    plan = naming.plan_for_doubles(someone, [word for (word,) in store.ask(sql, params)])
    sql, params = naming.candidate_sql(plan, organisation_id=1, table="search_key", mark=store.mark)
    found = [client_id for client_id, _ in store.ask(sql, params)]
    return [client_id for client_id in found if naming.likely_double(someone, by_id[client_id]).likely]


def is_found(case: Case, hits: list[naming.Hit]) -> tuple[bool, bool]:
    """Whether the person is among the first ten; and whether only files that match as well came first."""
    exact = case.wanted.client_id in [hit.client_id for hit in hits[:10]]
    own = naming.rank(naming.parse_query(case.text), [case.wanted])
    # Four points is what a longer or shorter name makes of the same match.
    crowded = bool(own) and len(hits) >= 10 and own[0].score >= hits[9].score - 4
    return exact, exact or crowded


def measure(store: Store, everyone: list[naming.SearchablePerson], asked: list[Case]) -> dict[str, Any]:
    gc.collect()
    gc.freeze()  # an import or a server does not hold everybody in memory
    started, cpu = time.perf_counter(), time.process_time()
    build(store, everyone)
    built, cpu = time.perf_counter() - started, time.process_time() - cpu
    by_id = {person.client_id: person for person in everyone}
    gc.freeze()
    times: list[tuple[float, str]] = []
    found: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    answers = []
    for case in asked:
        started = time.perf_counter()
        hits = search(store, by_id, case.text)
        times.append((1000 * (time.perf_counter() - started), case.kind))
        found[case.kind].append(is_found(case, hits))
        answers.append([(hit.client_id, hit.score) for hit in hits])
    return {
        "database": f"{store.name} {store.version()}",
        "keys": store.ask("SELECT count(*) FROM search_key", [])[0][0],
        "spellings": store.ask("SELECT count(*) FROM search_spelling", [])[0][0],
        "build_seconds": round(built, 1),
        "build_cpu_seconds": round(cpu, 1),
        "megabytes": round(store.megabytes(), 1),
        "milliseconds": _spread([took for took, _ in times]),
        "slowest": [f"{took:.0f} ms: {kind}" for took, kind in sorted(times, reverse=True)[:5]],
        "found_in_first_10": {kind: _share(rows, 0) for kind, rows in found.items()},
        "or_ten_match_as_well": {kind: _share(rows, 1) for kind, rows in found.items()},
        "doubles": measure_doubles(store, by_id, asked),
        "answers": answers,
    }


def measure_doubles(
    store: Store, by_id: dict[int, naming.SearchablePerson], asked: list[Case]
) -> dict[str, Any]:
    """The same people offered again as new, without number and with a slip in the family name."""
    chance, times, found = random.Random(3), [], 0
    for case in asked:
        again = replace(
            case.wanted, client_id=0, insz="", family_name=slipped(case.wanted.family_name, chance)
        )
        started = time.perf_counter()
        found += case.wanted.client_id in doubles(store, by_id, again)
        times.append(1000 * (time.perf_counter() - started))
    return {"milliseconds": _spread(times), "found": f"{100 * found / len(asked):.1f} %"}


def _spread(times: list[float]) -> dict[str, float]:
    cuts = statistics.quantiles(times, n=20)
    return {"p50": round(cuts[9], 1), "p95": round(cuts[18], 1), "max": round(max(times), 1)}


def _share(rows: list[tuple[bool, bool]], which: int) -> str:
    return f"{100 * sum(row[which] for row in rows) / len(rows):.0f} %"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=150_000)
    parser.add_argument("--per-kind", type=int, default=12)
    parser.add_argument("--postgres", default="", help="connection string; without it only SQLite")
    options = parser.parse_args()
    everyone = list(people(options.people))
    asked = cases(everyone, options.per_kind)
    with tempfile.TemporaryDirectory() as folder:
        results = [measure(Sqlite(Path(folder) / "names.db"), everyone, asked)]
        if options.postgres:
            results.append(measure(Postgres(options.postgres), everyone, asked))
    answers = [result.pop("answers") for result in results]
    print(
        json.dumps(
            {
                "machine": platform.node(),
                "people": options.people,
                "queries": len(asked),
                "same_answers": all(each == answers[0] for each in answers),
                "results": results,
            },
            indent=2,
        )
    )


if __name__ == "__main__":
    main()
