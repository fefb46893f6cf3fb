"""A client sent to a partner, and what comes back: the link, the answers, the questions, the reminders."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from trede.clients.actions.consent import give_consent
from trede.clients.actions.facts import check_writable
from trede.clients.models import Client, Consent, ConsentPurpose, FileLock
from trede.core.errors import CaseError
from trede.core.local import PARTNER_LINK_DAYS, local_value
from trede.core.models import Member, Organisation
from trede.core.periods import today
from trede.offers.actions import partner_mail
from trede.offers.actions.closing import close
from trede.offers.actions.locking import fresh
from trede.offers.actions.moving import move
from trede.offers.actions.participations import check_open
from trede.offers.actions.recording import record
from trede.offers.consenting import consents_for, covers, outlived, still_covers
from trede.offers.dutch import in_dutch
from trede.offers.models import OPEN, Participation, ParticipationState, PartnerReferral, ReferralNote
from trede.offers.referral_links import dead_because, frozen, link_columns, new_token, with_standing
from trede.offers.shared_fields import FIELDS, chosen, known_of, lines

LONGEST_LINK = 180
QUESTION = 500


@transaction.atomic
def send(
    participation: Participation,
    *,
    to_name: str,
    question: str,
    fields: Iterable[str],
    to_email: str = "",
    to_organisation: Organisation | None = None,
    consent: Consent | None = None,
    valid_until: date | None = None,
    by: Member,
) -> PartnerReferral:
    """Send the client to the partner: what is shared is frozen as it stands now, the link leaves by mail where there
    is an address.

    `fields`: codes of `shared_fields`. Raises CaseError (closed or restricted file, no consent where the offer needs
    one, the client does not want it, sent already) or ValidationError with field messages.
    """
    participation = fresh(participation)
    client = participation.client.alias_of or participation.client
    check_open(client)
    _check_unlocked(client)
    _let_go_outlived(participation, by=by)
    _check_sendable(participation)
    until = valid_until or today() + timedelta(days=link_days(participation.organisation_id))
    _check_values(to_name, to_email, question, until)
    _check_consent(participation, consent, to_name=to_name, to_organisation=to_organisation)
    try:
        codes = chosen(fields)
    except KeyError as error:
        raise ValidationError(
            {"fields": _("Dit gegeven staat niet op de lijst. Kies uit de lijst.")}
        ) from error
    place = {"organisation_id": participation.organisation_id, "client_id": participation.client_id}
    shared = lines(known_of(client, on=today(), why=participation.why), codes)
    referral = PartnerReferral(
        participation=participation,
        to_organisation=to_organisation,
        to_name=to_name.strip(),
        to_email=to_email.strip(),
        question=question.strip(),
        fields=",".join(codes),
        shared=frozen(shared, **place),
        consent=consent,
        valid_until=until,
        sent_by=by,
        **link_columns(new_token(), **place),
        **place,
    )
    _keep(referral)
    after = {"to_name": referral.to_name, "fields": _labels(codes), "valid_until": until.isoformat()}
    record("partnerreferral.sent", referral, by=by, after=after)
    if participation.state == ParticipationState.PROPOSED:
        move(participation, to=ParticipationState.REFERRED, by=by)
    partner_mail.say_new(referral, by=by)
    return referral


def link_days(organisation_id: int) -> int:
    return local_value(organisation_id, PARTNER_LINK_DAYS, today()) or 60


def _check_unlocked(client: Client) -> None:
    """A link of a locked file opens nothing: nothing is sent that would tell the partner so."""
    if FileLock.objects.current().filter(client__in=client.file_ids).exists():
        raise CaseError(_("Dit dossier is afgeschermd: er vertrekt niets naar een partner. Bel de partner."))


def _let_go_outlived(participation: Participation, *, by: Member) -> None:
    """What was sent on a consent that is over closes when it is sent anew; any other stays."""
    rows = PartnerReferral.objects.filter(participation=participation, closed_on=None)
    for referral in with_standing(rows, today()):
        if outlived(referral):
            close(referral, because="expired" if referral.consent_id else "resent", by=by)


def _check_sendable(participation: Participation) -> None:
    if participation.state not in OPEN:
        raise CaseError(_("Deze deelname loopt niet meer. Stel het aanbod opnieuw voor."))
    if participation.client_agrees is False:
        raise CaseError(_("De cliënt wil dit niet. Bespreek het opnieuw voor u iets doorstuurt."))
    if PartnerReferral.objects.filter(participation=participation, closed_on=None).exists():
        raise CaseError(_("Deze doorverwijzing is al verstuurd. Open ze, of maak een nieuwe link."))


def _check_values(to_name: str, to_email: str, question: str, until: date) -> None:
    missing: dict[str, str] = {}
    if not to_name.strip() or len(to_name) > 120:
        missing["to_name"] = _("Schrijf naar wie u doorverwijst.")
    if not question.strip() or len(question) > QUESTION:
        missing["question"] = _("Schrijf in hoogstens 500 tekens wat u de partner vraagt.")
    try:
        if to_email:
            validate_email(to_email.strip())
    except ValidationError:
        missing["to_email"] = _("Dit e-mailadres klopt niet. Schrijf bijvoorbeeld naam@voorbeeld.be.")
    missing |= _wrong_end(until)
    if missing:
        raise ValidationError(missing)


def _wrong_end(until: date) -> dict[str, str]:
    if today() <= until <= today() + timedelta(days=LONGEST_LINK):
        return {}
    said = _("Kies een dag van vandaag tot hoogstens %(days)s dagen ver.") % {"days": LONGEST_LINK}
    return {"valid_until": said}


def _check_consent(
    participation: Participation,
    consent: Consent | None,
    *,
    to_name: str,
    to_organisation: Organisation | None,
) -> None:
    """Raises CaseError, with what to do, unless this consent holds today for this partner."""
    if consent is None and not participation.offer.needs_consent:
        return
    if consent is None:
        raise CaseError(
            _(
                "Voor dit aanbod is de toestemming van de cliënt nodig. Vraag ze, en noteer ze in dit formulier."
            )
        )
    running = consents_for(participation.client, today()).filter(pk=consent.pk).first()
    if running is None:
        raise CaseError(
            _("Deze toestemming loopt vandaag niet (meer). Vraag de cliënt opnieuw om toestemming.")
        )
    offer = participation.offer
    if not covers(running, to_name=to_name, to_organisation=to_organisation, offer=offer):
        raise CaseError(
            _("Deze toestemming geldt voor %(who)s. Vraag de cliënt een toestemming voor deze partner.")
            % {"who": running.given_to}
        )


def _keep(referral: PartnerReferral) -> None:
    try:
        with transaction.atomic():
            referral.save(force_insert=True)
    except IntegrityError as error:
        raise CaseError(
            _("Deze doorverwijzing is al verstuurd. Open ze, of maak een nieuwe link.")
        ) from error


@transaction.atomic
def send_with_consent(
    participation: Participation, *, consent_form: str, to_name: str, by: Member, **kwargs: Any
) -> PartnerReferral:
    """Note the consent that the client gave today for this partner, and send; both or neither. Raises as `send`."""
    codes = chosen(kwargs["fields"])
    office: Organisation | None = kwargs.get("to_organisation")
    consent = Consent(
        client=participation.client.alias_of or participation.client,
        purpose=ConsentPurpose.PARTNER,
        given_to=office.name if office else to_name.strip(),
        what=_labels(codes)[:300],
        form=consent_form,
        starts_on=today(),
    )
    give_consent(consent, by=by)
    return send(participation, to_name=to_name, consent=consent, by=by, **kwargs)


def _labels(codes: Iterable[str]) -> str:
    """The fields in Dutch, for who reads the file or the consent later."""
    return in_dutch(lambda: ", ".join(str(FIELDS[code].label).lower() for code in codes))


@transaction.atomic
def new_link(referral: PartnerReferral, *, valid_until: date | None = None, by: Member) -> PartnerReferral:
    """Another token, so the old link opens nothing any more; it leaves by mail where there is an address.

    Raises CaseError (closed, consent gone, restricted file) or ValidationError (the day).
    """
    current = _standing(referral, by_link=False)
    check_writable(current.client)
    if outlived(current):
        raise CaseError(_("Dit aanbod vraagt intussen toestemming van de cliënt. Verstuur het opnieuw."))
    until = valid_until or today() + timedelta(days=link_days(current.organisation_id))
    if wrong := _wrong_end(until):
        raise ValidationError(wrong)
    place = {"organisation_id": current.organisation_id, "client_id": current.client_id}
    _write(current, **link_columns(new_token(), **place), valid_until=until)
    record("partnerreferral.renewed", current, by=by, after={"valid_until": until.isoformat()})
    partner_mail.say_new(current, by=by)
    return current


@transaction.atomic
def took(referral: PartnerReferral, *, by_link: bool) -> PartnerReferral:
    """The partner is about to answer: lock it and note that it was opened. Raises CaseError when it answers no more."""
    current = _standing(referral, by_link=by_link)
    if current.opened_at is None:
        _write(current, opened_at=timezone.now())
    return current


@transaction.atomic
def ask(
    referral: PartnerReferral, *, text: str, by_partner: str, by: Member | None, by_link: bool
) -> ReferralNote:
    """The partner asks something back. It is no answer: the reminder of it stays. Pressed twice is once.

    Raises CaseError.
    """
    current = took(referral, by_link=by_link)
    if again := _just_said(current, text, by=by, by_partner=by_partner):
        return again
    note = _note(current, text, by=by, by_partner=by_partner)
    _write(current, asks_since=current.asks_since or today())
    record("partnerreferral.asked", current, by=by, after={"by_partner": by_partner}, note=note.text)
    return note


@transaction.atomic
def reply(referral: PartnerReferral, *, text: str, by: Member) -> ReferralNote:
    """Answer the partner's question; the partner reads it on the page of the referral. Raises CaseError."""
    current = _standing(referral, by_link=False)
    check_writable(current.client)
    if again := _just_said(current, text, by=by, by_partner=""):
        return again
    note = _note(current, text, by=by, by_partner="")
    _write(current, asks_since=None)
    record("partnerreferral.replied", current, by=by, note=note.text)
    partner_mail.say_answered(current, by=by)
    return note


