"""Texts read aloud by a speech engine on this machine: nothing that is said leaves it."""

import hashlib
import io
import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import soundfile
from django.conf import settings

ENGINE = "espeak-ng"
# Our languages and the voices that can say them, the nearest first. There is none for Pashto, Somali and Tigrinya.
CANDIDATES = {
    "nl": ("nl",),
    "fr": ("fr-be", "fr-fr", "fr"),
    "en": ("en-gb", "en"),
    "ar": ("ar",),
    "tr": ("tr",),
    "uk": ("uk",),
    "ru": ("ru",),
    "fa": ("fa",),
    "es": ("es",),
}
# The engine's own pace is 175; who learns a language, or is nervous, needs more time.
WORDS_A_MINUTE = 130
LONGEST = 5000
SECONDS = 30
# Of libsndfile: 0 is the largest file, 1 the smallest. A voice needs little.
COMPRESSION = 0.85


def voice_for(language: str) -> str | None:
    """The voice of the engine for a language; None where this machine has no engine or no voice."""
    known = _known_voices(shutil.which(ENGINE))
    return next((voice for voice in CANDIDATES.get(language, ()) if voice in known), None)


def voices() -> dict[str, str]:
    """The languages that can be heard here, each with its voice: so that screens can say which cannot."""
    return {language: voice for language in CANDIDATES if (voice := voice_for(language))}


def spoken(text: str, language: str) -> bytes | None:
    """`text` read aloud as a small MP3 (mono); None where there is no engine or voice, or it fails.

    What was said is kept in `settings.VAR/speech` under a hash: the caller promises that `text` holds nothing
    personal. Raises ValueError when the text is empty or longer than 5,000 signs.
    """
    if not text.strip() or len(text) > LONGEST:
        raise ValueError("Only a text of 1 to 5,000 signs can be read aloud.")
    voice = voice_for(language)
    if voice is None:
        return None
    place = _place(text, voice)
    if place.exists():
        return place.read_bytes()
    wave = _wave(text, voice)
    if wave is None:
        return None
    sound = _mp3(wave)
    _keep(place, sound)
    return sound


@cache
def _known_voices(engine: str | None) -> frozenset[str]:
    if engine is None:
        return frozenset()
    listed = _run([engine, "--voices"], "")
    rows = (line.split() for line in listed.decode(errors="replace").splitlines()[1:]) if listed else ()
    return frozenset(row[1] for row in rows if len(row) > 1)


def _wave(text: str, voice: str) -> bytes | None:
    """What the engine says, as WAV. The text goes by stdin: an argument can be read by every user of a machine."""
    engine = shutil.which(ENGINE)
    if engine is None:
        return None
    return _run([engine, "--stdin", "--stdout", "-b", "1", "-v", voice, "-s", str(WORDS_A_MINUTE)], text)


def _run(command: list[str], text: str) -> bytes | None:
    try:
        done = subprocess.run(  # noqa: S603 - the engine found on PATH, with words of ours
            command, input=text.encode(), capture_output=True, timeout=SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout


def _mp3(wave: bytes) -> bytes:
    sound, rate = soundfile.read(io.BytesIO(wave), dtype="float32")
    packed = io.BytesIO()
    soundfile.write(packed, sound, rate, format="MP3", compression_level=COMPRESSION)
    return packed.getvalue()


def _place(text: str, voice: str) -> Path:
    said = "\0".join((voice, str(WORDS_A_MINUTE), text))
    return Path(settings.VAR) / "speech" / f"{hashlib.sha256(said.encode()).hexdigest()}.mp3"


def _keep(place: Path, sound: bytes) -> None:
    """Whole or not at all, also when two people listen at once."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=place.parent, delete=False) as file:
        file.write(sound)
    os.replace(file.name, place)
