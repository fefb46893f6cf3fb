import pytest

from tests.cast import OrganisationFactory
from trede.core.models import LocalSetting, Member, Organisation
from trede.core.periods import today
from trede.orientation.models import OrientationInvitation
from trede.portal.tests.scene import an_invitation, link_of, parsed, visitor
from trede.texts.reading import LANGUAGES, RIGHT_TO_LEFT

pytestmark = pytest.mark.django_db(databases="__all__")


def allow(organisation: Organisation) -> None:
    LocalSetting.objects.create(
        organisation=organisation,
        key="texts.send_unread",
        value="1",
        reason="Niemand kan ze nalezen",
        starts_on=today(),
    )


@pytest.fixture
def invitation(worker: Member) -> OrientationInvitation:
    allow(worker.organisation)
    return an_invitation(worker, language="ar")


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "nl"])
def test_a_language_stands_first_and_the_dutch_beside_it(
    language: str, invitation: OrientationInvitation
) -> None:
    page = parsed(visitor().get(link_of(invitation), {"taal": language}))
    direction = "rtl" if language in RIGHT_TO_LEFT else "ltr"
    assert (page.html["lang"], page.html["dir"]) == (language, direction)
    yes = page.select_one("button[value=comes]").select("[lang]")
    assert [(one["lang"], one["dir"]) for one in yes] == [(language, direction), ("nl", "ltr")]
    assert yes[1].get_text() == "Ja, ik kom"
    assert yes[0].get_text() != yes[1].get_text()
    assert "niet nagelezen" in page.select_one(".note").get_text()
    assert "{" not in page.get_text()
    assert page.title.get_text()


def test_every_word_of_the_page_says_in_which_language_it_is(invitation: OrientationInvitation) -> None:
    page = parsed(visitor().get(link_of(invitation)))
    for said in page.select("main .said, .note .said"):
        assert (said["lang"] in RIGHT_TO_LEFT) == (said["dir"] == "rtl")
    own = [said for said in page.select("main span.said") if said["lang"] == "ar"]
    dutch = [said for said in page.select("main span.said") if said["lang"] == "nl"]
    assert len(own) == len(dutch) > 10


def test_the_language_of_the_client_unless_another_is_chosen(invitation: OrientationInvitation) -> None:
    browser = visitor(headers={"Accept-Language": "fr"})
    shown = {
        taal: parsed(browser.get(link_of(invitation), {"taal": taal} if taal else {})).html["lang"]
        for taal in ("", "tr", "nl", "xx", "😀", "ar' onload=")
    }
    assert shown == {"": "ar", "tr": "tr", "nl": "nl", "xx": "ar", "😀": "ar", "ar' onload=": "ar"}


def test_the_choice_is_a_row_of_links_in_their_own_words_without_a_cookie(
    invitation: OrientationInvitation,
) -> None:
    answer = visitor().get(link_of(invitation))
    links = parsed(answer).select("nav a")
    assert [link["lang"] for link in links] == list(LANGUAGES)
    assert {link["href"] for link in links} == {f"{link_of(invitation)}?taal={one}" for one in LANGUAGES}
    assert [link.get_text() for link in links if link.get("aria-current")] == ["العربية"]
    assert {link["dir"] for link in links if link["lang"] in RIGHT_TO_LEFT} == {"rtl"}
    assert not answer.cookies


def test_the_chosen_language_stays_after_a_press(invitation: OrientationInvitation) -> None:
    page = link_of(invitation) + "?taal=uk"
    assert parsed(visitor().get(page)).select_one("form")["action"] == page
    assert visitor().post(page, {"reply": "comes"}).headers["Location"] == page


def test_what_nobody_read_is_shown_only_where_the_organisation_allows_it(worker: Member) -> None:
    page = parsed(visitor().get(link_of(an_invitation(worker, language="ar"))))
    assert (page.html["lang"], page.html["dir"]) == ("nl", "ltr")
    assert not page.select("nav a")
    assert not page.select(".note")


def test_who_is_not_known_reads_what_the_browser_asks(invitation: OrientationInvitation) -> None:
    browser = visitor(headers={"Accept-Language": "so;q=0.9, tr-TR, de"})
    for path in ("/afspraak/", "/a/onbekend/"):
        page = parsed(browser.get(path))
        assert page.html["lang"] == "tr"
        assert page.select_one("details").has_attr("open")
    assert parsed(visitor().get("/afspraak/")).html["lang"] == "nl"


def test_of_several_ocmws_one_that_allows_it_decides_what_a_stranger_reads(worker: Member) -> None:
    assert parsed(visitor().get("/afspraak/", {"taal": "ar"})).html["lang"] == "nl"
    allow(OrganisationFactory())
    page = parsed(visitor().get("/afspraak/", {"taal": "ar"}))
    assert page.html["lang"] == "ar"
    assert "niet nagelezen" in page.select_one(".note").get_text()


def test_a_day_and_an_hour_are_isolated_among_arabic_words(invitation: OrientationInvitation) -> None:
    when = parsed(visitor().get(link_of(invitation))).select_one(".when .said").get_text("\n")
    assert "\u206613:00\u2069" in when
    assert when.count("\u2066") + when.count("\u2067") == when.count("\u2069")
