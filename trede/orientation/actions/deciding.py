"""The decision of the trajectbepaling, and everything that follows from it in the same transaction.

The staff of the OCMW record it; the partner's counsellor who sat beside is named with it. Deciding here gives the
file to a guide, also by who may not assign files otherwise: that is this action's own rule, with its own event.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from trede.clients.actions.clients import assign, end_assignment
from trede.clients.actions.facts import check_writable
from trede.clients.actions.locks import names_of_lock
from trede.clients.models import CaseAssignment, CaseRole, Client
from trede.core import events, versions
from trede.core.errors import CaseError, NotAllowed
from trede.core.local import PARTNER_EVALUATION_MONTHS, local_value
from trede.core.models import CapacityKind, Member, Organisation
from trede.core.periods import today
from trede.core.roles import Can
from trede.orientation.actions.appointments import book, cancel, hold_diary
from trede.orientation.actions.waiting import leave_list
from trede.orientation.dutch import in_dutch
from trede.orientation.follow_up import SEEN
from trede.orientation.free_time import clashes
from trede.orientation.guides import guides_of
from trede.orientation.models import (
    Appointment,
    AppointmentKind,
    DecisionOutcome,
    LeftBecause,
    OrientationDecision,
    OrientationInvitation,
    PartnerEvaluation,
)
from trede.orientation.seeing import head_of
from trede.orientation.taken import taken_of
from trede.rules.dates import add_months

INTAKE_MINUTES = 60
# These need a day on which somebody looks again.
LOOK_AGAIN = (DecisionOutcome.NOT_YET, DecisionOutcome.VDAB)
COLUMNS = ["outcome", "partner", "guide", "motivation", "first", "again_on"]


@dataclass(frozen=True, slots=True)
class Choice:
    """What was decided. Only what belongs to the outcome is kept."""

    outcome: str
    motivation: str
    partner: Organisation | None = None
    guide: Member | None = None
    first: str = ""
    again_on: date | None = None

    def values(self) -> dict[str, Any]:
        return {
            "outcome": self.outcome,
            "motivation": self.motivation.strip(),
            "partner": self.partner if self.outcome == DecisionOutcome.PARTNER else None,
            "guide": self.guide if self.outcome == DecisionOutcome.OCMW else None,
            "first": self.first.strip() if self.outcome == DecisionOutcome.NOT_YET else "",
            "again_on": self.again_on if self.outcome in LOOK_AGAIN else None,
        }


@transaction.atomic
def decide(
    invitation: OrientationInvitation,
    *,
    outcome: str,
    motivation: str,
    by: Member,
    partner: Organisation | None = None,
    guide: Member | None = None,
    first: str = "",
    again_on: date | None = None,
    intake_at: datetime | None = None,
    intake_place: str = "",
) -> OrientationDecision:
    """Record who guides, or not yet; assigns, books, leaves the waiting list. The same decision twice is one.

    Raises CaseError (not seen, decided before, something missing, guide or moment not free) or NotAllowed.
    """
    _check_by(by)
    choice = Choice(outcome, motivation, partner, guide, first, again_on)
    invitation = _locked(invitation)
    client = head_of(invitation.client)
    existing = OrientationDecision.objects.filter(invitation=invitation).first()
    if existing:
        return _same_or_refuse(existing, choice)
    if invitation.attendance not in SEEN:
        raise CaseError(_("Noteer eerst dat deze persoon aanwezig was. Daarna kunt u beslissen."))
    _check(choice, invitation, client)
    decision = _made(invitation, choice, by)
    _leave(invitation, by)
    _follow(decision, client, by)
    if intake_at and decision.guide:
        book_intake(decision, starts_at=intake_at, place=intake_place, by=by)
    return decision


@transaction.atomic
def correct(
    decision: OrientationDecision, *, choice: Choice, because: str, expected: int, by: Member
) -> OrientationDecision:
    """Another decision than what was recorded: a new version, its reason and the old one in the event.

    What followed from the old one is taken back: the guide stops today, an intake to come is cancelled.
    Raises CaseError, NotAllowed, or Conflict when a colleague corrected first.
    """
    _check_by(by)
    if not because.strip():
        raise CaseError(_("Schrijf waarom u de beslissing verbetert."))
    invitation = _locked(decision.invitation)
    client = head_of(invitation.client)
    _check(choice, invitation, client)
    decision = OrientationDecision.objects.select_related("guide", "partner").get(pk=decision.pk)
    old_guide = decision.guide
    before, after = versions.save_checked(decision, expected=expected, values=choice.values())
    if not after:
        return decision
    _record("orientationdecision.corrected", decision, by, before=before, after=after, note=because.strip())
    if old_guide and old_guide != decision.guide:
        _undo_guide(decision, client, old_guide, by)
    _follow(decision, client, by)
    return decision


@transaction.atomic
def book_intake(decision: OrientationDecision, *, starts_at: datetime, place: str, by: Member) -> Appointment:
    """The werkintake with the guide of the decision. Raises CaseError: no guide, taken meanwhile, booked already."""
    _check_by(by)
    guide, client = decision.guide, head_of(decision.client)
    if guide is None:
        raise CaseError(_("Enkel wie door het OCMW begeleid wordt, krijgt hier een werkintake."))
    hold_diary(guide)
    if same := intake_of(decision):
        if same.starts_at == starts_at:
            return same
        raise CaseError(_("De werkintake is al gepland. Zeg die eerst af in de agenda."))
    day = timezone.localtime(starts_at).date()
    if clashes(taken_of([guide.pk], day, day)[guide.pk], starts_at, INTAKE_MINUTES):
        raise CaseError(_("Dat moment is intussen bezet bij %(guide)s. Kies een ander.") % {"guide": guide})
    return book(
        client,
        member=guide,
        kind=AppointmentKind.INTAKE,
        starts_at=starts_at,
        minutes=INTAKE_MINUTES,
        place=place,
        by=by,
    )


def intake_of(decision: OrientationDecision) -> Appointment | None:
    """The intake that stands after this decision, if any."""
    rows = Appointment.objects.filter(
        client__in=head_of(decision.client).file_ids,
        kind=AppointmentKind.INTAKE,
        cancelled_at=None,
        starts_at__date__gte=decision.decided_on,
    )
    found: Appointment | None = rows.exclude(seen=False).first()
    return found


def _check_by(by: Member) -> None:
    if not (by.may(Can.HOLD_SESSIONS) and by.may(Can.OPEN_FILE)):
        raise NotAllowed(_("De begeleider van het OCMW noteert de beslissing die u samen nam."))


def _locked(invitation: OrientationInvitation) -> OrientationInvitation:
    rows = OrientationInvitation.objects.select_for_update(of=("self",))
    return rows.select_related("slot__session", "client__alias_of", "client__organisation", "entry").get(
        pk=invitation.pk
    )


def _same_or_refuse(existing: OrientationDecision, choice: Choice) -> OrientationDecision:
    if all(getattr(existing, name) == value for name, value in choice.values().items()):
        return existing
    raise CaseError(_("Over deze persoon is al beslist. Open de beslissing om ze te verbeteren."))


def _check(choice: Choice, invitation: OrientationInvitation, client: Client) -> None:
    check_writable(client)
    if choice.outcome not in DecisionOutcome.values:
        raise CaseError(_("Kies een beslissing."))
    if not choice.motivation.strip():
        raise CaseError(_("Schrijf waarom: dat leest de cliënt en wie het dossier overneemt."))
    if choice.outcome == DecisionOutcome.OCMW:
        _check_guide(choice.guide, client)
    if choice.outcome == DecisionOutcome.PARTNER:
        _check_partner(choice.partner, invitation)
    if choice.outcome == DecisionOutcome.NOT_YET and not choice.first.strip():
        raise CaseError(_("Schrijf wat eerst moet gebeuren."))
    if choice.outcome in LOOK_AGAIN and (choice.again_on is None or choice.again_on <= today()):
        raise CaseError(_("Kies een dag die nog komt om dit opnieuw te bekijken."))


def _check_guide(guide: Member | None, client: Client) -> None:
    if guide is None:
        raise CaseError(_("Kies wie begeleidt."))
    if guide.pk not in {one.member.pk for one in guides_of(client.organisation, today())}:
        raise CaseError(_("Deze medewerker begeleidt hier geen dossiers. Kies een andere."))
    names = names_of_lock(client)
    if names and guide.pk not in names:
        raise CaseError(_("Dit dossier is afgeschermd en deze medewerker is er niet voor aangewezen."))


def _check_partner(partner: Organisation | None, invitation: OrientationInvitation) -> None:
    if partner is None:
        raise CaseError(_("Kies welke partner begeleidt."))
    if not Organisation.objects.with_capacity(CapacityKind.PARTNER).filter(pk=partner.pk).exists():
        raise CaseError(_("Deze organisatie is geen partner (meer). Kies een andere."))


def _made(invitation: OrientationInvitation, choice: Choice, by: Member) -> OrientationDecision:
    session = invitation.slot.session
    decision = OrientationDecision(
        organisation_id=invitation.organisation_id,
        client_id=invitation.client_id,
        invitation=invitation,
        decided_on=session.on,
        decided_by=by,
        with_partner=session.partner_counsellor,
        **choice.values(),
    )
    decision.full_clean(exclude=["organisation", "client", "decided_by", "with_partner"])
    decision.save(force_insert=True)
    after = versions.snapshot(decision, [*COLUMNS, "decided_on"])
    _record("orientationdecision.made", decision, by, after=after)
    return decision


def _leave(invitation: OrientationInvitation, by: Member) -> None:
    if invitation.entry.left_on is None:
        leave_list(invitation.entry, because=LeftBecause.DECIDED, by=by)


def _follow(decision: OrientationDecision, client: Client, by: Member) -> None:
    """What the decision asks: a guide on the file, or an evaluation by the partner. No partner gets the file."""
    if decision.guide and not _guides_now(client, decision.guide):
        note = in_dutch(lambda: _why(decision))
        assign(client, member=decision.guide, role=CaseRole.GUIDE, by=by, note=note[:500])
    if decision.outcome == DecisionOutcome.PARTNER:
        _ask_evaluation(decision, by)


def _why(decision: OrientationDecision) -> str:
    """What the guide must know."""
    words = {"day": decision.decided_on.strftime("%d/%m/%Y"), "why": decision.motivation}
    return _("Trajectbepaling %(day)s: %(why)s") % words


def _guides_now(client: Client, guide: Member) -> bool:
    running = CaseAssignment.objects.current().filter(client__in=client.file_ids)
    return running.filter(member=guide, role=CaseRole.GUIDE).exists()


def _ask_evaluation(decision: OrientationDecision, by: Member) -> None:
    """One that waits goes along to the other partner; a given one stays with who gave it."""
    waiting = PartnerEvaluation.objects.filter(decision=decision, done_on=None).first()
    months = local_value(decision.organisation_id, PARTNER_EVALUATION_MONTHS, today()) or 3
    due_on = add_months(decision.decided_on, months)
    if waiting:
        waiting.partner = decision.partner
        waiting.save(update_fields=["partner"])
        return
    PartnerEvaluation.objects.create(
        organisation_id=decision.organisation_id,
        client_id=decision.client_id,
        decision=decision,
        partner=decision.partner,
        due_on=due_on,
    )


def _undo_guide(decision: OrientationDecision, client: Client, guide: Member, by: Member) -> None:
    """The guide that this decision brought stops today; who followed the file before it stays."""
    running = CaseAssignment.objects.current().filter(
        client__in=client.file_ids, role=CaseRole.GUIDE, member=guide
    )
    for assignment in running.filter(starts_on__gte=decision.decided_on):
        end_assignment(assignment, by=by, last_day=today())
    to_come = Appointment.objects.filter(
        client__in=client.file_ids, member=guide, kind=AppointmentKind.INTAKE, cancelled_at=None, seen=None
    )
    for appointment in to_come.filter(starts_at__gt=timezone.now()):
        cancel(appointment, by=by)


def _record(verb: str, decision: OrientationDecision, by: Member, **payload: Any) -> None:
    events.record(
        verb,
        decision,
        by=by,
        organisation_id=decision.organisation_id,
        subject=decision.client_id,
        **payload,
    )
