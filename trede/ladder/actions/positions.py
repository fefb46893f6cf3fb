"""Where a client stands on the ladder and wants to go. Up and down count alike: a dated fact with its reason."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from trede.clients.actions.facts import check_writable
from trede.clients.models import Client
from trede.core import events, promises, versions
from trede.core.errors import CaseError, Conflict
from trede.core.models import Member
from trede.core.periods import today
from trede.ladder.models import LadderGoal, LadderPosition
from trede.ladder.moving import Plan, Refused, Span, Why, plan_correction, plan_move, plan_retraction

OWN = ("rung", "reason", "note", "evidence", "source", "starts_on")
GOAL = ("rung", "highest_within_reach", "why", "by_when", "starts_on")
TEXTS = ("note", "evidence", "why")
FARTHEST_GOAL = timedelta(days=3653)


def spans_of(rows: Iterable[LadderPosition]) -> list[Span]:
    """Positions as plain values."""
    return [Span(row.pk, row.rung, row.starts_on, row.ends_on) for row in rows]


@transaction.atomic
def move_to(position: LadderPosition, *, by: Member) -> LadderPosition:
    """A move from its first day on, also in the past between others; a second one on a day corrects the first.

    Ends what ran the day before. Raises CaseError (the same rung, a day that cannot be, a closed, merged or
    restricted file) or ValidationError with field messages.
    """
    client = _locked(position.client)
    _check_open(client)
    position.client, position.organisation_id, position.recorded_by = client, client.organisation_id, by
    _check_fields(position)
    _check_day(client, position.starts_on)
    rows = list(LadderPosition.objects.of_file(client))
    plan = _allowed(plan_move(spans_of(rows), rung=position.rung, on=position.starts_on))
    if plan.corrects is not None:
        values = {name: getattr(position, name) for name in OWN} | {"cause": position.cause}
        return _rewrite(next(row for row in rows if row.pk == plan.corrects), values, by=by)
    position.ends_on = plan.ends_on
    came_from = next((row.rung for row in rows if row.runs(position.starts_on)), None)
    with promises.explained(), transaction.atomic():
        _shift(plan.ends)
        position.save(force_insert=True)
    before = {} if came_from is None else {"rung": came_from}
    _record("ladderposition.moved", position, by=by, before=before, after=_filled(position, OWN))
    return position


@transaction.atomic
def correct_position(
    position: LadderPosition, *, by: Member, expected: int, values: Mapping[str, Any]
) -> LadderPosition:
    """Correct what was entered; another first day moves the end of the step before it.

    Raises Conflict when somebody else was first, CaseError or ValidationError as `move_to` does.
    """
    client = _locked(position.client, whole=True)
    check_writable(client)
    row = _standing(LadderPosition, position, expected)
    values = {name: value for name, value in values.items() if name in OWN}
    for name, value in values.items():
        setattr(row, name, value)
    _check_fields(row)
    _check_day(client, row.starts_on)
    spans = spans_of(LadderPosition.objects.of_file(client))
    plan = _allowed(plan_correction(spans, pk=row.pk, rung=row.rung, on=row.starts_on))
    values = {name: getattr(row, name) for name in values}
    with promises.explained(), transaction.atomic():
        _make_room(row, plan)
        changed = _rewrite(row, values, by=by)
        _shift(plan.ends)
    return changed


@transaction.atomic
def retract_position(position: LadderPosition, *, by: Member, expected: int, because: str) -> LadderPosition:
    """Take back a move that never was; the step before it goes on. Raises CaseError, or Conflict."""
    because = because.strip()
    if not because:
        raise CaseError(_("Schrijf waarom deze stap hier niet hoort."))
    client = _locked(position.client, whole=True)
    check_writable(client)
    row = _standing(LadderPosition, position, expected)
    plan = plan_retraction(spans_of(LadderPosition.objects.of_file(client)), pk=row.pk)
    before = _filled(row, OWN)
    values = {"retracted_at": timezone.now(), "retracted_because": because[:200]}
    versions.save_checked(row, expected=expected, values=values)
    with promises.explained(), transaction.atomic():
        _shift(plan.ends)
    _record("ladderposition.retracted", row, by=by, before=before, note=because[:200])
    return row


@transaction.atomic
def confirm_position(position: LadderPosition, *, by: Member, expected: int) -> LadderPosition:
    """Looked at again, and the rung still holds. Raises CaseError when it does not run today, or Conflict."""
    client = _locked(position.client, whole=True)
    check_writable(client)
    row = _standing(LadderPosition, position, expected)
    if not row.is_current:
        raise CaseError(_("Deze stap loopt niet meer. Kijk naar de trede van vandaag."))
    before, after = versions.save_checked(row, expected=expected, values={"looked_on": today()})
    if after:
        _record("ladderposition.confirmed", row, by=by, before=before, after=after)
    return row


@transaction.atomic
def set_goal(goal: LadderGoal, *, by: Member) -> LadderGoal:
    """The rung to work towards, from its first day on; it ends the goal before it, the same day corrects.

    Raises CaseError (nothing new, a day before the running goal, a closed, merged or restricted file) or
    ValidationError with field messages.
    """
    client = _locked(goal.client)
    _check_open(client)
    goal.client, goal.organisation_id, goal.recorded_by = client, client.organisation_id, by
    _check_fields(goal)
    _check_day(client, goal.starts_on)
    _check_by_when(goal)
    rows = list(LadderGoal.objects.of_file(client))
    if later := next((row for row in rows if row.starts_on > goal.starts_on), None):
        raise CaseError(_("Er staat al een doel vanaf %(day)s. Kies die dag of later.") % _said(later))
    over = [row for row in rows if row.runs(goal.starts_on)]
    _check_new(goal, over)
    same_day = next((row for row in over if row.starts_on == goal.starts_on), None)
    values = {name: getattr(goal, name) for name in GOAL}
    if same_day:
        return _rewrite(same_day, values | {"ends_on": None}, by=by)
    with promises.explained(), transaction.atomic():
        last = goal.starts_on - timedelta(days=1)
        LadderGoal.objects.filter(pk__in=[row.pk for row in over]).update(
            ends_on=last, version=F("version") + 1
        )
        goal.save(force_insert=True)
    before = versions.snapshot(over[0], ["rung"]) if over else {}
    _record("laddergoal.set", goal, by=by, before=before, after=_filled(goal, GOAL))
    return goal


@transaction.atomic
def end_goal(goal: LadderGoal, *, by: Member, expected: int, on: date, because: str) -> LadderGoal:
    """The goal no longer holds after that day (inclusive). Raises CaseError, or Conflict."""
    because = because.strip()
    if not because:
        raise CaseError(_("Schrijf waarom dit doel niet meer geldt."))
    check_writable(_locked(goal.client, whole=True))
    row = _standing(LadderGoal, goal, expected)
    if row.ends_on and row.ends_on < today():
        raise CaseError(_("Dit doel is al afgelopen."))
    if not row.starts_on <= on <= today():
        raise CaseError(_("Kies een dag tussen het begin van het doel en vandaag."))
    before, after = versions.save_checked(row, expected=expected, values={"ends_on": on})
    if after:
        _record("laddergoal.ended", row, by=by, before=before, after=after, note=because[:300])
    return row


def _locked(client: Client, *, whole: bool = False) -> Client:
    """The file, held until the end of the transaction: two moves at once come after each other.

    `whole`: the file that it was merged into, where it was.
    """
    pk = (client.alias_of_id or client.pk) if whole else client.pk
    return Client.objects.select_for_update(of=("self",)).get(pk=pk)


def _check_open(client: Client) -> None:
    check_writable(client)
    if client.alias_of_id:
        raise CaseError(_("Dit dossier is samengevoegd. Schrijf in het dossier waar het bij hoort."))
    if client.closed_on:
        raise CaseError(_("Dit dossier is gesloten. Heropen het eerst."))


def _check_fields(row: LadderPosition | LadderGoal) -> None:
    for name in TEXTS:
        if isinstance(text := getattr(row, name, None), str):
            setattr(row, name, text.strip())
    row.full_clean(exclude=["organisation", "client", "recorded_by"], validate_constraints=False)


def _check_day(client: Client, day: date) -> None:
    """Not in the future, and within what this service can know of the client."""
    files = Client.objects.filter(pk__in=client.file_ids).values_list("opened_on", flat=True)
    first = min(files)
    if day > today():
        raise ValidationError({"starts_on": _("Die dag moet nog komen. Kies vandaag of vroeger.")})
    if client.birth_date and day < client.birth_date:
        raise ValidationError(
            {"starts_on": _("Die dag ligt vóór de geboorte van de cliënt. Kijk het jaar na.")}
        )
    if day < first:
        raise ValidationError(
            {
                "starts_on": _("Dit dossier begint op %(day)s. Kies die dag of later.")
                % {"day": first.strftime("%d/%m/%Y")}
            }
        )
    if client.died_on and day > client.died_on:
        raise ValidationError({"starts_on": _("Die dag ligt na het overlijden van de cliënt.")})


def _check_by_when(goal: LadderGoal) -> None:
    if goal.by_when and not goal.starts_on < goal.by_when <= goal.starts_on + FARTHEST_GOAL:
        raise ValidationError({"by_when": _("Kies een dag na het begin van het doel, binnen tien jaar.")})


def _check_new(goal: LadderGoal, over: Iterable[LadderGoal]) -> None:
    names = ("rung", "highest_within_reach", "why", "by_when")
    if any(all(getattr(row, n) == getattr(goal, n) for n in names) and row.ends_on is None for row in over):
        raise CaseError(_("Dit doel staat er al precies zo. Er is niets veranderd."))


def _standing(kind: type[Any], row: Any, expected: int) -> Any:
    """The row as it stands now. Raises Conflict when somebody changed or retracted it."""
    found = kind.objects.standing().select_related("client").filter(pk=row.pk).first()
    if found is None or found.version != expected:
        raise Conflict(_("Iemand anders heeft dit intussen gewijzigd. Vergelijk beide versies en kies."))
    return found


def _allowed(planned: Plan | Refused) -> Plan:
    if isinstance(planned, Plan):
        return planned
    sentences = {
        Why.ALREADY_THERE: _(
            "De cliënt staat die dag al op trede %(rung)s, sinds %(day)s. Dat is geen stap."
        ),
        Why.SAME_BEFORE: _(
            "De dag ervoor stond de cliënt al op trede %(rung)s. Klopt de stap van die dag niet? Trek ze dan in."
        ),
        Why.SAME_AFTER: _(
            "Op %(day)s staat al een stap naar trede %(rung)s. Begon die vroeger? Verbeter dan de datum van die stap."
        ),
        Why.AFTER_OWN_END: _("Deze stap eindigde al op %(last)s. Kies die dag of vroeger."),
        Why.BEFORE_PREVIOUS: _(
            "Op %(day)s staat al een stap naar trede %(rung)s. Kies een dag daarna, of verbeter eerst die stap."
        ),
        Why.DAY_TAKEN: _("Op %(day)s staat al een stap naar trede %(rung)s. Kies een andere dag."),
    }
    raise CaseError(sentences[planned.why] % _said(planned.span))


def _said(row: Any) -> dict[str, Any]:
    last = row.ends_on.strftime("%d/%m/%Y") if row.ends_on else ""
    return {"rung": row.rung, "day": row.starts_on.strftime("%d/%m/%Y"), "last": last}


def _make_room(row: LadderPosition, plan: Plan) -> None:
    """An earlier first day needs the step before it to end first; a later one comes after, so that none overlap."""
    stored = LadderPosition.objects.values_list("starts_on", flat=True).get(pk=row.pk)
    if row.starts_on < stored:
        _shift(plan.ends)


def _shift(ends: Mapping[int, date | None]) -> None:
    """New last days of other steps, part of the same change."""
    for pk, last in ends.items():
        rows = LadderPosition.objects.filter(pk=pk).exclude(ends_on=last)
        rows.update(ends_on=last, version=F("version") + 1)


def _rewrite(row: Any, values: dict[str, Any], *, by: Member) -> Any:
    before, after = versions.save_checked(row, expected=row.version, values=values)
    if after:
        _record(f"{row._meta.model_name}.corrected", row, by=by, before=before, after=after)
    return row


def _filled(row: Any, names: Iterable[str]) -> dict[str, Any]:
    found = versions.snapshot(row, list(names))
    return {name: value for name, value in found.items() if value not in (None, "", False)}


def _record(verb: str, row: Any, *, by: Member, **payload: Any) -> None:
    events.record(verb, row, by=by, organisation_id=row.organisation_id, subject=row.client_id, **payload)
