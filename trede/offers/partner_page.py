"""What a partner sees of a referral, whether it comes by the link or from its own account."""

from typing import Any

from trede.offers.deeds import PARTNER, possible
from trede.offers.referral_links import shared_of


def page_of(referral: Any) -> dict[str, Any]:
    """All that a partner sees of a referral, by whatever door."""
    return {
        "referral": referral,
        "participation": referral.participation,
        "shared": shared_of(referral),
        "deeds": possible(PARTNER, referral.participation.state),
        "notes": list(referral.notes.order_by("at", "pk")),
    }
