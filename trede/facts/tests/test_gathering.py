from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import LONG_AGO, ClientFactory, client_of, member_of
from trede.clients import models as m
from trede.clients.models import Client
from trede.clients.opening import sees_confidential
from trede.core.models import Member
from trede.facts.gathering import facts_of, known_of_file
from trede.ladder.models import LadderPosition
from trede.matching.facts import ClientFacts, Measure, Used
from trede.offers.models import (
    Edition,
    EditionSession,
    Offer,
    Participation,
    SessionPresence,
    UsedTime,
)

ON = date(2026, 11, 28)
DAY = timedelta(days=1)
pytestmark = pytest.mark.django_db


def put(model: type[Any], client: Client, **values: Any) -> Any:
    if issubclass(model, m.DatedFact):
        values = {"starts_on": LONG_AGO} | values
    return model.objects.create(organisation_id=client.organisation_id, client=client, **values)


def offer_of(member: Member, key: str = "wijk-werken") -> Offer:
    return Offer.objects.get_or_create(
        organisation=member.organisation,
        key=key,
        defaults={"name": key, "rung": 4, "kind": "module", "about": "…"},
    )[0]


def took_part(client: Client, offer: Offer, **values: Any) -> Participation:
    return put(Participation, client, offer=offer, **values)


def facts(client: Client, member: Member, on: date = ON) -> ClientFacts:
    return facts_of([client.pk], member=member, on=on)[client.pk]


def everything(client: Client, member: Member) -> None:
    """One of every kind of row that a condition may look at."""
    put(m.Address, client, municipality="Oostende", kind="home")
    put(m.IncomeSpell, client, kind="leefloon", category="B")
    put(m.IncomeSpell, client, kind="wage", ends_on=date(2025, 3, 31))
    put(m.WorkRight, client, ground="subsidiary", marking="onbeperkt", ends_on=ON)
    put(m.VdabRegistration, client)
    put(m.LanguageLevel, client, language="nl", level="1.2", measured_on=date(2026, 6, 1))
    put(m.Education, client, level="lower")
    put(m.DrivingLicence, client, kind="B")
    put(m.Mobility, client, bicycle=True)
    put(m.WorkExperience, client, job="Kok", began=date(2020, 1, 1), ended=date(2022, 1, 31))
    put(m.Barrier, client, code="debts", severity=2)
    put(m.Barrier, client, code="health", severity=3)
    put(m.FunctionalLimit, client, kind="lifting")
    put(m.Ticket, client, kind="imw")
    put(LadderPosition, client, rung=3, reason="first", evidence="…")
    offer = offer_of(member)
    part = took_part(client, offer, state="running", started_on=date(2026, 9, 15), used_before_months=2)
    put(UsedTime, client, participation=part, month=date(2026, 10, 1), minutes=600)
    edition = Edition.objects.create(
        organisation=member.organisation, offer=offer, name="R", starts_on=ON, ends_on=ON, places=3
    )
    session = EditionSession.objects.create(
        organisation=member.organisation, edition=edition, on=ON, begin=540, end=600
    )
    put(SessionPresence, client, session=session, participation=part, presence="present")


def test_everything_that_is_known(worker: Any) -> None:
    client = client_of(worker, sex="f", nationality="SY", arrived_on=date(2024, 5, 1), reads="well")
    everything(client, worker)
    assert facts(client, worker) == ClientFacts(
        on=ON,
        birth_date=date(1990, 5, 17),
        sex="f",
        municipality="Oostende",
        nationality="SY",
        arrived_on=date(2024, 5, 1),
        dutch="1.2",
        reads="well",
        incomes=frozenset({"leefloon"}),
        work_right="onbeperkt",
        vdab=True,
        education="lower",
        licences=frozenset({"B"}),
        bicycle=True,
        barriers={"debts": 2, "health": 3},
        limits=frozenset({"lifting"}),
        tickets=frozenset({"imw"}),
        last_worked_on=date(2025, 3, 31),
        rung=3,
        measures=(Measure("wijk-werken", "running", date(2026, 9, 15)),),
        used={"wijk-werken": Used(months=5, minutes={"2026-10": 600}, days=75, sessions=1)},
    )


def test_empty_file_says_that_nothing_is_known(worker: Any) -> None:
    client = client_of(worker, birth_date=None)
    assert facts(client, worker) == ClientFacts(on=ON)


