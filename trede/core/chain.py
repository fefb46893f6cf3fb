"""The state of the chain of events, and its recount on request."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max
from django_tasks import task

from trede.core import events, seals
from trede.core.models import Event, Member, Seal

# Up to here a recount answers at once; above, a worker does it.
AT_ONCE = 20_000


@dataclass(frozen=True)
class State:
    last_seal: Seal | None
    unsealed: int
    checked: Event | None
    found: dict[str, Any]


def state_of(organisation_id: int) -> State:
    """The last seal, what waits for the next one, and the last recount."""
    checked = (
        Event.objects.filter(organisation=organisation_id, verb="chain.verified")
        .select_related("payload", "by__user")
        .order_by("-at")
        .first()
    )
    payloads = events.read_payloads([checked], organisation_id) if checked else {}
    found = payloads.get(checked.pk, {}).get("after", {}) if checked else {}
    unsealed = Event.objects.filter(seal=None).count()
    return State(Seal.objects.order_by("-pk").first(), unsealed, checked, found)


def request_check(*, by: Member) -> bool:
    """Recount now (True) or leave it to a worker (False), by the number of events."""
    last = Event.objects.aggregate(last=Max("pk"))["last"] or 0
    if last <= AT_ONCE:
        check(by=by)
        return True
    check_later.enqueue(by.pk)
    return False


def check(*, by: Member) -> seals.Verdict:
    """Recount every hash; the verdict is an Event of the organisation that asked."""
    verdict = seals.verify()
    after = {"events": verdict.events, "sealed": verdict.sealed, "first_bad": verdict.first_bad}
    with transaction.atomic():
        events.record("chain.verified", by=by, organisation_id=by.organisation_id, after=after)
    return verdict


@task()
def check_later(member_id: int) -> None:
    check(by=Member.objects.get(pk=member_id))
