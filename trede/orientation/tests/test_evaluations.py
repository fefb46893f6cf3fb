from datetime import timedelta
from typing import Any

import pytest

from tests.cast import OrganisationFactory, member_of
from trede.clients.tests.scene import queries_of, sign_in, url, verbs_on, words
from trede.core.errors import CaseError, Conflict, NotAllowed
from trede.core.models import Organisation
from trede.core.periods import today
from trede.core.roles import Role
from trede.orientation.actions.deciding import decide
from trede.orientation.actions.evaluations import give
from trede.orientation.models import OrientationDecision, PartnerEvaluation
from trede.orientation.tests.session_scene import Scene, at, lock, scene, seat

pytestmark = pytest.mark.django_db(databases="__all__")


def guided(made: Scene, place: int = 0, partner: Organisation | None = None) -> PartnerEvaluation:
    invitation = made.invitations[0] if place == 0 else seat(made, place, attendance="present")
    decide(
        invitation,
        outcome="partner",
        motivation="Staat sterk.",
        partner=partner or made.eho,
        by=made.counsellor,
    )
    return PartnerEvaluation.objects.order_by("-pk")[0]


@pytest.fixture
def made() -> Scene:
    return scene(people=1, attendance="present")


def values(**own: Any) -> dict[str, Any]:
    return {"going": "well", "text": "Volgt een opleiding.", "done_on": today(), "expected": 1} | own


def test_the_partner_gives_it_and_the_ocmw_reads_it(made: Scene) -> None:
    evaluation = guided(made)
    browser = made.as_partner()
    assert made.first.client.name in words(browser.get(url("evaluations")))
    sent = {"going": "slow", "text": "Volgt les.", "done_on": today().strftime("%d/%m/%Y"), "version": "1"}
    assert browser.post(at("evaluation", evaluation.pk), sent).status_code == 303
    evaluation.refresh_from_db()
    assert (evaluation.going, evaluation.given_by, evaluation.done_on) == ("slow", made.partner, today())
    assert made.first.client.name not in words(browser.get(url("evaluations")))
    assert "partnerevaluation.given" in verbs_on(made.first.client_id)
    assert "Volgt les." in made.as_counsellor().get(at("evaluation", evaluation.pk)).content.decode()


def test_refusals(made: Scene) -> None:
    evaluation = guided(made)
    for bad, sentence in (
        ({"going": "x"}, "hoe het gaat"),
        ({"text": " "}, "500 tekens"),
        ({"text": "x" * 501}, "500 tekens"),
        ({"done_on": today() + timedelta(days=1)}, "toekomst"),
    ):
        with pytest.raises(CaseError, match=sentence):
            give(evaluation, by=made.partner, **values(**bad))
    with pytest.raises(NotAllowed):
        give(evaluation, by=member_of(made.office, Role.PARTNER), **values())
    give(evaluation, by=made.partner, **values())
    with pytest.raises(Conflict):
        give(evaluation, by=made.counsellor, **values(text="Anders"))


def test_two_who_write_at_once_lose_nothing(made: Scene) -> None:
    evaluation = guided(made)
    give(evaluation, by=made.partner, **values())
    sent = {"going": "stuck", "text": "Mijn tekst", "done_on": today().strftime("%d/%m/%Y"), "version": "1"}
    browser = made.as_counsellor()
    answer = browser.post(at("evaluation", evaluation.pk), sent)
    assert answer.status_code == 409
    assert "Volgt een opleiding." in words(answer)
    assert "Mijn tekst" in answer.content.decode()
    sent["version"] = answer.context["form"]["version"].value()
    assert browser.post(at("evaluation", evaluation.pk), sent).status_code == 303


def test_bad_input_is_a_sentence(made: Scene) -> None:
    evaluation = guided(made)
    for bad in (
        {},
        {"going": "well", "text": "x", "done_on": "31/02/2026", "version": "1"},
        {"version": "9" * 40},
    ):
        assert made.as_partner().post(at("evaluation", evaluation.pk), bad).status_code == 200


def test_a_partner_sees_the_clients_of_the_own_organisation_only(made: Scene) -> None:
    mine = guided(made)
    other = guided(made, 1, OrganisationFactory(capacity="partner"))
    theirs = guided(scene(people=1, attendance="present"))
    browser = made.as_partner()
    assert [row.pk for row, _name in browser.get(url("evaluations")).context["rows"]] == [mine.pk]
    for evaluation in (other, theirs):
        assert browser.get(at("evaluation", evaluation.pk)).status_code == 404
        assert browser.post(at("evaluation", evaluation.pk), {}).status_code == 404
    beside = sign_in(member_of(made.office, Role.PARTNER))
    assert list(beside.get(url("evaluations")).context["rows"]) == []
    everyone = made.as_counsellor().get(url("evaluations")).context["rows"]
    assert {row.pk for row, _name in everyone} == {mine.pk, other.pk}


def test_a_locked_file_and_a_corrected_decision_are_not_asked_about(made: Scene) -> None:
    evaluation = guided(made)
    other = guided(made, 1)
    OrientationDecision.objects.filter(pk=other.decision_id).update(outcome="exemption", partner=None)
    lock(made.first.client, made.counsellor)
    assert list(made.as_partner().get(url("evaluations")).context["rows"]) == []
    assert made.as_partner().get(at("evaluation", evaluation.pk)).status_code == 404
    assert [row for row, _name in made.as_counsellor().get(url("evaluations")).context["rows"]] == [
        evaluation
    ]


def test_a_closed_file_is_not_asked_about(made: Scene) -> None:
    evaluation = guided(made)
    type(evaluation.client).objects.update(closed_on=today())
    assert list(made.as_partner().get(url("evaluations")).context["rows"]) == []
    assert made.as_partner().get(at("evaluation", evaluation.pk)).status_code == 200


def test_few_queries_whatever_the_rows(made: Scene) -> None:
    evaluation = guided(made)
    few = queries_of(made.as_partner(), url("evaluations"))
    for number in range(35):
        PartnerEvaluation.objects.create(
            organisation=made.office,
            client=made.first.client,
            decision=evaluation.decision,
            partner=made.eho,
            due_on=today() + timedelta(days=number),
        )
    assert queries_of(made.as_partner(), url("evaluations")) <= few <= 12
    first = made.as_partner().get(url("evaluations"))
    second = made.as_partner().get(url("evaluations") + f"?na={first.context['more']}")
    assert (len(first.context["rows"]), len(second.context["rows"])) == (30, 6)
    assert queries_of(made.as_partner(), at("evaluation", evaluation.pk)) <= 12
