import json
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import models
from django.utils import timezone

from tests.cast import LONG_AGO, OrganisationFactory, client_of, member_of
from trede.clients import erasing
from trede.clients.actions import retention
from trede.clients.actions.facts import add_fact
from trede.clients.indexing import index_clients
from trede.clients.models import (
    Address,
    Barrier,
    Client,
    ContactPoint,
    Document,
    HouseholdMember,
    IncomeSpell,
    LanguageLevel,
    Restriction,
    SearchSpelling,
)
from trede.core import seals, versions
from trede.core.access import look_with_reason
from trede.core.errors import CaseError, NotAllowed
from trede.core.models import AccessGrant, Event, EventPayload, Look, SubjectKey, TextDraft
from trede.core.periods import today
from trede.core.roles import Role
from trede.core.tests.office import get, post, warm, who_may

pytestmark = pytest.mark.django_db
CLOSED = date(2010, 6, 30)
DAY = date(2026, 3, 1)


@pytest.fixture
def dpo(worker):
    return member_of(worker.organisation, Role.DPO)


def old_file(worker, **kwargs):
    defaults = {"closed_on": CLOSED, "opened_on": date(2008, 1, 1), "insz": "", "nationality": "SY"}
    return client_of(worker, **(defaults | kwargs))


def full_file(worker):
    """A closed file with facts of many kinds, and bytes on disk."""
    client = old_file(worker, first_names="Yusuf", sex="m", accessibility="rolstoel")
    for fact in (
        Address(kind="home", street="Kerkstraat", house_number="1", starts_on=LONG_AGO),
        ContactPoint(channel="mobile", value="+32470112233", starts_on=LONG_AGO),
        HouseholdMember(relation="child", first_name="Sara", birth_date=date(2015, 8, 9), starts_on=LONG_AGO),
        IncomeSpell(kind="wage", employer="Bakkerij Peeters", starts_on=LONG_AGO),
        IncomeSpell(kind="wage", employer="Slagerij Jansen", starts_on=LONG_AGO),
        IncomeSpell(kind="leefloon", category="B", starts_on=LONG_AGO),
        Barrier(code="debts", severity=2, note="schulden bij broer", starts_on=LONG_AGO),
        LanguageLevel(language="ara", level="B1", measured_on=LONG_AGO),
    ):
        fact.client = client
        add_fact(fact, by=worker)
    name = "ab" * 32
    Path(settings.MEDIA_ROOT, name[:2]).mkdir(parents=True)
    Path(settings.MEDIA_ROOT, name[:2], name).write_bytes(b"bytes")
    add_fact(
        Document(
            client=client, kind="cv", title="Cv Yusuf", storage_name=name, size=5, sha256="x", media_type="x"
        ),
        by=worker,
    )
    return client


def run(dpo, permission="RA 2026/12"):
    retention.dry_run(by=dpo)
    return retention.execute(by=dpo, permission=permission)


def everything_stored() -> str:
    """The text of every row of every model of the program."""
    from django.apps import apps

    rows = [model for model in apps.get_models() if model.__module__.startswith("trede.")]
    return " ".join(str(list(model._base_manager.values())) for model in rows if model._meta.managed)


@pytest.mark.django_db(databases="__all__")
def test_the_person_goes_and_the_statistics_stay(worker, dpo):
    client = full_file(worker)
    assert run(dpo) == 1
    left = everything_stored()
    for word in (
        "Yusuf",
        "Testpersoon",
        "Kerkstraat",
        "+3247",
        "Sara",
        "Bakkerij",
        "Slagerij",
        "broer",
        "rolstoel",
    ):
        assert word not in left
    stored = Client.objects.get(pk=client.pk)
    assert (stored.birth_date, stored.sex, stored.nationality) == (date(1990, 1, 1), "m", "XX")
    assert (stored.opened_on, stored.closed_on) == (date(2008, 1, 1), CLOSED)
    assert stored.erased_at is not None
    assert IncomeSpell.objects.get(client=client, kind="leefloon").category == "B"
    assert HouseholdMember.objects.get(client=client).birth_date == date(2015, 1, 1)
    assert LanguageLevel.objects.get(client=client).language == "ara"
    assert Barrier.objects.get(client=client).severity == 2


