import pytest

import debian
import demo
import testtools


def test_the_voice_that_is_there_is_used() -> None:
    assert testtools.speech().endswith("espeak-ng")


def test_the_demo_does_without_a_voice_and_says_how_to_get_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(debian, "administrator", lambda: None)
    demo.offer_speech()
    said = capsys.readouterr().out
    assert "cannot be read aloud" in said
    assert "apt-get install --no-install-recommends espeak-ng" in said
