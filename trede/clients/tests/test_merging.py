from datetime import date
from typing import Any

import pytest
from django.core import serializers

from tests.cast import ClientFactory, client_of, member_of
from trede.clients.actions.assignments import hand_over
from trede.clients.actions.facts import add_fact
from trede.clients.actions.locks import lock_file, names_of_lock
from trede.clients.actions.merging import declare_not_double, merge_files, unmerge_file
from trede.clients.actions.restriction import restrict_file
from trede.clients.comparing import compare, overlap
from trede.clients.kinds_of_facts import fact_models
from trede.clients.models import (
    Address,
    Barrier,
    BarrierCode,
    CaseAssignment,
    Client,
    FileLock,
    IncomeKind,
    IncomeSpell,
    NotADouble,
)
from trede.clients.opening import sees_confidential
from trede.clients.tests.scene import queries_of, sign_in, url, verbs_on, words
from trede.core.errors import CaseError
from trede.core.models import AccessGrant, Event, Member

pytestmark = pytest.mark.django_db(databases="__all__")


def income(client: Client, by: Member, start: date, end: date | None = None) -> IncomeSpell:
    spell = IncomeSpell(client=client, kind=IncomeKind.LEEFLOON, category="B", starts_on=start, ends_on=end)
    add_fact(spell, by=by)
    return spell


def dump(*clients: Client) -> list[str]:
    """Every row of these files, their versions left out."""
    pks = [client.pk for client in clients]
    rows: list[Any] = list(Client.objects.filter(pk__in=pks).order_by("pk"))
    for model in [*fact_models(), CaseAssignment, FileLock]:
        rows += model._base_manager.filter(client__in=pks).order_by("pk")
    rows += AccessGrant.objects.filter(subject__in=pks).order_by("pk")
    for row in rows:
        row.version = 0
    return serializers.serialize("json", rows).split("}}, ")


def can_see(member: Member, client: Client) -> bool:
    member.__dict__.pop("acts_for", None)
    return bool(Client.objects.visible_to(member).filter(pk=client.pk).exists())


@pytest.fixture
def pair(worker: Member, colleague: Member) -> tuple[Client, Client]:
    """One followed by the worker, the other by a colleague."""
    return client_of(worker), client_of(colleague)


def test_merging_sets_an_alias_and_records_it_on_both(pair: Any, worker: Member) -> None:
    lead, other = pair
    merge_files(lead=lead, other=other, by=worker, reason="zelfde paspoort")
    other.refresh_from_db()
    assert other.alias_of == lead
    assert verbs_on(lead.pk)[-1] == "client.absorbed"
    assert verbs_on(other.pk)[-1] == "client.merged"
    assert Event.objects.filter(verb__in=["client.absorbed", "client.merged"]).count() == 2


def test_who_follows_a_part_follows_the_whole(pair: Any, worker: Member, colleague: Member) -> None:
    lead, other = pair
    assert not can_see(colleague, lead)
    merge_files(lead=lead, other=other, by=worker, reason="dubbel")
    assert can_see(colleague, lead)
    whole = Client.objects.visible_to(colleague).get(pk=lead.pk)
    assert (whole.why, sees_confidential(colleague, whole)) == ("guidance", True)
    assert lead.pk in Client.objects.caseload_of(colleague).values_list("pk", flat=True)


def test_passing_on_a_part_passes_on_the_whole(pair: Any, worker: Member, colleague: Member) -> None:
    lead, other = pair
    merge_files(lead=lead, other=other, by=worker, reason="dubbel")
    third = member_of(worker.organisation, "trajectbegeleider")
    hand_over(other.assignments.get(), to=third, by=colleague)
    assert can_see(third, lead)


def test_unmerging_gives_back_exactly_what_was(pair: Any, worker: Member, colleague: Member) -> None:
    lead, other = pair
    income(lead, worker, date(2026, 1, 1))
    income(other, colleague, date(2026, 3, 1))
    add_fact(Barrier(client=other, code="health", severity=2, starts_on=date(2026, 1, 1)), by=colleague)
    before = dump(lead, other)
    merge_files(lead=lead, other=other, by=worker, reason="dubbel")
    assert dump(lead, other) != before
    unmerge_file(part=Client.objects.get(pk=other.pk), by=worker, reason="toch niet")
    assert dump(lead, other) == before
    assert not can_see(colleague, lead)
    assert not can_see(worker, other)
    assert (verbs_on(lead.pk)[-1], verbs_on(other.pk)[-1]) == ("client.released", "client.unmerged")


def test_merging_twice_or_in_a_chain_is_refused(pair: Any, worker: Member) -> None:
    lead, other = pair
    third = client_of(worker)
    merge_files(lead=lead, other=other, by=worker, reason="dubbel")
    for first, second in [(lead, other), (third, other), (other, third)]:
        with pytest.raises(CaseError, match="al samengevoegd"):
            merge_files(lead=first, other=second, by=worker, reason="x")
    with pytest.raises(CaseError, match="bevat zelf al"):
        merge_files(lead=third, other=lead, by=worker, reason="x")
    merge_files(lead=lead, other=third, by=worker, reason="x")
    assert set(Client.objects.get(pk=lead.pk).file_ids) == {lead.pk, other.pk, third.pk}


