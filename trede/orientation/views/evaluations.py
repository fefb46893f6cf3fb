from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from trede.clients.forms import replace_typed
from trede.core.access import log_access
from trede.core.periods import today
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.orientation.actions.evaluations import give
from trede.orientation.follow_up import asked, evaluations_for
from trede.orientation.forms_session import EvaluationForm
from trede.orientation.models import PartnerEvaluation
from trede.orientation.seeing import head_of
from trede.orientation.tabs import orientation_tabs
from trede.orientation.views.going import done

PAGE = 30


@policy(Can.HOLD_SESSIONS)
def evaluations(request: MemberRequest) -> HttpResponse:
    """Evaluations that wait, the first one due on top; a partner sees those of the own organisation."""
    rows = asked(evaluations_for(request.member)).order_by("due_on", "pk")
    rows = rows.select_related("client__alias_of", "partner", "decision")
    found = list(_after(rows, request.GET.get("na", ""))[: PAGE + 1])
    page = {
        "rows": [(one, head_of(one.client).name) for one in found[:PAGE]],
        "more": found[PAGE - 1].pk if len(found) > PAGE else None,
        "tabs": orientation_tabs(request.member, "evaluations"),
        "today": today(),
    }
    return render(request, "orientation/evaluations.html", page)


def _after(rows: Any, after: str) -> Any:
    if not (after.isascii() and after.isdigit() and len(after) < 18):
        return rows
    last = rows.filter(pk=int(after)).values_list("due_on", flat=True).first()
    return rows if last is None else rows.filter(due_on__gte=last).exclude(due_on=last, pk__lte=int(after))


@policy(Can.HOLD_SESSIONS, logs_access=True)
def evaluation(request: MemberRequest, pk: int) -> HttpResponse:
    """How it goes with a client whom the partner guides: name, decision and due date; never the file."""
    rows = evaluations_for(request.member).select_related(
        "client__alias_of", "partner", "decision", "given_by__user"
    )
    found: PartnerEvaluation | None = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    log_access(by=request.member, subject=found.client_id, page="evaluation", why="session")
    initial = {
        "going": found.going,
        "text": found.text,
        "done_on": found.done_on or today(),
        "version": found.version,
    }
    form = EvaluationForm(request.POST or None, initial=initial)
    if form.is_valid() and _given(request, found, form):
        return done(request, _("De evaluatie is bewaard."), "evaluations")
    theirs = _theirs(form, pk)
    page = {"evaluation": found, "name": head_of(found.client).name, "form": form, "theirs": theirs}
    return render(request, "orientation/evaluation.html", page, status=409 if theirs else 200)


def _theirs(form: EvaluationForm, pk: int) -> PartnerEvaluation | None:
    """What a colleague saved meanwhile; the own text stays in the form, now over that version."""
    if not form.conflict:
        return None
    current = PartnerEvaluation.objects.select_related("given_by__user").get(pk=pk)
    replace_typed(form, "version", str(current.version))
    return current


def _given(request: MemberRequest, found: PartnerEvaluation, form: EvaluationForm) -> bool:
    values = form.cleaned_data
    made = form.attempt(
        lambda: give(
            found,
            going=values["going"],
            text=values["text"],
            done_on=values["done_on"],
            expected=values["version"],
            by=request.member,
        )
    )
    return made is not None
