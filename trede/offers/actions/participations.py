"""A client in an offer: proposed, started, paused, resumed, ended, withdrawn.

The moves themselves are written by `moving`; here stands what each of them asks first.
"""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from trede.clients.actions.facts import check_writable
from trede.clients.models import Client
from trede.core import promises, versions
from trede.core.errors import CaseError
from trede.core.models import Member
from trede.core.periods import today
from trede.offers import endings
from trede.offers.actions.closing import answered, close_open
from trede.offers.actions.locking import fresh
from trede.offers.actions.moving import move
from trede.offers.actions.progress import report, use_time
from trede.offers.actions.recording import record
from trede.offers.models import (
    OPEN,
    Offer,
    OfferStatus,
    Participation,
    ParticipationState,
    ParticipationStep,
    RefusedReason,
    Result,
)
from trede.offers.standing import refresh

S = ParticipationState
__all__ = [
    "check_open", "end", "pause", "propose", "record_answer", "report", "resume", "start", "use_time", "withdraw",
]  # fmt: skip
ANSWERS = (S.ACCEPTED, S.WAITING, S.REFUSED)


@transaction.atomic
def propose(participation: Participation, *, by: Member | None) -> Participation:
    """Propose an offer to a client, with why; the first step of it.

    Raises CaseError (closed, merged or restricted file; an offer that stopped or is only an idea; one that runs
    already) or ValidationError with field messages (no reason, time used elsewhere without its proof).
    """
    client = Client.objects.select_for_update(of=("self",)).get(pk=participation.client_id)
    check_open(client)
    _check_offer(participation.offer, client)
    participation.client, participation.organisation_id = client, client.organisation_id
    participation.state, participation.proposed_by = S.PROPOSED, by
    _check_fields(participation)
    _check_alone(participation)
    try:
        with promises.explained(), transaction.atomic():
            participation.save(force_insert=True)
    except IntegrityError as error:
        raise CaseError(_("Deze cliënt heeft dit aanbod al lopen. Open die deelname.")) from error
    _first_step(participation, by=by)
    after = versions.snapshot(participation, ["why", "client_agrees"])
    after |= {
        "offer": participation.offer.name,
        "edition": participation.edition.name if participation.edition else "",
    }
    after = {name: value for name, value in after.items() if value not in (None, "")}
    record("participation.proposed", participation, by=by, after=after)
    return participation


def check_open(client: Client) -> None:
    """Raises CaseError for a file in which nothing new begins: merged, closed, erased or restricted."""
    check_writable(client)
    if client.alias_of_id:
        raise CaseError(_("Dit dossier is samengevoegd. Ga verder in het dossier waar het bij hoort."))
    if client.closed_on:
        raise CaseError(_("Dit dossier is gesloten. Heropen het eerst."))


def _check_offer(offer: Offer, client: Client) -> None:
    if offer.organisation_id != client.organisation_id:
        raise CaseError(_("Dit aanbod bestaat niet. Kies er een uit de catalogus."))
    if offer.stopped_on and offer.stopped_on <= today():
        raise CaseError(_("Dit aanbod is gestopt. Kijk wat nu het best past."))
    if offer.status == OfferStatus.IDEA:
        raise CaseError(_("Dit aanbod is nog maar een idee. Kijk wat nu het best past."))


def _check_fields(participation: Participation) -> None:
    participation.full_clean(exclude=["organisation", "client", "proposed_by"], validate_constraints=False)
    edition, missing = participation.edition, {}
    if edition and (edition.offer_id != participation.offer_id or edition.cancelled_on):
        missing["edition"] = _("Deze reeks hoort niet bij dit aanbod of is geschrapt. Kies een andere.")
    if not participation.why.strip():
        missing["why"] = _("Schrijf in één zin waarom u dit voorstelt.")
    if participation.proposed_on > today():
        missing["proposed_on"] = _("Die datum ligt in de toekomst. Kijk het jaar na.")
    used = participation.used_before_months or participation.used_before_minutes
    if used and not participation.used_before_proof.strip():
        missing["used_before_proof"] = _("Schrijf waaruit blijkt wat elders al gebruikt werd.")
    if missing:
        raise ValidationError(missing)


def _check_alone(participation: Participation) -> None:
    """Over all that was merged into the file; the database keeps it for each part."""
    same = Participation.objects.of_file(participation.client).filter(offer=participation.offer_id)
    if same.filter(state__in=OPEN).exists():
        raise CaseError(_("Deze cliënt heeft dit aanbod al lopen. Open die deelname."))


def _first_step(participation: Participation, *, by: Member | None) -> None:
    ParticipationStep.objects.create(
        organisation_id=participation.organisation_id,
        client_id=participation.client_id,
        participation=participation,
        state=S.PROPOSED,
        on=participation.proposed_on,
        note=participation.why[:500],
        by=by,
    )


