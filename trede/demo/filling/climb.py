"""The way up of a person as rows: intake, scores, rungs, assessment, and what they took part in."""

from datetime import date, timedelta

from trede.clients.models import FunctionalLimit, Ticket, TicketKind
from trede.core import bulk
from trede.core.models import Compartment
from trede.demo.filling.climb_assessed import write_assessed
from trede.demo.filling.climb_taken import write_taken
from trede.demo.filling.sheet import Scribe
from trede.demo.filling.shelf import Shelf
from trede.demo.filling.way_desk import Desk
from trede.demo.town.climb import shapes
from trede.ladder.models import (
    CONFIDENTIAL_DOMAINS,
    DomainNote,
    DomainScore,
    Intake,
    LadderGoal,
    LadderPosition,
)

DAY, TICKET_DAYS = timedelta(days=1), timedelta(days=5 * 365)
# One in so many of who has a functional limit also has a ticket.
TICKETS = 3


def write_climb(climb: shapes.Climb, scribe: Scribe, desk: Desk, shelf: Shelf) -> None:
    """All rows of one person's way up."""
    if climb.intake is None:
        return
    _intake(climb.intake, scribe, desk)
    _moves(climb.moves, scribe)
    if climb.goal is not None:
        _goal(climb.goal, scribe)
    for limit in climb.limits:
        scribe.fact(
            FunctionalLimit,
            limit.starts,
            told=True,
            kind=limit.kind,
            most=limit.most,
            starts_on=limit.starts,
            ends_on=limit.ends,
        )
    if climb.limits and scribe.client.number % TICKETS == 0:
        _ticket(climb.limits[0], scribe)
    if climb.assessed is not None:
        write_assessed(climb.assessed, scribe, desk, shelf)
    for taken in climb.taken:
        write_taken(taken, scribe, desk, shelf)


def _intake(made: shapes.Intake, scribe: Scribe, desk: Desk) -> None:
    by, at = scribe.author(made.on), scribe.moment(made.on)
    own = {"organisation_id": desk.office.pk, "client_id": scribe.client.pk}
    row = scribe.sheet.add(
        bulk.fresh(
            Intake,
            **own,
            held_on=made.on,
            interpreter=scribe.client.interpreter_needed,
            wish=made.wish,
            strengths=made.strengths,
            first_step=made.first_step,
            closed_on=made.closed,
            held_by_id=by,
            touched_on=made.closed or made.on,
            version=1 if made.closed is None else 2,
        )
    )
    scribe.tell("intake.started", row, at, by, after={"held_on": made.on.isoformat()})
    for talked in made.domains:
        _domain(talked, made, row, scribe, desk)
    if made.again is not None:
        _again(made, scribe, desk)
    if made.closed is not None:
        after = {"closed_on": made.closed.isoformat()}
        scribe.tell("intake.closed", row, scribe.moment(made.closed), by, after=after)


def _domain(talked: shapes.Talked, made: shapes.Intake, intake: Intake, scribe: Scribe, desk: Desk) -> None:
    own = {"organisation_id": desk.office.pk, "client_id": scribe.client.pk}
    note = bulk.fresh(
        DomainNote, **own, domain=talked.domain, text=talked.text, noted_by_id=intake.held_by_id
    )
    scribe.sheet.add(note)
    scribe.sheet.link(note, "intake_id", intake)
    for whose, score in (("client", talked.client), ("worker", talked.worker)):
        row = _score(talked.domain, whose, score, made.on, intake.held_by_id, scribe, desk)
        scribe.sheet.link(row, "intake_id", intake)
    scribe.tell(
        "domainnote.written",
        note,
        scribe.moment(made.on),
        intake.held_by_id,
        after={"domain": talked.domain, "text": talked.text},
    )
    if talked.domain in CONFIDENTIAL_DOMAINS:
        scribe.sheet.happenings[-1].compartment = Compartment.CONFIDENTIAL


def _again(made: shapes.Intake, scribe: Scribe, desk: Desk) -> None:
    """The same question later: most go a step better."""
    on = made.again or made.on
    for turn, talked in enumerate(made.domains):
        better = (scribe.client.number + turn) % 3
        for whose, score in (("client", talked.client), ("worker", talked.worker)):
            _score(talked.domain, whose, min(5, score + (better > 0)), on, scribe.author(on), scribe, desk)


def _score(
    domain: str, whose: str, score: int, on: date, by: int | None, scribe: Scribe, desk: Desk
) -> DomainScore:
    return scribe.sheet.add(
        bulk.fresh(
            DomainScore,
            organisation_id=desk.office.pk,
            client_id=scribe.client.pk,
            domain=domain,
            whose=whose,
            score=score,
            on=on,
            scored_by_id=by,
        )
    )


def _ticket(limit: shapes.Limit, scribe: Scribe) -> None:
    """What VDAB decided, for five years."""
    kind = TicketKind.IMW if scribe.client.number % 2 else TicketKind.CMW
    until = limit.starts.replace(day=1) + TICKET_DAYS
    scribe.fact(
        Ticket,
        limit.starts,
        told=True,
        kind=kind,
        decided_by="VDAB",
        starts_on=limit.starts,
        ends_on=until,
    )


def _moves(moves: tuple[shapes.Move, ...], scribe: Scribe) -> None:
    for place, move in enumerate(moves):
        later = moves[place + 1].on - DAY if place + 1 < len(moves) else None
        row = scribe.fact(
            LadderPosition,
            move.on,
            rung=move.rung,
            reason=move.reason,
            evidence=move.evidence,
            starts_on=move.on,
            ends_on=later,
            looked_on=_looked(move, later, scribe),
            version=1 if later is None else 2,
        )
        after = {"rung": move.rung, "reason": move.reason, "evidence": move.evidence}
        scribe.tell("ladderposition.moved", row, row.recorded_at, row.recorded_by_id, after=after)


def _looked(move: shapes.Move, later: date | None, scribe: Scribe) -> date | None:
    """Most guides look at the rung again within half a year; one in eight files is forgotten."""
    if later is not None or scribe.client.number % 8 == 0:
        return None
    lately = scribe.clock.last_day - timedelta(days=scribe.client.number * 11 % 160)
    return lately if lately > move.on else None


def _goal(goal: shapes.Goal, scribe: Scribe) -> None:
    scribe.fact(
        LadderGoal,
        goal.on,
        rung=goal.rung,
        highest_within_reach=goal.highest,
        why=goal.why,
        starts_on=goal.on,
    )
    row = scribe.sheet.rows[LadderGoal][-1]
    after = {"rung": goal.rung, "why": goal.why}
    scribe.tell("laddergoal.set", row, row.recorded_at, row.recorded_by_id, after=after)
