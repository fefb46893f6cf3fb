"""What led to a step on the ladder: another page names it, and the step remembers it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import cast

from django.utils.module_loading import import_string

from trede.clients.models import Client
from trede.ladder.models import Assessment, MoveReason

_paths: dict[str, str] = {"assessment": "trede.ladder.causes.assessment_shown"}


@dataclass(frozen=True, slots=True)
class Shown:
    """`cause`: the row that shows it, as the position keeps it; the rest stands in the form before anybody types."""

    cause: str
    rung: int | None
    reason: str
    evidence: str


def register(name: str, path: str) -> None:
    """Called when the program starts: what `?name=12` means, by the dotted path of `fn(client, pk) -> Shown | None`."""
    _paths[name] = path


def shown_by(client: Client, asked: Mapping[str, str]) -> Shown | None:
    """What the address names, when it is of this file; None for anything else."""
    for name, path in _paths.items():
        text = asked.get(name, "")
        if text.isascii() and text.isdigit() and len(text) < 18:
            return cast(Callable[[Client, int], Shown | None], import_string(path))(client, int(text))
    return None


def assessment_shown(client: Client, pk: int) -> Shown | None:
    """An assessment suggests a rung. None for one of another file."""
    found = Assessment.objects.of_file(client).select_related("kind").filter(pk=pk).first()
    if found is None:
        return None
    day = (found.concluded_on or found.starts_on).strftime("%d/%m/%Y")
    return Shown(
        f"assessment:{found.pk}", found.suggested_rung, MoveReason.ASSESSED, f"{found.kind}, {day}: "
    )
