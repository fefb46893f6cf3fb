"""Tabs that several rooms share."""

from typing import Any

import pytest

from trede.core import page_tabs


def listed(member: Any, current: str) -> list[dict[str, Any]]:
    return [{"url": "/x/", "label": f"{member} {current}", "current": True}]


def test_an_area_without_a_room_has_no_tabs() -> None:
    assert page_tabs.tabs("nergens", None, "x") == []  # type: ignore[arg-type]


def test_the_room_of_an_area_lists_its_tabs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_tabs, "_areas", {})
    page_tabs.provide("ergens", f"{__name__}.listed")
    assert page_tabs.tabs("ergens", "iemand", "hier") == listed("iemand", "hier")  # type: ignore[arg-type]
