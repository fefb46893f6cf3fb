"""What is due of the werkintake: one that did not begin after the OCMW was to guide, and one that lies still."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trede.clients.deadlines import OLDEST, Row, Rule, Sources, as_rows
from trede.core.local import INTAKE_DAYS
from trede.core.models import Member
from trede.core.periods import PlusDays
from trede.core.roles import Can
from trede.ladder.models import Intake
from trede.orientation.models import DecisionOutcome, OrientationDecision

# A conversation that nobody went on with for so long shows.
STILL = timedelta(days=30)


def _on(sentence: str, row: Row) -> str:
    return sentence % {"day": row.on.strftime("%d/%m/%Y")}


RULES: dict[str, Rule] = {
    "intake_missing": Rule(
        gettext_lazy("Werkintake nog niet gedaan"),
        gettext_lazy("Begin"),
        lambda row, today: _on(
            _("Het OCMW begeleidt: werkintake te doen tegen %(day)s, nog niet begonnen"), row
        ),
        lambda row: ("intake_new", {"pk": row.client_id}),
    ),
    "intake_still": Rule(
        gettext_lazy("Werkintake niet afgerond"),
        gettext_lazy("Ga verder"),
        lambda row, today: _on(_("Werkintake niet afgerond, laatst aangevuld op %(day)s"), row),
        lambda row: ("intake", {"pk": row.client_id, "intake_id": row.object_id}),
        STILL,
    ),
}


def sources(member: Member, mine: Collection[int], today: date, local: Mapping[str, int | None]) -> Sources:
    """For who guides: of the files in `mine` only, so that the number of clients does not matter."""
    if not member.may(Can.WRITE_FILE) or member.may(Can.READ_EVERY_FILE):
        return
    own = {"client__in": mine, "client__closed_on": None, "client__erased_at": None}
    days = local.get(INTAKE_DAYS) or 0
    yield as_rows("intake_missing", _missing(own, days, today), PlusDays("decided_on", days))
    still = Intake.objects.open().filter(touched_on__gte=today - OLDEST, touched_on__lte=today - STILL, **own)
    yield as_rows("intake_still", still, "touched_on")


def _missing(own: Mapping[str, object], days: int, today: date) -> QuerySet[OrientationDecision]:
    """The last decision says that the OCMW guides, its term is over, and no conversation began since."""
    newest = ~Exists(OrientationDecision.objects.filter(client=OuterRef("client"), pk__gt=OuterRef("pk")))
    begun = Intake.objects.filter(
        Q(closed_on=None) | Q(held_on__gte=OuterRef("decided_on")), client=OuterRef("client")
    )
    return OrientationDecision.objects.filter(
        newest,
        ~Exists(begun),
        outcome=DecisionOutcome.OCMW,
        decided_on__gte=today - OLDEST,
        decided_on__lte=today - timedelta(days=days),
        **own,
    )
