"""Where a client stands today: derived from the dated facts by the rules, never stored."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trede import rules
from trede.clients.models import (
    Address,
    AddressKind,
    Category,
    Client,
    ContactPoint,
    IncomeSpell,
    WorkGround,
    WorkRight,
)
from trede.clients.models.household import LIVING_WAGE
from trede.core.periods import today
from trede.core.saying import said

# The ground as the file knows it → the ground as the rule knows it.
RULE_GROUND = {
    WorkGround.BELGIAN: rules.Ground.BELGIAN,
    WorkGround.EU: rules.Ground.EEA,
    WorkGround.REFUGEE: rules.Ground.REFUGEE,
    WorkGround.SUBSIDIARY: rules.Ground.RESIDENCE_TITLE,
    WorkGround.TEMPORARY: rules.Ground.RESIDENCE_TITLE,
    WorkGround.ASYLUM: rules.Ground.ASYLUM,
    WorkGround.FAMILY: rules.Ground.RESIDENCE_TITLE,
    WorkGround.SINGLE_PERMIT: rules.Ground.SINGLE_PERMIT,
    WorkGround.OTHER: rules.Ground.RESIDENCE_TITLE,
}
# Days before the document ends at which the warning changes tone, the nearest first.
WARNING_STAGES = (30, 60, 90)
TONES = {
    rules.MayWork.ONBEPERKT: "good",
    rules.MayWork.BEPERKT: "warn",
    rules.MayWork.NEEN: "bad",
    rules.MayWork.UNKNOWN: "neutral",
}
MAY_WORK = {
    rules.MayWork.ONBEPERKT: gettext_lazy("Mag werken"),
    rules.MayWork.BEPERKT: gettext_lazy("Mag beperkt werken"),
    rules.MayWork.NEEN: gettext_lazy("Mag niet werken"),
    rules.MayWork.UNKNOWN: gettext_lazy("Niet bekend of werken mag"),
}


@dataclass(frozen=True, slots=True)
class AmountOnDay:
    """The full leefloon of a category on a day. `amount` is None when the law's value is not known then."""

    amount: Decimal | None
    certainty: str
    source: str
    valid_from: date | None
    valid_to: date | None
    notes: tuple[str, ...]

    @property
    def known(self) -> bool:
        return self.amount is not None


@dataclass(frozen=True, slots=True)
class LeefloonStanding:
    """The running leefloon: category, the amount that was noted, and the legal amount of the day."""

    spell: IncomeSpell
    category: str
    category_label: str
    noted: Decimal | None
    legal: AmountOnDay


@dataclass(frozen=True, slots=True)
class WorkStanding:
    """May this person work today, and how long does the paper still hold. `stage`: 0 expired, 30, 60, 90, None."""

    may_work: str
    label: str
    tone: str
    reason: str
    warning: str
    days_left: int | None
    expires_on: date | None
    stage: int | None
    certainty: str


