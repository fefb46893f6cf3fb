"""Who gets a place: enrolled, put on the waiting list, given a place in turn, promised a date, gone."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from trede.clients.models import Client
from trede.core.errors import CaseError
from trede.core.models import Member
from trede.core.periods import today
from trede.offers.actions.moving import STANDS, move, rewrite
from trede.offers.actions.participations import end, propose, withdraw
from trede.offers.actions.planning import check_open, lock
from trede.offers.dutch import in_dutch
from trede.offers.models import (
    MOVES,
    OPEN,
    SEATED,
    Edition,
    Participation,
    ParticipationState,
    Result,
)
from trede.offers.queue_order import in_turn
from trede.offers.reading_groups import free_places, turns_of, waits_for

_S = ParticipationState


@transaction.atomic
def enrol(participation: Participation, edition: Edition, *, by: Member) -> Participation:
    """A place when one is free and nobody waits longer for it; else the waiting list, since today or since before.

    A participation that was not saved yet is proposed first; one that the client has open for this offer is used.
    Twice is once. Raises CaseError: cancelled, over, closed for enrolment, for employers, another offer, or a state
    from which nobody can be enrolled.
    """
    edition = lock(edition)
    current = _open_one(participation, edition, by=by)
    if current.edition_id == edition.pk and current.state in (*SEATED, _S.WAITING):
        return current
    check_enrolment(edition, today())
    _check_can_enrol(current)
    if current.state in (_S.RUNNING, _S.PAUSED):
        return rewrite(current, deed="enrolled", by=by, edition=edition)
    if _has_turn(current, edition):
        return _seat(current, edition, by=by)
    if current.state == _S.ACCEPTED and current.edition_id:
        raise CaseError(_("Deze reeks is vol, en de cliënt heeft al een plaats in een andere reeks."))
    return _wait(current, edition, by=by)


def check_enrolment(edition: Edition, day: date) -> None:
    """Raises CaseError when nobody can be enrolled on this day."""
    check_open(edition)
    if edition.for_hosts:
        raise CaseError(_("Deze reeks is voor werkgevers. Schrijf hun mensen in bij ‘Werkgevers’."))
    if edition.ends_on < day:
        raise CaseError(_("Deze reeks is voorbij. Kies een latere reeks."))
    if edition.enrol_until and edition.enrol_until < day:
        until = edition.enrol_until.strftime("%d/%m/%Y")
        raise CaseError(_("Inschrijven kon tot en met %(day)s. Kies een latere reeks.") % {"day": until})


def _open_one(participation: Participation, edition: Edition, *, by: Member) -> Participation:
    """What this client has open for the offer of the edition, or else the new proposal, written."""
    if participation.offer_id != edition.offer_id:
        raise CaseError(_("Deze reeks hoort bij een ander aanbod."))
    client = Client.objects.select_for_update(of=("self",)).get(pk=participation.client_id)
    if client.organisation_id != edition.organisation_id:
        raise CaseError(_("Dit gegeven hoort bij een andere organisatie. Begin opnieuw vanuit het dossier."))
    if participation.pk:
        rows = Participation.objects.filter(pk=participation.pk)
    else:
        rows = Participation.objects.of_file(client).filter(offer=edition.offer_id, state__in=OPEN)
    found: Participation | None = rows.select_related("client", "offer", "edition").first()
    if found:
        return found
    participation.client, participation.edition = client, None
    if not participation.why.strip():
        words = {"edition": edition.name}
        participation.why = (in_dutch(lambda: _("Ingeschreven in %(edition)s")) % words)[:300]
    return propose(participation, by=by)


def _check_can_enrol(current: Participation) -> None:
    if current.state == _S.REFERRED:
        raise CaseError(_("De partner heeft nog niet geantwoord. Noteer eerst het antwoord."))
    if current.state not in OPEN:
        raise CaseError(str(STANDS[_S(current.state)]))


def _has_turn(current: Participation, edition: Edition) -> bool:
    """Is a place free once everyone who waits longer has theirs?"""
    waiting = list(Participation.objects.filter(waits_for(edition)))
    if current.pk not in {one.pk for one in waiting}:
        waiting.append(_as_waiting(current))
    return in_turn(turns_of(edition, waiting, today()), current.pk, free_places(edition))


def _as_waiting(current: Participation) -> Participation:
    """As this person would stand on the list from today."""
    return Participation(
        pk=current.pk,
        waits_since=current.waits_since or today(),
        promised_on=current.promised_on,
        short_notice=current.short_notice,
    )


def _seat(current: Participation, edition: Edition, *, by: Member, note: str = "") -> Participation:
    if current.state == _S.ACCEPTED:
        return rewrite(current, deed="enrolled", by=by, note=note, edition=edition)
    return move(current, to=_S.ACCEPTED, by=by, note=note, edition=edition)


def _wait(current: Participation, edition: Edition, *, by: Member) -> Participation:
    since = current.waits_since or today()
    if current.state == _S.WAITING:
        return rewrite(current, deed="queued", by=by, edition=edition, waits_since=since)
    return move(current, to=_S.WAITING, by=by, edition=edition, waits_since=since)


@transaction.atomic
def give_place(
    participation: Participation, *, by: Member, edition: Edition | None = None, reason: str = ""
) -> Participation:
    """From the waiting list to a place. Who is not in turn needs a reason, which is kept. Twice is once.

    `edition` for who waits for the offer without an edition. Raises CaseError, or ValidationError on `reason`.
    """
    chosen = edition or participation.edition
    if chosen is None:
        raise CaseError(_("Kies eerst de reeks."))
    chosen = lock(chosen)
    current = Participation.objects.select_related("client", "offer", "edition").get(pk=participation.pk)
    if current.state in SEATED and current.edition_id == chosen.pk:
        return current
    check_open(chosen)
    if chosen.ends_on < today():
        raise CaseError(_("Deze reeks is voorbij. Kies een latere reeks."))
    waiting = list(Participation.objects.filter(waits_for(chosen)))
    if current.pk not in {one.pk for one in waiting}:
        raise CaseError(_("Deze cliënt wacht niet op een plaats in deze reeks."))
    free = free_places(chosen)
    if free and not in_turn(turns_of(chosen, waiting, today()), current.pk, free) and not reason.strip():
        raise ValidationError(
            {"reason": _("Anderen zijn eerst aan de beurt. Schrijf waarom deze cliënt voorgaat.")}
        )
    return _seat(current, chosen, by=by, note=reason)


@transaction.atomic
def leave(
    participation: Participation, *, by: Member, note: str, result: str = "", on: date | None = None
) -> Participation:
    """Out of the edition: withdrawn before it began, ended with a result after. The place is free at once.

    Raises CaseError without a reason, or for a participation that is over.
    """
    if not note.strip():
        raise CaseError(_("Schrijf waarom deze cliënt niet meer meedoet."))
    if participation.state in (_S.RUNNING, _S.PAUSED):
        return end(participation, on=on or today(), result=result or Result.STOPPED_CLIENT, note=note, by=by)
    if _S.WITHDRAWN not in MOVES[participation.state]:
        raise CaseError(str(STANDS[_S(participation.state)]))
    return withdraw(participation, note=note, by=by)


@transaction.atomic
def promise(
    participation: Participation, *, on: date | None, by: Member, short_notice: bool | None = None
) -> Participation:
    """Promise somebody who waits a place by a date (None takes it back), and note whether they can begin at once.

    Raises CaseError: not waiting, or a day that is past.
    """
    if on and on < today() and on != participation.promised_on:
        raise CaseError(_("Beloof een dag die nog moet komen."))
    if participation.state != _S.WAITING:
        raise CaseError(_("Enkel wie op de wachtlijst staat, kan een datum beloofd krijgen."))
    changes: dict[str, Any] = {"promised_on": on}
    if short_notice is not None:
        changes["short_notice"] = short_notice
    return rewrite(participation, deed="promised", by=by, **changes)
