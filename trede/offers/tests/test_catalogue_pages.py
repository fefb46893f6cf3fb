"""The pages of the catalogue: who sees and may do what, what is found, what they cost."""

from datetime import date, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client as Browser

from tests.cast import member_of
from trede.clients.tests.scene import queries_of, sign_in, url
from trede.core.models import Event, Member
from trede.core.periods import today
from trede.letters.tests.reading import is_accessible, pages
from trede.offers.actions.catalogue import confirm_offer
from trede.offers.models import Offer, OfferCondition, OfferLimit, OfferStatus
from trede.offers.tests.catalogue_scene import offer_for, reader_of, town_of

pytestmark = pytest.mark.django_db(databases="__all__")
MOST = 12


@pytest.fixture
def browser(worker: Member) -> Browser:
    return sign_in(town_of(worker))


def soup(answer: Any) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "html.parser")


def named(answer: Any) -> list[str]:
    return [cell.a.get_text() for cell in soup(answer).select("tbody th[scope=row]")]


def printed(answer: Any) -> str:
    """The words of a PDF, those that were broken at the end of a line made whole."""
    return " ".join(" ".join(pages(answer.content)).split()).replace("- ", "-")


def offer(key: str) -> Offer:
    return Offer.objects.get(key=key)


def test_a_need_finds_the_offer_with_a_typing_error_too(browser):
    assert named(browser.get(url("offers"), {"nood": "leren fietsen"}))[0] == "Fietslessen"
    assert named(browser.get(url("offers"), {"nood": "fietslesen"}))[0] == "Fietslessen"
    found = named(browser.get(url("offers"), {"nood": "Nederlands op de werkvloer"}))
    assert set(found[:3]) == {
        "Taallessen op de werkvloer tijdens artikel 60",
        "Persoonlijke taalcoaching",
        "Taalspoor",
    }


def test_filters_go_together(browser):
    rung2 = named(browser.get(url("offers"), {"trede": "2", "waar": "elsewhere"}))
    assert rung2 == [
        "Buddywerking bij sociaal isolement",
        "Sociale activering via het middenveld (CAW, Emergo, Herstelacademie)",
    ]
    assert named(browser.get(url("offers"), {"soort": "digital"})) == ["Basiscursus computer", "Digiwerking"]
    assert named(browser.get(url("offers"), {"aanbieder": "GTB", "trede": "3"})) == ["AMA Sociale Economie"]


@pytest.mark.parametrize(
    "given", [{"trede": "9"}, {"vanaf": "-3"}, {"vanaf": "9" * 30}, {"nood": "🙂" * 50}, {"stand": "x"}]
)
def test_strange_filters_do_not_break_the_list(browser, given):
    assert browser.get(url("offers"), given).status_code == 200


def test_fifty_at_a_time(browser):
    first, second = browser.get(url("offers")), browser.get(url("offers"), {"vanaf": "50"})
    assert (len(named(first)), len(named(second))) == (50, 32)
    assert not set(named(first)) & set(named(second))


def test_what_nobody_confirmed_is_counted_and_can_be_listed(browser, worker):
    listed = browser.get(url("offers"), {"stand": "bevestigen"})
    count = Offer.objects.filter(status=OfferStatus.OFFERED).count()
    assert 40 < count < 82
    assert f"{count} opnieuw te bevestigen" in soup(listed).get_text()
    confirm_offer(offer("wes"), by=worker, on=today())
    after = soup(browser.get(url("offers"), {"stand": "bevestigen"})).get_text()
    assert f"{count - 1} opnieuw te bevestigen" in after


def test_the_list_costs_the_same_for_five_hundred_offers(browser, worker):
    few = queries_of(browser, url("offers"))
    for number in range(420):
        offer_for(worker, key=f"extra-{number}", name=f"Extra {number}")
    many = queries_of(browser, url("offers"))
    assert many == few <= MOST
    assert queries_of(browser, url("offers") + "?nood=fietsen&trede=4") <= MOST


def test_every_page_keeps_to_its_budget(browser, worker):
    one = offer("wes")
    for page in (
        url("offer", offer_id=one.pk),
        url("offer_edit", offer_id=one.pk),
        url("offer_history", offer_id=one.pk),
        url("offer_new"),
        url("condition_new", offer_id=one.pk),
        url("limit_new", offer_id=one.pk),
        url("offer_stop", offer_id=one.pk),
        *(url("offers_rung", rung=rung) for rung in range(1, 7)),
        url("offers_handout"),
    ):
        assert queries_of(browser, page) <= MOST, page


