"""What is due for the committee: proposals without an agenda, decisions to record, clients to be told."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import TruncDate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trede import rules
from trede.clients.deadlines import Room, Row, Rule, Sources, as_rows
from trede.clients.models import Client
from trede.core.models import Member
from trede.core.periods import PlusDays
from trede.core.roles import Can
from trede.council.models import Decision, Proposal

# Days within which the client must know a decision.
NOTIFY = "leefloon.procedure.notify_days"
# A start of this program: a committee mostly meets every two weeks.
AGENDA_WAIT = timedelta(days=14)


def _agenda(row: Row, today: date) -> str:
    return _("Voorstel van %(day)s staat op geen agenda") % {"day": _day(row.on)}


def _waits(row: Row, today: date) -> str:
    return _("Uw voorstel van %(day)s staat nog op geen agenda: vraag het na") % {"day": _day(row.on)}


def _decision(row: Row, today: date) -> str:
    return _("Zitting van %(day)s: noteer de beslissing") % {"day": _day(row.on)}


def _notification(row: Row, today: date) -> str:
    return _("De cliënt moet de beslissing kennen uiterlijk op %(day)s") % {"day": _day(row.on)}


def _day(value: date) -> str:
    return value.strftime("%d/%m/%Y")


RULES: dict[str, Rule] = {
    "proposal_agenda": Rule(
        gettext_lazy("Voorstel zonder agenda"),
        gettext_lazy("Agenderen"),
        _agenda,
        lambda row: ("council", {}),
        AGENDA_WAIT,
    ),
    "proposal_waits": Rule(
        gettext_lazy("Voorstel zonder agenda"),
        gettext_lazy("Bekijken"),
        _waits,
        lambda row: ("proposal", {"proposal_id": row.object_id}),
        AGENDA_WAIT,
    ),
    "proposal_decision": Rule(
        gettext_lazy("Beslissing van het comité"),
        gettext_lazy("Noteren"),
        _decision,
        lambda row: ("proposal_decide", {"proposal_id": row.object_id}),
    ),
    "notification": Rule(
        gettext_lazy("Kennisgeving"),
        gettext_lazy("Meedelen"),
        _notification,
        lambda row: ("proposal", {"proposal_id": int(row.code)}),
    ),
}


def notify_days(on: date) -> int:
    """Days from the decision to the notification; 0 where the rule is not known on that day, so that it shows."""
    answer = rules.value(NOTIFY, on)
    return int(answer.decimal()) if answer.known else 0


def sources(member: Member, mine: Collection[int], today: date, local: Mapping[str, int | None]) -> Sources:
    """For who records decisions, of every client whose name they may find; for who proposed, what waits too long."""
    if not member.may(Can.RECORD_DECISIONS):
        if member.may(Can.PROPOSE):
            yield _forgotten(member, today)
        return
    findable = Exists(Client.objects.findable_by(member).filter(pk=OuterRef("client")))
    own = Proposal.objects.undecided().filter(findable, organisation=member.organisation_id)
    yield as_rows("proposal_agenda", own.filter(meeting=None), TruncDate("proposed_at"))
    yield as_rows("proposal_decision", own.filter(meeting__on__lte=today), "meeting__on")
    decisions = Decision.objects.to_notify().filter(findable, organisation=member.organisation_id)
    until = PlusDays("decided_on", notify_days(today))
    yield as_rows("notification", decisions, until, "proposal_id")


def _forgotten(member: Member, today: date) -> QuerySet[Any, dict[str, Any]]:
    """Own proposals that nobody put on an agenda; those of a locked file show nowhere else."""
    own = (
        Proposal.objects.readable_by(member).undecided().filter(proposed_by__in=member.acts_for, meeting=None)
    )
    old = own.filter(proposed_at__date__lt=today - AGENDA_WAIT)
    return as_rows("proposal_waits", old, TruncDate("proposed_at"))


ROOM = Room(rules=RULES, sources=sources)
