"""The letter that tells the client what was decided: made with the decision, sent within the term of the law."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from trede.clients.actions.facts import check_writable
from trede.core.errors import CaseError
from trede.core.models import Member
from trede.core.periods import today
from trede.council import letters
from trede.council.actions.records import locked, record
from trede.council.models import Decision, Notification, Outcome
from trede.outbox.actions import posting


def cause_of(notification: Notification) -> str:
    """How the outbox knows what a letter belongs to."""
    return f"notification:{notification.pk}"


@transaction.atomic
def notify(decision: Decision, *, registered: bool, by: Member) -> Notification:
    """Make the letter about a decision and put it in the outbox, to be printed.

    `registered`: by registered post, else handed over against receipt. Raises CaseError (postponed or corrected
    decision, made already, no address to post to).
    """
    proposal = locked(decision.proposal)
    decision = Decision.objects.select_related("organisation", "client").get(pk=decision.pk)
    check_writable(decision.client)
    _check(decision)
    notification = Notification.objects.create(
        organisation_id=decision.organisation_id,
        client=decision.client,
        decision=decision,
        registered=registered,
        made_by=by,
    )
    letter = letters.compose(decision, proposal, on=today())
    if registered and not letter.has_address:
        raise CaseError(
            _(
                "Er is geen adres om een aangetekende brief naar te sturen. Noteer een adres, of geef de brief af."
            )
        )
    notification.message = letters.post(letter, decision, cause=cause_of(notification), by=by).pk
    notification.save(update_fields=["message"])
    record("notification.made", notification, proposal, by=by, after={"registered": registered})
    return notification


def _check(decision: Decision) -> None:
    if decision.outcome == Outcome.POSTPONED:
        raise CaseError(_("Het voorstel is uitgesteld: er is nog niets om mee te delen."))
    if decision.corrected_at:
        raise CaseError(_("Deze beslissing is verbeterd. Maak de kennisgeving van de juiste beslissing."))
    if Notification.objects.filter(decision=decision).exists():
        raise CaseError(_("De kennisgeving van deze beslissing is al gemaakt."))


@transaction.atomic
def mark_sent(notification: Notification, *, sent_on: date, by: Member) -> Notification:
    """Note the day on which the letter was posted or handed over. Raises CaseError."""
    proposal = locked(notification.decision.proposal)
    notification = Notification.objects.select_related("decision").get(pk=notification.pk)
    if notification.sent_on:
        raise CaseError(
            _("De verzending van %(day)s staat al genoteerd.")
            % {"day": notification.sent_on.strftime("%d/%m/%Y")}
        )
    if not notification.decision.decided_on <= sent_on <= today():
        raise CaseError(_("Kies een dag tussen de beslissing en vandaag."))
    notification.sent_on = sent_on
    notification.save(update_fields=["sent_on"])
    record("notification.sent", notification, proposal, by=by, after={"sent_on": sent_on.isoformat()})
    letters.printed(notification, by=by)
    return notification


def drop_unsent(decision: Decision, *, by: Member) -> None:
    """The letter of a decision that was recorded wrongly: drop it while it is still here."""
    notification = Notification.objects.filter(decision=decision, sent_on=None).first()
    if notification:
        posting.cancel(cause=cause_of(notification), by=by)
