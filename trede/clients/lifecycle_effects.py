"""What else ends when a file closes, somebody dies or moves away: later rooms say it here."""

from typing import Literal

from django.utils.module_loading import import_string

from trede.clients.models import Client
from trede.core.models import Member

How = Literal["closed", "died", "moved"]
_paths: list[str] = []


def register(path: str) -> None:
    """Called when the program starts: the dotted path of `fn(client, *, how, by)`, run in the same transaction."""
    if path not in _paths:
        _paths.append(path)


def file_ended(client: Client, *, how: How, by: Member) -> None:
    """Tell every later room; called inside the transaction that closes the file."""
    for path in _paths:
        import_string(path)(client, how=how, by=by)
