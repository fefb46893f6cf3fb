from django import template

from trede.ladder.saying import how_long as said

register = template.Library()


@register.filter
def how_long(days: int) -> str:
    """A number of days as people say it."""
    return said(days)
