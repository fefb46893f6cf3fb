"""From a request to a participation or a referral: fetch = authorise; and what their pages show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.http import Http404
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from trede.clients.gather import gather
from trede.clients.models import Client
from trede.clients.opening import open_client
from trede.core.local import KEYS, LIMIT_WARNING_DAYS, PARTNER_LINK_DAYS
from trede.core.models import AccessLog, LocalSetting, Member
from trede.core.periods import today
from trede.core.policies import MemberRequest
from trede.offers.actions.reminding import unanswered
from trede.offers.limit_values import limits_on
from trede.offers.limit_words import Bar, bars
from trede.offers.limits import room
from trede.offers.models import (
    SEATED,
    Edition,
    Offer,
    OfferLimit,
    Participation,
    ParticipationState,
    ParticipationStep,
    PartnerReferral,
    ProgressReport,
    ReferralNote,
    RefusedReason,
    Result,
    SessionPresence,
    UsedTime,
)
from trede.offers.referral_links import alive, with_key, with_standing
from trede.offers.standing import CAME, used_by

# How a participation usually goes; waiting stands where accepting will stand.
PATH = (
    ParticipationState.PROPOSED,
    ParticipationState.REFERRED,
    ParticipationState.ACCEPTED,
    ParticipationState.RUNNING,
    ParticipationState.ENDED,
)
INSTEAD = {
    ParticipationState.WAITING: ParticipationState.ACCEPTED,
    ParticipationState.PAUSED: ParticipationState.RUNNING,
}
REASONS = dict(RefusedReason.choices) | dict(Result.choices)
KINDS: tuple[Any, ...] = (ParticipationStep, ProgressReport, UsedTime, ReferralNote, SessionPresence)


def open_participation(
    request: MemberRequest, pk: int, participation_id: int
) -> tuple[Client, Participation]:
    """The file and one participation of it (also of what was merged into it); the look is logged. Raises Http404."""
    client = open_client(request, pk, page="participation")
    of_file = Q(client=client.pk) | Q(client__alias_of=client.pk)
    rows = Participation.objects.filter(of_file, pk=participation_id)
    rows = rows.annotate(link_days=Subquery(_local(client.organisation_id, PARTNER_LINK_DAYS, today())))
    found: Participation | None = rows.select_related("offer__provider", "edition", "client").first()
    if found is None:
        raise Http404
    return client, found


def _local(organisation_id: int, key: str, on: date) -> QuerySet[Any, Any]:
    """What the organisation chose, inside another query."""
    return LocalSetting.objects.on(on).filter(organisation=organisation_id, key=key).values("value")[:1]


def link_ends(participation: Any) -> date:
    """Until when a new link would hold. Expects `open_participation`."""
    return today() + timedelta(days=int(participation.link_days or KEYS[PARTNER_LINK_DAYS].default or 0))


def open_referral_of(participation: Participation) -> PartnerReferral | None:
    """The referral that is still open, or else the last one."""
    rows = PartnerReferral.objects.filter(participation=participation)
    found: PartnerReferral | None = (
        with_key(with_standing(rows, today()))
        .select_related("to_organisation", "consent")
        .order_by(F("closed_on").desc(nulls_first=True), "-pk")
        .first()
    )
    return found


@dataclass(frozen=True, slots=True)
class Story:
    """Everything that hangs on one participation, each newest first except the hours; `came` to so many sessions."""

    steps: list[Any]
    reports: list[Any]
    used: list[Any]
    notes: list[Any]
    came: int


def story_of(participation: Participation, referral: PartnerReferral | None) -> Story:
    """Two queries: the rows, and who wrote them. The questions are those of this referral."""
    found = gather(KINDS, [participation.client_id])
    mine: dict[Any, list[Any]] = {
        kind: [row for row in found[kind] if _belongs(row, participation, referral)] for kind in KINDS
    }
    _name_writers([row for rows in mine.values() for row in rows if hasattr(row, "by_id")])
    for step in mine[ParticipationStep]:
        step.reason_words = REASONS.get(step.reason, "")
    return Story(
        steps=mine[ParticipationStep][::-1],
        reports=mine[ProgressReport][::-1],
        used=mine[UsedTime],
        notes=mine[ReferralNote][::-1],
        came=sum(row.presence in CAME for row in mine[SessionPresence]),
    )


def _belongs(row: Any, participation: Participation, referral: PartnerReferral | None) -> bool:
    if isinstance(row, ReferralNote):
        return referral is not None and row.referral_id == referral.pk
    return bool(row.participation_id == participation.pk)


def _name_writers(rows: Iterable[Any]) -> None:
    rows = list(rows)
    members = Member.objects.select_related("user").in_bulk({row.by_id for row in rows if row.by_id})
    for row in rows:
        partner = getattr(row, "by_partner", "")
        row.who = partner or (members[row.by_id].name if row.by_id in members else "")


def bars_of(participation: Participation, story: Story, on: date) -> list[Bar]:
    """Its limits on a day, from what was gathered; one query."""
    days = _local(participation.organisation_id, LIMIT_WARNING_DAYS, on)
    rows = OfferLimit.objects.on(on).filter(offer=participation.offer_id).order_by("pk")
    limits: list[Any] = list(rows.annotate(warn=Subquery(days)))
    if not limits:
        return []
    minutes = {row.month: row.minutes for row in story.used}
    rooms = room(limits_on(limits, on), used_by(participation, minutes, story.came), on)
    warn = timedelta(days=int(limits[0].warn or KEYS[LIMIT_WARNING_DAYS].default or 0))
    return bars(rooms, on=on, warn_until=on + warn, runs=participation.ended_on is None)


def path_shown(participation: Participation, *, sent: bool) -> tuple[list[str], int]:
    """The steps of a usual way and the number of the present one, from 1; 0 where it left that way.

    `sent`: it was referred to a partner; what went on without that does not show it as done.
    """
    state = ParticipationState(participation.state)
    begun = state not in (ParticipationState.PROPOSED, ParticipationState.REFERRED)
    path = [one for one in PATH if sent or not begun or one != ParticipationState.REFERRED]
    stands_in = INSTEAD.get(state, state)
    labels = [str((state if one == stands_in else one).label) for one in path]
    return labels, path.index(stands_in) + 1 if stands_in in path else 0


@dataclass(frozen=True, slots=True)
class Fullness:
    """Is there room? `places` None: nobody said how many there are."""

    taken: int
    places: int | None

    @property
    def full(self) -> bool:
        return self.places is not None and self.taken >= self.places


def fullness(offer: Offer, edition: Edition | None) -> Fullness:
    """Of a run, or of the offer itself where it has places at the same time; one query at most."""
    places = edition.places if edition else offer.capacity
    if places is None:
        return Fullness(0, None)
    rows = edition.participations if edition else offer.participations
    return Fullness(rows.filter(state__in=SEATED).count(), places)


def instead_url(client: Client, offer: Offer) -> str:
    """Where one sees what fits in the place of this offer, on the same rung; "" while that page is not there."""
    try:
        page = reverse("fit", kwargs={"pk": client.pk})
    except NoReverseMatch:
        return ""
    return f"{page}?in_plaats_van={offer.pk}&trede={offer.rung}"


def of_file(client: Client) -> QuerySet[Any]:
    """The participations of a file, with since when a partner owes an answer."""
    waits = unanswered().filter(participation=OuterRef("pk")).values("sent_on")[:1]
    asks = PartnerReferral.objects.filter(participation=OuterRef("pk"), closed_on=None).values("asks_since")[
        :1
    ]
    rows = Participation.objects.filter(client__in=client.file_ids).select_related("offer", "edition")
    return rows.annotate(unanswered_since=Subquery(waits), asks_since=Subquery(asks))


def sent_to(member: Member) -> QuerySet[Any]:
    """What was sent to the organisation of this member and still opens; nothing else exists for them."""
    rows = PartnerReferral.objects.filter(to_organisation=member.organisation_id)
    return with_standing(rows, today()).filter(alive())


def log_partner_access(referrals: Iterable[PartnerReferral], *, by: Member) -> None:
    """In the log of the organisation that sent them: there the client asks who looked. One statement."""
    now = timezone.now()
    AccessLog.objects.bulk_create(
        [
            AccessLog(
                at=now,
                organisation_id=one.organisation_id,
                member_id=by.pk,
                subject=one.client_id,
                page="partner_referral",
                why="shared",
            )
            for one in referrals
        ]
    )
