"""The verbs of the werkintake: start, write at a domain, score, say what was agreed, close."""

from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from trede.clients.actions.facts import check_writable
from trede.clients.models import Client
from trede.core import events, promises, versions
from trede.core.errors import CaseError, Conflict
from trede.core.models import Compartment, Member
from trede.core.periods import today
from trede.ladder.guide import GUIDE, SCORES
from trede.ladder.models import CONFIDENTIAL_DOMAINS, DomainNote, DomainScore, Intake, Whose

LONGEST_NOTE = 4000
# What is agreed at the end, with the longest text of each.
AGREED = {"wish": 1000, "strengths": 1000, "first_step": 300}


def compartment_of(domain: str) -> str:
    """Where the events of a domain are kept."""
    return Compartment.CONFIDENTIAL if domain in CONFIDENTIAL_DOMAINS else Compartment.GENERAL


@transaction.atomic
def start_intake(intake: Intake, *, by: Member) -> Intake:
    """Open a werkintake. Raises CaseError: one is open, a day to come, the file is merged, erased or restricted."""
    client = intake.client
    check_writable(client)
    if client.alias_of_id:
        raise CaseError(_("Dit dossier is samengevoegd. Schrijf in het dossier waar het bij hoort."))
    if intake.held_on > today():
        raise CaseError(_("De dag van het gesprek moet nog komen. Kies vandaag of een vroegere dag."))
    if Intake.objects.of_file(client).open().exists():
        raise CaseError(_("Voor deze cliënt loopt al een werkintake. Ga daar verder."))
    intake.organisation_id, intake.held_by, intake.touched_on = client.organisation_id, by, today()
    with promises.explained(), transaction.atomic():
        intake.save(force_insert=True)
    after = {"held_on": intake.held_on.isoformat(), "interpreter": intake.interpreter}
    _record("intake.started", intake, by, after=after)
    return intake


@transaction.atomic
def write_note(
    intake: Intake, *, domain: str, text: str, marks: Sequence[str], by: Member, expected: int
) -> DomainNote:
    """Write what was said about one domain, and what was marked (codes of the guide). `expected` 0: nothing stood.

    The same text again changes nothing. Raises CaseError (unknown domain or mark, too long, closed intake, file
    that may not change) and Conflict when a colleague wrote at this domain first; nothing is written then.
    """
    _check_note(domain, text, marks)
    intake = _writable(intake)
    kept = ",".join(code for code in GUIDE[domain].codes if code in marks)
    note = DomainNote.objects.filter(intake=intake, domain=domain).first()
    if note is None:
        return _first_note(intake, domain, text, kept, by)
    if (note.text, note.marks) == (text, kept):
        return note
    values = {"text": text, "marks": kept, "noted_by": by}
    before, after = versions.save_checked(note, expected=expected, values=values)
    _touch(intake)
    _record("domainnote.changed", note, by, domain=domain, before=before, after=after)
    return note


@transaction.atomic
def score(
    client: Client,
    *,
    domain: str,
    whose: str,
    score: int,
    intake: Intake | None,
    by: Member,
    expected: int | None = None,
) -> DomainScore:
    """How it goes in a domain today, 1 (very hard) to 5 (very well); `intake` None: measured outside a conversation.

    A second score on the same day corrects the first. `expected`: the version of today's score that was seen (0:
    none); None does not compare. Raises CaseError (unknown domain, no such score, closed intake, file that may not
    change) and Conflict when a colleague scored first.
    """
    _check_score(domain, whose, score)
    if intake is None:
        check_writable(client)
    else:
        intake = _writable(intake)
    same = DomainScore.objects.filter(client__in=client.file_ids, domain=domain, whose=whose, on=today())
    standing = same.first()
    if standing is None:
        return _first_score(intake.client if intake else client, domain, whose, score, intake, by)
    if standing.score == score:
        return standing
    seen = standing.version if expected is None else expected
    values = {"score": score, "intake": intake or standing.intake, "scored_by": by}
    before, after = versions.save_checked(standing, expected=seen, values=values)
    _touch(intake)
    _record("domainscore.changed", standing, by, domain=domain, before=before, after=after)
    return standing


