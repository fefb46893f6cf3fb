"""A list becomes files: what is new, what is asked, what a second run does."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from tests.cast import ClientFactory, OrganisationFactory, member_of
from trede.clients.models import Address, CaseAssignment, Client, ContactPoint, IncomeSpell
from trede.clients.search import find
from trede.core.models import AccessGrant, Event, Member, Organisation
from trede.imports.actions import commit, staging
from trede.imports.actions.deciding import decide
from trede.imports.models import ImportRow, ImportRun, Outcome, RunState
from trede.imports.reading import Mapping

pytestmark = pytest.mark.django_db

SAMPLES = Path(__file__).parent / "samples"
TITLES = [
    "Rijksregisternr",
    "Naam",
    "Voornaam",
    "Geb.datum",
    "Straat",
    "Nr",
    "Post",
    "Gemeente",
    "GSM",
    "Cat.",
    "LL sinds",
]
MO = [
    "88022999990",
    "El Amrani",
    "Mohamed",
    "29/02/1988",
    "Kerkstraat",
    "3",
    "8400",
    "Oostende",
    "0470000001",
    "B",
    "01/03/2025",
]


@pytest.fixture
def clerk(db: None) -> Member:
    return member_of(OrganisationFactory(), "administratief")


def file_of(tmp_path: Path, *rows: list[str]) -> Path:
    path = tmp_path / f"lijst{len(list(tmp_path.iterdir()))}.csv"
    with path.open("w", newline="", encoding="cp1252") as file:
        csv.writer(file, delimiter=";").writerows([TITLES, *rows])
    return path


def staged(path: Path, clerk: Member) -> ImportRun:
    run = staging.begin(path, organisation=clerk.organisation, by=clerk)
    staging.confirm_mapping(run, Mapping.from_data(run.mapping), by=clerk)
    return staging.stage(run)


def taken(path: Path, clerk: Member) -> ImportRun:
    return commit.accept(staged(path, clerk), by=clerk)


def test_a_new_person_gets_a_file_with_its_facts_and_one_event(clerk: Member, tmp_path: Path) -> None:
    run = taken(file_of(tmp_path, MO), clerk)
    made = Client.objects.get()
    assert (made.name, made.insz, made.birth_date) == ("El Amrani Mohamed", "88022999990", date(1988, 2, 29))
    assert str(Address.objects.get()) == "Kerkstraat 3, 8400 Oostende"
    assert ContactPoint.objects.get().value == "+32470000001"
    spell = IncomeSpell.objects.get()
    assert (spell.kind, spell.category, spell.starts_on) == ("leefloon", "B", date(2025, 3, 1))
    assert list(Event.objects.filter(subject=made.pk).values_list("verb", flat=True)) == ["client.imported"]
    assert run.state == RunState.DONE


def test_an_imported_person_is_found_at_once(clerk: Member, tmp_path: Path) -> None:
    taken(file_of(tmp_path, MO), clerk)
    assert [found.name for found in find(clerk, "elamrani mohammed")] == ["El Amrani Mohamed"]


def test_nothing_changes_before_somebody_accepts(clerk: Member, tmp_path: Path) -> None:
    run = staged(file_of(tmp_path, MO), clerk)
    assert run.counts["new"] == 1
    assert not Client.objects.exists()


def everything(organisation: Organisation) -> list[object]:
    rows = [Client, Address, ContactPoint, IncomeSpell, CaseAssignment]
    files = Event.objects.exclude(subject=None).count()
    return [
        files,
        *[list(kind.objects.filter(organisation=organisation).order_by("pk").values()) for kind in rows],
    ]


@pytest.mark.parametrize("name", ["leefloonlijst-sociale-dienst.csv", "clienten.xlsx"])
def test_a_second_run_of_the_same_list_changes_nothing(clerk: Member, name: str) -> None:
    first = taken(SAMPLES / name, clerk)
    before = everything(clerk.organisation)
    second = taken(SAMPLES / name, clerk)
    assert everything(clerk.organisation) == before
    assert first.counts["new"] > 200
    assert (second.counts["new"], second.counts["changed"]) == (0, 0)
    assert second.counts["unchanged"] == first.counts["new"]


def test_a_missing_value_is_filled_without_a_question(clerk: Member, tmp_path: Path) -> None:
    known = ClientFactory(
        organisation=clerk.organisation,
        last_name="El Amrani",
        first_names="Mohamed",
        birth_date=date(1988, 2, 29),
    )
    taken(file_of(tmp_path, MO), clerk)
    known.refresh_from_db()
    assert (known.insz, known.version) == ("88022999990", 2)
    assert Client.objects.count() == 1
    assert Event.objects.filter(verb="client.import_changed", subject=known.pk).count() == 1


def test_another_value_waits_for_a_person(clerk: Member, tmp_path: Path) -> None:
    taken(file_of(tmp_path, MO), clerk)
    moved = [*MO[:4], "Zeedijk", "9", *MO[6:]]
    run = taken(file_of(tmp_path, moved), clerk)
    row = ImportRow.objects.get(run=run)
    assert (row.outcome, row.safe, row.done_at) == (Outcome.CHANGED, False, None)
    assert str(Address.objects.get()) == "Kerkstraat 3, 8400 Oostende"


def test_a_change_that_a_person_takes_over_ends_the_old_and_opens_the_new(
    clerk: Member, tmp_path: Path
) -> None:
    taken(file_of(tmp_path, MO), clerk)
    category = [*MO[:9], "C", "01/06/2025"]
    run = staged(file_of(tmp_path, category), clerk)
    commit.accept(run, by=clerk, numbers=[2])
    spells = IncomeSpell.objects.order_by("starts_on").values_list("category", "starts_on", "ends_on")
    assert list(spells) == [("B", date(2025, 3, 1), date(2025, 5, 31)), ("C", date(2025, 6, 1), None)]


def test_the_same_number_with_another_name_is_a_question(clerk: Member, tmp_path: Path) -> None:
    taken(file_of(tmp_path, MO), clerk)
    run = taken(file_of(tmp_path, [MO[0], "Peeters", "Jan", *MO[3:]]), clerk)
    assert ImportRow.objects.get(run=run).outcome == Outcome.QUESTION
    assert Client.objects.get().last_name == "El Amrani"


def test_a_decided_row_goes_to_the_file_that_was_named(clerk: Member, tmp_path: Path) -> None:
    known = ClientFactory(organisation=clerk.organisation, last_name="Elamrani", birth_date=None)
    run = staged(file_of(tmp_path, ["", *MO[1:3], "31/02/1988", *MO[4:]]), clerk)
    row = ImportRow.objects.get(run=run)
    assert row.outcome == Outcome.QUESTION
    decide(row, by=clerk, values={"birth_date": "1988-02-29"}, choice="client", client=known)
    commit.accept(run, by=clerk)
    known.refresh_from_db()
    assert known.birth_date == date(1988, 2, 29)
    assert Client.objects.count() == 1


def test_another_organisation_is_never_matched(clerk: Member, outsider: Member, tmp_path: Path) -> None:
    ClientFactory(organisation=outsider.organisation, insz="88022999990", last_name="El Amrani")
    run = taken(file_of(tmp_path, MO), clerk)
    assert run.counts["new"] == 1
    assert Client.objects.filter(organisation=clerk.organisation).count() == 1


def test_the_social_worker_of_the_list_follows_the_client(clerk: Member, tmp_path: Path) -> None:
    worker = member_of(clerk.organisation, "maatschappelijk_werker", user__name="Karen Claeys")
    path = tmp_path / "lijst.csv"
    path.write_text("Naam;Voornaam;Geboortedatum;Maatsch. werker\nJanssens;An;01/02/1990;K. Claeys\n")
    taken(path, clerk)
    assert CaseAssignment.objects.get().member == worker
    assert AccessGrant.objects.get().member == worker


def test_a_row_that_the_file_refuses_becomes_a_question_and_the_others_go_on(
    clerk: Member, tmp_path: Path
) -> None:
    other = ["", "Janssens", "An", "01/02/1990", *MO[4:]]
    run = staged(file_of(tmp_path, MO, other), clerk)
    row = ImportRow.objects.get(run=run, number=2)
    row.person["leefloon_end"] = "2020-01-01"
    row.save()
    commit.accept(run, by=clerk)
    row.refresh_from_db()
    assert (row.outcome, row.done_at) == (Outcome.QUESTION, None)
    assert [client.last_name for client in Client.objects.all()] == ["Janssens"]


def test_purging_drops_the_rows_and_the_copy_but_not_the_files(clerk: Member, tmp_path: Path) -> None:
    run = taken(file_of(tmp_path, MO), clerk)
    assert staging.path_of(run).exists()
    assert staging.purge_due() == 0
    ImportRun.objects.update(started_at=timezone.now() - timedelta(days=31))
    assert staging.purge_due() == 1
    assert not ImportRow.objects.exists()
    assert not staging.path_of(run).exists()
    assert Client.objects.count() == 1
