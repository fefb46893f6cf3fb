"""The end of an edition: a result for everyone, a certificate for who followed it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from trede.clients.actions.documents import add_document
from trede.clients.models import Document, DocumentKind
from trede.core import events
from trede.core.errors import CaseError
from trede.core.models import Member
from trede.core.periods import today
from trede.letters.certificate import certificates_pdf
from trede.offers.actions.cancelling import unchangeable
from trede.offers.actions.closing import close_open
from trede.offers.actions.moving import move, rewrite
from trede.offers.actions.participations import end, start
from trede.offers.actions.planning import check_open, lock
from trede.offers.certificates import certificate_of
from trede.offers.dutch import in_dutch
from trede.offers.models import (
    SEATED,
    Edition,
    Participation,
    ParticipationState,
    RefusedReason,
    Result,
)

# Had a place and never came: no result of Result.
NEVER_CAME = "never_came"
_S = ParticipationState


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it ended for one participant: a Result or NEVER_CAME, in words, and whether a certificate is kept."""

    result: str
    note: str = ""
    certificate: bool = False


@transaction.atomic
def finish_edition(edition: Edition, outcomes: Mapping[int, Outcome], *, by: Member) -> int:
    """Write the result of participants (by id) and let who still waits for this edition wait for the next one.

    May be done in parts; who has a result already is left alone. Returns how many ended. Raises CaseError: cancelled,
    not over yet, somebody who is not in it, an unknown result. Certificates come after: `keep_certificates`.
    """
    edition = lock(edition)
    check_open(edition)
    last = edition.sessions.filter(cancelled_on=None).order_by("-on").first()
    if today() < min(edition.ends_on, last.on if last else edition.ends_on):
        raise CaseError(_("Deze reeks loopt nog. Noteer de resultaten na de laatste sessie."))
    own = Participation.objects.filter(edition=edition).select_related("client", "offer", "edition")
    people = {row.pk: row for row in own.filter(pk__in=list(outcomes))}
    if outcomes.keys() - people.keys():
        raise CaseError(_("Iemand op deze lijst hoort niet bij deze reeks. Open de lijst opnieuw."))
    ended = sum(_end(people[pk], edition, outcome, by=by) for pk, outcome in outcomes.items())
    _wait_for_next(list(own.filter(state=_S.WAITING)), by=by)
    if ended:
        after = {"ended": ended}
        events.record(
            "edition.finished", edition, by=by, organisation_id=edition.organisation_id, after=after
        )
    return ended


def _wait_for_next(waiting: list[Participation], *, by: Member) -> None:
    note = in_dutch(lambda: _("Wacht op een volgende reeks."))
    kept = unchangeable(waiting)
    for row in waiting:
        if row.pk not in kept:
            rewrite(row, deed="unplanned", by=by, note=note, edition=None)


def _end(person: Participation, edition: Edition, outcome: Outcome, *, by: Member) -> bool:
    if person.state not in SEATED:
        return False
    if outcome.result == NEVER_CAME:
        _never_came(person, outcome, by=by)
        return True
    if outcome.result not in Result.values:
        raise CaseError(_("Kies een resultaat."))
    if person.state == _S.ACCEPTED:
        person = start(person, on=edition.starts_on, by=by)
    on = max(min(edition.ends_on, today()), person.started_on or edition.ends_on)
    end(person, on=on, result=outcome.result, note=outcome.note, by=by)
    return True


def _never_came(person: Participation, outcome: Outcome, *, by: Member) -> None:
    if person.state != _S.ACCEPTED:
        raise CaseError(_("Wie aanwezig was, kan niet ‘nooit gekomen’ zijn. Kies een ander resultaat."))
    reason = RefusedReason.NOT_REACHED
    move(person, to=_S.WITHDRAWN, by=by, reason=reason, note=outcome.note)
    close_open(person, because="withdrawn", by=by, tell=True)


def keep_certificates(edition: Edition, participation_ids: list[int], *, by: Member) -> int:
    """Keep a certificate on the file of each of these, who ended here; who has one keeps that one.

    Each file in a transaction of its own, since the bytes are written before the row. Returns how many are new.
    """
    own = Participation.objects.filter(edition=edition, pk__in=participation_ids, state=_S.ENDED)
    rows = own.filter(certificate=None).select_related(
        "client", "offer", "edition__leader__user", "organisation"
    )
    return sum(_keep_certificate(row, by=by) for row in rows)


def _keep_certificate(row: Participation, *, by: Member) -> bool:
    document = Document(
        client=row.client,
        kind=DocumentKind.CERTIFICATE,
        title=(in_dutch(lambda: _("Attest: %(offer)s")) % {"offer": row.offer.name})[:120],
        dated_on=row.ended_on,
    )
    kept = add_document(document, certificates_pdf([certificate_of(row)]), by=by)
    _attach(row, kept, by=by)
    return True


@transaction.atomic
def _attach(row: Participation, document: Document, *, by: Member) -> None:
    """Raises nothing: a second certificate that came meanwhile replaces the first."""
    rewrite(row, deed="certified", by=by, certificate=document)
