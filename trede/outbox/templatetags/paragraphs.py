"""A text for people, paragraph by paragraph: each finds its own direction, for the Dutch stands beside the other."""

import re

from django import template

register = template.Library()


@register.filter
def paragraphs(text: str) -> list[str]:
    """The parts between empty lines."""
    return [part for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip()) if part.strip()]
