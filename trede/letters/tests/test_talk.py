import pytest

from trede.letters.talk import Face, Noted, Phrase, Scored, Talk, Written, talk_pdf
from trede.letters.tests.reading import is_accessible, pages, root

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="3"/></svg>'


def talk(language: str = "nl", *, own: str = "", **changes: object) -> Talk:
    values: dict[str, object] = {
        "organisation": "OCMW Teststad",
        "name": "Amina Haddad",
        "date": "zaterdag 28 november 2026",
        "language": language,
        "right_to_left": language == "ar",
        "title": Phrase("Ons gesprek", own),
        "intro": Phrase("Dit papier is voor u.", own),
        "agreed": [Written(Phrase("Wat u wilt", own), "Buiten werken\nNiet te vroeg")],
        "scores_heading": Phrase("Hoe gaat het?", own),
        "scores": [
            Scored(Phrase("Werk", own), Phrase("goed", own), [Face(SVG, chosen=n == 4) for n in range(1, 6)])
        ],
        "notes_heading": Phrase("Wat wij opschreven", own),
        "notes": [Noted(Phrase("Werk", own), "Heeft al gewerkt", "Keuken")],
        "as_written": Phrase("Niet vertaald.", own),
        "closing": [Phrase("Bel 059 12 34 56.", own)],
    }
    return Talk(**(values | changes))  # type: ignore[arg-type]


def test_a_paper_in_dutch_says_everything_in_order_and_does_not_speak_of_translating() -> None:
    made = talk_pdf(talk())
    (said,) = pages(made)
    wanted = ["Ons gesprek", "Amina", "Wat u wilt", "Buiten werken", "Hoe gaat", "goed", "Keuken", "Bel"]
    places = [said.index(part) for part in wanted]
    assert places == sorted(places)
    assert "Niet vertaald" not in said
    assert is_accessible(made)
    assert root(made)["/Lang"] == "nl-BE"


@pytest.mark.parametrize(("language", "own"), [("ar", "حديثنا"), ("ti", "ዝርርብ"), ("fr", "Notre entretien")])
def test_another_language_comes_first_with_the_dutch_beside_it(language: str, own: str) -> None:
    made = talk_pdf(talk(language, own=own, note=Phrase("Niet nagelezen.", own)))
    said = "".join(pages(made))
    assert all(part in said for part in ("Ons gesprek", "Niet vertaald", "Niet nagelezen", "Buiten werken"))
    assert is_accessible(made)
    assert root(made)["/Lang"] == language


def test_what_was_written_is_never_read_as_markup() -> None:
    odd = '#set page(width: 1pt) $x$ *dik* \\ " 😀'
    made = talk_pdf(talk(agreed=[Written(Phrase("Wat u wilt"), odd)]))
    assert "#set page(width: 1pt)" in "".join(pages(made))


def test_a_paper_may_have_nothing_but_its_title() -> None:
    assert "Ons gesprek" in pages(talk_pdf(talk(agreed=[], scores=[], notes=[], closing=[])))[0]
