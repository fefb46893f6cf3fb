from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client as Browser

from tests.cast import LONG_AGO, client_of, member_of
from trede.clients.actions.barriers import lift_barrier
from trede.clients.actions.facts import add_fact, correct_fact, retract_fact
from trede.clients.actions.locks import lock_file
from trede.clients.actions.merging import merge_files
from trede.clients.actions.restriction import restrict_file
from trede.clients.comparing import compare
from trede.clients.history import history_of
from trede.clients.models import Barrier, BarrierCode, Client, OwnBarrier
from trede.clients.reading_barriers import barriers_of
from trede.clients.tests.scene import queries_of, sign_in, url, verbs_on, words
from trede.core.errors import CaseError, Conflict
from trede.core.models import AccessLog, Event, Member
from trede.core.periods import today

pytestmark = pytest.mark.django_db(databases="__all__")
PLACE = "plaats in de opvang gevonden"


@pytest.fixture
def mine(worker: Member) -> Client:
    return client_of(worker)


def barrier(client: Client, by: Member, code: str = "debts", severity: int = 2, **more: Any) -> Barrier:
    values = {"starts_on": LONG_AGO} | more
    return add_fact(Barrier(client=client, code=code, severity=severity, **values), by=by)  # type: ignore[return-value]


def own(by: Member, label: str = "Geen bus", code: str = "mobility", **more: Any) -> OwnBarrier:
    return OwnBarrier.objects.create(organisation=by.organisation, label=label, code=code, **more)


def lift(fact: Barrier, by: Member, **more: Any) -> Barrier:
    values = {"expected": fact.version, "on": today(), "because": PLACE} | more
    return lift_barrier(fact, by=by, **values)


# Lifting


def test_a_lifted_barrier_keeps_what_helped(mine: Client, worker: Member) -> None:
    fact = lift(barrier(mine, worker), worker, because=f"  {PLACE} ")
    fact.refresh_from_db()
    assert (fact.ends_on, fact.lifted_because, fact.version) == (today(), PLACE, 2)
    assert fact.is_over
    assert verbs_on(mine.pk)[-1] == "barrier.lifted"
    (line, _added) = history_of(fact, mine, confidential=True)
    assert ("Waardoor opgelost", "", PLACE) in line.rows


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"because": " "}, "waardoor de drempel opgelost is"),
        ({"because": "x" * 201}, "hoogstens 200 tekens"),
        ({"on": today() + timedelta(days=1)}, "in de toekomst"),
        ({"on": LONG_AGO - timedelta(days=1)}, "was deze drempel er nog niet"),
    ],
)
def test_lifting_is_refused_with_a_sentence(
    mine: Client, worker: Member, more: dict[str, Any], sentence: str
) -> None:
    fact = barrier(mine, worker)
    with pytest.raises(CaseError, match=sentence):
        lift(fact, worker, **more)
    assert Barrier.objects.get().ends_on is None
    assert "barrier.lifted" not in verbs_on(mine.pk)


def test_what_is_over_or_taken_back_is_not_lifted(mine: Client, worker: Member) -> None:
    ended = barrier(mine, worker, ends_on=today() - timedelta(days=3))
    with pytest.raises(CaseError, match="al voorbij"):
        lift(ended, worker)
    lifted = lift(barrier(mine, worker, "housing"), worker)
    with pytest.raises(CaseError, match="al voorbij"):
        lift(lifted, worker)
    gone = barrier(mine, worker, "language")
    retract_fact(gone, by=worker, expected=1, because="van een ander")
    with pytest.raises(CaseError, match="ingetrokken"):
        lift(gone, worker)


def test_one_that_ends_later_is_lifted_earlier(mine: Client, worker: Member) -> None:
    fact = lift(barrier(mine, worker, ends_on=today() + timedelta(days=60)), worker)
    assert Barrier.objects.get().ends_on == fact.ends_on == today()


