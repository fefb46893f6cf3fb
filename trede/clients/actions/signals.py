"""A change of income or household reaches the sociale dienst the same day."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from trede.clients.models import (
    Address,
    Fact,
    HouseholdMember,
    IncomeKind,
    IncomeSpell,
    Signal,
    SignalKind,
)
from trede.core import events
from trede.core.errors import CaseError
from trede.core.models import Member
from trede.core.periods import today
from trede.core.roles import Can


def signal_kind(verb: str, fact: Fact) -> str | None:
    """Which signal a change of this fact raises, or None. Leefloon itself comes from the sociale dienst."""
    if isinstance(fact, HouseholdMember):
        return SignalKind.HOUSEHOLD
    if isinstance(fact, Address):
        return SignalKind.ADDRESS if fact.kind == "home" else None
    if isinstance(fact, IncomeSpell):
        return _income_kind(verb, fact)
    return None


def _income_kind(verb: str, spell: IncomeSpell) -> str | None:
    if spell.kind in (IncomeKind.LEEFLOON, IncomeKind.EQUIVALENT):
        return None
    if spell.kind == IncomeKind.ALLOWANCE:
        return SignalKind.ALLOWANCE
    if spell.kind == IncomeKind.WAGE:
        return {"added": SignalKind.WORK_STARTED, "ended": SignalKind.WORK_ENDED}.get(verb, SignalKind.HOURS)
    return SignalKind.INCOME


def signal_change(verb: str, fact: Fact, *, by: Member | None) -> Signal | None:
    """Raise the signal that belongs to this change, inside its transaction.

    Nothing when the author acknowledges signals in this organisation: the sociale dienst then knows already.
    """
    kind = signal_kind(verb, fact)
    if kind is None or by is None or by.may(Can.ACKNOWLEDGE_SIGNALS):
        return None
    happened_on = getattr(fact, "ends_on", None) if verb == "ended" else getattr(fact, "starts_on", None)
    return raise_signal(
        Signal(client=fact.client, kind=kind, happened_on=happened_on or today(), note=str(fact)[:200]), by=by
    )


@transaction.atomic
def raise_signal(signal: Signal, *, by: Member | None) -> Signal:
    """Write a signal for the sociale dienst; it waits on their Vandaag until somebody acknowledges it."""
    signal.organisation_id = signal.client.organisation_id
    signal.recorded_by = by
    signal.full_clean(exclude=["organisation", "recorded_by"])
    signal.save(force_insert=True)
    events.record(
        "signal.raised",
        signal,
        by=by,
        organisation_id=signal.organisation_id,
        subject=signal.client_id,
        after={"kind": signal.kind, "happened_on": signal.happened_on.isoformat(), "note": signal.note},
    )
    return signal


@transaction.atomic
def acknowledge_signal(signal: Signal, *, by: Member, answer: str = "") -> Signal:
    """The sociale dienst has seen it. Raises CaseError when somebody acknowledged it before."""
    now = timezone.now()
    waiting = Signal.objects.waiting().filter(pk=signal.pk)
    if not waiting.update(acknowledged_at=now, acknowledged_by=by, answer=answer.strip()[:200]):
        raise CaseError(_("Een collega heeft dit signaal al bevestigd."))
    events.record(
        "signal.acknowledged",
        signal,
        by=by,
        organisation_id=signal.organisation_id,
        subject=signal.client_id,
        after={"answer": answer.strip()},
    )
    signal.refresh_from_db()
    return signal
