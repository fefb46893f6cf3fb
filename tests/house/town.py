"""A compact town for the tests of the whole house: two organisations, everybody, one of everything.

Things are named by what they are and by whose they are: `town["client", "own"]`. `own` is the file that every
role is assigned to, `colleague` one that somebody else follows, `locked` one that everybody was assigned to and
that is shut but for the colleague, `other` belongs to the other organisation.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from tests.cast import LONG_AGO, ClientFactory, OrganisationFactory, member_of
from tests.house.climb import Shelf, climb_of, shelf_of
from tests.house.facts import one_of_each
from tests.house.way import Office, office_of, office_things, way_of
from trede.clients.actions.clients import assign
from trede.clients.actions.documents import add_document
from trede.clients.indexing import index_clients
from trede.clients.models import CaseAssignment, CaseRole, Client, Document, FileLock, LikelyDouble
from trede.core import access
from trede.core.actions.invitations import invite
from trede.core.models import (
    Absence,
    Capacity,
    LocalSetting,
    Look,
    Member,
    MemberRole,
    Organisation,
    Purpose,
    Team,
    TeamMembership,
)
from trede.core.periods import today
from trede.core.roles import Role
from trede.desk.models import SavedFilter
from trede.imports.actions import staging
from trede.imports.models import ImportRow, ImportRun, RunState

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
FILES = ("own", "colleague", "locked", "other")
FOLLOWED = ("own", "locked")
LIST = "Achternaam;Voornaam;Geboortedatum\nJanssens;An;01/02/1990\nPeeters;Jan;03/04/1985\n"


@dataclass
class Town:
    office: Organisation
    elsewhere: Organisation
    members: dict[str, Member]
    colleague: Member
    stranger: Member
    things: dict[tuple[str, str], Any] = field(default_factory=dict)
    offices: dict[str, Office] = field(default_factory=dict)
    shelves: dict[str, Shelf] = field(default_factory=dict)

    def __getitem__(self, key: tuple[str, str]) -> Any:
        return self.things[key]

    def client(self, whose: str) -> Client:
        return Client.objects.get(pk=self.things["client", whose])


def build() -> Town:
    office, elsewhere = OrganisationFactory(), OrganisationFactory()
    members = {role.value: member_of(office, role.value) for role in Role}
    town = Town(office, elsewhere, members, member_of(office, Role.TRAJECTBEGELEIDER), _stranger(elsewhere))
    for whose in FILES:
        _file(town, whose)
    _lock(town)
    _pair(town)
    for whose, member in (("own", town.colleague), ("other", town.stranger)):
        _office_things(town, whose, member)
        _list(town, whose, member, staging.folder())
    _way(town)
    _climb(town)
    for whose in FILES:
        access.log_access(by=town.colleague, subject=town["client", whose], page="file", why="guidance")
    return town


def _stranger(elsewhere: Organisation) -> Member:
    return member_of(elsewhere, *[role.value for role in Role])


def _file(town: Town, whose: str) -> None:
    home = town.elsewhere if whose == "other" else town.office
    client = ClientFactory(organisation=home, insz="90051700188" if whose == "own" else "", speaks="ar")
    followers = [town.stranger if whose == "other" else town.colleague]
    if whose in FOLLOWED:
        followers += town.members.values()
    for member in followers:
        assign(client, member=member, role=CaseRole.GUIDE, by=None, starts_on=LONG_AGO)
    index_clients([client])  # type: ignore[list-item]
    _looked_once(town, client)
    own = {"client": client.pk, **one_of_each(client)}
    own["caseassignment"] = CaseAssignment.objects.filter(client=client).order_by("pk")[0].pk
    own["look"] = _look(followers[0], client).pk
    own |= _document(client, followers[0])
    town.things.update({(kind, whose): value for kind, value in own.items()})


def _looked_once(town: Town, client: Client) -> None:
    """Everybody at the office once opened this file with a reason; that day is over."""
    if client.organisation_id != town.office.pk:
        return
    for member in town.members.values():
        access.open_grant(
            organisation=town.office,
            subject=client.pk,
            member=member,
            purpose=Purpose.REASON_GIVEN,
            cause="look:0",
            starts_on=today() - timedelta(days=1),
            ends_on=today() - timedelta(days=1),
        )


def _look(member: Member, client: Client) -> Look:
    """A look that waits for the DPO, on a file that stays shut otherwise: its grants ended long ago."""
    return Look.objects.create(
        organisation=client.organisation,
        member=member,
        subject=client.pk,
        reason="De cliënt stond aan het loket",
        opened_at=timezone.now() - timedelta(days=3),
    )


def _document(client: Client, by: Member) -> dict[str, int]:
    made = {}
    for name, confidential in (("document", False), ("secretdocument", True)):
        document = Document(
            organisation_id=client.organisation_id,
            client=client,
            kind="other",
            title="Brief",
            confidential=confidential,
        )
        content = f"Een gewone tekst over {name} van {client.pk}.".encode()
        made[name] = add_document(document, content, by=by, name="brief.txt").pk
    return made


def _lock(town: Town) -> None:
    client = town.client("locked")
    FileLock.objects.create(
        client=client, organisation=client.organisation, reason="relative", starts_on=LONG_AGO
    )
    access.open_grant(
        organisation=client.organisation,
        subject=client.pk,
        member=town.colleague,
        purpose=Purpose.NAMED,
        cause="lock:1",
        starts_on=LONG_AGO,
    )


def _pair(town: Town) -> None:
    """A file merged into each file, and two that look like one person."""
    for whose in ("own", "colleague", "locked", "other"):
        leading = town.client(whose)
        part = ClientFactory(organisation=leading.organisation, alias_of=leading)
        town.things["part", whose] = part.pk
    for whose, home in (("own", town.office), ("other", town.elsewhere)):
        one, other = ClientFactory(organisation=home), ClientFactory(organisation=home)
        pair = LikelyDouble.objects.create(
            organisation=home, one=one, other=other, score=80, reasons=["same_name"]
        )
        town.things["pair", whose] = pair.pk


def _office_things(town: Town, whose: str, member: Member) -> None:
    home = member.organisation
    team = Team.objects.create(organisation=home, name="Noord")
    membership = TeamMembership.objects.create(team=team, member=member, starts_on=LONG_AGO)
    later = today() + timedelta(days=400)
    absence = Absence.objects.create(member=member, starts_on=later, ends_on=later)
    invitation, token = invite(
        by=_host(town, whose), email=f"nieuw-{whose}@example.org", name="Nieuw", roles=["dpo"]
    )
    LocalSetting.objects.create(
        organisation=home, key="look_review_days", value="14", reason="Afspraak", starts_on=LONG_AGO
    )
    town.things.update(
        {
            ("member", whose): member.pk,
            ("memberrole", whose): MemberRole.objects.filter(member=member).order_by("pk")[0].pk,
            ("team", whose): team.pk,
            ("teammembership", whose): membership.pk,
            ("absence", whose): absence.pk,
            ("invitation", whose): invitation.pk,
            ("token", whose): token,
            ("savedfilter", whose): SavedFilter.objects.create(
                organisation=home, member=member, name="Mijn lijst"
            ).pk,
            ("capacity", whose): Capacity.objects.filter(organisation=home).order_by("pk")[0].pk,
        }
    )


def _way(town: Town) -> None:
    """One of everything between a referral and a decision, for each file; a session and a meeting of each office."""
    guide, partner = town.members[Role.TRAJECTBEGELEIDER], town.members[Role.PARTNER]
    leads = [town.members[role] for role in (Role.TEAMLEIDER, Role.DIENSTHOOFD)]
    town.offices = {
        "own": office_of(town.office, guide, partner, leads),
        "other": office_of(town.elsewhere, town.stranger, None),
    }
    for whose in FILES:
        office = town.offices["other" if whose == "other" else "own"]
        made = way_of(office, town.client(whose), by=town.stranger if whose == "other" else town.colleague)
        town.things.update({(kind, whose): value for kind, value in made.items()})
    for whose, office in town.offices.items():
        town.things.update({(kind, whose): value for kind, value in office_things(office).items()})


def _climb(town: Town) -> None:
    """One of everything on the ladder and in the offers. What is sent, is sent to the office itself."""
    town.shelves = {
        "own": shelf_of(town.office, town.colleague, town.office),
        "other": shelf_of(town.elsewhere, town.stranger, town.elsewhere),
    }
    for whose in FILES:
        shelf = town.shelves["other" if whose == "other" else "own"]
        by = town.stranger if whose == "other" else town.colleague
        made = shelf.things | climb_of(shelf, town.client(whose), by=by)
        town.things.update({(kind, whose): value for kind, value in made.items()})


def _host(town: Town, whose: str) -> Member:
    return town.members[Role.BEHEERDER] if whose == "own" else town.stranger


def _list(town: Town, whose: str, member: Member, folder: Path) -> None:
    """A list whose rows wait for a look, and one whose columns do."""
    path = folder / f"{whose}.csv"
    path.write_text(LIST)
    for name, state in (("run", RunState.REVIEW), ("newrun", RunState.MAPPING)):
        run = staging.begin(path, organisation=member.organisation, by=member, as_of=date(2026, 3, 1))
        ImportRun.objects.filter(pk=run.pk).update(state=state, counts={"question": 1, "new": 1})
        town.things[name, whose] = run.pk
        for number, outcome in ((1, "question"), (2, "new")):
            ImportRow.objects.create(
                run=run, number=number, outcome=outcome, person={"last_name": "Uit de lijst"}
            )


__all__ = ["BACKEND", "FILES", "Town", "build"]
