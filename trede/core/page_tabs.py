"""Tabs of an area that several rooms share: a lower room shows what a later one lists."""

from typing import Any

from django.utils.module_loading import import_string

from trede.core.models import Member

_areas: dict[str, str] = {}


def provide(area: str, path: str) -> None:
    """Called when the program starts, by the room that lists the area: the dotted path of `fn(member, current)`."""
    _areas[area] = path


def tabs(area: str, member: Member, current: str) -> list[dict[str, Any]]:
    """The tabs of an area as `c-tabs` wants them; none while no room lists them."""
    path = _areas.get(area)
    found: list[dict[str, Any]] = import_string(path)(member, current) if path else []
    return found
