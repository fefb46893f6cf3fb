"""The shipped texts: whole, the same places in every language, their own script, and short where that counts."""

import re
import unicodedata

import pytest

from trede.texts import library
from trede.texts.keys import GROUPS, INVITATION_BLOCKS, MAIL_BLOCKS, group_of, is_legal, is_sms
from trede.texts.languages import LANGUAGES
from trede.texts.placeholders import gaps, link_is_cut, places
from trede.texts.samples import parts_of_sample, with_samples
from trede.texts.sms import most_parts
from trede.texts.words import PLACES, title_of

DUTCH = library.texts_in("nl")
OTHERS = [language for language in LANGUAGES if language != "nl"]
SCRIPTS = {
    "ar": "ARABIC",
    "ps": "ARABIC",
    "fa": "ARABIC",
    "ti": "ETHIOPIC",
    "ru": "CYRILLIC",
    "uk": "CYRILLIC",
}
# Names that are the same in every language, or that the reader meets in Dutch on other papers.
LATIN = {
    "vdab",
    "qr",
    "trajectbepaling",
    "leefloon",
    "arbeidsrechtbank",
    "bijzonder",
    "comité",
    "voor",
    "de",
    "sociale",
}
LATIN |= {"dienst"}
# What the pages, letters and messages of the other rooms ask for.
CONTRACT = {
    *INVITATION_BLOCKS,
    *(f"email.{kind}.{part}" for kind in ("invitation", "reminder") for part in ("subject", "body")),
    *(
        "email.neutral.subject",
        "sms.invitation",
        "sms.reminder",
        "sms.invitation.neutral",
        "sms.reminder.neutral",
    ),
    *("offer.sms", "offer.sms.neutral", "offer.email.subject", "offer.email.body"),
    *("cancelled.sms", "cancelled.sms.neutral", "cancelled.email.subject", "cancelled.email.body"),
    *(
        f"portal.{word}"
        for word in ("greeting", "come", "cannot", "other_time", "call_me", "need_interpreter")
    ),
    *(
        f"portal.{word}"
        for word in ("thanks_come", "thanks_cannot", "thanks_other_time", "thanks_call_me", "expired")
    ),
    *(
        f"portal.{word}"
        for word in ("find_title", "code_label", "birth_date_label", "wrong", "too_often", "listen")
    ),
    *("portal.where", "portal.when", "notification.title", "notification.appeal", "unread_note"),
}


def letters(text: str) -> str:
    """Without the places, which are never translated."""
    return re.sub(r"\{[a-z_]+\}", " ", text)


