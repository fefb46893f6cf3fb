"""Organisations, members, teams and their absences: everything but the clients."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext as _

from trede.core import bulk, events, local
from trede.core.errors import CaseError
from trede.core.models import (
    Absence,
    Capacity,
    LocalSetting,
    Member,
    MemberRole,
    Organisation,
    Team,
    TeamMembership,
    User,
)
from trede.demo.filling import codes
from trede.demo.filling.clock import Clock
from trede.demo.town import organisations, shapes, staff
from trede.demo.town.staff import LEAST

# What it says on somebody's door; the role says what the program lets them do.
FUNCTIONS = {
    "trajectbegeleider": "Trajectbegeleider",
    "werkvloercoach": "Werkvloercoach",
    "maatschappelijk_werker": "Maatschappelijk werker",
    "administratief_medewerker": "Medewerker onthaal en administratie",
    "teamleider": "Teamcoach tewerkstelling",
    "diensthoofd": "Hoofd tewerkstelling",
    "partner_counsellor": "Trajectbepaler",
    "partner_guest": "Trajectbepaler Economisch Huis Oostende",
    "beheerder": "Applicatiebeheerder",
    "dpo": "Functionaris gegevensbescherming",
}
LEADS = "teamleider"
SETTINGS = (
    (local.PERMIT_WARNING_DAYS, 90, "Een nieuwe kaart aanvragen duurt bij ons bijna drie maanden."),
    (local.STAGING_DAYS, 14, "Twee weken volstaan om de vragen van een lijst te beantwoorden."),
    (
        local.SEND_UNREAD_TEXTS,
        1,
        "Beter een vertaling die zegt dat ze niet is nagelezen dan enkel Nederlands.",
    ),
)


@dataclass(frozen=True, slots=True)
class Office:
    """One organisation and its members, by role of the town and in the order of the town's staff."""

    pk: int
    slug: str
    by_role: dict[str, list[int]]
    partner: int
    vdab: int

    def member(self, role: str, index: int) -> int:
        return self.by_role[role][index % len(self.by_role[role])]

    def guest(self, index: int) -> int | None:
        """Who sits in for the partner; a small OCMW has nobody of a partner."""
        return self.member("partner_guest", index) if "partner_guest" in self.by_role else None


def write_offices(clients: int, seed: int, clock: Clock) -> None:
    """All rows but those of clients; inside one transaction."""
    rows = bulk.insert(Organisation, [_organisation(one) for one in organisations()])
    places = {row.slug: row for row in rows}
    bulk.insert(Capacity, [row for one in organisations() for row in _capacities(one, places[one.slug])])
    people = staff(clients, seed, clock.today)
    members = _members(people, places, clock)
    _teams(people, members, places, clock)
    bulk.insert(Absence, list(_absences(people, members)))
    chosen = [_setting(places["oostende"], *setting, clock) for setting in SETTINGS]
    bulk.insert(LocalSetting, chosen)


def _organisation(one: shapes.TownOrganisation) -> Organisation:
    return Organisation(
        name=one.name,
        slug=one.slug,
        enterprise_number=one.enterprise_number,
        municipality=one.municipality,
        is_demo=True,
    )


def _capacities(one: shapes.TownOrganisation, row: Organisation) -> Iterable[Capacity]:
    return (Capacity(organisation=row, kind=kind, starts_on=date(2010, 1, 1)) for kind in one.capacities)


def _members(
    people: list[shapes.StaffMember], places: dict[str, Organisation], clock: Clock
) -> dict[str, Member]:
    """Logins without a usable password: one enters by choosing a name, in the demo only."""
    joined = clock.moment(clock.first_day, 480)
    users = [
        User(
            email=one.email,
            name=f"{one.first_name} {one.last_name}",
            password=make_password(None),
            date_joined=joined,
        )
        for one in people
    ]
    bulk.insert(User, users)
    rows = [
        Member(
            user=user,
            organisation=places[one.organisation],
            function=FUNCTIONS[one.role],
            phone=one.phone,
            starts_on=clock.first_day,
        )
        for user, one in zip(users, people, strict=True)
    ]
    bulk.insert(Member, rows)
    roles = [
        MemberRole(member=row, role=codes.ROLES[one.role], starts_on=clock.first_day)
        for row, one in zip(rows, people, strict=True)
    ]
    bulk.insert(MemberRole, roles)
    return {one.key: row for one, row in zip(people, rows, strict=True)}


