"""A new version of a text, and the word of somebody who read one. No version is ever changed or thrown away."""

import unicodedata
from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from trede.core import events
from trede.core.errors import CaseError, Conflict
from trede.core.models import Member
from trede.texts import library
from trede.texts.keys import is_legal, is_sms
from trede.texts.languages import LANGUAGES
from trede.texts.models import TextVersion
from trede.texts.placeholders import gaps, link_is_cut, places
from trede.texts.reading import Text, latest_of, texts_of
from trede.texts.samples import parts_of_sample
from trede.texts.sms import most_parts
from trede.texts.states import DUTCH, TextState, fingerprint

LONGEST = 4000
LONGEST_READER = 120
# They turn everything behind them around, and nobody sees them on the screen.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e")


@transaction.atomic
def write_text(*, key: str, language: str, body: str, expected: int, by: Member) -> TextVersion:
    """Write the next version of a text; it counts as a draft until a speaker read it (Dutch: as read at once).

    A Dutch sentence with legal effect holds only from the moment that somebody read it (`note_reading`).

    `expected`: the number of the version that the author saw (0: the shipped one). A new Dutch makes the
    translations of the one before stale. Raises Conflict when a colleague was first; CaseError when the text is
    empty, too long, the same as before, misses a place or names one that nobody fills in, or holds hidden signs;
    KeyError when there is no such text or language.
    """
    now = _present(by, key, language)
    if now.number != expected:
        raise Conflict(
            _("Iemand anders schreef intussen een nieuwe versie. Vergelijk ze en bewaar dan opnieuw.")
        )
    body = _tidy(body)
    _check(key, language, body)
    if body == now.body:
        raise CaseError(_("De tekst is niet veranderd. Er is niets te bewaren."))
    version = _new_version(now, body, organisation_id=by.organisation_id, author=by)
    _record("textversion.written", version, by)
    return version


@transaction.atomic
def note_reading(*, key: str, language: str, number: int, read_by: str, by: Member) -> TextVersion:
    """A speaker of the language read this version beside the Dutch of today and found it right.

    For a Dutch version with legal effect: somebody who knows the law read it; from now on it holds.

    `read_by`: the name and the function of who read it. A version of an older Dutch, and the shipped one, first
    become a version of their own. Raises Conflict when `number` is not the newest version; CaseError for other Dutch,
    for a text that was read already, and without a name; KeyError when there is no such text or language.
    """
    if language == DUTCH and not is_legal(key):
        raise CaseError(_("Het Nederlands is de bron: dat hoeft niemand na te lezen."))
    reader = _reader(read_by)
    now = _present(by, key, language)
    if now.number != number:
        raise Conflict(_("Intussen is er een nieuwere versie. Laat die nalezen."))
    if now.state == TextState.READ:
        raise CaseError(_("Deze versie is al nagelezen."))
    version = _version_to_read(now, by)
    changed = TextVersion.objects.filter(pk=version.pk, read_at=None).update(
        read_by=reader, read_at=timezone.now(), read_noted_by=by
    )
    if not changed:
        raise CaseError(_("Deze versie is al nagelezen."))
    version.refresh_from_db()
    _record("textversion.read", version, by, read_by=reader)
    return version


@transaction.atomic
def note_readings(
    *, numbers: Mapping[str, int], language: str, read_by: str, by: Member
) -> list[TextVersion]:
    """A speaker read several texts of one language (key → number of the version): all are noted, or none.

    Raises as `note_reading`, and CaseError when nothing was chosen.
    """
    if not numbers:
        raise CaseError(_("Vink aan welke teksten juist zijn."))
    return [
        note_reading(key=key, language=language, number=number, read_by=read_by, by=by)
        for key, number in numbers.items()
    ]


def _present(by: Member, key: str, language: str) -> Text:
    if language not in LANGUAGES:
        raise KeyError(language)
    return latest_of(by.organisation_id, language, key)


def _version_to_read(now: Text, by: Member) -> TextVersion:
    """The version that was read; one of an older Dutch is bound to the Dutch of today by a new one."""
    if now.number and now.state == TextState.DRAFT:
        found: TextVersion = TextVersion.objects.get(
            organisation=by.organisation_id, key=now.key, language=now.language, number=now.number
        )
        return found
    author = by if now.number else None
    return _new_version(now, now.body, organisation_id=by.organisation_id, author=author)


def _new_version(now: Text, body: str, *, organisation_id: int, author: Member | None) -> TextVersion:
    version = TextVersion(
        organisation_id=organisation_id,
        key=now.key,
        language=now.language,
        number=now.number + 1,
        body=body,
        based_on="" if now.language == DUTCH else _dutch_of_today(organisation_id, now.key),
        written_by=author,
    )
    try:
        with transaction.atomic():
            version.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(
            _("Iemand anders schreef intussen een nieuwe versie. Vergelijk ze en bewaar dan opnieuw.")
        ) from error
    return version


def _dutch_of_today(organisation_id: int, key: str) -> str:
    return fingerprint(texts_of(organisation_id, DUTCH, [key])[key].body)


def _tidy(body: str) -> str:
    lines = body.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def _check(key: str, language: str, body: str) -> None:
    if not body:
        raise CaseError(_("Schrijf de tekst."))
    if len(body) > LONGEST:
        raise CaseError(
            _("De tekst is te lang: %(length)s tekens, hoogstens %(most)s. Maak hem korter.")
            % {"length": len(body), "most": LONGEST}
        )
    if any(sign in _TURNING or (unicodedata.category(sign) == "Cc" and sign not in "\n\t") for sign in body):
        raise CaseError(_("De tekst bevat verborgen tekens. Typ hem over, of plak hem als gewone tekst."))
    _check_places(key, body)
    if is_sms(key):
        _check_parts(language, body)


def _check_places(key: str, body: str) -> None:
    found = gaps(body, places(library.texts_in(DUTCH)[key]))
    if found.missing:
        names = ", ".join(f"{{{name}}}" for name in found.missing)
        raise CaseError(_("In de tekst ontbreekt: %(names)s. Zet het er weer bij.") % {"names": names})
    if found.unknown:
        names = ", ".join(found.unknown)
        raise CaseError(
            _("Het programma kan dit niet invullen: %(names)s. Haal het weg of verbeter het.")
            % {"names": names}
        )
    if link_is_cut(body):
        raise CaseError(
            _("Zet niets achter {link} op dezelfde regel: anders werkt de link op een telefoon niet.")
        )


def _check_parts(language: str, body: str) -> None:
    parts, most = parts_of_sample(body, language), most_parts(language)
    if parts > most:
        raise CaseError(
            _("Deze sms is te lang: ingevuld telt hij %(parts)s delen, hoogstens %(most)s. Maak hem korter.")
            % {"parts": parts, "most": most}
        )


def _reader(read_by: str) -> str:
    reader = " ".join(read_by.split())
    if not reader:
        raise CaseError(_("Schrijf wie de tekst nalas."))
    if len(reader) > LONGEST_READER:
        raise CaseError(_("Schrijf enkel de naam en de functie, hoogstens 120 tekens."))
    return reader


def _record(verb: str, version: TextVersion, by: Member, **more: str) -> None:
    after = {"key": version.key, "language": version.language, "number": version.number, **more}
    events.record(verb, version, by=by, organisation_id=by.organisation_id, after=after)
