"""Everything one does with an edition, in one place to import from."""

from trede.offers.actions.cancelling import Cancelled, cancel_edition
from trede.offers.actions.enrolling import enrol, give_place, leave, promise
from trede.offers.actions.finishing import NEVER_CAME, Outcome, finish_edition, keep_certificates
from trede.offers.actions.host_seats import add_host, note_host, withdraw_host
from trede.offers.actions.planning import (
    add_session,
    cancel_session,
    edit_edition,
    move_session,
    plan_edition,
)
from trede.offers.actions.presence import Mark, mark_presence
from trede.offers.edition_days import Meeting

__all__ = [
    "NEVER_CAME",
    "Cancelled",
    "Mark",
    "Meeting",
    "Outcome",
    "add_host",
    "add_session",
    "cancel_edition",
    "cancel_session",
    "edit_edition",
    "enrol",
    "finish_edition",
    "give_place",
    "keep_certificates",
    "leave",
    "mark_presence",
    "move_session",
    "note_host",
    "plan_edition",
    "promise",
    "withdraw_host",
]
