"""How often one address may try something without a login, and what a lockout says."""

import ipaddress
import time
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
    return may_try_again(network_of(address_of(request)), what=what, times=times, seconds=seconds)


def network_of(address: str) -> str:
    """As whom an address counts: of IPv6 everybody has 2⁶⁴, so the network."""
    found = ipaddress.ip_address(address)
    if isinstance(found, ipaddress.IPv4Address):
        return address
    return str(found.ipv4_mapped or ipaddress.IPv6Network((int(found), 64), strict=False))


def may_try_again(who: str, *, what: str, times: int, seconds: int) -> bool:
    """The same for anything else that is tried: `who` is a number or a hash, never something personal."""
    key, now = f"tries:{what}:{who}", time.time()
    count, until = _tries(key, now) or (0, now + seconds)
    _keep_tries(key, count + 1, until, now)
    return count < times


def forgive(who: str, *, what: str) -> None:
    """A try that succeeded does not count."""
    key, now = f"tries:{what}:{who}", time.time()
    if found := _tries(key, now):
        count, until = found
        _keep_tries(key, max(count - 1, 0), until, now)


def _tries(key: str, now: float) -> tuple[int, float] | None:
    """How many, and until when they count."""
    found: tuple[int, float] | None = cache.get(key)
    return found if found and found[1] > now else None


def _keep_tries(key: str, count: int, until: float, now: float) -> None:
    """The end of the window stands with the number: a cache that counts by itself may begin a new one each time."""
    cache.set(key, (count, until), until - now)


def login_name(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """Under which name a failed login counts: the typed address, whatever its capitals or spaces."""
    given = credentials or {}
    name = given.get("email") or given.get("username") or given.get("login") or request.POST.get("login")
    return str(name or "").strip().lower()[:254]


def locked_out(request: HttpRequest, response: HttpResponse, credentials: Any = None) -> HttpResponse:
    """One page for everybody; the library would tell the limits to whoever asks for JSON."""
    minutes = round(settings.AXES_COOLOFF_TIME * 60)
    return render(request, "core/locked_out.html", {"minutes": minutes}, status=429)
