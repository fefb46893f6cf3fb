"""The moves of a referral: sent, sent back, sent again, accepted, withdrawn. Each is a step and an event."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trede.clients.actions.facts import add_fact, check_writable
from trede.clients.models import Barrier, BarrierCode, Client
from trede.clients.models.fact import Source
from trede.clients.standing import age_on
from trede.core import events, versions
from trede.core.errors import CaseError
from trede.core.models import Member
from trede.core.periods import today
from trede.referral import effects
from trede.referral.criteria import advises_against
from trede.referral.knowing import criteria_of
from trede.referral.models import (
    MOVES,
    Estimate,
    Priority,
    Referral,
    ReferralState,
    ReferralStep,
    SentBackReason,
)

# The priority of the young holds until this birthday.
YOUNG = 25
# What the sender fills in, and may correct when it was sent back.
OWN = ("estimate", "estimate_note", "wish", "priority", "short_notice", "note")
STANDS = {
    ReferralState.SENT: gettext_lazy("Deze aanmelding is verstuurd en wacht op antwoord."),
    ReferralState.SENT_BACK: gettext_lazy("Deze aanmelding is al teruggestuurd."),
    ReferralState.ACCEPTED: gettext_lazy("Deze aanmelding is al aanvaard."),
    ReferralState.WITHDRAWN: gettext_lazy("Deze aanmelding is ingetrokken."),
}


@transaction.atomic
def refer(referral: Referral, *, by: Member | None, barriers: Iterable[str] = ()) -> Referral:
    """Send a new referral. `barriers`: codes that become facts of the file, those that already run left out.

    Raises CaseError (closed, merged or restricted file, one that is open already, nothing said where the criteria
    advise against) or ValidationError with field messages.
    """
    client = Client.objects.select_for_update(of=("self",)).get(pk=referral.client_id)
    check_open(client)
    if Referral.objects.open().filter(client__in=client.file_ids).exists():
        raise CaseError(_("Voor deze cliënt loopt al een aanmelding. Open die aanmelding."))
    referral.client, referral.organisation_id = client, client.organisation_id
    referral.referred_by, referral.state = by, ReferralState.SENT
    _check(referral)
    try:
        with transaction.atomic():
            referral.save(force_insert=True)
    except IntegrityError as error:
        raise CaseError(_("Voor deze cliënt loopt al een aanmelding. Open die aanmelding.")) from error
    _step(referral, by=by)
    _note_barriers(client, barriers, by=by)
    said = {name: value for name, value in versions.snapshot(referral, list(OWN)).items() if value}
    _record("referral.sent", referral, by=by, after=said)
    return referral


def check_open(client: Client) -> None:
    """Raises CaseError for a file that cannot be referred: merged, closed, erased or restricted."""
    check_writable(client)
    if client.alias_of_id:
        raise CaseError(_("Dit dossier is samengevoegd. Meld aan vanuit het dossier waar het bij hoort."))
    if client.closed_on:
        raise CaseError(_("Dit dossier is gesloten. Heropen het eerst."))


def _check(referral: Referral) -> None:
    """What the fields ask of each other, and a word where the criteria advise against."""
    referral.full_clean(exclude=["organisation", "client", "referred_by"], validate_constraints=False)
    missing: dict[str, str] = {}
    if referral.estimate != Estimate.YES and not referral.estimate_note.strip():
        missing["estimate_note"] = _("Schrijf waarom u dat denkt.")
    age = age_on(referral.client.birth_date, today())
    if referral.priority == Priority.YOUNG and age is not None and age >= YOUNG:
        missing["priority"] = _("Deze cliënt is %(age)s jaar. Kies een andere reden voor de voorrang.") % {
            "age": age
        }
    if referral.priority == Priority.OTHER and not referral.note.strip():
        missing["note"] = _("Schrijf in de nota waarom deze cliënt voorgaat.")
    elif not referral.note.strip() and _blocked(referral):
        missing["note"] = _("De criteria raden dit nu af. Schrijf in de nota waarom u toch aanmeldt.")
    if missing:
        raise ValidationError(missing)


def _blocked(referral: Referral) -> bool:
    return advises_against(criteria_of(referral.client, estimate=referral.estimate, on=today()))


def _note_barriers(client: Client, codes: Iterable[str], *, by: Member | None) -> None:
    wanted = set(codes)
    unknown = wanted - set(BarrierCode.values)
    if unknown:
        raise CaseError(_("Deze drempel bestaat niet. Kies er een uit de lijst."))
    running = set(Barrier.objects.of_file(client).current().values_list("code", flat=True))
    with translation.override("nl"):
        note = _("Genoteerd bij de aanmelding")
    for code in sorted(wanted - running):
        barrier = Barrier(
            client=client,
            code=code,
            severity=Barrier.Severity.CLEAR,
            note=note,
            starts_on=today(),
            source=Source.WORKER,
        )
        add_fact(barrier, by=by)


@transaction.atomic
def accept(referral: Referral, *, by: Member) -> Referral:
    """The service takes this client on: the later rooms put them on the waiting list. Raises CaseError."""
    referral = _move(referral, ReferralState.ACCEPTED, by=by, answered=True)
    _record("referral.accepted", referral, by=by)
    effects.accepted(referral, by=by)
    return referral


@transaction.atomic
def send_back(referral: Referral, *, reason: str, note: str, by: Member) -> Referral:
    """Back to the sender, with a coded reason and what is needed. Raises CaseError."""
    if reason not in SentBackReason.values:
        raise CaseError(_("Kies een reden."))
    if not note.strip():
        raise CaseError(_("Schrijf wat er nodig is om de aanmelding opnieuw te sturen."))
    referral = _move(referral, ReferralState.SENT_BACK, by=by, answered=True, reason=reason, note=note)
    _record("referral.sent_back", referral, by=by, after={"reason": reason}, note=note.strip())
    return referral


@transaction.atomic
def send_again(referral: Referral, *, by: Member, answer: str = "", **changes: Any) -> Referral:
    """The sender corrected it and sends it again; the term to answer starts anew. `answer`: what was done about it.

    `changes`: the fields of OWN. Raises CaseError or ValidationError.
    """
    check_open(referral.client)
    before = versions.snapshot(Referral.objects.get(pk=referral.pk), list(OWN))
    values = {name: value for name, value in changes.items() if name in OWN}
    referral = _move(referral, ReferralState.SENT, by=by, note=answer, values=values, sent_at=timezone.now())
    after = versions.snapshot(referral, list(OWN))
    changed = [name for name in OWN if before[name] != after[name]]
    _record(
        "referral.sent_again",
        referral,
        by=by,
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
        note=answer.strip(),
    )
    return referral


@transaction.atomic
def withdraw(referral: Referral, *, by: Member, note: str) -> Referral:
    """Nobody needs to answer any more, and why. Raises CaseError (answered already, no reason)."""
    if not note.strip():
        raise CaseError(_("Schrijf waarom u de aanmelding intrekt."))
    referral = _move(referral, ReferralState.WITHDRAWN, by=by, note=note)
    _record("referral.withdrawn", referral, by=by, note=note.strip())
    effects.withdrawn(referral, by=by)
    return referral


def _move(
    referral: Referral,
    to: str,
    *,
    by: Member,
    reason: str = "",
    note: str = "",
    answered: bool = False,
    values: dict[str, Any] | None = None,
    sent_at: datetime | None = None,
) -> Referral:
    """The row as it stands now, in its next state, with the step. Raises CaseError for a move that is not allowed."""
    current: Referral = (
        Referral.objects.select_for_update(of=("self",)).select_related("client").get(pk=referral.pk)
    )
    if to not in MOVES[current.state]:
        raise CaseError(str(STANDS[ReferralState(current.state)]))
    for name, value in (values or {}).items():
        setattr(current, name, value)
    if values is not None:
        _check(current)
    current.state, current.answered_at = to, timezone.now() if answered else None
    current.sent_at = sent_at or current.sent_at
    current.version += 1
    current.save()
    _step(current, by=by, reason=reason, note=note)
    return current


def _step(referral: Referral, *, by: Member | None, reason: str = "", note: str = "") -> None:
    ReferralStep.objects.create(
        organisation_id=referral.organisation_id,
        client_id=referral.client_id,
        referral=referral,
        state=referral.state,
        reason=reason,
        note=note.strip()[:500],
        by=by,
    )


def _record(verb: str, referral: Referral, *, by: Member | None, **payload: Any) -> None:
    events.record(
        verb, referral, by=by, organisation_id=referral.organisation_id, subject=referral.client_id, **payload
    )
