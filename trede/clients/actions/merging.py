"""Two files of one person become one, and can be taken apart again: an alias is set or dropped, nothing is copied."""

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from trede.clients.actions.facts import check_writable
from trede.clients.actions.locks import carry_lock, names_of_lock
from trede.clients.models import Client, LikelyDouble, NotADouble
from trede.core import events, versions
from trede.core.errors import CaseError
from trede.core.models import Member


@transaction.atomic
def merge_files(*, lead: Client, other: Client, by: Member, reason: str) -> Client:
    """Let `other` be read as part of `lead`; who may open a part may open the whole. Raises CaseError.

    Grants and assignments stay where they are: reading goes over the parts (`Client.objects.visible_to`).
    """
    lead, other = _both(lead, other)
    _check_mergeable(lead, other, reason)
    versions.save_checked(other, expected=other.version, values={"alias_of": lead})
    LikelyDouble.objects.filter(Q(one=other) | Q(other=other)).delete()
    _record("client.merged", other, by=by, after={"into": lead.number}, note=reason)
    _record("client.absorbed", lead, by=by, after={"file": other.number}, note=reason)
    return lead


@transaction.atomic
def unmerge_file(*, part: Client, by: Member, reason: str) -> Client:
    """Take a merged file apart again: drops the alias, and with it the access of the one to the other.

    A whole that is locked stays locked in both parts, until somebody ends it. Raises CaseError.
    """
    if part.alias_of is None:
        raise CaseError(_("Dit dossier is niet samengevoegd. Er valt niets te splitsen."))
    lead, part = _both(part.alias_of, part)
    check_writable(part)
    if not reason.strip():
        raise CaseError(_("Schrijf waarom u deze dossiers splitst."))
    _check_number_free(part)
    versions.save_checked(part, expected=part.version, values={"alias_of": None})
    carry_lock(from_client=lead, to_client=part, by=by)
    carry_lock(from_client=part, to_client=lead, by=by)
    _record("client.unmerged", part, by=by, before={"into": lead.number}, note=reason)
    _record("client.released", lead, by=by, before={"file": part.number}, note=reason)
    return part


@transaction.atomic
def declare_not_double(*, one: Client, other: Client, by: Member) -> NotADouble:
    """Two people after all: this pair is not proposed again. Saying it twice changes nothing."""
    first, second = sorted((one, other), key=lambda client: client.pk)
    decision, made = NotADouble.objects.get_or_create(
        one=first,
        other=second,
        defaults={"organisation_id": first.organisation_id, "decided_by": by, "decided_at": timezone.now()},
    )
    LikelyDouble.objects.filter(one=first, other=second).delete()
    if made:
        _record("client.not_a_double", first, by=by, after={"file": second.number})
    return decision


def _both(lead: Client, other: Client) -> tuple[Client, Client]:
    """Both rows, locked in the order of their ids so that two mergers never wait for each other."""
    rows = Client.objects.select_for_update(of=("self",)).filter(pk__in={lead.pk, other.pk}).order_by("pk")
    by_pk = {row.pk: row for row in rows}
    return by_pk[lead.pk], by_pk[other.pk]


def _check_mergeable(lead: Client, other: Client, reason: str) -> None:
    if lead.pk == other.pk:
        raise CaseError(_("Dit is twee keer hetzelfde dossier. Kies een ander dossier."))
    if lead.organisation_id != other.organisation_id:
        raise CaseError(_("Deze dossiers horen bij een andere organisatie en kunnen niet samen."))
    if lead.alias_of_id or other.alias_of_id:
        raise CaseError(_("Een van beide is al samengevoegd. Open het dossier waar het nu bij hoort."))
    if Client.objects.filter(alias_of=other).exists():
        raise CaseError(
            _(
                "Het tweede dossier bevat zelf al een samengevoegd dossier. "
                "Laat dat dossier leiden, of splits het eerst."
            )
        )
    if not reason.strip():
        raise CaseError(_("Schrijf waarom dit dezelfde persoon is."))
    check_writable(lead)
    check_writable(other)
    _check_locks(lead, other)


def _check_locks(lead: Client, other: Client) -> None:
    one, two = names_of_lock(lead), names_of_lock(other)
    if one and two and one != two:
        raise CaseError(
            _("Beide dossiers zijn afgeschermd, voor andere medewerkers. Maak eerst beide lijsten gelijk.")
        )


def _check_number_free(part: Client) -> None:
    taken = Client.objects.whole().filter(organisation=part.organisation_id, insz=part.insz)
    if part.insz and taken.exclude(pk=part.pk).exists():
        raise CaseError(
            _(
                "Beide dossiers dragen nu hetzelfde rijksregisternummer. Verbeter dat eerst in het leidende dossier."
            )
        )


def _record(verb: str, client: Client, *, by: Member, note: str = "", **payload: Any) -> None:
    events.record(
        verb,
        client,
        by=by,
        organisation_id=client.organisation_id,
        subject=client.pk,
        note=note.strip(),
        **payload,
    )
