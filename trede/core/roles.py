"""Who may do what: verbs, and roles as sets of verbs. The handbook shows this table (docs/roles.md)."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    TRAJECTBEGELEIDER = "trajectbegeleider", _("Trajectbegeleider")
    WERKVLOERCOACH = "werkvloercoach", _("Werkvloercoach")
    MAATSCHAPPELIJK_WERKER = "maatschappelijk_werker", _("Maatschappelijk werker")
    ADMINISTRATIEF = "administratief", _("Administratief medewerker")
    TEAMLEIDER = "teamleider", _("Teamleider")
    DIENSTHOOFD = "diensthoofd", _("Diensthoofd")
    PARTNER = "partner", _("Partner")
    BEHEERDER = "beheerder", _("Beheerder")
    DPO = "dpo", _("DPO")


class Can(StrEnum):
    FIND_CLIENTS = "find_clients"
    OPEN_FILE = "open_file"
    OPEN_OUTSIDE_CASELOAD = "open_outside_caseload"
    READ_EVERY_FILE = "read_every_file"
    READ_CONFIDENTIAL = "read_confidential"
    WRITE_FILE = "write_file"
    CREATE_CLIENT = "create_client"
    ASSIGN = "assign"
    MERGE_FILES = "merge_files"
    IMPORT_CLIENTS = "import_clients"
    EXPORT_CLIENTS = "export_clients"
    ACKNOWLEDGE_SIGNALS = "acknowledge_signals"
    LOCK_FILE = "lock_file"
    COPY_FILE = "copy_file"
    RESTRICT_FILE = "restrict_file"
    RUN_RETENTION = "run_retention"
    READ_ACCESS_LOG = "read_access_log"
    REVIEW_LOOKS = "review_looks"
    READ_REGISTER = "read_register"
    MANAGE_MEMBERS = "manage_members"
    MANAGE_ORGANISATION = "manage_organisation"
    RECORD_ABSENCE = "record_absence"
    READ_RULES = "read_rules"
    SEE_TODAY = "see_today"
    REFER = "refer"
    ANSWER_REFERRALS = "answer_referrals"
    PLAN_SESSIONS = "plan_sessions"
    HOLD_SESSIONS = "hold_sessions"
    PROPOSE = "propose"
    RECORD_DECISIONS = "record_decisions"
    SEE_MESSAGES = "see_messages"
    EDIT_TEXTS = "edit_texts"
    KEEP_DIARY = "keep_diary"
    READ_FIGURES = "read_figures"
    READ_OFFERS = "read_offers"
    EDIT_OFFERS = "edit_offers"
    RUN_GROUPS = "run_groups"
    OBSERVE = "observe"
    ANSWER_PARTNER_REFERRALS = "answer_partner_referrals"


VERBS = {
    Can.FIND_CLIENTS: _("Cliënten zoeken (naam, geboortedatum, gemaskeerd nummer)"),
    Can.OPEN_FILE: _("Dossiers openen die bij de eigen caseload horen"),
    Can.OPEN_OUTSIDE_CASELOAD: _("Een ander dossier openen, met reden"),
    Can.READ_EVERY_FILE: _("Alle dossiers van de organisatie lezen, zonder vertrouwelijk deel"),
    Can.READ_CONFIDENTIAL: _("Het vertrouwelijke deel van eigen dossiers lezen"),
    Can.WRITE_FILE: _("Feiten in een dossier noteren en verbeteren"),
    Can.CREATE_CLIENT: _("Een dossier aanmaken"),
    Can.ASSIGN: _("Dossiers toewijzen en overdragen"),
    Can.MERGE_FILES: _("Dubbele dossiers samenvoegen en weer splitsen"),
    Can.IMPORT_CLIENTS: _("Lijsten inlezen"),
    Can.EXPORT_CLIENTS: _("Lijsten uitvoeren naar Excel"),
    Can.ACKNOWLEDGE_SIGNALS: _("Signalen aan de sociale dienst bevestigen"),
    Can.LOCK_FILE: _("Een dossier afschermen (familie, collega)"),
    Can.COPY_FILE: _("Een kopie van het dossier maken voor de cliënt"),
    Can.RESTRICT_FILE: _("De verwerking van een dossier beperken"),
    Can.RUN_RETENTION: _("De bewaartermijnen uitvoeren"),
    Can.READ_ACCESS_LOG: _("Zien wie in een dossier keek"),
    Can.REVIEW_LOOKS: _("Inzages buiten de caseload nakijken"),
    Can.READ_REGISTER: _("Het verwerkingsregister lezen"),
    Can.MANAGE_MEMBERS: _("Medewerkers, rollen en teams beheren"),
    Can.MANAGE_ORGANISATION: _("De organisatie en haar instellingen beheren"),
    Can.RECORD_ABSENCE: _("Afwezigheid en vervanging noteren"),
    Can.READ_RULES: _("De wettelijke bedragen en regels raadplegen"),
    Can.SEE_TODAY: _("De pagina Vandaag zien"),
    Can.REFER: _("Een cliënt aanmelden voor begeleiding"),
    Can.ANSWER_REFERRALS: _("Aanmeldingen beantwoorden"),
    Can.PLAN_SESSIONS: _("Wachtlijst, zittingen, uitnodigingen en tolken regelen"),
    Can.HOLD_SESSIONS: _("Zittingen van de trajectbepaling houden en daar beslissen"),
    Can.PROPOSE: _("Voorstellen doen aan het comité (BCSD)"),
    Can.RECORD_DECISIONS: _("Agenda, beslissingen en kennisgevingen van het comité bijhouden"),
    Can.SEE_MESSAGES: _("Berichten aan cliënten nakijken en opnieuw sturen"),
    Can.EDIT_TEXTS: _("Teksten en vertalingen voor cliënten bewerken"),
    Can.KEEP_DIARY: _("Een eigen agenda bijhouden"),
    Can.READ_FIGURES: _("Cijfers van de dienst lezen"),
    Can.READ_OFFERS: _("Het aanbod raadplegen"),
    Can.EDIT_OFFERS: _(
        "Het aanbod en zijn voorwaarden bewerken, soorten assessment en eigen drempels bepalen"
    ),
    Can.RUN_GROUPS: _("Reeksen en groepen regelen: plaatsen, wachtlijst, aanwezigheid"),
    Can.OBSERVE: _("Observeren in een assessment van een eigen dossier"),
    Can.ANSWER_PARTNER_REFERRALS: _("Doorverwijzingen aan de eigen organisatie beantwoorden"),
}

_EVERYONE = frozenset({Can.SEE_TODAY, Can.READ_RULES, Can.RECORD_ABSENCE, Can.READ_OFFERS})
_CASEWORK = _EVERYONE | {
    Can.FIND_CLIENTS,
    Can.OPEN_FILE,
    Can.OPEN_OUTSIDE_CASELOAD,
    Can.READ_CONFIDENTIAL,
    Can.WRITE_FILE,
    Can.CREATE_CLIENT,
    Can.EXPORT_CLIENTS,
    Can.COPY_FILE,
    Can.READ_ACCESS_LOG,
    Can.REFER,
    Can.PROPOSE,
    Can.KEEP_DIARY,
    Can.RUN_GROUPS,
    Can.OBSERVE,
}
# What the whole service needs and one person arranges.
_LEADS = {
    Can.ANSWER_REFERRALS,
    Can.PLAN_SESSIONS,
    Can.HOLD_SESSIONS,
    Can.RECORD_DECISIONS,
    Can.SEE_MESSAGES,
    Can.EDIT_TEXTS,
    Can.READ_FIGURES,
    Can.EDIT_OFFERS,
}

ROLES: dict[str, frozenset[Can]] = {
    Role.TRAJECTBEGELEIDER: _CASEWORK
    | {Can.MERGE_FILES, Can.ANSWER_REFERRALS, Can.PLAN_SESSIONS, Can.HOLD_SESSIONS, Can.EDIT_OFFERS},
    Role.WERKVLOERCOACH: _CASEWORK - {Can.COPY_FILE},
    Role.MAATSCHAPPELIJK_WERKER: _CASEWORK | {Can.ACKNOWLEDGE_SIGNALS, Can.MERGE_FILES},
    Role.ADMINISTRATIEF: _EVERYONE
    | {
        Can.FIND_CLIENTS,
        Can.OPEN_FILE,
        Can.READ_EVERY_FILE,
        Can.WRITE_FILE,
        Can.CREATE_CLIENT,
        Can.IMPORT_CLIENTS,
        Can.EXPORT_CLIENTS,
        Can.MERGE_FILES,
        Can.COPY_FILE,
        Can.ANSWER_REFERRALS,
        Can.PLAN_SESSIONS,
        Can.RECORD_DECISIONS,
        Can.SEE_MESSAGES,
        Can.EDIT_TEXTS,
        Can.KEEP_DIARY,
        Can.EDIT_OFFERS,
        Can.RUN_GROUPS,
    },
    Role.TEAMLEIDER: _CASEWORK
    | _LEADS
    | {Can.ASSIGN, Can.MERGE_FILES, Can.IMPORT_CLIENTS, Can.LOCK_FILE, Can.ACKNOWLEDGE_SIGNALS},
    Role.DIENSTHOOFD: _CASEWORK
    | _LEADS
    | {Can.ASSIGN, Can.MERGE_FILES, Can.IMPORT_CLIENTS, Can.LOCK_FILE, Can.RESTRICT_FILE, Can.READ_REGISTER},
    Role.PARTNER: frozenset(
        {
            Can.SEE_TODAY,
            Can.RECORD_ABSENCE,
            Can.HOLD_SESSIONS,
            Can.KEEP_DIARY,
            Can.READ_OFFERS,
            Can.ANSWER_PARTNER_REFERRALS,
        }
    ),
    Role.BEHEERDER: _EVERYONE
    | {
        Can.MANAGE_MEMBERS,
        Can.MANAGE_ORGANISATION,
        Can.READ_REGISTER,
        Can.ASSIGN,
        Can.EDIT_TEXTS,
        Can.EDIT_OFFERS,
    },
    Role.DPO: _EVERYONE
    | {
        Can.REVIEW_LOOKS,
        Can.READ_ACCESS_LOG,
        Can.READ_REGISTER,
        Can.RESTRICT_FILE,
        Can.LOCK_FILE,
        Can.RUN_RETENTION,
        Can.FIND_CLIENTS,
    },
}


def verbs_of(roles: set[str]) -> frozenset[Can]:
    return frozenset().union(*(ROLES[role] for role in roles if role in ROLES))
