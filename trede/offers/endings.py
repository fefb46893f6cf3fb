"""What else happens when a participation ends: rooms say it here."""

from django.utils.module_loading import import_string

from trede.core.models import Member
from trede.offers.models import Participation

_paths: list[str] = []


def register(path: str) -> None:
    """Called when the program starts: the dotted path of `fn(participation, *, by)`, run in the same transaction.

    `by` is None when the partner said that it ended.
    """
    if path not in _paths:
        _paths.append(path)


def ended(participation: Participation, *, by: Member | None) -> None:
    """Tell every room; called inside the transaction that ends it."""
    for path in _paths:
        import_string(path)(participation, by=by)
