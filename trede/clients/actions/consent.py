"""Consent of a client: given, and taken back as easily. What hangs on it stops in the same transaction."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from trede.clients.actions.facts import add_fact
from trede.clients.consent_effects import consent_ended
from trede.clients.models import Consent
from trede.core import events, promises, versions
from trede.core.errors import CaseError
from trede.core.models import Member
from trede.core.periods import today


@transaction.atomic
def give_consent(consent: Consent, *, by: Member) -> Consent:
    """Note that the client agrees. Raises CaseError (restricted, merged or erased file, begins in the future) or
    ValidationError with field messages (nothing said of what they may know, a paper of somebody else)."""
    if consent.starts_on > today():
        raise CaseError(
            _("Die dag ligt in de toekomst. Noteer de toestemming op de dag dat de cliënt ze geeft.")
        )
    add_fact(consent, by=by)
    return consent


@transaction.atomic
def withdraw_consent(consent: Consent, *, by: Member, on: date) -> Consent:
    """Take a consent back, from that day on (GDPR 7(3)): no reason is asked. What hangs on it stops at once.

    Also on a file whose processing is restricted: taking back only means less processing.
    Raises CaseError: already withdrawn or retracted, a day in the future or before it was given, an erased file.
    """
    current: Consent = (
        Consent.objects.select_for_update(of=("self",)).select_related("client").get(pk=consent.pk)
    )
    _check_withdrawable(current, on)
    ends_on = min(on, current.ends_on or on)
    with promises.explained(), transaction.atomic():
        before, after = versions.save_checked(
            current, expected=current.version, values={"withdrawn_on": on, "ends_on": ends_on}
        )
    events.record(
        "consent.withdrawn",
        current,
        by=by,
        organisation_id=current.organisation_id,
        subject=current.client_id,
        before=before,
        after=after,
    )
    consent_ended(current, by=by)
    return current


def _check_withdrawable(consent: Consent, on: date) -> None:
    if consent.client.erased_at:
        raise CaseError(_("Dit dossier is gewist na de bewaartermijn. Er kan niets meer bij."))
    if consent.retracted_at:
        raise CaseError(
            _("Deze toestemming werd weggehaald: ze was fout genoteerd. Er valt niets in te trekken.")
        )
    if consent.withdrawn_on:
        raise CaseError(
            _("Deze toestemming is al ingetrokken op %(day)s.")
            % {"day": consent.withdrawn_on.strftime("%d/%m/%Y")}
        )
    if on > today():
        raise CaseError(
            _("Die dag ligt in de toekomst. Beëindig de toestemming op die dag, of kies vandaag.")
        )
    if on < consent.starts_on:
        raise CaseError(_("Op die dag was de toestemming nog niet gegeven. Kies een latere dag."))
