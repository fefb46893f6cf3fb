"""A change of income or household reaches the sociale dienst the same day."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from trede.clients.models import (
    Address,
    AddressKind,
    Client,
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

NOTE_LENGTH = 200
FROM_SOCIAL_SERVICE = (IncomeKind.LEEFLOON, IncomeKind.EQUIVALENT)
# A correction of anything else (the source, a spelling, returned post) is no news.
SUBSTANCE: dict[type[Fact], set[str]] = {
    HouseholdMember: {"relation", "birth_date", "dependent", "starts_on", "ends_on"},
    Address: {
        "kind",
        "street",
        "house_number",
        "box",
        "postcode",
        "municipality",
        "country",
        "starts_on",
        "ends_on",
    },
    IncomeSpell: {"kind", "amount_cents", "hours_per_week", "employer", "starts_on", "ends_on"},
}


def signal_kind(verb: str, fact: Fact, before: dict[str, Any] | None = None) -> str | None:
    """Which signal a change of this fact raises, or None. Leefloon itself comes from the sociale dienst.

    `before`: the old values of what a correction changed.
    """
    changed = set(before or {})
    if verb == "corrected" and not changed & SUBSTANCE.get(type(fact), set()):
        return None
    if isinstance(fact, HouseholdMember):
        return SignalKind.HOUSEHOLD
    if isinstance(fact, Address):
        return _address_kind(fact, before or {})
    if isinstance(fact, IncomeSpell):
        return _income_kind(verb, fact, before or {})
    return None


def _address_kind(address: Address, before: dict[str, Any]) -> str | None:
    where_people_live = {AddressKind.HOME, AddressKind.REFERENCE}
    return SignalKind.ADDRESS if where_people_live & {address.kind, before.get("kind")} else None


def _income_kind(verb: str, spell: IncomeSpell, before: dict[str, Any]) -> str | None:
    was = before.get("kind", spell.kind)
    if spell.kind in FROM_SOCIAL_SERVICE and was in FROM_SOCIAL_SERVICE:
        return None
    if spell.kind == IncomeKind.ALLOWANCE:
        return SignalKind.ALLOWANCE
    if spell.kind == IncomeKind.WAGE:
        return _wage_kind(verb, spell, set(before))
    return SignalKind.WORK_ENDED if was == IncomeKind.WAGE else SignalKind.INCOME


def _wage_kind(verb: str, spell: IncomeSpell, changed: set[str]) -> str:
    if verb == "added" or changed & {"kind", "starts_on"}:
        return SignalKind.WORK_STARTED
    if verb == "ended" or ("ends_on" in changed and spell.ends_on):
        return SignalKind.WORK_ENDED
    return SignalKind.HOURS if "hours_per_week" in changed else SignalKind.INCOME


def signal_change(
    verb: str, fact: Fact, *, by: Member | None, before: dict[str, Any] | None = None
) -> Signal | None:
    """Raise the signal that belongs to this change, inside its transaction; see `tell` for when there is none."""
    kind = signal_kind(verb, fact, before)
    if kind is None:
        return None
    happened_on = getattr(fact, "ends_on", None) if verb == "ended" else getattr(fact, "starts_on", None)
    # A colleague reads the note: it is kept in Dutch, whatever language the author's screens speak.
    with translation.override(settings.LANGUAGE_CODE):
        note = f"{_said(verb)}: {_in_a_line(fact)}"
    return tell(fact.client, kind, happened_on=happened_on or today(), note=note, by=by)


def _in_a_line(fact: Fact) -> str:
    """What the sociale dienst needs to reckon with: of a wage also the hours and the employer."""
    if not isinstance(fact, IncomeSpell):
        return str(fact)
    hours = (
        _("%(hours)s uur per week") % {"hours": fact.hours_per_week}
        if fact.hours_per_week is not None
        else ""
    )
    return ", ".join(part for part in (str(fact), hours, fact.employer) if part)


def _said(verb: str) -> str:
    words = {
        "added": _("Nieuw"),
        "corrected": _("Verbeterd"),
        "ended": _("Beëindigd"),
        "retracted": _("Ingetrokken"),
    }
    return words[verb]


def tell(client: Client, kind: str, *, happened_on: date, note: str, by: Member | None) -> Signal | None:
    """A signal for what happened, once: what the same member adds that day on the same matter joins it.

    None when the program writes, or when the author acknowledges signals in this organisation: the sociale dienst
    then knows already.
    """
    if by is None or by.may(Can.ACKNOWLEDGE_SIGNALS):
        return None
    if waiting := _same_matter(client, kind, by):
        return _extend(waiting, note, happened_on, by=by)
    return raise_signal(
        Signal(client=client, kind=kind, happened_on=happened_on, note=note[:NOTE_LENGTH]), by=by
    )


def _same_matter(client: Client, kind: str, by: Member) -> Signal | None:
    start = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    signals = Signal.objects.waiting().filter(
        client=client, kind=kind, recorded_by=by, recorded_at__gte=start
    )
    found: Signal | None = signals.order_by("-recorded_at", "-pk").first()
    return found


def _extend(signal: Signal, note: str, happened_on: date, *, by: Member) -> Signal:
    joined = f"{signal.note}; {note}" if signal.note else note
    if len(joined) > NOTE_LENGTH:
        return raise_signal(
            Signal(client=signal.client, kind=signal.kind, happened_on=happened_on, note=note[:NOTE_LENGTH]),
            by=by,
        )
    before = {"note": signal.note, "happened_on": signal.happened_on.isoformat()}
    signal.note, signal.happened_on = joined, min(signal.happened_on, happened_on)
    signal.version += 1
    signal.save(update_fields=["note", "happened_on", "version"])
    after = {"note": signal.note, "happened_on": signal.happened_on.isoformat()}
    _record("signal.extended", signal, by=by, before=before, after=after)
    return signal


@transaction.atomic
def raise_signal(signal: Signal, *, by: Member | None) -> Signal:
    """Write a signal for the sociale dienst; it waits on their Vandaag until somebody acknowledges it."""
    signal.organisation_id = signal.client.organisation_id
    signal.recorded_by = by
    signal.full_clean(exclude=["organisation", "recorded_by"])
    signal.save(force_insert=True)
    after = {"kind": signal.kind, "happened_on": signal.happened_on.isoformat(), "note": signal.note}
    _record("signal.raised", signal, by=by, after=after)
    return signal


@transaction.atomic
def acknowledge_signal(signal: Signal, *, by: Member, answer: str = "") -> Signal:
    """The sociale dienst has seen it. Raises CaseError when somebody acknowledged it before."""
    now = timezone.now()
    waiting = Signal.objects.waiting().filter(pk=signal.pk)
    answer = answer.strip()[:NOTE_LENGTH]
    if not waiting.update(acknowledged_at=now, acknowledged_by=by, answer=answer):
        raise CaseError(_("Een collega heeft dit signaal al bevestigd."))
    _record("signal.acknowledged", signal, by=by, after={"answer": answer})
    signal.refresh_from_db()
    return signal


def _record(verb: str, signal: Signal, *, by: Member | None, **payload: Any) -> None:
    events.record(
        verb, signal, by=by, organisation_id=signal.organisation_id, subject=signal.client_id, **payload
    )