def test_an_offer_of_another_organisation_does_not_exist(browser, outsider):
    theirs = offer_for(outsider)
    for name in ("offer", "offer_edit", "offer_history", "offer_stop", "condition_new", "limit_new"):
        assert browser.get(url(name, offer_id=theirs.pk)).status_code == 404
    assert browser.post(url("offer_confirm", offer_id=theirs.pk)).status_code == 404
    assert "Leren fietsen" not in browser.get(url("offers"), {"nood": "leren fietsen"}).content.decode()
    assert browser.get("/aanbod/99999999999999999999/").status_code == 404


def test_who_only_reads_has_no_buttons_and_may_not_write(browser, worker):
    reader = sign_in(reader_of(worker))
    one = offer("wes")
    page = reader.get(url("offer", offer_id=one.pk))
    assert page.status_code == 200
    assert "Het klopt nog" not in page.content.decode()
    for name in ("offer_edit", "offer_stop", "condition_new", "limit_new"):
        assert reader.get(url(name, offer_id=one.pk)).status_code == 403
    assert reader.post(url("offer_confirm", offer_id=one.pk)).status_code == 403
    assert offer("wes").confirmed_on is None


def test_an_offer_says_its_conditions_with_weight_and_source_and_the_past_apart(browser):
    page = soup(browser.get(url("offer", offer_id=offer("wes").pk)))
    now = [item.get_text(" ", strip=True) for item in page.select("#conditions li")]
    assert any("Is ingeschreven bij VDAB" in line and "wettelijk" in line for line in now)
    assert not any("artikel" in line.lower() for line in now)
    past = page.select_one("details.more").get_text(" ", strip=True)
    assert "Heeft dit afgerond: Artikel 60" in past
    assert "tot en met 31/12/2022" in past


def test_a_limit_shows_the_legal_value_of_today(browser):
    limits = soup(browser.get(url("offer", offer_id=offer("wijk-werken").pk))).select("#limits li")
    assert [one.select_one(".task__what span").contents[0].strip() for one in limits] == [
        "Hoogstens 60 uur per maand",
        "Hoogstens 630 uur per jaar",
        "Hoogstens 12 maanden",
    ]


def test_a_legal_value_that_is_not_known_says_so(browser):
    values = soup(browser.get(url("offer", offer_id=offer("vrijwilligerswerk").pk))).select_one("#values")
    assert values.get_text().count("vandaag niet bekend") == 2


def test_confirming_is_one_button(browser, worker):
    one = offer("wes")
    answer = browser.post(url("offer_confirm", offer_id=one.pk))
    assert answer.status_code == 303
    page = browser.get(answer["Location"]).content.decode()
    assert "bevestigd op" in page
    assert (offer("wes").confirmed_on, offer("wes").confirmed_by) == (today(), worker)
    assert browser.get(url("offer_confirm", offer_id=one.pk)).status_code == 405


def new_values(**more: str) -> dict[str, str]:
    return {
        "name": "Leren zwemmen", "rung": "2", "kind": "social_activation", "status": "offered",
        "about": "Samen leren zwemmen.", "confirm_months": "6", **more,
    }  # fmt: skip


def test_a_new_offer_gets_its_key_from_its_name(browser, worker):
    answer = browser.post(url("offer_new"), new_values())
    made = offer("leren-zwemmen")
    assert answer.status_code == 303
    assert answer["Location"] == url("offer", offer_id=made.pk)
    assert (made.confirmed_by, made.version) == (worker, 1)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"name": ""}, "verplicht"),
        ({"key": "babbelbox"}, "korte naam"),
        ({"name": "🙂🙂"}, "korte naam"),
        ({"about": "x" * 10_000}, "1500"),
        ({"status": "elsewhere"}, "wie dit doet"),
        ({"parameters": "no.such"}, "Bedragen en regels"),
        ({"owner": "99999999999"}, "keuze"),
        ({"rung": "7"}, "keuze"),
        ({"contact_email": "geen adres"}, "e-mail"),
    ],
)
def test_a_wrong_offer_says_what_to_mend_and_nothing_is_written(browser, more, said):
    answer = browser.post(url("offer_new"), new_values(**more))
    assert answer.status_code == 200
    assert said.lower() in soup(answer).select_one(".alert--bad").get_text().lower()
    assert Offer.objects.count() == 82


