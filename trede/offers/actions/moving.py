"""The one place where a participation moves: lock, look again, check, write, a step and an event.

Whoever becomes seated in an edition passes here too, so an edition never has more people than places.
"""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trede.clients.actions.facts import check_writable
from trede.core import events, promises, versions
from trede.core.errors import CaseError, Conflict
from trede.core.models import Member
from trede.core.periods import today
from trede.offers.dutch import in_dutch
from trede.offers.models import (
    MOVES,
    SEATED,
    Edition,
    Participation,
    ParticipationState,
    ParticipationStep,
    RefusedReason,
    Result,
)

REASONS = dict(RefusedReason.choices) | dict(Result.choices)
STANDS = {
    ParticipationState.PROPOSED: gettext_lazy("Deze deelname is voorgesteld. Kies eerst een volgende stap."),
    ParticipationState.REFERRED: gettext_lazy("Deze deelname wacht op het antwoord van de partner."),
    ParticipationState.WAITING: gettext_lazy("Deze deelname staat op de wachtlijst."),
    ParticipationState.ACCEPTED: gettext_lazy("Deze deelname is al aanvaard."),
    ParticipationState.RUNNING: gettext_lazy("Deze deelname is al bezig."),
    ParticipationState.PAUSED: gettext_lazy("Deze deelname is onderbroken. Hervat of beëindig ze."),
    ParticipationState.ENDED: gettext_lazy("Deze deelname is al afgelopen."),
    ParticipationState.REFUSED: gettext_lazy("Deze deelname is geweigerd. Stel het aanbod opnieuw voor."),
    ParticipationState.WITHDRAWN: gettext_lazy("Deze deelname ging niet door. Stel het aanbod opnieuw voor."),
}


@transaction.atomic
def move(
    participation: Participation,
    *,
    to: str,
    by: Member | None,
    on: date | None = None,
    reason: str = "",
    note: str = "",
    by_partner: str = "",
    **changes: Any,
) -> Participation:
    """Bring it to state `to` on a day (today when left out), with fields of it in `changes`; returns it as it stands.

    `reason` is a code (RefusedReason, Result), `by_partner` who answered without an account. Raises CaseError for a
    move that MOVES does not know, a full or cancelled edition, a restricted file; Conflict when it changed edition.
    """
    return _write(
        participation, to, by=by, on=on, reason=reason, note=note, by_partner=by_partner, changes=changes
    )


@transaction.atomic
def rewrite(
    participation: Participation,
    *,
    deed: str,
    by: Member | None,
    reason: str = "",
    note: str = "",
    **changes: Any,
) -> Participation:
    """Change fields while the state stays: another edition, a promised date. A step and the event
    `participation.<deed>` tell it; nothing changed writes nothing. Raises as `move` does.
    """
    return _write(
        participation, "", by=by, on=None, reason=reason, note=note, by_partner="", changes=changes, deed=deed
    )


def _write(
    participation: Participation,
    to: str,
    *,
    by: Member | None,
    on: date | None,
    reason: str,
    note: str,
    by_partner: str,
    changes: dict[str, Any],
    deed: str = "",
) -> Participation:
    edition = _lock_edition(changes.get("edition", participation.edition))
    current = _locked(participation)
    check_writable(current.client)
    if "edition" not in changes and current.edition_id != (edition.pk if edition else None):
        raise Conflict(_("Deze deelname kreeg intussen een andere reeks. Bekijk ze opnieuw."))
    if to and to not in MOVES[current.state]:
        raise CaseError(str(STANDS[ParticipationState(current.state)]))
    _check_place(current, to or current.state, edition)
    before, after = _changed(current, {"state": to or current.state} | changes)
    if not after:
        return current
    current.version += 1
    with promises.explained(), transaction.atomic():
        current.save()
    _step(current, by=by, on=on or today(), reason=reason, note=note, by_partner=by_partner)
    why = in_dutch(lambda: REASONS.get(reason, reason)) if "result" not in after else ""
    said = {name: text for name, text in (("reason", why), ("by_partner", by_partner.strip())) if text}
    events.record(
        f"participation.{deed or to}",
        current,
        by=by,
        organisation_id=current.organisation_id,
        subject=current.client_id,
        before=before,
        after=after | said,
        note=note.strip(),
    )
    return current


def _locked(participation: Participation) -> Participation:
    rows = Participation.objects.select_for_update(of=("self",)).select_related("client", "offer", "edition")
    current: Participation = rows.get(pk=participation.pk)
    return current


def _lock_edition(edition: Edition | None) -> Edition | None:
    """First the edition, then the participation: everyone in this order, so nobody waits for each other."""
    if edition is None:
        return None
    locked: Edition = Edition.objects.select_for_update(of=("self",)).get(pk=edition.pk)
    return locked


def _check_place(current: Participation, to: str, edition: Edition | None) -> None:
    """Raises CaseError when somebody would sit down where there is no place."""
    same = edition is not None and current.edition_id == edition.pk
    if edition is None or to not in SEATED or (same and current.state in SEATED):
        return
    if edition.cancelled_on:
        raise CaseError(_("Deze reeks is geschrapt. Kies een andere reeks."))
    if edition.participations.seated().count() >= edition.places:
        raise CaseError(_("Deze reeks is vol. Zet de cliënt op de wachtlijst of kies een andere reeks."))


def _changed(current: Participation, values: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    names = list(values)
    before = versions.snapshot(current, names)
    for name, value in values.items():
        setattr(current, name, value)
    after = versions.snapshot(current, names)
    changed = [name for name in names if before[name] != after[name]]
    return {name: before[name] for name in changed}, {name: after[name] for name in changed}


def _step(
    current: Participation, *, by: Member | None, on: date, reason: str, note: str, by_partner: str
) -> None:
    ParticipationStep.objects.create(
        organisation_id=current.organisation_id,
        client_id=current.client_id,
        participation=current,
        state=current.state,
        on=on,
        reason=reason,
        note=note.strip()[:500],
        by=by,
        by_partner=by_partner.strip()[:120],
    )
