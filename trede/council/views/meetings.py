from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from trede.clients.handling import go, posted
from trede.core.models import Member
from trede.core.periods import today
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.council.actions.meetings import change_meeting, make_meeting
from trede.council.forms import MeetingForm
from trede.council.models import Decision, Meeting, Proposal
from trede.council.reading import open_meeting

WAITING = 30


@policy(Can.RECORD_DECISIONS)
def new(request: MemberRequest) -> HttpResponse:
    form = MeetingForm(posted(request))
    if (
        form.is_valid()
        and (meeting := form.attempt(lambda: make_meeting(Meeting(**form.values), by=request.member)))
        is not None
    ):
        return go(
            request, _("De zitting is gepland. Zet de voorstellen op de agenda."), "meeting", pk=meeting.pk
        )
    return render(request, "council/meeting_form.html", {"form": form})


@policy(Can.RECORD_DECISIONS)
def show(request: MemberRequest, pk: int) -> HttpResponse:
    """The agenda, what can still come on it, and what was decided."""
    meeting = open_meeting(request, pk)
    rows = agenda_rows(request.member, meeting)
    waiting = Proposal.objects.listed_for(request.member).to_schedule().exclude(meeting=meeting)
    closed = meeting.agenda_closed_at is not None
    page = {
        "meeting": meeting,
        "rows": rows,
        "closed": closed,
        "decided": any(decision for _row, decision in rows),
        "decides": meeting.on <= today(),
        "waiting": [] if closed else waiting.select_related("client").order_by("proposed_at", "pk")[:WAITING],
    }
    return render(request, "council/meeting.html", page)


def agenda_rows(member: Member, meeting: Meeting) -> list[tuple[Proposal, Decision | None]]:
    """Each proposal on the agenda that this member may read, with what was decided there.

    What was postponed there is on no agenda any more, and still stands here.
    """
    decisions = {
        one.proposal_id: one
        for one in Decision.objects.standing()
        .filter(meeting=meeting)
        .select_related("notification")
        .order_by("recorded_at")
    }
    readable = Proposal.objects.readable_by(member).select_related("client")
    on_it = readable.filter(meeting=meeting) | readable.filter(pk__in=decisions)
    ordered = sorted(on_it.distinct(), key=lambda one: (one.meeting_id is None, one.position, one.pk))
    return [(one, decisions.get(one.pk)) for one in ordered]


@policy(Can.RECORD_DECISIONS)
def change(request: MemberRequest, pk: int) -> HttpResponse:
    meeting = open_meeting(request, pk)
    initial = {"on": meeting.on, "place": meeting.place, "version": meeting.version}
    form = MeetingForm(posted(request), initial=initial)
    if (
        form.is_valid()
        and form.attempt(
            lambda: change_meeting(
                meeting, by=request.member, expected=form.cleaned_data["version"] or 0, values=form.values
            )
        )
        is not None
    ):
        return go(request, _("De zitting is gewijzigd."), "meeting", pk=pk)
    return render(request, "council/meeting_form.html", {"form": form, "meeting": open_meeting(request, pk)})
