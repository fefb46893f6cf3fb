"""At most twelve queries a page, and not one more when there is more to show."""

import pytest
from django.core.cache import cache

from tests.house.growth import grow
from tests.house.town import build
from tests.house.visits import first_reached, queries, warm_browser
from tests.house.walk import pages

pytestmark = [pytest.mark.slow_sqlite_only, pytest.mark.django_db(databases="__all__")]
MOST = 12
OURS = {page.name for page in pages() if page.ours}
# Pages that may ask more: name → (how many, why). The aim is none.
EXCEPTIONS: dict[str, tuple[int, str]] = {
    "invitation_letter": (14, "one letter with all that it may say, and whether it may go to that address"),
    "invitation_cancelled": (14, "as invitation_letter"),
    "notification_new": (14, "shows the letter that will go: texts, address, decision, and who may read it"),
    "edition_letter": (13, "a paper to post: may it go there, to which address, and the days of the edition"),
    "intake_summary": (
        13,
        "a paper to take home: its texts, whether they may go out unread, whom to call, the talk",
    ),
    "notification_pdf": (17, "the same, from what was posted"),
}
SIZES = (1, 3, 50)
COLUMNS = ("trajectbegeleider", "administratief", "teamleider", "beheerder", "dpo")
# Lists that say how many there are once there is a second page: one query more from there on.
COUNTS_FROM_THE_SECOND_PAGE = {"clients (find)"}


@pytest.mark.parametrize("column", COLUMNS)
def test_a_page_costs_the_same_for_one_row_and_for_fifty(column: str) -> None:
    town = build()
    counted: dict[str, list[int]] = {}
    for before, size in zip((1, *SIZES), SIZES, strict=False):
        grow(town, before, size)
        browser = warm_browser(town, column)
        for page, url, group in first_reached(town, column, COLUMNS):
            if page in OURS:
                # What is kept for a while must be asked again: counted is the first visit.
                cache.clear()
                asked = queries(lambda browser=browser, url=url: browser.get(url))
                counted.setdefault(f"{page} ({group.name})", []).append(asked)
    assert {page: seen for page, seen in counted.items() if max(seen) - min(seen) > more(page)} == {}
    assert {page: seen for page, seen in counted.items() if max(seen) > allowed(page)} == {}


def allowed(page: str) -> int:
    return EXCEPTIONS.get(page.partition(" ")[0], (MOST, ""))[0]


def more(page: str) -> int:
    return int(page in COUNTS_FROM_THE_SECOND_PAGE)
