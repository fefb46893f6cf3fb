"""Why somebody cannot be invited now. Pure: known facts in, reasons out."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Block(TextChoices):
    GONE = "gone", _("overleden of dossier gesloten")
    LOCKED = "locked", _("afgeschermd dossier")
    RESTRICTED = "restricted", _("verwerking beperkt")
    EXEMPT = "exempt", _("vrijgesteld")
    AGREEMENT = "agreement", _("afspraak over contact: lees ze eerst in het dossier")
    NO_WAY = "no_way", _("geen adres, gsm of e-mail waar wij mogen schrijven")
    CALL = "call", _("vroeg om te bellen: bel eerst")
    INVITED = "invited", _("heeft al een uitnodiging")
    TWICE = "twice", _("staat twee keer op de lijst (samengevoegd dossier)")


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one person on one day."""

    closed: bool = False
    locked: bool = False
    restricted: bool = False
    exempt: bool = False
    agreement: bool = False
    reachable: bool = True
    asks_call: bool = False
    invited: bool = False
    twice: bool = False


def blocks_of(known: Known) -> list[str]:
    """Every reason why this person gets no invitation, the weightiest first; [] when one can go."""
    found = (
        (known.closed, Block.GONE),
        (known.locked, Block.LOCKED),
        (known.restricted, Block.RESTRICTED),
        (known.exempt, Block.EXEMPT),
        (known.agreement, Block.AGREEMENT),
        (not known.reachable and not known.agreement, Block.NO_WAY),
        (known.asks_call, Block.CALL),
        (known.invited, Block.INVITED),
        (known.twice, Block.TWICE),
    )
    return [block for holds, block in found if holds]
