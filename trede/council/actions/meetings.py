"""The meetings of the committee and their agendas."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from trede.core import events, versions
from trede.core.errors import CaseError
from trede.core.models import Member
from trede.core.periods import today
from trede.council.actions.proposals import check_undecided
from trede.council.actions.records import locked, record
from trede.council.models import Decision, Meeting, Proposal


@transaction.atomic
def make_meeting(meeting: Meeting, *, by: Member) -> Meeting:
    """Plan a meeting. Raises ValidationError when there is one that day."""
    meeting.organisation_id = by.organisation_id
    meeting.full_clean(exclude=["organisation"], validate_constraints=False)
    meeting.validate_constraints()
    meeting.save(force_insert=True)
    after = {"on": meeting.on.isoformat(), "place": meeting.place}
    _record("meeting.made", meeting, by=by, after=after)
    return meeting


@transaction.atomic
def change_meeting(meeting: Meeting, *, by: Member, expected: int, values: dict[str, Any]) -> Meeting:
    """Another day or place. Raises CaseError once decisions were taken there, Conflict, or ValidationError."""
    if Decision.objects.filter(meeting=meeting).exists():
        raise CaseError(_("Op deze zitting is al beslist. De dag en de plaats staan vast."))
    for name, value in values.items():
        setattr(meeting, name, value)
    meeting.full_clean(exclude=["organisation"])
    before, after = versions.save_checked(meeting, expected=expected, values=values)
    if after:
        _record("meeting.changed", meeting, by=by, before=before, after=after)
    return meeting


@transaction.atomic
def put_on_agenda(proposal: Proposal, meeting: Meeting, *, by: Member) -> Proposal:
    """Set a proposal at the end of an open agenda. Raises CaseError when it is decided or stands on another."""
    proposal, meeting = locked(proposal), _open(meeting)
    check_undecided(proposal)
    if proposal.meeting_id == meeting.pk:
        return proposal
    if proposal.meeting and proposal.meeting.on >= today():
        raise CaseError(
            _("Dit voorstel staat al op de agenda van %(day)s. Haal het daar eerst af.")
            % {"day": proposal.meeting.on.strftime("%d/%m/%Y")}
        )
    last = meeting.proposals.aggregate(last=Max("position"))["last"] or 0
    proposal.meeting, proposal.position = meeting, last + 1
    proposal.version += 1
    proposal.save(update_fields=["meeting", "position", "version"])
    record("proposal.scheduled", proposal, proposal, by=by, after={"meeting": meeting.on.isoformat()})
    return proposal


@transaction.atomic
def take_off_agenda(proposal: Proposal, *, by: Member) -> Proposal:
    """Off an agenda that is still open; the proposal waits for another one. Raises CaseError."""
    proposal = locked(proposal)
    if proposal.meeting is None:
        raise CaseError(_("Dit voorstel staat op geen agenda."))
    meeting = _open(proposal.meeting)
    check_undecided(proposal)
    proposal.meeting, proposal.position = None, 0
    proposal.version += 1
    proposal.save(update_fields=["meeting", "position", "version"])
    record("proposal.unscheduled", proposal, proposal, by=by, before={"meeting": meeting.on.isoformat()})
    return proposal


@transaction.atomic
def move_up(proposal: Proposal, *, by: Member) -> None:
    """One place earlier on an open agenda; the first stays first. Raises CaseError when the agenda is closed."""
    if proposal.meeting is None:
        raise CaseError(_("Dit voorstel staat op geen agenda."))
    meeting = _open(proposal.meeting)
    order = list(meeting.proposals.order_by("position", "pk").values_list("pk", flat=True))
    place = order.index(proposal.pk)
    if place == 0:
        return
    order[place - 1], order[place] = order[place], order[place - 1]
    for position, pk in enumerate(order, start=1):
        Proposal.objects.filter(pk=pk).exclude(position=position).update(position=position)
    _record("meeting.ordered", meeting, by=by, after={"proposal": proposal.pk, "position": place})


@transaction.atomic
def close_agenda(meeting: Meeting, *, by: Member) -> Meeting:
    """The agenda goes to the committee: nothing comes on or off any more. Raises CaseError when it is empty."""
    meeting = _open(meeting)
    if not meeting.proposals.standing().exists():
        raise CaseError(_("De agenda is leeg. Zet er eerst een voorstel op."))
    return _set_closed(meeting, timezone.now(), "meeting.agenda_closed", by=by)


@transaction.atomic
def reopen_agenda(meeting: Meeting, *, by: Member) -> Meeting:
    """Change a closed agenda after all, until something is decided there. Raises CaseError."""
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if meeting.agenda_closed_at is None:
        raise CaseError(_("Deze agenda is open."))
    if Decision.objects.filter(meeting=meeting).exists():
        raise CaseError(_("Op deze zitting is al beslist. De agenda blijft zoals hij is."))
    return _set_closed(meeting, None, "meeting.agenda_reopened", by=by)


def _set_closed(meeting: Meeting, moment: Any, verb: str, *, by: Member) -> Meeting:
    meeting.agenda_closed_at = moment
    meeting.version += 1
    meeting.save(update_fields=["agenda_closed_at", "version"])
    _record(verb, meeting, by=by, after={"on": meeting.on.isoformat()})
    return meeting


def _open(meeting: Meeting) -> Meeting:
    found: Meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if found.agenda_closed_at:
        raise CaseError(_("Deze agenda is afgesloten. Open hem eerst weer."))
    return found


def _record(verb: str, meeting: Meeting, *, by: Member, **payload: Any) -> None:
    events.record(verb, meeting, by=by, organisation_id=meeting.organisation_id, **payload)
