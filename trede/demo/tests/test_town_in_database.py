"""A small town as it stands in the database: nothing impossible, nothing lost on the way, nothing said aloud."""

import io
import json
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from statistics import mean
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connections, transaction
from django.db.models import Count
from stdnum.be import bis, nn

from trede.clients.models import Availability, Client, Fact, IncomeSpell, LanguageLevel, WorkExperience
from trede.clients.models.household import LIVING_WAGE
from trede.core import seals
from trede.core.models import AccessLog, Event, Member, Organisation, User
from trede.core.roles import Role
from trede.demo.tests import impossible_way  # noqa: F401 (adds its checks)
from trede.demo.tests.impossible_rows import IMPOSSIBLE, kinds_of
from trede.demo.town import population
from trede.demo.town.shapes import Person

TODAY = date(2026, 11, 22)
CLIENTS = 60
# Marked, so that both databases are there; all rows come from the one fixture.
pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture(scope="module", autouse=True)
def told(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[dict[str, Any], str]]:
    """The town, filled once for all tests here and taken back after them."""
    out, err = io.StringIO(), io.StringIO()
    with django_db_blocker.unblock(), ExitStack() as stack:
        for alias in connections:
            stack.enter_context(transaction.atomic(using=alias))
        call_command("seed_demo", clients=CLIENTS, today=TODAY.isoformat(), stdout=out, stderr=err)
        yield json.loads(out.getvalue()), out.getvalue() + err.getvalue()
        for alias in connections:
            transaction.set_rollback(True, using=alias)


@pytest.fixture(scope="module")
def people() -> list[Person]:
    return list(population(CLIENTS, 1, TODAY))


@pytest.fixture
def town() -> Organisation:
    return Organisation.objects.get(slug="oostende")


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_nothing_impossible_stands_in_the_database(name: str) -> None:
    assert list(IMPOSSIBLE[name]()[:3]) == []


def test_the_checks_would_notice() -> None:
    with transaction.atomic():
        IncomeSpell.objects.filter(kind="leefloon", category="B").update(category="C")
        assert IMPOSSIBLE["family_category_without_a_child"]().exists()
        transaction.set_rollback(True)


def test_every_row_would_pass_the_forms_own_checks() -> None:
    wrong = []
    for kind in (Client, *kinds_of(Fact)):
        for row in kind._default_manager.all():
            try:
                row.full_clean(validate_unique=False, validate_constraints=False)
            except ValidationError as error:
                wrong.append((kind.__name__, error.message_dict))
    assert wrong == []


def test_nobody_and_nothing_of_the_town_is_lost(people: list[Person], town: Organisation) -> None:
    own = {"client__organisation": town}
    assert Client.objects.filter(organisation=town).count() == len(people)
    assert Availability.objects.filter(**own).count() == sum(
        len(p.availability) + len(p.childcare) for p in people
    )
    assert LanguageLevel.objects.filter(**own).count() == sum(len(p.languages) for p in people)
    assert WorkExperience.objects.filter(**own).count() == sum(len(p.experience) for p in people)
    support = IncomeSpell.objects.filter(kind__in=LIVING_WAGE, **own)
    assert support.count() == sum(len(p.categories) for p in people)


def test_national_numbers_check_and_tell_the_birth_date() -> None:
    for client in Client.objects.exclude(insz=""):
        kind = bis if int(client.insz[2:4]) > 12 or client.insz[2:4] == "00" else nn
        assert kind.is_valid(client.insz)
        assert client.insz[:2] == f"{client.birth_date:%y}"


def test_a_file_tells_some_ten_to_thirty_things_over_three_years() -> None:
    counts = Event.objects.exclude(subject=None).values("subject").annotate(n=Count("pk")).order_by()
    # The first files of the town are the fullest: everybody there is somewhere on the way in or up.
    assert 8 <= mean(row["n"] for row in counts) <= 30
    first = Event.objects.exclude(verb__startswith="demo.").order_by("at").first()
    assert first
    assert first.at.date() == date(2023, 11, 22)


def test_the_chain_of_events_holds() -> None:
    verdict = seals.verify()
    assert (verdict.exit_code, verdict.sealed) == (0, Event.objects.count())


def test_every_role_works_in_the_town(town: Organisation) -> None:
    held = set(Member.objects.filter(organisation=town).values_list("role_periods__role", flat=True))
    assert held == set(Role)
    assert Member.objects.with_role(Role.PARTNER).exclude(organisation=town).exists()


def test_nobody_can_log_in_with_a_password() -> None:
    assert not any(user.has_usable_password() for user in User.objects.all())
    assert not User.objects.exclude(email__endswith="@example.org").exists()


def test_a_guide_sees_the_own_caseload_and_no_neighbour(town: Organisation) -> None:
    guides = Member.objects.filter(organisation=town).with_role(Role.TRAJECTBEGELEIDER)
    loads = [set(Client.objects.visible_to(guide).values_list("organisation", flat=True)) for guide in guides]
    assert all(load <= {town.pk} for load in loads)
    assert any(loads)


def test_the_log_of_the_last_weeks_is_of_members_and_their_clients() -> None:
    members = set(Member.objects.values_list("pk", flat=True))
    clients = set(Client.objects.values_list("pk", flat=True))
    lines = list(AccessLog.objects.all())
    assert lines
    assert all(line.member_id in members and line.subject in clients for line in lines)
    assert all((TODAY - line.at.date()).days in range(1, 40) for line in lines)


def test_nobody_of_the_town_is_named_on_the_screen(
    told: tuple[dict[str, Any], str], people: list[Person]
) -> None:
    answer, said = told
    assert answer["clients"] == {"oostende": CLIENTS, "bredene": 5}
    assert not [p.number for p in people if p.last_name in said or (p.insz and p.insz in said)]
    assert "@" not in said
