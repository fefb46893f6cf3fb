"""One click in a made-up town. In production, or without such a town, these doors do not exist."""

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from trede.core.demo import demo_members
from trede.core.policies import PUBLIC, policy


@policy(PUBLIC)
@require_POST
def login(request: HttpRequest, pk: int) -> HttpResponse:
    member = demo_members().filter(pk=pk).select_related("user").first()
    if member is None:
        raise Http404
    return perform_login(request, Login(user=member.user))
