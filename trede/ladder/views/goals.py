from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from trede.clients import drafts
from trede.clients.forms import replace_typed
from trede.clients.handling import go, posted
from trede.clients.opening import open_client
from trede.clients.views.answers import offered_draft
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.ladder.actions.positions import end_goal, set_goal
from trede.ladder.forms_position import EndGoalForm, GoalForm
from trede.ladder.models import LadderGoal
from trede.ladder.rung_choice import choice_of
from trede.ladder.standing_on import path_of


@policy(Can.WRITE_FILE, logs_access=True)
def set_one(request: MemberRequest, pk: int) -> HttpResponse:
    """The rung to work towards; the goal of before stays in the history."""
    client = open_client(request, pk, page="laddergoal")
    path, place = path_of(client), drafts.Place("laddergoal", client.pk)
    names = ("rung", "highest_within_reach", "why", "by_when")
    initial = {name: getattr(path.goal, name) for name in names} if path.goal else {}
    form = GoalForm(posted(request), initial=initial)
    if (
        form.is_valid()
        and form.attempt(lambda: set_goal(LadderGoal(client=client, **form.cleaned_data), by=request.member))
        is not None
    ):
        drafts.forget(place, by=request.member)
        return go(request, _("Het doel is bewaard."), "file_ladder", pk=pk)
    draft = offered_draft(request, form, place)
    page = {"client": client, "form": form, "draft": draft, "place": place, "goal": path.goal}
    return render(request, "ladder/goal.html", page | choice_of(form, path))


@policy(Can.WRITE_FILE, logs_access=True)
def end(request: MemberRequest, pk: int, goal_id: int) -> HttpResponse:
    client = open_client(request, pk, page="laddergoal")
    goal = LadderGoal.objects.of_file(client).select_related("client").filter(pk=goal_id).first()
    if goal is None:
        raise Http404
    form = EndGoalForm(posted(request), initial={"version": goal.version})
    if (
        form.is_valid()
        and form.attempt(
            lambda: end_goal(
                goal,
                by=request.member,
                expected=form.cleaned_data["version"],
                on=form.cleaned_data["ends_on"],
                because=form.cleaned_data["because"],
            )
        )
        is not None
    ):
        return go(request, _("Het doel is beëindigd."), "file_ladder", pk=pk)
    if form.conflict:
        goal.refresh_from_db()
        replace_typed(form, "version", str(goal.version))
    return render(request, "ladder/goal_end.html", {"client": client, "form": form, "goal": goal})
