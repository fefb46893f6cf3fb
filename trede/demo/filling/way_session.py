"""Invitations as rows: what was answered, the interpreter, who came, what was decided."""

from datetime import timedelta

from trede.core import bulk
from trede.demo.filling.sheet import Scribe
from trede.demo.filling.way_committee import write_exemption
from trede.demo.filling.way_desk import Desk
from trede.demo.filling.way_messages import columns_of, secret_of, write_messages
from trede.demo.town.shapes import Person
from trede.demo.town.way import shapes
from trede.orientation.models import (
    InterpreterRequest,
    InvitationAnswer,
    NoShowStep,
    OrientationDecision,
    OrientationInvitation,
    PartnerEvaluation,
    WaitingEntry,
)
from trede.orientation.tokens import Secret

# Letters of the last days wait for the next print run.
PRINTED_AFTER = timedelta(days=4)
GIVEN_BACK = "De cliënt kan dan niet."
PROVIDER = "Sociaal tolkbureau"
WHY = {
    "ocmw": "Weinig werkervaring en nog weinig Nederlands.",
    "partner": "Staat sterk genoeg voor begeleiding door Economisch Huis Oostende.",
    "vdab": "Is ingeschreven en kan gericht solliciteren.",
    "not_yet": "Eerst moet iets anders opgelost raken.",
    "exemption": "Stappen naar werk zijn nu niet haalbaar.",
}
WENT = {
    "well": "Volgt een opleiding en komt stipt.",
    "slow": "Komt, maar heeft meer tijd nodig.",
    "stuck": "Kwam de laatste weken niet; we bellen samen.",
    "ended": "De begeleiding is gestopt; terug naar het OCMW.",
}


def write_invitation(
    person: Person,
    invited: shapes.Invited,
    decided: shapes.Decided | None,
    entry: WaitingEntry,
    scribe: Scribe,
    desk: Desk,
) -> None:
    """One invitation and all that hangs on it."""
    secret = secret_of(scribe, desk, invited)
    row = _invitation(invited, secret, entry, scribe, desk)
    write_messages(person, invited, secret, row, scribe, desk)
    if invited.interpreter is not None:
        _interpreter(invited.interpreter, row, scribe, desk)
    if invited.reply:
        _answer(invited, row, scribe, desk)
    if invited.attendance:
        _attended(invited, row, scribe, desk)
    if invited.follow_up is not None:
        _follow_up(invited.follow_up, row, scribe, desk)
    if decided is not None:
        _decided(decided, invited, row, scribe, desk)


def _invitation(
    invited: shapes.Invited, secret: Secret, entry: WaitingEntry, scribe: Scribe, desk: Desk
) -> OrientationInvitation:
    at, by, today = scribe.moment(invited.made), desk.planner(scribe), scribe.clock.today
    printed = invited.made + PRINTED_AFTER < today
    held = invited.place.on < today
    row = bulk.fresh(
        OrientationInvitation,
        organisation_id=desk.office.pk,
        client_id=scribe.client.pk,
        slot_id=desk.slot(invited.place, at),
        language=invited.language,
        made_at=at,
        made_by_id=by,
        printed_at=at + timedelta(minutes=40) if printed else None,
        **columns_of(secret, desk.keys[scribe.client.pk]),
    )
    if invited.opened and not invited.by_member:
        row.opened_at = at + timedelta(minutes=95) if invited.opened == invited.made else None
        row.opened_at = row.opened_at or scribe.clock.moment(invited.opened, 1080)
    if invited.reminded and held and not invited.released:
        row.reminded_first_at = scribe.clock.moment(
            max(invited.place.on - timedelta(days=3), invited.made), 1020
        )
        row.reminded_last_at = scribe.clock.moment(invited.place.on - timedelta(days=1), 1020)
    scribe.sheet.add(row)
    scribe.sheet.link(row, "entry_id", entry)
    after = {"language": invited.language, "session_on": invited.place.on.isoformat()}
    scribe.tell("orientationinvitation.made", row, at, by, after=after)
    return row


