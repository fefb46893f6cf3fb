"""Some hundreds of clients in one transaction: the file, its facts, who may see it, its events, its search keys."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from trede.clients.actions.clients import OWN_FIELDS
from trede.clients.actions.locks import cause_of
from trede.clients.indexing import index_clients
from trede.clients.models import CaseAssignment, CaseRole, Client, FileLock
from trede.core import bulk, events, versions
from trede.core.models import AccessGrant, Purpose
from trede.demo.filling import codes
from trede.demo.filling.climb import write_climb
from trede.demo.filling.clock import Clock
from trede.demo.filling.facts import write_facts
from trede.demo.filling.office import Office
from trede.demo.filling.planning import Planning
from trede.demo.filling.sheet import Crew, Scribe, Sheet
from trede.demo.filling.shelf import Shelf
from trede.demo.filling.way_in import Desk, write_way
from trede.demo.town import places
from trede.demo.town.climb.shapes import Climb
from trede.demo.town.shapes import Person
from trede.demo.town.way.shapes import Way

SIZE = 500


@transaction.atomic
def write_piece(
    travellers: Sequence[tuple[Person, Way, Climb]],
    office: Office,
    planning: Planning,
    shelf: Shelf,
    clock: Clock,
) -> None:
    """All rows of these people, or none."""
    people = [person for person, _way, _climb in travellers]
    clients = bulk.insert(Client, [_client(person, office, clock) for person in people])
    sheet = Sheet()
    desk = Desk(office, planning, clients, [way for _person, way, _climb in travellers], clock)
    for (person, way, climb), client in zip(travellers, clients, strict=True):
        scribe = _write_file(person, client, sheet, office, clock)
        write_way(person, way, scribe, desk)
        write_climb(climb, scribe, desk, shelf)
    sheet.write()
    desk.lengthen_slots()
    bulk.insert(AccessGrant, [*_grants(people, clients, sheet, office), *desk.grants])
    events.record_all(list(sheet.changes()), by=None, organisation_id=office.pk)
    index_clients(clients)


def _client(person: Person, office: Office, clock: Clock) -> Client:
    town, last = places.TOWNS[office.slug][1], person.addresses[-1].municipality
    moved = person.file_closed is not None and last != town
    return bulk.fresh(
        Client,
        organisation_id=office.pk,
        number=person.number,
        last_name=person.last_name,
        first_names=person.first_names,
        known_as=person.known_as,
        insz=person.insz or "",
        birth_date=person.birth_date,
        sex=person.sex,
        nationality=person.nationality,
        arrived_on=person.arrival,
        speaks=person.speaking_language,
        reads_in=person.reading_language,
        reads=person.literacy,
        interpreter_needed=person.interpreter_needed,
        accessibility=person.accessibility,
        opened_on=person.file_opened,
        closed_on=person.file_closed,
        died_on=person.died_on,
        moved_to=last if moved else "",
        version=1 if person.file_closed is None else 2,
        recorded_at=clock.written(person.file_opened, 0),
    )


def _write_file(person: Person, client: Client, sheet: Sheet, office: Office, clock: Clock) -> Scribe:
    crew = crew_of(person, office)
    scribe = Scribe(client, sheet, clock, Crew(crew))
    opened = scribe.moment(person.file_opened)
    client.recorded_at = opened
    values = versions.snapshot(client, list(OWN_FIELDS))
    after = {name: value for name, value in values.items() if value}
    scribe.tell("client.opened", client, opened, scribe.author(person.file_opened), after=after)
    for role, starts, ends, member in crew:
        _assign(scribe, role, starts, ends, member)
    write_facts(person, scribe)
    if person.locked:
        _lock(person, scribe)
    if person.file_closed is not None:
        _close(person, client, scribe, person.file_closed)
    return scribe


def crew_of(person: Person, office: Office) -> list[tuple[CaseRole, date, date | None, int]]:
    """Who follows a person: the assignments of the town, and a coach for who works under artikel 60."""
    found = [
        (codes.CASE_ROLES[one.role], one.starts, one.ends, office.member(one.role, one.worker))
        for one in person.assignments
        if one.role in codes.CASE_ROLES
    ]
    for spell in person.incomes:
        if spell.detail == "artikel60" and spell.ends is None and person.file_closed is None:
            starts = max(spell.starts, person.file_opened)
            found.append((CaseRole.COACH, starts, None, office.member("werkvloercoach", person.number)))
    return found


def _assign(scribe: Scribe, role: CaseRole, starts: date, ends: date | None, member: int) -> None:
    row = scribe.sheet.add(
        bulk.fresh(
            CaseAssignment,
            organisation_id=scribe.client.organisation_id,
            client_id=scribe.client.pk,
            member_id=member,
            role=role,
            starts_on=starts,
            ends_on=ends,
        )
    )
    opened = {"member": member, "role": role.value, "note": ""}
    scribe.tell("assignment.opened", row, scribe.moment(starts), member, after=opened)
    if ends is not None and ends >= scribe.clock.first_day:
        row.version = 2
        after = {"ends_on": ends.isoformat()}
        scribe.tell(
            "assignment.ended", row, scribe.moment(ends), member, before={"ends_on": None}, after=after
        )


def _lock(person: Person, scribe: Scribe) -> None:
    reasons = list(FileLock.Reason)
    row = scribe.sheet.add(
        FileLock(
            organisation_id=scribe.client.organisation_id,
            client_id=scribe.client.pk,
            reason=reasons[person.number % len(reasons)],
            starts_on=person.file_opened,
        )
    )
    named = sorted(_named(scribe))
    after = {"reason": row.reason, "members": named}
    at = scribe.moment(person.file_opened)
    scribe.tell("filelock.opened", row, at, scribe.author(person.file_opened), after=after)


def _named(scribe: Scribe) -> set[int]:
    """Whoever follows the client now; of a closed file, whoever followed it last."""
    running = {member for _role, _starts, ends, member in scribe.crew.periods if ends is None}
    return running or {scribe.crew.periods[-1][3]}


def _close(person: Person, client: Client, scribe: Scribe, closed: date) -> None:
    if person.died_on is not None:
        verb, names = "client.died", ["died_on", "closed_on"]
    elif client.moved_to:
        verb, names = "client.moved", ["moved_to", "closed_on"]
    else:
        verb, names = "client.closed", ["closed_on"]
    after: dict[str, Any] = versions.snapshot(client, names)
    before: dict[str, Any] = {name: "" if name == "moved_to" else None for name in names}
    note = "Geen vraag meer." if verb == "client.closed" else ""
    scribe.tell(
        verb,
        client,
        scribe.moment(closed),
        scribe.social_worker(closed),
        before=before,
        after=after,
        note=note,
    )


def _grants(
    people: Sequence[Person], clients: Sequence[Client], sheet: Sheet, office: Office
) -> Iterable[AccessGrant]:
    """What each assignment, lock and partner opens."""
    for assignment in sheet.rows[CaseAssignment]:
        yield _grant(
            office,
            assignment.client_id,
            codes.PURPOSES[assignment.role],
            assignment.cause,
            assignment,
            member=assignment.member_id,
        )
    for happening in sheet.happenings:
        if isinstance(lock := happening.row, FileLock) and happening.after:
            for member in happening.after["members"]:
                yield _grant(office, lock.client_id, Purpose.NAMED, cause_of(lock), lock, member=member)
    for person, client in zip(people, clients, strict=True):
        for one in person.assignments:
            if one.role == "partner_counsellor":
                yield bulk.fresh(
                    AccessGrant,
                    organisation_id=office.pk,
                    subject=client.pk,
                    to_organisation_id=office.partner,
                    purpose=Purpose.SHARED,
                    cause=f"partner:{client.pk}",
                    starts_on=one.starts,
                    ends_on=one.ends,
                )


def _grant(
    office: Office, subject: int, purpose: str, cause: str, period: Any, *, member: int
) -> AccessGrant:
    return bulk.fresh(
        AccessGrant,
        organisation_id=office.pk,
        subject=subject,
        member_id=member,
        purpose=purpose,
        cause=cause,
        starts_on=period.starts_on,
        ends_on=period.ends_on,
    )
