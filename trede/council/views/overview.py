from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from trede.core.models import Member
from trede.core.paging import oldest_first
from trede.core.periods import today
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.council.models import Decision, Meeting, Proposal
from trede.council.reading import need_one_of

PAGE = 25
FEW, MANY = 6, 300


@policy(Can.FIND_CLIENTS)
def council(request: MemberRequest) -> HttpResponse:
    """What waits for the committee, its meetings, and what the clients must still hear."""
    member = request.member
    need_one_of(member, Can.PROPOSE, Can.RECORD_DECISIONS)
    undecided = (
        Proposal.objects.listed_for(member)
        .undecided()
        .select_related("client", "meeting", "proposed_by__user")
    )
    proposals = oldest_first(undecided, request.GET.get("na", ""), field="proposed_at", size=PAGE)
    page = {
        "proposals": proposals,
        "readable": readable_of(member, proposals.rows),
        "records": member.may(Can.RECORD_DECISIONS),
        "today": today(),
    }
    if member.may(Can.RECORD_DECISIONS):
        shown = MANY if request.GET.get("zittingen") else FEW
        page |= meetings_of(member, shown) | {"to_notify": to_notify(member)}
    return render(request, "council/council.html", page)


def readable_of(member: Member, proposals: list[Proposal]) -> set[int]:
    """Which of these proposals this member may also open."""
    pks = [proposal.pk for proposal in proposals]
    return set(Proposal.objects.readable_by(member).filter(pk__in=pks).values_list("pk", flat=True))


def meetings_of(member: Member, shown: int) -> dict[str, Any]:
    """The next meetings, and the last ones that were; `more` when there are older ones."""
    standing = Count("proposals", filter=Q(proposals__withdrawn_at=None))
    meetings = Meeting.objects.filter(organisation=member.organisation_id).annotate(number=standing)
    past = list(meetings.filter(on__lt=today()).order_by("-on")[: shown + 1])
    coming = meetings.filter(on__gte=today()).order_by("on")[:shown]
    return {"coming": coming, "past": past[:shown], "more": len(past) > shown}


def to_notify(member: Member) -> QuerySet[Decision]:
    """Decisions whose client does not know them yet, the oldest first."""
    readable = Proposal.objects.readable_by(member)
    decisions = Decision.objects.to_notify().filter(organisation=member.organisation_id)
    found: QuerySet[Decision] = decisions.filter(proposal__in=readable).select_related("client", "proposal")
    return found.order_by("decided_on", "pk")[:PAGE]
