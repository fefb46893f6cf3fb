"""The verbs of the werkintake: what they write, what they refuse, and what they leave in the history."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from tests.cast import ClientFactory, client_of
from trede.clients.actions.merging import merge_files
from trede.clients.actions.restriction import restrict_file
from trede.clients.models import Client
from trede.clients.tests.scene import verbs_on
from trede.core.errors import CaseError, Conflict
from trede.core.models import Event
from trede.core.periods import today
from trede.ladder.actions.intakes import close_intake, score, start_intake, write_agreed, write_note
from trede.ladder.models import DomainNote, DomainScore, Intake
from trede.ladder.tests.intake_scene import Scene, scene

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def made() -> Scene:
    return scene()


def note(made: Scene, text: str, *, domain: str = "work", expected: int = 0, **changes: Any) -> DomainNote:
    values: dict[str, Any] = {"marks": [], "by": made.worker} | changes
    return write_note(made.intake, domain=domain, text=text, expected=expected, **values)


def scored(
    made: Scene, value: int, *, domain: str = "work", whose: str = "client", **changes: Any
) -> DomainScore:
    values: dict[str, Any] = {"intake": made.intake, "by": made.worker} | changes
    return score(made.client, domain=domain, whose=whose, score=value, **values)


def agreed(made: Scene, *, expected: int = 1, **texts: str) -> Intake:
    values = {"wish": "Buiten werken", "strengths": "", "first_step": "Naar de infosessie"} | texts
    return write_agreed(made.intake, **values, by=made.worker, expected=expected)


def compartments() -> list[str]:
    found = Event.objects.filter(verb__startswith="domain").order_by("pk")
    return list(found.values_list("compartment", flat=True))


def test_a_conversation_begins_with_who_held_it_and_when(made: Scene) -> None:
    assert (made.intake.held_by, made.intake.held_on, made.intake.closed_on) == (made.worker, today(), None)
    assert made.intake.touched_on == today()
    assert verbs_on(made.client.pk)[-1] == "intake.started"


def test_only_one_runs_at_a_time(made: Scene) -> None:
    with pytest.raises(CaseError, match="loopt al een werkintake"):
        start_intake(Intake(client=made.client), by=made.colleague)
    assert Intake.objects.count() == 1


def test_two_who_begin_at_the_same_moment_make_one(made: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trede.ladder.models.intake.IntakeQuerySet.open", lambda rows: rows.none())
    with pytest.raises(CaseError, match="loopt al een werkintake"):
        start_intake(Intake(client=made.client), by=made.colleague)


def test_a_conversation_that_must_still_be_held_cannot_begin(made: Scene) -> None:
    other = client_of(made.worker)
    with pytest.raises(CaseError, match="moet nog komen"):
        start_intake(Intake(client=other, held_on=today() + timedelta(days=1)), by=made.worker)


def test_a_note_is_written_and_changed_with_its_marks(made: Scene) -> None:
    first = note(made, "Keuken", marks=["unclear", "experience"])
    assert (first.text, first.marks, first.noted_by, first.version) == (
        "Keuken",
        "experience,unclear",
        made.worker,
        1,
    )
    second = note(made, "Keuken, drie jaar", marks=["experience"], by=made.colleague, expected=1)
    assert (second.text, second.marks, second.noted_by, second.version) == (
        "Keuken, drie jaar",
        "experience",
        made.colleague,
        2,
    )
    assert verbs_on(made.client.pk)[-2:] == ["domainnote.noted", "domainnote.changed"]


def test_the_same_note_again_changes_nothing_whatever_the_version(made: Scene) -> None:
    for _ in range(2):
        note(made, "Keuken")
    assert DomainNote.objects.get().version == 1
    assert verbs_on(made.client.pk).count("domainnote.noted") == 1


def test_the_second_writer_hears_that_somebody_was_first(made: Scene) -> None:
    note(made, "Van de ene")
    with pytest.raises(Conflict):
        note(made, "Van de andere", by=made.colleague)
    note(made, "Verder", expected=1)
    with pytest.raises(Conflict):
        note(made, "Van de andere", by=made.colleague, expected=1)
    assert DomainNote.objects.get().text == "Verder"


def test_two_who_are_first_at_the_same_moment(made: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    note(made, "Van de ene")
    filter_ = DomainNote.objects.filter
    monkeypatch.setattr(DomainNote.objects, "filter", lambda **by: filter_(**by).none())
    with pytest.raises(Conflict, match="Een collega schreef net"):
        note(made, "Van de andere", by=made.colleague)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"domain": "love"}, "levensdomein bestaat niet"),
        ({"marks": ["debts"]}, "kunt u hier niet aanduiden"),
        ({"text": "x" * 4001}, "4001 tekens, hoogstens 4000"),
    ],
)
def test_what_a_note_refuses(made: Scene, changes: dict[str, Any], said: str) -> None:
    with pytest.raises(CaseError, match=said):
        note(made, **({"text": "Keuken"} | changes))
    assert not DomainNote.objects.exists()


def test_confidential_domains_stay_in_the_confidential_part_of_the_history(made: Scene) -> None:
    for domain in ("work", "health", "relations"):
        note(made, "Tekst", domain=domain)
        scored(made, 3, domain=domain)
    assert compartments() == [
        "general",
        "general",
        "confidential",
        "confidential",
        "confidential",
        "confidential",
    ]


def test_a_score_of_the_same_day_corrects_and_one_of_another_day_is_new(made: Scene) -> None:
    first = scored(made, 2)
    again = scored(made, 4, by=made.colleague)
    assert (again.pk, again.score, again.scored_by, again.version) == (first.pk, 4, made.colleague, 2)
    assert verbs_on(made.client.pk)[-2:] == ["domainscore.given", "domainscore.changed"]
    with time_machine.travel(today() + timedelta(days=40)):
        later = scored(made, 5)
    assert later.pk != first.pk
    assert [row.score for row in DomainScore.objects.order_by("on")] == [4, 5]


def test_the_client_and_the_worker_have_a_score_of_their_own(made: Scene) -> None:
    scored(made, 2)
    scored(made, 4, whose="worker")
    assert set(DomainScore.objects.values_list("whose", "score")) == {("client", 2), ("worker", 4)}


def test_a_score_over_another_than_was_seen_is_a_conflict(made: Scene) -> None:
    scored(made, 2)
    with pytest.raises(Conflict):
        scored(made, 5, by=made.colleague, expected=0)
    assert scored(made, 2, by=made.colleague, expected=0).version == 1
    assert scored(made, 5, expected=1).score == 5


def test_a_measure_asks_no_conversation(made: Scene) -> None:
    given = scored(made, 3, intake=None)
    assert (given.intake, given.client) == (None, made.client)
    assert scored(made, 4, expected=1).intake == made.intake


@pytest.mark.parametrize(
    "odd", [{"value": 0}, {"value": 6}, {"value": 3, "whose": "boss"}, {"value": 3, "domain": "x"}]
)
def test_a_score_that_does_not_exist(made: Scene, odd: dict[str, Any]) -> None:
    with pytest.raises(CaseError, match="Kies een van de vijf gezichten"):
        scored(made, **odd)


def test_what_was_agreed_is_kept_with_its_version(made: Scene) -> None:
    assert agreed(made).version == 2
    assert agreed(made, expected=99).version == 2
    with pytest.raises(Conflict):
        agreed(made, wish="Iets anders", expected=1)
    with pytest.raises(CaseError, match="301 tekens, hoogstens 300"):
        agreed(made, first_step="x" * 301, expected=2)
    assert verbs_on(made.client.pk)[-1] == "intake.changed"


def test_closing_asks_a_wish_and_a_first_step(made: Scene) -> None:
    with pytest.raises(CaseError, match="wat de cliënt wil"):
        close_intake(made.intake, by=made.worker, expected=1)
    agreed(made, first_step="")
    with pytest.raises(CaseError, match="de eerste stap"):
        close_intake(made.intake, by=made.worker, expected=2)
    agreed(made, expected=2)
    with pytest.raises(Conflict):
        close_intake(made.intake, by=made.worker, expected=2)
    assert close_intake(made.intake, by=made.worker, expected=3).closed_on == today()
    assert verbs_on(made.client.pk)[-1] == "intake.closed"


def close(made: Scene) -> None:
    agreed(made)
    close_intake(made.intake, by=made.worker, expected=2)


@pytest.mark.parametrize(
    "write",
    [
        lambda made: note(made, "Nog iets"),
        lambda made: scored(made, 3),
        lambda made: agreed(made, wish="Anders", expected=3),
        lambda made: close_intake(made.intake, by=made.worker, expected=3),
    ],
)
def test_a_closed_conversation_is_not_written_in_but_a_new_one_begins(
    made: Scene, write: Callable[[Scene], Any]
) -> None:
    close(made)
    before = verbs_on(made.client.pk)
    with pytest.raises(CaseError, match="Begin een nieuwe"):
        write(made)
    assert verbs_on(made.client.pk) == before
    assert start_intake(Intake(client=made.client), by=made.worker).pk != made.intake.pk


@pytest.mark.parametrize(
    "write",
    [
        lambda made: note(made, "Nog iets"),
        lambda made: scored(made, 3),
        lambda made: scored(made, 3, intake=None),
        lambda made: agreed(made),
        lambda made: close_intake(made.intake, by=made.worker, expected=1),
    ],
)
def test_a_restricted_file_is_not_written_in(made: Scene, write: Callable[[Scene], Any]) -> None:
    restrict(made)
    with pytest.raises(CaseError, match="beperkt"):
        write(made)


def restrict(made: Scene) -> None:
    restrict_file(made.client, by=made.worker, ground="accuracy")


def test_a_restricted_file_begins_no_conversation(made: Scene) -> None:
    close(made)
    restrict(made)
    with pytest.raises(CaseError, match="beperkt"):
        start_intake(Intake(client=made.client), by=made.worker)


def test_a_merged_file_goes_on_in_the_whole_one(made: Scene) -> None:
    whole = whole_of(made)
    with pytest.raises(CaseError, match="loopt al"):
        start_intake(Intake(client=whole), by=made.worker)
    alias = Client.objects.get(pk=made.client.pk)
    with pytest.raises(CaseError, match="samengevoegd"):
        start_intake(Intake(client=alias), by=made.worker)
    written = note(made, "Nog iets")
    assert written.client_id == made.client.pk
    given = score(whole, domain="work", whose="client", score=3, intake=made.intake, by=made.worker)
    again = score(whole, domain="work", whose="client", score=4, intake=None, by=made.worker)
    assert (again.pk, given.client_id) == (given.pk, made.client.pk)


def whole_of(made: Scene) -> Client:
    """A second file of the same person, into which the one of the scene was merged."""
    whole: Client = ClientFactory(organisation=made.worker.organisation)
    merge_files(lead=whole, other=made.client, by=made.worker, reason="Zelfde persoon")
    return Client.objects.get(pk=whole.pk)


def test_writing_tells_on_which_day_the_conversation_was_last_touched(made: Scene) -> None:
    later = today() + timedelta(days=3)
    with time_machine.travel(later):
        note(made, "Verder")
    made.intake.refresh_from_db()
    assert (made.intake.touched_on, made.intake.version) == (later, 1)
