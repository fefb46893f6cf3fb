"""What the actions of this room share: the row as it stands now, and its event."""

from typing import Any

from django.db import models

from trede.core import events
from trede.core.models import Member
from trede.council.models import Proposal


def locked(proposal: Proposal) -> Proposal:
    """The proposal as it stands now; no other move comes between on a database that locks rows."""
    found: Proposal = (
        Proposal.objects.select_for_update(of=("self",))
        .select_related("client", "meeting")
        .get(pk=proposal.pk)
    )
    return found


def record(verb: str, obj: models.Model, proposal: Proposal, *, by: Member | None, **payload: Any) -> None:
    """One event in the compartment of the proposal."""
    events.record(
        verb,
        obj,
        by=by,
        organisation_id=proposal.organisation_id,
        subject=proposal.client_id,
        compartment=proposal.compartment,
        **payload,
    )
