"""The index in a real SQLite database, and a cast of people who are hard to find."""

import sqlite3
from collections.abc import Iterable
from datetime import date

from trede.clients.naming import (
    Hit,
    SearchablePerson,
    candidate_sql,
    keys_for,
    names_of,
    parse_query,
    plan,
    plan_for_doubles,
    rank,
    spelling_plan,
    spelling_plan_for_doubles,
    spelling_rows,
    spelling_sql,
)
from trede.clients.naming.people import Plan, SpellingPlan


def person(client_id: int, given: str, family: str, **known: object) -> SearchablePerson:
    return SearchablePerson(client_id, given, family, **known)  # type: ignore[arg-type]


class Index:
    def __init__(self, people: Iterable[SearchablePerson]) -> None:
        self.people = {person.client_id: person for person in people}
        self.db = sqlite3.connect(":memory:", check_same_thread=False)
        self.db.execute(
            "CREATE TABLE k (organisation_id, key, client_id, PRIMARY KEY (organisation_id, key, client_id))"
        )
        self.db.execute("CREATE TABLE s (key, word, PRIMARY KEY (key, word))")
        for each in self.people.values():
            keys = [(1, key, each.client_id) for key in keys_for(each)]
            self.db.executemany("INSERT INTO k VALUES (?, ?, ?)", keys)
            self.db.executemany("INSERT OR IGNORE INTO s VALUES (?, ?)", spelling_rows(names_of(each)))

    def words(self, asked: SpellingPlan) -> list[str]:
        return (
            [word for (word,) in self.db.execute(*spelling_sql(asked, table="s", mark="?"))] if asked else []
        )

    def candidates(self, asked: Plan, organisation_id: int = 1) -> list[SearchablePerson]:
        sql, params = candidate_sql(asked, organisation_id=organisation_id, table="k", mark="?")
        return [self.people[client_id] for client_id, _ in self.db.execute(sql, params)]

    def search(self, text: str) -> list[Hit]:
        query = parse_query(text)
        asked = plan(query, self.words(spelling_plan(query)))
        return rank(query, self.candidates(asked)) if asked else []

    def found(self, text: str) -> list[int]:
        return [hit.client_id for hit in self.search(text)]

    def doubles(self, someone: SearchablePerson) -> list[SearchablePerson]:
        words = self.words(spelling_plan_for_doubles(someone))
        return self.candidates(plan_for_doubles(someone, words))


CAST = (
    person(
        1, "Mohamed", "El Amrani", birth_date=date(1985, 3, 12), insz="85.03.12-123.45",
        phones=("+32 478 12 34 56",), emails=("Mohamed.ElAmrani@example.org",), dossier_numbers=("2024-00123",),
    ),
    person(2, "Юлия", "Коваленко", birth_date=date(1990, 11, 2), phones=("+380 67 123 45 67",)),
    person(3, "Gülsüm", "Doğan-Işık", birth_date=date(1979, 1, 31), insz="79013100222"),
    person(4, "Çağla", "Weiß", birth_date=date(2001, 6, 5)),
    person(5, "Łukasz", "Wiśniewski", known_as="Luc", birth_date=date(1988, 12, 24)),
    person(6, "Els", "Van der Elst", birth_date=date(1970, 7, 7)),
    person(7, "Youssef", "Ben Ali", birth_date=date(1993, 4, 18)),
    person(8, "Jean-Pierre", "D'Hondt", birth_date=date(1962, 9, 9)),
    person(9, "Fatima Zohra", "Aït El Haj", birth_date=None),
    person(10, "Ben", "Peeters", birth_date=date(1999, 2, 28)),
    person(11, "Mehmet", "Yılmaz", birth_date=date(1985, 12, 3)),
    person(12, "Oualid", "Elkhattabi", birth_date=date(1994, 8, 21)),
    person(13, "محمد", "الأمراني", birth_date=date(1991, 5, 5)),
)  # fmt: skip
