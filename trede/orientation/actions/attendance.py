"""Who came: one tap, to be undone until the session is closed."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from trede.core import events
from trede.core.errors import CaseError
from trede.core.models import Member
from trede.core.periods import today
from trede.core.roles import Can
from trede.orientation.follow_up import SEEN
from trede.orientation.models import (
    Attendance,
    NoShowStep,
    OrientationDecision,
    OrientationInvitation,
    OrientationSession,
)


@transaction.atomic
def mark(invitation: OrientationInvitation, *, attendance: str, by: Member) -> OrientationInvitation:
    """Note present, late, absent or excused; "" takes it back. The same mark twice is one.

    Raises CaseError: the session is closed or cancelled, lies in the future, somebody decided or followed up already.
    """
    if attendance not in Attendance.values:
        raise CaseError(_("Kies aanwezig, te laat, niet gezien of verontschuldigd."))
    invitation = _locked(invitation)
    if invitation.attendance == attendance:
        return invitation
    _check_open(invitation.slot.session)
    _check_free(invitation, attendance)
    before = invitation.attendance
    invitation.attendance = attendance
    invitation.attended_at = timezone.now() if attendance else None
    invitation.version += 1
    _save(invitation)
    events.record(
        "orientationinvitation.attended",
        invitation,
        by=by,
        organisation_id=invitation.organisation_id,
        subject=invitation.client_id,
        before={"attendance": before},
        after={"attendance": attendance},
    )
    return invitation


def _locked(invitation: OrientationInvitation) -> OrientationInvitation:
    rows = OrientationInvitation.objects.select_for_update(of=("self",)).select_related(
        "slot__session", "client"
    )
    found: OrientationInvitation = rows.get(pk=invitation.pk)
    if found.released_at:
        raise CaseError(_("Dit tijdslot kwam intussen vrij. Kijk de lijst opnieuw na."))
    return found


def _check_open(session: OrientationSession) -> None:
    if session.cancelled_at:
        raise CaseError(_("Deze zitting is afgelast."))
    if session.closed_at:
        raise CaseError(_("Deze zitting is gesloten. Wie de zittingen plant, kan ze weer openen."))
    if session.on > today():
        raise CaseError(_("Deze zitting moet nog komen. Aanwezigheid noteert u op de dag zelf."))


def _check_free(invitation: OrientationInvitation, attendance: str) -> None:
    if attendance not in SEEN and OrientationDecision.objects.filter(invitation=invitation).exists():
        raise CaseError(_("Er is al een beslissing. Wie een beslissing kreeg, werd gezien."))
    if attendance != Attendance.ABSENT and NoShowStep.objects.filter(invitation=invitation).exists():
        raise CaseError(_("Een collega volgde al op dat deze persoon niet gezien werd. Spreek eerst af."))


def _save(invitation: OrientationInvitation) -> None:
    try:
        with transaction.atomic():
            invitation.save(update_fields=["attendance", "attended_at", "version"])
    except IntegrityError as error:
        raise CaseError(
            _("Deze persoon kreeg intussen een nieuwe uitnodiging. Laat de aanwezigheid staan.")
        ) from error


@transaction.atomic
def close_session(session: OrientationSession, *, by: Member) -> OrientationSession:
    """Nothing of this session changes any more. Raises CaseError while somebody's attendance is missing."""
    session = OrientationSession.objects.select_for_update().get(pk=session.pk)
    if session.closed_at:
        return session
    _check_open(session)
    unknown = OrientationInvitation.objects.holding().filter(slot__session=session, attendance="").count()
    if unknown:
        raise CaseError(_("Noteer eerst van iedereen de aanwezigheid: nog %(count)s.") % {"count": unknown})
    return _set_closed(session, by, closed=True)


@transaction.atomic
def reopen_session(session: OrientationSession, *, by: Member) -> OrientationSession:
    """For who plans the sessions: something was noted wrongly."""
    session = OrientationSession.objects.select_for_update().get(pk=session.pk)
    if not by.may(Can.PLAN_SESSIONS):
        raise CaseError(_("Vraag wie de zittingen plant om deze zitting weer te openen."))
    return _set_closed(session, by, closed=False) if session.closed_at else session


def _set_closed(session: OrientationSession, by: Member, *, closed: bool) -> OrientationSession:
    session.closed_at = timezone.now() if closed else None
    session.version += 1
    session.save(update_fields=["closed_at", "version"])
    verb = "orientationsession.closed" if closed else "orientationsession.reopened"
    events.record(verb, session, by=by, organisation_id=session.organisation_id)
    return session
