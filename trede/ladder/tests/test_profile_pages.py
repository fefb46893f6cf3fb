"""The profile on the screen and its PDF."""

import io

import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader

from trede.clients.tests.scene import sign_in, words
from trede.core.models import Member
from trede.ladder.models import Assessment
from trede.ladder.tests.assessment_scene import (
    SENTENCES,
    assessment_of,
    at,
    finish,
    followed_by,
    seen_by,
)

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def running(worker: Member, colleague: Member) -> Assessment:
    """Of a client whom worker and colleague follow together."""
    return assessment_of(followed_by(worker, colleague), worker)


def test_the_profile_shows_strengths_first_and_the_difference(
    worker: Member, colleague: Member, running: Assessment
) -> None:
    seen_by(worker, running, 4, 3, 0)
    seen_by(colleague, running, 1, 3, 0)
    finish(running, worker, client_says="Ik werk graag rustig.", unknown="Volle dagen.")
    page = BeautifulSoup(sign_in(worker).get(at("assessment_profile", running)).content, "html.parser")
    titles = [one.get_text() for one in page.select("#profile h3")]
    assert titles == ["Wat goed gaat", "Wat nog niet lukt"]
    names = sorted([worker.name, colleague.name], key=lambda name: name != worker.name)
    pictures = [one["aria-label"] for one in page.select("#profile svg[role=img]")]
    assert pictures == [
        f"Volhouden: lukt alleen ({names[0]}: lukt alleen, {names[1]}: lukt alleen)",
        f"Instructies begrijpen en volgen: lukt nog niet ({names[0]}: sterk, {names[1]}: lukt nog niet)",
    ]
    # Two observers are two shapes.
    assert [len(page.select(f"#profile .profile-rows {tag}.profile-sign")) for tag in ("circle", "rect")] == [
        2,
        2,
    ]
    differs = " ".join(page.select_one("#differences").get_text(" ").split())
    assert f"{SENTENCES[0]} Taak 1 {names[0]}: sterk · {names[1]}: lukt nog niet" in differs
    assert "Orde en netheid" in page.select_one("#not-seen").get_text()
    advice = page.select_one("#advice").get_text()
    assert all(part in advice for part in ("Ik werk graag rustig.", "Volle dagen.", "werkplek met uitleg"))
    assert not page.select("[style]")


def test_the_advice_leads_to_a_step_with_what_shows_it(worker: Member, running: Assessment) -> None:
    seen_by(worker, running, 4, 3, 0)
    finish(running, worker)
    browser = sign_in(worker)
    page = BeautifulSoup(browser.get(at("assessment_profile", running)).content, "html.parser")
    form = browser.get(page.select_one("#advice a")["href"]).context["form"]
    assert form["rung"].value() == 3
    assert form["evidence"].value().startswith(f"{running.kind}, ")


def test_a_profile_has_no_total(worker: Member, running: Assessment) -> None:
    seen_by(worker, running, 4, 3, 2)
    shown = words(sign_in(worker).get(at("assessment_profile", running))).lower()
    assert not [word for word in ("%", "gemiddeld", "op 10", "punten") if word in shown]


def test_the_pdf_is_given_along_after_the_conclusion(
    worker: Member, colleague: Member, running: Assessment
) -> None:
    seen_by(colleague, running, 1, 3)
    seen_by(worker, running, 4, 3, 0, how="Zittend, met foto's")
    browser = sign_in(worker)
    early = browser.get(at("assessment_pdf", running), follow=True)
    assert "Rond het assessment eerst af" in words(early) + early.content.decode()
    finish(running, worker, client_says="Ik sta liever recht.")
    answer = browser.get(at("assessment_pdf", running))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert running.client.last_name not in answer["Content-Disposition"]
    reader = PdfReader(io.BytesIO(answer.content))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"] == "nl-BE"
    assert "/StructTreeRoot" in reader.trailer["/Root"]
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    for said in (
        running.client.last_name,
        "Kan zij in het atelier werken?",
        "Wat goed gaat",
        "Wat we niet zagen",
        "Zittend, met foto",
        "Een werkplek met uitleg in beeld.",
        "Ik sta liever recht.",
        "trede 3",
    ):
        assert said in text
    assert text.index("Ons advies") < text.index("Wat goed gaat") < text.index("Wat nog niet lukt")


def test_a_pdf_holds_an_emoji_and_markup_as_text(worker: Member, running: Assessment) -> None:
    seen_by(worker, running, 3)
    finish(running, worker, advice="#pagebreak() *vet* 🙂 <b>x</b>\n\nTweede alinea.")
    reader = PdfReader(io.BytesIO(sign_in(worker).get(at("assessment_pdf", running)).content))
    text = " ".join(page.extract_text() for page in reader.pages)
    assert "#pagebreak() *vet*" in text
    assert "Tweede alinea." in text
