"""Whatever somebody types, the answer is a page with a Dutch sentence, never a crash, and nothing half done."""

import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.house.matrix import Group, browser_of, groups
from tests.house.town import Town, build
from tests.house.visits import first_reached, is_page, undone
from tests.house.walk import pages
from tests.house.words import english_in
from trede.clients.models import Address, Client, Document, Signal
from trede.core.models import Invitation

pytestmark = [pytest.mark.slow_sqlite_only, pytest.mark.django_db(databases="__all__")]
OURS = {page.name for page in pages() if page.ours}
GARBAGE: dict[str, Any] = {
    "nothing": "",
    "a day that does not exist": "31/02/2026",
    "emoji and right-to-left": "😀 \u202eneergekeerd\u202c \u0645\u062d\u0645\u062f",
    "a null byte and controls": "a\x00b\x07\r\n",
    "a number without end": "9" * 40,
    "twice": ["-1", "<script>alert(1)</script>"],
    "far away": "01/01/0001",
}
# Together these reach every form.
COLUMNS = ("diensthoofd", "maatschappelijk_werker", "beheerder", "dpo")
NUMBERS = (0, 10**18, 10**30)
ODD = ("-1", "9" * 30, "niets", "%00", "😀", "31/02/2026", "'; --")
ROOT = Path(__file__).resolve().parents[2] / "trede"


def fields_of(answer: Any) -> Iterator[tuple[str, dict[str, str]]]:
    """The forms of a page that change something: where each goes, and its fields as they stand."""
    for form in BeautifulSoup(answer.content, "html.parser").find_all("form", method="post"):
        named = [field for field in form.find_all(["input", "select", "textarea"]) if field.get("name")]
        yield form.get("action") or "", {field["name"]: field.get("value") or "" for field in named}


@pytest.fixture
def town(db: None) -> Town:
    return build()


@pytest.mark.parametrize("column", COLUMNS)
def test_garbage_in_every_field_gets_a_sentence(column: str, town: Town) -> None:
    browser, seen, wrong = browser_of(town, column), set(), []
    for page, url, _group in first_reached(town, column, COLUMNS):
        if page not in OURS:
            continue
        shown = undone(lambda url=url: browser.get(url))
        for action, fields in fields_of(shown) if is_page(shown) else ():
            target = action or url
            if target in seen or not target.startswith("/") or "aanmelden" in target:
                continue
            seen.add(target)
            wrong += [
                f"{page} → {target} with {name}: {trouble}"
                for name, value in GARBAGE.items()
                for trouble in refused_badly(browser, target, dict.fromkeys(fields, value))
            ]
    assert wrong == []
    assert seen


def refused_badly(browser: Any, target: str, data: dict[str, Any]) -> list[str]:
    data.pop("csrfmiddlewaretoken", None)
    answer = undone(lambda: browser.post(target, data))
    if answer.status_code >= 500:
        return [f"status {answer.status_code}"]
    if not is_page(answer):
        return []
    page = BeautifulSoup(answer.content, "html.parser")
    errors = page.select(".invalid-feedback, .field-error, [role=alert], .error-summary")
    return [f"English: {word}" for error in errors for word in english_in(error.get_text(" "))]


def test_ten_megabytes_of_text_are_refused_with_a_page(town: Town) -> None:
    browser = browser_of(town, "trajectbegeleider")
    url = reverse("signal_add", kwargs={"pk": town["client", "own"]})
    for size in (10_000_000, 13_000_000):
        answer = browser.post(url, {"kind": "hours", "note": "x" * size})
        assert answer.status_code in (200, 400, 413)
        assert "html" in answer.headers["Content-Type"]
    assert not Signal.objects.filter(note__startswith="xxx").exists()


def test_a_thousand_and_one_fields_are_refused_with_a_page(town: Town) -> None:
    browser = browser_of(town, "trajectbegeleider")
    answer = browser.post(reverse("search"), {f"f{n}": "x" for n in range(1001)})
    assert answer.status_code in (302, 303, 400)


@pytest.mark.parametrize("column", COLUMNS)
def test_an_unknown_word_in_an_address_changes_nothing(column: str, town: Town) -> None:
    names = sorted(
        {name for path in ROOT.rglob("*.py") for name in re.findall(r"GET\.get\(\"(\w+)\"", path.read_text())}
        | filter_fields(browser_of(town, "trajectbegeleider").get(reverse("clients")))
    )
    assert "na" in names
    browser, wrong = browser_of(town, column), []
    for page, url, group in first_reached(town, column, COLUMNS):
        if page in OURS and set(group.rows) in ({"none"}, {"own", "colleague", "locked", "other"}):
            for odd in ODD[:3] if group.takes else ODD:
                answer = undone(lambda url=url, odd=odd: browser.get(url, dict.fromkeys(names, odd)))
                if answer.status_code >= 500:
                    wrong.append(f"{page} with {odd}: status {answer.status_code}")
    assert wrong == []


def filter_fields(answer: Any) -> set[str]:
    forms = BeautifulSoup(answer.content, "html.parser").find_all("form", method=re.compile("get", re.I))
    return {
        field["name"] for form in forms for field in form.find_all(["input", "select"]) if field.get("name")
    }


def test_a_number_that_no_row_has_is_not_found(town: Town) -> None:
    parameters, wrong = {page.name: page for page in pages()}, []
    for group in groups():
        numbers = {name for name, what in group.takes.items() if what[0] != "=" and name != "token"}
        column = let_in(group)
        if not numbers or column is None:
            continue
        browser = browser_of(town, column)
        for page, number in itertools.product(group.pages, NUMBERS):
            if not parameters[page].ours:
                continue
            filled = {name: number if name in numbers else what[1:] for name, what in group.takes.items()}
            url = reverse(page, kwargs=filled)
            answer = undone(lambda browser=browser, url=url: browser.post(url))
            if answer.status_code not in (403, 404, 405):
                wrong.append(f"{url}: {answer.status_code}")
    assert wrong == []


def let_in(group: Group) -> str | None:
    """Somebody whom these pages answer."""
    cells = group.rows.get("own", {})
    return next((column for column in COLUMNS if cells.get(column) == "ok"), None)


def test_a_double_click_on_save_makes_one(town: Town) -> None:
    own = {"pk": town["client", "own"]}
    browser = browser_of(town, "trajectbegeleider")
    home = {
        "kind": "post",
        "street": "Kaai",
        "house_number": "2",
        "postcode": "8400",
        "municipality": "Oostende",
    }
    address = home | {"country": "BE", "starts_on": "01/03/2026", "source": "client"}
    person = {"last_name": "Eenmaals", "first_names": "Tweeklik", "birth_date": "02/03/1991"}
    for _click in range(2):
        browser.post(reverse("fact_add", kwargs=own | {"slug": "adres"}), address)
        browser.post(reverse("client_new"), person)
        content = SimpleUploadedFile("brief.txt", b"Een brief die twee keer aankomt.", "text/plain")
        browser.post(
            reverse("document_add", kwargs=own),
            {"file": content, "kind": "letter", "title": "B", "source": "client"},
        )
        beheer = browser_of(town, "beheerder")
        beheer.post(reverse("invite"), {"email": "dubbel@example.org", "name": "Dubbel", "roles": ["dpo"]})
    assert Address.objects.filter(client=own["pk"], kind="post").count() == 1
    assert Client.objects.filter(last_name="Eenmaals").count() == 1
    assert Document.objects.filter(client=own["pk"], kind="letter").count() == 1
    assert Invitation.objects.filter(email="dubbel@example.org").count() == 1
