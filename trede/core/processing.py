"""What the register of processing says of a model, stated beside the model: the register is the running code."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Processing:
    what: str
    purpose: str
    ground: str
    special: bool = False


TASK = "AVG 6(1)(c) en (e): OCMW-wet, RMI-wet"
HEALTH = "AVG 9(2)(b) en (h): sociale bescherming; enkel functionele beperkingen"
STAFF = "AVG 6(1)(e): taak van algemeen belang; AVG 32: beveiliging"
