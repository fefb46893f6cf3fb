"""The language of the screens: kept with the login, followed by a cookie on this device."""

from django.conf import settings
from django.http import HttpResponseBase


def known(code: str) -> bool:
    return code in dict(settings.LANGUAGES)


def remember(response: HttpResponseBase, code: str) -> None:
    """Let this browser show that language from now on."""
    if known(code):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            code,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
            samesite="Lax",
        )
