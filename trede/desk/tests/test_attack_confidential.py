"""Every page of a file, read by who may open it and not its confidential part: nothing of that part stands there."""

import io
from collections.abc import Iterator
from typing import Any

import pypdf
import pytest
from django.test import Client as Browser
from django.urls import NoReverseMatch, get_resolver, reverse

from tests.cast import LONG_AGO, client_of, member_of
from trede.clients import models as m
from trede.clients.actions.copying import copy_file
from trede.clients.actions.facts import add_fact
from trede.clients.models import Client
from trede.clients.opening import sees_confidential
from trede.clients.tests.scene import sign_in
from trede.core.access import look_with_reason, open_grant
from trede.core.errors import NotAllowed
from trede.core.models import Member, Purpose
from trede.core.periods import today
from trede.core.roles import Role
from trede.fit.actions.remarks import disagree
from trede.ladder.actions.assessment_kinds import adopt_library
from trede.ladder.actions.assessments import start_assessment
from trede.ladder.actions.intakes import score, start_intake, write_note
from trede.ladder.models import Assessment, Intake
from trede.offers.actions import participations as act
from trede.offers.models import Offer, OfferCondition, Participation

pytestmark = pytest.mark.django_db(databases="__all__")
CANARY = "Kwetsuur"


@pytest.fixture
def secret(worker: Member) -> dict[str, Any]:
    """A file with something in every corner of its confidential part; the ids that addresses are made of."""
    client = client_of(worker)

    def add(model: Any, **values: Any) -> Any:
        return add_fact(model(client=client, starts_on=LONG_AGO, **values), by=worker)

    add(m.Barrier, code="addiction", severity=3, note=f"{CANARY} 1", doing=f"{CANARY} 2", doing_by=CANARY)
    add(m.FunctionalLimit, kind="lifting", most=10, note=f"{CANARY} 3")
    add(m.Ticket, kind="imw")
    intake = start_intake(Intake(client=client), by=worker)
    for domain in ("health", "relations"):
        write_note(intake, domain=domain, text=f"{CANARY} {domain}", marks=[], by=worker, expected=0)
        score(client, domain=domain, whose="client", score=1, intake=intake, by=worker)
    offer = Offer.objects.create(
        organisation=worker.organisation, key="zorg", name="Zorgtraject", rung=2, kind="health", about="…"
    )
    OfferCondition.objects.create(
        offer=offer, kind="barrier", value="addiction", weight="practical", starts_on=LONG_AGO
    )
    disagree(client, offer=offer, condition="barrier:addiction", met=False, reason=f"{CANARY} 4", by=worker)
    one = act.propose(Participation(client=client, offer=offer, why="Samen gekozen."), by=worker)
    kind = adopt_library(worker.organisation, by=worker)
    task = kind.tasks.first()
    tested = start_assessment(Assessment(client=client, kind=kind, question="Wat lukt?"), by=worker)
    return {
        "client": client,
        "pk": client.pk,
        "intake_id": intake.pk,
        "offer_id": offer.pk,
        "participation_id": one.pk,
        "assessment_id": tested.pk,
        "task_id": task.pk,
        "kind_id": kind.pk,
        "rung": 2,
    }


def reader(who: str, worker: Member, client: Client) -> Member:
    if who == "look":
        coach = member_of(worker.organisation, Role.WERKVLOERCOACH)
        look_with_reason(by=coach, subject=client.pk, reason="Staat aan het loket")
        return coach
    return member_of(worker.organisation, who)


SLUGS = ("drempel", "beperking", "ticket", "toestemming")


def addresses(known: dict[str, Any]) -> Iterator[str]:
    """Every page of the program whose address can be made from these ids."""
    for name in get_resolver().reverse_dict:
        if not isinstance(name, str):
            continue
        for _patterns, _pattern, _defaults, _converters in get_resolver().reverse_dict.getlist(name):
            asked = set(_converters)
            if asked <= {*known, "slug"} and not name.startswith(("account", "mfa", "socialaccount")):
                for slug in SLUGS if "slug" in asked else ("",):
                    kwargs = {one: slug if one == "slug" else known[one] for one in asked}
                    try:
                        yield reverse(name, kwargs=kwargs)
                    except NoReverseMatch:
                        continue


