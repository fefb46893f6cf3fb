"""The verbs of the catalogue, for other rooms."""

from trede.offers.actions.adopting import adopt_catalogue
from trede.offers.actions.offers import confirm_offer, restart_offer, save_offer, stop_offer
from trede.offers.actions.terms import (
    add_condition,
    add_limit,
    change_condition,
    change_limit,
    end_condition,
    end_limit,
)

__all__ = [
    "add_condition",
    "add_limit",
    "adopt_catalogue",
    "change_condition",
    "change_limit",
    "confirm_offer",
    "end_condition",
    "end_limit",
    "restart_offer",
    "save_offer",
    "stop_offer",
]
