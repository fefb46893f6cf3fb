"""An assessment without advice shows on Vandaag of who follows the file, in the days that the organisation chose."""

from datetime import timedelta

import pytest

from tests.cast import LONG_AGO
from trede.clients.caseload import caseload_ids
from trede.clients.deadlines import due_for
from trede.clients.models import Client, FileLock
from trede.core.local import ASSESSMENT_ADVICE_DAYS, local_values
from trede.core.models import LocalSetting, Member
from trede.core.periods import today
from trede.core.roles import Role
from trede.ladder.actions.assessments import conclude, stop
from trede.ladder.deadlines import ROOM
from trede.ladder.models import Assessment
from trede.ladder.tests.assessment_scene import assessment_of, client_of, kind_with, member_of

pytestmark = pytest.mark.django_db(databases="__all__")


def due(member: Member) -> list[tuple[str, int]]:
    local = local_values(member.organisation_id, today())
    found, _more = due_for(member, caseload_ids(member), today=today(), local=local, rooms=[ROOM])
    assert all(one.sentence and one.url for one in found)
    return [(one.sentence, (one.due - today()).days) for one in found if one.rule == "assessment_advice"]


def days_ago(worker: Member, days: int) -> Assessment:
    begun = today() - timedelta(days=days)
    return assessment_of(client_of(worker), worker, kind=kind_with(worker), starts_on=begun)


@pytest.mark.parametrize("days", [0, 20, 21, 22, 400])
def test_it_is_due_so_many_days_after_the_beginning(days: int, worker: Member) -> None:
    days_ago(worker, days)
    until = (today() + timedelta(days=21 - days)).strftime("%d/%m/%Y")
    said = (
        f"Proef nog zonder advies, dat moest tegen {until}"
        if days > 21
        else f"Proef: advies te geven tegen {until}"
    )
    assert due(worker) == [(said, 21 - days)]


def test_the_organisation_chooses_the_days(worker: Member) -> None:
    LocalSetting.objects.create(
        organisation=worker.organisation, key=ASSESSMENT_ADVICE_DAYS, value="5", starts_on=LONG_AGO
    )
    days_ago(worker, 6)
    assert [late for _said, late in due(worker)] == [-1]


def test_an_advice_or_a_stop_ends_it(worker: Member) -> None:
    one = days_ago(worker, 3)
    conclude(one, advice="Klaar.", by=worker, expected=1)
    assert due(worker) == []
    stop(assessment_of(client_of(worker), worker, kind=one.kind), because="Ziek", by=worker)
    assert due(worker) == []


def test_it_shows_to_who_follows_and_observes_only(
    worker: Member, colleague: Member, outsider: Member
) -> None:
    running = days_ago(worker, 3)
    clerk = member_of(worker.organisation, Role.ADMINISTRATIEF)
    assert [bool(due(member)) for member in (worker, colleague, outsider, clerk)] == [True] + [False] * 3
    FileLock.objects.create(
        organisation=worker.organisation, client=running.client, reason="colleague", starts_on=LONG_AGO
    )
    assert due(worker) == []


def test_a_closed_file_asks_nothing(worker: Member) -> None:
    running = days_ago(worker, 30)
    Client.objects.filter(pk=running.client_id).update(closed_on=today())
    assert due(worker) == []
