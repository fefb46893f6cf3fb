"""The command as people run it: one JSON document, and a town that keeps every promise of the database."""

import io
import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.cast import OrganisationFactory
from trede.clients.models import Client
from trede.core import seals
from trede.core.models import Organisation

pytestmark = pytest.mark.django_db(databases="__all__")
TODAY = "2026-11-22"


def seed_demo(clients: int = 30, **options: Any) -> tuple[dict[str, Any], str]:
    out, err = io.StringIO(), io.StringIO()
    call_command("seed_demo", clients=clients, today=TODAY, stdout=out, stderr=err, **options)
    return json.loads(out.getvalue()), err.getvalue()


def test_fills_the_town_and_seals_its_events() -> None:
    answer, _ = seed_demo()
    assert (answer["state"], answer["clients"]) == ("made", {"oostende": 30, "bredene": 5})
    assert Client.objects.count() == 35
    assert seals.verify().exit_code == 0


def test_a_second_run_keeps_what_is_there() -> None:
    seed_demo()
    Client.objects.filter(number=3).update(known_as="Zelf getypt")
    answer, said = seed_demo(clients=80, seed=9)
    assert (answer["state"], answer["seed"], answer["clients"]["oostende"]) == ("kept", 1, 30)
    assert Client.objects.filter(known_as="Zelf getypt").count() == 2
    assert "blijven" in said


def test_never_beside_real_clients() -> None:
    OrganisationFactory()
    with pytest.raises(CommandError, match="echte organisatie"):
        seed_demo()
    assert not Organisation.objects.filter(is_demo=True).exists()


@pytest.mark.parametrize(
    ("options", "word"),
    [({"clients": 0}, "aantal"), ({"clients": 10**7}, "aantal"), ({"seed": -1}, "startgetal")],
)
def test_says_what_is_wrong_before_it_writes_anything(options: dict[str, int], word: str) -> None:
    with pytest.raises(CommandError, match=word):
        seed_demo(**options)
    assert not Organisation.objects.exists()


def test_a_day_that_does_not_exist_is_explained() -> None:
    with pytest.raises(CommandError, match="jjjj-mm-dd"):
        call_command("seed_demo", clients=20, today="31/02/2026")
