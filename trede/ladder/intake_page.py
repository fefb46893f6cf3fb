"""The page of a werkintake, part by part: what stands there, what waits as a draft, what stands as a barrier."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.safestring import SafeString, mark_safe

from trede.clients import drafts
from trede.clients.models import CONFIDENTIAL_BARRIERS, Barrier, Client
from trede.core import versions
from trede.core.models import Member, TextDraft
from trede.core.periods import today
from trede.ladder.actions.intakes import AGREED
from trede.ladder.drafting import DRAFT_NAMES, FORM
from trede.ladder.faces import face
from trede.ladder.guide import GUIDE, SCORES, TONES, Mark, Tone, Topic
from trede.ladder.models import CONFIDENTIAL_DOMAINS, Domain, DomainNote, DomainScore, Intake, Whose


@dataclass(frozen=True, slots=True)
class Ticked:
    """A mark on the page. `offers`: the barrier may be noted; `stands`: it is already on the file."""

    mark: Mark
    on: bool
    offers: bool
    stands: bool


@dataclass(frozen=True, slots=True)
class Given:
    """One of the two scores. `version` 0: none was given today; `had`: what the page shows as kept."""

    whose: str
    label: str
    score: int | None
    had: int | None
    version: int

    @property
    def word(self) -> str:
        return str(SCORES[self.score]) if self.score else ""


@dataclass(frozen=True, slots=True)
class Part:
    """One life domain on the page. `restored`: the form shows the draft, not what is kept."""

    topic: Topic
    label: str
    text: str
    version: int
    by: str
    marks: tuple[Ticked, ...]
    given: tuple[Given, ...]
    draft: drafts.Kept | None = None
    restored: bool = False

    @property
    def noted(self) -> bool:
        return bool(self.text or self.ticked or any(one.score for one in self.given))

    @property
    def ticked(self) -> list[Mark]:
        return [one.mark for one in self.marks if one.on]

    @property
    def groups(self) -> list[tuple[str, str, list[Ticked]]]:
        """The marks by tone: (tone, words, marks)."""
        return [
            (tone.value, str(TONES[tone]), [one for one in self.marks if one.mark.tone == tone])
            for tone in Tone
        ]


@dataclass(frozen=True, slots=True)
class Agreed:
    """The last part: wish, strengths, first step."""

    texts: Mapping[str, str]
    version: int
    draft: drafts.Kept | None = None
    restored: bool = False

    @property
    def noted(self) -> bool:
        return any(self.texts.values())


def domains_for(*, confidential: bool) -> list[str]:
    """The domains that somebody may see, in the order of the conversation."""
    return [domain for domain in GUIDE if confidential or domain not in CONFIDENTIAL_DOMAINS]


def place_of(client: Client, intake: Intake, name: str) -> drafts.Place:
    """Where a draft of one part waits."""
    return drafts.Place(FORM + name, client.pk, intake.pk)


def faces() -> list[tuple[int, SafeString, str]]:
    """The five faces with their words, from very hard to very well."""
    return [(value, mark_safe(face(value)), str(word)) for value, word in SCORES.items()]  # noqa: S308 # nosec B308 B703


def waiting_drafts(
    client: Client, intake: Intake, member: Member, *, read: Callable[[str], bool]
) -> dict[str, drafts.Kept]:
    """What this member typed and could not save, by part; only where `read` says so with its texts."""
    rows = TextDraft.objects.filter(
        member=member, subject=client.pk, object_id=intake.pk, form__in=DRAFT_NAMES
    )
    return {
        (part := row.form.removeprefix(FORM)): drafts.Kept(
            row.pk, row.saved_at, row.base_version, versions.read_draft(row) if read(part) else {}
        )
        for row in rows
    }


def parts_of(
    intake: Intake, client: Client, *, confidential: bool, kept: Mapping[str, drafts.Kept], restore: str = ""
) -> list[Part]:
    """Every domain that may be seen; three queries. `restore`: the part that shows its draft."""
    domains = domains_for(confidential=confidential)
    rows = DomainNote.objects.filter(intake=intake, domain__in=domains).select_related("noted_by__user")
    notes = {note.domain: note for note in rows}
    given = _given(intake, client, domains)
    barriers = Barrier.objects.filter(client__in=_whole_file(client)).current()
    standing = set(barriers.values_list("code", flat=True))
    found = []
    for domain in domains:
        draft = kept.get(domain)
        values = draft.values if draft and restore == domain else None
        part = _part(GUIDE[domain], notes.get(domain), given.get(domain, {}), values, draft)
        found.append(_with_barriers(part, standing, confidential=confidential))
    return found


def agreed_of(intake: Intake, draft: drafts.Kept | None, *, restore: bool) -> Agreed:
    """Wish, strengths and first step, or the draft of them."""
    if draft and restore:
        texts = {name: draft.values.get(name, "") for name in AGREED}
        return Agreed(texts, draft.base_version or 0, draft, restored=True)
    return Agreed({name: getattr(intake, name) for name in AGREED}, intake.version, draft)


def _whole_file(client: Client) -> QuerySet[Any]:
    """This file and the ones merged into it, asked within the question itself."""
    return Client.objects.filter(Q(pk=client.pk) | Q(alias_of=client.pk)).values("pk")


def _given(intake: Intake, client: Client, domains: Iterable[str]) -> dict[str, dict[str, DomainScore]]:
    """The last score of each domain: of this conversation, or of today."""
    rows = DomainScore.objects.filter(
        Q(intake=intake) | Q(client__in=_whole_file(client), on=today()), domain__in=domains
    )
    found: dict[str, dict[str, DomainScore]] = {}
    for row in rows.order_by("on", "pk"):
        found.setdefault(row.domain, {})[row.whose] = row
    return found


def _part(
    topic: Topic,
    note: DomainNote | None,
    given: Mapping[str, DomainScore],
    values: Mapping[str, str] | None,
    draft: drafts.Kept | None,
) -> Part:
    marks = note.marks if note else ""
    text, version = (note.text, note.version) if note else ("", 0)
    if values is not None and draft:
        text, marks, version = values.get("text", ""), values.get("marks", ""), draft.base_version or 0
    on = {mark.code for mark in topic.marked(marks)}
    return Part(
        topic=topic,
        label=str(Domain(topic.domain).label),
        text=text,
        version=version,
        by=note.noted_by.name if note and note.noted_by else "",
        marks=tuple(Ticked(mark, mark.code in on, offers=False, stands=False) for mark in topic.marks),
        given=tuple(_one_score(whose, given.get(whose), values, today()) for whose in Whose),
        draft=draft,
        restored=values is not None,
    )


def _one_score(whose: Whose, row: DomainScore | None, values: Mapping[str, str] | None, day: date) -> Given:
    had = row.score if row else None
    version = row.version if row and row.on == day else 0
    typed = (values or {}).get(f"score_{whose.value}", "")
    chosen = int(typed) if typed in {str(score) for score in SCORES} else had
    return Given(whose.value, str(whose.label), chosen, had, version)


def _with_barriers(part: Part, standing: set[str], *, confidential: bool) -> Part:
    def offered(one: Ticked) -> Ticked:
        code = one.mark.barrier
        may = bool(code) and (confidential or code not in CONFIDENTIAL_BARRIERS)
        return Ticked(one.mark, one.on, may and code not in standing, may and code in standing)

    values: dict[str, Any] = {name: getattr(part, name) for name in Part.__slots__}
    return Part(**values | {"marks": tuple(offered(one) for one in part.marks)})
