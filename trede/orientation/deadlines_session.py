"""What is due after a session: who was not seen, what was not decided, evaluations, appointments, intakes."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trede.clients.deadlines import Row, Rule, Sources, as_rows
from trede.core.local import NO_SHOW_DAYS
from trede.core.models import Member
from trede.core.roles import Can
from trede.orientation.follow_up import SEEN, due, evaluations_for, no_shows_for
from trede.orientation.models import (
    Appointment,
    AppointmentKind,
    DecisionOutcome,
    OrientationDecision,
    OrientationInvitation,
    WaitingEntry,
)
from trede.orientation.seeing import seated, unlocked
from trede.referral.models import Exemption

# An intake must be planned within two weeks after the decision; an evaluation shows two weeks before it is due.
INTAKE = timedelta(days=14)
EVALUATION_AHEAD = timedelta(days=14)
# What lies further back is history, not something to do.
OLDEST = timedelta(days=365)


def _on(sentence: str, row: Row) -> str:
    return sentence % {"day": row.on.strftime("%d/%m/%Y")}


RULES: dict[str, Rule] = {
    "evaluation": Rule(
        gettext_lazy("Evaluatie door een partner"),
        gettext_lazy("Geef evaluatie"),
        lambda row, today: _on(_("Evaluatie door de partner: te geven tegen %(day)s"), row),
        lambda row: ("evaluation", {"pk": row.object_id}),
    ),
    "no_show": Rule(
        gettext_lazy("Niet gezien"),
        gettext_lazy("Volg op"),
        lambda row, today: _("Niet gezien in de trajectbepaling: nog op te volgen"),
        lambda row: ("no_show", {"pk": row.object_id}),
    ),
    "undecided": Rule(
        gettext_lazy("Nog niet beslist"),
        gettext_lazy("Beslis"),
        lambda row, today: _on(_("Gezien in de trajectbepaling van %(day)s, nog niet beslist"), row),
        lambda row: ("decide", {"pk": row.object_id}),
    ),
    "look_again": Rule(
        gettext_lazy("Opnieuw bekijken"),
        gettext_lazy("Open traject"),
        lambda row, today: _on(_("Opnieuw te bekijken op %(day)s, zo is beslist"), row),
        lambda row: ("file_way", {"pk": row.client_id}),
    ),
    "exemption_to_propose": Rule(
        gettext_lazy("Vrijstelling voor te stellen"),
        gettext_lazy("Stel voor"),
        lambda row, today: _("Beslist om een vrijstelling voor te stellen: nog niet gebeurd"),
        lambda row: ("exemption_new", {"pk": row.client_id}),
    ),
    "appointment": Rule(
        gettext_lazy("Afspraak niet genoteerd"),
        gettext_lazy("Noteer"),
        lambda row, today: _on(_("Afspraak van %(day)s: is de cliënt gezien?"), row),
        lambda row: ("appointment", {"pk": row.object_id}),
    ),
    "intake": Rule(
        gettext_lazy("Werkintake niet gepland"),
        gettext_lazy("Plan"),
        lambda row, today: _on(_("Beslist op %(day)s, nog geen werkintake gepland"), row),
        lambda row: ("appointment_new", {"pk": row.client_id}),
        INTAKE,
    ),
}


def sources(member: Member, mine: Collection[int], today: date, local: Mapping[str, int | None]) -> Sources:
    """Rows of RULES for this member: sessions they hold or plan, files they follow, appointments of their own."""
    if member.may(Can.HOLD_SESSIONS):
        asked = due(evaluations_for(member), today + EVALUATION_AHEAD)
        yield as_rows("evaluation", asked, "due_on")
    if member.may(Can.PLAN_SESSIONS):
        days = timedelta(days=local.get(NO_SHOW_DAYS) or 0)
        late = no_shows_for(member).filter(slot__session__on__lte=today - days)
        yield as_rows("no_show", late, F("slot__session__on"))
    if member.may(Can.HOLD_SESSIONS) and member.may(Can.OPEN_FILE):
        yield as_rows("undecided", _undecided(member, today), F("slot__session__on"))
    if member.may(Can.KEEP_DIARY):
        yield as_rows("appointment", _unmarked(member, today), TruncDate("starts_at"))
    if member.may(Can.WRITE_FILE) and not member.may(Can.READ_EVERY_FILE):
        yield from _own_files(mine, today)


def _undecided(member: Member, today: date) -> QuerySet[OrientationInvitation]:
    """Seen before today in a session of this member, without a decision."""
    sits = Q(slot__session__counsellor__in=member.acts_for)
    rows = seated(member).filter(sits, attendance__in=SEEN, decision=None, client__closed_on=None)
    return rows.filter(slot__session__on__lt=today, slot__session__on__gte=today - OLDEST)


def _unmarked(member: Member, today: date) -> QuerySet[Appointment]:
    rows = Appointment.objects.filter(unlocked(member), member=member, seen=None, cancelled_at=None)
    return rows.filter(starts_at__date__lt=today, starts_at__date__gte=today - OLDEST)


def _own_files(mine: Collection[int], today: date) -> Iterator[QuerySet[Any, dict[str, Any]]]:
    own = {"client__in": mine, "client__closed_on": None, "client__erased_at": None}
    newest = ~Exists(OrientationDecision.objects.filter(client=OuterRef("client"), pk__gt=OuterRef("pk")))
    decisions = OrientationDecision.objects.filter(newest, decided_on__gte=today - OLDEST, **own)
    # Who waits again is being looked at.
    waits = WaitingEntry.objects.waiting().filter(client=OuterRef("client"))
    yield as_rows("look_again", decisions.filter(~Exists(waits), again_on__lte=today), "again_on")
    proposed = Exemption.objects.filter(
        client=OuterRef("client"), recorded_at__date__gte=OuterRef("decided_on")
    )
    yield as_rows(
        "exemption_to_propose",
        decisions.filter(~Exists(proposed), outcome=DecisionOutcome.EXEMPTION),
        "decided_on",
    )
    planned = Appointment.objects.filter(
        client=OuterRef("client"),
        kind=AppointmentKind.INTAKE,
        cancelled_at=None,
        starts_at__date__gte=OuterRef("decided_on"),
    )
    unplanned = decisions.filter(
        ~Exists(planned), outcome=DecisionOutcome.OCMW, decided_on__lte=today - INTAKE
    )
    yield as_rows("intake", unplanned, "decided_on")
