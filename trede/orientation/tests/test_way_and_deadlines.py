from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import LONG_AGO, client_of, member_of
from trede.clients.actions.clients import assign
from trede.clients.deadlines import Room, due_for
from trede.clients.models import CaseRole, Client
from trede.clients.tests.scene import queries_of, sign_in, words
from trede.core.local import local_values
from trede.core.models import AccessLog, Member
from trede.core.periods import today
from trede.core.roles import Role
from trede.council.models import Decision, Proposal
from trede.orientation.actions.deciding import decide
from trede.orientation.deadlines_session import RULES, sources
from trede.orientation.models import (
    Appointment,
    OrientationDecision,
    OrientationInvitation,
    OrientationSession,
    PartnerEvaluation,
    QuestionNote,
    WaitingEntry,
)
from trede.orientation.tabs import orientation_tabs
from trede.orientation.tests.session_scene import Scene, at, lock, scene, seat
from trede.referral.models import Exemption, Referral, ReferralStep

pytestmark = pytest.mark.django_db(databases="__all__")
ROOM = Room(RULES, sources)


@pytest.fixture
def made() -> Scene:
    return scene(people=1, attendance="present")


def everything(made: Scene, client: Client) -> None:
    """One of each, as the rooms leave them behind."""
    own: dict[str, Any] = {"organisation": made.office, "client": client}
    referral = Referral.objects.create(estimate="yes", wish="Buiten werken", state="accepted", **own)
    ReferralStep.objects.create(referral=referral, state="accepted", **own)
    decide(made.first, outcome="partner", motivation="Staat sterk.", partner=made.eho, by=made.counsellor)
    QuestionNote.objects.create(invitation=made.first, question="work", answer="yes", note="Keuken", **own)
    QuestionNote.objects.create(invitation=made.first, question="limits", note="Niet tillen", **own)
    proposal = Proposal.objects.create(kind="exemption", asked="Zes maanden rust", motivation="Geheim", **own)
    Decision.objects.create(proposal=proposal, outcome="granted", motivation="Ja", decided_on=today(), **own)
    Exemption.objects.create(ground="health", reason="medical", starts_on=LONG_AGO, review_on=today(), **own)
    Appointment.objects.create(
        member=made.counsellor, kind="talk", starts_at=timezone.now(), note="Cv", **own
    )


def followed(made: Scene, member: Member) -> Client:
    client: Client = made.first.client
    assign(client, member=member, role=CaseRole.GUIDE, by=None, starts_on=LONG_AGO)
    return client


def test_the_tab_shows_the_whole_way(made: Scene) -> None:
    client = followed(made, made.counsellor)
    everything(made, client)
    page = words(made.as_counsellor().get(at("file_way", client.pk)))
    expected = [
        "Aanvaard",
        "Buiten werken",
        "Een partner begeleidt",
        "Staat sterk.",
        "Keuken",
        "Zes maanden rust",
    ]
    for shown in [
        *expected,
        "Niet tillen",
        "Gezondheid",
        "Gesprek",
        "te geven tegen",
        "Beslist in de trajectbepaling",
    ]:
        assert shown in page, shown
    assert AccessLog.objects.filter(subject=client.pk, page="file_way").exists()
    assert (
        'aria-current="page">Traject' in made.as_counsellor().get(at("file_way", client.pk)).content.decode()
    )


def test_who_reads_every_file_does_not_see_the_confidential_part(made: Scene) -> None:
    client = followed(made, made.counsellor)
    everything(made, client)
    page = words(sign_in(member_of(made.office, Role.ADMINISTRATIEF)).get(at("file_way", client.pk)))
    assert "Staat sterk." in page
    for hidden in ("Zes maanden rust", "Gezondheid", "Niet tillen"):
        assert hidden not in page


def test_the_way_is_as_closed_as_the_file(made: Scene) -> None:
    client = followed(made, made.counsellor)
    other = sign_in(member_of(made.office, Role.TRAJECTBEGELEIDER))
    assert other.get(at("file_way", client.pk)).status_code == 302
    lock(client, member_of(made.office, Role.DPO))
    assert made.as_counsellor().get(at("file_way", client.pk)).status_code == 404


def test_the_way_asks_twelve_queries_however_long(made: Scene) -> None:
    client = followed(made, made.counsellor)
    assert "Nog geen traject" not in words(made.as_counsellor().get(at("file_way", client.pk)))
    everything(made, client)
    few = queries_of(made.as_counsellor(), at("file_way", client.pk))
    for number in range(30):
        Appointment.objects.create(
            organisation=made.office,
            client=client,
            member=made.counsellor,
            kind="talk",
            starts_at=timezone.now() + timedelta(days=number),
        )
        entry = WaitingEntry.objects.get(client=client)
        slot = made.session.slots.model.objects.create(
            organisation=made.office, session=made.session, begin=900 + number, minutes=1
        )
        copy = OrientationInvitation.objects.get(pk=made.first.pk)
        copy.pk, copy.slot, copy.entry, copy.token_hash, copy.released_at = (
            None,
            slot,
            entry,
            str(number),
            timezone.now(),
        )
        copy.save()
    assert queries_of(made.as_counsellor(), at("file_way", client.pk)) <= few <= 12


def test_an_empty_way_says_what_to_do(worker: Member, as_worker: Any) -> None:
    assert "Nog geen traject" in words(as_worker.get(at("file_way", client_of(worker).pk)))