@transaction.atomic
def record_answer(
    participation: Participation,
    *,
    state: str,
    by: Member | None = None,
    reason: str = "",
    note: str = "",
    on: date | None = None,
    promised_on: date | None = None,
    by_partner: str = "",
) -> Participation:
    """Accepted, put on the waiting list (`promised_on`: when a place is expected, or it begins), or refused with a
    coded reason.

    By the partner (`by_partner`) or taken down by a member who heard it. Raises CaseError or ValidationError.
    """
    if state not in ANSWERS:
        raise ValidationError({"state": _("Kies een antwoord.")})
    if state == S.REFUSED and reason not in RefusedReason.values:
        raise ValidationError({"reason": _("Kies een reden.")})
    day = _not_later(on)
    changes: dict[str, Any] = {}
    participation = fresh(participation)
    if state == S.WAITING:
        changes["waits_since"] = participation.waits_since or day
    if state != S.REFUSED:
        changes["promised_on"] = promised_on
    participation = move(
        participation,
        to=state,
        by=by,
        on=day,
        reason=reason if state == S.REFUSED else "",
        note=note,
        by_partner=by_partner,
        **changes,
    )
    answered(participation)
    if state == S.REFUSED:
        close_open(participation, because="refused", by=by)
    return participation


@transaction.atomic
def start(
    participation: Participation,
    *,
    on: date,
    planned_end: date | None = None,
    note: str = "",
    by: Member | None,
    by_partner: str = "",
) -> Participation:
    """It began. Raises CaseError (a day to come, an end before it, a move that cannot be)."""
    day = _not_later(on)
    if planned_end and planned_end < day:
        raise ValidationError({"planned_end": _("Het einde ligt vóór het begin. Kies een latere datum.")})
    participation = fresh(participation)
    if participation.state == S.PAUSED:
        raise CaseError(_("Deze deelname begon al. Hervat ze."))
    changes: dict[str, Any] = {"started_on": day, "promised_on": None}
    if planned_end:
        changes["planned_end"] = planned_end
    participation = move(
        participation, to=S.RUNNING, by=by, on=day, note=note, by_partner=by_partner, **changes
    )
    answered(participation)
    refresh([participation], today())
    return participation


@transaction.atomic
def pause(
    participation: Participation,
    *,
    on: date,
    note: str,
    until: date | None = None,
    by: Member | None,
    by_partner: str = "",
) -> Participation:
    """Interrupted for a while, with why and until when it probably lasts. The limits go on counting."""
    participation = fresh(participation)
    day = _not_before_start(participation, on)
    if not note.strip():
        raise ValidationError({"note": _("Schrijf waarom het onderbroken is.")})
    if until and until < day:
        raise ValidationError({"until": _("Die datum ligt vóór de onderbreking. Kies een latere datum.")})
    return move(
        participation, to=S.PAUSED, by=by, on=day, note=note, by_partner=by_partner, paused_until=until
    )


@transaction.atomic
def resume(
    participation: Participation, *, on: date, note: str = "", by: Member | None, by_partner: str = ""
) -> Participation:
    """It goes on after a pause. Raises CaseError."""
    participation = fresh(participation)
    if participation.state != S.PAUSED:
        raise CaseError(_("Deze deelname is niet onderbroken."))
    day = _not_before_start(participation, on)
    return move(
        participation, to=S.RUNNING, by=by, on=day, note=note, by_partner=by_partner, paused_until=None
    )


@transaction.atomic
def end(
    participation: Participation,
    *,
    on: date,
    result: str,
    note: str = "",
    by: Member | None,
    by_partner: str = "",
) -> Participation:
    """It is over, with its coded result; the link of the partner dies and the other rooms hear it. Raises CaseError."""
    if result not in Result.values:
        raise ValidationError({"result": _("Kies een resultaat.")})
    participation = fresh(participation)
    day = _not_before_start(participation, on)
    participation = move(
        participation,
        to=S.ENDED,
        by=by,
        on=day,
        reason=result,
        note=note,
        by_partner=by_partner,
        ended_on=day,
        result=result,
        result_note=note.strip()[:300],
        paused_until=None,
    )
    close_open(participation, because="ended", by=by)
    endings.ended(participation, by=by)
    return participation


@transaction.atomic
def withdraw(participation: Participation, *, note: str, by: Member | None) -> Participation:
    """It does not go on; the partner hears that nothing is asked any more. Raises CaseError (began, no reason)."""
    if not note.strip():
        raise ValidationError({"note": _("Schrijf waarom het niet doorgaat.")})
    participation = move(participation, to=S.WITHDRAWN, by=by, note=note)
    close_open(participation, because="withdrawn", by=by, tell=True)
    return participation


def _not_later(on: date | None) -> date:
    day = on or today()
    if day > today():
        raise ValidationError({"on": _("Die datum ligt in de toekomst. Noteer het op de dag zelf.")})
    return day


def _not_before_start(participation: Participation, on: date) -> date:
    day = _not_later(on)
    if participation.started_on and day < participation.started_on:
        raise ValidationError({"on": _("Toen was het nog niet begonnen. Kies een latere datum.")})
    return day