@pytest.mark.parametrize("many", [1, 30])
def test_as_many_queries_for_one_file_as_for_many(
    worker: Any, many: int, django_assert_num_queries: Any
) -> None:
    clients = [client_of(worker) for _n in range(many)]
    everything(clients[0], worker)
    member = Member.objects.get(pk=worker.pk)
    assert member.roles
    assert member.acts_for
    with django_assert_num_queries(3):
        found = facts_of([client.pk for client in clients], member=member, on=ON)
    assert len(found) == many


def test_facts_hold_to_their_last_day(worker: Any) -> None:
    client = client_of(worker)
    everything(client, worker)
    m.IncomeSpell.objects.filter(kind="leefloon").update(ends_on=ON)
    today, tomorrow = facts(client, worker), facts(client, worker, ON + DAY)
    assert (today.work_right, tomorrow.work_right) == ("onbeperkt", "neen")
    assert (today.incomes, tomorrow.incomes) == (frozenset({"leefloon"}), frozenset())
    assert facts(client, worker, LONG_AGO - DAY).rung is None


def test_retracted_fact_is_left_out(worker: Any) -> None:
    client = client_of(worker)
    everything(client, worker)
    now: datetime = timezone.now()
    for model in (m.IncomeSpell, m.LanguageLevel, m.Barrier, m.Ticket, m.WorkRight, LadderPosition):
        model.objects.update(retracted_at=now, retracted_because="fout dossier")
    found = facts(client, worker)
    assert (found.incomes, found.dutch, found.barriers, found.tickets) == (None, "", None, None)
    assert (found.work_right, found.rung) == ("", None)


def test_parts_of_a_merged_file_are_joined_under_its_head(worker: Any) -> None:
    head = client_of(worker)
    part = ClientFactory(organisation=worker.organisation, alias_of=head)
    put(m.LanguageLevel, part, language="nl", level="2.1", measured_on=ON)
    put(m.IncomeSpell, part, kind="sickness")
    put(m.IncomeSpell, head, kind="child")
    found = facts_of([head.pk, part.pk], member=worker, on=ON)
    assert list(found) == [head.pk]
    assert found[head.pk].dutch == "2.1"
    assert found[head.pk].incomes == {"sickness", "child"}


def test_confidential_part_is_hidden_from_who_does_not_follow_the_file(worker: Any) -> None:
    client = client_of(worker)
    everything(client, worker)
    head = member_of(worker.organisation, "administratief")
    seen = Client.objects.visible_to(head).get(pk=client.pk)
    assert not sees_confidential(head, seen)
    found = facts(client, head)
    assert (found.barriers, found.limits, found.tickets) == ({"debts": 2}, None, None)
    assert found.hidden == {"barriers", "limits", "tickets"}


def test_hidden_says_nothing_of_what_is_there(worker: Any) -> None:
    full, bare = client_of(worker, birth_date=None), client_of(worker, birth_date=None)
    put(m.Barrier, full, code="addiction", severity=3)
    put(m.FunctionalLimit, full, kind="lifting")
    put(m.Ticket, full, kind="btom")
    head = member_of(worker.organisation, "administratief")
    found = facts_of([full.pk, bare.pk], member=head, on=ON)
    assert found[full.pk] == found[bare.pk]


def test_file_that_the_member_may_not_open_is_left_out(worker: Any, colleague: Any, outsider: Any) -> None:
    client, locked = client_of(worker), client_of(worker)
    m.FileLock.objects.create(
        organisation=worker.organisation, client=locked, reason="colleague", starts_on=LONG_AGO
    )
    ids = [client.pk, locked.pk]
    assert set(facts_of(ids, member=worker, on=ON)) == {client.pk}
    assert facts_of(ids, member=colleague, on=ON) == {}
    assert facts_of(ids, member=outsider, on=ON) == {}


def test_newest_level_of_the_skill_that_says_most(worker: Any) -> None:
    client = client_of(worker)
    levels = [("all", "1.1", 10), ("all", "1.2", 5), ("speaking", "2.1", 1), ("all", "2.4", -1)]
    for skill, level, ago in levels:
        put(m.LanguageLevel, client, language="nl", skill=skill, level=level, measured_on=ON - ago * DAY)
    put(m.LanguageLevel, client, language="fr", level="C1", measured_on=ON)
    assert facts(client, worker).dutch == "1.2"


def test_who_asked_asylum_waits_before_working(worker: Any) -> None:
    client = client_of(worker)
    put(m.WorkRight, client, ground="asylum", marking="onbeperkt", asylum_asked_on=date(2026, 10, 1))
    assert facts(client, worker).work_right == "neen"
    assert facts(client, worker, date(2027, 3, 1)).work_right == "onbeperkt"


