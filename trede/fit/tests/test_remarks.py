from typing import Any

import pytest
from django.utils import timezone

from tests.cast import LONG_AGO, client_of, member_of
from trede.clients.models import Client, Restriction
from trede.core import events
from trede.core.errors import CaseError, Conflict, NotAllowed
from trede.core.models import Event, Member
from trede.fit.actions.remarks import answer, disagree, withdraw
from trede.fit.models import FitRemark
from trede.fit.tests.scene import catalogue, limit, offer
from trede.offers.models import Offer

pytestmark = pytest.mark.django_db
FAR = "judgement:far_from_work"


@pytest.fixture
def offers(worker: Member) -> dict[str, Offer]:
    return catalogue(worker)


@pytest.fixture
def mine(worker: Member) -> Client:
    return client_of(worker)


def verbs() -> list[str]:
    return list(
        Event.objects.filter(verb__startswith="fitremark.").order_by("pk").values_list("verb", flat=True)
    )


def payload(event: Event) -> Any:
    read = Event.objects.select_related("payload").get(pk=event.pk)
    return events.read_payloads([read], read.organisation_id)[read.pk]


def test_answer_is_kept_for_every_offer_that_asks_it(
    worker: Member, mine: Client, offers: dict[str, Offer]
) -> None:
    both = [offers["ama-poetsen"], offers["ama-zwerfvuil"]]
    answer(mine, offers=both, condition=FAR, met=True, by=worker)
    kept = FitRemark.objects.order_by("pk")
    assert [(one.offer, one.condition, one.met, one.by, one.kind) for one in kept] == [
        (each, FAR, True, worker, "answer") for each in both
    ]
    assert verbs() == ["fitremark.answered"] * 2
    event = Event.objects.get(object_id=kept[0].pk, verb="fitremark.answered")
    assert (event.subject, event.compartment) == (mine.pk, "general")
    assert payload(event)["after"] == {
        "offer": "Ama poetsen",
        "condition": "Staat de cliënt ver van werk?",
        "met": True,
    }


def test_same_answer_twice_changes_nothing(worker: Member, mine: Client, offers: dict[str, Offer]) -> None:
    for _click in range(2):
        answer(mine, offers=[offers["ama-poetsen"]], condition=FAR, met=True, by=worker)
    assert FitRemark.objects.count() == 1
    assert verbs() == ["fitremark.answered"]


def test_other_answer_takes_the_place_and_the_first_stays_in_the_history(
    worker: Member, mine: Client, offers: dict[str, Offer]
) -> None:
    for met in (True, False):
        answer(mine, offers=[offers["ama-poetsen"]], condition=FAR, met=met, by=worker)
    old, new = FitRemark.objects.order_by("pk")
    assert (old.met, old.withdrawn_at is None, new.met, new.withdrawn_at) == (True, False, False, None)
    assert verbs() == ["fitremark.answered", "fitremark.withdrawn", "fitremark.answered"]


def test_disagreement_needs_a_reason(worker: Member, mine: Client, offers: dict[str, Offer]) -> None:
    with pytest.raises(CaseError, match="Schrijf waarom"):
        disagree(
            mine, offer=offers["bootcamp"], condition="language_min:1.2", met=True, reason=" ", by=worker
        )
    assert FitRemark.objects.count() == 0


def test_disagreement_is_kept_with_author_reason_and_date(
    worker: Member, mine: Client, offers: dict[str, Offer]
) -> None:
    before = timezone.now()
    one = disagree(
        mine, offer=offers["bootcamp"], condition="language_min:1.2", met=True, reason=" Vlot. ", by=worker
    )
    assert (one.kind, one.met, one.reason, one.by) == ("disagree", True, "Vlot.", worker)
    assert one.at >= before
    assert verbs() == ["fitremark.disagreed"]
    assert payload(Event.objects.get(verb="fitremark.disagreed"))["note"] == "Vlot."


def test_limit_can_be_disagreed_with(worker: Member, mine: Client, offers: dict[str, Offer]) -> None:
    limit(offers["bootcamp"], "months", 12)
    assert disagree(
        mine, offer=offers["bootcamp"], condition="limit:months", met=True, reason="Was elders.", by=worker
    ).pk


