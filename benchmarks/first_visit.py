"""`python -m benchmarks.first_visit`: what a browser with an empty cache fetches for one page, compressed."""

import gzip
import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import django
from django.conf import settings

FETCHED = re.compile(r'<(?:script|img|link|use)\b[^>]*\s(?:src|href)="(/static/[^"#]+)')
IN_STYLE = re.compile(r"""url\(["']?([^"')]+)["']?\)""")


def with_styles(paths: set[str]) -> Iterator[str]:
    """The files themselves, and the fonts and pictures that their styles name."""
    for path in sorted(paths):
        yield path
        if path.endswith(".css"):
            for named in IN_STYLE.findall(content(path).decode()):
                if not named.startswith("data:"):
                    yield urljoin(path, named.partition("#")[0].partition("?")[0])


def content(path: str) -> bytes:
    return (Path(settings.STATIC_ROOT) / path.removeprefix("/static/")).read_bytes()


def sent(path: str) -> int:
    """Bytes over the wire: fonts and pictures are compressed already."""
    plain = content(path)
    return (
        len(gzip.compress(plain))
        if path.endswith((".css", ".js", ".svg", ".html", ".webmanifest"))
        else len(plain)
    )


def visit(client: Any, address: str) -> dict[str, int]:
    html = client.get(address, follow=True).content
    paths = set(with_styles(set(FETCHED.findall(html.decode()))))
    return {"requests": 1 + len(paths), "bytes": len(gzip.compress(html)) + sum(sent(path) for path in paths)}


def main() -> None:
    django.setup()
    logging.disable(logging.ERROR)
    from django.test import Client

    from benchmarks import walk
    from benchmarks.pages import browser

    at = walk.seat()
    stranger, guide = Client(HTTP_HOST="localhost"), browser(at.member)
    print(
        json.dumps(
            {
                "login": visit(stranger, "/aanmelden/login/"),
                "today": visit(guide, "/vandaag/"),
                "file": visit(guide, f"/dossier/{at.client.pk}/"),
            }
        )
    )


if __name__ == "__main__":
    main()
