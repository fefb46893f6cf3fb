import pytest

from trede.letters.plain import AgendaRow, Said, agenda_pdf, plain_letter_pdf
from trede.letters.tests.reading import boxes, is_accessible, pages, root

DUTCH = Said(
    "Beslissing over uw vrijstelling",
    [
        "Het comité besliste over uw vraag.",
        "Wij keuren dit goed:\n- van 1 januari\n- tot 30 juni",
        "Bel 059 12 34 56.",
    ],
)
ARABIC = Said("قرار", ["قررت اللجنة في \u20662/12/2026\u2069.", "نوافق"], "ar", True)
LETTER = {
    "address_lines": ["Mevrouw A. Haddad", "Straat 1", "8400 STAD"],
    "organisation": "OCMW Teststad",
    "sender_lines": ["Kerkstraat 123"],
    "date": "Teststad, 3 december 2026",
    "reference": "Ons kenmerk: 2026-14",
    "signature": ["Jan Maes", "voorzitter"],
}


def rows(count: int, **changes: object) -> list[AgendaRow]:
    given = {"client": "Haddad, Amal", "asked": "Vrijstelling", "motivation": "Omdat."}
    return [
        AgendaRow(number=number, file_number=f"2026-{number:04}", **{**given, **changes})
        for number in range(1, count + 1)
    ]


def agenda(points: list[AgendaRow]) -> bytes:
    return agenda_pdf(
        organisation="OCMW Teststad",
        title="Agenda",
        date="woensdag 2 december 2026",
        place="Zaal 1",
        rows=points,
    )


def test_a_letter_in_dutch_says_everything_in_order() -> None:
    made = plain_letter_pdf(dutch=DUTCH, **LETTER)
    (said,) = pages(made)
    wanted = [
        "8400 STAD",
        "3 december 2026",
        "2026-14",
        "Beslissing",
        "besliste",
        "van 1 januari",
        "Jan Maes",
    ]
    places = [said.index(part) for part in wanted]
    assert places == sorted(places)
    assert is_accessible(made)
    assert root(made)["/Lang"] == "nl-BE"


def test_the_language_of_the_client_stands_first_and_the_dutch_beside_it() -> None:
    made = plain_letter_pdf(dutch=DUTCH, other=ARABIC, **LETTER)
    places = {text: (left, top) for text, left, top in boxes(made)}
    assert places["2/12/2026"][0] > 100
    assert places["Beslissing over uw vrijstelling"][0] < 100
    assert root(made)["/Lang"] == "ar"
    assert is_accessible(made)


def test_the_address_is_where_the_window_shows_it() -> None:
    seen = {
        text
        for text, left, top in boxes(plain_letter_pdf(dutch=DUTCH, **LETTER))
        if left > 95 and 34 < top < 94
    }
    assert seen == {"Mevrouw A. Haddad", "Straat 1", "8400 STAD"}


def test_a_long_letter_goes_on_and_counts_its_pages() -> None:
    long = Said("Titel", ["Een zin die iets zegt. " * 60] * 8)
    made = plain_letter_pdf(dutch=long, other=Said("Titre", long.paragraphs, "fr"), **LETTER)
    assert len(pages(made)) > 1
    assert "1/" in pages(made)[0].splitlines()[-1]


def test_the_agenda_has_a_row_for_each_point() -> None:
    made = agenda(rows(12))
    said = " ".join(pages(made))
    assert [number for number in range(1, 13) if f"2026-{number:04}" not in said] == []
    for word in ("Zaal 1", "woensdag 2 december 2026", "Goedgekeurd", "Niet goedgekeurd", "Uitgesteld"):
        assert word in said
    assert is_accessible(made)


def test_the_head_of_the_table_stands_on_every_page() -> None:
    assert all("Motivering" in page for page in pages(agenda(rows(30))))


def test_an_empty_agenda_says_so() -> None:
    assert "Er staat niets op de agenda." in " ".join(pages(agenda([])))


@pytest.mark.parametrize(
    "text", ['#import "x"', "*vet* _x_ @ref <label> \\", "محمد الأمين", "😀", "regel\n" * 300]
)
def test_text_is_data(text: str) -> None:
    assert agenda(rows(2, client=text, asked=text, motivation=text)).startswith(b"%PDF-")
    assert plain_letter_pdf(dutch=Said(text, [text]), **{**LETTER, "address_lines": [text]}).startswith(
        b"%PDF-"
    )
