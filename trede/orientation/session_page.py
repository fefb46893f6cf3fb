"""What the page of a session shows: each slot, who has it, what came back, the interpreter, what was sent."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trede.clients.languages import language_name
from trede.clients.models import Client
from trede.core.models import Member
from trede.orientation.models import (
    InterpreterRequest,
    OrientationInvitation,
    OrientationSession,
    Reply,
    Slot,
)
from trede.orientation.slots import interpreter_minutes
from trede.orientation.unsent import with_unsent_letter
from trede.outbox.models import Channel, Message
from trede.outbox.reading import of_cause

TONES = {
    Reply.COMES: "good",
    Reply.OTHER_TIME: "good",
    Reply.CALL_ME: "warn",
    Reply.CANNOT: "bad",
    "": "neutral",
}
STEPS: tuple[tuple[str, str | Promise, str], ...] = (
    ("cancelled_on", gettext_lazy("tolk afgezegd"), "bad"),
    ("confirmed_on", gettext_lazy("tolk bevestigd"), "good"),
    ("booked_on", gettext_lazy("tolk geboekt"), "info"),
    ("asked_on", gettext_lazy("tolk gevraagd"), "warn"),
)


def interpreter_state(request: InterpreterRequest) -> tuple[str, str]:
    """In words, and the tone of the mark."""
    for name, words, tone in STEPS:
        if getattr(request, name):
            return str(words), tone
    return _("tolk nog te vragen"), "warn"


@dataclass(slots=True)
class Seat:
    """One slot of the page. `hidden`: somebody has it whose name this member may not see."""

    slot: Slot
    invitation: OrientationInvitation | None = None
    hidden: bool = False
    interpreter: InterpreterRequest | None = None
    messages: list[Message] = field(default_factory=list)
    earlier: int = 0
    needed: int = 0
    # A longer talk before it uses its time.
    lent: bool = False
    # Who let go of this slot and asked to be called: somebody must still speak with them.
    call_back: list[OrientationInvitation] = field(default_factory=list)

    @property
    def client(self) -> Client | None:
        return self.invitation.client if self.invitation and not self.hidden else None

    @property
    def tone(self) -> str:
        return TONES.get(self.invitation.reply, "neutral") if self.invitation else "neutral"

    @property
    def language(self) -> str:
        return language_name(self.invitation.language) if self.invitation else ""

    @property
    def interpreter_words(self) -> str:
        return interpreter_state(self.interpreter)[0] if self.interpreter else ""

    @property
    def interpreter_tone(self) -> str:
        return interpreter_state(self.interpreter)[1] if self.interpreter else ""

    @property
    def too_short(self) -> bool:
        """An interpreter comes, and the slot is not long enough for that."""
        return bool(
            self.interpreter and not self.interpreter.cancelled_on and self.slot.minutes < self.needed
        )

    @property
    def offered(self) -> bool:
        """This slot came free and was offered."""
        return any(message.purpose == "offer" for message in self.messages)

    @property
    def sent(self) -> str:
        """By which ways the invitation went: "brief (nog af te drukken), sms"."""
        first = [
            one for one in self.messages if one.purpose in ("invitation", "offer") and not one.cancelled_at
        ]
        order = {Channel.LETTER: 0, Channel.SMS: 1, Channel.EMAIL: 2}
        return ", ".join(_way(one) for one in sorted(first, key=lambda one: order[Channel(one.channel)]))

    @property
    def failed(self) -> bool:
        return any(message.failed_at and not message.settled_at for message in self.messages)


def _way(message: Message) -> str:
    name = str(message.get_channel_display()).lower()
    if message.failed_at:
        return _("%(channel)s mislukt") % {"channel": name}
    if message.channel == Channel.LETTER and message.sent_at is None:
        return _("%(channel)s nog af te drukken") % {"channel": name}
    return name


def seats_of(session: OrientationSession, member: Member) -> list[Seat]:
    """The slots of this session in order of time; names only of who this member may find. Five queries."""
    slots = list(session.slots.order_by("begin"))
    for slot in slots:
        slot.session = session
    rows = list(
        OrientationInvitation.objects.filter(slot__session=session)
        .select_related("client__alias_of", "entry", "slot__session")
        .annotate(superseded=Exists(_later()))
        .order_by("made_at", "pk")
    )
    found = _findable(member, rows)
    asked = _requests(rows)
    messages: dict[str, list[Message]] = defaultdict(list)
    for message in of_cause([f"invitation:{row.pk}" for row in rows if row.released_at is None]):
        messages[message.cause].append(message)
    holders = {row.slot_id: row for row in rows if row.released_at is None}
    usual = min((slot.minutes for slot in slots), default=0)
    needed = interpreter_minutes(session, usual)
    seats = [_seat(slot, holders.get(slot.pk), rows, found, asked, messages, needed) for slot in slots]
    for seat in seats:
        seat.lent = is_lent(seat.slot, slots)
    return seats


def is_lent(slot: Slot, slots: Iterable[Slot]) -> bool:
    """A longer slot, made so for an interpreter, has the time of this one: it cannot be used again now."""
    longer = (one for one in slots if one.withdrawn_at is None and one.begin < slot.begin)
    return slot.withdrawn_at is not None and any(slot.begin < one.begin + one.minutes for one in longer)


def _later() -> QuerySet[OrientationInvitation]:
    """A later invitation of the same place on the list."""
    return OrientationInvitation.objects.filter(entry=OuterRef("entry"), pk__gt=OuterRef("pk"))


def waits_for_call(row: Any) -> bool:
    """Expects `superseded` and the entry along."""
    asked = row.reply == Reply.CALL_ME and not row.attendance
    return bool(asked and not row.superseded and row.entry.left_on is None)


def _seat(
    slot: Slot,
    holder: OrientationInvitation | None,
    rows: Iterable[OrientationInvitation],
    found: set[int],
    asked: dict[int, InterpreterRequest],
    messages: dict[str, list[Message]],
    needed: int,
) -> Seat:
    seat = Seat(slot, needed=needed)
    gone = [row for row in rows if row.slot_id == slot.pk and row.released_at]
    seat.earlier = len(gone)
    seat.call_back = [row for row in gone if row.client_id in found and waits_for_call(row)]
    if holder is not None:
        seat.invitation, seat.hidden = holder, holder.client_id not in found
        seat.interpreter = asked.get(holder.pk)
        seat.messages = messages.get(f"invitation:{holder.pk}", [])
    return seat


def _findable(member: Member, rows: Iterable[OrientationInvitation]) -> set[int]:
    pks = {row.client_id for row in rows}
    return set(Client.objects.findable_by(member).filter(pk__in=pks).values_list("pk", flat=True))


def _requests(rows: Iterable[OrientationInvitation]) -> dict[int, InterpreterRequest]:
    """The running request of each invitation, or else the last one."""
    asked = InterpreterRequest.objects.filter(invitation__in=[row.pk for row in rows])
    ordered = sorted(asked, key=lambda one: (one.cancelled_on is None, one.pk))
    return {request.invitation_id: request for request in ordered}


@dataclass(frozen=True, slots=True)
class Counts:
    """The top of the page."""

    slots: int
    taken: int
    free: int
    comes: int
    call_me: int
    to_print: int


def counts_of(seats: Iterable[Seat]) -> Counts:
    standing = [seat for seat in seats if seat.slot.withdrawn_at is None or seat.invitation]
    taken = [seat.invitation for seat in standing if seat.invitation]
    letters = [
        message
        for seat in standing
        for message in seat.messages
        if message.channel == Channel.LETTER
        and message.purpose == "invitation"
        and message.sent_at is None
        and message.cancelled_at is None
    ]
    return Counts(
        slots=len(standing),
        taken=len(taken),
        free=len(standing) - len(taken),
        comes=sum(1 for row in taken if row.reply in (Reply.COMES, Reply.OTHER_TIME)),
        call_me=sum(1 for row in taken if row.reply == Reply.CALL_ME),
        to_print=len(letters),
    )


def sessions_of(
    organisation_id: int, *, since: date | None = None, until: date | None = None
) -> QuerySet[Any]:
    """Sessions with how many slots they have, how many are taken, and how many answered that they come."""
    standing = Q(slots__withdrawn_at=None)
    holding = Q(slots__invitations__isnull=False, slots__invitations__released_at=None)
    rows = OrientationSession.objects.filter(organisation=organisation_id)
    rows = rows.filter(on__gte=since) if since else rows
    rows = rows.filter(on__lt=until) if until else rows
    return rows.select_related("counsellor__user", "partner_counsellor__user", "partner", "series").annotate(
        slot_count=Count("slots", filter=standing, distinct=True),
        taken_count=Count("slots", filter=standing & holding, distinct=True),
        comes_count=Count(
            "slots", filter=standing & holding & Q(slots__invitations__reply=Reply.COMES), distinct=True
        ),
        to_print=Exists(with_unsent_letter(_held().filter(slot__session=OuterRef("pk")))),
    )


def _held() -> QuerySet[OrientationInvitation]:
    return OrientationInvitation.objects.holding().filter(attendance="")