def _just_said(
    referral: PartnerReferral, text: str, *, by: Member | None, by_partner: str
) -> ReferralNote | None:
    """The last note, when it is this very one: somebody pressed twice."""
    last: ReferralNote | None = referral.notes.order_by("-at", "-pk").first()
    said = (text.strip(), by_partner[:120], by.pk if by else None)
    return last if last and (last.text, last.by_partner, last.by_id) == said else None


def _note(referral: PartnerReferral, text: str, *, by: Member | None, by_partner: str) -> ReferralNote:
    if not text.strip() or len(text) > QUESTION:
        raise ValidationError({"text": _("Schrijf uw tekst in hoogstens 500 tekens.")})
    note: ReferralNote = ReferralNote.objects.create(
        organisation_id=referral.organisation_id,
        client_id=referral.client_id,
        referral=referral,
        text=text.strip(),
        by=by,
        by_partner=by_partner[:120],
    )
    return note


def _standing(referral: PartnerReferral, *, by_link: bool) -> PartnerReferral:
    """The row as it stands, locked; raises CaseError when it opens nothing any more."""
    fresh(referral.participation)
    PartnerReferral.objects.select_for_update(of=("self",)).get(pk=referral.pk)
    current: PartnerReferral = with_standing(PartnerReferral.objects.filter(pk=referral.pk), today()).get()
    if dead_because(current, today(), by_link=by_link):
        raise CaseError(_("Deze doorverwijzing is afgesloten. Er kan niets meer bij."))
    return current


def _write(referral: PartnerReferral, **values: Any) -> None:
    for name, value in values.items():
        setattr(referral, name, value)
    referral.version += 1
    referral.save(update_fields=[*values, "version"])


def consent_ended(consent: Consent, *, by: Member | None) -> None:
    """A consent was taken back, or corrected to something else: what was shared on it closes at once, and the
    partner hears it. One that still covers it closes nothing.

    Runs in the transaction that ends the consent.
    """
    rows = PartnerReferral.objects.filter(consent=consent.pk, closed_on=None)
    for referral in rows.select_related("to_organisation", "participation__offer__provider"):
        if not still_covers(consent, referral, today()):
            close(referral, because="consent", by=by, tell=True)


def close_expired(on: date | None = None) -> int:
    """Periodic: a consent that reached its last day by itself closes what hung on it; how many. Safe to run twice."""
    rows = PartnerReferral.objects.filter(closed_on=None, consent__ends_on__lt=on or today())
    found = list(rows)
    for referral in found:
        close(referral, because="expired", by=None, tell=True)
    return len(found)