def test_bytes_payloads_drafts_and_grants_go(worker, dpo):
    client = full_file(worker)
    versions.keep_draft(by=worker, form="note", data={"text": "geheim"}, subject=client.pk)
    look_with_reason(by=worker, subject=client.pk, reason="zijn zus belde")
    run(dpo)
    assert not list(Path(settings.MEDIA_ROOT).rglob("ab*/*"))
    assert not EventPayload.objects.filter(event__subject=client.pk).exists()
    assert not TextDraft.objects.exists()
    assert not AccessGrant.objects.filter(subject=client.pk).exists()
    assert Look.objects.get().reason == ""
    assert bytes(SubjectKey.objects.get(subject=client.pk).wrapped) == b""


@pytest.mark.parametrize("when", ["before", "after"])
def test_the_chain_stays_whole(worker, dpo, when):
    full_file(worker)
    if when == "before":
        seals.seal_events()
    run(dpo)
    seals.seal_events()
    assert seals.verify().exit_code == 0


def test_nothing_can_be_written_on_an_erased_file_again(worker, dpo):
    client = full_file(worker)
    run(dpo)
    fresh = Client.objects.get(pk=client.pk)
    with pytest.raises(CaseError, match="gewist"):
        add_fact(Barrier(client=fresh, code="debts", severity=1, starts_on=today()), by=worker)
    with pytest.raises(CaseError, match="gewist"):
        look_with_reason(by=worker, subject=client.pk, reason="toch eens kijken")
    seals.seal_events()
    assert seals.verify().exit_code == 0


def test_one_event_a_piece_with_the_permission(worker, dpo):
    old_file(worker, number=801)
    old_file(worker, number=802)
    run(dpo)
    event = Event.objects.get(verb="retention.executed")
    assert event.subject is None
    from trede.core.events import read_payloads

    payload = read_payloads([Event.objects.select_related("payload").get(pk=event.pk)], dpo.organisation_id)
    assert payload[event.pk] == {"after": {"files": 2, "numbers": [801, 802]}, "note": "RA 2026/12"}


def due_numbers(organisation, on=DAY):
    return set(retention.due_files(organisation.pk, on).values_list("number", flat=True))


def test_the_day_before_on_and_after_the_term(worker):
    years = retention.rule_of(worker.organisation, DAY).years
    anniversary = date(DAY.year - years, DAY.month, DAY.day)
    for number, closed in enumerate(
        (anniversary - timedelta(days=1), anniversary, anniversary + timedelta(days=1)), 1
    ):
        old_file(worker, number=number, closed_on=closed)
    old_file(worker, number=9, closed_on=None)
    assert due_numbers(worker.organisation) == {1}


def test_a_restricted_file_and_one_with_a_document_to_keep_are_held(worker):
    restricted, kept, free = (old_file(worker, number=number) for number in (1, 2, 3))
    common = {"organisation": worker.organisation, "recorded_by": worker}
    Restriction.objects.create(client=restricted, ground="klacht", starts_on=LONG_AGO, **common)
    Document.objects.create(
        client=kept,
        kind="contract",
        title="x",
        storage_name="k",
        size=1,
        keep_until=date(2099, 1, 1),
        **common,
    )
    assert due_numbers(worker.organisation) == {free.number}
    assert retention.look_at(worker.organisation_id, DAY).held == 2


def test_a_merged_file_follows_the_whole(worker, dpo):
    whole, part = old_file(worker), client_of(worker, last_name="Dubbelnaam")
    Client.objects.filter(pk=part.pk).update(alias_of=whole)
    run(dpo)
    assert Client.objects.get(pk=part.pk).last_name == erasing.ERASED_NAME


def test_another_organisation_keeps_its_files(worker, dpo, outsider):
    old_file(outsider, last_name="Blijver")
    old_file(worker)
    assert run(dpo) == 1
    assert Client.objects.get(last_name="Blijver").erased_at is None


def test_no_dry_run_no_permission_no_right(worker, dpo):
    old_file(worker)
    with pytest.raises(CaseError, match="proefronde"):
        retention.execute(by=dpo, permission="RA 2026/12")
    with time_machine.travel(timezone.now() - timedelta(days=1)):
        retention.dry_run(by=dpo)
    with pytest.raises(CaseError, match="proefronde"):
        retention.execute(by=dpo, permission="RA 2026/12")
    retention.dry_run(by=dpo)
    with pytest.raises(CaseError, match="Rijksarchief"):
        retention.execute(by=dpo, permission=" ")
    with pytest.raises(NotAllowed):
        retention.dry_run(by=worker)
    assert not Client.objects.exclude(erased_at=None).exists()


