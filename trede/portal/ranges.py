"""A sound in pieces: phones of one make play nothing from a server that sends it only whole."""

import re

from django.http import HttpRequest, HttpResponse

MP3 = "audio/mpeg"
_ASKED = re.compile(r"bytes=(\d{0,12})-(\d{0,12})$")


def piece(asked: str, length: int) -> tuple[int, int] | None:
    """First and last byte of a Range header ("bytes=0-1", "bytes=5-", "bytes=-500"); None: send everything.

    ValueError: a piece that lies outside.
    """
    found = _ASKED.match(asked.strip())
    if found is None or found[0] == "bytes=-":
        return None
    if not found[1]:
        first, last = max(0, length - int(found[2])), length - 1
    else:
        first, last = int(found[1]), min(int(found[2] or length), length - 1)
    if first > last:
        raise ValueError(asked)
    return first, last


def audio(request: HttpRequest, sound: bytes) -> HttpResponse:
    """The sound, or the piece of it that was asked."""
    try:
        asked = piece(request.headers.get("Range", ""), len(sound))
    except ValueError:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{len(sound)}"})
    headers = {"Accept-Ranges": "bytes"}
    if asked is None:
        return HttpResponse(sound, content_type=MP3, headers=headers)
    first, last = asked
    headers["Content-Range"] = f"bytes {first}-{last}/{len(sound)}"
    return HttpResponse(sound[first : last + 1], content_type=MP3, status=206, headers=headers)
