from datetime import date

import pytest

from tests.cast import OrganisationFactory
from trede.core.models import CapacityKind, Event
from trede.offers.actions.catalogue import adopt_catalogue
from trede.offers.models import Offer, OfferCondition, OfferLimit

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 28)


def adopt(worker, town="Oostende", **more):
    worker.organisation.municipality = town
    worker.organisation.save()
    return adopt_catalogue(worker.organisation, by=worker, today=TODAY, **more)


def test_the_whole_library_is_taken_over_with_its_conditions_and_limits(worker):
    assert adopt(worker) == 82
    labo = Offer.objects.get(organisation=worker.organisation, key="wijk-werken")
    assert (labo.rung, labo.status, labo.seen_at, labo.needs_consent) == (4, "offered", "", True)
    assert labo.confirmed_on is None
    assert list(labo.limits.order_by("pk").values_list("unit", "parameter")) == [
        ("minutes_month", "wijkwerk.max_hours:month"),
        ("minutes_year", "wijkwerk.max_hours:year"),
        ("months", "wijkwerk.max_months"),
    ]


def test_taking_over_twice_changes_nothing(worker):
    adopt(worker)
    before = (OfferCondition.objects.count(), OfferLimit.objects.count(), Event.objects.count())
    assert adopt(worker) == 0
    assert (OfferCondition.objects.count(), OfferLimit.objects.count(), Event.objects.count()) == before


def test_what_was_changed_or_stopped_here_stays(worker):
    adopt(worker)
    Offer.objects.filter(key="babbelbox").update(name="Praatcafé", stopped_on=date(2026, 1, 1))
    Offer.objects.filter(key="hardop-lezen").delete()
    assert adopt(worker) == 1
    assert Offer.objects.get(key="babbelbox").name == "Praatcafé"


def test_each_is_an_event_of_who_did_it(worker):
    adopt(worker)
    rows = Event.objects.filter(verb="offer.adopted", by=worker, organisation=worker.organisation)
    assert set(rows.values_list("object_id", flat=True)) == set(Offer.objects.values_list("pk", flat=True))


def test_a_provider_that_exists_by_name_is_linked(worker):
    fmdo = OrganisationFactory(name="fmdo", capacity=CapacityKind.PARTNER)
    OrganisationFactory(name="GTB", slug="gtb-1")
    OrganisationFactory(name="GTB", slug="gtb-2")
    adopt(worker)
    assert Offer.objects.get(key="team-up").provider == fmdo
    assert Offer.objects.get(key="gtb").provider is None
    assert Offer.objects.get(key="gtb").provider_name == "GTB"


def test_another_town_sees_what_oostende_does_as_elsewhere(worker):
    adopt(worker, "Gent")
    assert Offer.objects.get(key="werklabo").seen_at == "Oostende"
    assert Offer.objects.get(key="artikel-60").status == "offered"
    assert OfferCondition.objects.filter(offer__key="vrouwenklap", kind="lives_in").get().value == "Oostende"


def test_a_made_up_town_may_take_the_offer_of_a_real_one_as_its_own(worker):
    adopt(worker, "Zandstad", as_town="Oostende")
    assert Offer.objects.get(key="werklabo").status == "offered"
    assert OfferCondition.objects.filter(offer__key="vrouwenklap", kind="lives_in").get().value == "Zandstad"


def test_two_organisations_each_have_their_own(worker, outsider):
    adopt(worker)
    assert adopt_catalogue(outsider.organisation, by=outsider, today=TODAY) == 82
    assert Offer.objects.of(worker).count() == Offer.objects.of(outsider).count() == 82
