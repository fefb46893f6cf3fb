"""A participation that begins or ends is what often shows a step on the ladder."""

from trede.clients.models import Client
from trede.ladder.causes import Shown
from trede.ladder.models import MoveReason
from trede.offers.models import Participation, ParticipationState

GOING = (ParticipationState.RUNNING, ParticipationState.PAUSED)


def participation_shown(client: Client, pk: int) -> Shown | None:
    """One that began: its offer, its days and how it ended. None for one of another file or that never began."""
    rows = Participation.objects.filter(client__in=client.file_ids, started_on__isnull=False)
    found = rows.select_related("offer").filter(pk=pk).first()
    if found is None:
        return None
    reason = MoveReason.STARTED if found.state in GOING else MoveReason.GREW
    return Shown(found.cause, found.offer.rung if found.state in GOING else None, reason, _evidence(found))


def _evidence(participation: Participation) -> str:
    days = [participation.started_on, participation.ended_on]
    words = " - ".join(day.strftime("%d/%m/%Y") for day in days if day)
    result = f", {str(participation.get_result_display()).lower()}" if participation.result else ""
    return f"{participation.offer.name[:160]}, {words}{result}: "
