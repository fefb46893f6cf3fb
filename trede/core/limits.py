"""How often one address may try something without a login, and what a lockout says."""

import ipaddress
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

UNKNOWN = "0.0.0.0"  # noqa: S104 # nosec B104


def address_of(request: HttpRequest) -> str:
    """The visitor's address. Only what our own proxies wrote counts; the rest of the header anybody can send."""
    count = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    passed = request.headers.get("x-forwarded-for", "").split(",")
    candidates = [passed[-count]] if 0 < count <= len(passed) else []
    for candidate in (*candidates, request.META.get("REMOTE_ADDR", "")):
        try:
            return str(ipaddress.ip_address(candidate.strip()))
        except ValueError:
            continue
    return UNKNOWN


def may_try(request: HttpRequest, *, what: str, times: int, seconds: int) -> bool:
    """False once this address tried more than `times` within a window of `seconds`."""
    return may_try_again(address_of(request), what=what, times=times, seconds=seconds)


def may_try_again(who: str, *, what: str, times: int, seconds: int) -> bool:
    """The same for anything else that is tried: `who` is a number or a hash, never something personal."""
    key = f"tries:{what}:{who}"
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key) <= times
    except ValueError:  # expired between the two lines
        return True


def forgive(who: str, *, what: str) -> None:
    """A try that succeeded does not count."""
    with suppress(ValueError):  # expired meanwhile
        cache.decr(f"tries:{what}:{who}")


def login_name(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """Under which name a failed login counts: the typed address, whatever its capitals or spaces."""
    given = credentials or {}
    name = given.get("email") or given.get("username") or given.get("login") or request.POST.get("login")
    return str(name or "").strip().lower()[:254]


def locked_out(request: HttpRequest, response: HttpResponse, credentials: Any = None) -> HttpResponse:
    """One page for everybody; the library would tell the limits to whoever asks for JSON."""
    minutes = round(settings.AXES_COOLOFF_TIME * 60)
    return render(request, "core/locked_out.html", {"minutes": minutes}, status=429)
