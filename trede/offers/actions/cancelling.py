"""An edition that does not take place: everyone keeps their place on the waiting list, nothing is lost."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from trede.clients.models import Restriction
from trede.core import events
from trede.core.errors import CaseError
from trede.core.models import Member
from trede.core.periods import today
from trede.offers.actions.moving import move, rewrite
from trede.offers.actions.participations import end, propose
from trede.offers.actions.planning import lock
from trede.offers.dutch import in_dutch
from trede.offers.models import OPEN, Edition, Participation, ParticipationState, Result

_S = ParticipationState


@dataclass(frozen=True, slots=True)
class Cancelled:
    """How many people went back to the list or to the proposal, and how many files may not change now."""

    edition: Edition
    back: int
    left: int


@transaction.atomic
def cancel_edition(edition: Edition, *, because: str, by: Member) -> Cancelled:
    """It does not take place. Who had a place waits again since the day they waited before; who was busy ends there
    (stopped by the provider) and waits for a next one; a proposal stays without edition. Twice is once.

    A restricted or erased file stays as it is. Raises CaseError without a reason.
    """
    if not because.strip():
        raise CaseError(_("Schrijf waarom de reeks niet doorgaat."))
    edition = lock(edition)
    if edition.cancelled_on:
        return Cancelled(edition, 0, 0)
    rows = Participation.objects.filter(edition=edition, state__in=OPEN).select_related("client", "offer")
    people = list(rows.order_by("waits_since", "pk"))
    kept = unchangeable(people)
    for one in people:
        if one.pk not in kept:
            _back(one, because=because, by=by)
    edition.cancelled_on, edition.cancelled_because = today(), because.strip()[:200]
    edition.version += 1
    edition.save(update_fields=["cancelled_on", "cancelled_because", "version"])
    events.record(
        "edition.cancelled", edition, by=by, organisation_id=edition.organisation_id, note=because.strip()
    )
    return Cancelled(edition, len(people) - len(kept), len(kept))


def unchangeable(people: list[Participation]) -> set[int]:
    """Which of these stay as they are: of a restricted or erased file. Expects the client along."""
    heads = {one.client_id for one in people} | {one.client.alias_of_id for one in people}
    restricted = set(
        Restriction.objects.current().filter(client__in=heads - {None}).values_list("client", flat=True)
    )
    return {
        one.pk
        for one in people
        if one.client.erased_at or {one.client_id, one.client.alias_of_id} & restricted
    }


def _back(one: Participation, *, because: str, by: Member) -> None:
    note = in_dutch(lambda: _("De reeks gaat niet door: %(why)s")) % {"why": because.strip()}
    since = one.waits_since or one.proposed_on
    if one.state == _S.ACCEPTED:
        move(one, to=_S.WAITING, by=by, note=note, edition=None, waits_since=since)
    elif one.state in (_S.RUNNING, _S.PAUSED):
        end(one, on=today(), result=Result.STOPPED_PROVIDER, note=note, by=by)
        _again(one, since=one.started_on or since, note=note, by=by)
    else:
        rewrite(one, deed="unplanned", by=by, note=note, edition=None)


def _again(one: Participation, *, since: Any, note: str, by: Member) -> None:
    """A new place on the list for who was busy, when their file is open."""
    if one.client.closed_on or one.client.alias_of_id:
        return
    again = Participation(
        client=one.client,
        offer=one.offer,
        why=one.why or note[:300],
        client_agrees=one.client_agrees,
        short_notice=one.short_notice,
    )
    fresh = propose(again, by=by)
    move(fresh, to=_S.WAITING, by=by, note=note, waits_since=since)
