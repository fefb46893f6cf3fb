"""Everything that the page of a file shows, gathered in a fixed number of queries."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from trede.clients import models as m
from trede.clients.deadlines import Deadline
from trede.clients.deadlines_on_file import due_on_file
from trede.clients.gather import gather
from trede.clients.kinds import ALL_KINDS
from trede.clients.languages import language_name
from trede.clients.models import Client
from trede.clients.opening import sees_confidential
from trede.clients.standing import Standing, standing_of
from trede.core.local import local_values
from trede.core.models import Event, Member
from trede.core.periods import today
from trede.core.roles import Can
from trede.desk.conflicts import identity_conflicts
from trede.desk.describe import SEVERITY_TONES
from trede.desk.rows import Reader, visible
from trede.desk.timeline import lines_of, mentioned, names_of, newest, offer_titles, titles_of
from trede.ladder.models import LadderGoal, LadderPosition
from trede.ladder.standing_on import Path, path_from
from trede.referral.models import Exemption, Referral
from trede.rules import mask_insz

KINDS: tuple[Any, ...] = (
    *(kind.model for kind in ALL_KINDS.values()),
    m.ContactAttempt,
    m.Signal,
    m.Document,
    m.Restriction,
    m.CaseAssignment,
    m.FileLock,
    Referral,
    Exemption,
    LadderPosition,
    LadderGoal,
)
LAST_LINES = 6


@dataclass(frozen=True, slots=True)
class Badge:
    label: str
    tone: str
    icon: str = ""
    note: str = ""


@dataclass
class FilePage:
    """A file as one member sees it on one day. Facts the member may not read are left out."""

    client: Client
    member: Member
    aliases: list[Client]
    facts: dict[Any, list[Any]]
    events: list[Event]
    names: dict[int, str]
    confidential: bool
    on: date = field(default_factory=today)

    @property
    def ids(self) -> list[int]:
        return [self.client.pk, *(alias.pk for alias in self.aliases)]

    @cached_property
    def writes(self) -> bool:
        return self.member.may(Can.WRITE_FILE) and not self.restriction and self.client.erased_at is None

    @cached_property
    def reader(self) -> Reader:
        numbers = {alias.pk: alias.number for alias in self.aliases}
        withdraws = self.member.may(Can.WRITE_FILE) and self.client.erased_at is None
        return Reader(self.client.pk, self.names, numbers, self.confidential, self.writes, withdraws)

    @cached_property
    def standing(self) -> Standing:
        return standing_of(self.client, self.facts, on=self.on)

    @cached_property
    def _due(self) -> list[Deadline]:
        local = local_values(self.client.organisation_id, self.on)
        return due_on_file(self.client, self.facts, today=self.on, local=local)

    @property
    def deadlines(self) -> list[Deadline]:
        """What this member may do something about."""
        return [one for one in self._due if one.rule != "signal" or self._acknowledges]

    @property
    def signals_waiting(self) -> int:
        """How many signals wait for a colleague of the sociale dienst."""
        return 0 if self._acknowledges else sum(one.rule == "signal" for one in self._due)

    @property
    def _acknowledges(self) -> bool:
        return self.member.may(Can.ACKNOWLEDGE_SIGNALS)

    @cached_property
    def lines(self) -> list[Any]:
        return lines_of(self.events, self.names, {**titles_of(self.facts), **offer_titles(self.events)})

    @property
    def masked_insz(self) -> str:
        return mask_insz(self.client.insz) if self.client.insz else ""

    @property
    def restriction(self) -> m.Restriction | None:
        return next((one for one in self.facts.get(m.Restriction, []) if one.runs(self.on)), None)

    @property
    def identity_conflicts(self) -> list[tuple[str, str, int]]:
        return identity_conflicts(self.client, self.aliases)

    @property
    def badges(self) -> list[Badge]:
        """What anyone who opens this file must know at once."""
        locked = any(lock.runs(self.on) for lock in self.facts.get(m.FileLock, []))
        client, found = self.client, []
        if client.died_on:
            found.append(Badge(_("overleden op %(day)s") % {"day": _day(client.died_on)}, "bad", "flag"))
        if client.closed_on:
            found.append(
                Badge(_("gesloten op %(day)s") % {"day": _day(client.closed_on)}, "neutral", "archive")
            )
        if locked:
            found.append(Badge(_("afgeschermd"), "warn", "shield-lock"))
        if self.restriction:
            found.append(Badge(_("verwerking beperkt"), "warn", "scale"))
        if client.moved_to:
            found.append(Badge(_("verhuisd naar %(place)s") % {"place": client.moved_to}, "info", "map-pin"))
        for alias in self.aliases:
            found.append(Badge(_("bevat dossier %(number)s") % {"number": alias.number}, "info", "git-merge"))
        return found

    @property
    def speaks(self) -> str:
        return language_name(self.client.speaks) if self.client.speaks else ""

    @property
    def reads(self) -> str:
        """In which language, and how well."""
        language = language_name(self.client.reads_in) if self.client.reads_in else ""
        how = self.client.get_reads_display().lower() if self.client.reads else ""
        return f"{how} ({language})" if how and language else how or language

    @property
    def dutch(self) -> list[m.LanguageLevel]:
        """The newest measurement of each skill in Dutch."""
        newest_first = [one for one in self.facts.get(m.LanguageLevel, []) if one.language == "nl"]
        skills: dict[str, m.LanguageLevel] = {}
        for level in newest_first:
            skills.setdefault(level.skill, level)
        return list(skills.values())

    @property
    def vdab(self) -> m.VdabRegistration | None:
        return next((one for one in self.facts.get(m.VdabRegistration, []) if one.runs(self.on)), None)

    @property
    def referral(self) -> Referral | None:
        """The newest referral: where the way in stands."""
        return next(iter(self.facts.get(Referral, [])), None)

    @property
    def exemption(self) -> Exemption | None:
        """The exemption that runs today, or else the one that waits for a decision."""
        found = self.facts.get(Exemption, [])
        running = [one for one in found if one.decided_on and one.runs(self.on)]
        waiting = [one for one in found if one.decided_on is None and one.refused_on is None]
        return next(iter([*running, *waiting]), None)

    @cached_property
    def path(self) -> Path:
        """Where the client stands on the ladder, and the goal."""
        return path_from(self.facts.get(LadderPosition, []), self.facts.get(LadderGoal, []), self.on)

    @property
    def barriers(self) -> list[Badge]:
        """What stands in the way now, the heaviest first; the explanation between brackets left out."""
        running = [one for one in self.facts.get(m.Barrier, []) if one.runs(self.on) and not one.is_over]
        running.sort(key=lambda barrier: (-barrier.severity, barrier.starts_on))
        return [
            Badge(
                f"{str(one).partition(' (')[0]}: {one.get_severity_display()}",
                SEVERITY_TONES[one.severity],
                note=one.note,
            )
            for one in running
        ]

    @property
    def household(self) -> list[m.HouseholdMember]:
        return [one for one in self.facts.get(m.HouseholdMember, []) if one.runs(self.on)]

    @property
    def followers(self) -> list[tuple[str, str]]:
        """(name, role) of who follows this file now."""
        running = [one for one in self.facts.get(m.CaseAssignment, []) if one.runs(self.on)]
        order = [role.value for role in m.CaseRole]
        running.sort(key=lambda one: order.index(one.role))
        return [(self.names.get(one.member_id, ""), str(one.get_role_display())) for one in running]

    @property
    def rules(self) -> list[m.ContactRule]:
        return [one for one in self.facts.get(m.ContactRule, []) if one.runs(self.on)]

    @property
    def last_attempts(self) -> "Attempts":
        return Attempts.of(self.facts.get(m.ContactAttempt, []))

    @property
    def documents(self) -> int:
        return len(self.facts.get(m.Document, []))


@dataclass(frozen=True, slots=True)
class Attempts:
    """When this person was last reached, and how often since then not."""

    last: m.ContactAttempt | None
    missed: int

    @classmethod
    def of(cls, attempts: list[m.ContactAttempt]) -> "Attempts":
        missed = 0
        for attempt in attempts:
            if attempt.reached:
                return cls(attempt, missed)
            missed += 1
        return cls(None, missed)


def _day(value: date) -> str:
    return value.strftime("%d/%m/%Y")


def load(client: Client, member: Member, *, with_events: bool = False) -> FilePage:
    """Gather the file in four queries: the merged files, the facts, the last events, the names."""
    aliases = list(client.aliases.all())
    confidential = sees_confidential(member, client)
    ids = [client.pk, *(alias.pk for alias in aliases)]
    gathered = gather(KINDS, ids)
    facts = {kind: visible(found, confidential=confidential) for kind, found in gathered.items()}
    events = newest(client, ids, confidential=confidential, count=LAST_LINES) if with_events else []
    names = names_of(_people(facts) | mentioned(events))
    return FilePage(client, member, aliases, facts, events, names, confidential)


def _people(facts: dict[Any, list[Any]]) -> set[int]:
    """Everyone who follows this file or wrote something down in it."""
    everything = [fact for found in facts.values() for fact in found]
    writers = {getattr(fact, "recorded_by_id", None) for fact in everything}
    return {pk for pk in writers | {fact.member_id for fact in facts.get(m.CaseAssignment, [])} if pk}
