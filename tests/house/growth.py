"""The same town with more of everything, to see that a page does not ask more of the database for more rows."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from tests.cast import LONG_AGO, ClientFactory, MemberFactory
from tests.house.facts import VALUES, fact
from tests.house.growth_climb import grow_climb
from tests.house.town import Town
from tests.house.way import another
from trede.clients import models as m
from trede.clients.actions.clients import assign
from trede.core import events
from trede.core.actions.invitations import invite
from trede.core.models import Absence, Look, Member, Team, TeamMembership
from trede.core.periods import today
from trede.core.roles import Role
from trede.imports.models import ImportRow, ImportRun, RunState

# Of these a file may have several at once; the others follow each other.
AT_ONCE = (m.ContactPoint, m.HouseholdMember)


def grow(town: Town, start: int, stop: int) -> None:
    """Add the rows from `start` to `stop` of everything that a page lists."""
    numbers = range(start, stop)
    own = town.client("own")
    for number in numbers:
        _facts(own, number)
        _document(town, own, number)
        found = _client(town, number)
        joined = _people(town, number)
        _list(town, number)
        invited = another(town.offices["own"], town.members[Role.TRAJECTBEGELEIDER], number)
        grow_climb(town, [found, invited], joined, number)


def _facts(client: m.Client, number: int) -> None:
    for model in VALUES:
        extra: dict[str, Any] = {}
        if model is m.LanguageLevel:
            extra = {"measured_on": date(2020, 1, 1) + timedelta(days=number)}
        if model is m.ContactPoint:
            extra = {"value": f"+3247{number:07}"}
        fact(model, client, 0 if model in AT_ONCE else number, **extra)


def _document(town: Town, client: m.Client, number: int) -> None:
    m.Document.objects.create(
        organisation=client.organisation,
        client=client,
        kind="letter",
        title=f"Brief {number}",
        storage_name=f"{number:064}",
        media_type="text/plain",
        size=10,
        sha256=f"{number:064}",
    )


def _client(town: Town, number: int) -> m.Client:
    client = ClientFactory(organisation=town.office, insz="")
    for member in town.members.values():
        assign(client, member=member, role=m.CaseRole.GUIDE, by=None, starts_on=LONG_AGO)
    for model in (m.WorkRight, m.LanguageLevel, m.Address, m.ContactAttempt, m.Signal, m.IncomeSpell):
        fact(model, client)
    m.LikelyDouble.objects.create(
        organisation=town.office, one=town.client("own"), other=client, score=70, reasons=["same_name"]
    )
    Look.objects.create(
        organisation=town.office,
        member=town.colleague,
        subject=client.pk,
        reason="Aan het loket",
        opened_at=timezone.now() - timedelta(days=number),
    )
    events.record(
        "client.changed",
        client,
        by=town.colleague,
        organisation_id=town.office.pk,
        subject=client.pk,
        before={"known_as": ""},
        after={"known_as": f"Roepnaam {number}"},
    )
    return client


def _people(town: Town, number: int) -> Member:
    member: Member = MemberFactory(organisation=town.office, roles=[Role.TRAJECTBEGELEIDER])
    team = Team.objects.create(organisation=town.office, name=f"Team {number}")
    for home in (team, Team.objects.get(pk=town["team", "own"])):
        TeamMembership.objects.create(team=home, member=member, starts_on=LONG_AGO)
    day = today() + timedelta(days=number)
    Absence.objects.create(
        member=member, cover=town.members[Role.TRAJECTBEGELEIDER], starts_on=day, ends_on=day
    )
    Absence.objects.create(member=town.colleague, starts_on=day, ends_on=day)
    invite(
        by=town.members[Role.BEHEERDER], email=f"genodigd{number}@example.org", name="Nieuw", roles=[Role.DPO]
    )
    return member


def _list(town: Town, number: int) -> None:
    ImportRun.objects.create(
        organisation=town.office,
        by=town.colleague,
        ending="csv",
        sha256=f"grown-{number}",
        as_of=date(2026, 3, 1),
        state=RunState.REVIEW,
    )
    for outcome, place in (("question", 100), ("new", 500)):
        ImportRow.objects.create(
            run_id=town["run", "own"], number=place + number, outcome=outcome, person={"last_name": "Rij"}
        )
