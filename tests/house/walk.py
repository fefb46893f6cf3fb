"""Every page of the program, read from the URLconf itself: a new page is taken in without being listed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

PARAMETER = re.compile(r"<(?:[^:>]+:)?([^>]+)>|\(\?P<([^>]+)>")


@dataclass(frozen=True)
class Page:
    """One line of the URLconf. `parameters` in the order of the address."""

    name: str
    route: str
    view: Any
    parameters: tuple[str, ...]
    preset: bool

    @property
    def ours(self) -> bool:
        return str(getattr(self.view, "__module__", "")).startswith("trede.")


def pages() -> list[Page]:
    return list(_walk(get_resolver().url_patterns, ""))


def page_names() -> set[str]:
    return {page.name for page in pages()}


def _walk(patterns: Any, before: str) -> Iterator[Page]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            found = tuple(a or b for a, b in PARAMETER.findall(route))
            yield Page(pattern.name or "", route, pattern.callback, found, bool(pattern.default_args))
