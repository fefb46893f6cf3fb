import io
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
import soundfile

from trede.letters import speech

SENTENCE = "U hebt een gesprek over werk. Kom een paar minuten vroeger."


@pytest.fixture(autouse=True)
def var(tmp_path: Path, settings) -> Iterator[Path]:
    settings.VAR = tmp_path
    yield tmp_path
    speech._known_voices.cache_clear()


def engine(folder: Path, script: str) -> None:
    """An engine of our own, in front of the real one."""
    folder.mkdir()
    file = folder / speech.ENGINE
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(file.stat().st_mode | stat.S_IEXEC)


def test_a_text_becomes_a_small_sound() -> None:
    sound = speech.spoken(SENTENCE, "nl")
    assert sound is not None
    found = soundfile.info(io.BytesIO(sound))
    assert (found.format, found.channels) == ("MP3", 1)
    assert 2 < found.duration < 20
    assert len(sound) < 8000 * found.duration


@pytest.mark.parametrize("language", ["nl", "fr", "en", "ar", "tr", "ru", "fa", "es"])
def test_these_languages_can_be_heard(language: str) -> None:
    assert speech.voice_for(language)


@pytest.mark.parametrize("language", ["ps", "so", "ti", "xx", ""])
def test_these_cannot_and_nothing_else_is_said_instead(language: str) -> None:
    assert speech.voice_for(language) is None
    assert speech.spoken(SENTENCE, language) is None
    assert language not in speech.voices()


def test_the_pace_is_slower_than_that_of_the_engine() -> None:
    sound = speech.spoken(SENTENCE, "nl")
    assert sound is not None
    voice = speech._run([speech.ENGINE, "--stdin", "--stdout", "-v", "nl"], SENTENCE)
    assert voice is not None
    assert (
        soundfile.info(io.BytesIO(sound)).duration
        > soundfile.read(io.BytesIO(voice))[0].shape[0] / 22050 * 1.1
    )


def test_what_was_said_is_kept(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = speech.spoken(SENTENCE, "nl")
    assert len(list((var / "speech").iterdir())) == 1
    monkeypatch.setattr(speech, "_wave", lambda *_: pytest.fail("said twice"))
    assert speech.spoken(SENTENCE, "nl") == first


def test_another_language_or_text_is_kept_apart(var: Path) -> None:
    for text, language in ((SENTENCE, "nl"), (SENTENCE, "en"), ("Dag.", "nl")):
        speech.spoken(text, language)
    names = [file.name for file in (var / "speech").iterdir()]
    assert len(names) == 3
    assert all(len(name) == 64 + len(".mp3") for name in names)


def test_without_an_engine_nothing_is_heard(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert speech.voices() == {}
    assert speech.spoken(SENTENCE, "nl") is None


@pytest.mark.parametrize("failure", ["exit 1", "exec sleep 5"])
def test_an_engine_that_fails_or_hangs_is_no_error(
    failure: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, var: Path
) -> None:
    listing = 'if [ "$1" = --voices ]; then printf "Pty Language\\n 5  nl  --/M  Dutch\\n"; exit; fi'
    engine(tmp_path / "bin", f"{listing}\n{failure}")
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(speech, "SECONDS", 1)
    assert speech.voice_for("nl") == "nl"
    assert speech.spoken(SENTENCE, "nl") is None
    assert not (var / "speech").exists()


def test_the_text_is_never_an_argument(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    listing = 'if [ "$1" = --voices ]; then printf "Pty Language\\n 5  nl  --/M  Dutch\\n"; exit; fi'
    engine(tmp_path / "bin", f'{listing}\necho "$@" > {tmp_path}/words\ncat > {tmp_path}/text\nexit 1')
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    speech.spoken("--help geheim", "nl")
    assert "geheim" not in (tmp_path / "words").read_text()
    assert (tmp_path / "text").read_text() == "--help geheim"


@pytest.mark.parametrize("text", ["", "  \n", "x" * 5001])
def test_a_text_that_is_none_or_too_long_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"1 to 5,000"):
        speech.spoken(text, "nl")
