"""How it goes with a participation, and what was used of it: kept also where it passes a limit."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from trede.clients.actions.facts import check_writable
from trede.core import versions
from trede.core.errors import CaseError, Conflict
from trede.core.models import Member
from trede.core.periods import today
from trede.offers.actions.locking import fresh
from trede.offers.actions.recording import record
from trede.offers.limits import Room
from trede.offers.models import Participation, ProgressKind, ProgressReport, UsedTime
from trede.offers.models import ParticipationState as S
from trede.offers.standing import refresh, rooms_of

MOST_MINUTES = 31 * 24 * 60


@transaction.atomic
def report(progress: ProgressReport, *, by: Member | None) -> ProgressReport:
    """Note how it goes; what the client says stands apart. `progress.by_partner`: who wrote it without an account.
    Pressed twice is once.

    Raises CaseError (nothing runs, restricted file) or ValidationError with field messages.
    """
    participation = _locked(progress.participation)
    if participation.state not in (S.RUNNING, S.PAUSED, S.ENDED):
        raise CaseError(_("Deze deelname is nog niet begonnen. Noteer eerst het begin."))
    progress.participation, progress.client_id = participation, participation.client_id
    progress.organisation_id, progress.by = participation.organisation_id, by
    progress.full_clean(exclude=["organisation", "client", "participation", "by"])
    _check_report(progress, participation)
    if again := _written(progress):
        return again
    progress.save(force_insert=True)
    after = versions.snapshot(progress, ["kind", "on", "going", "text", "client_says"])
    after = {name: value for name, value in after.items() if value} | _said_by(progress.by_partner)
    record("progressreport.written", participation, by=by, after=after)
    refresh([participation], today())
    return progress


def _written(progress: ProgressReport) -> ProgressReport | None:
    """The last one, when it says this very thing: somebody pressed twice."""
    last: ProgressReport | None = progress.participation.reports.order_by("-at", "-pk").first()
    names = ("kind", "on", "going", "text", "client_says", "by_id", "by_partner")
    same = last and all(getattr(last, name) == getattr(progress, name) for name in names)
    return last if same else None


def _said_by(partner: str) -> dict[str, str]:
    return {"by_partner": partner} if partner else {}


def _check_report(progress: ProgressReport, participation: Participation) -> None:
    missing = {}
    if not progress.going:
        missing["going"] = _("Kies hoe het gaat.")
    if not progress.text.strip() and (
        progress.kind == ProgressKind.EVALUATION or not progress.client_says.strip()
    ):
        missing["text"] = _("Schrijf wat er gebeurde en wat volgt.")
    if progress.on > today():
        missing["on"] = _("Die datum ligt in de toekomst. Kijk het jaar na.")
    elif participation.started_on and progress.on < participation.started_on:
        missing["on"] = _("Toen was het nog niet begonnen. Kies een latere datum.")
    if missing:
        raise ValidationError(missing)


@transaction.atomic
def use_time(
    participation: Participation, *, month: date, minutes: int, expected: int | None = None, by: Member
) -> list[Room]:
    """Note how many minutes were used in a month; the rooms that are over after it, for a loud word.

    What happened is kept, also beyond a limit. `expected`: the version that was shown, None for a month without
    minutes yet. Raises CaseError or ValidationError, or Conflict when a colleague was first.
    """
    participation = _locked(participation)
    month = month.replace(day=1)
    _check_month(participation, month, minutes)
    row = UsedTime.objects.filter(participation=participation, month=month).first()
    if (row.version if row else None) != expected:
        raise Conflict(_("Iemand anders noteerde intussen de uren van deze maand. Bekijk ze opnieuw."))
    before = row.minutes if row else None
    if row is None:
        row = UsedTime(
            organisation_id=participation.organisation_id,
            client_id=participation.client_id,
            participation=participation,
            month=month,
        )
    else:
        row.version += 1
    row.minutes, row.by = minutes, by
    row.save()
    after = {"month": month.isoformat(), "minutes": minutes}
    record("usedtime.noted", participation, by=by, before={"minutes": before} if before else {}, after=after)
    refresh([participation], today())
    return [one for one in rooms_of([participation], month)[participation.pk] if one.over]


def _check_month(participation: Participation, month: date, minutes: int) -> None:
    if participation.started_on is None:
        raise CaseError(_("Deze deelname is nog niet begonnen. Noteer eerst het begin."))
    last = participation.ended_on or today()
    if not participation.started_on.replace(day=1) <= month <= last:
        raise ValidationError({"month": _("In die maand liep deze deelname niet. Kies een andere maand.")})
    if not 0 <= minutes <= MOST_MINUTES:
        raise ValidationError({"hours": _("Zoveel uren heeft een maand niet. Kijk het getal na.")})


def _locked(participation: Participation) -> Participation:
    current = fresh(participation)
    check_writable(current.client)
    return current
