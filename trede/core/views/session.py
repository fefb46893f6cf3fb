"""For whom does the signed-in person work right now, and in which language."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from trede.core import languages
from trede.core.middleware import CHOSEN
from trede.core.models import Member, User
from trede.core.policies import PUBLIC, SIGNED_IN, MemberRequest, policy


@policy(SIGNED_IN)
@require_POST
def switch(request: MemberRequest, pk: int) -> HttpResponse:
    member = get_object_or_404(Member.objects.working(), pk=pk, user=request.user)
    request.session[CHOSEN] = member.pk
    return redirect("today")


@policy(PUBLIC)
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Chosen once, kept with the login for every device."""
    code = request.POST.get("language", "")
    if languages.known(code) and request.user.is_authenticated:
        User.objects.filter(pk=request.user.pk).exclude(language=code).update(language=code)
    response: HttpResponse = set_language(request)
    return response
