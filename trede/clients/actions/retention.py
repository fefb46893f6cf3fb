"""Retention: a dry run first, then anonymise what is due, in pieces. There is no way back."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from trede.clients.erasing import erase
from trede.clients.models import Client, Document, Restriction
from trede.core import events
from trede.core.errors import CaseError, NotAllowed
from trede.core.local import RETENTION_YEARS, local_value
from trede.core.models import Event, Member, Organisation
from trede.core.periods import today
from trede.core.retention_rule import RetentionRule, retention_rule
from trede.core.roles import Can
from trede.rules.dates import add_months

PIECE = 100


@dataclass(frozen=True)
class DryRun:
    """What would be erased on a day. `held`: due by age, but restricted or with a document to keep."""

    on: date
    rule: RetentionRule
    due: int
    by_year: dict[int, int]
    documents: int
    held: int

    def as_data(self) -> dict[str, Any]:
        return {
            "on": self.on.isoformat(),
            "years": self.rule.years,
            "certainty": self.rule.certainty,
            "due": self.due,
            "by_year": {str(year): files for year, files in sorted(self.by_year.items())},
            "documents": self.documents,
            "held": self.held,
        }


def rule_of(organisation: Organisation | int, on: date) -> RetentionRule:
    """The term that holds for this organisation: the parameter, or a longer local choice."""
    return retention_rule(on, local_value(organisation, RETENTION_YEARS, on))


def old_files(organisation_id: int, on: date) -> QuerySet[Client]:
    """Files closed longer ago than the term; the ones merged into them follow along."""
    before = add_months(on, -12 * rule_of(organisation_id, on).years)
    closed = Client.objects.filter(organisation=organisation_id, closed_on__lt=before)
    return closed.filter(erased_at=None, alias_of=None)


def due_files(organisation_id: int, on: date) -> QuerySet[Client]:
    """Old files that nothing holds back: no running restriction, no document to keep longer."""
    return old_files(organisation_id, on).filter(~_held(on))


def _held(on: date) -> Q:
    same_file = Q(client=OuterRef("pk")) | Q(client__alias_of=OuterRef("pk"))
    restricted = Restriction.objects.on(on).filter(same_file)
    kept = Document.objects.standing().filter(same_file, keep_until__gte=on)
    return Q(Exists(restricted)) | Q(Exists(kept))


def look_at(organisation_id: int, on: date) -> DryRun:
    """Count what is due, without writing anything."""
    closed = list(due_files(organisation_id, on).values_list("closed_on", flat=True))
    documents = Document.objects.filter(client__in=due_files(organisation_id, on).values("pk")).count()
    return DryRun(
        on=on,
        rule=rule_of(organisation_id, on),
        due=len(closed),
        by_year=dict(Counter(day.year for day in closed if day)),
        documents=documents,
        held=old_files(organisation_id, on).filter(_held(on)).count(),
    )


@transaction.atomic
def dry_run(*, by: Member) -> DryRun:
    """Count what is due today and leave an Event: without it nothing is erased today."""
    _check_may(by)
    report = look_at(by.organisation_id, today())
    events.record("retention.dry_run", by=by, organisation_id=by.organisation_id, after=report.as_data())
    return report


def last_dry_run(organisation_id: int) -> dict[str, Any]:
    """The report of today's dry run, or nothing."""
    midnight = timezone.make_aware(datetime.combine(today(), time.min))
    runs = Event.objects.filter(organisation=organisation_id, verb="retention.dry_run", at__gte=midnight)
    event = runs.select_related("payload").order_by("-pk").first()
    if event is None:
        return {}
    payloads = events.read_payloads([event], organisation_id)
    report: dict[str, Any] = payloads.get(event.pk, {}).get("after", {})
    return report


def execute(*, by: Member, permission: str) -> int:
    """Erase what is due today, PIECE files a transaction, each with its Event; returns how many files.

    `permission`: reference of the written permission of the State Archives. Stopped halfway, a second call
    does the rest. Raises CaseError without today's dry run or without a reference.
    """
    _check_may(by)
    if len(permission.strip()) < 3:
        raise CaseError(_("Schrijf het kenmerk van de schriftelijke toestemming van het Rijksarchief."))
    if not last_dry_run(by.organisation_id):
        raise CaseError(_("Doe vandaag eerst een proefronde en lees wat er zou verdwijnen."))
    total = 0
    while done := _erase_piece(by, permission.strip()):
        total += done
    return total


def _check_may(by: Member) -> None:
    if not by.may(Can.RUN_RETENTION):
        raise NotAllowed(_("Enkel de DPO voert de bewaartermijnen uit."))


@transaction.atomic
def _erase_piece(by: Member, permission: str) -> int:
    piece = list(
        due_files(by.organisation_id, today()).select_for_update(of=("self",)).order_by("pk")[:PIECE]
    )
    if not piece:
        return 0
    whole = Client.objects.filter(Q(pk__in=[file.pk for file in piece]) | Q(alias_of__in=piece))
    erase(by.organisation_id, list(whole.values_list("pk", flat=True)))
    # Under the organisation: the files themselves have no key any more.
    events.record(
        "retention.executed",
        by=by,
        organisation_id=by.organisation_id,
        after={"files": len(piece), "numbers": [file.number for file in piece]},
        note=permission,
    )
    return len(piece)