def test_a_file_is_not_merged_with_itself_or_without_a_reason(pair: Any, worker: Member) -> None:
    with pytest.raises(CaseError, match="twee keer"):
        merge_files(lead=pair[0], other=pair[0], by=worker, reason="x")
    with pytest.raises(CaseError, match="waarom"):
        merge_files(lead=pair[0], other=pair[1], by=worker, reason="  ")


def test_files_of_two_organisations_stay_apart(worker: Member, outsider: Member) -> None:
    with pytest.raises(CaseError, match="andere organisatie"):
        merge_files(lead=client_of(worker), other=client_of(outsider), by=worker, reason="x")


def test_a_restricted_file_is_neither_merged_nor_split(pair: Any, worker: Member) -> None:
    lead, other = pair
    merge_files(lead=lead, other=other, by=worker, reason="x")
    restrict_file(lead, by=worker, ground="betwist")
    with pytest.raises(CaseError, match="beperkt"):
        unmerge_file(part=Client.objects.get(pk=other.pk), by=worker, reason="x")
    with pytest.raises(CaseError, match="beperkt"):
        merge_files(lead=lead, other=client_of(worker), by=worker, reason="x")


def test_one_number_in_both_stops_a_split_with_a_sentence(pair: Any, worker: Member) -> None:
    lead, other = pair
    Client.objects.filter(pk=other.pk).update(insz="90051700104")
    merge_files(lead=lead, other=other, by=worker, reason="x")
    Client.objects.filter(pk=lead.pk).update(insz="90051700104")
    with pytest.raises(CaseError, match="rijksregisternummer"):
        unmerge_file(part=Client.objects.get(pk=other.pk), by=worker, reason="x")


@pytest.mark.parametrize("locked", [0, 1])
def test_a_lock_on_either_part_locks_the_whole(
    pair: Any, worker: Member, colleague: Member, locked: int
) -> None:
    lock_file(pair[locked], by=worker, reason="relative", members=[worker])
    lead, other = pair
    merge_files(lead=lead, other=other, by=worker, reason="x")
    assert can_see(worker, lead)
    assert not can_see(colleague, lead)
    assert lead not in Client.objects.findable_by(colleague)
    assert other not in Client.objects.findable_by(colleague)


def test_two_locks_for_other_people_are_not_mixed(pair: Any, worker: Member, colleague: Member) -> None:
    lock_file(pair[0], by=worker, reason="relative", members=[worker])
    lock_file(pair[1], by=worker, reason="relative", members=[worker, colleague])
    with pytest.raises(CaseError, match="lijsten"):
        merge_files(lead=pair[0], other=pair[1], by=worker, reason="x")


def test_a_locked_whole_stays_locked_in_both_parts(pair: Any, worker: Member, colleague: Member) -> None:
    lead, other = pair
    merge_files(lead=lead, other=other, by=worker, reason="x")
    lock_file(Client.objects.get(pk=lead.pk), by=worker, reason="relative", members=[worker])
    unmerge_file(part=Client.objects.get(pk=other.pk), by=worker, reason="x")
    for client in pair:
        assert names_of_lock(Client.objects.get(pk=client.pk)) == {worker.pk}
    assert not can_see(colleague, other)


def test_a_declared_pair_is_remembered_once(pair: Any, worker: Member) -> None:
    declare_not_double(one=pair[1], other=pair[0], by=worker)
    declare_not_double(one=pair[0], other=pair[1], by=worker)
    decision = NotADouble.objects.get()
    assert (decision.one_id < decision.other_id, decision.decided_by) == (True, worker)
    assert Event.objects.filter(verb="client.not_a_double").count() == 1


def test_the_comparison_shows_what_differs_and_what_clashes(worker: Member) -> None:
    one = client_of(worker, last_name="Peeters", birth_date=date(1990, 5, 17))
    other = client_of(worker, last_name="Peters", birth_date=date(1990, 5, 18), known_as="Jo")
    income(one, worker, date(2026, 1, 1), date(2026, 6, 30))
    income(other, worker, date(2026, 6, 30))
    compared = compare(one, other, confidential=True)
    assert {row.label for row in compared.rows if row.differs} == {"Achternaam", "Geboortedatum"}
    assert [(row.one, row.other) for row in compared.telling] == [("17/05/1990", "18/05/1990")]
    (clash,) = compared.clashes
    assert clash.one == "Leefloon, 01/01/2026 tot 30/06/2026"
    assert clash.other == "Leefloon, 30/06/2026 tot nu"
    assert ("Inkomensperiode", 1, 1) in compared.counts


