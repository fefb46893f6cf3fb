"""The codes of the town beside those of the files. A code that is missing here is a KeyError, never a guess."""

from trede.clients.models import (
    AddressKind,
    CaseRole,
    ContactAttempt,
    DocumentKind,
    DrivingLicence,
    WorkGround,
)
from trede.core.models import Purpose
from trede.core.roles import Role

ROLES = {
    "trajectbegeleider": Role.TRAJECTBEGELEIDER,
    "werkvloercoach": Role.WERKVLOERCOACH,
    "maatschappelijk_werker": Role.MAATSCHAPPELIJK_WERKER,
    "administratief_medewerker": Role.ADMINISTRATIEF,
    "teamleider": Role.TEAMLEIDER,
    "diensthoofd": Role.DIENSTHOOFD,
    "partner_counsellor": Role.PARTNER,
    "partner_guest": Role.PARTNER,
    "beheerder": Role.BEHEERDER,
    "dpo": Role.DPO,
}
CASE_ROLES = {
    "maatschappelijk_werker": CaseRole.SOCIAL_WORKER,
    "trajectbegeleider": CaseRole.GUIDE,
    "werkvloercoach": CaseRole.COACH,
}
PURPOSES = {
    CaseRole.SOCIAL_WORKER: Purpose.SOCIAL_SERVICE,
    CaseRole.GUIDE: Purpose.GUIDANCE,
    CaseRole.COACH: Purpose.GUIDANCE,
}
ADDRESSES = {"home": AddressKind.HOME, "reference": AddressKind.REFERENCE}
GROUNDS = {
    "belgian": WorkGround.BELGIAN,
    "eu": WorkGround.EU,
    "refugee": WorkGround.REFUGEE,
    "subsidiary": WorkGround.SUBSIDIARY,
    "temporary_protection": WorkGround.TEMPORARY,
    "asylum": WorkGround.ASYLUM,
    "family": WorkGround.FAMILY,
    "single_permit": WorkGround.SINGLE_PERMIT,
    "unlimited": WorkGround.OTHER,
    "humanitarian": WorkGround.OTHER,
    "medical_pending": WorkGround.OTHER,
}
LICENCES = {kind.value: kind for kind in DrivingLicence.Kind}
HOW = {
    "phone": ContactAttempt.How.PHONE,
    "sms": ContactAttempt.How.SMS,
    "email": ContactAttempt.How.EMAIL,
    "letter": ContactAttempt.How.LETTER,
    "visit": ContactAttempt.How.VISIT,
}
DOCUMENTS = {kind.value: kind for kind in DocumentKind}
EMPLOYERS = {
    "artikel60": "OCMW (artikel 60 §7)",
    "interim": "Uitzendkantoor",
    "regular": "",
    "part_time": "",
    "": "",
}
