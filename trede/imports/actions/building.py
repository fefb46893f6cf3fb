"""From one row to the facts it brings: rows to be written, nothing written yet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from trede.clients.models import (
    Address,
    Channel,
    Client,
    ContactPoint,
    Fact,
    IncomeSpell,
    LanguageLevel,
    Source,
    VdabRegistration,
    WorkGround,
    WorkRight,
)
from trede.core import bulk
from trede.core.models import Member
from trede.imports.known import Known
from trede.imports.reading import PersonRow
from trede.imports.rows import values_of
from trede.imports.weighing import UNMEASURED, own_values

CONTACTS = (("phone", Channel.PHONE), ("mobile", Channel.MOBILE), ("email", Channel.EMAIL))


@dataclass(frozen=True)
class Origin:
    """Which list a fact came from, and on which day it begins when the list does not say."""

    organisation_id: int
    as_of: date
    by: Member | None


def new_client(person: PersonRow, *, number: int, origin: Origin) -> Client:
    return bulk.fresh(
        Client,
        organisation_id=origin.organisation_id,
        number=number,
        last_name=person.last_name,
        first_names=person.first_names,
        opened_on=origin.as_of,
        **own_values(person),
    )


def facts_of(
    person: PersonRow, client: Client, changes: dict[str, list[Any]] | None, origin: Origin
) -> Iterator[Fact]:
    """The new facts; `changes` names which parts, None means all of a new file."""

    def brings(part: str) -> bool:
        return changes is None or part in changes

    common = {
        "client_id": client.pk,
        "organisation_id": origin.organisation_id,
        "source": Source.IMPORT,
        "recorded_by_id": origin.by.pk if origin.by else None,
    }
    if brings("address") and (person.street or person.municipality):
        yield bulk.fresh(
            Address,
            starts_on=origin.as_of,
            street=person.street,
            house_number=person.house_number,
            box=person.box,
            postcode=person.postcode,
            municipality=person.municipality,
            **common,
        )
    for part, channel in CONTACTS:
        if brings(part) and (value := getattr(person, part)):
            yield bulk.fresh(ContactPoint, starts_on=origin.as_of, channel=channel, value=value, **common)
    yield from _status_facts(person, brings, origin, common)


def _status_facts(person: PersonRow, brings: Any, origin: Origin, common: dict[str, Any]) -> Iterator[Fact]:
    if brings("leefloon") and person.leefloon_category:
        yield bulk.fresh(
            IncomeSpell,
            kind=person.income_kind or "leefloon",
            category=person.leefloon_category,
            amount_cents=person.leefloon_amount,
            starts_on=person.leefloon_start or origin.as_of,
            ends_on=person.leefloon_end,
            **common,
        )
    if brings("work_right") and person.work_right:
        yield bulk.fresh(
            WorkRight, starts_on=origin.as_of, ground=WorkGround.OTHER, marking=person.work_right, **common
        )
    if brings("vdab") and person.vdab_registered:
        yield bulk.fresh(VdabRegistration, starts_on=person.vdab_since or origin.as_of, **common)
    if brings("dutch_level") and person.dutch_level not in ("", UNMEASURED):
        yield bulk.fresh(
            LanguageLevel, language="nl", level=person.dutch_level, measured_on=origin.as_of, **common
        )


def endings(
    person: PersonRow, known: Known, changes: dict[str, list[Any]], origin: Origin
) -> Iterator[tuple[Any, date]]:
    """Running facts that a new one replaces, with their last day."""
    if "address" in changes and known.address and known.address.kind == "home":
        yield known.address, origin.as_of - timedelta(days=1)
    if "work_right" in changes and known.work_right:
        yield known.work_right, origin.as_of - timedelta(days=1)
    if "leefloon" in changes:
        starts = person.leefloon_start or origin.as_of
        for spell in known.spells:
            if spell.runs(starts) and spell.starts_on < starts:
                yield spell, starts - timedelta(days=1)


def event_values(person: PersonRow) -> dict[str, Any]:
    """What the timeline keeps of a row: everything that was taken over, the remark too."""
    return {
        name: value
        for name, value in values_of(person)
        if value is not None and value != "" and name != "row"
    }