def test_facts_that_do_not_touch_do_not_clash(worker: Member) -> None:
    one, other = client_of(worker), client_of(worker)
    income(one, worker, date(2026, 1, 1), date(2026, 6, 29))
    income(other, worker, date(2026, 6, 30))
    add_fact(Address(client=one, kind="post", street="Kerkstraat", starts_on=date(2026, 1, 1)), by=worker)
    add_fact(Address(client=other, kind="home", street="Dorp", starts_on=date(2026, 1, 1)), by=worker)
    assert compare(one, other, confidential=True).clashes == []


def test_the_confidential_part_is_left_out_for_others(worker: Member) -> None:
    one, other = client_of(worker), client_of(worker)
    for client in (one, other):
        barrier = Barrier(client=client, code=BarrierCode.ADDICTION, severity=3, starts_on=date(2026, 1, 1))
        add_fact(barrier, by=worker)
    assert len(compare(one, other, confidential=True).clashes) == 1
    hidden = compare(one, other, confidential=False)
    assert (hidden.clashes, [label for label, _a, _b in hidden.counts]) == ([], [])


@pytest.mark.parametrize(
    ("other", "expected"),
    [((1, 5), True), ((5, None), True), ((6, None), False), ((1, 2), True), ((1, 1), False)],
)
def test_periods_have_inclusive_ends(other: tuple[int, int | None], expected: bool) -> None:
    end = date(2026, 1, other[1]) if other[1] else None
    assert overlap(date(2026, 1, 2), date(2026, 1, 5), date(2026, 1, other[0]), end) is expected


def test_the_pages_lead_from_a_name_to_one_file_and_back(worker: Member) -> None:
    from trede.clients.indexing import index_clients

    one, other = client_of(worker, last_name="Vandamme"), client_of(worker, last_name="Vandammen")
    index_clients([one, other])
    browser = sign_in(worker)
    found = browser.post(url("file_merge", pk=one.pk), {"q": "vandammen"})
    compare_url = url("file_merge_with", pk=one.pk, other_id=other.pk)
    assert compare_url in found.content.decode()
    assert "verschilt" in words(browser.get(compare_url))
    answer = browser.post(compare_url, {"lead": other.pk, "reason": "zelfde persoon"})
    assert (answer.status_code, answer.url) == (303, url("file", pk=other.pk))
    assert browser.get(url("file_merge", pk=one.pk)).url == url("file", pk=other.pk)
    split = url("file_unmerge", pk=other.pk, part_id=one.pk)
    assert split in browser.get(url("file_merge", pk=other.pk)).content.decode()
    assert browser.post(split, {"reason": "vergissing"}).status_code == 303
    assert Client.objects.filter(alias_of=None).count() == 2


def test_a_bad_merge_comes_back_with_a_sentence(worker: Member) -> None:
    one, other = client_of(worker), client_of(worker)
    browser = sign_in(worker)
    page = url("file_merge_with", pk=one.pk, other_id=other.pk)
    assert "waarom dit dezelfde persoon is" in words(browser.post(page, {"lead": one.pk}))
    assert browser.post(page, {"lead": "999", "reason": "x"}).status_code == 200
    assert browser.get(url("file_merge_with", pk=one.pk, other_id=one.pk)).status_code == 302
    assert browser.get(url("file_unmerge", pk=one.pk, part_id=other.pk)).status_code == 404
    assert not Client.objects.exclude(alias_of=None).exists()


def test_to_merge_both_files_must_open(pair: Any, worker: Member, outsider: Member) -> None:
    lead, other = pair
    browser = sign_in(worker)
    page = url("file_merge_with", pk=lead.pk, other_id=other.pk)
    assert browser.get(page).url == url("look", pk=other.pk)
    assert browser.post(page, {"lead": lead.pk, "reason": "x"}).status_code == 302
    assert not Client.objects.exclude(alias_of=None).exists()
    theirs = client_of(outsider)
    assert browser.get(url("file_merge_with", pk=lead.pk, other_id=theirs.pk)).status_code == 404


@pytest.mark.parametrize("role", ["werkvloercoach", "beheerder", "dpo", "partner"])
def test_roles_that_do_not_merge_are_refused(worker: Member, role: str) -> None:
    other = member_of(worker.organisation, role)
    assert sign_in(other).get(url("file_merge", pk=client_of(worker).pk)).status_code == 403


@pytest.mark.parametrize("rows", [1, 3, 50])
def test_comparing_takes_few_queries_whatever_the_number(worker: Member, rows: int) -> None:
    one, other = client_of(worker), client_of(worker)
    for number in range(rows):
        for client in (one, other):
            ClientFactory(
                organisation=worker.organisation, alias_of=client, number=10_000 + client.pk * 100 + number
            )
    browser = sign_in(worker)
    assert queries_of(browser, url("file_merge_with", pk=one.pk, other_id=other.pk)) <= 12
    assert queries_of(browser, url("file_merge", pk=one.pk)) <= 12
