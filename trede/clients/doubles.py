"""Looks through a whole organisation for files that are likely one person; the page only reads what was found."""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import combinations

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from trede.clients import naming
from trede.clients.indexing import person_of
from trede.clients.models import Channel, Client, ContactPoint, DoublesSearch, LikelyDouble, NotADouble
from trede.clients.naming.folding import skeleton
from trede.core.models import CapacityKind, Organisation

# A shared desk phone or a very common name says nothing: such groups are left out.
MOST_IN_GROUP = 60
MOST_KEPT = 2000
NAMES = ("pk", "number", "number_elsewhere", "last_name", "first_names", "known_as", "insz", "birth_date")

Pair = tuple[int, int]
People = dict[int, naming.SearchablePerson]


def refresh(organisation_id: int) -> int:
    """Find the likely doubles of this organisation again; returns how many were kept. For the periodic command.

    Seconds for tens of thousands of files: never inside a page.
    """
    people = _people(organisation_id)
    decided = set(NotADouble.objects.filter(organisation=organisation_id).values_list("one", "other"))
    likely = _likely(people, set(_pairs(people)) - decided)
    found = heapq.nsmallest(MOST_KEPT, likely, key=lambda item: (-item[0].score, item[1]))
    _replace(organisation_id, found)
    return len(found)


def _likely(people: People, pairs: Iterable[Pair]) -> Iterator[tuple[naming.Verdict, Pair]]:
    for pair in pairs:
        verdict = naming.likely_double(people[pair[0]], people[pair[1]])
        if verdict.likely:
            yield verdict, pair


def refresh_oldest() -> int:
    """The job of every minute: one organisation whose last search is a day old, or that never had one."""
    day_ago = timezone.now() - timedelta(days=1)
    recent = DoublesSearch.objects.filter(at__gt=day_ago).values("organisation")
    waiting = Organisation.objects.with_capacity(CapacityKind.OCMW).exclude(pk__in=recent).order_by("pk")
    organisation = waiting.first()
    if organisation is None:
        return 0
    refresh(organisation.pk)
    return 1


@task()
def refresh_in_background(organisation_id: int) -> None:
    refresh(organisation_id)


@transaction.atomic
def _replace(organisation_id: int, found: list[tuple[naming.Verdict, Pair]]) -> None:
    # Two runs at once would write every pair twice: the second waits for the first.
    Organisation.objects.select_for_update(of=("self",)).get(pk=organisation_id)
    DoublesSearch.objects.update_or_create(organisation_id=organisation_id, defaults={"at": timezone.now()})
    LikelyDouble.objects.filter(organisation=organisation_id).delete()
    LikelyDouble.objects.bulk_create(
        [
            LikelyDouble(
                organisation_id=organisation_id,
                one_id=pair[0],
                other_id=pair[1],
                score=int(verdict.score),
                reasons=[str(reason) for reason in verdict.reasons],
            )
            for verdict, pair in found
        ],
        batch_size=500,
    )


def _people(organisation_id: int) -> People:
    phones: dict[int, list[str]] = defaultdict(list)
    emails: dict[int, list[str]] = defaultdict(list)
    points = ContactPoint.objects.current().filter(organisation=organisation_id).order_by()
    for client, channel, value in points.values_list("client", "channel", "value").iterator(5000):
        (emails if channel == Channel.EMAIL else phones)[client].append(value)
    rows = Client.objects.whole().filter(organisation=organisation_id, erased_at=None).values(*NAMES)
    return {
        row["pk"]: person_of(row, phones.get(row["pk"], ()), emails.get(row["pk"], ()))
        for row in rows.iterator(5000)
    }


def _pairs(people: People) -> Iterator[Pair]:
    """Pairs worth comparing: they share a telephone or address, a sounding name, or a birth date and an initial."""
    groups: dict[str, list[int]] = defaultdict(list)
    for pk, person in people.items():
        for key in _blocks(person):
            groups[key].append(pk)
    for members in groups.values():
        if 1 < len(members) <= MOST_IN_GROUP:
            yield from combinations(sorted(members), 2)


def _blocks(person: naming.SearchablePerson) -> Iterable[str]:
    keys = {key for key in naming.keys_for(person) if key[0] in "pe"}
    sounds = sorted({skeleton(word) for word in naming.names_of(person).single})
    keys.add("n" + " ".join(sounds))
    if person.birth_date:
        keys |= {f"b{person.birth_date:%Y%m%d}{sound[:1]}" for sound in sounds}
    return keys
