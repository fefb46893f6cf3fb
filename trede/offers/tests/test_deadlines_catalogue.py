"""Vandaag asks who keeps an offer whether it is still so; no client is concerned."""

from datetime import timedelta

import pytest

from tests.cast import member_of
from trede.clients.deadlines import due_for
from trede.clients.tests.scene import sign_in, url, words
from trede.core.periods import today
from trede.offers.deadlines import ROOM
from trede.offers.deadlines_catalogue import stale_offers
from trede.offers.fresh import freshness
from trede.offers.models import Offer
from trede.offers.tests.catalogue_scene import offer_for, reader_of

pytestmark = pytest.mark.django_db(databases="__all__")


def due(member):
    found, _more = due_for(member, [], today=today(), local={}, rooms=[ROOM])
    return [(one.rule, one.sentence, one.due, one.client_id) for one in found if one.rule.startswith("offer")]


def test_the_owner_is_asked_from_the_day_that_it_is_stale(worker, colleague):
    old = today() - timedelta(days=400)
    offer_for(worker, owner=colleague, confirmed_on=old, confirm_months=12)
    offer_for(worker, key="koor", name="Koor", owner=colleague, confirmed_on=today())
    (row,) = due(colleague)
    assert row[:2] == ("offer_confirm", "Aanbod “Leren fietsen”: klopt het nog?")
    assert row[2] > old + timedelta(days=364)
    assert row[3] == 0
    assert due(worker) == []


def test_what_nobody_keeps_is_one_row_for_who_edits_the_catalogue(worker):
    for number in range(5):
        offer_for(worker, key=f"offer-{number}")
    assert due(worker) == [
        ("offers_confirm", "5 keer aanbod zonder verantwoordelijke: klopt het nog?", today(), 0)
    ]
    assert due(reader_of(worker)) == []


def test_what_is_offered_elsewhere_or_stopped_is_not_asked(worker):
    offer_for(worker, status="elsewhere", seen_at="Mechelen")
    offer_for(worker, key="idee", status="idea")
    offer_for(worker, key="oud", stopped_on=today())
    assert due(worker) == []


def test_another_organisation_is_not_asked(worker, outsider):
    offer_for(worker)
    assert due(outsider) == []


def test_who_keeps_an_offer_and_only_reads_is_asked_too(worker):
    keeper = reader_of(worker)
    offer_for(worker, owner=keeper)
    assert [row[0] for row in due(keeper)] == ["offer_confirm"]


def test_it_stands_on_vandaag_with_a_button(worker):
    offer = offer_for(worker, owner=worker)
    page = sign_in(worker).get(url("today"))
    assert "Aanbod “Leren fietsen”: klopt het nog?" in words(page)
    assert url("offer", offer_id=offer.pk) in page.content.decode()


def test_who_may_not_see_the_catalogue_is_not_asked(worker):
    admin = member_of(worker.organisation, "dpo")
    offer_for(worker)
    assert due(admin) == []


def test_the_query_asks_the_same_offers_as_the_rule(worker):
    for number, days in enumerate((None, 0, 29, 31, 92, 181, 185, 400, 2000)):
        for months in (0, 1, 3, 6, 60):
            confirmed = today() - timedelta(days=days) if days is not None else None
            offer_for(worker, key=f"o-{number}-{months}", confirmed_on=confirmed, confirm_months=months)
    rows = Offer.objects.of(worker)
    expected = {
        row.pk for row in rows if not freshness(row.confirmed_on, row.confirm_months, today()).is_fresh
    }
    assert set(stale_offers(rows, today()).values_list("pk", flat=True)) == expected
    assert len(expected) > 10
