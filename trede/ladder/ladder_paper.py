"""The ladder on paper, for the client."""

from trede.clients.models import Client
from trede.core.errors import CaseError
from trede.ladder.standing_on import Path


def ladder_pdf(client: Client, path: Path) -> bytes:
    raise CaseError("")
