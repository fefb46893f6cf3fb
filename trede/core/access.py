"""Who may see a file is data: the grants. Rooms that cause access write them here; `visible_to` reads them."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from trede.core import events
from trede.core.models import AccessGrant, AccessLog, Look, Member, Organisation, Purpose
from trede.core.periods import today

# Given to a person by name or for a reason of their own: a cover or a team leader does not inherit these.
PERSONAL = (Purpose.NAMED, Purpose.REASON_GIVEN)


def grants_of(member: Member) -> QuerySet[AccessGrant]:
    """The grants that hold today for this member, and those of guidance for whom they cover or lead."""
    grants = AccessGrant.objects.current().filter(
        organisation=member.organisation_id, member__in=member.acts_for
    )
    return grants.filter(Q(member=member.pk) | ~Q(purpose__in=PERSONAL))


def open_grant(
    *,
    organisation: Organisation | int,
    subject: int,
    cause: str,
    purpose: str,
    member: Member | None = None,
    to_organisation: Organisation | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> AccessGrant:
    """Open access to a file. `cause` names what ends it again ("assignment:12")."""
    return AccessGrant.objects.create(
        organisation_id=organisation if isinstance(organisation, int) else organisation.pk,
        subject=subject,
        cause=cause,
        purpose=purpose,
        member=member,
        to_organisation=to_organisation,
        starts_on=starts_on or today(),
        ends_on=ends_on,
    )


def close_grants(*, cause: str, last_day: date) -> int:
    """End the grants of a cause on `last_day` (inclusive). One that had not begun by then is dropped."""
    grants = AccessGrant.objects.filter(cause=cause)
    grants.filter(starts_on__gt=last_day).delete()
    return grants.current().update(ends_on=last_day)


def end_at_once(grants: QuerySet[AccessGrant]) -> None:
    """End these grants now instead of at midnight; those that began today leave no trace but their events."""
    day = today()
    running = grants.filter(Q(ends_on=None) | Q(ends_on__gte=day))
    pks = list(running.values_list("pk", flat=True))
    chosen = AccessGrant.objects.filter(pk__in=pks)
    chosen.filter(starts_on__gte=day).delete()
    chosen.update(ends_on=day - timedelta(days=1))


@transaction.atomic
def look_with_reason(*, by: Member, subject: int, reason: str) -> Look:
    """Break the glass: open a file outside the own caseload for today. The DPO reviews it afterwards."""
    look = Look.objects.create(
        organisation_id=by.organisation_id,
        member=by,
        subject=subject,
        reason=reason,
        opened_at=timezone.now(),
    )
    open_grant(
        organisation=by.organisation_id,
        subject=subject,
        member=by,
        purpose=Purpose.REASON_GIVEN,
        cause=f"look:{look.pk}",
        ends_on=today(),
    )
    events.record(
        "look.opened",
        look,
        by=by,
        organisation_id=by.organisation_id,
        subject=subject,
        after={"reason": reason},
    )
    return look


def log_access(*, by: Member, subject: int, page: str, why: str) -> None:
    """One line in the access log; the only thing a GET may write."""
    AccessLog.objects.create(
        at=timezone.now(),
        organisation_id=by.organisation_id,
        member_id=by.pk,
        subject=subject,
        page=page,
        why=why,
    )


def log_access_of(subjects: Iterable[int], *, by: Member, page: str, why: str) -> None:
    """A line for each file that one page shows something of; one statement."""
    now = timezone.now()
    AccessLog.objects.bulk_create(
        [
            AccessLog(
                at=now,
                organisation_id=by.organisation_id,
                member_id=by.pk,
                subject=subject,
                page=page,
                why=why,
            )
            for subject in sorted(set(subjects))
        ]
    )