def test_who_comes_second_is_told(mine: Client, worker: Member) -> None:
    fact = barrier(mine, worker)
    correct_fact(Barrier.objects.get(), by=worker, expected=1, values={"severity": 3})
    with pytest.raises(Conflict):
        lift(fact, worker)
    assert Barrier.objects.get().lifted_because == ""


def test_a_restricted_file_keeps_its_barriers(mine: Client, worker: Member) -> None:
    fact = barrier(mine, worker)
    restrict_file(mine, by=member_of(worker.organisation, "dpo"), ground="betwist")
    with pytest.raises(CaseError, match="beperkt"):
        lift(fact, worker)


def test_the_event_of_a_confidential_barrier_stays_confidential(mine: Client, worker: Member) -> None:
    lift(barrier(mine, worker, BarrierCode.ADDICTION), worker)
    assert {event.compartment for event in Event.objects.filter(object_kind="barrier")} == {"confidential"}


def test_a_correction_out_of_the_confidential_part_is_told_there(mine: Client, worker: Member) -> None:
    fact = barrier(mine, worker, BarrierCode.HEALTH, note="niet tillen")
    correct_fact(fact, by=worker, expected=1, values={"code": "language"})
    assert Event.objects.get(verb="barrier.corrected").compartment == "confidential"


# Own barriers


def test_two_own_barriers_stand_under_one_code_but_each_once(mine: Client, worker: Member) -> None:
    bus, night = own(worker), own(worker, "Rijdt niet 's nachts")
    barrier(mine, worker, "mobility", own=bus)
    barrier(mine, worker, "mobility", own=night)
    barrier(mine, worker, "mobility")
    for again in (bus, night, None):
        with pytest.raises(CaseError, match="staat hier al iets"):
            barrier(mine, worker, "mobility", own=again, starts_on=today())
    assert Barrier.objects.count() == 3


def test_an_own_barrier_counts_under_its_own_code_and_here_only(
    mine: Client, worker: Member, outsider: Member
) -> None:
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError, match="andere code"):
        barrier(mine, worker, "debts", own=own(worker))
    with pytest.raises(ValidationError, match="andere organisatie"):
        barrier(mine, worker, "mobility", own=own(outsider))
    assert not Barrier.objects.exists()


def test_two_merged_files_with_another_own_barrier_do_not_clash(worker: Member) -> None:
    one, other = client_of(worker), client_of(worker)
    bus, night = own(worker), own(worker, "Rijdt niet 's nachts")
    barrier(one, worker, "mobility", own=bus)
    barrier(other, worker, "mobility", own=night)
    assert compare(one, other, confidential=True).clashes == []
    barrier(other, worker, "mobility", own=bus)
    (clash,) = compare(one, other, confidential=True).clashes
    assert clash.one.startswith("Geen bus, 01/01/2020")


# Reading


def test_standing_barriers_come_heaviest_first(mine: Client, worker: Member, colleague: Member) -> None:
    part = client_of(worker)
    light = barrier(mine, worker, "debts", 1)
    heavy = barrier(part, worker, "mobility", 3, own=own(worker))
    older = barrier(mine, worker, "housing", 1, starts_on=date(2019, 5, 1))
    health = barrier(mine, worker, "health", 3, starts_on=today())
    lift(barrier(mine, worker, "network", 3), worker)
    barrier(mine, worker, "digital", 3, ends_on=today() - timedelta(days=1))
    barrier(client_of(colleague), worker, "digital", 3)
    merge_files(lead=mine, other=part, by=worker, reason="dezelfde persoon")
    whole = Client.objects.get(pk=mine.pk)
    assert barriers_of(whole, confidential=True) == [heavy, health, older, light]
    assert barriers_of(whole, confidential=False) == [heavy, older, light]
    assert str(barriers_of(whole, confidential=False)[0]) == "Geen bus"


# Pages


