"""The catalogue that ships: complete, well formed, and every legal value behind it exists."""

from datetime import date

import pytest

from trede.offers.library import ALWAYS, by_key, entries
from trede.offers.models import ConditionClass, LimitUnit, Offer, OfferCondition, OfferKind, OfferStatus
from trede.offers.origin import Standing, standing
from trede.rules.store import default_store

COLUMNS = {field.name for field in Offer._meta.concrete_fields}


def test_all_entries_ship_once():
    assert len(entries()) == len(by_key()) == 82


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.key)
def test_an_entry_fits_the_columns_of_an_offer(entry):
    named = {"provider_name" if name == "provider" else name: value for name, value in entry.fields.items()}
    assert set(named) <= COLUMNS
    for name, value in named.items():
        longest = Offer._meta.get_field(name).max_length
        assert longest is None or len(str(value)) <= longest, name
    assert entry.fields["kind"] in OfferKind.values
    assert entry.status in OfferStatus.values
    assert len(",".join(entry.parameters)) <= 300
    assert entry.fields["about"].strip()
    assert entry.fields["source"].strip()
    assert entry.fields["search_words"].strip()


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.key)
def test_a_condition_says_how_firm_it_is_and_where_it_was_read(entry):
    for term in entry.conditions:
        assert term.weight in ConditionClass.values
        assert term.source
        assert (term.weight == "talk") == (term.kind == "talk")
        for name in ("value", "text", "lifts", "source", "parameter"):
            assert len(getattr(term, name)) <= OfferCondition._meta.get_field(name).max_length
        assert bool(term.text) or term.kind not in ("judgement", "wish", "talk")
    for cap in entry.limits:
        assert cap.unit in LimitUnit.values
        assert (cap.most is None) != (cap.parameter == "")


def test_every_legal_value_behind_an_entry_exists():
    store = default_store()
    named = {
        name
        for entry in entries()
        for name in (
            *entry.parameters,
            *(term.parameter for term in entry.conditions),
            *(cap.parameter for cap in entry.limits),
        )
        if name
    }
    assert len(named) > 15
    for name in named:
        parameter, _colon, key = name.partition(":")
        assert store.key(store.parameter(parameter), key or None) == key


def test_keys_in_conditions_are_keys_of_the_catalogue():
    named = {
        key
        for entry in entries()
        for term in entry.conditions
        if term.kind.startswith("measure_")
        for key in term.value.split(",")
    }
    assert named <= set(by_key())


def test_substance_use_is_only_ever_spoken_of():
    terms = [term for entry in entries() for term in entry.conditions]
    about = [term for term in terms if "substance" in term.value or "addiction" in term.value]
    assert [(term.kind, term.weight) for term in about] == [("talk", "talk")]


def test_a_town_offers_what_it_does_itself():
    assert standing(by_key()["werklabo"], "Oostende") == Standing("offered", "")
    assert standing(by_key()["fietslessen"], "Mechelen") == Standing("offered", "")
    assert standing(by_key()["plan-a"], "Malle") == Standing("offered", "")


def test_what_a_neighbour_does_is_seen_there():
    assert standing(by_key()["werklabo"], "Gent") == Standing("elsewhere", "Oostende")
    assert standing(by_key()["fietslessen"], "Oostende") == Standing("elsewhere", "Mechelen")
    assert standing(by_key()["digiwerking"], "Oostende").seen_at.startswith("een ander OCMW")


def test_what_rests_on_a_law_is_offered_everywhere_and_an_idea_nowhere():
    everywhere = {e.key for e in entries() if standing(e, "Gent").status == "offered"}
    assert {"artikel-60", "twe-ocmw", "bvs", "wes", "ibo", "bis", "imw", "cmw", "btom"} <= everywhere
    assert {
        "wijk-werken",
        "ama",
        "vrijwilligerswerk",
        "vdab-opleiding",
        "gtb",
        "interim",
        "rec",
    } <= everywhere
    assert {"vakbond-acv", "vakbond-abvv", "vakbond-aclvb"} <= everywhere
    assert "bootcamp2work" not in everywhere
    assert standing(by_key()["bedrijfsbezoek"], "Gent") == Standing("idea", "Oostende")
    assert standing(by_key()["bedrijfsbezoek"], "Oostende") == Standing("idea", "")


def test_a_condition_without_a_day_held_before_the_program_began():
    assert by_key()["babbelbox"].conditions[0].starts_on == ALWAYS
    wes = [(t.kind, t.starts_on, t.ends_on) for t in by_key()["wes"].conditions if t.kind == "measure_done"]
    assert wes == [("measure_done", date(2017, 1, 1), date(2022, 12, 31))]
