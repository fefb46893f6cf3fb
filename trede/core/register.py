"""The register of processing (GDPR 30) is the running configuration: models, matrix, settings, rules."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.conf import settings
from django.utils.translation import gettext as _

from trede.core.field_words import field_words
from trede.core.local import RETENTION_YEARS, STAGING_DAYS, local_values
from trede.core.models import Compartment, Organisation
from trede.core.processing import Processing
from trede.core.retention_rule import RetentionRule, retention_rule
from trede.core.roles import ROLES, Can, Role

# Columns that carry the bookkeeping of a row, not a fact about a person.
BOOKKEEPING = {
    "id",
    "organisation",
    "client",
    "version",
    "recorded_at",
    "recorded_by",
    "retracted_at",
    "retracted_because",
    "source",
    "password",
    "session_epoch",
    "token_hash",
    "row_hash",
    "payload_hash",
    "ciphertext",
    "seal",
    "storage_name",
    "sha256",
}


@dataclass(frozen=True)
class Entry:
    """One line of the register: a kind of data."""

    name: str
    processing: Processing
    fields: tuple[str, ...]
    of_clients: bool
    confidential: bool
    readers: tuple[str, ...]


@dataclass(frozen=True)
class Register:
    entries: tuple[Entry, ...]
    retention: RetentionRule
    staging_days: int | None
    measures: tuple[tuple[str, str, bool], ...]
    recipients: tuple[tuple[str, str], ...]

    @property
    def of_clients(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.of_clients]

    @property
    def of_staff(self) -> list[Entry]:
        return [entry for entry in self.entries if not entry.of_clients]


def register_of(organisation: Organisation, on: date) -> Register:
    """What is processed, why, by whom read, how long kept and how protected, as the program runs now."""
    local = local_values(organisation, on)
    return Register(
        entries=tuple(_entry(model) for model in processed_models()),
        retention=retention_rule(on, local[RETENTION_YEARS]),
        staging_days=local[STAGING_DAYS],
        measures=tuple(_measures()),
        recipients=tuple(_recipients()),
    )


def processed_models() -> list[Any]:
    """Every model that says what it is processed for, clients first."""
    stating = [model for model in apps.get_models() if hasattr(model, "processing")]
    return sorted(stating, key=lambda model: (model._meta.app_label == "core", str(model._meta.verbose_name)))


def _entry(model: Any) -> Entry:
    of_clients = model._meta.app_label != "core"
    confidential = getattr(model, "compartment", "") == Compartment.CONFIDENTIAL
    return Entry(
        name=str(model._meta.verbose_name),
        processing=model.processing,
        fields=tuple(_field_names(model)),
        of_clients=of_clients,
        confidential=confidential,
        readers=tuple(_readers(of_clients=of_clients, confidential=confidential)),
    )


def _field_names(model: Any) -> Iterator[str]:
    for field in model._meta.concrete_fields:
        if field.name not in BOOKKEEPING and field.editable:
            yield field_words(field.name, field)


def _readers(*, of_clients: bool, confidential: bool) -> Iterator[str]:
    verbs = {Can.MANAGE_MEMBERS, Can.REVIEW_LOOKS}
    if of_clients:
        verbs = {Can.READ_CONFIDENTIAL} if confidential else {Can.OPEN_FILE, Can.READ_EVERY_FILE}
    for role in Role:
        if ROLES[role] & verbs:
            yield str(role.label)


def _measures() -> Iterator[tuple[str, str, bool]]:
    """What, in words, and whether it is in force. Read from the settings, never claimed."""
    hours = settings.SESSION_COOKIE_AGE // 3600
    minutes = int(settings.AXES_COOLOFF_TIME * 60)
    yield _("Versleuteling van de geschiedenis"), _("elke cliënt een eigen sleutel (AES-GCM)"), True
    yield _("Keten van zegels"), _("wijzigen achteraf wordt gevonden"), True
    yield _("Tweede factor"), _("verplicht bij elke aanmelding"), bool(settings.SECOND_FACTOR_REQUIRED)
    yield _("Verbinding"), _("enkel over https"), bool(settings.SESSION_COOKIE_SECURE)
    yield _("Sessie"), _("stopt na %(hours)s uur") % {"hours": hours}, True
    wait = {"times": settings.AXES_FAILURE_LIMIT, "minutes": minutes}
    yield _("Mislukte aanmeldingen"), _("na %(times)s keer %(minutes)s minuten wachten") % wait, True
    yield _("Virusscanner"), _("op elk opgeladen bestand"), bool(settings.VIRUS_SCANNER)
    yield _("Logboek van inzages"), _("wie welk dossier opende, en waarom"), True
    yield _("Reservekopie"), _("versleuteld met een wachtzin"), bool(settings.BACKUP_PASSPHRASE)


def _recipients() -> Iterator[tuple[str, str]]:
    """Who outside the organisation gets data because of how this installation is set up."""
    database = settings.DATABASES["default"]
    if database.get("HOST"):
        yield _("Databank"), str(database["HOST"])
    if settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        yield _("Mailserver (uitnodigingen, beveiliging)"), str(settings.EMAIL_HOST)
    providers: Any = settings.SOCIALACCOUNT_PROVIDERS
    for app in providers.get("openid_connect", {}).get("APPS", []):
        yield _("Aanmelden"), str(app["name"])
    if settings.VIRUS_SCANNER:
        yield _("Virusscanner"), str(settings.VIRUS_SCANNER)
