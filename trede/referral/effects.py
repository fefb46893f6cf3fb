"""What follows from a referral that is accepted or withdrawn, and who knows whether a client waits: later rooms."""

from datetime import date

from django.utils.module_loading import import_string

from trede.clients.models import Client
from trede.core.models import Member
from trede.referral.models import Referral

_accepted: list[str] = []
_withdrawn: list[str] = []
_waiting: list[str] = []


def register_accepted(path: str) -> None:
    """The dotted path of `fn(referral, *, by)`, run in the transaction that accepts."""
    _add(_accepted, path)


def register_withdrawn(path: str) -> None:
    """The dotted path of `fn(referral, *, by)`, run in the transaction that withdraws."""
    _add(_withdrawn, path)


def register_waiting(path: str) -> None:
    """The dotted path of `fn(client_ids) -> date | None`: since when one of these files stands on a waiting list."""
    _add(_waiting, path)


def accepted(referral: Referral, *, by: Member) -> None:
    """Bring about what an accepted referral asks: a place on the waiting list."""
    for path in _accepted:
        import_string(path)(referral, by=by)


def withdrawn(referral: Referral, *, by: Member | None) -> None:
    """Undo what a referral brought about."""
    for path in _withdrawn:
        import_string(path)(referral, by=by)


def waiting_since(client: Client) -> date | None:
    """Since when this client waits, as the later rooms know it; None when nobody does."""
    days = (import_string(path)(client.file_ids) for path in _waiting)
    return min((day for day in days if day), default=None)


def _add(paths: list[str], path: str) -> None:
    if path not in paths:
        paths.append(path)
