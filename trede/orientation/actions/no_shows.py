"""What the organisation does about somebody who was not seen. Nothing here says why the person did not come."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from trede.clients.actions.contact import note_attempt
from trede.clients.actions.facts import check_writable
from trede.clients.actions.signals import raise_signal
from trede.clients.models import ContactAttempt, Signal, SignalKind
from trede.core import events
from trede.core.errors import CaseError, NotAllowed
from trede.core.models import Member
from trede.core.periods import today
from trede.core.roles import Can
from trede.orientation.actions.waiting import leave_list, set_priority
from trede.orientation.dutch import in_dutch
from trede.orientation.follow_up import SETTLING
from trede.orientation.models import (
    Attendance,
    LeftBecause,
    NoShowChoice,
    NoShowStep,
    OrientationInvitation,
)
from trede.orientation.seeing import head_of
from trede.referral.models import Priority


@transaction.atomic
def follow_up(
    invitation: OrientationInvitation, *, choice: str, reachable: bool | None, by: Member, note: str = ""
) -> NoShowStep:
    """Note what happens now, with whether the person was really reachable (None: not known).

    Asking again keeps the place on the list; who was perhaps not reached comes first. Back: off the list, and a
    signal waits at the sociale dienst. Raises CaseError (was seen, restricted, a colleague chose) or NotAllowed.
    """
    if not by.may(Can.PLAN_SESSIONS):
        raise NotAllowed(_("Uw rol laat niet toe dit op te volgen."))
    if choice not in NoShowChoice.values:
        raise CaseError(_("Kies wat nu gebeurt."))
    invitation = _locked(invitation)
    if settled := _settled(invitation):
        if settled.choice == choice:
            return settled
        raise CaseError(
            _("Een collega koos al: %(choice)s.") % {"choice": settled.get_choice_display().lower()}
        )
    if invitation.attendance != Attendance.ABSENT:
        raise CaseError(_("Deze persoon staat niet (meer) als niet gezien genoteerd."))
    check_writable(head_of(invitation.client))
    step = _made(invitation, choice, reachable, note, by)
    if choice == NoShowChoice.REINVITE and reachable is not True:
        _first_in_line(invitation, by)
    if choice == NoShowChoice.BACK:
        _back(invitation, by)
    return step


@transaction.atomic
def note_call(
    invitation: OrientationInvitation,
    *,
    how: str,
    reached: bool,
    by: Member,
    note: str = "",
    on: date | None = None,
) -> ContactAttempt:
    """A contact attempt about this absence, by who follows it up. Raises CaseError or NotAllowed."""
    if not by.may(Can.PLAN_SESSIONS):
        raise NotAllowed(_("Uw rol laat niet toe dit op te volgen."))
    return note_attempt(
        head_of(invitation.client), by=by, how=how, reached=reached, on=on or today(), note=note
    )


def _locked(invitation: OrientationInvitation) -> OrientationInvitation:
    rows = OrientationInvitation.objects.select_for_update(of=("self",))
    return rows.select_related("slot__session", "client__alias_of", "entry").get(pk=invitation.pk)


def _settled(invitation: OrientationInvitation) -> NoShowStep | None:
    found: NoShowStep | None = NoShowStep.objects.filter(invitation=invitation, choice__in=SETTLING).first()
    return found


def _made(
    invitation: OrientationInvitation, choice: str, reachable: bool | None, note: str, by: Member
) -> NoShowStep:
    step = NoShowStep(
        organisation_id=invitation.organisation_id,
        client_id=invitation.client_id,
        invitation=invitation,
        choice=choice,
        reachable=reachable,
        note=note.strip(),
        by=by,
    )
    step.full_clean(exclude=["organisation", "client", "by", "reachable"])
    step.save(force_insert=True)
    events.record(
        "noshowstep.chosen",
        step,
        by=by,
        organisation_id=step.organisation_id,
        subject=step.client_id,
        after={"choice": choice, "reachable": reachable, "note": step.note},
    )
    return step


def _first_in_line(invitation: OrientationInvitation, by: Member) -> None:
    if invitation.entry.left_on is None and not invitation.entry.priority:
        note = in_dutch(lambda: _("De uitnodiging kwam misschien niet aan."))
        set_priority(invitation.entry, priority=Priority.SECOND_TIME, note=note, by=by)


def _back(invitation: OrientationInvitation, by: Member) -> None:
    if invitation.entry.left_on is None:
        leave_list(invitation.entry, because=LeftBecause.BACK, by=by)
    day = invitation.slot.session.on
    note = in_dutch(lambda: _ask_contact(day))
    signal = Signal(
        client=head_of(invitation.client), kind=SignalKind.OTHER, happened_on=day, note=note, source="worker"
    )
    raise_signal(signal, by=by)


def _ask_contact(day: date) -> str:
    words = {"day": day.strftime("%d/%m/%Y")}
    return _("Niet gezien in de trajectbepaling van %(day)s. Wilt u contact nemen?") % words
