"""What the Content-Security-Policy would break and what nobody uses, found before a browser does."""

import re
from functools import cache
from pathlib import Path

import pytest
from django.template.loader import get_template

from common import ROOT
from sources import files

INLINE = {
    "a script without a source": re.compile(r"<script(?![^>]*\bsrc=)[^>]*>", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a style attribute": re.compile(r"""\sstyle\s*=\s*["']""", re.IGNORECASE),
    "an event attribute": re.compile(r"""<[^>]*\s(?:on[a-z]+|hx-on[:\w-]*)\s*=\s*["']""", re.IGNORECASE),
    "a javascript: address": re.compile(r"javascript:", re.IGNORECASE),
}
# Django and its libraries ask for these by name; having one replaces theirs.
BY_CONVENTION = {"400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html"}
LIBRARIES = (
    "account/",
    "mfa/",
    "socialaccount/",
    "usersessions/",
    "allauth/",
    "bootstrap5/",
    "django/",
    "registration/",
)


@cache
def templates() -> list[Path]:
    return [path for path in files(".html", ".txt", under="trede") if "templates" in path.parts]


def loaded_as(path: Path) -> str:
    parts = path.parts
    start = len(parts) - parts[::-1].index("templates")
    return "/".join(parts[start:])


@cache
def sources() -> str:
    code = [path for path in files(".py", under="trede") if "tests" not in path.parts]
    return "\n".join(path.read_text() for path in [*code, *templates()])


@pytest.mark.parametrize("what", INLINE)
def test_no_template_holds(what: str) -> None:
    found = {
        f"{path.relative_to(ROOT)}: {match.group()[:80]}"
        for path in templates()
        for match in INLINE[what].finditer(path.read_text())
    }
    assert found == set()


def test_every_template_is_used() -> None:
    assert [str(path.relative_to(ROOT)) for path in templates() if not is_used(loaded_as(path))] == []


def is_used(template: str) -> bool:
    if template in BY_CONVENTION or template.startswith(LIBRARIES):
        return True
    if template.startswith("cotton/") and not template.startswith("cotton/_"):
        tag = template.removeprefix("cotton/").removesuffix(".html").removesuffix("/index")
        return re.search(rf"<c-{tag.replace('/', '.').replace('_', '[-_]')}[\s>/]", sources()) is not None
    return re.search(rf"""["']{re.escape(template)}(?:#[\w-]+)?["']""", sources()) is not None


@pytest.mark.parametrize("path", templates(), ids=loaded_as)
def test_every_template_compiles(path: Path) -> None:
    assert get_template(loaded_as(path)).template.nodelist is not None