@transaction.atomic
def write_agreed(
    intake: Intake, *, wish: str, strengths: str, first_step: str, by: Member, expected: int
) -> Intake:
    """What the client wants and can, and the first step. Raises CaseError (too long, closed), or Conflict."""
    values = {"wish": wish, "strengths": strengths, "first_step": first_step}
    for name, value in values.items():
        _check_length(value, AGREED[name])
    intake = _writable(intake)
    if all(getattr(intake, name) == value for name, value in values.items()):
        return intake
    before, after = versions.save_checked(intake, expected=expected, values=values)
    _touch(intake)
    _record("intake.changed", intake, by, before=before, after=after)
    return intake


@transaction.atomic
def close_intake(intake: Intake, *, by: Member, expected: int) -> Intake:
    """Close it, once wish and first step were written down with the client; later a new one starts instead.

    Raises CaseError (nothing agreed, closed already, file that may not change), or Conflict.
    """
    intake = _writable(intake)
    if not intake.wish.strip():
        raise CaseError(_("Schrijf eerst samen op wat de cliënt wil. Dan kunt u afronden."))
    if not intake.first_step.strip():
        raise CaseError(_("Schrijf eerst samen de eerste stap op. Dan kunt u afronden."))
    day = today()
    before, after = versions.save_checked(intake, expected=expected, values={"closed_on": day})
    _touch(intake)
    _record("intake.closed", intake, by, before=before, after=after)
    return intake


def _writable(intake: Intake) -> Intake:
    """The intake as it stands now, held until the end of the transaction."""
    current = (
        Intake.objects.select_for_update(of=("self",)).select_related("client__alias_of").get(pk=intake.pk)
    )
    check_writable(current.client.alias_of or current.client)
    if current.closed_on:
        raise CaseError(_("Deze werkintake is afgerond. Begin een nieuwe om verder te schrijven."))
    return current


def _check_note(domain: str, text: str, marks: Sequence[str]) -> None:
    if domain not in GUIDE:
        raise CaseError(_("Dit levensdomein bestaat niet. Laad de pagina opnieuw."))
    if not set(marks) <= set(GUIDE[domain].codes):
        raise CaseError(_("Dit kunt u hier niet aanduiden. Laad de pagina opnieuw."))
    _check_length(text, LONGEST_NOTE)


def _check_score(domain: str, whose: str, score: int) -> None:
    if domain not in GUIDE or whose not in Whose.values or score not in SCORES:
        raise CaseError(_("Deze score bestaat niet. Kies een van de vijf gezichten."))


def _check_length(text: str, longest: int) -> None:
    if len(text) > longest:
        said = _("Deze tekst is te lang: %(count)d tekens, hoogstens %(longest)d. Maak hem korter.")
        raise CaseError(said % {"count": len(text), "longest": longest})


def _first_note(intake: Intake, domain: str, text: str, marks: str, by: Member) -> DomainNote:
    note = DomainNote(
        organisation_id=intake.organisation_id,
        client_id=intake.client_id,
        intake=intake,
        domain=domain,
        text=text,
        marks=marks,
        noted_by=by,
    )
    _insert(note)
    _touch(intake)
    after = {name: value for name, value in {"domain": domain, "text": text, "marks": marks}.items() if value}
    _record("domainnote.noted", note, by, domain=domain, after=after)
    return note


def _first_score(
    client: Client, domain: str, whose: str, score: int, intake: Intake | None, by: Member
) -> DomainScore:
    given = DomainScore(
        organisation_id=client.organisation_id,
        client_id=client.pk,
        intake=intake,
        domain=domain,
        whose=whose,
        score=score,
        on=today(),
        scored_by=by,
    )
    _insert(given)
    _touch(intake)
    after = {"domain": domain, "whose": whose, "score": score}
    _record("domainscore.given", given, by, domain=domain, after=after)
    return given


def _insert(row: DomainNote | DomainScore) -> None:
    """Two who are first at the same moment: the second hears so."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(_("Een collega schreef net bij hetzelfde levensdomein.")) from error


def _touch(intake: Intake | None) -> None:
    if intake is not None and intake.touched_on != today():
        Intake.objects.filter(pk=intake.pk).update(touched_on=today())


def _record(verb: str, row: Any, by: Member, *, domain: str = "", **payload: Any) -> None:
    events.record(
        verb,
        row,
        by=by,
        organisation_id=row.organisation_id,
        subject=row.client_id,
        compartment=compartment_of(domain),
        **payload,
    )
