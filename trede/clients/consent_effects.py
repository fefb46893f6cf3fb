"""What else stops when a client takes a consent back, or it ends early: later rooms say it here."""

from django.utils.module_loading import import_string

from trede.clients.models import Consent
from trede.core.models import Member

_paths: list[str] = []


def register(path: str) -> None:
    """Called when the program starts: the dotted path of `fn(consent, *, by)`, run in the same transaction.

    It may be told more than once of the same consent: a second time changes nothing.
    """
    if path not in _paths:
        _paths.append(path)


def consent_ended(consent: Consent, *, by: Member) -> None:
    """Tell every later room; called inside the transaction that withdraws, ends or retracts the consent."""
    for path in _paths:
        import_string(path)(consent, by=by)