TYPED = (
    "name", "rung", "kind", "status", "seen_at", "provider_name", "about", "for_whom", "length", "hours", "allowance",
    "parameters", "how_to_refer", "search_words", "source", "remark", "confirm_months", "version", "evaluation_months",
    "capacity",
)  # fmt: skip


def edit_values(one: Offer, **more: str) -> dict[str, str]:
    values = {name: getattr(one, name) for name in TYPED}
    plain = {name: "" if value is None else str(value) for name, value in values.items()}
    return plain | ({"needs_consent": "on"} if one.needs_consent else {}) | more


def test_two_people_change_one_offer_and_nothing_is_lost(browser, worker, colleague):
    one = offer("babbelbox")
    mine = edit_values(one, about="Mijn tekst.", hours="Elke dinsdag")
    theirs = sign_in(colleague).post(url("offer_edit", offer_id=one.pk), edit_values(one, about="Hun tekst."))
    assert theirs.status_code == 303
    page = browser.post(url("offer_edit", offer_id=one.pk), mine)
    assert [label.get_text() for label in soup(page).select("legend")] == [
        "Wat is het, in gewone woorden",
        "Wanneer, hoeveel uren",
    ]
    assert "Hun tekst." in page.content.decode()
    kept = mine | {"version": "2", "pick-about": "theirs", "pick-hours": "mine"}
    assert browser.post(url("offer_edit", offer_id=one.pk), kept).status_code == 303
    assert (offer("babbelbox").about, offer("babbelbox").hours) == ("Hun tekst.", "Elke dinsdag")


def test_stopping_keeps_the_offer_and_says_why(browser):
    one = offer("babbelbox")
    page = url("offer_stop", offer_id=one.pk)
    assert browser.post(page, {"on": "31/02/2026", "because": "x"}).status_code == 200
    assert offer("babbelbox").stopped_on is None
    assert browser.post(page, {"on": "01/11/2026", "because": "Geen vrijwilligers meer"}).status_code == 303
    assert "Babbelbox" not in named(browser.get(url("offers"), {"nood": "babbelbox"}))
    assert named(browser.get(url("offers"), {"stand": "gestopt"})) == ["Babbelbox"]
    assert "Geen vrijwilligers meer" in browser.get(url("offer_history", offer_id=one.pk)).content.decode()
    assert browser.post(url("offer_restart", offer_id=one.pk)).status_code == 303
    assert offer("babbelbox").stopped_on is None


def test_a_change_of_law_ends_one_row_and_adds_another(browser):
    one = offer("babbelbox")
    old = one.conditions.get()
    end = url("condition_end", offer_id=one.pk, condition_id=old.pk)
    assert browser.post(end, {"on": "31/12/2026"}).status_code == 303
    new = {
        "kind": "language_min",
        "value": "1.2",
        "weight": "practical",
        "starts_on": "01/01/2027",
        "source": "Afspraak",
    }
    assert browser.post(url("condition_new", offer_id=one.pk), new).status_code == 303
    assert list(one.conditions.values_list("value", "starts_on", "ends_on")) == [
        ("1.1", date(2000, 1, 1), date(2026, 12, 31)),
        ("1.2", date(2027, 1, 1), None),
    ]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"kind": "language_min", "value": "veel"}, "niveau bestaat niet"),
        ({"kind": "income", "value": "goud"}, "bestaat hier niet"),
        ({"kind": "judgement", "value": "x"}, "Schrijf de vraag"),
        ({"kind": "talk", "value": "x", "text": "Praat"}, "te bespreken"),
        ({"kind": "age_min", "value": "", "parameter": "no.such"}, "Bedragen en regels"),
        ({"kind": "language_min", "value": "1.1"}, "staat er al"),
        ({"kind": "zomaar", "value": "1"}, "Kies een soort"),
        ({"kind": "age_min", "value": "18", "starts_on": "01/01/2026", "ends_on": "31/12/2025"}, "einddatum"),
    ],
)
def test_a_wrong_condition_says_what_to_write(browser, given, said):
    one = offer("babbelbox")
    values = {"weight": "practical", "starts_on": "01/01/2026"} | given
    answer = browser.post(url("condition_new", offer_id=one.pk), values)
    assert answer.status_code == 200
    assert said in soup(answer).select_one(".alert--bad").get_text()
    assert one.conditions.count() == 1


