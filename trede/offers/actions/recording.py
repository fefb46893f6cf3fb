"""An event on the file that a participation or a referral belongs to."""

from typing import Any

from trede.core import events
from trede.core.models import Member
from trede.offers.models import Participation, PartnerReferral


def record(verb: str, about: Participation | PartnerReferral, *, by: Member | None, **payload: Any) -> None:
    """An event on the file of a participation or referral."""
    events.record(
        verb, about, by=by, organisation_id=about.organisation_id, subject=about.client_id, **payload
    )
