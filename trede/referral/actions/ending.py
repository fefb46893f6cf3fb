"""A file closes, somebody dies or moves away: what waits here is withdrawn, with that reason."""

from django.utils import translation
from django.utils.translation import gettext as _

from trede.clients.lifecycle_effects import How
from trede.clients.models import Client
from trede.core.models import Member
from trede.council.actions import proposals
from trede.council.models import Proposal, ProposalKind
from trede.referral.actions import referrals
from trede.referral.models import Referral


def file_ended(client: Client, *, how: How, by: Member) -> None:
    """Withdraw the open referral and the exemptions that wait for a decision. Runs in the caller's transaction.

    Other proposals stay with the committee: it may have to decide over what was before.
    """
    note = said(how)
    for referral in Referral.objects.open().filter(client__in=client.file_ids):
        referrals.withdraw(referral, by=by, note=note)
    waiting = Proposal.objects.undecided().filter(client__in=client.file_ids, kind=ProposalKind.EXEMPTION)
    for proposal in waiting:
        proposals.withdraw(proposal, by=by, because=note)


def said(how: How) -> str:
    """The reason in Dutch, whatever the language of the author's screens."""
    with translation.override("nl"):
        words = {
            "closed": _("Het dossier is gesloten."),
            "died": _("De cliënt is overleden."),
            "moved": _("De cliënt verhuisde naar een ander OCMW."),
        }
        return words[how]
