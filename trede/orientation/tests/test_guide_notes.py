from typing import Any

import pytest

from tests.cast import member_of
from trede.clients.actions.restriction import restrict_file
from trede.clients.tests.scene import verbs_on, words
from trede.core.errors import CaseError, Conflict
from trede.core.models import Event, TextDraft
from trede.core.periods import today
from trede.core.roles import Role
from trede.orientation.actions.notes import Typed, save_all, save_note
from trede.orientation.guide_form import asked_of, changed_in, typed_at
from trede.orientation.models import OrientationSession, QuestionNote
from trede.orientation.questions import GUIDE
from trede.orientation.tests.session_scene import Scene, at, scene

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def made() -> Scene:
    made = scene(attendance="present")
    for browser in (made.as_counsellor(), made.as_partner()):
        browser.post(at("sheet", made.first.pk))
    return made


def typed(note: str, *, question: str = "work", answer: str = "", version: int = 0) -> Typed:
    return Typed(question, answer, note, version)


def form(**own: str) -> dict[str, str]:
    """The guide as a browser sends it: every question, nothing typed but `own`."""
    sent = {}
    for question in GUIDE:
        for name in ("answer", "note", "had_answer", "had_note"):
            sent[f"{name}_{question.code}"] = ""
        sent[f"version_{question.code}"] = "0"
    return sent | own


def test_every_question_has_a_code_that_fits_and_is_asked_in_words() -> None:
    codes = [question.code for question in GUIDE]
    assert len(set(codes)) == len(codes) == 9
    assert all(len(question.code) <= 20 and str(question.ask).endswith("?") for question in GUIDE)


def test_a_note_is_written_then_changed_with_its_version(made: Scene) -> None:
    note = save_note(made.first, typed("Keuken", answer="yes"), by=made.partner)
    assert (note.answer, note.note, note.noted_by, note.version) == ("yes", "Keuken", made.partner, 1)
    note = save_note(made.first, typed("Keuken, drie jaar", version=1), by=made.counsellor)
    assert (note.note, note.noted_by, note.version) == ("Keuken, drie jaar", made.counsellor, 2)
    assert verbs_on(made.first.client_id)[-2:] == ["questionnote.noted", "questionnote.changed"]


def test_what_limits_somebody_stays_in_the_confidential_part_of_the_history(made: Scene) -> None:
    for question in ("work", "limits", "barriers"):
        save_note(made.first, typed("Tekst", question=question), by=made.partner)
    kept = (
        Event.objects.filter(verb="questionnote.noted").order_by("pk").values_list("compartment", flat=True)
    )
    assert list(kept) == ["general", "confidential", "confidential"]


def test_the_same_text_twice_is_one(made: Scene) -> None:
    for _ in range(2):
        save_note(made.first, typed("Keuken"), by=made.partner)
    assert QuestionNote.objects.get().version == 1


def test_the_second_writer_at_the_same_question_hears_so(made: Scene) -> None:
    save_note(made.first, typed("Van de ene"), by=made.partner)
    with pytest.raises(Conflict):
        save_note(made.first, typed("Van de andere"), by=made.counsellor)
    saved, lost = save_all(
        made.first, [typed("Van de andere"), typed("Fiets", question="mobility")], by=made.counsellor
    )
    assert ([one.question for one in saved], [one.question for one in lost]) == (["mobility"], ["work"])


@pytest.mark.parametrize("bad", [typed("x", question="zin"), typed("x", answer="maybe"), typed("x" * 501)])
def test_bad_text_is_refused(made: Scene, bad: Typed) -> None:
    with pytest.raises(CaseError):
        save_note(made.first, bad, by=made.partner)
    assert QuestionNote.objects.count() == 0


def test_no_notes_in_a_restricted_file_or_a_cancelled_session(made: Scene) -> None:
    restrict_file(made.first.client, by=member_of(made.office, Role.DPO), ground="Betwisting")
    with pytest.raises(CaseError, match="beperkt"):
        save_note(made.first, typed("x"), by=made.partner)
    second = made.invitations[1]
    OrientationSession.objects.update(cancelled_at=second.made_at)
    second.slot.session.refresh_from_db()
    with pytest.raises(CaseError, match="afgelast"):
        save_note(second, typed("x"), by=made.partner)


