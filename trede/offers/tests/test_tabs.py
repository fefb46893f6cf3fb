import pytest

from trede.core import page_tabs
from trede.offers import tabs

pytestmark = pytest.mark.django_db


def test_a_page_that_is_not_there_is_left_out(worker, monkeypatch):
    monkeypatch.setattr(tabs, "TABS", (("no_such_page", "Niets", {}), ("today", "Vandaag", {})))
    assert [tab["label"] for tab in tabs.offer_tabs(worker, "today")] == ["Vandaag"]
    assert tabs.offer_tabs(worker, "today")[0]["current"] is True


def test_a_page_the_member_may_not_open_is_left_out(worker, monkeypatch):
    monkeypatch.setattr(tabs, "TABS", (("register", "Register", {}), ("today", "Vandaag", {})))
    assert [tab["label"] for tab in tabs.offer_tabs(worker, "register")] == ["Vandaag"]


def test_other_rooms_ask_the_tabs_by_the_name_of_the_area(worker):
    assert page_tabs.tabs("offers", worker, "offers") == tabs.offer_tabs(worker, "offers")
