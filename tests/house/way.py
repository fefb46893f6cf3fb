"""The way in, for the tests of the whole house: one of everything between a referral and a decision."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from tests.cast import ClientFactory
from trede.clients.actions.clients import assign
from trede.clients.models import CaseRole, Client
from trede.core import secrets
from trede.core.models import Member, Organisation
from trede.core.periods import today
from trede.council import models as c
from trede.orientation import models as o
from trede.orientation import tokens
from trede.outbox.models import Message
from trede.referral import models as r

# Every file but the one of the other organisation sits in the same session of the office.
BEGIN, MINUTES = 8 * 60, 10


@dataclass
class Office:
    """What an organisation has of its own: a series, a session today and one to come, a meeting."""

    home: Organisation
    counsellor: Member
    partner: Member | None
    # Who opened the sheet of everybody in the session today.
    readers: list[Member]
    series: o.SessionSeries
    now: o.OrientationSession
    coming: o.OrientationSession
    earlier: list[o.OrientationSession]
    meeting: c.Meeting
    used: int = 0


def office_of(
    home: Organisation, counsellor: Member, partner: Member | None, leads: Iterable[Member] = ()
) -> Office:
    house = _partner_house() if partner else None
    series = o.SessionSeries.objects.create(
        organisation=home,
        partner=house,
        name="Dinsdag",
        starts_on=date(2026, 1, 6),
        begin="13:00",
        place="Zaal 2",
        counsellor=counsellor,
        partner_counsellor=partner,
    )
    day = today()
    sessions = [
        o.OrientationSession.objects.create(
            organisation=home,
            series=series,
            on=on,
            partner=house,
            place="Zaal 2",
            counsellor=counsellor,
            partner_counsellor=partner,
        )
        for on in (day + timedelta(days=days) for days in (0, 14, -14, -28, -90))
    ]
    meeting = c.Meeting.objects.create(organisation=home, on=day + timedelta(days=3))
    readers = [counsellor, *leads, *filter(None, [partner])]
    return Office(home, counsellor, partner, readers, series, sessions[0], sessions[1], sessions[2:], meeting)


def office_things(office: Office) -> dict[str, int]:
    """The numbers of what belongs to the office and to no client."""
    free = _slot(office, office.coming, 800)
    return {
        "series": office.series.pk,
        "session": office.now.pk,
        "coming": office.coming.pk,
        "meeting": office.meeting.pk,
        "slot": free.pk,
    }


def _slot(office: Office, session: o.OrientationSession, number: int) -> o.Slot:
    return o.Slot.objects.create(
        organisation=office.home, session=session, begin=BEGIN + number, minutes=MINUTES
    )


def way_of(office: Office, client: Client, *, by: Member) -> dict[str, Any]:
    """One of everything on this file: the name of each thing → its number."""
    own = {"organisation": office.home, "client": client}
    sent = r.Referral.objects.create(**own, estimate="yes", referred_by=by)
    r.ReferralStep.objects.create(**own, referral=sent, state="sent", by=by)
    made = {"referral": sent.pk}
    made |= _council(office, own, by)
    return made | _orientation(office, own, by)


def _council(office: Office, own: dict[str, Any], by: Member) -> dict[str, Any]:
    day = today()
    exemption = r.Exemption.objects.create(
        **own, ground="equity", reason="childcare", starts_on=day, review_on=day + timedelta(days=90)
    )
    proposal = c.Proposal.objects.create(
        **own,
        kind="exemption",
        asked="Drie maanden tijd tot het kind naar de opvang kan",
        motivation="Er is geen opvang voor het jongste kind",
        cause=f"exemption:{exemption.pk}",
        meeting=office.meeting,
        proposed_by=by,
    )
    decided = c.Proposal.objects.create(
        **own, kind="other", asked="Iets anders", motivation="Daarom", meeting=office.meeting, proposed_by=by
    )
    decision = c.Decision.objects.create(
        **own, proposal=decided, outcome="granted", motivation="Akkoord", decided_on=day, recorded_by=by
    )
    message = message_of(
        own["client"], cause=f"decision:{decision.pk}", channel="letter", purpose="notification"
    )
    failed = message_of(own["client"], cause="", purpose="other")
    notification = c.Notification.objects.create(**own, decision=decision, message=message.pk)
    return {
        "exemption": exemption.pk,
        "proposal": proposal.pk,
        "decidedproposal": decided.pk,
        "notification": notification.pk,
        "decision": decision.pk,
        "message": failed.pk,
    }


def message_of(client: Client, *, cause: str, channel: str = "sms", purpose: str = "invitation") -> Message:
    key = secrets.keys_for(client.organisation_id, {client.pk})[client.pk]
    content = {"to": "+32470000000", "title": "Afspraak", "text": "U hebt een afspraak."}
    return Message.objects.create(
        organisation_id=client.organisation_id,
        subject=client.pk,
        channel=channel,
        purpose=purpose,
        cause=cause,
        language="nl",
        ciphertext=secrets.encrypt(key, secrets.to_bytes(content)),
        failed_at=None if channel == "letter" else timezone.now(),
    )


def _orientation(office: Office, own: dict[str, Any], by: Member) -> dict[str, Any]:
    entry = o.WaitingEntry.objects.create(**own, since=today() - timedelta(days=30), added_by=by)
    seen, token = invitation_of(office, own, entry, office.now, attendance="present")
    for reader in office.readers:
        o.SheetShown.objects.create(**own, invitation=seen, member=reader, fields="name")
    running, coming_token = invitation_of(office, own, entry, office.coming)
    interpreter = o.InterpreterRequest.objects.create(**own, invitation=running, language="ar")
    decided_entry = o.WaitingEntry.objects.create(
        **own, since=today() - timedelta(days=60), left_on=today(), left_because="decided"
    )
    decided, _token = invitation_of(office, own, decided_entry, office.earlier[0], attendance="late")
    decision = o.OrientationDecision.objects.create(
        **own,
        invitation=decided,
        outcome="ocmw",
        guide=by,
        motivation="Weinig ervaring",
        decided_on=today(),
        decided_by=office.counsellor,
    )
    missed_entry = o.WaitingEntry.objects.create(
        **own, since=today() - timedelta(days=90), left_on=today() - timedelta(days=60), left_because="back"
    )
    missed, _token = invitation_of(office, own, missed_entry, office.earlier[1], attendance="absent")
    partnered_entry = o.WaitingEntry.objects.create(
        **own,
        since=today() - timedelta(days=150),
        left_on=today() - timedelta(days=90),
        left_because="decided",
    )
    partnered, _token = invitation_of(office, own, partnered_entry, office.earlier[2], attendance="present")
    house = _partner_house()
    guided = o.OrientationDecision.objects.create(
        **own,
        invitation=partnered,
        outcome="partner",
        partner=house,
        motivation="Staat sterk",
        decided_on=today() - timedelta(days=90),
        decided_by=office.counsellor,
        with_partner=office.partner,
    )
    evaluation = o.PartnerEvaluation.objects.create(**own, decision=guided, partner=house, due_on=today())
    appointment = o.Appointment.objects.create(
        **own, member=office.counsellor, kind="intake", starts_at=timezone.now() + timedelta(days=2)
    )
    return {
        "waitingentry": entry.pk,
        "seeninvitation": seen.pk,
        "orientationinvitation": running.pk,
        "missedinvitation": missed.pk,
        "decidedinvitation": decided.pk,
        "answertoken": coming_token,
        "seentoken": token,
        "interpreter": interpreter.pk,
        "orientationdecision": decision.pk,
        "evaluation": evaluation.pk,
        "appointment": appointment.pk,
    }


def _partner_house() -> Organisation:
    return Organisation.objects.get_or_create(slug="economisch-huis", defaults={"name": "Economisch Huis"})[0]


def invitation_of(
    office: Office,
    own: dict[str, Any],
    entry: o.WaitingEntry,
    session: o.OrientationSession,
    *,
    attendance: str = "",
) -> tuple[o.OrientationInvitation, str]:
    office.used += 1
    client, secret = own["client"], tokens.new_secret()
    row = o.OrientationInvitation.objects.create(
        **own,
        **tokens.columns_of(secret, organisation_id=client.organisation_id, client_id=client.pk),
        entry=entry,
        slot=_slot(office, session, office.used),
        language="nl",
        attendance=attendance,
        attended_at=timezone.now() if attendance else None,
    )
    message_of(client, cause=f"invitation:{row.pk}", channel="letter")
    return row, secret.token


def another(office: Office, member: Member, number: int) -> Client:
    """One more client of the office with everything, for the tests that make lists longer."""
    client = ClientFactory(organisation=office.home, insz="")
    assign(client, member=member, role=CaseRole.GUIDE, by=None, starts_on=date(2020, 1, 1))
    way_of(office, client, by=member)
    return client
