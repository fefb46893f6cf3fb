"""What Trede knows of the persons on a list: files found by number, by name and birth date, and their facts."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from trede.clients.gather import gather
from trede.clients.models import (
    Address,
    AddressKind,
    CaseAssignment,
    CaseRole,
    Client,
    ContactPoint,
    IncomeSpell,
    LanguageLevel,
    VdabRegistration,
    WorkRight,
)
from trede.clients.models.household import LIVING_WAGE
from trede.imports.reading import PersonRow
from trede.imports.reading.text import fold

KINDS = (Address, ContactPoint, IncomeSpell, WorkRight, VdabRegistration, LanguageLevel)


@dataclass
class Known:
    """One existing file, as far as a list can speak of it."""

    client: Client
    address: Address | None = None
    contacts: set[str] = field(default_factory=set)
    spells: list[IncomeSpell] = field(default_factory=list)
    work_right: WorkRight | None = None
    vdab: VdabRegistration | None = None
    dutch: set[str] = field(default_factory=set)
    social_workers: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class Matches:
    """Where each person of a piece of the list was found. `why` is insz, number, name or nothing."""

    by_insz: dict[str, Client]
    by_number: dict[str, Client]
    by_name: dict[tuple[str, date], list[Client]]

    def of(self, person: PersonRow) -> tuple[list[Client], str]:
        if person.insz and (found := self.by_insz.get(person.insz)):
            return [found], "insz"
        if person.number_elsewhere and (found := self.by_number.get(person.number_elsewhere)):
            return [found], "number"
        if person.birth_date:
            named = self.by_name.get((name_key(person.last_name, person.first_names), person.birth_date), [])
            return named, "name"
        return [], ""


def name_key(last: str, first: str) -> str:
    """Equal for "EL AMRANI, Aïcha" and "Amrani El Aicha"."""
    return " ".join(sorted(fold(f"{last} {first}").split()))


def match(persons: Sequence[PersonRow], *, organisation_id: int) -> Matches:
    """Find the files of these persons in one organisation, in four queries whatever the size."""
    files = Client.objects.filter(organisation=organisation_id, erased_at=None).select_related("alias_of")
    numbers = {person.insz for person in persons if person.insz}
    elsewhere = {person.number_elsewhere for person in persons if person.number_elsewhere}
    return Matches(
        {found.insz: _whole(found) for found in _by_insz(files, numbers)},
        {found.number_elsewhere: _whole(found) for found in _by_number(files, elsewhere)},
        _by_name(files, persons),
    )


def _by_name(files: QuerySet[Client], persons: Sequence[PersonRow]) -> dict[tuple[str, date], list[Client]]:
    """Many files share a birth date with somebody of the list: only those with the name too are read whole."""
    wanted = {
        (name_key(person.last_name, person.first_names), person.birth_date)
        for person in persons
        if person.birth_date
    }
    born = files.filter(birth_date__in={day for _name, day in wanted}) if wanted else files.none()
    named: dict[tuple[str, date], list[int]] = defaultdict(list)
    for pk, last, first, day in born.values_list("pk", "last_name", "first_names", "birth_date"):
        if (key := (name_key(last, first), day)) in wanted:
            named[key].append(pk)
    whole = files.in_bulk([pk for pks in named.values() for pk in pks])
    return {
        key: list({(one := _whole(whole[pk])).pk: one for pk in pks}.values()) for key, pks in named.items()
    }


def _by_insz(files: QuerySet[Client], numbers: set[str]) -> Iterable[Client]:
    # The second half says nothing new: it lets the database use the index of the numbers.
    return files.filter(insz__in=numbers).exclude(insz="") if numbers else []


def _by_number(files: QuerySet[Client], elsewhere: set[str]) -> Iterable[Client]:
    return files.filter(number_elsewhere__in=elsewhere) if elsewhere else []


def _whole(client: Client) -> Client:
    """A file that was merged away speaks through the file it belongs to."""
    return client.alias_of or client


def load(clients: Iterable[Client], *, on: date) -> dict[int, Known]:
    """The facts that a list can speak of, for many files at once, in three queries."""
    known = {client.pk: Known(client) for client in clients}
    if not known:
        return known
    owner = {pk: pk for pk in known}
    merged = Client.objects.filter(alias_of__in=list(known)).values_list("pk", "alias_of")
    owner |= {pk: whole for pk, whole in merged if whole}
    facts = gather(KINDS, list(owner))
    for kind in KINDS:
        for fact in facts.get(kind, []):
            _add(known[owner[fact.client_id]], fact, on)
    following = CaseAssignment.objects.on(on).filter(client__in=list(owner), role=CaseRole.SOCIAL_WORKER)
    for client_id, member_id in following.values_list("client", "member"):
        known[owner[client_id]].social_workers.add(member_id)
    return known


def _add(known: Known, fact: object, on: date) -> None:
    if isinstance(fact, Address) and fact.kind != AddressKind.POST and fact.runs(on):
        known.address = fact
    elif isinstance(fact, ContactPoint):
        known.contacts.add(fact.value.casefold())
    elif isinstance(fact, IncomeSpell) and fact.kind in LIVING_WAGE:
        known.spells.append(fact)
    elif isinstance(fact, WorkRight) and fact.runs(on):
        known.work_right = fact
    elif isinstance(fact, VdabRegistration) and fact.runs(on):
        known.vdab = fact
    elif isinstance(fact, LanguageLevel) and fact.language == "nl":
        known.dutch.add(fact.level)
