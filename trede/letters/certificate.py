"""The certificate of somebody who followed a group: a tagged PDF, one page each."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.utils.translation import gettext as _

from trede.letters.pdf import pdf


@dataclass(frozen=True)
class Certificate:
    """What one page says, as people read it: nothing is looked up or translated here."""

    organisation: str
    person: str
    about: str
    lines: Sequence[str]
    date: str
    signed_by: str = ""


def certificates_pdf(certificates: Sequence[Certificate]) -> bytes:
    """The certificates in the given order, each on a page of its own. Raises ValueError without one, or CaseError."""
    if not certificates:
        raise ValueError("A print run needs a certificate.")
    labels = {
        "title": _("Attest van deelname") if len(certificates) == 1 else _("Attesten van deelname"),
        "heading": _("Attest van deelname"),
        "followed": _("nam deel aan"),
    }
    return pdf("certificate", {"labels": labels, "certificates": [asdict(one) for one in certificates]})
