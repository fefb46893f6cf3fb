"""English that libraries put on a screen when nobody translated it."""

import re
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup

ENGLISH = re.compile(
    r"\b(this field|required|enter a|ensure|select a valid|please|submit|save|cancel|delete|remove|search|"
    r"sign ?(?:in|up|out)|log ?out|your|password|forgot|email address|authenticator|recovery|choose file|"
    r"previous|next|close|loading|yes|unknown|warning|error|success|back to|are you sure|not found|"
    r"must be|invalid|too long|too short|characters|upload|download|settings|welcome|the|and|with)\b",
    re.IGNORECASE,
)
# Words that are Dutch as well, names, or what a screen shows of the world outside.
DUTCH_TOO = {"back to", "sign in"}


def english_in(text: str) -> Iterator[str]:
    for found in ENGLISH.finditer(text):
        if found.group().lower() not in DUTCH_TOO:
            yield " ".join(text[max(0, found.start() - 25) : found.end() + 25].split())


def visible(answer: Any) -> str:
    """What somebody sees or hears of a page: its text, and the words of its labels and tips."""
    page = BeautifulSoup(answer.content, "html.parser")
    for hidden in page(["script", "style", "template"]):
        hidden.decompose()
    for other in page.select("[lang]:not(html)"):
        other.decompose()
    spoken = [
        str(tag.get(name, ""))
        for tag in page.find_all(True)
        for name in ("aria-label", "title", "placeholder", "alt")
    ]
    return " ".join([*page.stripped_strings, *spoken])
