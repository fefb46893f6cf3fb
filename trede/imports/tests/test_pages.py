from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.urls import reverse

from tests.cast import OrganisationFactory, member_of
from trede.clients.models import Client
from trede.core.models import Member
from trede.imports.models import ImportRow, ImportRun, Outcome, RunState

pytestmark = pytest.mark.django_db(databases="__all__", transaction=True)

SAMPLE = Path(__file__).parent / "samples" / "leefloonlijst-sociale-dienst.csv"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture(autouse=True)
def _at_once(settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def clerk(db: None) -> Member:
    return member_of(OrganisationFactory(), "administratief")


@pytest.fixture
def desk(client: Browser, clerk: Member) -> Browser:
    client.force_login(clerk.user, backend=BACKEND)
    return client


def upload(desk: Browser, content: bytes, name: str = "lijst.csv") -> Any:
    return desk.post(
        reverse("imports"), {"file": SimpleUploadedFile(name, content), "as_of": "01/03/2026"}, follow=True
    )


def confirm(desk: Browser, run: ImportRun) -> Any:
    columns = run.mapping["columns"]
    chosen = {f"column_{column['index']}": column["field"] for column in columns}
    return desk.post(reverse("import_mapping", kwargs={"pk": run.pk}), chosen, follow=True)


def read_sample(desk: Browser) -> ImportRun:
    upload(desk, SAMPLE.read_bytes())
    confirm(desk, ImportRun.objects.get())
    return ImportRun.objects.get()


def test_a_list_is_chosen_named_looked_at_and_taken_over(desk: Browser) -> None:
    run = read_sample(desk)
    assert run.state == RunState.REVIEW
    page = desk.get(reverse("import_run", kwargs={"pk": run.pk}))
    assert page.context["outcome"] == Outcome.QUESTION
    desk.post(reverse("import_accept", kwargs={"pk": run.pk}))
    run.refresh_from_db()
    assert Client.objects.count() == run.counts["new"] > 200
    assert ImportRow.objects.filter(outcome=Outcome.QUESTION, done_at=None).exists()


def test_the_columns_are_remembered_for_the_next_list(desk: Browser) -> None:
    titles = b"Wie;Nog iets;Geboren\nJanssens An;x;01/02/1990\nPeeters Jan;y;03/04/1985\n"
    upload(desk, titles)
    run = ImportRun.objects.get()
    chosen = {"column_0": "full_name", "column_1": "remark", "column_2": "birth_date"}
    desk.post(reverse("import_mapping", kwargs={"pk": run.pk}), chosen)
    upload(desk, titles)
    again = ImportRun.objects.latest("pk")
    assert [column["field"] for column in again.mapping["columns"]] == ["full_name", "remark", "birth_date"]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "leeg.csv"),
        (b"\x00\x01\x02" * 500, "foto.csv"),
        (b"%PDF-1.4 x", "brief.xlsx"),
        (b"hallo", "x.csv"),
    ],
)
def test_a_file_that_is_no_list_is_refused_with_a_sentence(desk: Browser, content: bytes, name: str) -> None:
    page = upload(desk, content, name)
    assert page.status_code == 200
    assert page.context["form"].errors["file"]
    assert not ImportRun.objects.exists()


def test_a_mapping_without_a_name_is_refused_with_a_sentence(desk: Browser) -> None:
    upload(desk, SAMPLE.read_bytes())
    run = ImportRun.objects.get()
    nothing = {f"column_{column['index']}": "ignore" for column in run.mapping["columns"]}
    page = desk.post(reverse("import_mapping", kwargs={"pk": run.pk}), nothing)
    assert page.context["form"].non_field_errors()
    assert ImportRun.objects.get().state == RunState.MAPPING


def test_a_question_is_answered_on_its_own_page(desk: Browser) -> None:
    run = read_sample(desk)
    row = ImportRow.objects.filter(outcome=Outcome.QUESTION).exclude(person__last_name=None).first()
    assert row
    url = reverse("import_row", kwargs={"pk": run.pk, "number": row.number})
    assert desk.get(url).context["row"].questions
    data = {"last_name": "Nieuwenaam", "first_names": "An", "birth_date": "01/02/1990", "choice": "new"}
    desk.post(url, data)
    desk.post(reverse("import_row_take", kwargs={"pk": run.pk, "number": row.number}))
    row.refresh_from_db()
    assert (row.outcome, row.done_at is not None) == (Outcome.NEW, True)
    assert Client.objects.get().last_name == "Nieuwenaam"


