from datetime import date, timedelta
from typing import Any

import pytest

from tests.cast import LONG_AGO, ClientFactory, client_of, member_of
from trede.clients.models import Barrier, Client, FileLock, FunctionalLimit, Ticket
from trede.core.models import Member, Team, TeamMembership
from trede.core.periods import today
from trede.facts.tests.test_gathering import put
from trede.fit.actions.remarks import answer, disagree
from trede.fit.catalogue import entries_of
from trede.fit.reading import Fitting, candidates, fits_of, fits_of_caseload, standing_of, who_fits
from trede.fit.tests.scene import catalogue, dutch, limit, offer
from trede.offers.models import Edition, Offer, Participation

pytestmark = pytest.mark.django_db


def verdicts(client: Client, member: Member, on: date | None = None) -> dict[str, str]:
    return {one.key: str(one.verdict) for one in fits_of(client, member=member, on=on or today())}


def fitting(client: Client, member: Member, key: str) -> Fitting:
    return next(one for one in fits_of(client, member=member, on=today()) if one.key == key)


def test_each_verdict(worker: Member) -> None:
    catalogue(worker)
    client = client_of(worker)
    dutch(client, "1.1")
    assert verdicts(client, worker) == {
        "praattafels": "fits",
        "babbelbox": "fits",
        "bootcamp": "no",
        "ama-poetsen": "unknown",
        "ama-zwerfvuil": "unknown",
        "digiwerking": "not_offered",
    }


def test_reasons_say_what_was_found_needed_and_what_lifts(worker: Member) -> None:
    catalogue(worker)
    client = client_of(worker)
    dutch(client, "1.1")
    [(check, said)] = fitting(client, worker, "bootcamp").reasons
    assert (str(check.found), str(check.needed), said) == ("1.1", "Nederlands minstens 1.2", None)
    assert str(check.lifts) == "een taaltraject tot 1.2"
    [(check, _said)] = fitting(client, worker, "babbelbox").reasons
    assert check.source == "annex 6"


def test_catalogue_is_that_of_the_day_and_of_the_own_organisation(worker: Member, outsider: Member) -> None:
    offer(outsider, "elders")
    offer(worker, "gestopt", stopped_on=today())
    wes = offer(
        worker,
        "wes",
        {"kind": "vdab", "ends_on": today() - timedelta(days=1)},
        {"kind": "age_min", "value": "18", "position": 0},
    )
    limit(wes, "months", 6)
    limit(wes, "days", 10)
    client = client_of(worker)
    assert verdicts(client, worker) == {"wes": "fits"}
    assert [check.condition_id for check in fitting(client, worker, "wes").fit.checks] == [
        "age_min:18",
        "limit:months",
        "limit:days",
    ]
    assert verdicts(client, worker, today() - timedelta(days=1))["wes"] == "unknown"


def test_answer_fills_in_what_is_not_known_and_gives_way(worker: Member) -> None:
    made = catalogue(worker)
    client = client_of(worker)
    both = [made["ama-poetsen"], made["ama-zwerfvuil"]]
    answer(client, offers=both, condition="judgement:far_from_work", met=True, by=worker)
    answer(client, offers=[made["bootcamp"]], condition="language_min:1.2", met=True, by=worker)
    assert verdicts(client, worker)["ama-poetsen"] == "fits"
    assert verdicts(client, worker)["ama-zwerfvuil"] == "unknown"
    assert verdicts(client, worker)["bootcamp"] == "fits"
    dutch(client, "1.1")
    assert verdicts(client, worker)["bootcamp"] == "no"


def test_disagreement_changes_the_outcome_and_keeps_both_reasons(worker: Member) -> None:
    made = catalogue(worker)
    client = client_of(worker)
    dutch(client, "1.1")
    disagree(
        client,
        offer=made["bootcamp"],
        condition="language_min:1.2",
        met=True,
        reason="Spreekt vlot.",
        by=worker,
    )
    one = fitting(client, worker, "bootcamp")
    [(check, said)] = one.reasons
    assert one.verdict == "fits"
    assert (check.outcome, check.machine, str(check.found)) == ("ok", "no", "1.1")
    assert said
    assert (said.disagrees, said.reason, said.by) == (True, "Spreekt vlot.", worker.user.name)
    assert said.at.date() >= today() - timedelta(days=1)


def test_what_two_parts_of_a_file_say_the_newest_counts(worker: Member) -> None:
    made = catalogue(worker)
    head = client_of(worker)
    part = client_of(worker)
    condition = "judgement:far_from_work"
    answer(part, offers=[made["ama-poetsen"]], condition=condition, met=False, by=worker)
    answer(head, offers=[made["ama-poetsen"]], condition=condition, met=True, by=worker)
    Client.objects.filter(pk=part.pk).update(alias_of=head)
    whole = Client.objects.visible_to(worker).get(pk=head.pk)
    assert verdicts(whole, worker)["ama-poetsen"] == "fits"
    [standing] = fits_of_caseload(member=worker, on=today()).values()
    assert {one.key: one.verdict for one in standing.fittings}["ama-poetsen"] == "fits"


def test_what_is_open_already_is_said(worker: Member) -> None:
    made = catalogue(worker)
    client = client_of(worker)
    put(Participation, client, offer=made["praattafels"], state="waiting")
    one = fitting(client, worker, "praattafels")
    assert one.open
    assert one.open.state == "waiting"


