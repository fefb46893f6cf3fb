"""A partner that does not answer is reminded once; later it is the team leader who hears it. Nothing is forgotten."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F

from trede.core.local import PARTNER_ESCALATE_DAYS, PARTNER_REMIND_DAYS, local_values
from trede.core.periods import today
from trede.offers.actions import partner_mail
from trede.offers.actions.recording import record
from trede.offers.models import ParticipationState, PartnerReferral
from trede.offers.referral_links import alive, with_standing


def unanswered() -> Any:
    """Open referrals to which no answer came, by whatever way."""
    return PartnerReferral.objects.filter(
        closed_on=None, answered_at=None, participation__state=ParticipationState.REFERRED
    )


def remind_due(on: date | None = None) -> int:
    """Periodic: one reminder by mail after so many days, one step up after more; how many. Safe to run twice."""
    day, done = on or today(), 0
    organisations = list(unanswered().order_by().values_list("organisation_id", flat=True).distinct())
    for organisation_id in organisations:
        local = local_values(organisation_id, day)
        rows = with_standing(unanswered().filter(organisation=organisation_id), day).filter(alive())
        remind = rows.filter(
            reminded_on=None, valid_until__gte=day, sent_on__lte=_before(day, local, PARTNER_REMIND_DAYS)
        )
        done += sum(_remind(row.pk, day) for row in remind.exclude(to_email=""))
        late = rows.filter(escalated_on=None, sent_on__lte=_before(day, local, PARTNER_ESCALATE_DAYS))
        done += sum(_escalate(row.pk, day) for row in late)
    return done


def _before(day: date, local: dict[str, int | None], key: str) -> date:
    return day - timedelta(days=local[key] or 0)


@transaction.atomic
def _remind(pk: int, on: date) -> int:
    """Reminded by the first of two processes only."""
    if not _first(pk, "reminded_on", on):
        return 0
    referral = PartnerReferral.objects.select_related("organisation", "sent_by__user").get(pk=pk)
    partner_mail.remind(referral)
    record("partnerreferral.reminded", referral, by=None)
    return 1


@transaction.atomic
def _escalate(pk: int, on: date) -> int:
    if not _first(pk, "escalated_on", on):
        return 0
    record("partnerreferral.escalated", PartnerReferral.objects.get(pk=pk), by=None)
    return 1


def _first(pk: int, column: str, on: date) -> bool:
    untouched = unanswered().filter(pk=pk, **{column: None})
    pks = list(untouched.select_for_update(of=("self",)).values_list("pk", flat=True))
    return bool(
        PartnerReferral.objects.filter(pk__in=pks).update(**{column: on, "version": F("version") + 1})
    )
