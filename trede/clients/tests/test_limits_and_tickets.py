from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client as Browser

from tests.cast import LONG_AGO, client_of, member_of
from trede.clients.actions.documents import add_document
from trede.clients.actions.facts import add_fact, correct_fact, retract_fact
from trede.clients.actions.locks import lock_file
from trede.clients.caseload import caseload_ids
from trede.clients.comparing import compare
from trede.clients.deadlines import Deadline, due_for
from trede.clients.deadlines_on_file import due_on_file
from trede.clients.gather import gather
from trede.clients.models import Client, Document, FunctionalLimit, Ticket
from trede.clients.tests import uploads as u
from trede.clients.tests.scene import queries_of, sign_in, url, words
from trede.core.errors import CaseError
from trede.core.models import Event, Member
from trede.core.periods import today

pytestmark = pytest.mark.django_db(databases="__all__")
RULES = ("ticket", "functional_limit")


def days(number: int) -> date:
    return today() + timedelta(days=number)


@pytest.fixture
def mine(worker: Member) -> Client:
    return client_of(worker)


def limit(client: Client, by: Member, kind: str = "lifting", **more: Any) -> FunctionalLimit:
    values = {"starts_on": LONG_AGO} | more
    return add_fact(FunctionalLimit(client=client, kind=kind, **values), by=by)  # type: ignore[return-value]


def ticket(client: Client, by: Member, kind: str = "imw", **more: Any) -> Ticket:
    values = {"starts_on": LONG_AGO} | more
    return add_fact(Ticket(client=client, kind=kind, **values), by=by)  # type: ignore[return-value]


def due(member: Member) -> list[Deadline]:
    found, _more = due_for(member, caseload_ids(member), today=today(), local={})
    return [one for one in found if one.rule in RULES]


# Writing


def test_everything_about_it_stays_in_the_confidential_part(mine: Client, worker: Member) -> None:
    fact = limit(mine, worker, most=10)
    correct_fact(fact, by=worker, expected=1, values={"most": 5})
    retract_fact(ticket(mine, worker), by=worker, expected=1, because="fout")
    events = Event.objects.filter(object_kind__in=("functionallimit", "ticket"))
    assert {event.compartment for event in events} == {"confidential"}
    assert events.count() == 4


def test_one_limit_of_a_kind_runs_at_a_time(mine: Client, worker: Member) -> None:
    limit(mine, worker, ends_on=days(10))
    with pytest.raises(CaseError, match="staat hier al iets"):
        limit(mine, worker, starts_on=today())
    limit(mine, worker, starts_on=days(11))
    limit(mine, worker, "standing")


def test_the_proof_is_a_document_of_this_person(mine: Client, worker: Member) -> None:
    theirs = add_document(Document(client=client_of(worker), kind="other", title="Attest"), u.PDF, by=worker)
    with pytest.raises(ValidationError, match="staat niet in dit dossier"):
        limit(mine, worker, proof=theirs)
    assert not FunctionalLimit.objects.exists()


# The form


def add(browser: Browser, client: Client, **more: str) -> Any:
    values = {"kind": "lifting", "starts_on": "01/01/2026", "source": "document"} | more
    return browser.post(url("fact_add", pk=client.pk, slug="beperking"), values, follow=True)


def test_the_file_says_it_as_a_sentence(as_worker: Browser, worker: Member, mine: Client) -> None:
    proof = add_document(
        Document(client=mine, kind="medical_limit", title="Attest arbeidsarts"), u.PDF, by=worker
    )
    add(as_worker, mine, most="10", ends_on="30/06/2099", proof=str(proof.pk))
    add(as_worker, mine, kind="nights", most="7")
    assert FunctionalLimit.objects.get(kind="lifting").proof == proof
    # A number where nothing is counted is left out.
    assert FunctionalLimit.objects.get(kind="nights").most is None
    text = words(as_worker.get(url("file_work", pk=mine.pk)))
    assert "Hoogstens 10 kg tillen, tot en met 30/06/2099 attest in het dossier · sinds 01/01/2026" in text
    assert "Geen nachtwerk of wisselende uren" in text


@pytest.mark.parametrize(
    ("data", "field", "sentence"),
    [
        ({"most": "0"}, "most", "boven nul"),
        ({"most": "101"}, "most", "Vul hoogstens 100 in"),
        ({"kind": "hours", "most": "51"}, "most", "Vul hoogstens 50 in"),
        ({"most": "-3"}, "most", "0"),
        ({"most": "9" * 40}, "most", ""),
        ({"most": "tien"}, "most", "getal"),
        ({"kind": ""}, "kind", ""),
        ({"kind": "😀"}, "kind", "😀"),
        ({"starts_on": "31/02/2026"}, "starts_on", "Die dag bestaat niet"),
        ({"ends_on": "01/01/2020"}, "ends_on", "Kies een latere einddatum"),
        ({"note": "x" * 1_000_000}, "note", "200"),
        ({"proof": "99999999999999999999"}, "proof", ""),
        ({"proof": "x"}, "proof", ""),
    ],
)
def test_bad_input_gets_a_sentence(
    as_worker: Browser, mine: Client, data: dict[str, str], field: str, sentence: str
) -> None:
    answer = add(as_worker, mine, **data)
    assert sentence in str(answer.context["form"].errors[field])
    assert not FunctionalLimit.objects.exists()