def test_only_what_was_changed_is_sent_on() -> None:
    sent = form(
        note_work="Nieuw", had_note_school="Oud", note_school="Oud", version_school="3", answer_wishes="yes"
    )
    assert [(one.question, one.note, one.answer) for one in changed_in(sent)] == [
        ("work", "Nieuw", ""),
        ("wishes", "", "yes"),
    ]
    assert list(changed_in({})) == []
    assert typed_at("work", {"version_work": "٣" * 3, "note_work": " a\r\nb "}) == Typed(
        "work", "", "a\nb", 0
    )


def test_a_line_break_of_the_browser_is_no_change() -> None:
    assert list(changed_in(form(note_work="a\r\nb", had_note_work="a\nb"))) == []


def test_a_draft_goes_on_top_of_what_was_seen_then() -> None:
    note = QuestionNote(question="work", answer="no", note="Nu bewaard", version=4)
    plain = asked_of([note], None, {})[0]
    assert (plain.note, plain.had_note, plain.version) == ("Nu bewaard", "Nu bewaard", 4)
    draft = {"note_work": "Mijn tekst", "had_note_work": "Ouder", "version_work": "3"}
    restored = asked_of([note], draft, {})[0]
    assert (restored.note, restored.had_note, restored.version) == ("Mijn tekst", "Ouder", 3)


def post(made: Scene, browser: Any, **own: str) -> Any:
    return browser.post(at("questions", made.first.pk), form(**own))


def test_saving_the_guide_from_the_page(made: Scene) -> None:
    browser = made.as_partner()
    assert post(made, browser, note_work="Keuken", answer_language="partly").status_code == 303
    assert set(QuestionNote.objects.values_list("question", "answer", "note")) == {
        ("work", "", "Keuken"),
        ("language", "partly", ""),
    }
    page = browser.get(at("sheet", made.first.pk))
    assert "Keuken" in page.content.decode()
    assert made.partner.name in words(page)
    assert browser.post(at("questions", made.first.pk), {}).status_code == 303
    for bad in ({"note_work": "x" * 501}, {"answer_work": "😀"}):
        assert post(made, browser, **bad).status_code == 409


def test_two_at_the_same_question_see_both_texts(made: Scene) -> None:
    post(made, made.as_partner(), note_work="Van EHO")
    counsellor = made.as_counsellor()
    answer = post(made, counsellor, note_work="Van het OCMW", note_wishes="Buiten werken")
    assert answer.status_code == 409
    page = words(answer)
    assert "Van EHO" in page
    assert "Van het OCMW" in page
    assert QuestionNote.objects.get(question="wishes").note == "Buiten werken"
    assert TextDraft.objects.filter(member=made.counsellor, form="questions").count() == 1
    chosen = {"version_work": "1", "note_work": "Van EHO en van het OCMW", "answer_work": "yes", "last": "1"}
    assert counsellor.post(at("question", made.first.pk, code="work"), chosen).status_code == 303
    assert QuestionNote.objects.get(question="work").note == "Van EHO en van het OCMW"
    assert TextDraft.objects.count() == 0


def test_a_third_text_meanwhile_shows_the_two_again(made: Scene) -> None:
    post(made, made.as_partner(), note_work="Een")
    answer = made.as_counsellor().post(
        at("question", made.first.pk, code="work"), {"version_work": "0", "note_work": "Twee"}
    )
    assert answer.status_code == 409
    assert made.as_counsellor().post(at("question", made.first.pk, code="zin"), {}).status_code == 404


def test_what_was_typed_is_kept_offered_and_thrown_away(made: Scene) -> None:
    browser, sheet = made.as_partner(), at("sheet", made.first.pk)
    assert browser.post(at("questions_keep", made.first.pk), form(note_work="Half")).status_code == 204
    assert "niet-bewaarde tekst" in words(browser.get(sheet))
    assert "Half" not in browser.get(sheet).content.decode()
    assert "Half" in browser.get(sheet + "?concept=1").content.decode()
    assert "Half" not in made.as_counsellor().get(sheet + "?concept=1").content.decode()
    browser.post(at("questions_forget", made.first.pk))
    assert TextDraft.objects.count() == 0
    assert today() == made.session.on
