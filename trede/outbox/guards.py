"""The last question before something leaves: may this still go there? Asked of the rooms that know the person."""

from collections.abc import Callable

from django.utils.module_loading import import_string

Guard = Callable[[int, int, str, str], str]

_guards: list[str] = []


def provide(path: str) -> None:
    """Called when the program starts: the dotted path of `fn(organisation_id, subject, channel, to) -> code`.

    An empty code lets it go; any other stands in `answers.WORDS`.
    """
    if path not in _guards:
        _guards.append(path)


def refusal(organisation_id: int, subject: int | None, channel: str, to: str) -> str:
    """Why this may not leave (any more), or "". A number marked "never" after the message was queued counts."""
    if subject is None:
        return ""
    found = (import_string(path)(organisation_id, subject, channel, to) for path in _guards)
    return next((code for code in found if code), "")
