"""A participation that led to a step on the ladder."""

import pytest
from bs4 import BeautifulSoup

from tests.cast import client_of
from trede.clients.tests.scene import sign_in, url, words
from trede.core.models import Member
from trede.core.periods import today
from trede.ladder.models import LadderPosition
from trede.offers.actions import participations as act
from trede.offers.models import Participation, Result
from trede.offers.step_shown import participation_shown
from trede.offers.tests.loop_scene import in_state, person_of

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def running(worker: Member) -> Participation:
    return in_state(person_of(worker), worker, "running")


def ended(one: Participation, worker: Member) -> Participation:
    return act.end(one, on=today(), result=Result.NEXT, note="", by=worker)


def test_what_runs_suggests_its_rung_and_what_ended_its_result(
    running: Participation, worker: Member
) -> None:
    client, begun = running.client, running.started_on
    assert begun
    shown = participation_shown(client, running.pk)
    assert shown
    assert (shown.cause, shown.rung, shown.reason) == (running.cause, running.offer.rung, "started")
    assert shown.evidence == f"{running.offer.name}, {begun:%d/%m/%Y}: "
    ended(running, worker)
    shown = participation_shown(client, running.pk)
    assert shown
    assert (shown.rung, shown.reason) == (None, "grew")
    days = f"{begun:%d/%m/%Y} - {today():%d/%m/%Y}"
    assert shown.evidence == f"{running.offer.name}, {days}, doorgestroomd naar iets anders: "


def test_nothing_for_another_file_or_what_never_began(running: Participation, worker: Member) -> None:
    assert participation_shown(client_of(worker), running.pk) is None
    never = in_state(client_of(worker), worker, "proposed")
    assert participation_shown(never.client, never.pk) is None
    assert participation_shown(running.client, 10**15) is None


def test_the_page_leads_to_a_step_that_remembers_it(running: Participation, worker: Member) -> None:
    browser, pk = sign_in(worker), running.client_id
    page = BeautifulSoup(
        browser.get(url("participation", pk=pk, participation_id=running.pk)).content, "html.parser"
    )
    (link,) = [one["href"] for one in page.select("a") if "Zet een stap" in one.get_text()]
    form = browser.get(link).context["form"]
    assert form["evidence"].value().startswith(running.offer.name)
    values = {"rung": "4", "starts_on": f"{today():%d/%m/%Y}", "reason": "grew", "evidence": "Doet mee"}
    assert browser.post(link, values).status_code == 303
    assert LadderPosition.objects.get(client=pk).cause == running.cause


def test_the_timeline_says_which_offer_and_who_answered(worker: Member) -> None:
    one = in_state(person_of(worker), worker, "proposed")
    act.record_answer(one, state="accepted", by_partner="Taalpunt: Tine", on=today())
    for name in ("file_timeline", "file"):
        text = words(sign_in(worker).get(url(name, pk=one.client_id)))
        assert f"Aanvaard in een aanbod: {one.offer.name}" in text
        assert "uur · Taalpunt: Tine" in text or "Taalpunt: Tine" in text.partition("Laatst gebeurd")[2]
