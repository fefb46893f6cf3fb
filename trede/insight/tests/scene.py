"""One small office with a way in that was worked out by hand."""

from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from tests.cast import ClientFactory, member_of
from trede.clients.models import CaseAssignment, Client, ContactAttempt
from trede.core.models import Member
from trede.orientation.models import (
    Appointment,
    OrientationDecision,
    OrientationInvitation,
    OrientationSession,
    Slot,
    WaitingEntry,
)
from trede.outbox.models import Message
from trede.referral.models import Referral

TODAY = date(2026, 11, 22)
BRUSSELS = ZoneInfo("Europe/Brussels")
_turn = count()


def at(day: date, hour: int = 10) -> datetime:
    return datetime.combine(day, time(hour), BRUSSELS)


def days(many: int) -> timedelta:
    return timedelta(days=many)


class Scene:
    """Everything of one organisation; `guide` holds the sessions."""

    def __init__(self, guide: Member) -> None:
        self.guide, self.organisation = guide, guide.organisation
        self.sessions: dict[date, OrientationSession] = {}

    def client(self, **kwargs: Any) -> Client:
        return ClientFactory(organisation=self.organisation, opened_on=date(2025, 1, 1), **kwargs)

    def entry(
        self, since: date, *, left: date | None = None, because: str = "decided", **kwargs: Any
    ) -> WaitingEntry:
        return WaitingEntry.objects.create(
            organisation=self.organisation,
            client=kwargs.pop("client", None) or self.client(),
            since=since,
            left_on=left,
            left_because=because if left else "",
            **kwargs,
        )

    def invited(
        self, entry: WaitingEntry, on: date, *, made: date | None = None, **kwargs: Any
    ) -> OrientationInvitation:
        if on not in self.sessions:
            self.sessions[on] = OrientationSession.objects.create(
                organisation=self.organisation, on=on, place="Sociaal Huis", counsellor=self.guide
            )
        number = next(_turn)
        slot = Slot.objects.create(
            organisation=self.organisation, session=self.sessions[on], begin=number % 1400, minutes=10
        )
        return OrientationInvitation.objects.create(
            organisation=self.organisation,
            client=entry.client,
            entry=entry,
            slot=slot,
            language=kwargs.pop("language", "nl"),
            token_hash=f"token{number}",
            code_hash=f"code{number}",
            secret=b"-",
            made_at=at(made or on - days(14)),
            **kwargs,
        )

    def message(self, invitation: OrientationInvitation, **kwargs: Any) -> Message:
        return Message.objects.create(
            organisation=self.organisation,
            subject=invitation.client_id,
            channel="sms",
            purpose="invitation",
            cause=f"invitation:{invitation.pk}",
            language="nl",
            ciphertext=b"-",
            queued_at=invitation.made_at,
            **kwargs,
        )

    def spoke(self, invitation: OrientationInvitation, on: date, *, reached: bool = True) -> None:
        ContactAttempt.objects.create(
            organisation=self.organisation, client=invitation.client, at=at(on), how="phone", reached=reached
        )

    def referral(self, sent: date, answered: date | None, state: str = "accepted", **kwargs: Any) -> Referral:
        return Referral.objects.create(
            organisation=self.organisation,
            client=kwargs.pop("client", None) or self.client(),
            state=state,
            estimate="yes",
            sent_at=at(sent),
            answered_at=at(answered) if answered else None,
        )

    def decided(self, invitation: OrientationInvitation, outcome: str = "ocmw") -> OrientationDecision:
        return OrientationDecision.objects.create(
            organisation=self.organisation,
            client=invitation.client,
            invitation=invitation,
            outcome=outcome,
            motivation="-",
            first="-",
            partner=self.organisation if outcome == "partner" else None,
            decided_on=invitation.slot.session.on,
        )

    def intake(self, client: Client, on: date, **kwargs: Any) -> Appointment:
        return Appointment.objects.create(
            organisation=self.organisation,
            client=client,
            member=self.guide,
            kind="intake",
            starts_at=at(on),
            **kwargs,
        )

    def guides(self, member: Member, starts: date, **kwargs: Any) -> None:
        CaseAssignment.objects.create(
            organisation=self.organisation,
            client=self.client(**kwargs),
            member=member,
            role="guide",
            starts_on=starts,
        )


def elsewhere(outsider: Member) -> Scene:
    """A neighbour with something of everything, that must not be counted."""
    scene = Scene(outsider)
    entry = scene.entry(TODAY - days(30))
    missed = scene.invited(entry, TODAY - days(10), attendance="absent")
    scene.message(missed, sent_at=missed.made_at)
    seen = scene.invited(
        scene.entry(TODAY - days(50), left=TODAY - days(9)), TODAY - days(9), attendance="present"
    )
    scene.decided(seen)
    scene.referral(TODAY - days(20), None, "sent")
    scene.guides(member_of(outsider.organisation, "trajectbegeleider"), TODAY - days(9))
    return scene