def test_a_medical_word_is_kept_with_advice_and_its_correction_too(
    as_worker: Browser, worker: Member, mine: Client
) -> None:
    said = "Schrijf liever wat iemand kan op het werk"
    assert said in words(add(as_worker, mine, note="Hernia L5"))
    fact = FunctionalLimit.objects.get()
    assert fact.note == "Hernia L5"
    where = url("fact_correct", pk=mine.pk, slug="beperking", fact_id=fact.pk)
    values = {"kind": "lifting", "starts_on": "01/01/2026", "source": "client", "version": "1"}
    assert said not in words(as_worker.post(where, values | {"note": "Niet bukken"}, follow=True))


# Who sees it


@pytest.mark.parametrize("slug", ["beperking", "ticket"])
def test_who_does_not_follow_the_file_sees_nothing_of_it(worker: Member, mine: Client, slug: str) -> None:
    fact = limit(mine, worker, note="Rugklachten") if slug == "beperking" else ticket(mine, worker)
    helper = sign_in(member_of(worker.organisation, "administratief"))
    where = {"pk": mine.pk, "slug": slug}
    assert helper.get(url("fact_add", **where)).status_code == 404
    for verb in ("correct", "end", "retract", "history"):
        assert helper.get(url(f"fact_{verb}", **where, fact_id=fact.pk)).status_code == 404
    assert (
        helper.post(url("fact_end", **where, fact_id=fact.pk), {"ends_on": "01/02/2026"}).status_code == 404
    )
    for page in ("file", "file_work", "file_timeline"):
        text = words(helper.get(url(page, pk=mine.pk)))
        assert not [said for said in ("kg tillen", "Rugklachten", "beperking", "icket") if said in text]


def test_a_locked_file_stays_closed(mine: Client, worker: Member, colleague: Member) -> None:
    fact = limit(mine, worker, ends_on=days(10))
    lock_file(mine, by=member_of(worker.organisation, "teamleider"), reason="other", members=[colleague])
    page = url("fact_correct", pk=mine.pk, slug="beperking", fact_id=fact.pk)
    assert sign_in(worker).get(page).status_code == 404
    assert due(worker) == []


def test_comparing_two_files_leaves_it_out_for_others(worker: Member) -> None:
    one, other = client_of(worker), client_of(worker)
    limit(one, worker)
    limit(other, worker)
    ticket(other, worker)
    assert len(compare(one, other, confidential=True).clashes) == 1
    hidden = compare(one, other, confidential=False)
    assert hidden.clashes == []
    assert not {label for label, _one, _other in hidden.counts} & {"Functionele beperking", "Ticket van VDAB"}


# What is due


@pytest.mark.parametrize(("ends", "expected"), [(-1, 0), (0, 1), (30, 1), (31, 0), (None, 0)])
def test_a_limit_is_looked_at_again_in_its_last_month(
    worker: Member, mine: Client, ends: int | None, expected: int
) -> None:
    fact = limit(mine, worker, most=10, ends_on=None if ends is None else days(ends))
    found = due(worker)
    assert len(found) == expected
    on_file = due_on_file(mine, {FunctionalLimit: [fact]}, today=today(), local={})
    assert on_file == found
    if found:
        assert found[0].sentence.endswith(f"loopt tot en met {days(ends or 0):%d/%m/%Y}: niet zwaar tillen")
        assert found[0].url == url("fact_add", pk=mine.pk, slug="beperking")


@pytest.mark.parametrize(
    ("ends", "expected"), [(-366, 0), (-365, 1), (-1, 1), (0, 1), (183, 1), (184, 0), (None, 0)]
)
def test_a_ticket_is_asked_again_half_a_year_before(
    worker: Member, mine: Client, ends: int | None, expected: int
) -> None:
    fact = ticket(mine, worker, ends_on=None if ends is None else days(ends))
    found = due(worker)
    assert len(found) == expected
    assert due_on_file(mine, {Ticket: [fact]}, today=today(), local={}) == found
    if found:
        assert found[0].sentence.endswith(": Individueel maatwerk")
        assert found[0].action == "Nieuw ticket noteren"


def test_what_follows_ends_the_deadline_of_its_own_kind_only(worker: Member, mine: Client) -> None:
    ticket(mine, worker, ends_on=days(20))
    ticket(mine, worker, "cmw", ends_on=days(21))
    ticket(mine, worker, starts_on=days(21), ends_on=days(900))
    limit(mine, worker, ends_on=days(9))
    limit(mine, worker, starts_on=days(10))
    assert [one.sentence.rpartition(": ")[2] for one in due(worker)] == ["Collectief maatwerk"]
    facts = gather([FunctionalLimit, Ticket], [mine.pk])
    assert due_on_file(mine, facts, today=today(), local={}) == due(worker)


def test_it_is_due_for_who_follows_the_file_alone(
    worker: Member, mine: Client, colleague: Member, outsider: Member
) -> None:
    ticket(mine, worker, ends_on=days(20))
    limit(mine, worker, ends_on=days(20))
    helper = member_of(worker.organisation, "administratief")
    assert len(due(worker)) == 2
    assert [due(other) for other in (colleague, outsider, helper)] == [[], [], []]
    Client.objects.filter(pk=mine.pk).update(closed_on=today())
    assert due(worker) == []


def test_the_part_of_the_file_takes_few_queries_whatever_the_number(worker: Member, mine: Client) -> None:
    limit(mine, worker)
    browser = sign_in(worker)
    pages = [
        url("file_work", pk=mine.pk),
        url("file", pk=mine.pk),
        url("fact_add", pk=mine.pk, slug="beperking"),
    ]
    browser.get(pages[0])
    before = [queries_of(browser, page) for page in pages]
    for number in range(1, 50):
        limit(mine, worker, starts_on=days(number * 10), ends_on=days(number * 10 + 5), kind="noise")
    after = [queries_of(browser, page) for page in pages]
    assert all(now <= then <= 12 for now, then in zip(after, before, strict=True))
