"""What the pages of this room share after a change."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse


def done(
    request: HttpRequest, sentence: str, url_name: str, *, at: str = "", **kwargs: object
) -> HttpResponse:
    """Say that it is done, and 303, so that reloading sends nothing twice. `at`: the place on the page."""
    messages.success(request, sentence)
    return to(url_name, at=at, **kwargs)


def to(url_name: str, *, at: str = "", **kwargs: object) -> HttpResponse:
    place = f"#{at}" if at else ""
    return HttpResponseRedirect(reverse(url_name, kwargs=kwargs) + place, status=303)
