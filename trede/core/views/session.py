"""For whom does the signed-in person work right now."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from trede.core.middleware import CHOSEN
from trede.core.models import Member
from trede.core.policies import SIGNED_IN, MemberRequest, policy


@policy(SIGNED_IN)
@require_POST
def switch(request: MemberRequest, pk: int) -> HttpResponse:
    member = get_object_or_404(Member.objects.working(), pk=pk, user=request.user)
    request.session[CHOSEN] = member.pk
    return redirect("today")