@pytest.mark.parametrize(
    ("field", "value"),
    [("birth_date", "31/02/1990"), ("insz", "88022999991"), ("last_name", ""), ("number", "-1")],
)
def test_a_bad_answer_is_a_sentence_beside_its_field(desk: Browser, field: str, value: str) -> None:
    run = read_sample(desk)
    row = ImportRow.objects.filter(outcome=Outcome.QUESTION).first()
    assert row
    data = {"last_name": "Naam", "choice": "client" if field == "number" else "new", field: value}
    page = desk.post(reverse("import_row", kwargs={"pk": run.pk, "number": row.number}), data)
    assert field in page.context["form"].errors
    row.refresh_from_db()
    assert row.outcome == Outcome.QUESTION


def test_a_skipped_row_is_not_taken_over(desk: Browser) -> None:
    run = read_sample(desk)
    row = ImportRow.objects.filter(outcome=Outcome.NEW).first()
    assert row
    desk.post(reverse("import_row_skip", kwargs={"pk": run.pk, "number": row.number}))
    desk.post(reverse("import_accept", kwargs={"pk": run.pk}))
    row.refresh_from_db()
    assert (row.outcome, row.done_at, row.client_id) == (Outcome.SKIPPED, None, None)


def test_accepting_twice_takes_over_once(desk: Browser) -> None:
    run = read_sample(desk)
    ImportRun.objects.update(state=RunState.COMMITTING)
    answer = desk.post(reverse("import_accept", kwargs={"pk": run.pk}))
    assert answer.status_code == 409
    assert not Client.objects.exists()


def test_a_row_waits_while_the_list_is_being_taken_over(desk: Browser) -> None:
    run = read_sample(desk)
    row = ImportRow.objects.filter(outcome=Outcome.NEW).first()
    assert row
    ImportRun.objects.update(state=RunState.COMMITTING)
    answer = desk.post(reverse("import_row_take", kwargs={"pk": run.pk, "number": row.number}))
    assert answer.status_code == 409
    assert not Client.objects.exists()


@pytest.mark.parametrize("verb", ["import_row_take", "import_row_skip"])
def test_one_goes_on_with_the_next_row_of_the_same_outcome(desk: Browser, verb: str) -> None:
    run = read_sample(desk)
    row = ImportRow.objects.filter(outcome=Outcome.NEW).first()
    assert row
    page = desk.post(reverse(verb, kwargs={"pk": run.pk, "number": row.number}), follow=True)
    assert page.context["outcome"] == Outcome.NEW
    assert all(shown.row.pk != row.pk or shown.row.done_at for shown in page.context["rows"])


def test_every_form_on_the_rows_can_be_sent(desk: Browser) -> None:
    run = read_sample(desk)
    page = BeautifulSoup(desk.get(reverse("import_run", kwargs={"pk": run.pk})).content, "html.parser")
    forms = page.select("main form[method=post]")
    assert len(forms) > 10
    assert all(form.select_one("[name=csrfmiddlewaretoken]") for form in forms)


def test_the_page_that_waits_for_the_work_comes_back_whole(desk: Browser) -> None:
    run = read_sample(desk)
    url = reverse("import_run", kwargs={"pk": run.pk})
    done = desk.get(url, headers={"HX-Request": "true"})
    assert done.headers["HX-Refresh"] == "true"
    ImportRun.objects.update(state=RunState.COMMITTING)
    busy = desk.get(url, headers={"HX-Request": "true"})
    assert "HX-Refresh" not in busy.headers
    assert b"hx-get" in busy.content


def test_another_organisation_sees_nothing_of_a_list(desk: Browser, client: Browser) -> None:
    run = read_sample(desk)
    stranger = member_of(OrganisationFactory(), "administratief")
    client.force_login(stranger.user, backend=BACKEND)
    for name in ("import_run", "import_mapping", "import_waiting"):
        assert client.get(reverse(name, kwargs={"pk": run.pk})).status_code == 404
    assert client.post(reverse("import_accept", kwargs={"pk": run.pk})).status_code == 404


def test_the_rows_that_wait_come_as_a_file_without_formulas(desk: Browser) -> None:
    run = read_sample(desk)
    ImportRow.objects.filter(outcome=Outcome.QUESTION).update(person={"last_name": "=1+1"})
    answer = desk.get(reverse("import_waiting", kwargs={"pk": run.pk}))
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + run.counts["question"]
    assert all(";'=1+1;" in line for line in lines[1:])


@pytest.mark.parametrize("rows", [1, 3, 50])
def test_the_review_asks_the_same_number_of_queries_whatever_the_rows(
    desk: Browser, clerk: Member, rows: int, django_assert_max_num_queries: Any
) -> None:
    run = ImportRun.objects.create(
        organisation=clerk.organisation, as_of="2026-03-01", state=RunState.REVIEW, counts={"new": rows}
    )
    ImportRow.objects.bulk_create(
        ImportRow(run=run, number=n, person={"last_name": "A"}, outcome="new", safe=True) for n in range(rows)
    )
    with django_assert_max_num_queries(11):
        desk.get(reverse("import_run", kwargs={"pk": run.pk}))
