from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString

from trede.texts.placeholders import PLACE

register = template.Library()


@register.filter
def marked(body: str) -> SafeString:
    """A text with its places marked, each in its own order among right-to-left words."""
    return SafeString(PLACE.sub(r"<bdi><code>\g<0></code></bdi>", escape(body)))  # nosec B703 - escaped