@dataclass(frozen=True, slots=True)
class Reach:
    """By which ways this person may be reached, best first, and by which never."""

    usable: tuple[ContactPoint, ...]
    silent: tuple[ContactPoint, ...]
    never: tuple[ContactPoint, ...]
    address: Address | None
    returned: tuple[Address, ...]

    @property
    def by_post(self) -> bool:
        return self.address is not None

    @property
    def reachable(self) -> bool:
        return bool(self.usable) or self.by_post

    @property
    def neutral_sender(self) -> bool:
        return any(point.neutral_sender for point in (*self.usable, *self.silent))


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything derived that the file page shows at the top."""

    age: int | None
    leefloon: LeefloonStanding | None
    incomes: tuple[IncomeSpell, ...]
    work: WorkStanding
    reach: Reach


def standing_of(client: Client, facts: dict[Any, list[Any]], *, on: date | None = None) -> Standing:
    """Where this client stands on a day, from facts gathered by `gather` (incomes, work rights, contact)."""
    day = on or today()
    return Standing(
        age=age_on(client.birth_date, client.died_on or day),
        leefloon=leefloon_of(facts.get(IncomeSpell, []), day),
        incomes=tuple(spell for spell in facts.get(IncomeSpell, []) if spell.runs(day)),
        work=work_of(facts.get(WorkRight, []), day),
        reach=reach_of(facts.get(ContactPoint, []), facts.get(Address, []), day),
    )


def age_on(birth_date: date | None, day: date) -> int | None:
    """Whole years on a day; somebody born on 29 February turns a year older on 1 March."""
    if birth_date is None or birth_date > day:
        return None
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


def amount_on(category: str, day: date) -> AmountOnDay:
    """The legal leefloon per month (rules.md leefloon.amount.monthly); a gap is said, never guessed."""
    try:
        found = rules.leefloon_amount(category, day)
    except rules.NotKnown as error:
        return AmountOnDay(None, "", "", None, None, (said(error.answer.warning), *_nearest(error.answer)))
    return AmountOnDay(
        amount=found.amount,
        certainty=found.certainty.value,
        source="+".join(dict.fromkeys(line.source for line in found.trace if line.source)),
        valid_from=found.valid_from,
        valid_to=found.valid_to,
        notes=tuple(said(warning) for warning in found.warnings),
    )


def _nearest(answer: rules.Answer) -> list[str]:
    if answer.nearest is None:
        return []
    sides = ((_("Ervoor"), answer.nearest.before), (_("Erna"), answer.nearest.after))
    return [
        _("%(side)s: %(amount)s euro vanaf %(day)s.")
        % {
            "side": side,
            "amount": str(known.value).replace(".", ","),
            "day": known.valid_from.strftime("%d/%m/%Y"),
        }
        for side, known in sides
        if known and known.valid_from
    ]


def leefloon_of(spells: Iterable[IncomeSpell], day: date) -> LeefloonStanding | None:
    """The leefloon (or equivalent) that runs on a day, or None."""
    running = next((spell for spell in spells if spell.kind in LIVING_WAGE and spell.runs(day)), None)
    if running is None:
        return None
    return LeefloonStanding(
        spell=running,
        category=running.category,
        category_label=str(Category(running.category).label),
        noted=None if running.amount_cents is None else Decimal(running.amount_cents) / 100,
        legal=amount_on(running.category, day),
    )


def work_of(rights: Iterable[WorkRight], day: date) -> WorkStanding:
    """The verdict on the permission to work; the last document counts, also after it expired."""
    begun = [right for right in rights if right.starts_on <= day]
    if not begun:
        return _no_work_right()
    last = max(begun, key=lambda right: (right.starts_on, right.pk or 0))
    verdict = rules.work_right(
        ground=RULE_GROUND[WorkGround(last.ground)],
        on=day,
        marking=rules.Marking(last.marking) if last.marking else None,
        valid_until=last.ends_on,
        since=last.asylum_asked_on,
        refused=last.asylum_refused,
    )
    stage = stage_of(last.ends_on, day)
    return WorkStanding(
        may_work=verdict.may_work.value,
        label=_label(verdict.may_work),
        tone=TONES[verdict.may_work],
        reason=said(verdict.reason),
        warning=said(verdict.warning) or _early_warning(last.ends_on, stage),
        days_left=verdict.days_left,
        expires_on=last.ends_on,
        stage=stage,
        certainty=verdict.certainty.value if verdict.certainty else "",
    )


def stage_of(expires_on: date | None, day: date) -> int | None:
    """0 once the document expired; 30, 60 or 90 when it expires within so many days; None when later or never."""
    if expires_on is None:
        return None
    left = (expires_on - day).days
    if left < 0:
        return 0
    return next((stage for stage in WARNING_STAGES if left <= stage), None)


def _early_warning(expires_on: date | None, stage: int | None) -> str:
    if not stage or expires_on is None:
        return ""
    return _("Het document vervalt op %(day)s. Vraag tijdig een nieuw.") % {
        "day": expires_on.strftime("%d/%m/%Y")
    }


def _label(verdict: rules.MayWork) -> str:
    return str(MAY_WORK[verdict])


def _no_work_right() -> WorkStanding:
    return WorkStanding(
        may_work=rules.MayWork.UNKNOWN.value,
        label=_label(rules.MayWork.UNKNOWN),
        tone=TONES[rules.MayWork.UNKNOWN],
        reason=_("Er is nog niets genoteerd. Noteer de grond en de vermelding op de verblijfstitel."),
        warning="",
        days_left=None,
        expires_on=None,
        stage=None,
        certainty="",
    )


def reach_of(points: Iterable[ContactPoint], addresses: Iterable[Address], day: date) -> Reach:
    """How this person can be reached on a day: preferred first; post only where no letter came back."""
    running = [point for point in points if point.runs(day)]
    usable = [point for point in running if not point.never and not point.opted_out]
    homes = sorted((one for one in addresses if one.runs(day)), key=_post_order)
    return Reach(
        usable=tuple(sorted(usable, key=lambda point: not point.preferred)),
        silent=tuple(point for point in running if point.opted_out and not point.never),
        never=tuple(point for point in running if point.never),
        address=next((one for one in homes if one.returned_on is None), None),
        returned=tuple(one for one in homes if one.returned_on is not None),
    )


def _post_order(address: Address) -> int:
    return [AddressKind.POST, AddressKind.HOME, AddressKind.REFERENCE].index(AddressKind(address.kind))
