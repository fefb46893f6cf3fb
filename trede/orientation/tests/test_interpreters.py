from datetime import timedelta
from typing import Any

import pytest

from trede.clients.tests.scene import verbs_on
from trede.core.errors import CaseError, Conflict
from trede.core.models import Member
from trede.core.periods import today
from trede.orientation.actions.interpreters import step, want
from trede.orientation.models import InterpreterRequest, OrientationInvitation
from trede.orientation.tests.planning_scene import invited, session_on, waits

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def invitation(worker: Member) -> OrientationInvitation:
    return invited(waits(worker, speaks="ti"), session_on(worker).slots.first())


@pytest.fixture
def request_(invitation: OrientationInvitation, worker: Member) -> InterpreterRequest:
    return want(invitation, language="ti", how="phone", by=worker)


def test_one_running_request_an_invitation(
    invitation: OrientationInvitation, request_: InterpreterRequest, worker: Member
) -> None:
    with pytest.raises(CaseError, match="loopt al"):
        want(invitation, language="ti", how="place", by=worker)
    with pytest.raises(CaseError, match="taal"):
        want(invitation, language="", how="place", by=worker)
    step(request_, to="cancelled", by=worker)
    assert want(invitation, language="ti", how="place", by=worker) != request_


def test_each_step_has_its_date_and_an_event(request_: InterpreterRequest, worker: Member) -> None:
    yesterday = today() - timedelta(days=1)
    step(request_, to="asked", on=yesterday, by=worker)
    step(request_, to="booked", provider=" Tolk & Co ", by=worker)
    step(request_, to="confirmed", by=worker)
    done = step(request_, to="paid", cost_cents=6050, by=worker)
    assert (done.asked_on, done.booked_on, done.confirmed_on, done.paid_on) == (yesterday, *3 * [today()])
    assert (done.provider, done.cost_cents, done.version) == ("Tolk & Co", 6050, 5)
    assert verbs_on(request_.client_id) == [
        f"interpreterrequest.{deed}" for deed in ("needed", "asked", "booked", "confirmed", "paid")
    ]


def test_who_confirms_has_asked_and_booked(request_: InterpreterRequest, worker: Member) -> None:
    done = step(request_, to="confirmed", provider="Tolk & Co", by=worker)
    assert {done.asked_on, done.booked_on, done.confirmed_on} == {today()}


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"to": "verloren"}, "Kies"),
        ({"to": "asked", "on": "tomorrow"}, "toekomst"),
        ({"to": "booked"}, "tolkdienst"),
        ({"to": "booked", "provider": "  "}, "tolkdienst"),
        ({"to": "paid"}, "kostte"),
    ],
)
def test_refused_with_what_to_do(
    request_: InterpreterRequest, worker: Member, wrong: dict[str, Any], why: str
) -> None:
    if wrong.get("on") == "tomorrow":
        wrong = wrong | {"on": today() + timedelta(days=1)}
    with pytest.raises(CaseError, match=why):
        step(request_, by=worker, **wrong)
    request_.refresh_from_db()
    assert request_.version == 1


def test_called_off_can_only_be_paid(request_: InterpreterRequest, worker: Member) -> None:
    step(request_, to="booked", provider="Tolk & Co", by=worker)
    step(request_, to="cancelled", by=worker)
    with pytest.raises(CaseError, match="afgezegd"):
        step(request_, to="confirmed", by=worker)
    assert step(request_, to="paid", cost_cents=2500, by=worker).paid_on == today()


def test_two_members_one_request(request_: InterpreterRequest, worker: Member, colleague: Member) -> None:
    step(request_, to="asked", by=worker, expected=1)
    with pytest.raises(Conflict):
        step(request_, to="cancelled", by=colleague, expected=1)