def test_tabs_are_the_pages_that_a_member_may_open(made: Scene) -> None:
    def names(member: Member) -> set[str]:
        return {str(tab["label"]) for tab in orientation_tabs(member, "diary")}

    assert {"Overzicht", "Evaluaties", "Agenda"} <= names(made.partner)
    assert not {"Niet gezien", "Wachtlijst", "Tolken", "Zittingen", "Aanmeldingen"} & names(made.partner)
    assert {"Overzicht", "Niet gezien", "Evaluaties", "Agenda"} <= names(made.counsellor)
    assert names(member_of(made.office, Role.DPO)) == set()
    social = names(member_of(made.office, Role.MAATSCHAPPELIJK_WERKER))
    assert social == {"Overzicht", "Aanmeldingen", "Agenda"}
    current = [tab["label"] for tab in orientation_tabs(made.partner, "diary") if tab["current"]]
    assert [str(label) for label in current] == ["Agenda"]


# Deadlines


def rules_due(member: Member, mine: list[Client] | None = None) -> dict[str, list[int]]:
    local = local_values(member.organisation_id, today())
    ids = [client.pk for client in mine or []]
    rows, _more = due_for(member, ids, today=today(), local=local, rooms=[ROOM])
    found: dict[str, list[int]] = {}
    for row in rows:
        assert row.sentence
        assert row.url or row.url_name == "exemption_new"
        found.setdefault(row.rule, []).append(row.object_id)
    return found


def ago(made: Scene, days: int) -> None:
    OrientationSession.objects.update(on=today() - timedelta(days=days))


def test_a_no_show_is_due_after_the_days_of_the_organisation(made: Scene) -> None:
    OrientationInvitation.objects.update(attendance="absent")
    ago(made, 4)
    assert rules_due(made.counsellor) == {}
    ago(made, 5)
    assert rules_due(made.counsellor) == {"no_show": [made.first.pk]}
    assert rules_due(made.partner) == {}


def test_who_was_seen_and_not_decided_about(made: Scene) -> None:
    assert rules_due(made.counsellor) == {}
    ago(made, 1)
    assert rules_due(made.counsellor) == {"undecided": [made.first.pk]}
    assert rules_due(member_of(made.office, Role.TRAJECTBEGELEIDER)) == {}
    lock(made.first.client, member_of(made.office, Role.DPO))
    assert rules_due(made.counsellor) == {}


def test_an_evaluation_is_due_for_the_partner_and_the_ocmw(made: Scene) -> None:
    decide(made.first, outcome="partner", motivation="Sterk.", partner=made.eho, by=made.counsellor)
    assert rules_due(made.partner) == {}
    PartnerEvaluation.objects.update(due_on=today() + timedelta(days=14))
    pk = PartnerEvaluation.objects.get().pk
    assert rules_due(made.partner) == {"evaluation": [pk]}
    assert rules_due(made.counsellor) == {"evaluation": [pk]}
    assert rules_due(member_of(made.office, Role.PARTNER)) == {}
    assert rules_due(scene().counsellor) == {}


def test_an_appointment_that_nobody_marked(made: Scene) -> None:
    client = followed(made, made.counsellor)
    appointment = Appointment.objects.create(
        organisation=made.office,
        client=client,
        member=made.counsellor,
        kind="talk",
        starts_at=timezone.now() - timedelta(days=1),
    )
    assert rules_due(made.counsellor) == {"appointment": [appointment.pk]}
    Appointment.objects.update(seen=True)
    assert rules_due(made.counsellor) == {}


def decided(made: Scene, outcome: str, **own: Any) -> OrientationDecision:
    OrientationDecision.objects.all().delete()
    WaitingEntry.objects.update(left_on=today(), left_because="decided")
    values: dict[str, Any] = {"motivation": "Zo.", "decided_on": today() - timedelta(days=14)} | own
    return OrientationDecision.objects.create(
        organisation=made.office, client=made.first.client, invitation=made.first, outcome=outcome, **values
    )


def test_what_a_decision_asks_of_who_follows(made: Scene) -> None:
    client = followed(made, made.counsellor)
    again = decided(made, "not_yet", first="Opvang", again_on=today())
    assert rules_due(made.counsellor, [client]) == {"look_again": [again.pk]}
    WaitingEntry.objects.update(left_on=None, left_because="")
    assert rules_due(made.counsellor, [client]) == {}
    guided = decided(made, "ocmw", guide=made.counsellor)
    assert rules_due(made.counsellor, [client]) == {"intake": [guided.pk]}
    guided = decided(made, "ocmw", guide=made.counsellor, decided_on=today() - timedelta(days=13))
    assert rules_due(made.counsellor, [client]) == {}
    exempt = decided(made, "exemption")
    assert rules_due(made.counsellor, [client]) == {"exemption_to_propose": [exempt.pk]}
    Exemption.objects.create(
        organisation=made.office,
        client=client,
        ground="equity",
        reason="x",
        starts_on=today(),
        review_on=date(2030, 1, 1),
    )
    assert rules_due(made.counsellor, [client]) == {}
    assert rules_due(made.counsellor) == {}


def test_only_the_newest_decision_of_a_client_counts(made: Scene) -> None:
    client = followed(made, made.counsellor)
    decided(made, "not_yet", first="Opvang", again_on=today())
    later = seat(made, 1, client=client, attendance="present")
    decide(later, outcome="exemption", motivation="Nu wel.", by=made.counsellor)
    assert set(rules_due(made.counsellor, [client])) == {"exemption_to_propose"}