def test_work_without_an_end_leaves_open_when_somebody_last_worked(worker: Any) -> None:
    client = client_of(worker)
    put(m.WorkExperience, client, job="Kok", began=date(2020, 1, 1), ended=date(2022, 1, 31))
    assert facts(client, worker).last_worked_on == date(2022, 1, 31)
    put(m.WorkExperience, client, job="Poetser", began=date(2023, 1, 1))
    assert facts(client, worker).last_worked_on is None
    put(m.IncomeSpell, client, kind="wage", employer="Bakkerij", starts_on=date(2026, 1, 1))
    assert facts(client, worker).working


def test_home_says_where_somebody_lives(worker: Any) -> None:
    client = client_of(worker)
    put(m.Address, client, municipality="Brugge", kind="post")
    assert facts(client, worker).municipality == ""
    put(m.Address, client, municipality="Gistel", kind="reference")
    assert facts(client, worker).municipality == "Gistel"
    put(m.Address, client, municipality="Oostende", kind="home")
    assert facts(client, worker).municipality == "Oostende"


@pytest.mark.parametrize(
    ("begin", "end", "months", "days", "state"),
    [
        (ON, None, 1, 1, "running"),
        (date(2026, 10, 29), None, 1, 31, "running"),
        (date(2026, 10, 28), None, 2, 32, "running"),
        (date(2026, 8, 31), date(2026, 9, 30), 2, 31, "ended"),
        (date(2026, 1, 15), date(2026, 2, 14), 1, 31, "ended"),
        (date(2025, 11, 29), ON, 12, 365, "ended"),
        (ON + DAY, None, 0, 0, ""),
    ],
)
def test_months_and_days_used(
    worker: Any, begin: date, end: date | None, months: int, days: int, state: str
) -> None:
    client = client_of(worker)
    took_part(client, offer_of(worker), state="ended" if end else "running", started_on=begin, ended_on=end)
    found = facts(client, worker)
    assert found.used["wijk-werken"] == Used(months=months, days=days)
    assert [measure.state for measure in found.measures] == ([state] if state else [])


def test_measure_used_elsewhere_counts_with_proof(worker: Any) -> None:
    client = client_of(worker)
    took_part(
        client,
        offer_of(worker),
        proposed_on=date(2026, 11, 1),
        used_before_months=7,
        used_before_minutes=120,
        used_before_proof="attest",
    )
    found = facts(client, worker)
    assert found.used == {"wijk-werken": Used(months=7, minutes={"2026": 120})}
    assert found.measures == ()


def test_more_files_than_fit_in_one_query(
    worker: Any, monkeypatch: Any, django_assert_num_queries: Any
) -> None:
    client = client_of(worker)
    everything(client, worker)
    together = facts(client, worker)
    monkeypatch.setattr("trede.facts.rows.MANY", 0)
    member = Member.objects.get(pk=worker.pk)
    assert member.roles
    assert member.acts_for
    with django_assert_num_queries(5):
        assert facts_of([client.pk], member=member, on=ON) == {client.pk: together}


def test_opened_file_answers_the_same_and_says_what_is_open(worker: Any) -> None:
    client = client_of(worker)
    everything(client, worker)
    waiting = took_part(client, offer_of(worker, "ama"), state="waiting")
    took_part(client, offer_of(worker, "praattafels"), state="refused")
    known = known_of_file(client, member=worker, on=ON)
    assert known.facts == facts(client, worker)
    assert {key: one.state for key, one in known.open.items()} == {"wijk-werken": "running", "ama": "waiting"}
    assert known.open["ama"].participation == waiting.pk


def test_state_and_result_are_those_of_the_day(worker: Any) -> None:
    client = client_of(worker)
    took_part(
        client,
        offer_of(worker, "ama"),
        state="ended",
        started_on=date(2026, 1, 5),
        ended_on=date(2026, 6, 30),
        result="next",
    )
    took_part(client, offer_of(worker, "praattafels"), state="paused", started_on=date(2026, 7, 1))
    assert facts(client, worker).measures == (
        Measure("ama", "ended", date(2026, 1, 5), date(2026, 6, 30), "next"),
        Measure("praattafels", "paused", date(2026, 7, 1)),
    )
    assert facts(client, worker, date(2026, 6, 29)).measures == (Measure("ama", "running", date(2026, 1, 5)),)
