"""The facts of a part of the file as rows: in words, with their source, their date and what can be done."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from trede.clients.actions.facts import compartment_of
from trede.clients.kinds import FactKind, kinds_of
from trede.clients.models import Barrier, Consent, Fact, FunctionalLimit, Source
from trede.core.models import Compartment
from trede.core.periods import today
from trede.desk.conflicts import clashing
from trede.desk.describe import Words, day, describe
from trede.desk.links import url_or_empty


@dataclass(frozen=True, slots=True)
class Doing:
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact on the page. `from_number` names the merged file that it comes from."""

    words: Words
    period: str
    origin: str
    clash: bool
    from_number: int | None
    confidential: bool
    severity: int
    doings: list[Doing]
    main: Doing | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """All facts of one kind: those that hold now, and those of before."""

    kind: FactKind
    now: list[FactRow]
    before: list[FactRow]
    add_url: str


@dataclass(frozen=True, slots=True)
class Reader:
    """What a row needs to know of who reads: names, numbers of merged files, what may be done."""

    client_id: int
    names: dict[int, str]
    numbers: dict[int, int]
    confidential: bool
    writes: bool
    # Taking a consent back stays possible on a restricted file.
    withdraws: bool = False


def visible(facts: Iterable[Any], *, confidential: bool) -> list[Any]:
    """Without what stands in the confidential part, for who may not read it."""
    if confidential:
        return list(facts)
    return [fact for fact in facts if _open(fact)]


def _open(fact: Any) -> bool:
    return not isinstance(fact, Fact) or compartment_of(fact) == Compartment.GENERAL


def blocks_of(section: str, facts: dict[Any, list[Any]], reader: Reader) -> list[Block]:
    """The kinds of a section with their facts; a confidential kind only for who may read it."""
    kinds = [kind for kind in kinds_of(section) if reader.confidential or not kind.confidential]
    return [_block(kind, facts.get(kind.model, []), reader) for kind in kinds]


def _block(kind: FactKind, facts: list[Any], reader: Reader) -> Block:
    clashes = clashing(facts)
    now: list[FactRow] = []
    before: list[FactRow] = []
    for fact in _in_order(facts):
        row = _row(kind, fact, reader, clash=fact.pk in clashes)
        (now if _holds(fact) else before).append(row)
    return Block(kind, now, before, _add_url(kind, reader) if reader.writes else "")


def _in_order(facts: list[Any]) -> list[Any]:
    if facts and isinstance(facts[0], Barrier):
        return sorted(facts, key=lambda barrier: (-barrier.severity, barrier.starts_on))
    return facts


def _holds(fact: Any) -> bool:
    if getattr(fact, "is_over", False):
        return False
    ends_on = getattr(fact, "ends_on", None)
    return ends_on is None or ends_on >= today()


def _add_url(kind: FactKind, reader: Reader) -> str:
    if kind.form is None:
        return url_or_empty("client_week", pk=reader.client_id)
    return url_or_empty("fact_add", pk=reader.client_id, slug=kind.slug)


def _row(kind: FactKind, fact: Any, reader: Reader, *, clash: bool) -> FactRow:
    return FactRow(
        words=describe(fact),
        period=period_of(fact),
        origin=origin_of(fact, reader.names),
        clash=clash,
        from_number=reader.numbers.get(fact.client_id),
        confidential=compartment_of(fact) == Compartment.CONFIDENTIAL,
        severity=getattr(fact, "severity", 0),
        doings=_doings(kind, fact, reader),
        main=_main_doing(fact, reader),
    )


def period_of(fact: Any) -> str:
    """ "sinds …", "van … tot en met …"; nothing for facts without a period."""
    starts_on, ends_on = getattr(fact, "starts_on", None), getattr(fact, "ends_on", None)
    if isinstance(fact, FunctionalLimit):
        # Its sentence names the last day.
        ends_on = None
    if starts_on is None:
        return ""
    if ends_on:
        return _("%(from)s tot en met %(to)s") % {"from": day(starts_on), "to": day(ends_on)}
    if starts_on > today():
        return _("vanaf %(day)s") % {"day": day(starts_on)}
    return _("sinds %(day)s") % {"day": day(starts_on)}


def origin_of(fact: Fact, names: dict[int, str]) -> str:
    """Where a fact comes from, who wrote it down and when."""
    who = names.get(fact.recorded_by_id or 0, _("het programma"))
    return _("%(source)s. Genoteerd door %(who)s op %(day)s.") % {
        "source": Source(fact.source).label,
        "who": who,
        "day": day(timezone.localtime(fact.recorded_at).date()),
    }


def _doings(kind: FactKind, fact: Any, reader: Reader) -> list[Doing]:
    where = {"pk": reader.client_id, "slug": kind.slug, "fact_id": fact.pk}
    wanted = [*(_writings(kind, fact) if reader.writes else []), ("fact_history", _("Geschiedenis"))]
    return [Doing(words, url) for name, words in wanted if (url := url_or_empty(name, **where))]


def _writings(kind: FactKind, fact: Any) -> list[tuple[str, str]]:
    """What can be changed in a fact. The client takes a consent back; taken away is only what was a mistake."""
    corrects = [("fact_correct", _("Verbeteren"))] if kind.form else []
    ends = [("fact_end", _("Beëindigen"))] if kind.dated and kind.form and not fact.ends_on else []
    away = _("Fout genoteerd") if isinstance(fact, Consent) else _("Intrekken")
    return [*corrects, *ends, ("fact_retract", away)]


def _main_doing(fact: Any, reader: Reader) -> Doing | None:
    """The one thing that people do most with it: a button beside the fact itself."""
    if not _holds(fact):
        return None
    if isinstance(fact, Barrier) and reader.writes:
        url = url_or_empty("barrier_lift", pk=reader.client_id, barrier_id=fact.pk)
        return Doing(_("Opgelost"), url)
    if isinstance(fact, Consent) and (reader.writes or reader.withdraws):
        url = url_or_empty("consent_withdraw", pk=reader.client_id, consent_id=fact.pk)
        return Doing(_("Cliënt trekt in"), url)
    return None
