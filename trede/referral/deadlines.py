"""What is due around referrals and exemptions: an answer, a correction, another look."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trede.clients.deadlines import Room, Row, Rule, Sources, as_rows
from trede.core.local import REFERRAL_ANSWER_DAYS
from trede.core.models import Member
from trede.core.periods import PlusDays
from trede.core.roles import Can
from trede.referral.models import Exemption, Referral, ReferralState, SentBackReason

# A proof to ask and a committee to reach take some weeks.
REVIEW_WARNING = timedelta(days=30)


def _answer(row: Row, today: date) -> str:
    return _("Aanmelding te beantwoorden uiterlijk op %(day)s") % {"day": _day(row.on)}


def _back(row: Row, today: date) -> str:
    reason = dict(SentBackReason.choices).get(row.code, "")
    return _("Aanmelding teruggestuurd op %(day)s: %(reason)s") % {"day": _day(row.on), "reason": reason}


def _late(row: Row, today: date) -> str:
    return _("Uw aanmelding is nog niet beantwoord, dat moest tegen %(day)s") % {"day": _day(row.on)}


def _review(row: Row, today: date) -> str:
    return _("Vrijstelling herbekijken tegen %(day)s") % {"day": _day(row.on)}


def _day(value: date) -> str:
    return value.strftime("%d/%m/%Y")


def _referral(row: Row) -> tuple[str, dict[str, object]]:
    return "referral", {"referral_id": row.object_id}


RULES: dict[str, Rule] = {
    "referral_answer": Rule(gettext_lazy("Aanmelding"), gettext_lazy("Beantwoorden"), _answer, _referral),
    "referral_back": Rule(
        gettext_lazy("Teruggestuurde aanmelding"), gettext_lazy("Aanvullen"), _back, _referral
    ),
    "referral_late": Rule(
        gettext_lazy("Aanmelding zonder antwoord"), gettext_lazy("Bekijken"), _late, _referral
    ),
    "exemption_review": Rule(
        gettext_lazy("Vrijstelling"),
        gettext_lazy("Herbekijken"),
        _review,
        lambda row: ("exemption_review", {"pk": row.client_id, "exemption_id": row.object_id}),
    ),
}


def sources(member: Member, mine: Collection[int], today: date, local: Mapping[str, int | None]) -> Sources:
    """Who answers sees all that waits; who sent sees what came back or got no answer; who follows, the reviews."""
    findable = Referral.objects.findable_by(member)
    until = PlusDays(TruncDate("sent_at"), local.get(REFERRAL_ANSWER_DAYS) or 0)
    if member.may(Can.ANSWER_REFERRALS):
        yield as_rows("referral_answer", findable.unanswered(), until)
    if member.may(Can.REFER):
        yield from _sent(findable, member, mine, until, today)
    if member.may(Can.READ_CONFIDENTIAL):
        own = {"client__in": mine, "client__closed_on": None, "client__erased_at": None}
        yield as_rows(
            "exemption_review", Exemption.objects.to_review(today + REVIEW_WARNING).filter(**own), "review_on"
        )


def _sent(
    findable: Any, member: Member, mine: Collection[int], until: PlusDays, today: date
) -> Iterator[QuerySet[Any, dict[str, Any]]]:
    ours = Q(referred_by__in=member.acts_for) | Q(client__in=mine)
    back = findable.filter(ours, state=ReferralState.SENT_BACK)
    yield as_rows("referral_back", back.with_last_reason(), TruncDate("answered_at"), "last_reason")
    if not member.may(Can.ANSWER_REFERRALS):
        late = findable.filter(ours).unanswered().alias(until=until).filter(until__lt=today)
        yield as_rows("referral_late", late, until)


ROOM = Room(rules=RULES, sources=sources)
