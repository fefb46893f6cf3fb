"""The ladder and the offers, for the tests of the whole house: one of everything on a file and of an office."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from trede.clients.models import Client, Document, OwnBarrier
from trede.core.models import Member, Organisation
from trede.core.periods import today
from trede.fit.models import FitRemark
from trede.ladder import models as l
from trede.offers import models as o
from trede.offers.referral_links import frozen, link_columns, new_token
from trede.offers.shared_fields import Line

LONG_AGO = date(2020, 1, 1)


@dataclass
class Shelf:
    """What an organisation offers: an offer, an edition with a session, an assessment with a task and an indicator."""

    home: Organisation
    offer: o.Offer
    elsewhere: o.Offer
    edition: o.Edition
    session: o.EditionSession
    kind: l.AssessmentKind
    task: l.AssessmentTask
    indicator: l.Indicator
    partner: Organisation
    things: dict[str, int]


def shelf_of(home: Organisation, leader: Member, partner: Organisation) -> Shelf:
    offer = offer_of(home, "bootcamp", provider=partner)
    elsewhere = offer_of(home, "jobroad", status="elsewhere")
    condition = o.OfferCondition.objects.create(
        offer=offer, kind="language_min", value="1.1", starts_on=LONG_AGO
    )
    limit = o.OfferLimit.objects.create(offer=offer, unit="months", most=12, starts_on=LONG_AGO)
    edition = edition_of(offer, leader, today() + timedelta(days=20))
    session = o.EditionSession.objects.create(
        organisation=home, edition=edition, on=edition.starts_on, begin=540, end=720
    )
    seat = o.HostSeat.objects.create(
        organisation=home,
        edition=edition_of(offer, leader, today(), for_hosts=True),
        host="Bakkerij",
        person="Jo",
    )
    barrier = OwnBarrier.objects.create(organisation=home, label="Geen fiets", code="mobility")
    kind = l.AssessmentKind.objects.create(
        organisation=home, key="werklabo-huis", name="WerkLabo", about="Acht opdrachten"
    )
    task = l.AssessmentTask.objects.create(kind=kind, key="dozen", name="Dozen vouwen")
    indicator = l.Indicator.objects.create(task=task, competence=COMPETENCE, text="Begint na de uitleg")
    return Shelf(
        home,
        offer,
        elsewhere,
        edition,
        session,
        kind,
        task,
        indicator,
        partner,
        {
            "offer": offer.pk,
            "condition": condition.pk,
            "limit": limit.pk,
            "edition": edition.pk,
            "editionsession": session.pk,
            "ownbarrier": barrier.pk,
            "hostseat": seat.pk,
            "hostedition": seat.edition_id,
            "assessmentkind": kind.pk,
            "assessmenttask": task.pk,
            "indicator": indicator.pk,
        },
    )


COMPETENCE = "tempo"


def offer_of(home: Organisation, key: str, **own: Any) -> o.Offer:
    values = {"name": key.capitalize(), "rung": 4, "kind": "module", "about": "Vijf weken oefenen.", **own}
    return o.Offer.objects.create(organisation=home, key=key, **values)


def edition_of(offer: o.Offer, leader: Member, on: date, **own: Any) -> o.Edition:
    return o.Edition.objects.create(
        organisation=offer.organisation,
        offer=offer,
        name="Voorjaar",
        starts_on=on,
        ends_on=on + timedelta(days=30),
        places=12,
        leader=leader,
        **own,
    )


def climb_of(shelf: Shelf, client: Client, *, by: Member) -> dict[str, Any]:
    """One of everything on this file: the name of each thing → its number."""
    own = {"organisation": shelf.home, "client": client}
    return _ladder(shelf, own, by) | _assessment(shelf, own, by) | _participations(shelf, own, by)


def _ladder(shelf: Shelf, own: dict[str, Any], by: Member) -> dict[str, int]:
    day = today()
    intake = l.Intake.objects.create(
        **own, held_on=day - timedelta(days=40), held_by=by, wish="Werken in een keuken"
    )
    for domain in l.Domain.values:
        l.DomainNote.objects.create(
            **own, intake=intake, domain=domain, text="Iets dat gezegd werd", noted_by=by
        )
        for whose in l.Whose.values:
            l.DomainScore.objects.create(
                **own, intake=intake, domain=domain, whose=whose, score=3, on=intake.held_on, scored_by=by
            )
    position = l.LadderPosition.objects.create(
        **own,
        rung=3,
        reason="first",
        evidence="Komt elke week",
        starts_on=day - timedelta(days=30),
        recorded_by=by,
    )
    goal = l.LadderGoal.objects.create(**own, rung=5, why="Wil een contract", starts_on=day, recorded_by=by)
    return {"intake": intake.pk, "position": position.pk, "goal": goal.pk}


def _assessment(shelf: Shelf, own: dict[str, Any], by: Member) -> dict[str, int]:
    row = l.Assessment.objects.create(
        **own, kind=shelf.kind, starts_on=today() - timedelta(days=30), question="Wat kan?", asked_by=by
    )
    l.TaskRun.objects.create(**own, assessment=row, task=shelf.task, done_on=today())
    l.Observation.objects.create(**own, assessment=row, indicator=shelf.indicator, observer=by, seen=3)
    return {"assessment": row.pk}


def _participations(shelf: Shelf, own: dict[str, Any], by: Member) -> dict[str, Any]:
    day = today()
    seated = o.Participation.objects.create(
        **own, offer=shelf.offer, edition=shelf.edition, state="accepted", proposed_on=day, proposed_by=by
    )
    o.ParticipationStep.objects.create(**own, participation=seated, state="accepted", by=by)
    running = o.Participation.objects.create(
        **own,
        offer=offer_for(shelf, "wijkwerk"),
        state="running",
        proposed_on=day - timedelta(days=200),
        started_on=day - timedelta(days=190),
        proposed_by=by,
    )
    o.ParticipationStep.objects.create(**own, participation=running, state="running", by=by)
    o.ProgressReport.objects.create(**own, participation=running, going="well", text="Goed", by=by)
    o.Participation.objects.create(
        **own,
        offer=shelf.offer,
        edition=shelf.edition,
        state="ended",
        result="completed",
        proposed_on=day,
        certificate=_certificate(own),
    )
    remark = FitRemark.objects.create(
        **own,
        offer=shelf.offer,
        condition="language_min:1.1",
        kind="disagree",
        met=True,
        reason="Spreekt goed",
        by=by,
    )
    sent, token = _sent(shelf, own, by)
    return {
        "sentparticipation": sent.participation_id,
        "partnerreferral": sent.pk,
        "partnertoken": token,
        "participation": seated.pk,
        "runningparticipation": running.pk,
        "fitremark": remark.pk,
    }


def _certificate(own: dict[str, Any]) -> Document:
    return Document.objects.create(
        **own,
        kind="certificate",
        title="Attest van de vijf weken",
        storage_name=f"attest-{own['client'].pk}",
        media_type="application/pdf",
        size=10,
        sha256="0" * 64,
    )


def _sent(shelf: Shelf, own: dict[str, Any], by: Member) -> tuple[o.PartnerReferral, str]:
    """Waits for the answer of the partner."""
    place = {"organisation_id": shelf.home.pk, "client_id": own["client"].pk}
    participation = o.Participation.objects.create(
        **own, offer=offer_for(shelf, "taalgroep"), state="referred", proposed_by=by
    )
    o.ParticipationStep.objects.create(**own, participation=participation, state="referred", by=by)
    token = new_token()
    sent = o.PartnerReferral.objects.create(
        **own,
        participation=participation,
        to_organisation=shelf.partner,
        to_name=shelf.partner.name,
        question="Is er plaats?",
        fields="name",
        shared=frozen([Line("name", "Naam", own["client"].name)], **place),
        valid_until=today() + timedelta(days=30),
        sent_by=by,
        **link_columns(token, **place),
    )
    return sent, token


def offer_for(shelf: Shelf, key: str) -> o.Offer:
    found = o.Offer.objects.filter(organisation=shelf.home, key=key).first()
    return found or offer_of(shelf.home, key, provider=shelf.partner)
