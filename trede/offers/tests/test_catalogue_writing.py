"""The verbs of the catalogue: what each writes, what each refuses, what is recorded of it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from tests.cast import member_of
from trede.core.errors import CaseError, Conflict, NotAllowed
from trede.core.events import read_payloads
from trede.core.models import Event
from trede.core.periods import today
from trede.offers.actions.catalogue import (
    add_condition,
    add_limit,
    change_condition,
    change_limit,
    confirm_offer,
    end_condition,
    end_limit,
    restart_offer,
    save_offer,
    stop_offer,
)
from trede.offers.models import Offer, OfferCondition, OfferKind, OfferLimit
from trede.offers.tests.catalogue_scene import offer_for, reader_of

pytestmark = pytest.mark.django_db(databases="__all__")
DAY = date(2026, 1, 1)


def verbs():
    return list(Event.objects.order_by("pk").values_list("verb", flat=True))


def last_payload(worker):
    event = Event.objects.select_related("payload").latest("pk")
    return read_payloads([event], worker.organisation_id)[event.pk]


def fresh(offer):
    return Offer.objects.get(pk=offer.pk)


def condition(offer, **values):
    given = {"kind": "language_min", "value": "1.1", "weight": "practical", "starts_on": DAY, **values}
    return OfferCondition(offer=offer, **given)


def limit(offer, **values):
    return OfferLimit(offer=offer, **{"unit": "months", "most": 6, "starts_on": DAY, **values})


def test_a_new_offer_counts_as_confirmed_by_its_author(worker):
    made = save_offer(
        Offer(key="koor", name="Koor", rung=2, kind=OfferKind.SOCIAL, about="Samen zingen."), by=worker
    )
    assert (made.organisation, made.confirmed_on, made.confirmed_by) == (worker.organisation, today(), worker)
    assert verbs() == ["offer.added"]
    assert last_payload(worker)["after"]["name"] == "Koor"


def test_a_change_records_before_and_after(worker):
    offer = offer_for(worker)
    save_offer(offer, by=worker, expected=1, values={"hours": "Elke dag"})
    assert last_payload(worker) == {"before": {"hours": ""}, "after": {"hours": "Elke dag"}}
    assert fresh(offer).version == 2


def test_saving_the_same_writes_nothing(worker):
    offer = offer_for(worker)
    save_offer(offer, by=worker, expected=1, values={"name": offer.name})
    assert verbs() == []


def test_who_is_second_gets_a_conflict_and_nothing_is_written(worker, colleague):
    offer = offer_for(worker)
    save_offer(offer, by=colleague, expected=1, values={"hours": "Elke dag"})
    with pytest.raises(Conflict):
        save_offer(offer, by=worker, expected=1, values={"hours": "Nooit"})
    assert fresh(offer).hours == "Elke dag"


def test_the_key_and_the_name_are_kept_in_bounds(worker):
    offer_for(worker)
    for wrong in (
        {"key": "leren-fietsen"},
        {"name": ""},
        {"name": "x" * 121},
        {"rung": 7},
        {"about": "x" * 1501},
    ):
        given = {
            "key": "koor",
            "name": "Koor",
            "rung": 2,
            "kind": OfferKind.SOCIAL,
            "about": "Zingen.",
        } | wrong
        with pytest.raises(ValidationError):
            save_offer(Offer(**given), by=worker)
    assert Offer.objects.count() == 1


@pytest.mark.parametrize(
    "values", [{"parameters": "bestaat.niet"}, {"parameters": "wijkwerk.max_hours"}, {"status": "elsewhere"}]
)
def test_what_makes_no_sense_is_refused_in_words(worker, values):
    offer = offer_for(worker)
    with pytest.raises(CaseError):
        save_offer(offer, by=worker, expected=1, values=values)
    assert fresh(offer).version == 1


def test_an_owner_works_here(worker, outsider):
    offer = offer_for(worker)
    with pytest.raises(CaseError):
        save_offer(offer, by=worker, expected=1, values={"owner": outsider})
    assert save_offer(offer, by=worker, expected=1, values={"owner": worker}).owner == worker


def test_every_verb_asks_the_right_and_the_own_organisation(worker, outsider):
    offer = offer_for(worker)
    stands, bound = add_condition(condition(offer), by=worker), add_limit(limit(offer), by=worker)
    for member in (outsider, reader_of(worker), member_of(worker.organisation, "partner")):
        for verb in (
            lambda by: save_offer(offer, by=by, expected=1, values={"name": "X"}),
            lambda by: confirm_offer(offer, by=by, on=today()),
            lambda by: stop_offer(offer, by=by, on=today(), because="x"),
            lambda by: restart_offer(offer, by=by),
            lambda by: add_condition(condition(offer, value="A2"), by=by),
            lambda by: change_condition(stands, by=by, expected=1, values={"value": "A2"}),
            lambda by: end_condition(stands, by=by, on=today()),
            lambda by: add_limit(limit(offer, unit="days"), by=by),
            lambda by: change_limit(bound, by=by, expected=1, values={"most": 9}),
            lambda by: end_limit(bound, by=by, on=today()),
        ):
            with pytest.raises(NotAllowed):
                verb(member)
    assert len(verbs()) == 2


def test_confirming_says_who_and_when_and_leaves_the_version(worker, colleague):
    offer = offer_for(worker)
    confirm_offer(offer, by=colleague, on=today() - timedelta(days=1))
    now = fresh(offer)
    assert (now.confirmed_by, now.confirmed_on, now.version) == (colleague, today() - timedelta(days=1), 1)
    assert verbs() == ["offer.confirmed"]


def test_a_day_to_come_and_an_older_word_are_refused(worker):
    offer = offer_for(worker, confirmed_on=today())
    for day in (today() + timedelta(days=1), today() - timedelta(days=1)):
        with pytest.raises(CaseError):
            confirm_offer(offer, by=worker, on=day)


def test_what_stopped_is_not_confirmed_and_stops_once(worker):
    offer = offer_for(worker)
    stop_offer(offer, by=worker, on=DAY, because="Niemand kwam")
    assert last_payload(worker) == {"after": {"stopped_on": "2026-01-01"}, "note": "Niemand kwam"}
    with pytest.raises(CaseError):
        confirm_offer(offer, by=worker, on=today())
    with pytest.raises(CaseError):
        stop_offer(offer, by=worker, on=DAY, because="Nog eens")
    assert not Offer.objects.living().exists()
    restart_offer(offer, by=worker)
    assert Offer.objects.living().get() == offer
    with pytest.raises(CaseError):
        restart_offer(offer, by=worker)


def test_conditions_come_in_the_order_they_were_added(worker):
    offer = offer_for(worker)
    add_condition(condition(offer, value="nt2 1,2"), by=worker)
    add_condition(condition(offer, kind="vdab", value=""), by=worker)
    assert list(offer.conditions.values_list("position", "kind", "value")) == [
        (0, "language_min", "1.2"),
        (1, "vdab", ""),
    ]
    assert verbs() == ["offercondition.added", "offercondition.added"]


@pytest.mark.parametrize(
    "values",
    [
        {"value": "9"},
        {"kind": "bestaat_niet"},
        {"kind": "talk", "value": "x", "weight": "legal", "text": "x"},
        {"kind": "wish", "value": "x"},
        {"value": "", "parameter": "bestaat.niet"},
    ],
)
def test_a_condition_that_cannot_be_is_refused(worker, values):
    offer = offer_for(worker)
    with pytest.raises(CaseError):
        add_condition(condition(offer, **values), by=worker)
    assert not OfferCondition.objects.exists()


def test_the_same_condition_stands_once_on_a_day(worker):
    offer = offer_for(worker)
    first = add_condition(condition(offer), by=worker)
    with pytest.raises(CaseError):
        add_condition(condition(offer, starts_on=date(2027, 1, 1)), by=worker)
    end_condition(first, by=worker, on=date(2026, 12, 31))
    add_condition(condition(offer, starts_on=date(2027, 1, 1)), by=worker)
    assert offer.conditions.count() == 2


def test_a_condition_is_corrected_with_its_version(worker):
    stands = add_condition(condition(offer_for(worker)), by=worker)
    change_condition(stands, by=worker, expected=1, values={"value": "a2"})
    assert last_payload(worker) == {"before": {"value": "1.1"}, "after": {"value": "A2"}}
    with pytest.raises(Conflict):
        change_condition(stands, by=worker, expected=1, values={"value": "B1"})
    with pytest.raises(CaseError):
        change_condition(stands, by=worker, expected=2, values={"value": "Z9"})
    assert OfferCondition.objects.get().value == "A2"


def test_an_end_is_not_before_the_start_and_not_later_than_an_end(worker):
    stands = add_condition(condition(offer_for(worker)), by=worker)
    with pytest.raises(ValidationError):
        end_condition(stands, by=worker, on=date(2025, 12, 31))
    end_condition(stands, by=worker, on=date(2026, 6, 30))
    with pytest.raises(CaseError):
        end_condition(stands, by=worker, on=date(2026, 12, 31))
    assert OfferCondition.objects.get().ends_on == date(2026, 6, 30)


@pytest.mark.parametrize(
    "values", [{"most": None}, {"most": None, "parameter": "bestaat.niet"}, {"unit": "months", "most": 3}]
)
def test_a_limit_that_cannot_be_is_refused(worker, values):
    offer = offer_for(worker)
    add_limit(limit(offer), by=worker)
    with pytest.raises(CaseError):
        add_limit(limit(offer, **({"unit": "days"} | values)), by=worker)
    assert OfferLimit.objects.count() == 1


def test_a_change_of_law_ends_one_limit_and_adds_another(worker):
    offer = offer_for(worker)
    old = add_limit(limit(offer), by=worker)
    end_limit(old, by=worker, on=date(2026, 12, 31))
    add_limit(limit(offer, most=9, starts_on=date(2027, 1, 1)), by=worker)
    change_limit(old, by=worker, expected=2, values={"most": 5})
    assert list(offer.limits.order_by("starts_on").values_list("most", flat=True)) == [5, 9]
    assert verbs() == ["offerlimit.added", "offerlimit.ended", "offerlimit.added", "offerlimit.changed"]
