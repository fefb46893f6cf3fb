"""The file itself: opened, changed, closed, and who follows it."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from trede.clients.actions.facts import check_writable
from trede.clients.indexing import INDEXED_FIELDS, index_clients
from trede.clients.models import CaseAssignment, CaseRole, Client
from trede.core import access, events, promises, versions
from trede.core.errors import CaseError
from trede.core.models import Member, Organisation, Purpose
from trede.core.periods import today

OWN_FIELDS = (
    "number_elsewhere",
    "last_name",
    "first_names",
    "known_as",
    "insz",
    "birth_date",
    "sex",
    "nationality",
    "arrived_on",
    "speaks",
    "reads_in",
    "reads",
    "interpreter_needed",
    "accessibility",
)
GRANT_PURPOSE: dict[str, Purpose] = {CaseRole.SOCIAL_WORKER: Purpose.SOCIAL_SERVICE}


def next_number(organisation_id: int) -> int:
    """The next file number. The organisation's row is locked, so that two files never share one."""
    Organisation.objects.select_for_update().get(pk=organisation_id)
    last = Client.objects.filter(organisation=organisation_id).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


@transaction.atomic
def open_file(client: Client, *, by: Member, reason: str = "") -> Client:
    """Make a new file and put it in the caseload of whoever makes it. Raises ValidationError or CaseError.

    `reason`: why it is somebody else than the likely doubles that were shown.
    """
    client.organisation_id = by.organisation_id
    client.number = next_number(by.organisation_id)
    client.opened_on = client.opened_on or today()
    client.full_clean(exclude=["organisation"])
    with promises.explained(), transaction.atomic():
        client.save(force_insert=True)
    after = {name: value for name, value in versions.snapshot(client, list(OWN_FIELDS)).items() if value}
    events.record(
        "client.opened",
        client,
        by=by,
        organisation_id=by.organisation_id,
        subject=client.pk,
        after=after,
        note=reason.strip(),
    )
    index_clients([client])
    role = CaseRole.SOCIAL_WORKER if "maatschappelijk_werker" in by.roles else CaseRole.GUIDE
    if {"maatschappelijk_werker", "trajectbegeleider", "werkvloercoach"} & by.roles:
        assign(client, member=by, role=role, by=by)
    else:
        assign(client, member=by, role=CaseRole.SUPPORT, by=by, ends_on=today())
    return client


@transaction.atomic
def change_client(client: Client, *, by: Member, expected: int, values: dict[str, Any]) -> Client:
    """Change who this person is. Raises Conflict when a colleague was first, ValidationError on bad values."""
    check_writable(client)
    for name, value in values.items():
        setattr(client, name, value)
    client.full_clean(exclude=["organisation"])
    with promises.explained(), transaction.atomic():
        before, after = versions.save_checked(client, expected=expected, values=values)
    if after:
        events.record(
            "client.changed",
            client,
            by=by,
            organisation_id=client.organisation_id,
            subject=client.pk,
            before=before,
            after=after,
        )
    if INDEXED_FIELDS & set(after):
        index_clients([client])
    return client


@transaction.atomic
def assign(
    client: Client,
    *,
    member: Member,
    role: str,
    by: Member | None,
    starts_on: date | None = None,
    ends_on: date | None = None,
    note: str = "",
) -> CaseAssignment:
    """Let a member follow a client; opens the access. Raises CaseError for a member of another organisation."""
    if member.organisation_id != client.organisation_id:
        raise CaseError(_("Deze medewerker werkt niet voor de organisatie van dit dossier."))
    assignment = CaseAssignment(
        organisation_id=client.organisation_id,
        client=client,
        member=member,
        role=role,
        starts_on=starts_on or today(),
        ends_on=ends_on,
        note=note.strip(),
    )
    assignment.full_clean(exclude=["organisation"])
    with promises.explained(), transaction.atomic():
        assignment.save(force_insert=True)
    access.open_grant(
        organisation=client.organisation_id,
        subject=client.pk,
        member=member,
        purpose=GRANT_PURPOSE.get(role, Purpose.GUIDANCE),
        cause=assignment.cause,
        starts_on=assignment.starts_on,
        ends_on=ends_on,
    )
    events.record(
        "assignment.opened",
        assignment,
        by=by,
        organisation_id=client.organisation_id,
        subject=client.pk,
        after={"member": member.pk, "role": role, "note": note.strip()},
    )
    return assignment


@transaction.atomic
def end_assignment(assignment: CaseAssignment, *, by: Member, last_day: date) -> CaseAssignment:
    """End who follows this client on `last_day` (inclusive); closes the access that came with it."""
    if last_day < assignment.starts_on:
        raise CaseError(_("De einddatum ligt vóór de begindatum. Kies een latere einddatum."))
    values = {"ends_on": last_day}
    before, after = versions.save_checked(assignment, expected=assignment.version, values=values)
    access.close_grants(cause=assignment.cause, last_day=last_day)
    events.record(
        "assignment.ended",
        assignment,
        by=by,
        organisation_id=assignment.organisation_id,
        subject=assignment.client_id,
        before=before,
        after=after,
    )
    return assignment
