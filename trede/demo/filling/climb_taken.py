"""What somebody took part in, as rows: the steps, how it went, who was there."""

from trede.core import bulk
from trede.demo.filling.climb_referral import write_referral
from trede.demo.filling.sheet import Scribe
from trede.demo.filling.shelf import Shelf
from trede.demo.filling.way_desk import Desk
from trede.demo.town.climb import shapes
from trede.offers.models import Participation, ParticipationStep, ProgressReport, SessionPresence

WENT = {
    "well": "Komt elke keer en doet goed mee.",
    "slow": "Heeft meer tijd nodig, maar gaat vooruit.",
    "stuck": "Kwam de laatste weken weinig; we spreken samen af.",
}
PRESENCE = (
    "present",
    "present",
    "present",
    "present",
    "late",
    "present",
    "excused",
    "present",
    "absent",
    "present",
)


def write_taken(taken: shapes.Taken, scribe: Scribe, desk: Desk, shelf: Shelf) -> None:
    """One participation and all that hangs on it."""
    offer = shelf.offers[taken.offer]
    first = taken.steps[0]
    edition = None if taken.run is None else shelf.runs[taken.offer, taken.run]
    row = scribe.sheet.add(
        bulk.fresh(
            Participation,
            organisation_id=desk.office.pk,
            client_id=scribe.client.pk,
            offer_id=offer.pk,
            edition_id=edition,
            state=taken.state,
            why=taken.why,
            client_agrees=True,
            proposed_on=first.on,
            waits_since=taken.on("waiting") if taken.state == "waiting" else None,
            started_on=taken.on("running"),
            planned_end=taken.ends_by,
            ended_on=taken.on("ended"),
            result=taken.result,
            proposed_by_id=scribe.author(first.on),
            version=len(taken.steps),
        )
    )
    for step in taken.steps:
        _step(step, row, offer.provider_name, scribe, desk)
    write_referral(taken, row, offer, scribe, desk)
    for on, going in taken.reports:
        report = bulk.fresh(
            ProgressReport,
            organisation_id=desk.office.pk,
            client_id=scribe.client.pk,
            kind="evaluation",
            on=on,
            going=going,
            text=WENT[going],
            by_id=scribe.author(on),
            at=scribe.moment(on),
        )
        scribe.sheet.add(report)
        scribe.sheet.link(report, "participation_id", row)
    if edition is not None and row.started_on is not None:
        _presences(row, shelf.sessions[edition], scribe, desk)


def _step(step: shapes.Step, participation: Participation, partner: str, scribe: Scribe, desk: Desk) -> None:
    at, by = scribe.moment(step.on), None if step.by_partner else scribe.author(step.on)
    row = bulk.fresh(
        ParticipationStep,
        organisation_id=desk.office.pk,
        client_id=scribe.client.pk,
        state=step.state,
        on=step.on,
        reason=step.reason,
        note=step.note,
        at=at,
        by_id=by,
        by_partner=partner[:120] if step.by_partner else "",
    )
    scribe.sheet.add(row)
    scribe.sheet.link(row, "participation_id", participation)
    told = {"state": step.state, "reason": step.reason, "by_partner": row.by_partner}
    after = {name: value for name, value in told.items() if value}
    scribe.tell(f"participation.{step.state}", participation, at, by, after=after)


def _presences(participation: Participation, sessions: list, scribe: Scribe, desk: Desk) -> None:
    until = participation.ended_on or scribe.clock.last_day
    for turn, session in enumerate(sessions):
        if not (participation.started_on <= session.on <= until and session.on < scribe.clock.today):
            continue
        row = bulk.fresh(
            SessionPresence,
            organisation_id=desk.office.pk,
            client_id=scribe.client.pk,
            session_id=session.pk,
            presence=PRESENCE[(scribe.client.number * 7 + turn) % len(PRESENCE)],
            marked_by_id=scribe.author(session.on),
        )
        scribe.sheet.add(row)
        scribe.sheet.link(row, "participation_id", participation)
