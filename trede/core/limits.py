"""How often one address may try something without a login."""

from django.core.cache import cache
from django.http import HttpRequest


def may_try(request: HttpRequest, *, what: str, times: int, seconds: int) -> bool:
    """False once this address tried more than `times` within a window of `seconds`."""
    key = f"tries:{what}:{request.META.get('REMOTE_ADDR', '')}"
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key) <= times
    except ValueError:  # expired between the two lines
        return True
