"""More of everything on the ladder and in the offers, for the tests that make lists longer."""

from datetime import date, timedelta
from typing import Any

from tests.house.climb import COMPETENCE, LONG_AGO, Shelf, climb_of, edition_of, offer_of
from tests.house.town import Town
from trede.clients.models import Client, OwnBarrier
from trede.core.models import Member
from trede.core.periods import today
from trede.fit.models import FitRemark
from trede.ladder import models as l
from trede.offers import models as o
from trede.offers.referral_links import frozen, link_columns, new_token
from trede.offers.shared_fields import Line


def grow_climb(town: Town, others: list[Client], observer: Member, number: int) -> None:
    """The row `number` of everything that the pages of the ladder and of the offers list."""
    shelf, by = town.shelves["own"], town.colleague
    for client in others:
        climb_of(shelf, client, by=by)
        _presence(shelf, client, shelf.session)
    own = {"organisation": town.office, "client": town.client("own")}
    offer = _shelf(shelf, by, number)
    _talks(own, by, number)
    _moves(own, by, number)
    _assessments(town, own, observer, number)
    _participations(shelf, offer, own, by, number)


def _shelf(shelf: Shelf, by: Member, number: int) -> o.Offer:
    """One more offer, and one more of each part of the offer, the edition and the assessment of the town."""
    day = LONG_AGO + timedelta(days=number)
    offer = offer_of(shelf.home, f"aanbod-{number}", provider=shelf.partner, needs_consent=False)
    for one in (offer, shelf.offer):
        o.OfferCondition.objects.create(offer=one, kind="age_min", value=f"{number}", starts_on=LONG_AGO)
        o.OfferLimit.objects.create(offer=one, unit="sessions", most=number, starts_on=day, ends_on=day)
    for one in (offer, shelf.offer):
        edition_of(one, by, today() + timedelta(days=number))
    host = o.Edition.objects.get(pk=shelf.things["hostedition"])
    edition_of(shelf.offer, by, today() + timedelta(days=number), for_hosts=True)
    o.HostSeat.objects.create(organisation=shelf.home, edition=host, host="Bakkerij", person=f"Jo {number}")
    o.EditionSession.objects.create(
        organisation=shelf.home,
        edition=shelf.edition,
        on=shelf.edition.starts_on + timedelta(days=number),
        begin=540,
        end=720,
    )
    OwnBarrier.objects.create(organisation=shelf.home, label=f"Drempel {number}", code="mobility")
    kind = l.AssessmentKind.objects.create(
        organisation=shelf.home, key=f"proef-{number}", name="P", about="P"
    )
    for one in (kind, shelf.kind):
        task = l.AssessmentTask.objects.create(kind=one, key=f"opdracht-{number}", name="Vouwen")
        l.Indicator.objects.create(task=task, competence=COMPETENCE, text="Werkt door")
    return offer


def _talks(own: dict[str, Any], by: Member, number: int) -> None:
    """An intake of before, closed; one can be open."""
    day = today() - timedelta(days=100 + number)
    intake = l.Intake.objects.create(**own, held_on=day, closed_on=day, held_by=by)
    for domain in l.Domain.values:
        l.DomainNote.objects.create(**own, intake=intake, domain=domain, text="Iets", noted_by=by)
        for whose in l.Whose.values:
            l.DomainScore.objects.create(
                **own, intake=intake, domain=domain, whose=whose, score=2, on=day, scored_by=by
            )


def _moves(own: dict[str, Any], by: Member, number: int) -> None:
    day = today() - timedelta(days=30 + 2 * number)
    period = {"starts_on": day, "ends_on": day, "recorded_by": by}
    l.LadderPosition.objects.create(**own, **period, rung=2, reason="grew", evidence="Komt elke week")
    l.LadderGoal.objects.create(**own, **period, rung=4, why="Wil meer")


def _assessments(town: Town, own: dict[str, Any], observer: Member, number: int) -> None:
    """An assessment of before, and one more observer of the one that runs."""
    shelf, day = town.shelves["own"], today() - timedelta(days=60 + number)
    l.Assessment.objects.create(
        **own,
        kind=shelf.kind,
        starts_on=day,
        concluded_on=day,
        advice="Kan beginnen",
        asked_by=town.colleague,
    )
    running = l.Assessment.objects.get(pk=town["assessment", "own"])
    task = l.AssessmentTask.objects.get(kind=shelf.kind, key=f"opdracht-{number}")
    l.TaskRun.objects.create(**own, assessment=running, task=task, done_on=today())
    for indicator in (shelf.indicator, task.indicators.get()):
        l.Observation.objects.create(
            **own, assessment=running, indicator=indicator, observer=observer, seen=2, note="Traag"
        )
    l.MarksOpened.objects.create(**own, assessment=running, member=observer)


def _participations(shelf: Shelf, offer: o.Offer, own: dict[str, Any], by: Member, number: int) -> None:
    """One that runs, with more of everything on the one of the town, and an answer that came back."""
    day = today()
    o.Participation.objects.create(
        **own, offer=offer, state="running", proposed_on=day, started_on=day, limit_on=day, proposed_by=by
    )
    running = o.Participation.objects.get(
        client=own["client"], state="running", offer__key="wijkwerk", offer__organisation=shelf.home
    )
    o.ParticipationStep.objects.create(**own, participation=running, state="paused", by=by)
    o.ProgressReport.objects.create(**own, participation=running, going="slow", text="Traag", by=by)
    month = date(2015 + number // 12, number % 12 + 1, 1)
    o.UsedTime.objects.create(**own, participation=running, month=month, minutes=60, by=by)
    FitRemark.objects.create(
        **own, offer=offer, condition=f"age_min:{number}", kind="disagree", met=True, reason="Klopt", by=by
    )
    _answered(shelf, own, by)
    _presence(shelf, own["client"], o.EditionSession.objects.filter(edition=shelf.edition).latest("pk"))


def _answered(shelf: Shelf, own: dict[str, Any], by: Member) -> None:
    """A referral of the same participation that was closed, and a question about the one that runs."""
    running = o.PartnerReferral.objects.get(client=own["client"], closed_on=None)
    place = {"organisation_id": shelf.home.pk, "client_id": own["client"].pk}
    o.PartnerReferral.objects.create(
        **own,
        participation=running.participation,
        to_organisation=shelf.partner,
        to_name=shelf.partner.name,
        question="Is er plaats?",
        fields="name",
        shared=frozen([Line("name", "Naam", own["client"].name)], **place),
        valid_until=today(),
        closed_on=today(),
        closed_because="withdrawn",
        sent_by=by,
        **link_columns(new_token(), **place),
    )
    o.ReferralNote.objects.create(**own, referral=running, text="Welke dag?", by_partner="De partner")


def _presence(shelf: Shelf, client: Client, session: o.EditionSession) -> None:
    seat = o.Participation.objects.get(client=client, edition=shelf.edition, state="accepted")
    o.SessionPresence.objects.create(
        organisation=shelf.home, client=client, session=session, participation=seat, presence="present"
    )
