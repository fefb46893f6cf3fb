"""What every page without a login shares: who may ask, and what a browser may keep of it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from trede.core.policies import PUBLIC, policy

View = Callable[..., HttpResponse]
# No page is kept, found by a search engine, or named to another site (its address opens it).
HEADERS = {
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",
}


def from_elsewhere(request: HttpRequest) -> bool:
    """Did the page of another site send this? Old browsers do not say; then the address itself is the proof."""
    return request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none")


def public_page(view: View) -> View:
    """A page for whoever holds its address.

    It asks no token of a session: whoever lacks the secret in the address cannot forge the request, a GET so leaves
    neither cookie nor row, and a page that stayed open for two days still takes its answer. What another site sends
    is refused all the same.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and from_elsewhere(request):
            response = HttpResponse(status=403)
        else:
            response = view(request, *args, **kwargs)
        for name, value in HEADERS.items():
            response[name] = value
        return response

    wrapped: Any = require_http_methods(["GET", "HEAD", "POST"])(guarded)
    for wrap in (csp_update({"media-src": [SELF]}), csrf_exempt, policy(PUBLIC)):
        wrapped = wrap(wrapped)
    answering: View = wrapped
    return answering
