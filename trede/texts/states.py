"""In which state a text is, decided from plain values."""

import hashlib

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

DUTCH = "nl"


class TextState(TextChoices):
    DRAFT = "draft", pgettext_lazy("staat van een tekst", "Niet nagelezen")
    READ = "read", pgettext_lazy("staat van een tekst", "Nagelezen")
    # The Dutch changed after it was translated.
    STALE = "stale", pgettext_lazy("staat van een tekst", "Verouderd")


def fingerprint(body: str) -> str:
    """Sixteen characters that differ when the words differ; spaces and ends of lines do not count."""
    return hashlib.sha256(" ".join(body.split()).encode()).hexdigest()[:16]


def state_of(language: str, *, is_read: bool, based_on: str, dutch: str, binds: bool = False) -> TextState:
    """The state of a text. `based_on`: the Dutch that it translates; `dutch`: the Dutch of today; fingerprints both.

    Dutch is the source and counts as read, except a version of one's own with legal effect (`binds`): that one must
    be read. A translation of another Dutch is stale, whoever read it.
    """
    if language == DUTCH:
        return TextState.READ if is_read or not binds else TextState.DRAFT
    if based_on != dutch:
        return TextState.STALE
    return TextState.READ if is_read else TextState.DRAFT
