from django import template

from trede.clients.fields import clock as clock_of
from trede.offers.edition_page import why
from trede.offers.queue_order import Turn

register = template.Library()


@register.filter
def turn_why(turn: Turn) -> str:
    """Why somebody stands where they stand on the waiting list."""
    return why(turn)


@register.filter
def clock(minutes: int) -> str:
    """510 → 8:30"""
    return clock_of(minutes)
