"""Texts in two languages, each marked as what it is."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from trede.portal.wording import Said

register = template.Library()
BREAK = SafeString("<br>")


@register.simple_tag(takes_context=True)
def said(context: Any, key: str) -> SafeString:
    """`portal.<key>` in the language of the page, with the Dutch beneath it."""
    return both(context["wording"].said(f"portal.{key}"))


@register.simple_tag
def both(texts: Iterable[Said]) -> SafeString:
    """Each language in an element of its own, so that a screen reader and a right-to-left script get it right."""
    return format_html_join(
        " ", "{}", [(_element(text, first=not place),) for place, text in enumerate(texts)]
    )


def _element(text: Said, *, first: bool) -> SafeString:
    lines = format_html_join(BREAK, "{}", [(line,) for line in text.text.splitlines()])
    look = "said" if first else "said said--dutch"
    return format_html(
        '<span class="{}" lang="{}" dir="{}">{}</span>', look, text.language, text.direction, lines
    )