def form_values(**more: str) -> dict[str, str]:
    return {"code": "debts", "severity": "2", "starts_on": "01/01/2026", "source": "client"} | more


def add(browser: Browser, client: Client, **more: str) -> Any:
    return browser.post(url("fact_add", pk=client.pk, slug="drempel"), form_values(**more), follow=True)


def test_choosing_an_own_barrier_sets_its_shared_code(
    as_worker: Browser, worker: Member, mine: Client
) -> None:
    bus = own(worker)
    add(as_worker, mine, code=f"own-{bus.pk}", doing="fietslessen", doing_by="Fietspunt")
    fact = Barrier.objects.get()
    assert (fact.code, fact.own, fact.doing, fact.doing_by) == ("mobility", bus, "fietslessen", "Fietspunt")
    text = words(as_worker.get(url("file_work", pk=mine.pk)))
    assert "Geen bus duidelijk telt mee als mobiliteit" in text
    assert "Nu: fietslessen (Fietspunt)" in text
    assert "Drempel genoteerd: Geen bus" in words(as_worker.get(url("file_timeline", pk=mine.pk)))
    again = add(as_worker, mine, code=f"own-{bus.pk}", doing="fietslessen", doing_by="Fietspunt")
    assert "Er is niets dubbel bewaard" in words(again)


def test_a_correction_keeps_changes_or_leaves_the_own_barrier(
    as_worker: Browser, worker: Member, mine: Client
) -> None:
    bus, night = own(worker), own(worker, "Rijdt niet 's nachts")
    fact = barrier(mine, worker, "mobility", own=bus, starts_on=date(2026, 1, 1))
    where = url("fact_correct", pk=mine.pk, slug="drempel", fact_id=fact.pk)
    form = as_worker.get(where).context["form"]
    assert form["code"].value() == f"own-{bus.pk}"
    for version, (chosen, code, left) in enumerate(
        [
            (f"own-{bus.pk}", "mobility", bus),
            (f"own-{night.pk}", "mobility", night),
            ("debts", "debts", None),
        ],
        start=1,
    ):
        posted = form_values(code=chosen, severity="3", version=str(max(1, version)))
        assert as_worker.post(where, posted).status_code == 303
        fact.refresh_from_db()
        assert (fact.code, fact.own, fact.severity) == (code, left, 3)
    changed = Event.objects.filter(verb="barrier.corrected").order_by("pk")
    assert changed.count() == 3
    text = words(as_worker.get(url("fact_history", pk=mine.pk, slug="drempel", fact_id=fact.pk)))
    assert "Rijdt niet 's nachts" in text


def test_a_retired_own_barrier_is_offered_only_where_it_stands(
    as_worker: Browser, worker: Member, mine: Client
) -> None:
    old = own(worker, retired_on=today())
    answer = add(as_worker, mine, code=f"own-{old.pk}")
    assert not Barrier.objects.exists()
    assert f"own-{old.pk}" in str(answer.context["form"].errors["code"])
    fact = barrier(mine, worker, "mobility", own=old)
    page = as_worker.get(url("fact_correct", pk=mine.pk, slug="drempel", fact_id=fact.pk))
    assert "Geen bus" in words(page)


@pytest.mark.parametrize("chosen", ["own-999999", "own-99999999999999999999", "own-x", "😀", "own-"])
def test_a_strange_choice_is_no_choice(as_worker: Browser, mine: Client, chosen: str) -> None:
    answer = add(as_worker, mine, code=chosen)
    assert "code" in answer.context["form"].errors
    assert not Barrier.objects.exists()


def test_the_own_barriers_of_others_are_not_offered(
    as_worker: Browser, outsider: Member, mine: Client
) -> None:
    theirs = own(outsider, "Hun drempel")
    assert "Hun drempel" not in words(as_worker.get(url("fact_add", pk=mine.pk, slug="drempel")))
    add(as_worker, mine, code=f"own-{theirs.pk}")
    assert not Barrier.objects.exists()


