"""The certificate of somebody who followed a group: a tagged PDF, one page each."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.conf import settings
from django.utils import translation
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
    """The certificates in the given order, in Dutch, each on a page of its own.

    Raises ValueError without one, CaseError when the PDF cannot be made.
    """
    if not certificates:
        raise ValueError("A print run needs a certificate.")
    with translation.override(settings.LANGUAGE_CODE):
        heading, followed = _("Attest van deelname"), _("nam deel aan")
        title = heading if len(certificates) == 1 else _("Attesten van deelname")
    labels = {"title": title, "heading": heading, "followed": followed}
    return pdf("certificate", {"labels": labels, "certificates": [asdict(one) for one in certificates]})