def test_stopped_halfway_the_rest_follows(worker, dpo, monkeypatch):
    for _each in range(5):
        old_file(worker)
    monkeypatch.setattr(retention, "PIECE", 2)
    real, calls = retention.erase, []

    def dying(*args):
        calls.append(1)
        real(*args)
        if len(calls) == 2:
            raise RuntimeError("stroom weg")

    monkeypatch.setattr(retention, "erase", dying)
    with pytest.raises(RuntimeError):
        run(dpo)
    assert Client.objects.exclude(erased_at=None).count() == 2
    assert retention.execute(by=dpo, permission="RA 2026/12") == 3
    assert retention.execute(by=dpo, permission="RA 2026/12") == 0


def test_every_free_text_of_what_stays_is_emptied():
    for model in [*erasing.kept_models(), Client]:
        free = {
            field.name
            for field in model._meta.concrete_fields
            if isinstance(field, models.CharField | models.TextField) and not field.choices
        }
        assert free - erasing.KEPT_TEXT - set(erasing.blanks(model)) == set(), model


def test_the_command_counts_and_writes_nothing(worker):
    old_file(worker)
    before, out = Event.objects.count(), StringIO()
    call_command("retention", organisation=worker.organisation.slug, dry_run=True, stdout=out)
    answer = json.loads(out.getvalue())
    assert (answer["due"], answer["by_year"]) == (1, {"2010": 1})
    assert Event.objects.count() == before
    with pytest.raises(CommandError):
        call_command("retention", organisation="nergens", dry_run=True)


def test_only_the_dpo_opens_the_page():
    assert who_may("retention") == {Role.DPO}


def test_from_the_page(worker, dpo):
    old_file(worker)
    assert "Vandaag nog niet gedaan" in get(dpo, "retention").content.decode()
    post(dpo, "retention_dry_run")
    refused = post(dpo, "retention_execute", {"permission": "", "sure": ""})
    assert refused.status_code == 200
    assert "field--error" in refused.content.decode()
    assert post(dpo, "retention_execute", {"permission": "RA 2026", "sure": "on"}).status_code == 303
    assert Client.objects.exclude(erased_at=None).count() == 1


def test_a_post_of_somebody_else_is_refused(worker, dpo):
    assert post(worker, "retention_dry_run").status_code == 403
    assert post(worker, "retention_execute", {"permission": "RA 2026", "sure": "on"}).status_code == 403
    stranger = member_of(OrganisationFactory(), Role.DPO)
    old_file(worker)
    post(stranger, "retention_dry_run")
    post(stranger, "retention_execute", {"permission": "RA 2026", "sure": "on"})
    assert not Client.objects.exclude(erased_at=None).exists()


@pytest.mark.parametrize("rows", [1, 20])
def test_the_page_is_flat(worker, dpo, rows, django_assert_max_num_queries):
    for _each in range(rows):
        old_file(worker)
    retention.dry_run(by=dpo)
    browser = warm(dpo)
    with django_assert_max_num_queries(9):
        browser.get("/privacy/bewaartermijnen/")


def test_a_name_nobody_bears_any_more_leaves_the_search(worker, dpo):
    gone = old_file(worker, last_name="Zeldzamer", first_names="Alex")
    index_clients([gone, client_of(worker, last_name="Gewoon", first_names="Alex")])
    run(dpo)
    words = set(SearchSpelling.objects.values_list("word", flat=True))
    assert "zeldzamer" not in words
    assert {"alex", "gewoon"} <= words


@pytest.mark.parametrize(
    ("points_at", "ordered"),
    [
        ({}, []),
        ({"a": set(), "b": {"a"}, "c": {"b", "elsewhere"}}, ["c", "b", "a"]),
        ({"a": {"a"}, "b": set()}, ["a", "b"]),
        (
            {"file": set(), "slot": {"file"}, "answer": {"slot"}, "note": {"slot"}},
            ["answer", "note", "slot", "file"],
        ),
    ],
)
def test_what_points_at_another_goes_first(points_at, ordered):
    assert erasing.dependents_first(points_at) == ordered


def test_two_that_point_at_each_other_are_refused():
    with pytest.raises(ValueError, match="point at each other"):
        erasing.dependents_first({"a": {"b"}, "b": {"a"}})


def test_every_model_that_goes_comes_before_what_it_points_at():
    ordered = erasing.dropped_models()
    for place, model in enumerate(ordered):
        earlier = set(ordered[:place])
        assert not {field.related_model for field in model._meta.concrete_fields} & earlier
