"""What a person says of a verdict: an answer to a question, a disagreement with a reason, and taking it back.

It is kept with author and date, changes the outcome that is shown, and is used nowhere else: never by a sanction.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from trede.clients.actions.facts import check_writable
from trede.clients.models import Client
from trede.clients.opening import sees_confidential
from trede.core import events, versions
from trede.core.errors import CaseError, NotAllowed
from trede.core.models import Compartment, Member
from trede.core.periods import today
from trede.fit.catalogue import entries_of
from trede.fit.confidential import is_confidential
from trede.fit.models import FitRemark
from trede.matching.conditions import Ready, look
from trede.matching.facts import ClientFacts
from trede.matching.fit import prepare
from trede.matching.kinds import Weight
from trede.offers.models import Offer

MOST_OFFERS = 100


@transaction.atomic
def answer(
    client: Client, *, offers: Sequence[Offer], condition: str, met: bool, by: Member
) -> list[FitRemark]:
    """Answer one question for every offer that asks it. It fills in what the file does not know, and gives way to it.

    Raises CaseError (restricted, merged or closed file; a condition that is gone or only spoken of) or NotAllowed
    (a question about the confidential part, for who does not see it). Answering the same again changes nothing.
    """
    _check(client, condition, by)
    if not offers or len(offers) > MOST_OFFERS:
        raise CaseError(_("Kies voor welk aanbod dit antwoord geldt."))
    asked = _asked(client.organisation_id, today())
    rules = [_rule(asked.get(offer.pk), condition) for offer in offers]
    return [
        _say(
            FitRemark(client=client, offer=offer, condition=condition, kind=FitRemark.Kind.ANSWER, met=met),
            rule,
            by,
        )
        for offer, rule in zip(offers, rules, strict=True)
    ]


@transaction.atomic
def disagree(
    client: Client, *, offer: Offer, condition: str, met: bool, reason: str, by: Member
) -> FitRemark:
    """Say that the outcome of one condition is another one, and why. It stands until it is taken back.

    Raises as `answer` does, and CaseError without a reason.
    """
    _check(client, condition, by)
    if not reason.strip():
        raise CaseError(_("Schrijf waarom u het anders ziet. Uw collega's lezen dat mee."))
    rule = _rule(_asked(client.organisation_id, today()).get(offer.pk), condition)
    remark = FitRemark(
        client=client,
        offer=offer,
        condition=condition,
        kind=FitRemark.Kind.DISAGREE,
        met=met,
        reason=reason.strip(),
    )
    return _say(remark, rule, by)


@transaction.atomic
def withdraw(remark: FitRemark, *, expected: int, by: Member) -> FitRemark:
    """Take an answer or a disagreement back; it stays in the history. Raises Conflict, or as `answer` does."""
    client = remark.client
    check_writable(client)
    _check_confidential(client, remark.condition, by)
    if remark.withdrawn_at:
        return remark
    versions.save_checked(remark, expected=expected, values={"withdrawn_at": timezone.now()})
    _record("fitremark.withdrawn", remark, by)
    return remark


def _check(client: Client, condition: str, by: Member) -> None:
    check_writable(client)
    if client.alias_of_id:
        raise CaseError(_("Dit dossier is samengevoegd. Schrijf in het dossier waar het bij hoort."))
    if client.closed_on:
        raise CaseError(_("Dit dossier is gesloten. Heropen het eerst."))
    _check_confidential(client, condition, by)


def _check_confidential(client: Client, condition: str, by: Member) -> None:
    if is_confidential(condition) and not sees_confidential(by, client):
        raise NotAllowed(_("Dit gaat over het vertrouwelijke deel. Vraag het aan wie het dossier volgt."))


def _asked(organisation: int, on: date) -> dict[int, dict[str, Ready]]:
    """By offer: the conditions of the day."""
    prepared = {entry.pk: prepare(entry.terms, on) for entry in entries_of(organisation, on)}
    return {pk: {rule.id: rule for rule in one.rules} for pk, one in prepared.items()}


def _rule(conditions: dict[str, Ready] | None, condition: str) -> Ready:
    rule = (conditions or {}).get(condition)
    if rule is None:
        raise CaseError(_("Deze voorwaarde geldt niet meer. Open de pagina opnieuw."))
    if rule.condition.weight == Weight.TALK:
        raise CaseError(_("Dit wordt enkel besproken en nooit genoteerd."))
    return rule


def _say(remark: FitRemark, rule: Ready, by: Member) -> FitRemark:
    """Write it, in the place of what was said before of the same condition."""
    before = FitRemark.objects.filter(
        client=remark.client, offer=remark.offer, condition=remark.condition, withdrawn_at=None
    ).first()
    if before and (before.kind, before.met, before.reason) == (remark.kind, remark.met, remark.reason):
        return before
    if before:
        withdraw(before, expected=before.version, by=by)
    remark.organisation_id, remark.by = remark.client.organisation_id, by
    try:
        with transaction.atomic():
            remark.save(force_insert=True)
    except IntegrityError as error:
        raise CaseError(_("Iemand anders schreef hier net iets over. Open de pagina opnieuw.")) from error
    verb = "answered" if remark.kind == FitRemark.Kind.ANSWER else "disagreed"
    asked = {"condition": str(look("", rule, ClientFacts(on=rule.on)).needed), "met": remark.met}
    _record(f"fitremark.{verb}", remark, by, **asked)
    return remark


def _record(verb: str, remark: FitRemark, by: Member, **asked: Any) -> None:
    """Kept with the name of the offer and the words of the condition, so that the timeline says what it was about."""
    events.record(
        verb,
        remark,
        by=by,
        organisation_id=remark.organisation_id,
        subject=remark.client_id,
        compartment=Compartment.CONFIDENTIAL if is_confidential(remark.condition) else Compartment.GENERAL,
        after={"offer": remark.offer.name, **asked},
        note=remark.reason,
    )
