from datetime import date, timedelta

import pytest
from django.apps import apps
from django.utils.functional import Promise

from tests.cast import OrganisationFactory, member_of
from trede.clients.models import Client
from trede.core.actions.organisation import set_local
from trede.core.local import RETENTION_YEARS
from trede.core.periods import today
from trede.core.processing import Processing
from trede.core.register import processed_models, register_of
from trede.core.retention_rule import NEVER_LESS, retention_rule
from trede.core.roles import Role
from trede.core.tests.office import get
from trede.core.verb_words import words

pytestmark = pytest.mark.django_db
# No facts about a person: an index that is rebuilt from facts.
WITHOUT = {"SearchKey"}


def of_clients():
    return [
        model
        for model in apps.get_models()
        if model.__module__.startswith("trede.")
        and any(field.related_model is Client for field in model._meta.concrete_fields)
    ]


def test_every_model_with_a_client_says_what_it_is_processed_for():
    silent = {model.__name__ for model in of_clients() if not hasattr(model, "processing")}
    assert silent - WITHOUT == set()
    assert Client in processed_models()


def test_every_statement_is_whole_and_named():
    for model in processed_models():
        assert isinstance(model.processing, Processing)
        assert isinstance(model.processing.what, Promise)
        assert isinstance(model.processing.purpose, Promise)
        assert model.processing.what
        assert model.processing.purpose
        assert model.processing.ground
        assert str(model._meta.verbose_name) != model._meta.model_name or model.__name__ in (
            "Document",
            "Assessment",
        )


@pytest.fixture
def organisation(db):
    return OrganisationFactory()


def test_the_register_follows_the_settings(organisation, settings):
    settings.SECOND_FACTOR_REQUIRED, settings.VIRUS_SCANNER = False, ""
    before = {what: on for what, _words, on in register_of(organisation, today()).measures}
    settings.SECOND_FACTOR_REQUIRED, settings.VIRUS_SCANNER = True, "clamd:3310"
    after = register_of(organisation, today())
    assert (before["Tweede factor"], before["Virusscanner"]) == (False, False)
    assert {what: on for what, _words, on in after.measures}["Tweede factor"] is True
    settings.BACKUP_PASSPHRASE = ""
    assert ("Reservekopie", "versleuteld met een wachtzin", False) in register_of(
        organisation, today()
    ).measures
    settings.BACKUP_PASSPHRASE = "een lange wachtzin"
    assert ("Reservekopie", "versleuteld met een wachtzin", True) in register_of(
        organisation, today()
    ).measures
    assert ("Virusscanner", "clamd:3310") in after.recipients


def test_the_confidential_part_has_fewer_readers(organisation):
    entries = {entry.name: entry for entry in register_of(organisation, today()).entries}
    assert entries["contactafspraak"].confidential
    assert "Administratief medewerker" not in entries["contactafspraak"].readers
    assert "Administratief medewerker" in entries["adres"].readers
    assert "straat" in entries["adres"].fields
    assert entries["drempel"].processing.special


def test_a_longer_local_term_counts_and_a_shorter_does_not(organisation):
    boss = member_of(organisation, Role.BEHEERDER)
    law = register_of(organisation, today()).retention.years
    for value, expected, days in (("6", law, 0), (str(law + 5), law + 5, 1)):
        starts = today() + timedelta(days=days)
        set_local(organisation, by=boss, key=RETENTION_YEARS, value=value, starts_on=starts, reason="archief")
        assert register_of(organisation, starts).retention.years == expected


@pytest.mark.parametrize("local", [None, 0, 1, 5, 40])
def test_never_less_than_the_minimum(local):
    rule = retention_rule(date(2026, 3, 1), local)
    assert rule.years >= max(NEVER_LESS, rule.law or 0, local or 0)


def test_the_page_tells_the_certainty(organisation):
    page = get(member_of(organisation, Role.DPO), "register").content.decode()
    assert "niet nagekeken" in page
    assert "Drempels" in page
    assert "bijzondere categorie" in page


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("role.given", "rol gegeven"),
        ("address.added", "adres toegevoegd"),
        ("incomespell.corrected", "inkomensperiode verbeterd"),
        ("iets_nieuws.gedaan", "iets nieuws gedaan"),
    ],
)
def test_verbs_in_words(verb, expected):
    assert words(verb) == expected
