"""What the client answers: I come, I cannot come, another moment, an interpreter. By the link, or told to a member."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from trede.clients.actions.facts import check_writable
from trede.clients.reaching import ways_of
from trede.core import events, promises
from trede.core.errors import CaseError
from trede.core.models import Member
from trede.core.periods import today
from trede.orientation import freed, tokens
from trede.orientation.actions import notices, offers
from trede.orientation.answering import Closed, closed_because
from trede.orientation.models import (
    InterpreterRequest,
    InvitationAnswer,
    OrientationInvitation,
    OrientationSession,
    Reply,
    Slot,
)
from trede.orientation.moments import SAID_NO, free_slots, needs_interpreter, standing_of
from trede.orientation.seating import give_back, lengthen, seat
from trede.outbox.actions import posting

REASON_LENGTH = 200


@transaction.atomic
def answer(
    invitation: OrientationInvitation,
    *,
    reply: str,
    asks_interpreter: bool | None = None,
    by: Member | None = None,
) -> OrientationInvitation:
    """Keep what the client answers; `by` is the member who took it down, None the client's own press of a button.

    `reply` "" leaves the last one as it is, `asks_interpreter` None too. The same answer again changes nothing.
    A "no" frees the slot; a "yes" after a "no" takes it back while nobody else has it. Raises CaseError: no answer
    is taken any more, the slot went to somebody else, the reply needs a slot (`choose_other_slot`), the file is
    restricted or erased.
    """
    if reply not in ("", Reply.COMES, *SAID_NO):
        raise CaseError(_("Kies eerst een ander moment."))
    row = _open(invitation, by=by)
    wants = row.asks_interpreter if asks_interpreter is None else asks_interpreter
    said = reply or row.reply
    if (said, wants) == (row.reply, row.asks_interpreter):
        return row
    before, released = _shown(row), _let_go(row, said)
    row.asks_interpreter = wants
    _save(row, by, reply=said, asks_interpreter=wants, **_holding(row, said))
    _keep(row, reply=reply, by=by)
    _record("answered", row, by=by, before=before, after=_shown(row))
    _wish(row, by=by)
    if released:
        _leave(row, row.slot, by=by)
    return row


@transaction.atomic
def choose_other_slot(
    invitation: OrientationInvitation,
    slot: Slot,
    *,
    asks_interpreter: bool | None = None,
    by: Member | None = None,
) -> OrientationInvitation:
    """Move the invitation to a free slot that the client chose; its link and code stay the same.

    The old slot comes free, the reminders start anew, a message says the new moment (the letter has the old one), and
    the reply becomes "comes"; the answer is kept as "another moment". `asks_interpreter` None leaves that wish as it
    is. Raises CaseError: the slot is taken, past, withdrawn, cancelled, too short or of another organisation, or no
    answer is taken any more.
    """
    _lock_sessions(invitation, slot)
    row = _open(invitation, by=by)
    if slot.pk == row.slot_id:
        return answer(row, reply=Reply.COMES, asks_interpreter=asks_interpreter, by=by)
    before, old, held = _shown(row), row.slot, row.released_at is None
    row.asks_interpreter = row.asks_interpreter if asks_interpreter is None else asks_interpreter
    wants, chosen = row.asks_interpreter, _free(row, slot)
    _save(row, by, slot=chosen, reply=Reply.COMES, asks_interpreter=wants, **_HOLDS, **_NOT_REMINDED)
    _keep(row, reply=Reply.OTHER_TIME, by=by)
    _record("moved", row, by=by, before=before, after=_shown(row))
    _wish(row, by=by)
    if held:
        _leave(row, old, by=by)
    _confirm(row, by=by)
    return row


@transaction.atomic
def release(invitation: OrientationInvitation, *, because: str, by: Member | None) -> OrientationInvitation:
    """Take the slot of an invitation back, for a reason of the service; its link then says to call.

    The client's own "no" goes through `answer`. Raises CaseError: without a reason, released or seen already.
    """
    because = because.strip()[:REASON_LENGTH]
    if not because:
        raise CaseError(_("Schrijf waarom het tijdslot vrijkomt."))
    row = _locked(invitation)
    if row.attendance:
        raise CaseError(_("Deze cliënt is al gezien. Het tijdslot komt niet meer vrij."))
    if row.released_at is not None:
        raise CaseError(_("Dit tijdslot is al vrij."))
    _save(row, by, released_at=timezone.now(), released_because=because)
    _record("released", row, by=by, before={}, after={"released": because, "slot": row.slot_id})
    _wish(row, by=by)
    _leave(row, row.slot, by=by)
    return row


_HOLDS: dict[str, Any] = {"released_at": None, "released_because": ""}
_NOT_REMINDED: dict[str, Any] = {"reminded_first_at": None, "reminded_last_at": None}


def _lock_sessions(invitation: OrientationInvitation, *others: Slot) -> None:
    """In one order, so that two clients who change places do not wait for each other."""
    own = Slot.objects.filter(invitations=invitation.pk).values("session")
    wanted = Q(pk__in=own) | Q(pk__in=[slot.session_id for slot in others])
    list(OrientationSession.objects.select_for_update(of=("self",)).filter(wanted).order_by("pk"))


def _locked(invitation: OrientationInvitation) -> OrientationInvitation:
    """The session first, then the invitation, as whoever cancels a session does."""
    _lock_sessions(invitation)
    rows = OrientationInvitation.objects.select_for_update(of=("self",))
    locked: OrientationInvitation = rows.select_related("slot__session__series", "entry", "client").get(
        pk=invitation.pk
    )
    return locked


def _open(invitation: OrientationInvitation, *, by: Member | None) -> OrientationInvitation:
    """The invitation as it is now, locked, if it still takes an answer."""
    row = _locked(invitation)
    if why := closed_because(standing_of(row), today()):
        raise CaseError(sentence_of(why))
    # Restricting the file does not stop the client's own answer: pressing the button is their consent.
    if by is not None or row.client.erased_at:
        check_writable(row.client)
    return row


def sentence_of(why: Closed) -> str:
    """For a member: why this invitation takes no answer any more."""
    return {
        Closed.CANCELLED: _("Deze zitting is afgelast. Nodig de cliënt opnieuw uit."),
        Closed.SEEN: _("De aanwezigheid is al genoteerd. Het antwoord wijzigt niet meer."),
        Closed.PAST: _("Deze afspraak is voorbij. Nodig de cliënt opnieuw uit."),
        Closed.GONE: _("Deze uitnodiging geldt niet meer. Kijk op de wachtlijst of er een nieuwe is."),
    }[why]


def _let_go(row: OrientationInvitation, said: str) -> bool:
    return said in SAID_NO and row.released_at is None


def _holding(row: OrientationInvitation, said: str) -> dict[str, Any]:
    """What this reply does to the slot: a "no" lets it go, a "yes" after that takes it back."""
    if _let_go(row, said):
        # A colleague reads it: kept in Dutch, whatever language the page of the client spoke.
        with translation.override(settings.LANGUAGE_CODE):
            return {"released_at": timezone.now(), "released_because": str(Reply(said).label)}
    if said == Reply.COMES and row.released_at is not None:
        seat(row.slot, longer=needs_interpreter(row))
        return _HOLDS
    return {}


def _free(row: OrientationInvitation, slot: Slot) -> Slot:
    """The slot that was chosen, if this client can have it."""
    chosen = free_slots(row.organisation_id, timezone.now()).filter(pk=slot.pk).first()
    if chosen is None:
        raise CaseError(_("Dit moment is niet meer vrij. Kies een ander."))
    seat(chosen, longer=needs_interpreter(row))
    return chosen


def _save(row: OrientationInvitation, by: Member | None, **values: Any) -> None:
    now = timezone.now()
    if values.get("reply"):
        values["replied_at"] = now
    if by is None and row.opened_at is None:
        # Looking writes nothing; the first press of a button shows that the message arrived.
        values["opened_at"] = now
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
    with promises.explained(), transaction.atomic():
        row.save(update_fields=[*values, "version"])


def _keep(row: OrientationInvitation, *, reply: str, by: Member | None) -> None:
    InvitationAnswer.objects.create(
        organisation_id=row.organisation_id,
        client_id=row.client_id,
        invitation=row,
        reply=reply,
        asks_interpreter=row.asks_interpreter,
        by=by,
    )


def _wish(row: OrientationInvitation, *, by: Member | None) -> None:
    """One wanted interpreter, with the time for it, while the client comes and needs one.

    Staff ask, book and call off: whoever was asked already stays, for a member who knows the service.
    """
    running = InterpreterRequest.objects.filter(invitation=row, cancelled_on=None).first()
    wanted = row.released_at is None and needs_interpreter(row)
    if wanted and running is None:
        _want(row, by=by)
    elif not wanted and running and running.asked_on is None and running.booked_on is None:
        running.cancelled_on = today()
        running.version += 1
        running.save(update_fields=["cancelled_on", "version"])
        _record_wish("withdrawn", running, by=by)
        if row.released_at is None:
            give_back(row.slot)


def _want(row: OrientationInvitation, *, by: Member | None) -> None:
    client = row.client
    made = InterpreterRequest.objects.create(
        organisation_id=row.organisation_id,
        client_id=row.client_id,
        invitation=row,
        language=client.speaks or client.reads_in or row.language,
        made_by=by,
    )
    _record_wish("wanted", made, by=by)
    lengthen(row.slot)


def _record_wish(deed: str, wish: InterpreterRequest, *, by: Member | None) -> None:
    events.record(
        f"interpreterrequest.{deed}",
        wish,
        by=by,
        organisation_id=wish.organisation_id,
        subject=wish.client_id,
        after={"language": wish.language},
    )


def _shown(row: OrientationInvitation) -> dict[str, Any]:
    session = row.slot.session
    return {
        "reply": row.reply,
        "asks_interpreter": row.asks_interpreter,
        "slot": row.slot_id,
        "on": session.on.isoformat(),
        "at": row.slot.clock,
        "released": row.released_because,
    }


def _record(
    deed: str,
    row: OrientationInvitation,
    *,
    by: Member | None,
    before: dict[str, Any],
    after: dict[str, Any],
) -> None:
    events.record(
        f"orientationinvitation.{deed}",
        row,
        by=by,
        organisation_id=row.organisation_id,
        subject=row.client_id,
        before={name: value for name, value in before.items() if after.get(name) != value},
        after={name: value for name, value in after.items() if before.get(name) != value},
        note="" if by else _by_client(),
    )


def _by_client() -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return _("Door de cliënt zelf, op de pagina achter de link")


def _leave(row: OrientationInvitation, slot: Slot, *, by: Member | None) -> None:
    """What was still to be sent about this slot is not sent, the neighbours have their time again, others hear."""
    posting.cancel(cause=f"invitation:{row.pk}", by=by)
    give_back(slot)
    freed.tell(slot)


def _confirm(row: OrientationInvitation, *, by: Member | None) -> None:
    """The new moment by text message or e-mail, where one may go."""
    secret, client = tokens.secret_of(row), notices.whole(row.client)
    ways = ways_of([client.pk], today()).get(client.pk)
    if secret and ways and (ways.sms or ways.email):
        notices.send("reminder", row, ways, secret, by=by, not_after=offers.begins_at(row.slot))
