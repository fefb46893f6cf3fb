"""Reminders of an appointment, some days before; by text message or e-mail, never twice."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from trede.clients.reaching import Ways, ways_of
from trede.core.local import REMINDER_FIRST_DAYS, REMINDER_LAST_DAYS, local_values
from trede.orientation import tokens
from trede.orientation.actions.notices import send, whole
from trede.orientation.actions.offers import begins_at
from trede.orientation.letters_of import with_all
from trede.orientation.models import OrientationInvitation, Reply

# Nobody gets a message at night.
FIRST_HOUR, LAST_HOUR = 9, 20
LOOK_AHEAD = 14
FIRST, LAST = "reminded_first_at", "reminded_last_at"


def which_is_due(on: date, today: date, *, first: int, last: int) -> str:
    """Which reminder of an appointment on `on` goes today: the field that notes it, or "". 0 days: none.

    A first reminder that was missed still goes until the last one is due; on the day itself nothing goes any more.
    """
    if on <= today:
        return ""
    if last and today >= on - timedelta(days=last):
        return LAST
    return FIRST if first > last and today >= on - timedelta(days=first) else ""


def remind_due(now: datetime | None = None) -> int:
    """Periodic: send every reminder that is due now; how many. Safe to run twice."""
    now = timezone.localtime(now)
    if not FIRST_HOUR <= now.hour < LAST_HOUR:
        return 0
    ahead = (now.date() + timedelta(days=1), now.date() + timedelta(days=LOOK_AHEAD))
    rows = OrientationInvitation.objects.answerable_on(now.date()).filter(
        attendance="", slot__session__on__range=ahead, entry__left_on=None
    )
    rows = rows.exclude(reply__in=(Reply.CANNOT, Reply.CALL_ME))
    organisations = rows.order_by().values_list("organisation", flat=True).distinct()
    return sum(
        _remind_all(organisation, rows.filter(organisation=organisation), now)
        for organisation in organisations
    )


def _remind_all(organisation_id: int, rows: object, now: datetime) -> int:
    local = local_values(organisation_id, now.date())
    first, last = local[REMINDER_FIRST_DAYS] or 0, local[REMINDER_LAST_DAYS] or 0
    due = [
        (row, which)
        for row in with_all(rows)
        if (which := which_is_due(row.slot.session.on, now.date(), first=first, last=last))
        and getattr(row, which) is None
        # Who was invited today knows.
        and timezone.localdate(row.made_at) < now.date()
    ]
    ways = ways_of([whole(row.client).pk for row, _which in due], now.date()) if due else {}
    return sum(_remind(row, which, ways.get(whole(row.client).pk), now) for row, which in due)


@transaction.atomic
def _remind(row: OrientationInvitation, which: str, ways: Ways | None, now: datetime) -> bool:
    secret = tokens.secret_of(row)
    if secret is None or ways is None or not (ways.sms or ways.email):
        return False
    waits = OrientationInvitation.objects.holding().filter(pk=row.pk, **{which: None})
    if not waits.update(**{which: now}):
        return False
    send("reminder", row, ways, secret, by=None, not_after=begins_at(row.slot))
    return True
