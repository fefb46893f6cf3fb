"""What an assessment brought: a picture and a table on the screen, and a PDF for the client and a partner."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from trede.clients.handling import go
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.ladder.profile_page import profile_page
from trede.ladder.profile_pdf import profile_pdf
from trede.ladder.reading_assessments import open_assessment, sheet_of
from trede.ladder.views.assessments import link, standing


@policy(Can.OPEN_FILE, logs_access=True)
def show(request: MemberRequest, pk: int, assessment_id: int) -> HttpResponse:
    """The profile: strengths first, where observers differ, what nobody saw. Never one number."""
    client, assessment = open_assessment(request, pk, assessment_id, page="assessment_profile")
    sheet = sheet_of(assessment, request.member)
    rung = assessment.suggested_rung if assessment.concluded_on else None
    page = {
        "sheet": sheet,
        "position_url": link("position_new", pk=client.pk)
        if rung and request.member.may(Can.WRITE_FILE)
        else "",
    }
    shown = profile_page(sheet) | standing(request, client, assessment)
    return render(request, "ladder/assessment_profile.html", page | shown)


@policy(Can.OPEN_FILE, logs_access=True)
def as_pdf(request: MemberRequest, pk: int, assessment_id: int) -> HttpResponse:
    """The profile to give along, once there is an advice: before that it would tell half of it."""
    client, assessment = open_assessment(request, pk, assessment_id, page="assessment_profile")
    if not assessment.concluded_on:
        sentence = _("Rond het assessment eerst af: een profiel zonder advies geeft u niet mee.")
        return go(request, sentence, "assessment", pk=client.pk, assessment_id=assessment.pk)
    made = HttpResponse(
        profile_pdf(client, sheet_of(assessment, request.member)), content_type="application/pdf"
    )
    made["Content-Disposition"] = f'inline; filename="assessment-{assessment.pk}.pdf"'
    made["Cache-Control"] = "no-store"
    return made
