import io
from datetime import date
from typing import Any

import pytest
from pypdf import PdfReader

from trede.core.errors import CaseError
from trede.letters import invitation
from trede.letters.invitation import InvitationLetter, letter_pdf, letter_pdfs, print_run
from trede.letters.pdf import page_count
from trede.letters.tests.reading import boxes, is_accessible, pages, root
from trede.letters.tests.samples import CODE, LANGUAGES, LINK, letter_in


def without_spaces(made: bytes) -> str:
    return "".join(" ".join(pages(made)).split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_is_accessible_in_the_language_of_the_client(language: str) -> None:
    made = letter_pdf(letter_in(language))
    assert is_accessible(made)
    assert root(made)["/Lang"] == ("nl-BE" if language == "nl" else language)


@pytest.mark.parametrize("pictograms", [False, True])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_fits_one_sheet_and_the_dutch_one_page(language: str, pictograms: bool) -> None:
    made = letter_pdf(letter_in(language, pictograms=pictograms))
    most = 1 if language == "nl" and not pictograms else 2
    assert len(pages(made)) == page_count(made) <= most


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_letter_says_the_code_the_day_the_hour_and_the_place(language: str) -> None:
    said = without_spaces(letter_pdf(letter_in(language)))
    for word in (CODE, "vrijdag4december2026", "14.10uur", "SociaalHuis,Kerkstraat123,Teststad"):
        assert word in said


@pytest.mark.parametrize("language", ["ar", "ps", "fa"])
def test_day_year_and_hour_run_from_right_to_left_and_each_number_from_left_to_right(language: str) -> None:
    made = letter_pdf(letter_in(language))
    (sentence,) = [line for line in lines_of(made) if {"4", "2026", "14:10"} <= set(line)]
    assert sentence["4"] > sentence["2026"] > sentence["14:10"]
    for page in (0, 1):
        (code,) = [left for text, left, _ in boxes(made, page) if text == CODE]
        assert (code < 100) == (page == 0)
    assert "059123456" in without_spaces(made)


def lines_of(made: bytes) -> list[dict[str, float]]:
    """The lines of the first page: each word with its distance from the left."""
    found: dict[float, dict[str, float]] = {}
    for text, left, top in boxes(made):
        found.setdefault(round(top, 1), {})[text] = left
    return list(found.values())


def test_the_own_language_stands_on_the_right_where_people_read_from_there() -> None:
    assert _place_of("2026.", "ar") > 100
    assert _place_of("2026.", "fr") < 100


def _place_of(ending: str, language: str) -> float:
    """Where a sentence of the own column ends up; the Dutch beside it says it without this ending."""
    other = {"title": "×", "when": f"×\n\u20664/12/{ending}\u2069"}
    dutch = {"title": "Titel", "when": "Wanneer?\nop die dag"}
    letter = letter_in(language, other=other, dutch=dutch, other_date_line="", other_time_line="")
    return next(left for text, left, _ in boxes(letter_pdf(letter)) if ending in text)


@pytest.mark.parametrize("pictograms", [False, True])
@pytest.mark.parametrize("language", ["nl", "fr", "ar"])
def test_nothing_but_the_address_shows_in_the_window(language: str, pictograms: bool) -> None:
    letter = letter_in(language, pictograms=pictograms, address_lines=["Mevrouw A", "Straat 1", "8400 STAD"])
    # As far as the sheet can slide in a C5/6 or DL envelope.
    seen = {text for text, left, top in boxes(letter_pdf(letter)) if left > 95 and 34 < top < 84}
    assert seen == {"Mevrouw A", "Straat 1", "8400 STAD"}


def test_the_address_stands_where_every_position_of_the_sheet_shows_it() -> None:
    address = ["Mevrouw Amal Haddad", "p/a OCMW Teststad", "Torhoutsesteenweg 120 bus 3", "8400 OOSTENDE"]
    found = [
        (left, top)
        for text, left, top in boxes(letter_pdf(letter_in("nl", address_lines=address)))
        if text in address
    ]
    assert len(found) == 4
    assert all(115 <= left <= 190 and 49 <= top <= 79 for left, top in found)


def test_the_qr_code_is_a_link_with_words_for_who_cannot_see_it() -> None:
    made = letter_pdf(letter_in("nl"))
    annotations = PdfReader(io.BytesIO(made)).pages[0]["/Annots"]
    assert [one.get_object()["/A"]["/URI"] for one in annotations] == [LINK]


def test_an_unread_translation_says_so_and_a_read_one_does_not() -> None:
    note = {"unread_note": "Traduction non relue."}
    letter = letter_in("fr")
    given = {"other": {**(letter.other or {}), **note}}
    assert "nonrelue" in without_spaces(letter_pdf(letter_in("fr", **given, unread=True)))
    assert "nonrelue" not in without_spaces(letter_pdf(letter_in("fr", **given, unread=False)))


@pytest.mark.parametrize("legal", [{}, {"if_absent": "Wat als u niet komt?\nBel ons."}])
def test_a_block_that_may_only_be_said_in_dutch_is_said_once(legal: dict[str, str]) -> None:
    dutch = {"title": "Titel", "if_absent": "Wat als u niet komt?\nBel ons."}
    made = letter_pdf(letter_in("ar", dutch=dutch, other={"title": "عنوان", **legal}))
    assert without_spaces(made).count("Belons.") == 1


def test_keys_of_the_library_and_short_keys_are_the_same() -> None:
    long = letter_in("nl", dutch={"invitation.title": "Titel", "invitation.what": "Wat?\nEen gesprek."})
    short = letter_in("nl", dutch={"title": "Titel", "what": "Wat?\nEen gesprek."})
    assert pages(letter_pdf(long)) == pages(letter_pdf(short))


def test_a_word_of_a_page_does_not_take_the_place_of_a_block() -> None:
    letter = letter_in("nl", dutch={"title": "Titel", "portal.where": "Verkeerd", "invitation.where": "Hier"})
    assert "Verkeerd" not in without_spaces(letter_pdf(letter))


def test_the_page_with_pictograms_promises_no_voice_that_does_not_exist() -> None:
    words = {"portal.listen": "Luister hier"}
    letter = letter_in("nl", pictograms=True)
    given = {"dutch": {**letter.dutch, **words}, "pictograms": True}
    assert "Luisterhier" in without_spaces(letter_pdf(letter_in("nl", **given)))
    assert "Luisterhier" not in without_spaces(letter_pdf(letter_in("nl", **given, listen=False)))


@pytest.mark.parametrize(("language", "heard"), [("ar", True), ("so", False)])
def test_it_knows_which_languages_have_a_voice(language: str, heard: bool) -> None:
    assert invitation._data(letter_in(language))["listen"] is heard


def test_without_a_day_and_an_hour_the_pictures_are_general() -> None:
    letter = letter_in("tr", day=None, minutes=None, pictograms=True)
    assert is_accessible(letter_pdf(letter))


@pytest.mark.parametrize(
    "text", ['#import "x"', "$x^2$", "*vet* _x_ @ref <label> \\", "= kop", "a" * 3000, "😀"]
)
def test_text_is_data_whatever_it_holds(text: str) -> None:
    made = letter_pdf(letter_in("fr", address_lines=[text], dutch={"title": text, "what": text}, code="AB-1"))
    assert "AB-1" in without_spaces(made)


def test_an_emoji_costs_the_claim_not_the_letter() -> None:
    assert not is_accessible(letter_pdf(letter_in("nl", organisation="OCMW 😀")))
    assert is_accessible(letter_pdf(letter_in("nl", organisation="OCMW")))


def test_longer_texts_become_smaller_before_they_need_another_page() -> None:
    more = {"title": "Titel", **{block: "Kop\n" + "Een zin erbij. " * 14 for block in invitation.BLOCKS}}
    assert page_count(letter_pdf(letter_in("nl", dutch=more))) == 1
    far_more = {block: "Kop\n" + "Een zin erbij. " * 200 for block in invitation.BLOCKS}
    assert page_count(letter_pdf(letter_in("nl", dutch={"title": "Titel", **far_more}))) > 2


def test_a_print_run_keeps_the_order_and_starts_every_letter_on_a_fresh_sheet() -> None:
    codes = [f"RUN-{number}" for number in range(7)]
    languages = ["ar", "nl", "nl", "ti", "fr", "nl", "ps"]
    letters = [
        letter_in(language, code=code, pictograms=code == "RUN-4")
        for language, code in zip(languages, codes, strict=True)
    ]
    made = print_run(letters)
    said = ["".join(page.split()) for page in pages(made)]
    first = [next(number for number, page in enumerate(said) if code in page) for code in codes]
    assert first == sorted(first)
    assert [number % 2 for number in first] == [0] * 7
    assert is_accessible(made)


def test_each_letter_of_a_run_counts_its_own_pages() -> None:
    made = print_run([letter_in("nl"), letter_in("nl", pictograms=True), letter_in("nl")])
    feet = [page.split("·")[-1].strip() for page in pages(made)]
    assert feet == ["1/1", "", "1/2", "2/2", "1/1"]


def test_a_letter_that_is_too_long_for_the_estimate_is_made_smaller_in_a_run_as_well(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = {"title": "Titel", **{block: "Kop\n" + "Een zin erbij. " * 12 for block in invitation.BLOCKS}}
    letters = [letter_in("nl"), letter_in("nl", dutch=text)]
    monkeypatch.setattr(invitation, "scales", lambda *_, **__: iter((1.12, 0.94, 0.82, 0.76)))
    assert [page.split("·")[-1].strip() for page in pages(print_run(letters))] == ["1/1", "", "1/1"]


def test_letters_of_their_own_come_in_the_given_order() -> None:
    letters = [letter_in("nl", code=f"LOS-{number}") for number in range(9)]
    assert [f"LOS-{number}" in without_spaces(made) for number, made in enumerate(letter_pdfs(letters))] == [
        True
    ] * 9


def test_a_run_needs_a_letter() -> None:
    with pytest.raises(ValueError, match="needs a letter"):
        print_run([])


def test_a_template_that_fails_gives_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    letter: Any = letter_in("nl", address_lines=["x"])
    monkeypatch.setattr(invitation.qr, "svg", lambda _: "geen svg")
    with pytest.raises(CaseError, match="kon niet gemaakt worden"):
        letter_pdf(letter)


def test_the_same_letter_is_the_same_picture() -> None:
    letter = InvitationLetter(
        address_lines=["A"],
        organisation="OCMW",
        dutch={"title": "Titel"},
        date_line="1 januari",
        time_line="9 uur",
        place_line="Hier",
        link=LINK,
        code=CODE,
        day=date(2027, 1, 1),
    )
    assert pages(letter_pdf(letter)) == pages(letter_pdf(letter))
