"""Exemptions as rows: the proposal, what the committee decided, and the letter that told it."""

from datetime import date, datetime, timedelta

from django.db.models import Model

from trede.core import bulk
from trede.core.models import Compartment
from trede.council.models import Decision, Notification, Proposal
from trede.demo.filling.sheet import Scribe
from trede.demo.filling.way_desk import Desk
from trede.demo.filling.way_messages import Post, write_message
from trede.demo.town.way import shapes
from trede.referral.models import Exemption

WHY = {
    "addiction": "De behandeling vraagt nu alle aandacht; het attest loopt.",
    "medical": "Een attest beschrijft wat voorlopig niet kan. Herbekijken op de gevraagde datum.",
    "psychosocial": "De draagkracht is te klein; er loopt begeleiding.",
    "housing": "Zonder vaste woonst lukt een traject nu niet; eerst wonen.",
    "childcare": "Er is geen opvang voor de kinderen; er loopt een aanvraag.",
    "studies": "Volgt een opleiding met leerplan die in het GPMI staat.",
}
DECIDED = {
    "granted": "Het comité volgt het voorstel.",
    "partly": "Het comité staat een kortere periode toe en vraagt een nieuw verslag.",
    "refused": "Het comité acht stappen naar werk wel haalbaar.",
    "postponed": "Het comité vraagt eerst een recent attest.",
}
ASKED = "Vrijstelling van werkbereidheid tot en met {:%d/%m/%Y}"
MEETING_HOUR = 19 * 60
RUNS = ("granted", "partly")
TOLD = {"granted": "decided", "partly": "decided", "refused": "refused", "postponed": "postponed"}


def write_exemption(
    made: shapes.Exempted, scribe: Scribe, desk: Desk, *, at: datetime | None = None, by: int | None = None
) -> None:
    """The exemption, its proposal, and the decisions on it."""
    meeting = made.meeting
    by = by or scribe.social_worker(meeting.proposed)
    at = at or scribe.moment(meeting.proposed)
    exemption = _exemption(made, at, by, scribe, desk)
    proposal = _proposal(made, exemption, at, by, scribe, desk)
    for outcome, on in meeting.outcomes:
        _decision(outcome, on, made, proposal, exemption, scribe, desk)


def _exemption(made: shapes.Exempted, at: datetime, by: int, scribe: Scribe, desk: Desk) -> Exemption:
    settled, on = made.meeting.outcomes[-1] if made.meeting.outcomes else ("", None)
    runs = settled in RUNS
    row = bulk.fresh(
        Exemption,
        organisation_id=desk.office.pk,
        client_id=scribe.client.pk,
        source="worker",
        recorded_at=at,
        recorded_by_id=by,
        ground=made.ground,
        reason=made.reason,
        starts_on=made.starts,
        ends_on=made.review if runs else None,
        review_on=made.review,
        decided_on=on if runs else None,
        refused_on=on if settled == "refused" else None,
        reviewed_on=made.reviewed,
        version=1 + bool(settled) + bool(made.reviewed),
    )
    scribe.sheet.add(row)
    told = {"ground": made.ground, "reason": made.reason, "review_on": made.review.isoformat()}
    scribe.tell("exemption.added", row, at, by, after=told)
    if made.reviewed is not None:
        seen = {"reviewed_on": made.reviewed.isoformat()}
        scribe.tell(
            "exemption.stopped",
            row,
            scribe.moment(made.reviewed),
            scribe.social_worker(made.reviewed),
            after=seen,
        )
    return row


def _proposal(
    made: shapes.Exempted, exemption: Exemption, at: datetime, by: int, scribe: Scribe, desk: Desk
) -> Proposal:
    listed = made.meeting.listed
    row = bulk.fresh(
        Proposal,
        organisation_id=desk.office.pk,
        client_id=scribe.client.pk,
        kind="exemption",
        asked=ASKED.format(made.review),
        motivation=WHY[made.reason],
        meeting_id=desk.planning.meetings[listed] if listed else None,
        proposed_by_id=by,
        proposed_at=at,
    )
    scribe.sheet.add(row)
    scribe.sheet.link(row, "cause", exemption, "exemption:{}")
    told = {"kind": "exemption", "asked": row.asked}
    _tell("proposal.made", row, at, by, scribe, told)
    return row


def _decision(
    outcome: str,
    on: date,
    made: shapes.Exempted,
    proposal: Proposal,
    exemption: Exemption,
    scribe: Scribe,
    desk: Desk,
) -> None:
    """Recorded at the end of the meeting by the administrative member who sits in."""
    at, by, runs = scribe.clock.moment(on, MEETING_HOUR), desk.planner(scribe), outcome in RUNS
    row = bulk.fresh(
        Decision,
        organisation_id=desk.office.pk,
        client_id=scribe.client.pk,
        meeting_id=desk.planning.meetings[on],
        outcome=outcome,
        motivation=DECIDED[outcome],
        decided_on=on,
        starts_on=made.starts if runs else None,
        ends_on=made.review if runs else None,
        recorded_at=at,
        recorded_by_id=by,
    )
    scribe.sheet.add(row)
    scribe.sheet.link(row, "proposal_id", proposal)
    _tell("decision.recorded", row, at, by, scribe, {"outcome": outcome, "decided_on": on.isoformat()})
    _tell(f"exemption.{TOLD[outcome]}", exemption, at, by, scribe, {"decided_on": on.isoformat()})
    if outcome != "postponed" and made.meeting.sent is not None:
        _notification(made.meeting.sent, row, scribe, desk)


def _notification(sent: date, decision: Decision, scribe: Scribe, desk: Desk) -> None:
    at, by = scribe.moment(sent), desk.planner(scribe)
    row = bulk.fresh(
        Notification,
        organisation_id=desk.office.pk,
        client_id=scribe.client.pk,
        registered=True,
        sent_on=sent,
        made_at=at,
        made_by_id=by,
    )
    post = Post(
        "letter", scribe.client.name, "Beslissing van het comité", decision.motivation, "notification", at, by
    )
    letter = write_message(post, scribe, desk)
    letter.sent_at = at + timedelta(hours=1)
    scribe.sheet.add(row)
    scribe.sheet.link(letter, "cause", row, "notification:{}")
    scribe.sheet.link(row, "decision_id", decision)
    scribe.sheet.link(row, "message", letter)
    _tell("notification.made", row, at, by, scribe, {"sent_on": sent.isoformat()})


def _tell(verb: str, row: Model, at: datetime, by: int, scribe: Scribe, after: dict[str, str]) -> None:
    scribe.tell(verb, row, at, by, after=after, compartment=Compartment.CONFIDENTIAL)
