"""Asking the committee something for one client, and taking it back."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from trede.clients.actions.facts import check_writable
from trede.clients.models import Client
from trede.core.errors import CaseError
from trede.core.models import Compartment, Member
from trede.council import effects
from trede.council.actions.records import locked, record
from trede.council.models import Proposal


@transaction.atomic
def propose(
    client: Client,
    *,
    kind: str,
    asked: str,
    motivation: str,
    cause: str = "",
    by: Member | None,
    compartment: str = Compartment.CONFIDENTIAL,
) -> Proposal:
    """Write a proposal for the committee; it waits until it is on an agenda and decided.

    `cause` names the row that waits for it ("exemption:12"). Raises CaseError (file that may not change, the same
    proposal waits already) or ValidationError with field messages.
    """
    check_writable(client)
    if client.alias_of_id:
        raise CaseError(_("Dit dossier is samengevoegd. Schrijf in het dossier waar het bij hoort."))
    proposal = Proposal(
        organisation_id=client.organisation_id,
        client=client,
        kind=kind,
        asked=asked.strip(),
        motivation=motivation.strip(),
        cause=cause,
        compartment=compartment,
        proposed_by=by,
    )
    _check_new(proposal)
    proposal.full_clean(exclude=["organisation", "client", "meeting", "proposed_by"])
    proposal.save(force_insert=True)
    after = {"kind": kind, "asked": proposal.asked, "motivation": proposal.motivation}
    record("proposal.made", proposal, proposal, by=by, after=after)
    return proposal


def _check_new(proposal: Proposal) -> None:
    same = Proposal.objects.undecided().filter(client__in=proposal.client.file_ids, kind=proposal.kind)
    if same.filter(asked=proposal.asked, cause=proposal.cause).exists():
        raise CaseError(_("Dit voorstel wacht al op een beslissing. Er is niets dubbel bewaard."))


@transaction.atomic
def withdraw(proposal: Proposal, *, by: Member, because: str) -> Proposal:
    """Take back a proposal that is not decided yet, with the reason. Raises CaseError."""
    proposal = locked(proposal)
    check_undecided(proposal)
    if not because.strip():
        raise CaseError(_("Schrijf waarom u het voorstel intrekt."))
    proposal.withdrawn_at, proposal.withdrawn_because = timezone.now(), because.strip()[:200]
    if proposal.meeting and proposal.meeting.agenda_closed_at is None:
        proposal.meeting, proposal.position = None, 0
    proposal.version += 1
    proposal.save(update_fields=["withdrawn_at", "withdrawn_because", "meeting", "position", "version"])
    record("proposal.withdrawn", proposal, proposal, by=by, note=proposal.withdrawn_because)
    effects.withdrawn(proposal, by=by)
    return proposal


def check_undecided(proposal: Proposal) -> None:
    """Raises CaseError for a proposal that was withdrawn or decided."""
    if proposal.withdrawn_at:
        raise CaseError(_("Dit voorstel is ingetrokken. Maak een nieuw voorstel als het weer nodig is."))
    if not Proposal.objects.undecided().filter(pk=proposal.pk).exists():
        raise CaseError(_("Over dit voorstel is al beslist."))