def secret_offers(member: Member) -> list[Offer]:
    return [
        offer(member, "imw", {"kind": "ticket", "value": "imw"}),
        offer(member, "gtb", {"kind": "work_limit"}),
        offer(member, "spoor-w", {"kind": "barrier", "value": "addiction,health"}),
    ]


def test_confidential_part_never_leaks_by_verdict_reason_or_remark(worker: Member) -> None:
    made = secret_offers(worker)
    full, bare = client_of(worker), client_of(worker)
    put(Ticket, full, kind="imw")
    put(FunctionalLimit, full, kind="lifting")
    put(Barrier, full, code="addiction", severity=3)
    disagree(full, offer=made[1], condition="work_limit:", met=False, reason="Hersteld.", by=worker)
    answer(full, offers=[made[0]], condition="ticket:imw", met=True, by=worker)
    assert verdicts(full, worker) == {"imw": "fits", "gtb": "no", "spoor-w": "fits"}

    reader = member_of(worker.organisation, "administratief")
    seen = [Client.objects.visible_to(reader).get(pk=one.pk) for one in (full, bare)]
    first, second = (fits_of(one, member=reader, on=today()) for one in seen)
    assert [told(one) for one in first] == [told(one) for one in second]
    assert {one.verdict for one in first} == {"unknown"}


def told(one: Fitting) -> list[Any]:
    """Everything that a screen could show of it."""
    return [
        one.verdict,
        *(
            (check.outcome, check.machine, str(check.found), str(check.question), said)
            for check, said in one.reasons
        ),
    ]


def test_caseload_by_name_without_locked_closed_merged_or_other_files(
    worker: Member, colleague: Member
) -> None:
    catalogue(worker)
    zed, ann = client_of(worker, last_name="Zed"), client_of(worker, last_name="Ann")
    locked, closed, part = client_of(worker), client_of(worker), client_of(worker)
    client_of(colleague)
    FileLock.objects.create(
        organisation=worker.organisation, client=locked, reason="colleague", starts_on=LONG_AGO
    )
    Client.objects.filter(pk=closed.pk).update(closed_on=today())
    Client.objects.filter(pk=part.pk).update(alias_of=zed)
    assert list(fits_of_caseload(member=worker, on=today())) == [ann, zed]


def test_part_that_is_followed_brings_the_whole_file(worker: Member, colleague: Member) -> None:
    catalogue(worker)
    head = client_of(colleague)
    part = client_of(worker)
    Client.objects.filter(pk=part.pk).update(alias_of=head)
    assert list(fits_of_caseload(member=worker, on=today())) == [head]


def test_who_leads_sees_the_team_or_only_the_own_files(worker: Member) -> None:
    made = catalogue(worker)
    lead = member_of(worker.organisation, "teamleider")
    team = Team.objects.create(organisation=worker.organisation, name="Team")
    for member, leads in ((lead, True), (worker, False)):
        TeamMembership.objects.create(team=team, member=member, leads=leads, starts_on=LONG_AGO)
    theirs, own = client_of(worker, last_name="A"), client_of(lead, last_name="B")
    fresh = Member.objects.get(pk=lead.pk)
    everybody = who_fits(made["praattafels"], member=fresh, on=today())
    assert [one.client for one in everybody] == [theirs, own]
    assert [one.client for one in who_fits(made["praattafels"], member=fresh, on=today(), own=True)] == [own]


def test_edition_is_looked_at_on_the_day_it_begins(worker: Member) -> None:
    made = offer(worker, "bootcamp", {"kind": "age_min", "value": "18"})
    begins = today() + timedelta(days=90)
    edition = Edition.objects.create(
        organisation=worker.organisation, offer=made, name="Maart", starts_on=begins, ends_on=begins, places=9
    )
    turns = date(begins.year - 18, begins.month, min(begins.day, 28))
    client_of(worker, birth_date=turns)
    [now] = who_fits(made, member=worker, on=today())
    [then] = who_fits(made, member=worker, on=today(), edition=edition)
    assert (now.verdict, then.verdict) == ("no", "fits")


def test_stopped_offer_fits_nobody(worker: Member) -> None:
    with pytest.raises(Offer.DoesNotExist):
        who_fits(offer(worker, "weg", stopped_on=LONG_AGO), member=worker, on=today())


@pytest.mark.parametrize("many", [1, 30])
def test_as_many_queries_for_one_client_as_for_many(
    worker: Member, many: int, django_assert_num_queries: Any
) -> None:
    made = catalogue(worker)
    for _n in range(many):
        client = client_of(worker)
        dutch(client, "1.1")
        answer(client, offers=[made["ama-poetsen"]], condition="judgement:far_from_work", met=True, by=worker)
    member = Member.objects.get(pk=worker.pk)
    assert member.roles
    assert member.acts_for
    with django_assert_num_queries(6):
        found = fits_of_caseload(member=member, on=today())
    assert len(found) == many
    entries = entries_of(member.organisation_id, today())
    with django_assert_num_queries(5):
        assert len(candidates(entries[0], entries, member=member, on=today())) == many
    opened = Client.objects.visible_to(member).get(pk=client.pk)
    with django_assert_num_queries(4):
        assert len(standing_of(opened, member=member, on=today()).fittings) == 6


def test_empty_caseload(worker: Member) -> None:
    catalogue(worker)
    ClientFactory(organisation=worker.organisation)
    assert fits_of_caseload(member=worker, on=today()) == {}