@pytest.mark.parametrize("condition", ["judgement:gone", "astrology:ram", "", "language_min:1.2😀"])
def test_condition_that_is_not_there_is_refused(
    condition: str, worker: Member, mine: Client, offers: dict[str, Offer]
) -> None:
    with pytest.raises(CaseError, match="geldt niet meer"):
        answer(mine, offers=[offers["ama-poetsen"]], condition=condition, met=True, by=worker)
    with pytest.raises(CaseError, match="geldt niet meer"):
        disagree(mine, offer=offers["bootcamp"], condition=condition, met=True, reason="x", by=worker)


def test_nothing_half_done_when_one_of_the_offers_does_not_ask_it(
    worker: Member, mine: Client, offers: dict[str, Offer]
) -> None:
    with pytest.raises(CaseError):
        answer(mine, offers=[offers["ama-poetsen"], offers["bootcamp"]], condition=FAR, met=True, by=worker)
    with pytest.raises(CaseError, match="Kies voor welk aanbod"):
        answer(mine, offers=[], condition=FAR, met=True, by=worker)
    assert FitRemark.objects.count() == 0


def test_offer_of_another_organisation_is_refused(worker: Member, outsider: Member, mine: Client) -> None:
    theirs = offer(outsider, "x", {"kind": "judgement", "value": "far_from_work"})
    with pytest.raises(CaseError, match="geldt niet meer"):
        answer(mine, offers=[theirs], condition=FAR, met=True, by=worker)


def test_what_is_spoken_of_is_never_noted(worker: Member, mine: Client) -> None:
    talk = offer(worker, "spuitenpatrouille", {"kind": "talk", "value": "use", "weight": "talk"})
    for act in (
        lambda: answer(mine, offers=[talk], condition="talk:use", met=True, by=worker),
        lambda: disagree(mine, offer=talk, condition="talk:use", met=False, reason="x", by=worker),
    ):
        with pytest.raises(CaseError, match="nooit genoteerd"):
            act()
    assert FitRemark.objects.count() == 0


def test_confidential_condition_is_for_who_sees_that_part(worker: Member, mine: Client) -> None:
    gtb = offer(worker, "gtb", {"kind": "work_limit"})
    clerk = member_of(worker.organisation, "administratief")
    seen = Client.objects.visible_to(clerk).get(pk=mine.pk)
    with pytest.raises(NotAllowed, match="vertrouwelijke deel"):
        answer(seen, offers=[gtb], condition="work_limit:", met=True, by=clerk)
    [one] = answer(mine, offers=[gtb], condition="work_limit:", met=True, by=worker)
    assert Event.objects.get(object_id=one.pk, verb="fitremark.answered").compartment == "confidential"
    one.client = seen
    with pytest.raises(NotAllowed):
        withdraw(one, expected=one.version, by=clerk)


@pytest.mark.parametrize("state", ["closed", "merged", "restricted", "erased"])
def test_file_that_may_not_change(state: str, worker: Member, mine: Client, offers: dict[str, Offer]) -> None:
    if state == "restricted":
        Restriction.objects.create(
            organisation=worker.organisation, client=mine, ground="bezwaar", starts_on=LONG_AGO
        )
    mine.closed_on = LONG_AGO if state == "closed" else None
    mine.erased_at = timezone.now() if state == "erased" else None
    mine.alias_of = client_of(worker) if state == "merged" else None
    with pytest.raises(CaseError):
        answer(mine, offers=[offers["ama-poetsen"]], condition=FAR, met=True, by=worker)
    assert FitRemark.objects.count() == 0


def test_taken_back_once_with_the_version_that_was_seen(
    worker: Member, mine: Client, offers: dict[str, Offer]
) -> None:
    [one] = answer(mine, offers=[offers["ama-poetsen"]], condition=FAR, met=True, by=worker)
    with pytest.raises(Conflict):
        withdraw(FitRemark.objects.get(pk=one.pk), expected=7, by=worker)
    withdraw(FitRemark.objects.get(pk=one.pk), expected=1, by=worker)
    again = withdraw(FitRemark.objects.get(pk=one.pk), expected=1, by=worker)
    assert again.withdrawn_at
    assert verbs() == ["fitremark.answered", "fitremark.withdrawn"]