def test_medical_words_get_advice_and_are_kept(as_worker: Browser, mine: Client) -> None:
    said = "Schrijf liever wat iemand kan op het werk"
    assert said in words(add(as_worker, mine, code="health", note="Zware depressie"))
    assert said not in words(add(as_worker, mine, code="addiction", note="Enkel in de voormiddag"))
    assert said not in words(add(as_worker, mine, code="housing", note="Zware depressie"))
    assert Barrier.objects.get(code="health").note == "Zware depressie"


def test_lifting_on_the_page(as_worker: Browser, worker: Member, mine: Client) -> None:
    fact = barrier(mine, worker, "childcare", note="geen opvang na 16 u.")
    page = url("barrier_lift", pk=mine.pk, barrier_id=fact.pk)
    end = url("fact_end", pk=mine.pk, slug="drempel", fact_id=fact.pk)
    assert page in as_worker.get(end).content.decode()
    assert page in as_worker.get(url("file_work", pk=mine.pk)).content.decode()
    assert "geen opvang na 16 u." in words(as_worker.get(page))
    posted = {"on": f"{today():%d/%m/%Y}", "because": PLACE, "version": "1"}
    assert as_worker.post(page, posted).status_code == 303
    assert as_worker.post(page, posted).status_code == 200
    assert verbs_on(mine.pk).count("barrier.lifted") == 1
    text = words(as_worker.get(url("file_work", pk=mine.pk)))
    assert "Nu niets. Vroeger wel." in text
    assert f"Opgelost: {PLACE}" in text
    assert page not in as_worker.get(url("file_work", pk=mine.pk)).content.decode()
    assert "Kinderopvang" not in words(as_worker.get(url("file", pk=mine.pk))).partition("Laatst gebeurd")[0]
    assert AccessLog.objects.filter(subject=mine.pk, page="fact.drempel").exists()


def test_who_came_from_another_page_of_the_file_goes_back_there(as_worker: Browser, mine: Client) -> None:
    there = url("file_ladder", pk=mine.pk)
    add = url("fact_add", pk=mine.pk, slug="drempel")
    form = as_worker.get(add, {"terug": f"{there}#barriers", "code": "debts"}).content.decode()
    assert form.count(f'href="{there}#barriers"') == 2
    answer = as_worker.post(f"{add}?terug={there}%23barriers", form_values())
    assert (answer.status_code, answer["Location"]) == (303, f"{there}#barriers")
    lift_page = url("barrier_lift", pk=mine.pk, barrier_id=Barrier.objects.get().pk)
    posted = {"on": f"{today():%d/%m/%Y}", "because": PLACE, "version": "1"}
    assert as_worker.post(f"{lift_page}?terug={there}", posted)["Location"] == there


@pytest.mark.parametrize(
    "strange", ["https://example.org/", "//example.org", "/vandaag/", "/dossier/0/", "x" * 9000, "😀", ""]
)
def test_a_strange_way_back_leads_to_the_file(as_worker: Browser, mine: Client, strange: str) -> None:
    add = url("fact_add", pk=mine.pk, slug="drempel")
    home = url("file", pk=mine.pk)
    for asked in (strange, f"{home}../../uit/", f"{home}ladder/?a=b", f"{home}\\example.org"):
        page = as_worker.get(add, {"terug": asked}).content.decode()
        assert page.count(f'href="{home}"') >= 2
        assert "example.org" not in page


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"on": "31/02/2026"}, "Die dag bestaat niet"),
        ({"on": "31/12/2099"}, "in de toekomst"),
        ({"on": "01/01/2019"}, "was deze drempel er nog niet"),
        ({"on": "😀"}, "Schrijf de datum als"),
        ({"because": ""}, "waardoor de drempel opgelost is"),
        ({"because": "x" * 1_000_000}, "200"),
        ({"version": "7"}, "gewijzigd"),
    ],
)
def test_bad_input_on_the_page_gets_a_sentence(
    as_worker: Browser, worker: Member, mine: Client, data: dict[str, str], sentence: str
) -> None:
    fact = barrier(mine, worker)
    posted = {"on": f"{today():%d/%m/%Y}", "because": PLACE, "version": "1"} | data
    answer = as_worker.post(url("barrier_lift", pk=mine.pk, barrier_id=fact.pk), posted)
    assert answer.status_code == 200
    assert sentence in words(answer)
    assert Barrier.objects.get().ends_on is None