def text_of(answer: Any) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if "pdf" in answer.headers.get("Content-Type", ""):
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    return content.decode(errors="replace")


def told(browser: Browser, known: dict[str, Any]) -> tuple[dict[str, int], list[str]]:
    """How each page answered, and those that told something."""
    statuses, leaks = {}, []
    for address in {*addresses(known)}:
        answer = browser.get(f"{address}?vertrouwelijk=1&concept=health&toon=alles")
        statuses[address] = answer.status_code
        if answer.status_code == 200 and CANARY in text_of(answer):
            leaks.append(address)
    return statuses, leaks


@pytest.mark.parametrize("who", ["administratief", "look"])
def test_no_page_tells_the_confidential_part(who: str, worker: Member, secret: dict[str, Any]) -> None:
    member = reader(who, worker, secret["client"])
    statuses, leaks = told(sign_in(member), secret)
    assert leaks == []
    opened = [one for one, status in statuses.items() if status == 200]
    assert len(opened) > 25, "the crawl opened the pages"
    assert f"/dossier/{secret['pk']}/wat-past/" in opened
    assert f"/dossier/{secret['pk']}/ladder/" in opened


def test_who_follows_the_file_reads_it(worker: Member, secret: dict[str, Any]) -> None:
    """The crawl would see it."""
    _statuses, leaks = told(sign_in(worker), secret)
    assert len(leaks) >= 4


@pytest.mark.parametrize("who", ["administratief", "look"])
def test_no_form_writes_or_reads_the_confidential_part(
    who: str, worker: Member, secret: dict[str, Any]
) -> None:
    browser = sign_in(reader(who, worker, secret["client"]))
    note = reverse("intake_note", kwargs={"pk": secret["pk"], "intake_id": secret["intake_id"]})
    answer = browser.post(
        note, {"domain": "health", "text": "x", "version": 0}, HTTP_ACCEPT="application/json"
    )
    assert answer.status_code == 404
    for barrier in m.Barrier.objects.all():
        assert browser.post(f"/dossier/{secret['pk']}/drempel/{barrier.pk}/opgelost/").status_code == 404
    said = browser.post(
        reverse("fit_remark", kwargs={"pk": secret["pk"]}),
        {"offers": [secret["offer_id"]], "condition": "barrier:addiction", "met": "yes"},
    )
    assert said.status_code in (403, 404)


def test_a_copy_with_a_remark_on_the_confidential_part_is_not_for_who_may_not_read_it(
    worker: Member,
) -> None:
    client = client_of(worker)
    offer = Offer.objects.create(
        organisation=worker.organisation, key="zorg", name="Zorgtraject", rung=2, kind="health", about="…"
    )
    OfferCondition.objects.create(
        offer=offer, kind="barrier", value="addiction", weight="practical", starts_on=LONG_AGO
    )
    disagree(client, offer=offer, condition="barrier:addiction", met=False, reason="Clean.", by=worker)
    clerk = member_of(worker.organisation, Role.ADMINISTRATIEF)
    seen = Client.objects.visible_to(clerk).get(pk=client.pk)
    with pytest.raises(NotAllowed):
        copy_file(seen, by=clerk)


def test_a_look_with_a_reason_is_no_following_and_takes_nothing_from_who_follows(
    worker: Member, colleague: Member
) -> None:
    client = client_of(worker)
    look_with_reason(by=colleague, subject=client.pk, reason="Staat aan het loket")
    assert not sees_confidential(colleague, Client.objects.visible_to(colleague).get(pk=client.pk))
    open_grant(
        organisation=client.organisation_id,
        subject=client.pk,
        cause="x",
        purpose=Purpose.SOCIAL_SERVICE,
        member=colleague,
        starts_on=today(),
    )
    assert sees_confidential(colleague, Client.objects.visible_to(colleague).get(pk=client.pk))
