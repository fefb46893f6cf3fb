"""One client's assessment: start it, see how far it is, conclude or stop it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trede.clients import drafts
from trede.clients.forms import replace_typed
from trede.clients.handling import go, posted
from trede.clients.models import Client
from trede.clients.opening import open_client
from trede.clients.views.answers import Restorable, offered_draft
from trede.core.errors import Conflict
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.ladder.actions.assessments import conclude, open_marks, start_assessment, stop
from trede.ladder.forms_assessment import ConcludeForm, StartForm, StopForm
from trede.ladder.models import Assessment, AssessmentKind
from trede.ladder.profile_page import profile_page
from trede.ladder.reading_assessments import open_assessment, sheet_of

START, CONCLUDE = "assessment_start", "assessment_conclude"
drafts.allow(START)
drafts.allow(CONCLUDE)


def link(name: str, **kwargs: object) -> str:
    """Empty for a page that another part of the program brings and that is not there."""
    try:
        return reverse(name, kwargs=kwargs or None)
    except NoReverseMatch:
        return ""


def back_to(client: Client) -> str:
    return link("file_ladder", pk=client.pk) or reverse("file", kwargs={"pk": client.pk})


@policy(Can.WRITE_FILE, logs_access=True)
def new(request: MemberRequest, pk: int) -> HttpResponse:
    """A question first; then which tasks of which assessment."""
    client = open_client(request, pk, page="assessment")
    kinds = list(AssessmentKind.objects.filter(organisation=request.member.organisation_id, retired_on=None))
    kind = _chosen_kind(request, kinds)
    tasks = list(kind.tasks.filter(retired_on=None)) if kind else []
    place = drafts.Place(START, client.pk, kind.pk if kind else None)
    form = StartForm(posted(request), tasks=tasks)
    if kind and form.is_valid() and (made := form.attempt(lambda: _started(request, client, kind, form))):
        drafts.forget(place, by=request.member)
        return go(
            request, _("Het assessment is begonnen."), "assessment", pk=client.pk, assessment_id=made.pk
        )
    page = {
        "client": client,
        "form": form,
        "kinds": kinds,
        "kind": kind,
        "place": place,
        "back": back_to(client),
    }
    return render(
        request, "ladder/assessment_new.html", page | {"draft": offered_draft(request, form, place)}
    )


def _chosen_kind(request: MemberRequest, kinds: list[AssessmentKind]) -> AssessmentKind | None:
    """The one that was asked for, else the first. Raises Http404 for one that is not there."""
    asked = request.GET.get("soort", "")
    if not asked:
        return kinds[0] if kinds else None
    found = next((one for one in kinds if str(one.pk) == asked), None)
    if found is None:
        raise Http404
    return found


def _started(request: MemberRequest, client: Client, kind: AssessmentKind, form: StartForm) -> Assessment:
    assessment = Assessment(
        client=client,
        kind=kind,
        starts_on=form.cleaned_data["starts_on"],
        question=form.cleaned_data["question"],
    )
    return start_assessment(assessment, by=request.member, tasks=form.chosen)


@policy(Can.OPEN_FILE, logs_access=True)
def show(request: MemberRequest, pk: int, assessment_id: int) -> HttpResponse:
    """How far it is: which tasks, who noted what, what comes next."""
    client, assessment = open_assessment(request, pk, assessment_id)
    page = {"sheet": sheet_of(assessment, request.member), "back": back_to(client)}
    return render(request, "ladder/assessment.html", page | standing(request, client, assessment))


def standing(request: MemberRequest, client: Client, assessment: Assessment) -> dict[str, Any]:
    """What every page of it needs: does it run, and what may this member do."""
    member, runs = request.member, not (assessment.concluded_on or assessment.stopped_on)
    return {
        "client": client,
        "assessment": assessment,
        "runs": runs,
        "observes": runs and member.may(Can.OBSERVE),
        "writes": runs and member.may(Can.WRITE_FILE),
        "concludes": member.may(Can.OBSERVE) and not assessment.stopped_on,
    }


@policy(Can.OBSERVE, logs_access=True)
def conclude_it(request: MemberRequest, pk: int, assessment_id: int) -> HttpResponse:
    """The advice, beside the profile and what would stay open. After it, the same page corrects the words."""
    place = drafts.Place(CONCLUDE, pk, assessment_id)
    client, assessment = open_assessment(request, pk, assessment_id, place=place)
    sheet = sheet_of(assessment, request.member)
    form = ConcludeForm(posted(request), initial=_initial(assessment))
    if (
        not sheet.hidden
        and form.is_valid()
        and form.attempt(lambda: _concluded(request, assessment, form)) is not None
    ):
        drafts.forget(place, by=request.member)
        sentence = _("Het assessment is afgerond. Druk het profiel af voor de cliënt.")
        return go(request, sentence, "assessment_profile", pk=client.pk, assessment_id=assessment.pk)
    draft = draft_of(request, assessment, form, place)
    page = {"sheet": sheet, "form": form, "place": place, "draft": draft}
    shown = profile_page(sheet) | standing(request, client, assessment)
    status = 409 if form.conflict else 200
    return render(request, "ladder/assessment_conclude.html", page | shown, status=status)


def draft_of(
    request: MemberRequest, assessment: Any, form: Restorable, place: drafts.Place
) -> drafts.Kept | None:
    """The text that was not saved last time; read only when there is one."""
    return offered_draft(request, form, place) if assessment.has_draft else None


def _initial(assessment: Assessment) -> dict[str, Any]:
    names = ("advice", "unknown", "client_says", "suggested_rung", "version")
    return {name: getattr(assessment, name) for name in names}


def _concluded(request: MemberRequest, assessment: Assessment, form: ConcludeForm) -> Assessment:
    """Raises what `conclude` raises; after a conflict the page shows what stands now, and again is a choice."""
    try:
        return conclude(assessment, by=request.member, **form.values)
    except Conflict:
        assessment.refresh_from_db()
        replace_typed(form, "version", str(assessment.version))
        raise


@policy(Can.WRITE_FILE, logs_access=True)
def stop_it(request: MemberRequest, pk: int, assessment_id: int) -> HttpResponse:
    client, assessment = open_assessment(request, pk, assessment_id)
    form = StopForm(posted(request))
    if form.is_valid() and form.attempt(lambda: _stopped(request, assessment, form)) is not None:
        return go(
            request, _("Het assessment is gestopt."), "assessment", pk=client.pk, assessment_id=assessment.pk
        )
    return render(
        request, "ladder/assessment_stop.html", {"form": form} | standing(request, client, assessment)
    )


def _stopped(request: MemberRequest, assessment: Assessment, form: StopForm) -> Assessment:
    return stop(assessment, because=form.cleaned_data["because"], by=request.member)


@require_POST
@policy(Can.OBSERVE, logs_access=True)
def reveal(request: MemberRequest, pk: int, assessment_id: int) -> HttpResponse:
    """See what colleagues noted before it is concluded; who did, adds no marks any more."""
    client, assessment = open_assessment(request, pk, assessment_id)
    open_marks(assessment, by=request.member)
    sentence = _("U ziet nu wat iedereen noteerde. Nieuwe observaties noteert u hier niet meer.")
    return go(request, sentence, "assessment_profile", pk=client.pk, assessment_id=assessment.pk)
