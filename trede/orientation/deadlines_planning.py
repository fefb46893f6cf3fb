"""What is due for who plans: sessions to fill, letters to print, interpreters, people to call, promises."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import BigIntegerField, CharField, Exists, F, IntegerField, OuterRef, QuerySet, Value
from django.db.models.functions import TruncDate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trede.clients.deadlines import Row, Rule, Sources, as_rows
from trede.clients.models import Client
from trede.core.models import Member
from trede.core.roles import Can
from trede.orientation.capacity import free_slots
from trede.orientation.models import (
    InterpreterRequest,
    OrientationInvitation,
    OrientationSession,
    Reply,
    WaitingEntry,
)
from trede.orientation.queue import in_line, uninvited
from trede.orientation.unsent import with_unsent_letter

# A session shows two weeks ahead. A letter must be in the post, and a slot filled, a week before.
AHEAD = timedelta(days=14)
IN_THE_POST = timedelta(days=-7)
# An interpreter who did not confirm shows a week ahead, and is late three days before.
INTERPRETER_AHEAD = timedelta(days=7)
CONFIRMED = timedelta(days=-3)
CALL_WITHIN = timedelta(days=1)
PROMISE_AHEAD = timedelta(days=7)


def _on(sentence: str, row: Row) -> str:
    return sentence % {"day": row.on.strftime("%d/%m/%Y")}


RULES: dict[str, Rule] = {
    "session_to_fill": Rule(
        gettext_lazy("Zitting niet gevuld"),
        gettext_lazy("Vul"),
        lambda row, today: _on(_("Zitting van %(day)s: er zijn nog tijdsloten vrij"), row),
        lambda row: ("session_fill", {"pk": row.object_id}),
        IN_THE_POST,
    ),
    "letters_to_print": Rule(
        gettext_lazy("Brieven niet afgedrukt"),
        gettext_lazy("Druk af"),
        lambda row, today: _on(_("Zitting van %(day)s: brieven nog niet in de post"), row),
        lambda row: ("session_letters", {"pk": row.object_id}),
        IN_THE_POST,
    ),
    "interpreter_to_confirm": Rule(
        gettext_lazy("Tolk niet bevestigd"),
        gettext_lazy("Volg op"),
        lambda row, today: _on(_("Tolk voor %(day)s is niet bevestigd"), row),
        lambda row: ("interpreter", {"pk": row.object_id}),
        CONFIRMED,
    ),
    "call_back": Rule(
        gettext_lazy("Vraagt om te bellen"),
        gettext_lazy("Bekijk"),
        lambda row, today: _on(_("Kan niet komen en vroeg op %(day)s om te bellen"), row),
        lambda row: ("invitation", {"pk": row.object_id}),
        CALL_WITHIN,
    ),
    "promise": Rule(
        gettext_lazy("Beloofde datum"),
        gettext_lazy("Nodig uit"),
        lambda row, today: _on(_("Gesprek beloofd tegen %(day)s, nog geen uitnodiging op tijd"), row),
        lambda row: ("waiting_invite", {"pk": row.object_id}),
    ),
}


def sources(member: Member, mine: Collection[int], today: date, local: Mapping[str, int | None]) -> Sources:
    """Rows of RULES, for who plans; of locked files only for who is named for them."""
    if not member.may(Can.PLAN_SESSIONS):
        return
    soon = OrientationSession.objects.standing().filter(
        organisation=member.organisation_id, closed_at=None, on__gte=today, on__lte=today + AHEAD
    )
    yield _sessions("session_to_fill", _to_fill(soon, member.organisation_id))
    yield _sessions("letters_to_print", _to_print(soon, member))
    yield as_rows("interpreter_to_confirm", _interpreters(member, today), F("invitation__slot__session__on"))
    yield as_rows("call_back", _call_back(member), TruncDate("replied_at"))
    yield as_rows("promise", _promises(member, today), "promised_by")


def _sessions(rule: str, rows: QuerySet[Any]) -> QuerySet[Any, dict[str, Any]]:
    """As `as_rows`, of what concerns a session and nobody in particular: client 0, without a name."""
    return (
        rows.order_by()
        .annotate(
            rule=Value(rule, CharField()),
            client_id=Value(0, BigIntegerField()),
            object_id=F("pk"),
            code=Value("", CharField()),
            last_name=Value("", CharField()),
            first_names=Value("", CharField()),
            number=Value(0, IntegerField()),
        )
        .values("rule", "client_id", "object_id", "on", "code", "last_name", "first_names", "number")
    )


def _to_fill(soon: QuerySet[Any], organisation_id: int) -> QuerySet[Any]:
    """With a free slot, while somebody waits without an invitation."""
    waits = uninvited(in_line(organisation_id)).order_by()
    return soon.filter(Exists(free_slots().filter(session=OuterRef("pk"))), Exists(waits))


def _to_print(soon: QuerySet[Any], member: Member) -> QuerySet[Any]:
    held = OrientationInvitation.objects.holding().filter(slot__session=OuterRef("pk"), attendance="")
    return soon.filter(Exists(with_unsent_letter(held.filter(_findable(member)))))


def _findable(member: Member) -> Exists:
    return Exists(Client.objects.findable_by(member).filter(pk=OuterRef("client")))


def _interpreters(member: Member, today: date) -> QuerySet[Any]:
    return InterpreterRequest.objects.filter(
        _findable(member),
        organisation=member.organisation_id,
        cancelled_on=None,
        confirmed_on=None,
        invitation__released_at=None,
        invitation__slot__session__cancelled_at=None,
        invitation__slot__session__on__gte=today,
        invitation__slot__session__on__lte=today + INTERPRETER_AHEAD,
    )


def _call_back(member: Member) -> QuerySet[Any]:
    """Asked to be called, still on the list, and nobody invited them anew."""
    later = OrientationInvitation.objects.filter(entry=OuterRef("entry"), pk__gt=OuterRef("pk"))
    return OrientationInvitation.objects.filter(
        _findable(member),
        ~Exists(later),
        organisation=member.organisation_id,
        reply=Reply.CALL_ME,
        attendance="",
        entry__left_on=None,
    )


def _promises(member: Member, today: date) -> QuerySet[Any]:
    """Promised within a week or before, without an invitation on or before the promised day."""
    in_time = OrientationInvitation.objects.holding().filter(
        entry=OuterRef("pk"), attendance="", slot__session__on__lte=OuterRef("promised_by")
    )
    waiting = WaitingEntry.objects.waiting().filter(
        _findable(member), organisation=member.organisation_id, promised_by__lte=today + PROMISE_AHEAD
    )
    return waiting.exclude(Exists(in_time))
