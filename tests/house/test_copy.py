"""The copy for the client (GDPR 15) holds what every room keeps, without secrets and without colleagues."""

import json

import pytest

from tests.house.town import build
from trede.clients.copy_words import page_of
from trede.clients.copying import as_data, contents_of
from trede.clients.records import BOOKKEEPING, record_models, shown_columns
from trede.core.field_words import field_words

pytestmark = pytest.mark.django_db(databases="__all__")
ROOMS = {"referral", "referralstep", "waitingentry", "orientationinvitation", "orientationdecision"}
COUNCIL = {"proposal", "decision", "notification"}


def test_every_room_is_in_the_copy() -> None:
    town = build()
    contents = contents_of(town.client("own"))
    data = as_data(contents)["records"]
    assert set(data) >= ROOMS | COUNCIL | {"interpreterrequest", "partnerevaluation", "appointment"}
    assert data["referral"][0]["estimate"] == "yes"
    said = json.dumps(page_of(contents), ensure_ascii=False)
    assert "Er is geen opvang voor het jongste kind" in said
    assert "Weinig ervaring" in said


def test_no_secret_and_no_other_row_stands_in_it() -> None:
    town = build()
    contents = contents_of(town.client("own"))
    text = json.dumps(as_data(contents)["records"]) + json.dumps(page_of(contents))
    assert str(town["answertoken", "own"]) not in text
    assert {
        name for rows in as_data(contents)["records"].values() for row in rows for name in row
    }.isdisjoint(BOOKKEEPING)


def test_models_of_later_rooms_are_found_by_themselves() -> None:
    assert {model._meta.app_label for model in record_models()} >= {"referral", "council", "orientation"}


def test_every_column_has_a_dutch_name() -> None:
    bare = {
        name
        for model in record_models()
        for name in shown_columns(model)
        if field_words(name, model._meta.get_field(name)) == name.replace("_", " ")
    }
    assert bare == set()
