"""What is due around participations: an answer, a question, an evaluation, a limit, an end, a promise."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trede.clients.deadlines import Row, Rule, Sources, as_rows
from trede.clients.models import Client
from trede.core.local import LIMIT_WARNING_DAYS, PARTNER_REMIND_DAYS
from trede.core.models import Member
from trede.core.periods import PlusDays
from trede.core.roles import Can, Role
from trede.offers.models import Participation, ParticipationState, PartnerReferral
from trede.offers.standing import GOING

PROPOSED_DAYS = 14
EVALUATION_WARNING = timedelta(days=14)
S = ParticipationState


def _day(value: date) -> str:
    return value.strftime("%d/%m/%Y")


def _unanswered(row: Row, today: date) -> str:
    return _("Doorverwijzing naar %(who)s zonder antwoord sinds %(day)s") % {
        "who": row.code,
        "day": _day(row.on),
    }


def _escalated(row: Row, today: date) -> str:
    said = {"who": row.code, "day": _day(row.on)}
    return _("Partner %(who)s antwoordt niet, hoger gemeld op %(day)s") % said


def _question(row: Row, today: date) -> str:
    return _("%(who)s stelde een vraag op %(day)s") % {"who": row.code, "day": _day(row.on)}


def _closed(row: Row, today: date) -> str:
    return _("Doorverwijzing naar %(who)s is afgesloten, beslis wat nu") % {"who": row.code}


def _named(words: Any) -> Any:
    """A sentence with the offer and the day of the row."""
    return lambda row, today: words() % {"offer": row.code, "day": _day(row.on)}


def _page(row: Row) -> tuple[str, dict[str, object]]:
    return "participation", {"pk": row.client_id, "participation_id": row.object_id}


def _rule(label: Any, action: Any, sentence: Any) -> Rule:
    return Rule(label, action, sentence, _page)


LOOK = gettext_lazy("Bekijken")
RULES: dict[str, Rule] = {
    "partner_unanswered": _rule(gettext_lazy("Doorverwijzing zonder antwoord"), LOOK, _unanswered),
    "partner_escalated": _rule(gettext_lazy("Partner antwoordt niet"), LOOK, _escalated),
    "partner_question": _rule(
        gettext_lazy("Vraag van een partner"), gettext_lazy("Geef antwoord"), _question
    ),
    "partner_closed": _rule(gettext_lazy("Afgesloten doorverwijzing"), LOOK, _closed),
    "participation_proposed": _rule(
        gettext_lazy("Voorstel zonder vervolg"),
        gettext_lazy("Doorsturen"),
        _named(lambda: _("%(offer)s: voorgesteld, en nog niets mee gedaan tegen %(day)s")),
    ),
    "participation_promised": _rule(
        gettext_lazy("Beloofde plaats"),
        gettext_lazy("Navragen"),
        _named(lambda: _("%(offer)s: een plaats was verwacht op %(day)s")),
    ),
    "participation_evaluation": _rule(
        gettext_lazy("Evaluatie van een deelname"),
        gettext_lazy("Evalueren"),
        _named(lambda: _("%(offer)s: evaluatie tegen %(day)s")),
    ),
    "participation_limit": _rule(
        gettext_lazy("Grens van een aanbod"),
        LOOK,
        _named(lambda: _("%(offer)s: laatste dag binnen de grens is %(day)s")),
    ),
    "participation_end": _rule(
        gettext_lazy("Geplande einddatum"),
        gettext_lazy("Einde noteren"),
        _named(lambda: _("%(offer)s: zou eindigen op %(day)s")),
    ),
    "participation_paused": _rule(
        gettext_lazy("Onderbroken deelname"),
        gettext_lazy("Hervatten"),
        _named(lambda: _("%(offer)s: de onderbreking liep tot %(day)s")),
    ),
}


def sources(member: Member, mine: Collection[int], today: date, local: Mapping[str, int | None]) -> Sources:
    """Who follows a file sees what is due in it; who leads sees which partner does not answer their people."""
    leads = member.may(Can.ASSIGN) and member.may(Can.FIND_CLIENTS)
    if leads:
        yield as_rows(
            "partner_escalated", _of_whom_they_lead(member, mine), "referral_escalated_on", "to_name"
        )
    if member.may(Can.WRITE_FILE) and not member.may(Can.READ_EVERY_FILE):
        own = Participation.objects.filter(client__in=mine, client__closed_on=None, client__erased_at=None)
        yield from _with_partners(own, today, local, escalated=leads)
        yield from _of_participations(own, today, local)


def _referred() -> Any:
    """The open referral of each participation that a partner has not answered, as columns."""
    open_one = PartnerReferral.objects.filter(participation=OuterRef("pk"), closed_on=None)
    return Participation.objects.filter(state=S.REFERRED).annotate(
        **{
            f"referral_{name}": Subquery(open_one.values(name)[:1])
            for name in ("sent_on", "escalated_on", "answered_at")
        },
        to_name=Subquery(open_one.values("to_name")[:1]),
    )


def _of_whom_they_lead(member: Member, mine: Collection[int]) -> Any:
    """Of the own team for who leads one; of everybody for the head of the service. Locked files by name only."""
    rows = _referred().filter(referral_escalated_on__isnull=False, referral_answered_at=None)
    findable = Client.objects.findable_by(member).open().filter(pk=OuterRef("client"))
    rows = rows.filter(Exists(findable), organisation=member.organisation_id)
    if Role.TEAMLEIDER not in member.roles:
        return rows
    led = PartnerReferral.objects.filter(
        participation=OuterRef("pk"), closed_on=None, sent_by__in=member.acts_for
    )
    return rows.filter(Q(client__in=mine) | Exists(led))


def _with_partners(own: Any, today: date, local: Mapping[str, int | None], *, escalated: bool) -> Sources:
    waits = _referred().filter(pk__in=own.values("pk"))
    late = waits.filter(
        referral_answered_at=None,
        referral_sent_on__lte=today - timedelta(days=local.get(PARTNER_REMIND_DAYS) or 0),
    )
    if escalated:
        late = late.filter(referral_escalated_on=None)
    yield as_rows("partner_unanswered", late, "referral_sent_on", "to_name")
    asked = PartnerReferral.objects.filter(
        participation=OuterRef("pk"), closed_on=None, asks_since__isnull=False
    )
    questions = own.annotate(
        asks_since=Subquery(asked.values("asks_since")[:1]), to_name=Subquery(asked.values("to_name")[:1])
    )
    yield as_rows("partner_question", questions.exclude(asks_since=None), "asks_since", "to_name")
    past = PartnerReferral.objects.filter(participation=OuterRef("pk")).order_by("-closed_on", "-pk")
    left = waits.filter(referral_sent_on=None).annotate(
        shut_on=Subquery(past.values("closed_on")[:1]), said_to=Subquery(past.values("to_name")[:1])
    )
    yield as_rows("partner_closed", left.exclude(shut_on=None), "shut_on", "said_to")


def _of_participations(own: Any, today: date, local: Mapping[str, int | None]) -> Sources:
    going = own.filter(state__in=GOING)
    limit = today + timedelta(days=local.get(LIMIT_WARNING_DAYS) or 0)
    old = own.filter(state=S.PROPOSED, proposed_on__lte=today - timedelta(days=PROPOSED_DAYS))
    yield _rows("participation_proposed", old, PlusDays(F("proposed_on"), PROPOSED_DAYS))
    promised = own.filter(state__in=(S.WAITING, S.ACCEPTED), promised_on__lt=today)
    yield _rows("participation_promised", promised, "promised_on")
    evaluated = going.filter(evaluation_on__lte=today + EVALUATION_WARNING)
    yield _rows("participation_evaluation", evaluated, "evaluation_on")
    yield _rows("participation_limit", going.filter(limit_on__lte=limit), "limit_on")
    yield _rows("participation_end", going.filter(planned_end__lt=today), "planned_end")
    paused = own.filter(state=S.PAUSED, paused_until__lt=today)
    yield _rows("participation_paused", paused, "paused_until")


def _rows(rule: str, rows: Any, on: Any) -> Any:
    return as_rows(rule, rows, on, "offer__name")
