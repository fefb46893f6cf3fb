"""One text message by a gateway over HTTP: JSON there, JSON back. Standard library only."""

import http.client
import json
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import phonenumbers
from django.conf import settings

from trede.env import LOOPBACK
from trede.outbox.outcomes import Kind, Outcome, http_answer
from trede.outbox.reading import Content

LONGEST_ANSWER = 65_536


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Following one would carry the token and the number elsewhere."""

    def redirect_request(self, *args: Any) -> None:
        return None


def send(content: Content, *, key: UUID, tries: int, neutral: bool) -> Outcome:
    """Hand it to the gateway; the answer as an Outcome. Raises nothing that the gateway causes.

    `key` goes along as Idempotency-Key and as reference: a gateway that knows it sends the message once.
    """
    sender = settings.SMS_FROM_NEUTRAL if neutral else settings.SMS_FROM
    number = number_of(content.to)
    for wrong, code in (
        (not settings.SMS_URL, "not_configured"),
        (not sender, "no_neutral"),
        (not number, "bad_number"),
    ):
        if wrong:
            return Outcome(Kind.REFUSED, code)
    body = {"to": number, "from": sender, "text": content.text, "reference": str(key)}
    named = {settings.SMS_FIELDS[ours]: value for ours, value in body.items()}
    return _post(json.dumps(named).encode(), key=key, tries=tries)


def number_of(text: str) -> str:
    """The number as E.164, read as Belgian when no country is written; "" when it is none."""
    try:
        number = phonenumbers.parse(text, "BE")
    except phonenumbers.NumberParseException:
        return ""
    valid = phonenumbers.is_valid_number(number)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) if valid else ""


def _post(body: bytes, *, key: UUID, tries: int) -> Outcome:
    headers = {
        "Content-Type": "application/json",
        "Accept": "application/json",
        "Authorization": f"Bearer {settings.SMS_TOKEN}",
        "Idempotency-Key": str(key),
    }
    request = urllib.request.Request(settings.SMS_URL, body, headers, method="POST")  # noqa: S310
    try:
        with _opener().open(request, timeout=settings.SMS_TIMEOUT) as answer:
            return http_answer(answer.status, number=_number_in(answer), tries=tries)
    except urllib.error.HTTPError as error:
        with error:
            return http_answer(error.code, number="", tries=tries, wait=_wait(error.headers))
    except (OSError, http.client.HTTPException) as error:
        reason = getattr(error, "reason", error)
        code = "timeout" if isinstance(reason, TimeoutError) else "connection"
        return Outcome(Kind.LATER, code, answered=False)


def _opener() -> urllib.request.OpenerDirector:
    """A gateway on this machine is reached directly; elsewhere through the proxy of the environment, if any."""
    here = urlsplit(settings.SMS_URL).hostname in LOOPBACK
    return urllib.request.build_opener(_NoRedirect, *([urllib.request.ProxyHandler({})] if here else []))


def _number_in(answer: Any) -> str:
    """The gateway's number for this message, "" where it gives none. It was taken, whatever else happens."""
    try:
        return text_at(json.loads(_read(answer)), settings.SMS_FIELDS["id"])
    except (OSError, ValueError, RecursionError, http.client.HTTPException):
        return ""


def _read(answer: Any) -> bytes:
    """As much as an answer may hold, within the time it may take."""
    until, parts, size = time.monotonic() + settings.SMS_TIMEOUT, [], 0
    while size < LONGEST_ANSWER and time.monotonic() < until:
        part = answer.read1(LONGEST_ANSWER - size)
        if not part:
            break
        parts.append(part)
        size += len(part)
    return b"".join(parts)


def text_at(data: Any, path: str) -> str:
    """What stands at "messages.0.id" in JSON, as text; "" when nothing does, or signs that no database takes."""
    for name in path.split("."):
        if isinstance(data, Mapping):
            data = data.get(name)
        elif isinstance(data, list) and name.isascii() and name.isdigit() and len(name) < 6:
            data = data[int(name)] if int(name) < len(data) else None
        else:
            return ""
    text = str(data) if isinstance(data, str | int) and not isinstance(data, bool) else ""
    return text if text.isprintable() else ""


def _wait(headers: Any) -> timedelta | None:
    seconds = str(headers.get("Retry-After", "")).strip()
    return (
        timedelta(seconds=int(seconds))
        if seconds.isascii() and seconds.isdigit() and len(seconds) < 7
        else None
    )
