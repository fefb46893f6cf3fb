"""What must happen when a slot is free again: who hears of it, after the commit that freed it."""

from functools import partial

from django.db import transaction
from django.utils.module_loading import import_string

from trede.orientation.models import Slot

_hearers: list[str] = []


def hear(path: str) -> None:
    """Called when the program starts: the dotted path of `fn(slot)`, run for each slot that came free."""
    if path not in _hearers:
        _hearers.append(path)


def tell(slot: Slot) -> None:
    """After this transaction, tell everybody who wants to know that nobody holds this slot any more."""
    for path in _hearers:
        # The answer stands, whatever comes of it: what goes wrong here is logged.
        transaction.on_commit(partial(_run, path, slot), robust=True)


def _run(path: str, slot: Slot) -> None:
    import_string(path)(slot)