def test_it_stands_again_when_its_end_is_taken_away(as_worker: Browser, worker: Member, mine: Client) -> None:
    fact = lift(barrier(mine, worker, starts_on=date(2026, 1, 1)), worker)
    where = url("fact_correct", pk=mine.pk, slug="drempel", fact_id=fact.pk)
    assert as_worker.post(where, form_values(ends_on="", version="2")).status_code == 303
    fact.refresh_from_db()
    assert (fact.ends_on, fact.lifted_because) == (None, "")
    assert barriers_of(mine, confidential=True) == [fact]


def test_who_may_not_read_it_cannot_lift_it(worker: Member, mine: Client) -> None:
    fact = barrier(mine, worker, "addiction", note="geheim")
    helper = sign_in(member_of(worker.organisation, "administratief"))
    assert helper.get(url("barrier_lift", pk=mine.pk, barrier_id=fact.pk)).status_code == 404
    posted = {"on": f"{today():%d/%m/%Y}", "because": "x", "version": "1"}
    assert helper.post(url("barrier_lift", pk=mine.pk, barrier_id=fact.pk), posted).status_code == 404
    secret_own = own(worker, "Eigen geheim", "justice")
    page = words(helper.get(url("fact_add", pk=mine.pk, slug="drempel")))
    assert "Eigen geheim" not in page
    add(helper, mine, code=f"own-{secret_own.pk}")
    assert Barrier.objects.get() == fact
    assert "geheim" not in words(helper.get(url("file_work", pk=mine.pk)))
    assert "Drempel" not in words(helper.get(url("file_timeline", pk=mine.pk)))


def test_strangers_and_locked_files(
    mine: Client, worker: Member, colleague: Member, outsider: Member
) -> None:
    fact = barrier(mine, worker)
    page = url("barrier_lift", pk=mine.pk, barrier_id=fact.pk)
    assert sign_in(outsider).get(page).status_code == 404
    other = client_of(worker)
    assert sign_in(worker).get(url("barrier_lift", pk=other.pk, barrier_id=fact.pk)).status_code == 404
    assert sign_in(worker).get(url("barrier_lift", pk=mine.pk, barrier_id=2**70)).status_code == 404
    leader = member_of(worker.organisation, "teamleider")
    lock_file(mine, by=leader, reason="other", members=[colleague])
    assert sign_in(worker).get(page).status_code == 404
    assert sign_in(worker).post(page, {"because": "x"}).status_code == 404


def test_pages_take_few_queries_whatever_the_number(worker: Member, mine: Client) -> None:
    fact = barrier(mine, worker, "mobility", own=own(worker))
    pages = [
        url("file_work", pk=mine.pk),
        url("barrier_lift", pk=mine.pk, barrier_id=fact.pk),
        url("fact_add", pk=mine.pk, slug="drempel"),
        url("fact_history", pk=mine.pk, slug="drempel", fact_id=fact.pk),
        url("file_timeline", pk=mine.pk),
    ]
    browser = sign_in(worker)
    browser.get(pages[0])
    before = [queries_of(browser, page) for page in pages]
    for number in range(30):
        barrier(mine, worker, "mobility", own=own(worker, f"Eigen {number}"))
    after = [queries_of(browser, page) for page in pages]
    assert all(now <= then <= 12 for now, then in zip(after, before, strict=True))