def test_a_limit_of_a_unit_stands_once_at_a_time(browser):
    one = offer("team-up")
    again = {"unit": "months", "most": "9", "starts_on": "01/01/2026"}
    answer = browser.post(url("limit_new", offer_id=one.pk), again)
    assert "al zo'n grens" in soup(answer).select_one(".alert--bad").get_text()
    nothing = browser.post(url("limit_new", offer_id=one.pk), {"unit": "sessions", "starts_on": "01/01/2026"})
    assert nothing.status_code == 200
    limit = one.limits.get()
    edit = url("limit_edit", offer_id=one.pk, limit_id=limit.pk)
    values = {"unit": "months", "most": "7", "starts_on": "01/01/2000", "version": "1"}
    assert browser.post(edit, values).status_code == 303
    assert one.limits.get().most == 7
    assert browser.post(edit, values | {"most": "8"}).status_code == 200
    assert (
        browser.post(url("limit_end", offer_id=one.pk, limit_id=limit.pk), {"on": "31/12/2026"}).status_code
        == 303
    )
    assert one.limits.get().ends_on == date(2026, 12, 31)


def test_the_history_tells_who_changed_what(browser, worker):
    one = offer("babbelbox")
    browser.post(url("offer_edit", offer_id=one.pk), edit_values(one, hours="Elke dinsdag"))
    page = soup(browser.get(url("offer_history", offer_id=one.pk))).get_text(" ", strip=True)
    assert "Aanbod gewijzigd" in page
    assert "Elke dinsdag" in page
    assert worker.name in page
    assert Event.objects.filter(verb="offer.changed").count() == 1


def test_a_rung_shows_what_is_offered_here_before_the_rest(browser):
    page = soup(browser.get(url("offers_rung", rung=3)))
    assert [head.get_text(" ", strip=True) for head in page.select("h2[id^=part]")] == [
        "Hier aangeboden (6)",
        "Een ander doet dit (3)",
    ]
    assert browser.get(url("offers_rung", rung=7)).status_code == 404


def test_the_handout_prints_what_is_offered_here_and_lists_the_rest(browser):
    answer = browser.get(url("offers_handout"), {"trede": "4"})
    assert answer["Content-Type"] == "application/pdf"
    words = printed(answer)
    assert "Ons aanbod op trede 4" in words
    assert "hoogstens 60 uur per maand" in words
    assert "Een ander doet dit" in words
    assert "Fietslessen – Mechelen" in words
    assert "Leren fietsen, zodat" not in words
    assert "Nog door niemand bevestigd" in words
    assert is_accessible(answer.content)


def test_what_is_only_spoken_of_is_not_printed(browser):
    words = printed(browser.get(url("offers_handout"), {"trede": "3"}))
    assert "Spuitenpatrouille" in words
    assert "gebruikt of herstelt" not in words


def test_a_partner_reads_the_catalogue_of_its_own_organisation_only(browser, worker, outsider):
    partner = sign_in(member_of(outsider.organisation, "partner"))
    assert named(partner.get(url("offers"))) == []
    assert partner.get(url("offer", offer_id=offer("wes").pk)).status_code == 404


def test_a_row_of_another_offer_cannot_be_ended_by_its_number(browser):
    one, other = offer("babbelbox"), OfferCondition.objects.filter(offer__key="wes").first()
    page = url("condition_end", offer_id=one.pk, condition_id=other.pk)
    assert browser.post(page, {"on": "01/01/2027"}).status_code == 404
    limit = OfferLimit.objects.filter(offer__key="wes").get()
    assert (
        browser.post(url("limit_end", offer_id=one.pk, limit_id=limit.pk), {"on": "01/01/2027"}).status_code
        == 404
    )


def test_the_last_word_counts_until_its_months_are_over(browser, worker):
    Offer.objects.filter(key="wes").update(confirmed_on=today() - timedelta(days=400), confirmed_by=worker)
    page = browser.get(url("offer", offer_id=offer("wes").pk)).content.decode()
    assert "al een tijd niet bevestigd" in page
    assert worker.name in page
