import pytest

import debian
from common import Stop


def test_a_program_that_is_there_is_used() -> None:
    assert debian.program(["no-such-program", "sh"], packages=["dash"], why="A test").endswith("/sh")


def test_without_the_right_to_install_the_command_to_type_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(debian, "administrator", lambda: None)
    with pytest.raises(
        Stop, match=r"Tests drive a browser\. Ask an administrator to run: apt-get install .* chromium"
    ):
        debian.program(["no-such-program"], packages=["chromium"], why="Tests drive a browser")
