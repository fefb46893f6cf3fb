"""The way to the identity provider. A redirect after a form is a form to the Content-Security-Policy, which
keeps forms on this site; so this page sends the browser on by itself."""

from allauth.socialaccount.providers.openid_connect import views
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from trede.core.policies import PUBLIC, policy


@policy(PUBLIC)
def login(request: HttpRequest, provider_id: str) -> HttpResponse:
    response: HttpResponse = views.login(request, provider_id)
    if response.status_code != 302:
        return response
    return render(request, "core/provider_go.html", {"address": response["Location"]})


@policy(PUBLIC)
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    response: HttpResponse = views.callback(request, provider_id)
    return response
