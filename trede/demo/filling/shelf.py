"""What the office offers, before anybody takes part: the catalogue, the WerkLabo, and the editions of each season."""

from dataclasses import dataclass
from datetime import timedelta

from trede.clients.models import OwnBarrier
from trede.core import bulk
from trede.core.models import Member, Organisation
from trede.demo.filling.clock import Clock
from trede.demo.filling.office import Office
from trede.demo.town.climb.shelf import Run, Runs
from trede.ladder.actions.assessment_kinds import adopt_library
from trede.ladder.models import AssessmentKind, AssessmentTask
from trede.offers.actions.catalogue import adopt_catalogue
from trede.offers.models import Edition, EditionSession, Offer

WERKLABO = "werklabo"
# So long ago each owner last said that an offer is still so; a few are stale.
CONFIRMED_DAYS = (12, 40, 75, 110, 150, 170, 205, 260)
OWN_BARRIERS = (("Durft niet alleen op de bus", "mobility"), ("Zorgt voor een ziek familielid", "multi"))
BEGIN, END = 9 * 60, 12 * 60
PLACES = ("Sociaal Huis, lokaal 2", "Wijkcentrum De Dijk", "Bibliotheek, zaal 1", "Sociaal Huis, lokaal 4")
SEASONS = ("winter", "voorjaar", "zomer", "najaar")


@dataclass(frozen=True, slots=True)
class Shelf:
    """What stands in the database, by what the town calls it."""

    offers: dict[str, Offer]
    runs: dict[tuple[str, int], int]
    sessions: dict[int, list[EditionSession]]
    kind: int
    # Of each task of the WerkLabo: its number, and those of its indicators in order.
    tasks: dict[str, tuple[int, list[int]]]


def write_shelf(office: Office, runs: Runs, clock: Clock) -> None:
    """All rows; inside one transaction."""
    organisation = Organisation.objects.get(pk=office.pk)
    lead = Member.objects.get(pk=office.member("teamleider", 0))
    begun = clock.moment(clock.first_day, 630)
    adopt_catalogue(organisation, by=lead, today=clock.today, as_town="Oostende", at=begun)
    adopt_library(organisation, by=lead, at=begun)
    bulk.insert(OwnBarrier, [_own_barrier(office, *one) for one in OWN_BARRIERS])
    offers = list(Offer.objects.filter(organisation=office.pk).order_by("pk"))
    for number, offer in enumerate(offers):
        _kept(offer, number, office, clock)
    Offer.objects.bulk_update(offers, ["owner", "confirmed_on", "confirmed_by"])
    by_key = {offer.key: offer for offer in offers}
    for key in runs.all:
        _editions(by_key[key], runs, office, clock)


def _own_barrier(office: Office, label: str, code: str) -> OwnBarrier:
    return OwnBarrier(organisation_id=office.pk, label=label, code=code)


def _kept(offer: Offer, number: int, office: Office, clock: Clock) -> None:
    """Somebody of the service keeps each offer up to date."""
    keeper = office.member("trajectbegeleider", number)
    offer.owner_id = keeper
    offer.confirmed_on = clock.today - timedelta(days=CONFIRMED_DAYS[number % len(CONFIRMED_DAYS)])
    offer.confirmed_by_id = keeper


def _editions(offer: Offer, runs: Runs, office: Office, clock: Clock) -> None:
    rows = [
        bulk.fresh(
            Edition,
            organisation_id=office.pk,
            offer_id=offer.pk,
            name=_name(run),
            starts_on=run.starts,
            ends_on=run.ends,
            places=runs.places,
            enrol_until=run.starts - timedelta(days=2),
            place=PLACES[run.turn % len(PLACES)],
            leader_id=office.member("trajectbegeleider", run.turn),
        )
        for run in runs.all[offer.key]
    ]
    bulk.insert(Edition, rows)
    sessions = [
        bulk.fresh(
            EditionSession,
            organisation_id=office.pk,
            edition_id=row.pk,
            on=row.starts_on + timedelta(days=days),
            begin=BEGIN,
            end=END,
        )
        for row in rows
        for days in range(0, (row.ends_on - row.starts_on).days + 1, 7)
    ]
    bulk.insert(EditionSession, sessions)


def _name(run: Run) -> str:
    return f"{SEASONS[run.starts.month % 12 // 3].capitalize()} {run.starts.year}"


def read_shelf(office: Office, runs: Runs) -> Shelf:
    """What `write_shelf` wrote, by key and turn."""
    offers = {row.key: row for row in Offer.objects.filter(organisation=office.pk).select_related("provider")}
    found: dict[tuple[str, int], int] = {}
    sessions: dict[int, list[EditionSession]] = {}
    for row in (
        Edition.objects.filter(organisation=office.pk).select_related("offer").prefetch_related("sessions")
    ):
        turns = {run.starts: run.turn for run in runs.all.get(row.offer.key, ())}
        if row.starts_on in turns:
            found[row.offer.key, turns[row.starts_on]] = row.pk
            sessions[row.pk] = list(row.sessions.all())
    kind = AssessmentKind.objects.get(organisation=office.pk, key=WERKLABO)
    tasks = {
        task.key: (task.pk, [one.pk for one in task.indicators.all()])
        for task in AssessmentTask.objects.filter(kind=kind).prefetch_related("indicators")
    }
    return Shelf(offers, found, sessions, kind.pk, tasks)
