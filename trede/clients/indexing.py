"""Keeps the search index in step with the files. Other rooms call `index_clients` after a bulk write."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import reduce
from itertools import islice
from operator import or_
from typing import Any

from trede.clients import naming
from trede.clients.models import Channel, Client, ContactPoint, SearchKey, SearchSpelling
from trede.core import bulk

BATCH = 500
# Fields of a client from which keys are made: a change of any of them asks for new keys.
INDEXED_FIELDS = frozenset(
    {"last_name", "first_names", "known_as", "birth_date", "insz", "number_elsewhere", "number"}
)


def searchable(
    client: Client, *, phones: Sequence[str] = (), emails: Sequence[str] = ()
) -> naming.SearchablePerson:
    """A client, saved or not yet, as search knows people."""
    names = ("number", "number_elsewhere", "last_name", "first_names", "known_as", "insz", "birth_date")
    return person_of({"pk": client.pk} | {name: getattr(client, name) for name in names}, phones, emails)


def index_clients(clients: Iterable[Client]) -> int:
    """Bring the index in step with these files; writes only what differs. Returns how many files were done.

    For imports and the demo: any number of clients, of any organisation, in pieces of 500.
    """
    done, rows = 0, iter(clients)
    while batch := list(islice(rows, BATCH)):
        _index_batch(batch)
        done += len(batch)
    return done


def _index_batch(batch: list[Client]) -> None:
    ids = [client.pk for client in batch]
    phones, emails = _points_of(ids)
    people = {
        client.pk: searchable(client, phones=phones[client.pk], emails=emails[client.pk])
        for client in batch
        if client.erased_at is None
    }
    organisation = {client.pk: client.organisation_id for client in batch}
    wanted = {(organisation[pk], key, pk) for pk, person in people.items() for key in naming.keys_for(person)}
    present = set(SearchKey.objects.filter(client__in=ids).values_list("organisation", "key", "client"))
    _drop(present - wanted)
    bulk.execute_many(
        f'INSERT INTO "{SearchKey._meta.db_table}" (organisation_id, key, client_id) VALUES (%s, %s, %s) '
        "ON CONFLICT DO NOTHING",
        sorted(wanted - present),
    )
    _spell(people.values())


def _points_of(ids: list[int]) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    phones: dict[int, list[str]] = defaultdict(list)
    emails: dict[int, list[str]] = defaultdict(list)
    points = ContactPoint.objects.standing().filter(client__in=ids).order_by()
    for client_id, channel, value in points.values_list("client", "channel", "value"):
        (emails if channel == Channel.EMAIL else phones)[client_id].append(value)
    return phones, emails


def _drop(rows: set[tuple[int, str, int]]) -> None:
    by_client: dict[int, list[str]] = defaultdict(list)
    for _organisation, key, client_id in rows:
        by_client[client_id].append(key)
    for client_id, keys in by_client.items():
        SearchKey.objects.filter(client=client_id, key__in=keys).delete()


def _spell(people: Iterable[naming.SearchablePerson]) -> None:
    """Words nobody had yet get their spellings; a known word costs one look-up."""
    names = reduce(or_, map(naming.names_of, people), naming.NameWords(frozenset(), frozenset()))
    rows = sorted(naming.spelling_rows(names))
    present = _present_spellings(rows)
    bulk.execute_many(
        f'INSERT INTO "{SearchSpelling._meta.db_table}" (key, word) VALUES (%s, %s) ON CONFLICT DO NOTHING',
        [(key, word) for key, word in rows if word not in present],
    )


def _present_spellings(rows: list[tuple[str, str]]) -> set[str]:
    """A word is known when its sound, single and glued, is there; all its rows were written together."""
    sounds = [(key, word) for key, word in rows if key[0] in "sg"]
    wanted: dict[str, set[str]] = defaultdict(set)
    for key, word in sounds:
        wanted[word].add(key)
    present: dict[str, set[str]] = defaultdict(set)
    keys = sorted({key for key, _word in sounds})
    for start in range(0, len(keys), 5000):
        chunk = SearchSpelling.objects.filter(key__in=keys[start : start + 5000])
        for key, word in chunk.values_list("key", "word"):
            present[word].add(key)
    return {word for word, needed in wanted.items() if needed <= present[word]}


def person_of(
    values: dict[str, Any], phones: Sequence[str], emails: Sequence[str]
) -> naming.SearchablePerson:
    numbers = (str(values["number"] or ""), values["number_elsewhere"])
    return naming.SearchablePerson(
        client_id=values["pk"] or 0,
        given_names=values["first_names"],
        family_name=values["last_name"],
        known_as=values["known_as"],
        birth_date=values["birth_date"],
        insz=values["insz"],
        phones=tuple(phones),
        emails=tuple(emails),
        dossier_numbers=tuple(number for number in numbers if number),
    )
