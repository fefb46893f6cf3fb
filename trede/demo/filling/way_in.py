"""The way in of a person as rows: referrals, the waiting list, and what came of them."""

from datetime import timedelta

from trede.core import bulk
from trede.demo.filling.sheet import Scribe
from trede.demo.filling.way_committee import write_exemption
from trede.demo.filling.way_desk import Desk
from trede.demo.filling.way_session import write_invitation
from trede.demo.town.shapes import Person
from trede.demo.town.way import shapes
from trede.orientation.models import Appointment, WaitingEntry
from trede.referral.models import Referral, ReferralStep

__all__ = ["Desk", "write_way"]

NOTES = {
    "yes": "Werkte al, zoekt zelf ook.",
    "soon": "Als de opvang of het Nederlands geregeld raakt.",
    "unsure": "Moeilijk in te schatten na twee gesprekken.",
}
WISHES = ("Wil werken in de keuken.", "Wil snel aan het werk.", "Wil eerst beter Nederlands leren.", "")
PROMISED = timedelta(days=42)
INTAKE_MINUTES, TALK_MINUTES = 60, 45


def write_way(person: Person, way: shapes.Way, scribe: Scribe, desk: Desk) -> None:
    """All rows of one person's way in."""
    for made in way.rounds:
        _round(person, made, scribe, desk)
    if way.exemption is not None:
        write_exemption(way.exemption, scribe, desk)
    for visit in way.visits:
        _visit(visit, scribe, desk)


def _round(person: Person, made: shapes.Round, scribe: Scribe, desk: Desk) -> None:
    referral = _referral(made, scribe, desk)
    if made.accepted is None:
        return
    entry = _entry(made, referral, scribe, desk)
    for turn, invited in enumerate(made.invitations):
        last = turn == len(made.invitations) - 1
        write_invitation(person, invited, made.decided if last else None, entry, scribe, desk)
    if made.left is not None:
        _left(made, entry, scribe, desk)


def _referral(made: shapes.Round, scribe: Scribe, desk: Desk) -> Referral:
    first, last = made.steps[0], made.steps[-1]
    referral = scribe.sheet.add(
        bulk.fresh(
            Referral,
            organisation_id=desk.office.pk,
            client_id=scribe.client.pk,
            state=last.state,
            estimate=made.estimate,
            estimate_note=NOTES[made.estimate],
            wish=WISHES[scribe.client.number % len(WISHES)],
            priority=made.priority,
            short_notice=made.short_notice,
            referred_by_id=scribe.social_worker(first.on),
            version=len(made.steps),
        )
    )
    for step in made.steps:
        _step(step, made, referral, scribe, desk)
    return referral


def _step(step: shapes.Step, made: shapes.Round, referral: Referral, scribe: Scribe, desk: Desk) -> None:
    at = scribe.moment(step.on)
    asks = step.state in ("sent", "withdrawn")
    by = scribe.social_worker(step.on) if asks else desk.planner(scribe)
    row = bulk.fresh(
        ReferralStep,
        organisation_id=desk.office.pk,
        client_id=scribe.client.pk,
        state=step.state,
        reason=step.reason,
        note=step.note,
        at=at,
        by_id=by,
    )
    scribe.sheet.add(row)
    scribe.sheet.link(row, "referral_id", referral)
    if step.state == "sent":
        referral.sent_at, referral.answered_at = at, None
    elif not asks:
        referral.answered_at = at
    told = {"reason": step.reason, "note": step.note} if step.reason else {}
    if step.state == "sent":
        told = {"estimate": referral.estimate, "priority": referral.priority}
    again = step.state == "sent" and step is not made.steps[0]
    verb = "referral.sent_again" if again else f"referral.{step.state}"
    scribe.tell(verb, referral, at, by, after={"state": step.state, **told})


def _entry(made: shapes.Round, referral: Referral, scribe: Scribe, desk: Desk) -> WaitingEntry:
    since = made.steps[-1].on
    at, by = scribe.moment(since), desk.planner(scribe)
    entry = bulk.fresh(
        WaitingEntry,
        organisation_id=desk.office.pk,
        client_id=scribe.client.pk,
        since=since,
        priority=made.priority,
        short_notice=made.short_notice,
        promised_by=since + PROMISED if scribe.client.number % 3 == 0 else None,
        added_by_id=by,
    )
    scribe.sheet.add(entry)
    scribe.sheet.link(entry, "referral_id", referral)
    scribe.tell("waitingentry.added", entry, at, by, after={"since": since.isoformat()})
    return entry


def _left(made: shapes.Round, entry: WaitingEntry, scribe: Scribe, desk: Desk) -> None:
    entry.left_on, entry.left_because, entry.version = made.left, made.left_because, 2
    on = made.left or entry.since
    at = desk.session_end(made) or scribe.moment(on)
    scribe.tell(
        "waitingentry.left",
        entry,
        at,
        desk.planner(scribe),
        before={"left_on": None},
        after={"left_on": on.isoformat(), "left_because": made.left_because},
    )


def _visit(visit: shapes.Visit, scribe: Scribe, desk: Desk) -> None:
    member = desk.office.member("trajectbegeleider", visit.worker)
    intake = visit.kind == "intake"
    row = bulk.fresh(
        Appointment,
        organisation_id=desk.office.pk,
        client_id=scribe.client.pk,
        member_id=member,
        kind=visit.kind,
        starts_at=scribe.clock.moment(visit.on, visit.minute),
        minutes=INTAKE_MINUTES if intake else TALK_MINUTES,
        place="" if visit.kind in ("call", "visit") else "Dienst tewerkstelling",
        seen=visit.seen,
        made_by_id=member,
        version=1 if visit.seen is None else 2,
    )
    scribe.sheet.add(row)
    after = {"kind": visit.kind, "starts_at": row.starts_at.isoformat()}
    scribe.tell("appointment.made", row, scribe.moment(visit.made), member, after=after)
