"""A file closes, somebody dies or moves away: what runs here ends, and no partner reads anything any more."""

from django.utils.translation import gettext as _

from trede.clients.lifecycle_effects import How
from trede.clients.models import Client
from trede.core.models import Member
from trede.core.periods import today
from trede.offers import endings
from trede.offers.actions.closing import close
from trede.offers.actions.moving import move
from trede.offers.dutch import in_dutch
from trede.offers.models import (
    MOVES,
    Participation,
    ParticipationState,
    PartnerReferral,
    Result,
)


def file_ended(client: Client, *, how: How, by: Member) -> None:
    """End or withdraw every open participation and close its referral. Runs in the caller's transaction."""
    note = said(how)
    for referral in PartnerReferral.objects.filter(client__in=client.file_ids, closed_on=None):
        close(referral, because="file", by=by)
    for participation in Participation.objects.of_file(client).open().order_by("pk"):
        _let_go(participation, note, by=by)


def _let_go(participation: Participation, note: str, *, by: Member) -> None:
    if ParticipationState.WITHDRAWN in MOVES[participation.state]:
        move(participation, to=ParticipationState.WITHDRAWN, by=by, note=note)
        return
    day = max(today(), participation.started_on or today())
    result = Result.CIRCUMSTANCES
    ended = move(
        participation,
        to=ParticipationState.ENDED,
        by=by,
        on=day,
        reason=result,
        note=note,
        ended_on=day,
        result=result,
        result_note=note,
    )
    endings.ended(ended, by=by)


def said(how: How) -> str:
    """The reason in Dutch, whatever the language of the author's screens."""
    words = {
        "closed": lambda: _("Het dossier is gesloten."),
        "died": lambda: _("De cliënt is overleden."),
        "moved": lambda: _("De cliënt verhuisde naar een ander OCMW."),
    }
    return in_dutch(words[how])
