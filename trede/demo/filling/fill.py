"""Fills an empty database with the town, or goes on where an earlier run was cut off."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from trede.clients.models import Client, Document
from trede.core import events, seals
from trede.core.errors import CaseError
from trede.core.models import AccessLog, Event, Look, Member, Organisation
from trede.demo.filling.clock import Clock
from trede.demo.filling.documents import FILES, write_documents
from trede.demo.filling.looks import write_log, write_looks
from trede.demo.filling.office import Office, read_office, record_settings, write_offices
from trede.demo.filling.piece import SIZE, write_piece
from trede.demo.filling.planning import close_empty_slots, order_agendas, read_planning, write_planning
from trede.demo.filling.shelf import read_shelf, write_shelf
from trede.demo.town import population
from trede.demo.town.climb import Climbs
from trede.demo.town.climb.shapes import Climb
from trede.demo.town.shapes import Person
from trede.demo.town.way import Calendar, Ways
from trede.demo.town.way.shapes import Way
from trede.offers.models import Offer
from trede.orientation.models import OrientationSession

TOWN, NEIGHBOUR = "oostende", "bredene"
BEGUN, READY = "demo.begun", "demo.ready"
ANALYZED = ("core", "clients", "referral", "council", "orientation", "ladder", "offers", "outbox")
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """What was asked for; kept in the first event, so that a run that was cut off goes on with the same."""

    clients: int
    seed: int
    today: date

    @property
    def parts(self) -> tuple[tuple[str, int, int], ...]:
        """Slug, number of clients and seed: a second OCMW shows that nothing leaks to a neighbour."""
        return (TOWN, self.clients, self.seed), (NEIGHBOUR, max(5, self.clients // 40), self.seed + 1)

    def after(self) -> dict[str, Any]:
        return {"clients": self.clients, "seed": self.seed, "today": self.today.isoformat()}


@dataclass(frozen=True, slots=True)
class Filled:
    state: str  # made, continued, kept
    plan: Plan
    counts: dict[str, Any]


def fill(plan: Plan, say: Say) -> Filled:
    """Write the town; keep what is there already.

    Raises CaseError when an organisation that is not made up works in this database, ValueError (a Dutch
    sentence) for a number, seed or day that cannot be.
    """
    if Organisation.objects.filter(is_demo=False).exists():
        raise CaseError(
            _("In deze databank werkt al een echte organisatie. Kies een lege databank voor de demostad.")
        )
    begun = _begun()
    if begun and Event.objects.filter(verb=READY).exists():
        say(_("De demostad staat er al; de gegevens blijven zoals ze zijn."))
        # An earlier run may have died between its last event and the seals.
        seals.seal_events()
        return Filled("kept", begun, _counts())
    if begun and begun != plan:
        say(_("Een eerdere demostad was nog niet af; die wordt eerst afgewerkt."))
    with _rare_collections():
        _write(begun or _begin(plan), say)
    return Filled("continued" if begun else "made", begun or plan, _counts())


@contextmanager
def _rare_collections() -> Iterator[None]:
    """A piece is a hundred thousand objects without cycles: looking for cycles in them takes a quarter longer."""
    before = gc.get_threshold()
    gc.set_threshold(200_000, 50, 50)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _begun() -> Plan | None:
    event = Event.objects.filter(verb=BEGUN).select_related("payload").first()
    if event is None:
        return None
    after = events.read_payloads([event], event.organisation_id)[event.pk]["after"]
    return Plan(after["clients"], after["seed"], date.fromisoformat(after["today"]))


def _begin(plan: Plan) -> Plan:
    """The organisations and members; raises before anything is written when the plan cannot be."""
    population(plan.clients, plan.seed, plan.today, TOWN)
    clock = Clock(plan.today)
    with transaction.atomic():
        write_offices(plan.clients, plan.seed, clock)
        record_settings(clock)
        town = Organisation.objects.get(slug=TOWN)
        events.record(BEGUN, town, by=None, organisation_id=town.pk, after=plan.after())
    return plan


def _write(plan: Plan, say: Say) -> None:
    clock = Clock(plan.today)
    for slug, clients, seed in plan.parts:
        office = read_office(slug, plan.clients, plan.seed, clock)
        calendar = Calendar.of(clients, plan.today, clock.first_day)
        climbs = Climbs(calendar, clients, seed)
        _write_planning(office, calendar, climbs, clock)
        people = population(clients, seed, plan.today, slug)
        _write_clients(people, Ways(calendar, seed), climbs, clients, office, clock, say)
        _write_once(office, islice(population(clients, seed, plan.today, slug), FILES), plan.seed, clock)
        write_log(office, plan.seed, clock)
    with transaction.atomic():
        town = Organisation.objects.get(slug=TOWN)
        events.record(READY, town, by=None, organisation_id=town.pk)
    say(_("Gebeurtenissen verzegelen …"))
    seals.seal_events()
    _analyze()


def _write_planning(office: Office, calendar: Calendar, climbs: Climbs, clock: Clock) -> None:
    with transaction.atomic():
        if not OrientationSession.objects.filter(organisation=office.pk).exists():
            write_planning(office, calendar, clock)
    with transaction.atomic():
        if not Offer.objects.filter(organisation=office.pk).exists():
            write_shelf(office, climbs.runs, clock)


def _write_clients(
    people: Iterator[Person],
    ways: Ways,
    climbs: Climbs,
    clients: int,
    office: Office,
    clock: Clock,
    say: Say,
) -> None:
    """Each piece is a transaction, so the highest number tells how far an earlier run came.

    The ways of those who were done are drawn again: they hold the seats that the others cannot take.
    """
    planning, shelf = read_planning(office), read_shelf(office, climbs.runs)
    done = Client.objects.filter(organisation=office.pk).aggregate(last=Max("number"))["last"] or 0
    travellers = islice(_travellers(people, ways, climbs), done, None)
    while piece := list(islice(travellers, SIZE)):
        write_piece(piece, office, planning, shelf, clock)
        done += len(piece)
        say(
            _("%(slug)s: %(done)s van %(all)s dossiers") % {"slug": office.slug, "done": done, "all": clients}
        )


def _travellers(people: Iterator[Person], ways: Ways, climbs: Climbs) -> Iterator[tuple[Person, Way, Climb]]:
    for person in people:
        way = ways.of(person)
        yield person, way, climbs.of(person, way)


def _write_once(office: Office, first: Iterator[Person], seed: int, clock: Clock) -> None:
    """What stands beside the pieces, each whole or not at all."""
    with transaction.atomic():
        order_agendas(office)
        close_empty_slots(office, clock)
    with transaction.atomic():
        if not Document.objects.filter(organisation=office.pk).exists():
            write_documents(first, office, clock)
    with transaction.atomic():
        if "dpo" in office.by_role and not Look.objects.filter(organisation=office.pk).exists():
            write_looks(office, seed, clock)


def _analyze() -> None:
    """Let the planner of the database know what it holds."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA analysis_limit=1000")
            cursor.execute("ANALYZE")
            return
        for model in apps.get_models():
            if model._meta.app_label in ANALYZED:
                cursor.execute(f'ANALYZE "{model._meta.db_table}"')


def _counts() -> dict[str, Any]:
    clients = {
        slug: Client.objects.filter(organisation__slug=slug).count()
        for slug in Organisation.objects.values_list("slug", flat=True)
    }
    return {
        "clients": {slug: count for slug, count in clients.items() if count},
        "members": Member.objects.count(),
        "events": Event.objects.count(),
        "documents": Document.objects.count(),
        "looks": Look.objects.count(),
        "access_log": AccessLog.objects.count(),
    }