def _answer(invited: shapes.Invited, row: OrientationInvitation, scribe: Scribe, desk: Desk) -> None:
    by = desk.planner(scribe) if invited.by_member else None
    at = (
        row.opened_at + timedelta(minutes=2)
        if row.opened_at
        else scribe.moment(invited.replied or invited.made)
    )
    at = max(at, row.made_at + timedelta(minutes=1))
    row.reply, row.replied_at, row.asks_interpreter = invited.reply, at, invited.asks_interpreter
    row.version += 1
    answer = bulk.fresh(
        InvitationAnswer,
        organisation_id=desk.office.pk,
        client_id=scribe.client.pk,
        reply=invited.reply,
        asks_interpreter=invited.asks_interpreter,
        at=at,
        by_id=by,
    )
    scribe.sheet.add(answer)
    scribe.sheet.link(answer, "invitation_id", row)
    scribe.tell("orientationinvitation.answered", row, at, by, after={"reply": invited.reply})
    if invited.released is not None:
        row.released_at, row.released_because = at + timedelta(minutes=1), GIVEN_BACK


def _interpreter(asked: shapes.Interpreter, row: OrientationInvitation, scribe: Scribe, desk: Desk) -> None:
    request = bulk.fresh(
        InterpreterRequest,
        organisation_id=desk.office.pk,
        client_id=scribe.client.pk,
        language=asked.language,
        how=asked.how,
        provider=PROVIDER,
        asked_on=asked.asked,
        booked_on=asked.booked,
        confirmed_on=asked.confirmed,
        cost_cents=asked.cents,
        paid_on=asked.paid,
        made_by_id=row.made_by_id,
    )
    scribe.sheet.add(request)
    scribe.sheet.link(request, "invitation_id", row)


def _attended(invited: shapes.Invited, row: OrientationInvitation, scribe: Scribe, desk: Desk) -> None:
    at, by = desk.seen_at(invited.place), desk.counsellors(invited.place)[0]
    row.attendance, row.attended_at = invited.attendance, at
    row.version += 1
    scribe.tell("orientationinvitation.attended", row, at, by, after={"attendance": invited.attendance})


def _follow_up(chosen: shapes.FollowUp, row: OrientationInvitation, scribe: Scribe, desk: Desk) -> None:
    at, by = scribe.moment(chosen.on), desk.planner(scribe)
    step = bulk.fresh(
        NoShowStep,
        organisation_id=desk.office.pk,
        client_id=scribe.client.pk,
        choice=chosen.choice,
        reachable=chosen.reachable,
        at=at,
        by_id=by,
    )
    scribe.sheet.add(step)
    scribe.sheet.link(step, "invitation_id", row)
    scribe.tell("noshowstep.chosen", step, at, by, after={"choice": chosen.choice})


def _decided(
    decided: shapes.Decided,
    invited: shapes.Invited,
    row: OrientationInvitation,
    scribe: Scribe,
    desk: Desk,
) -> None:
    office, place = desk.office, invited.place
    counsellor, guest = desk.counsellors(place)
    partners = {"partner": office.partner, "vdab": office.vdab}
    decision = bulk.fresh(
        OrientationDecision,
        organisation_id=office.pk,
        client_id=scribe.client.pk,
        outcome=decided.outcome,
        partner_id=partners.get(decided.outcome),
        guide_id=None if decided.worker is None else office.member("trajectbegeleider", decided.worker),
        motivation=WHY[decided.outcome],
        first=decided.first,
        again_on=decided.again,
        decided_on=place.on,
        decided_by_id=counsellor,
        with_partner_id=guest,
    )
    scribe.sheet.add(decision)
    scribe.sheet.link(decision, "invitation_id", row)
    at = desk.decided_at(place)
    told = {"outcome": decided.outcome, "motivation": decision.motivation, "guide": decision.guide_id}
    after = {name: value for name, value in told.items() if value}
    scribe.tell("orientationdecision.made", decision, at, counsellor, after=after)
    if decided.shares:
        desk.share(scribe.client.pk, place.on, decided.shared_until)
    if decided.evaluation is not None:
        _evaluation(decided.evaluation, decision, guest, scribe, desk)
    if decided.exempted is not None:
        write_exemption(decided.exempted, scribe, desk, at=at, by=counsellor)


def _evaluation(
    made: shapes.Evaluation,
    decision: OrientationDecision,
    guest: int | None,
    scribe: Scribe,
    desk: Desk,
) -> None:
    row = bulk.fresh(
        PartnerEvaluation,
        organisation_id=desk.office.pk,
        client_id=scribe.client.pk,
        partner_id=decision.partner_id,
        due_on=made.due,
        done_on=made.done,
        going=made.going,
        text=WENT.get(made.going, ""),
        given_by_id=guest if made.done else None,
        version=2 if made.done else 1,
    )
    scribe.sheet.add(row)
    scribe.sheet.link(row, "decision_id", decision)
    if made.done is not None:
        at = scribe.moment(made.done)
        scribe.tell("partnerevaluation.given", row, at, guest, after={"going": made.going})
