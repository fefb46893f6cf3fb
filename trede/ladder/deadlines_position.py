"""What is due on the ladder: a goal whose day has passed, a rung that nobody looked at, a rung still to choose.

The terms are habits of good guidance, no law: half a year for another look, two weeks from intake to rung.
"""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trede.clients.deadlines import Row, Rule, Sources, as_rows
from trede.core.models import Member
from trede.core.roles import Can
from trede.ladder.models import Intake, LadderGoal, LadderPosition, Rung
from trede.ladder.next_thing import LOOK_AFTER_DAYS

LOOK_AFTER = timedelta(days=LOOK_AFTER_DAYS)
CHOOSE_WITHIN = timedelta(days=14)
# What nobody did for longer than this, is left to the lists: it is no news on Vandaag.
OLDEST = timedelta(days=730)


def _day(value: date) -> str:
    return value.strftime("%d/%m/%Y")


def _goal(row: Row, today: date) -> str:
    return _("Doel trede %(rung)s was voorzien tegen %(day)s: bespreek het") % {
        "rung": row.code,
        "day": _day(row.on),
    }


def _look(row: Row, today: date) -> str:
    words = {"rung": row.code, "day": _day(row.on)}
    return _("Op trede %(rung)s, niet meer bekeken sinds %(day)s") % words


def _choose(row: Row, today: date) -> str:
    return _("Intake afgerond op %(day)s, nog geen trede gekozen") % {"day": _day(row.on)}


def _ladder(row: Row) -> tuple[str, dict[str, object]]:
    return "file_ladder", {"pk": row.client_id}


RULES: dict[str, Rule] = {
    "ladder_goal": Rule(gettext_lazy("Doel op de ladder"), gettext_lazy("Bespreken"), _goal, _ladder),
    "ladder_look": Rule(
        gettext_lazy("Trede opnieuw bekijken"), gettext_lazy("Bekijken"), _look, _ladder, LOOK_AFTER
    ),
    "ladder_choose": Rule(
        gettext_lazy("Nog geen trede"),
        gettext_lazy("Kiezen"),
        _choose,
        lambda row: ("position_new", {"pk": row.client_id}),
        CHOOSE_WITHIN,
    ),
}


def sources(member: Member, mine: Collection[int], today: date, local: Mapping[str, int | None]) -> Sources:
    """Only for who follows the file; a goal that is reached and paid work that goes by itself ask nothing."""
    if not member.may(Can.WRITE_FILE) or member.may(Can.READ_EVERY_FILE):
        return
    own = {"client__in": mine, "client__closed_on": None, "client__erased_at": None, "client__died_on": None}
    running = LadderPosition.objects.on(today)
    reached = running.filter(client=OuterRef("client"), rung__gte=OuterRef("rung"))
    passed = LadderGoal.objects.on(today).filter(by_when__lt=today, by_when__gte=today - OLDEST, **own)
    yield as_rows("ladder_goal", passed.filter(~Exists(reached)), "by_when", "rung")
    looked = running.alias(looked=Coalesce("looked_on", "starts_on")).filter(
        looked__range=(today - OLDEST, today - LOOK_AFTER - timedelta(days=1)), rung__lt=Rung.SIX, **own
    )
    yield as_rows("ladder_look", looked, Coalesce("looked_on", "starts_on"), "rung")
    file = Q(client=OuterRef("client")) | Q(client=OuterRef("client__alias_of"))
    chosen = LadderPosition.objects.standing().filter(file)
    closed = Intake.objects.filter(closed_on__range=(today - OLDEST, today - CHOOSE_WITHIN), **own)
    yield as_rows("ladder_choose", closed.filter(~Exists(chosen)), "closed_on")
