from trede.clients.models import CONFIDENTIAL_BARRIERS
from trede.matching import looking


def test_matching_and_the_file_hold_the_same_barriers_confidential() -> None:
    """Matching knows no Django, so the codes stand there too."""
    assert set(CONFIDENTIAL_BARRIERS) == looking.CONFIDENTIAL_BARRIERS
