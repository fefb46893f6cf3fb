"""Who looks: a member, and a client whom that member guides."""

from dataclasses import dataclass

from trede.clients.models import Client
from trede.core.models import Member


@dataclass(frozen=True)
class Seat:
    """A member and a client whom that member guides."""

    member: Member
    client: Client
