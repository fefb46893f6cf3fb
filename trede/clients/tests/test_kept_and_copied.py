"""The facts of barriers, limits, tickets and consents in the client's copy, and after erasing."""

import json
from datetime import date
from typing import Any

import pytest

from tests.cast import LONG_AGO, client_of
from trede.clients import erasing
from trede.clients.actions.barriers import lift_barrier
from trede.clients.actions.consent import give_consent, withdraw_consent
from trede.clients.actions.documents import add_document
from trede.clients.actions.facts import add_fact
from trede.clients.copy_words import page_of
from trede.clients.copying import as_data, contents_of
from trede.clients.models import Barrier, Client, Consent, Document, FunctionalLimit, OwnBarrier, Ticket
from trede.clients.tests import uploads as u
from trede.core.models import EventPayload, Member
from trede.core.periods import today

pytestmark = pytest.mark.django_db(databases="__all__")
PERSONAL = ("rijdt bij zijn neef", "fietslessen", "Fatima", "eigen fiets", "schouder", "Groep INTRO", "Sofie")


@pytest.fixture
def full(worker: Member) -> Client:
    """A file with one of each, and a document that proves two of them."""
    client = client_of(worker, last_name="Haddad")
    document = Document(client=client, kind="medical_limit", title="Attest van Sofie")
    sheet = add_document(document, u.PDF, by=worker)
    own = OwnBarrier.objects.create(organisation=worker.organisation, label="Geen bus", code="mobility")
    barrier = Barrier(
        client=client, code="mobility", own=own, severity=3, note="rijdt bij zijn neef", starts_on=LONG_AGO
    )
    barrier.doing, barrier.doing_by = "fietslessen", "Fatima"
    add_fact(barrier, by=worker)
    lift_barrier(barrier, by=worker, expected=1, on=today(), because="eigen fiets")
    limit = FunctionalLimit(client=client, kind="lifting", most=10, note="schouder", starts_on=LONG_AGO)
    limit.proof = sheet
    add_fact(limit, by=worker)
    add_fact(Ticket(client=client, kind="imw", decided_by="VDAB Oostende", starts_on=LONG_AGO), by=worker)
    consent = Consent(client=client, purpose="partner", given_to="Groep INTRO", what="Naam", form="paper")
    consent.starts_on, consent.paper = LONG_AGO, sheet
    give_consent(consent, by=worker)
    withdraw_consent(consent, by=worker, on=today())
    return Client.objects.get(pk=client.pk)


def rows(client: Client, title: str) -> list[tuple[str, str]]:
    (section,) = [one for one in page_of(contents_of(client))["sections"] if one["title"] == title]
    return [tuple(row) for part in section["parts"] for row in part["rows"]]


def test_the_copy_says_everything_about_the_client(full: Client) -> None:
    barrier = dict(rows(full, "Drempel"))
    assert barrier["Eigen drempel"] == "Geen bus"
    assert barrier["Waardoor opgelost"] == "eigen fiets"
    assert barrier["Wat gebeurt er aan"] == "fietslessen"
    assert dict(rows(full, "Functionele beperking"))["Hoogstens"] == "10"
    assert dict(rows(full, "Ticket van VDAB"))["Ticket"] == "Individueel maatwerk"
    consent = dict(rows(full, "Toestemming"))
    assert consent["Aan wie"] == "Groep INTRO"
    assert consent["Ingetrokken op"] == f"{today():%d/%m/%Y}"


def test_the_copy_names_no_colleague_and_no_document_beside_a_fact(full: Client) -> None:
    assert "Fatima" not in json.dumps(page_of(contents_of(full)), ensure_ascii=False)
    assert "Attest" not in dict(rows(full, "Functionele beperking"))
    assert "Papier" not in dict(rows(full, "Toestemming"))


def test_the_data_for_a_machine_holds_the_same(full: Client) -> None:
    facts = as_data(contents_of(full))["facts"]
    (barrier,) = facts["barrier"]
    assert (barrier["own"], barrier["code"], barrier["lifted_because"]) == (
        "Geen bus",
        "mobility",
        "eigen fiets",
    )
    assert "doing_by" not in barrier
    (consent,) = facts["consent"]
    assert consent["withdrawn_on"] == today().isoformat()
    assert json.dumps(facts)


def stored(client: Client) -> str:
    kinds: tuple[Any, ...] = (Barrier, FunctionalLimit, Ticket, Consent, Document)
    return " ".join(str(list(kind.objects.filter(client=client).values())) for kind in kinds)


def test_after_erasing_only_codes_and_dates_stay(full: Client, worker: Member) -> None:
    assert all(word in stored(full) for word in PERSONAL)
    erasing.erase(worker.organisation_id, [full.pk])
    left = stored(full)
    assert not [word for word in (*PERSONAL, "VDAB Oostende") if word in left]
    assert not Document.objects.exists()
    barrier = Barrier.objects.get()
    assert (barrier.code, barrier.own and barrier.own.label, barrier.severity) == ("mobility", "Geen bus", 3)
    limit = FunctionalLimit.objects.get()
    assert (limit.kind, limit.most, limit.proof) == ("lifting", 10, None)
    assert Ticket.objects.get().kind == "imw"
    consent = Consent.objects.get()
    assert (consent.purpose, consent.form, consent.paper) == ("partner", "paper", None)
    assert (consent.withdrawn_on, consent.starts_on) == (today(), LONG_AGO)


def test_what_was_written_goes_from_the_timeline_too(full: Client, worker: Member) -> None:
    erasing.erase(worker.organisation_id, [full.pk])
    assert not EventPayload.objects.filter(event__subject=full.pk).exists()


def test_two_erased_files_of_one_barrier_still_keep_their_promises(worker: Member) -> None:
    client = client_of(worker)
    for label in ("Een", "Twee"):
        own = OwnBarrier.objects.create(organisation=worker.organisation, label=label, code="debts")
        add_fact(
            Barrier(client=client, code="debts", own=own, severity=1, starts_on=date(2024, 1, 1)), by=worker
        )
    erasing.erase(worker.organisation_id, [client.pk])
    assert Barrier.objects.filter(client=client).count() == 2
