"""Exemptions: proposed, in force by a decision only, looked at again, prolonged."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from trede.clients.actions.facts import retract_fact
from trede.clients.models import Client, Document
from trede.core.errors import CaseError, Conflict
from trede.core.models import Event, Member
from trede.core.periods import today
from trede.council.actions.decisions import correct, decide
from trede.council.actions.proposals import propose, withdraw
from trede.council.models import Decision
from trede.referral.actions.exemptions import keep, review, stop
from trede.referral.exempting import exemption_of as found_by
from trede.referral.models import Exemption, Ground
from trede.referral.reasons import label_of, reasons_on, review_months
from trede.referral.tests.scene import client_of, exemption_of, proposal_for
from trede.rules.dates import add_months

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def mine(worker: Member) -> Client:
    return client_of(worker)


def days(number: int) -> date:
    return today() + timedelta(days=number)


def granted(exemption: Exemption, by: Member, **kwargs: Any) -> Decision:
    values = {"outcome": "granted", "motivation": "Akkoord.", "decided_on": today()} | kwargs
    return decide(proposal_for(exemption), by=by, **values)


def fresh(exemption: Exemption) -> Exemption:
    found: Exemption = Exemption.objects.get(pk=exemption.pk)
    return found


def document(client: Client) -> Document:
    return Document.objects.create(
        organisation=client.organisation, client=client, kind="medical_limit", title="Attest",
        storage_name=f"{client.pk:064}", media_type="text/plain", size=1, sha256="0" * 64,
    )  # fmt: skip


def test_a_proposed_exemption_is_not_in_force(worker: Member, mine: Client) -> None:
    exemption = exemption_of(mine, worker, proof=document(mine))
    assert list(Exemption.objects.waiting()) == [exemption]
    assert not Exemption.objects.in_force(today()).exists()
    asked = proposal_for(exemption).asked
    # Of health only the ground goes to the committee and into the letter.
    assert "grond gezondheid" in asked
    assert "medisch" not in asked
    assert today().strftime("%d/%m/%Y") in asked
    events = Event.objects.filter(subject=mine.pk, verb__in=["exemption.added", "proposal.made"])
    assert {event.compartment for event in events} == {"confidential"}


def test_it_takes_effect_by_the_decision(worker: Member, mine: Client) -> None:
    exemption = exemption_of(mine, worker)
    decision = granted(exemption, worker, starts_on=days(3), ends_on=days(90))
    found = fresh(exemption)
    assert (found.decided_on, found.starts_on, found.ends_on) == (decision.decided_on, days(3), days(90))
    assert found.review_on == days(90)
    assert [Exemption.objects.in_force(days(day)).count() for day in (2, 3, 90, 91)] == [0, 1, 1, 0]


def test_without_dates_it_runs_as_asked(worker: Member, mine: Client) -> None:
    exemption = exemption_of(mine, worker, ends_on=days(300), review_on=days(100))
    granted(exemption, worker, outcome="partly")
    found = fresh(exemption)
    assert (found.starts_on, found.ends_on, found.review_on) == (today(), days(300), days(100))


def test_a_later_start_moves_the_review_along(worker: Member, mine: Client) -> None:
    exemption = exemption_of(mine, worker, review_on=days(10))
    granted(exemption, worker, starts_on=days(30))
    assert fresh(exemption).review_on == add_months(days(30), review_months(days(30))[0])


def test_an_end_before_the_start_is_refused_whole(worker: Member, mine: Client) -> None:
    exemption = exemption_of(mine, worker, ends_on=days(20), review_on=days(10))
    with pytest.raises(CaseError, match="eindigen voor ze begint"):
        granted(exemption, worker, starts_on=days(40))
    assert not Decision.objects.exists()


@pytest.mark.parametrize(("outcome", "refused"), [("refused", True), ("postponed", False)])
def test_refused_or_postponed_it_is_not_in_force(
    outcome: str, refused: bool, worker: Member, mine: Client
) -> None:
    exemption = exemption_of(mine, worker)
    granted(exemption, worker, outcome=outcome)
    found = fresh(exemption)
    assert (found.decided_on, found.refused_on) == (None, today() if refused else None)
    assert Exemption.objects.waiting().exists() is not refused


def test_a_corrected_decision_undoes_what_the_wrong_one_did(worker: Member, mine: Client) -> None:
    exemption = exemption_of(mine, worker)
    wrong = granted(exemption, worker)
    assert Exemption.objects.in_force(today()).exists()
    correct(
        wrong,
        because="Verkeerd gelezen.",
        outcome="refused",
        motivation="Neen.",
        decided_on=today(),
        by=worker,
    )
    assert not Exemption.objects.in_force(today()).exists()
    assert fresh(exemption).refused_on == today()


def test_withdrawing_the_proposal_takes_the_exemption_back(worker: Member, mine: Client) -> None:
    exemption = exemption_of(mine, worker)
    withdraw(proposal_for(exemption), by=worker, because="Niet meer nodig.")
    found = fresh(exemption)
    assert (found.retracted_at is not None, found.retracted_because) == (True, "Niet meer nodig.")
    assert exemption_of(mine, worker).pk != exemption.pk


def test_an_exemption_that_was_taken_back_stays_so(worker: Member, mine: Client) -> None:
    exemption = exemption_of(mine, worker)
    retract_fact(exemption, by=worker, expected=1, because="Verkeerd dossier.")
    granted(exemption, worker)
    assert fresh(exemption).decided_on is None


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"reason": "childcare"}, "reason"),
        ({"ground": "equity", "reason": "onzin"}, "reason"),
        ({"review_on": days(-1)}, "review_on"),
        ({"review_on": days(400)}, "review_on"),
        ({"ends_on": days(30), "review_on": days(31)}, "review_on"),
        ({"ends_on": days(-1), "review_on": days(0)}, "review_on"),
    ],
    ids=["other ground", "no reason", "before", "too far", "after the end", "end first"],
)
def test_a_proposal_that_does_not_fit_is_refused(
    values: dict[str, Any], field: str, worker: Member, mine: Client
) -> None:
    with pytest.raises(ValidationError) as error:
        exemption_of(mine, worker, **values)
    assert list(error.value.message_dict) == [field]
    assert not Exemption.objects.exists()


def test_a_proof_comes_from_the_same_file(worker: Member, mine: Client) -> None:
    with pytest.raises(ValidationError) as error:
        exemption_of(mine, worker, proof=document(client_of(worker)))
    assert list(error.value.message_dict) == ["proof"]


def test_one_waits_and_none_runs_beside_another(worker: Member, mine: Client) -> None:
    first = exemption_of(mine, worker, ends_on=days(60), review_on=days(30))
    with pytest.raises(CaseError, match="wacht al"):
        exemption_of(mine, worker)
    granted(first, worker)
    with pytest.raises(CaseError, match="loopt al"):
        exemption_of(mine, worker, starts_on=days(60), review_on=days(90))
    assert exemption_of(mine, worker, starts_on=days(61), review_on=days(90)).pk


def test_a_closed_file_gets_no_exemption(worker: Member, mine: Client) -> None:
    Client.objects.filter(pk=mine.pk).update(closed_on=today())
    with pytest.raises(CaseError, match="gesloten"):
        exemption_of(mine, worker)


def in_force(worker: Member, client: Client, **kwargs: Any) -> Exemption:
    exemption = exemption_of(client, worker, **kwargs)
    granted(exemption, worker)
    return fresh(exemption)


def test_kept_until_its_end(worker: Member, mine: Client) -> None:
    exemption = in_force(worker, mine, ends_on=days(60), review_on=days(30))
    with pytest.raises(ValidationError):
        keep(exemption, by=worker, expected=exemption.version, note=" ")
    keep(exemption, by=worker, expected=exemption.version, note="Nog altijd ziek.")
    assert fresh(exemption).reviewed_on == today()
    with pytest.raises(CaseError, match="al herbekeken"):
        keep(fresh(exemption), by=worker, expected=fresh(exemption).version, note="Nog eens.")


def test_kept_without_an_end_asks_the_next_day(worker: Member, mine: Client) -> None:
    exemption = in_force(worker, mine)
    for wrong in (None, today(), days(400)):
        with pytest.raises(ValidationError):
            keep(exemption, by=worker, expected=exemption.version, note="Ja.", review_on=wrong)
    keep(exemption, by=worker, expected=exemption.version, note="Ja.", review_on=days(100))
    found = fresh(exemption)
    assert (found.review_on, found.reviewed_on) == (days(100), None)


def test_one_that_is_over_is_not_kept(worker: Member, mine: Client) -> None:
    exemption = in_force(worker, mine, ends_on=days(60), review_on=days(30))
    Exemption.objects.filter(pk=exemption.pk).update(
        starts_on=days(-90), ends_on=days(-1), review_on=days(-1)
    )
    with pytest.raises(CaseError, match="al afgelopen"):
        keep(fresh(exemption), by=worker, expected=exemption.version, note="Ja.")


def test_ended_early_never_later_than_decided(worker: Member, mine: Client) -> None:
    exemption = in_force(worker, mine, ends_on=days(60), review_on=days(30))
    with pytest.raises(CaseError, match="Langer"):
        stop(exemption, by=worker, expected=exemption.version, note="Beter.", ends_on=days(61))
    with pytest.raises(CaseError, match="vóór"):
        stop(exemption, by=worker, expected=exemption.version, note="Beter.", ends_on=days(-1))
    review(exemption, how="end", by=worker, expected=exemption.version, note="Beter.", ends_on=days(2))
    found = fresh(exemption)
    assert (found.ends_on, found.reviewed_on) == (days(2), today())


def test_two_who_look_again_at_once(worker: Member, mine: Client) -> None:
    exemption = in_force(worker, mine, ends_on=days(60), review_on=days(30))
    with pytest.raises(Conflict):
        review(exemption, how="keep", by=worker, expected=exemption.version - 1, note="Ja.")


def test_what_is_not_decided_is_not_reviewed(worker: Member, mine: Client) -> None:
    with pytest.raises(CaseError, match="nog niet beslist"):
        review(exemption_of(mine, worker), how="keep", by=worker, expected=1, note="Ja.")


def test_a_prolongation_ends_the_old_where_it_begins(worker: Member, mine: Client) -> None:
    old = in_force(worker, mine, review_on=days(10))
    assert list(Exemption.objects.to_review(days(10))) == [old]
    new = exemption_of(mine, worker, starts_on=days(20), review_on=days(100), prolongs=old)
    assert not Exemption.objects.to_review(days(10)).exists()
    with pytest.raises(CaseError, match="verlenging wacht"):
        keep(old, by=worker, expected=old.version, note="Ja.", review_on=days(50))
    granted(new, worker)
    found = fresh(old)
    assert (found.ends_on, found.reviewed_on) == (days(19), today())
    assert Exemption.objects.in_force(days(19)).get() == old
    assert Exemption.objects.in_force(days(20)).get() == new


def test_a_refused_prolongation_brings_the_task_back(worker: Member, mine: Client) -> None:
    old = in_force(worker, mine, review_on=days(10))
    new = exemption_of(mine, worker, starts_on=days(20), review_on=days(100), prolongs=old)
    granted(new, worker, outcome="refused")
    assert list(Exemption.objects.to_review(days(10))) == [old]
    assert fresh(old).ends_on is None


def test_a_prolongation_begins_later(worker: Member, mine: Client) -> None:
    old = in_force(worker, mine)
    with pytest.raises(CaseError, match="verlenging begint"):
        exemption_of(mine, worker, prolongs=old)


def test_the_reasons_are_those_of_the_rules() -> None:
    reasons = reasons_on(today())
    assert {reason.ground for reason in reasons} == set(Ground.values)
    assert all(reason.label and reason.source and len(reason.code) <= 20 for reason in reasons)
    assert {reason.certainty for reason in reasons if reason.ground == "other"} == {"practice"}
    assert label_of("equity", "childcare", today()) == "geen kinderopvang"
    assert label_of("equity", "was er ooit", today()) == "was er ooit"
    assert review_months(today()) == (6, 12)


@pytest.mark.parametrize("cause", ["", "exemption:", "exemption:x", "exemption:999999", "iets:1"])
def test_a_proposal_without_an_exemption_changes_nothing(cause: str, worker: Member, mine: Client) -> None:
    proposal = propose(mine, kind="exemption", asked="Iets", motivation="Omdat.", cause=cause, by=worker)
    assert found_by(proposal) is None
    decide(proposal, outcome="granted", motivation="Ja.", decided_on=today(), by=worker)
    second = propose(mine, kind="exemption", asked="Nog iets", motivation="Omdat.", cause=cause, by=worker)
    withdraw(second, by=worker, because="Niet nodig.")
    assert not Exemption.objects.exists()
