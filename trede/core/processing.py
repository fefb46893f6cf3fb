"""What the register of processing says of a model, stated beside the model: the register is the running code."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Processing:
    what: Promise
    purpose: Promise
    ground: Promise | str
    special: bool = False


TASK = _("AVG 6(1)(c) en (e): OCMW-wet, RMI-wet")
HEALTH = _("AVG 9(2)(b) en (h): sociale bescherming; enkel functionele beperkingen")
STAFF = _("AVG 6(1)(e): taak van algemeen belang; AVG 32: beveiliging")