def team_name(one: shapes.StaffMember) -> str:
    """In a large town the employment service counts several teams of the size of Oostende's own."""
    turn = one.index // LEAST.get(one.role, 1_000_000)
    return f"{one.team} {turn + 1}" if turn and one.role != "maatschappelijk_werker" else one.team


def _teams(
    people: list[shapes.StaffMember],
    members: dict[str, Member],
    places: dict[str, Organisation],
    clock: Clock,
) -> None:
    in_team = [one for one in people if one.team]
    names = dict.fromkeys((one.organisation, team_name(one)) for one in in_team)
    teams = {key: Team(organisation=places[key[0]], name=key[1]) for key in names}
    bulk.insert(Team, teams.values())
    memberships = [
        TeamMembership(
            team=teams[one.organisation, team_name(one)],
            member=members[one.key],
            leads=one.role == LEADS,
            starts_on=clock.first_day,
        )
        for one in in_team
    ]
    bulk.insert(TeamMembership, memberships)


def _absences(people: list[shapes.StaffMember], members: dict[str, Member]) -> Iterable[Absence]:
    peers: dict[tuple[str, str], list[shapes.StaffMember]] = defaultdict(list)
    for one in people:
        peers[one.organisation, one.role].append(one)
    for one in people:
        for period in one.absences:
            cover = _cover(one, period, peers[one.organisation, one.role])
            yield Absence(
                member=members[one.key],
                cover=members[cover.key] if cover else None,
                starts_on=period.starts,
                ends_on=period.ends,
            )


def _cover(
    one: shapes.StaffMember, period: shapes.Absence, peers: list[shapes.StaffMember]
) -> shapes.StaffMember | None:
    """The next colleague of the same role who is there in those days."""
    place = peers.index(one)
    for other in (*peers[place + 1 :], *peers[:place]):
        if not any(_meet(period, away) for away in other.absences):
            return other
    return None


def _meet(one: shapes.Absence, other: shapes.Absence) -> bool:
    return one.starts <= (other.ends or date.max) and other.starts <= (one.ends or date.max)


def _setting(place: Organisation, key: str, value: int, reason: str, clock: Clock) -> LocalSetting:
    return LocalSetting(
        organisation=place, key=key, value=str(value), starts_on=clock.first_day, reason=reason
    )


def record_settings(clock: Clock) -> None:
    """The choices of the organisation, as events of its beheerder."""
    for row in LocalSetting.objects.filter(organisation__is_demo=True).order_by("pk"):
        beheerder = Member.objects.filter(organisation=row.organisation_id).with_role("beheerder").first()
        change = events.Change(
            "setting.chosen",
            object_kind="organisation",
            object_id=row.organisation_id,
            after={"key": row.key, "value": int(row.value), "starts_on": row.starts_on},
            note=row.reason,
            at=clock.moment(clock.first_day, 600),
            by_id=beheerder.pk if beheerder else None,
        )
        events.record_all([change], by=None, organisation_id=row.organisation_id)


def read_office(slug: str, clients: int, seed: int, clock: Clock) -> Office:
    """The office as it stands in the database; the town's staff says who is who. Raises CaseError."""
    people = [one for one in staff(clients, seed, clock.today) if one.organisation == slug]
    rows = Member.objects.filter(organisation__slug=slug).values_list("user__email", "pk")
    ids = dict(rows)
    if ids.keys() != {one.email for one in people}:
        raise CaseError(
            _(
                "De demostad werd begonnen met een andere versie van Trede. Begin opnieuw met een lege databank."
            )
        )
    by_role: dict[str, list[int]] = defaultdict(list)
    for one in people:
        by_role[one.role].append(ids[one.email])
    pks = dict(Organisation.objects.values_list("slug", "pk"))
    return Office(pk=pks[slug], slug=slug, by_role=dict(by_role), partner=pks["eho"], vdab=pks["vdab"])
