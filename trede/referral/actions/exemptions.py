"""Exemptions: proposed with a proof, decided by the committee, looked at again in time."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from trede.clients.actions.facts import add_fact, check_writable
from trede.clients.models import Client, Document
from trede.core import events, promises, versions
from trede.core.errors import CaseError
from trede.core.models import Compartment, Member
from trede.core.periods import today
from trede.council.actions.proposals import propose
from trede.council.models import ProposalKind
from trede.referral.actions.referrals import check_open
from trede.referral.models import Exemption, Ground
from trede.referral.reasons import label_of, reasons_on, review_months
from trede.rules.dates import add_months


@transaction.atomic
def propose_exemption(exemption: Exemption, *, motivation: str, by: Member) -> Exemption:
    """Propose an exemption to the committee; it takes effect by its decision only.

    Raises CaseError (one waits or runs already, closed or restricted file) or ValidationError with field messages.
    """
    client = Client.objects.select_for_update(of=("self",)).get(pk=exemption.client_id)
    check_open(client)
    exemption.client = client
    _check_fields(exemption)
    _check_alone(exemption)
    add_fact(exemption, by=by)
    propose(
        client,
        kind=ProposalKind.EXEMPTION,
        asked=asked_of(exemption),
        motivation=motivation,
        cause=exemption.cause,
        by=by,
        compartment=Compartment.CONFIDENTIAL,
    )
    return exemption


def asked_of(exemption: Exemption) -> str:
    """What the committee is asked, in one Dutch sentence; it also stands in the letter to the client.

    Of health only the ground is said: what somebody suffers from belongs on no agenda and in no envelope.
    """
    with translation.override("nl"):
        ground = str(Ground(exemption.ground).label).lower()
        reason = label_of(exemption.ground, exemption.reason, exemption.starts_on)
        said = {
            "ground": ground if exemption.ground == Ground.HEALTH else f"{ground}: {reason}",
            "start": _day(exemption.starts_on),
            "end": _day(exemption.ends_on) if exemption.ends_on else "",
            "review": _day(exemption.review_on),
        }
        if exemption.ends_on:
            return (
                _("Vrijstelling van %(start)s tot en met %(end)s, grond %(ground)s") % said
                + _("; herbekijken op %(review)s") % said
            )
        return _("Vrijstelling vanaf %(start)s, grond %(ground)s; herbekijken op %(review)s") % said


def _day(value: date) -> str:
    return value.strftime("%d/%m/%Y")


def _check_fields(exemption: Exemption) -> None:
    wrong: dict[str, str] = {}
    known = {(reason.ground, reason.code) for reason in reasons_on(exemption.starts_on)}
    if (exemption.ground, exemption.reason) not in known:
        wrong["reason"] = _("Kies een reden die bij de grond hoort.")
    _usual, most = review_months(exemption.starts_on)
    if not exemption.starts_on <= exemption.review_on <= add_months(exemption.starts_on, most):
        wrong["review_on"] = _("Kies een dag binnen %(most)s maanden na het begin.") % {"most": most}
    elif exemption.ends_on and exemption.review_on > exemption.ends_on:
        wrong["review_on"] = _("Herbekijk een vrijstelling voor ze eindigt. Kies een vroegere dag.")
    proof = exemption.proof
    if proof and not Document.objects.of_file(exemption.client).filter(pk=proof.pk).exists():
        wrong["proof"] = _("Dit document staat niet in dit dossier.")
    if wrong:
        raise ValidationError(wrong)


def _check_alone(exemption: Exemption) -> None:
    """No second one that waits, and none beside one that was decided, but for the one that is prolonged."""
    own = Exemption.objects.of_file(exemption.client)
    if own.waiting().exists():
        raise CaseError(_("Voor deze cliënt wacht al een vrijstelling op een beslissing."))
    decided = own.filter(decided_on__isnull=False).exclude(pk=exemption.prolongs_id)
    until = exemption.ends_on or date.max
    overlap = decided.filter(Q(ends_on=None) | Q(ends_on__gte=exemption.starts_on), starts_on__lte=until)
    if overlap.exists():
        raise CaseError(
            _("In die periode loopt al een vrijstelling. Kies een latere begindatum, of verleng die.")
        )
    prolonged = exemption.prolongs
    if prolonged and (prolonged.decided_on is None or exemption.starts_on <= prolonged.starts_on):
        raise CaseError(_("Een verlenging begint na het begin van de vrijstelling die ze verlengt."))


@transaction.atomic
def keep(
    exemption: Exemption, *, by: Member, expected: int, note: str, review_on: date | None = None
) -> Exemption:
    """Looked at, and it stays: until its end, or until the next day to look at it again when it has no end.

    Raises CaseError, Conflict, or ValidationError (a review day is needed, or too far away).
    """
    _check_reviewable(exemption, note)
    day = today()
    if exemption.ends_on and exemption.ends_on < day:
        raise CaseError(_("Deze vrijstelling is al afgelopen. Verleng ze, of noteer dat ze eindigde."))
    if exemption.ends_on:
        return _write(
            exemption, "exemption.kept", by=by, expected=expected, note=note, values={"reviewed_on": day}
        )
    _usual, most = review_months(day)
    if review_on is None or not day < review_on <= add_months(day, most):
        sentence = _("Kies een dag na vandaag en binnen %(most)s maanden.") % {"most": most}
        raise ValidationError({"review_on": sentence})
    return _write(
        exemption, "exemption.kept", by=by, expected=expected, note=note, values={"review_on": review_on}
    )


@transaction.atomic
def stop(exemption: Exemption, *, by: Member, expected: int, note: str, ends_on: date) -> Exemption:
    """Looked at, and it ends on that day (inclusive), never later than was decided. Raises CaseError or Conflict."""
    _check_reviewable(exemption, note)
    if ends_on < exemption.starts_on:
        raise CaseError(_("De einddatum ligt vóór de begindatum. Kies een latere einddatum."))
    if exemption.ends_on and ends_on > exemption.ends_on:
        raise CaseError(_("Langer dan beslist kan niet. Stel een verlenging voor."))
    values: dict[str, Any] = {"ends_on": ends_on, "reviewed_on": today()}
    return _write(exemption, "exemption.stopped", by=by, expected=expected, note=note, values=values)


def review(
    exemption: Exemption, *, how: str, by: Member, expected: int, note: str, **dates: Any
) -> Exemption:
    """`how`: keep or end. A prolongation is a new proposal (`propose_exemption` with `prolongs`)."""
    if how == "end":
        return stop(exemption, by=by, expected=expected, note=note, ends_on=dates.get("ends_on") or today())
    return keep(exemption, by=by, expected=expected, note=note, review_on=dates.get("review_on"))


def _check_reviewable(exemption: Exemption, note: str) -> None:
    check_writable(exemption.client)
    if exemption.decided_on is None:
        raise CaseError(_("Over deze vrijstelling is nog niet beslist."))
    if exemption.reviewed_on:
        raise CaseError(_("Deze vrijstelling is al herbekeken."))
    if Exemption.objects.waiting().filter(prolongs=exemption).exists():
        raise CaseError(_("Een verlenging wacht op een beslissing. Wacht die af, of trek ze in."))
    if not note.strip():
        raise ValidationError({"note": _("Schrijf waarom.")})


def _write(
    exemption: Exemption, verb: str, *, by: Member, expected: int, values: dict[str, Any], note: str = ""
) -> Exemption:
    with promises.explained(), transaction.atomic():
        before, after = versions.save_checked(exemption, expected=expected, values=values)
    if after:
        events.record(
            verb,
            exemption,
            by=by,
            organisation_id=exemption.organisation_id,
            subject=exemption.client_id,
            compartment=Compartment.CONFIDENTIAL,
            before=before,
            after=after,
            note=note.strip(),
        )
    return exemption


def write(exemption: Exemption, verb: str, *, by: Member, values: dict[str, Any]) -> Exemption:
    """What the committee's decision makes of it, over whatever stands now; inside the caller's transaction."""
    return _write(exemption, verb, by=by, expected=exemption.version, values=values)
