"""Appointments of a member with a client: made, cancelled, and whether the client was seen."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from trede.clients.actions.contact import note_attempt
from trede.clients.actions.facts import check_writable
from trede.clients.models import CaseAssignment, Client, ContactAttempt
from trede.core import events
from trede.core.errors import CaseError, NotAllowed
from trede.core.models import Member
from trede.core.periods import today
from trede.orientation.dutch import in_dutch
from trede.orientation.models import Appointment, AppointmentKind

LONGEST = 8 * 60
HOW = {
    AppointmentKind.VISIT: ContactAttempt.How.VISIT,
    AppointmentKind.CALL: ContactAttempt.How.PHONE,
}


@transaction.atomic
def book(
    client: Client,
    *,
    member: Member,
    kind: str,
    starts_at: datetime,
    by: Member,
    minutes: int = 60,
    place: str = "",
    note: str = "",
) -> Appointment:
    """Make an appointment; a double click makes one. Raises CaseError (past, locked by restriction, other office)."""
    check_writable(client)
    if member.organisation_id != client.organisation_id:
        raise CaseError(_("Deze medewerker werkt niet voor de organisatie van dit dossier."))
    if client.closed_on or client.died_on:
        raise CaseError(_("Dit dossier is gesloten. Open het eerst weer."))
    if starts_at < timezone.now() - timedelta(hours=1):
        raise CaseError(_("Dat moment is voorbij. Kies een moment dat nog komt."))
    if not 5 <= minutes <= LONGEST:
        raise CaseError(_("Een afspraak duurt van 5 tot 480 minuten."))
    hold_diary(member)
    values = {"member": member, "kind": kind, "starts_at": starts_at, "minutes": minutes}
    if same := _double(client, by, values):
        return same
    appointment = Appointment(
        organisation_id=client.organisation_id, client=client, place=place, note=note, made_by=by, **values
    )
    appointment.full_clean(exclude=["organisation", "made_by"])
    appointment.save(force_insert=True)
    after = {"kind": kind, "starts_at": starts_at.isoformat(), "minutes": minutes, "member": member.pk}
    _record("appointment.made", appointment, by, after=after)
    return appointment


def hold_diary(member: Member) -> None:
    """Until the end of the transaction nobody else plans in this diary: two at once see each other's appointment."""
    Member.objects.select_for_update(of=("self",)).get(pk=member.pk)


def _double(client: Client, by: Member, values: dict[str, object]) -> Appointment | None:
    rows = Appointment.objects.filter(client=client, made_by=by, cancelled_at=None, **values)
    found: Appointment | None = rows.first()
    return found


@transaction.atomic
def cancel(appointment: Appointment, *, by: Member) -> Appointment:
    """Take an appointment out of the diary; it stays in the file. Raises CaseError once it was seen or not."""
    appointment = _fresh(appointment)
    if appointment.cancelled_at:
        return appointment
    if appointment.seen is not None:
        raise CaseError(_("Van deze afspraak is al genoteerd of de cliënt gezien werd."))
    appointment.cancelled_at = timezone.now()
    _save(appointment, "cancelled_at")
    _record("appointment.cancelled", appointment, by, before={"starts_at": appointment.starts_at.isoformat()})
    return appointment


@transaction.atomic
def take_over(appointment: Appointment, *, by: Member) -> Appointment:
    """Keep an appointment of a colleague oneself, after a file was handed over. Raises CaseError or NotAllowed.

    The one who takes it follows the file; the place and the hour that the client knows stay.
    """
    appointment = _fresh(appointment)
    client = appointment.client.alias_of or appointment.client
    following = CaseAssignment.objects.current().filter(client__in=client.file_ids, member=by)
    if not following.exists():
        raise NotAllowed(_("Neem enkel afspraken over van dossiers die u volgt."))
    check_writable(client)
    if appointment.member_id == by.pk:
        return appointment
    if appointment.cancelled_at or appointment.seen is not None or appointment.starts_at < timezone.now():
        raise CaseError(_("Enkel een afspraak die nog komt, kan iemand overnemen."))
    before = appointment.member_id
    appointment.member = by
    _save(appointment, "member")
    _record("appointment.taken", appointment, by, before={"member": before}, after={"member": by.pk})
    return appointment


@transaction.atomic
def mark_seen(appointment: Appointment, *, seen: bool, by: Member) -> Appointment:
    """Note whether the client was seen; not seen becomes a line in the contact log. Raises CaseError."""
    appointment = _fresh(appointment)
    if appointment.cancelled_at:
        raise CaseError(_("Deze afspraak is afgezegd."))
    day = timezone.localtime(appointment.starts_at).date()
    if day > today():
        raise CaseError(_("Deze afspraak moet nog komen."))
    if appointment.seen is seen:
        return appointment
    before = appointment.seen
    appointment.seen = seen
    _save(appointment, "seen")
    _record("appointment.attended", appointment, by, before={"seen": before}, after={"seen": seen})
    if not seen:
        how = HOW.get(AppointmentKind(appointment.kind), ContactAttempt.How.DESK)
        note_attempt(appointment.client, by=by, how=how, reached=False, on=day, note=in_dutch(_not_seen))
    return appointment


def _not_seen() -> str:
    return _("Niet gezien op een afspraak.")


def _fresh(appointment: Appointment) -> Appointment:
    rows = Appointment.objects.select_for_update(of=("self",)).select_related("client")
    return rows.select_related("client__alias_of").get(pk=appointment.pk)


def _save(appointment: Appointment, *names: str) -> None:
    appointment.version += 1
    appointment.save(update_fields=[*names, "version"])


def _record(verb: str, appointment: Appointment, by: Member, **payload: dict[str, object]) -> None:
    events.record(
        verb,
        appointment,
        by=by,
        organisation_id=appointment.organisation_id,
        subject=appointment.client_id,
        **payload,  # type: ignore[arg-type]
    )