def words(text: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[^\W\d_]+", letters(text))}


def latin_words(text: str) -> set[str]:
    return {word for word in words(text) if any("LATIN" in unicodedata.name(sign, "") for sign in word)}


def holes(language: str) -> dict[str, str]:
    return {
        key: str(found)
        for key, body in library.texts_in(language).items()
        if (found := gaps(body, places(DUTCH[key])))
    }


def test_the_dutch_has_what_the_other_rooms_ask_for() -> None:
    assert set(DUTCH) >= CONTRACT
    assert {group_of(key) for key in DUTCH} == set(GROUPS)
    assert all(places(body) <= set(PLACES) for body in DUTCH.values())
    assert all(str(title_of(key)) for key in DUTCH)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_missing_empty_or_unknown(language: str) -> None:
    texts = library.texts_in(language)
    assert list(texts) == list(DUTCH)
    assert all(texts.values())
    assert max(map(len, texts.values())) < 4000


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_the_places_of_the_dutch(language: str) -> None:
    assert holes(language) == {}


def test_a_seeded_hole_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = library.texts_in("ti") | {
        "invitation.when": library.texts_in("ti")["invitation.when"].replace("{time}", "")
    }
    broken["portal.wrong"] += " {datum}"
    monkeypatch.setattr(library, "texts_in", {"ti": broken}.get)
    assert set(holes("ti")) == {"invitation.when", "portal.wrong"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_ends_its_line(language: str) -> None:
    assert [key for key, body in library.texts_in(language).items() if link_is_cut(body)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_has_as_many_points_and_a_mail_as_many_paragraphs_as_the_dutch(language: str) -> None:
    texts = library.texts_in(language)
    points = {key: body.count("\n- ") for key, body in texts.items()}
    assert points == {key: body.count("\n- ") for key, body in DUTCH.items()}
    lines = {key: len(body.splitlines()) for key, body in texts.items()}
    assert lines == {key: len(body.splitlines()) for key, body in DUTCH.items()}


@pytest.mark.parametrize(("language", "script"), SCRIPTS.items())
def test_a_text_is_in_its_own_script(language: str, script: str) -> None:
    foreign = {}
    for key, body in library.texts_in(language).items():
        signs = [sign for word in words(body) - LATIN for sign in word if sign.isalpha()]
        own = sum(script in unicodedata.name(sign, "") for sign in signs)
        if own < len(signs) * 0.95 or latin_words(body) - LATIN:
            foreign[key] = body
    assert foreign == {}


@pytest.mark.parametrize(
    ("language", "has", "never"),
    [
        ("uk", "іїє", "ыэъё"),
        ("ru", "ыэё", "іїєґ"),
        ("ps", "ښړځڅېۍ", "ك"),
        ("fa", "پچگکی", "كيىةښړځټډ"),
        ("ar", "كيةىأ", "پچگکیښړځ"),
        ("tr", "ğışİ", "ñœ"),
        ("es", "ñ¿áí", "şğœ"),
        ("fr", "éèç", "ñşğ"),
    ],
)
def test_the_letters_are_those_of_the_language(language: str, has: str, never: str) -> None:
    whole = "".join(letters(body) for body in library.texts_in(language).values())
    assert [sign for sign in has if sign not in whole] == []
    assert [sign for sign in never if sign in whole] == []


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_was_left_in_dutch_or_english(language: str) -> None:
    texts, english = library.texts_in(language), library.texts_in("en")
    assert [key for key, body in texts.items() if body == DUTCH[key]] == []
    if language != "en":
        assert [key for key, body in texts.items() if body == english[key]] == []
        whole = set().union(*(words(body) for body in texts.values()))
        assert whole & {"the", "and", "you", "your", "with", "een", "het", "niet", "bent", "met"} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_message_stays_short(language: str) -> None:
    texts = {key: body for key, body in library.texts_in(language).items() if is_sms(key)}
    assert len(texts) == 8
    parts = {key: parts_of_sample(body, language) for key, body in texts.items()}
    assert {key: count for key, count in parts.items() if count > most_parts(language)} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_neutral_message_names_nobody_and_nothing(language: str) -> None:
    texts = library.texts_in(language)
    work = {
        "nl": "werk",
        "fr": "travail",
        "en": "work",
        "ar": "العمل",
        "tr": "iş ",
        "uk": "робот",
        "ru": "работ",
    }
    work |= {"ps": "د کار", "fa": "کار", "so": "shaqo", "ti": "ስራሕ", "es": "trabajo"}
    neutral = [key for key in texts if "neutral" in key]
    assert len(neutral) == 5
    for key in neutral:
        assert places(texts[key]) <= {"date", "time", "link"}
        assert work[language] not in texts[key]
        assert "leefloon" not in texts[key]


@pytest.mark.parametrize("language", LANGUAGES)
def test_leefloon_is_named_only_where_it_is_said_that_nothing_is_decided_about_it(language: str) -> None:
    naming = [key for key, body in library.texts_in(language).items() if "leefloon" in body.lower()]
    assert naming == ["invitation.if_absent"]


def test_what_has_legal_effect() -> None:
    legal = {key for key in DUTCH if is_legal(key)}
    assert legal == {"invitation.if_absent", *(key for key in DUTCH if key.startswith("notification."))}


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_appeal_goes_to_the_labour_court_within_three_months(language: str) -> None:
    three = {
        "nl": "drie maanden",
        "fr": "trois mois",
        "en": "three months",
        "ar": "ثلاثة أشهر",
        "tr": "üç ay",
    }
    three |= {
        "uk": "три місяці",
        "ru": "три месяца",
        "ps": "درې میاشتې",
        "fa": "سه ماه",
        "so": "saddex bilood",
    }
    three |= {"ti": "ሰለስተ ኣዋርሕ", "es": "tres meses"}
    appeal = library.texts_in(language)["notification.appeal"]
    assert three[language] in appeal.lower() or three[language] in appeal
    assert "arbeidsrechtbank" in appeal


def test_a_mail_can_say_all_that_a_letter_says() -> None:
    in_the_mail = {"invitation.title", "invitation.when", "invitation.where", "invitation.answer"}
    assert set(INVITATION_BLOCKS) == {*MAIL_BLOCKS, *in_the_mail}
    told = places(DUTCH["email.invitation.body"])
    assert {"date", "time", "place", "way", "link", "code", "phone", "organisation"} <= told


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_can_be_filled_in(language: str) -> None:
    for key, body in library.texts_in(language).items():
        filled = with_samples(body, language)
        assert "{" not in filled, key
        assert filled == filled.strip()


def test_a_dutch_sentence_is_short() -> None:
    long = []
    for key, body in DUTCH.items():
        # The name of the committee is long by itself, a text message is one line of facts.
        if key == "notification.intro" or is_sms(key):
            continue
        long += [one for one in re.split(r"[.?!:]\s|\n", body) if len(one.split()) > 15]
    assert long == []


def test_the_library_is_read_once() -> None:
    assert library.texts_in("fa") is library.texts_in("fa")
