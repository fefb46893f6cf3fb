"""Gathers what is known of the ways to one person around one invitation, for the question of reachability."""

from typing import Any

from django.utils import timezone

from trede.clients.languages import language_name
from trede.clients.models import Address, ContactAttempt
from trede.orientation.models import OrientationInvitation
from trede.orientation.seeing import head_of
from trede.outbox.reachability import Reachability, Sent, Try, reachability
from trede.outbox.reading import of_cause
from trede.texts.reading import language_for


def reachability_of(invitation: OrientationInvitation) -> Reachability:
    """What we sent, what came back, what was tried. Four queries; nothing of the confidential part."""
    client = head_of(invitation.client)
    ids = client.file_ids
    attempts = ContactAttempt.objects.standing().filter(client__in=ids, confidential=False)
    attempts = attempts.filter(at__gte=invitation.made_at).exclude(how=ContactAttempt.How.RETURNED)
    back = Address.objects.standing().filter(client__in=ids, returned_on__isnull=False)
    speaks = client.reads_in or client.speaks
    return reachability(
        messages=[_sent(one) for one in of_cause(f"invitation:{invitation.pk}")],
        opened_on=_day(invitation.opened_at),
        answered_on=_day(invitation.replied_at),
        letters_returned=[one.returned_on for one in back if one.returned_on],
        attempts=[Try(str(one.get_how_display()), one.reached, one.at.date()) for one in attempts],
        language=language_for(speaks) if speaks else "",
        language_name=language_name(speaks) if speaks else "",
    )


def _sent(message: Any) -> Sent:
    on = _day(message.sent_at or message.queued_at)
    return Sent(message.channel, message.state, on, message.language, message.unread_translation)


def _day(moment: Any) -> Any:
    return timezone.localtime(moment).date() if moment else None
