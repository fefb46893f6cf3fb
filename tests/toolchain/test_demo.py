import socket

import pytest

import demo
from common import Stop, with_variables


@pytest.mark.parametrize("value", ["0", "65536", "acht", "-1", "8000.0"])
def test_a_port_that_is_none_is_refused_with_what_to_write(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("PORT", value)
    with pytest.raises(Stop, match="write a number from 1 to 65535"):
        demo.port()


@pytest.mark.parametrize(("value", "port"), [("", 8000), ("8123", 8123)])
def test_the_port_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch, value: str, port: int) -> None:
    monkeypatch.setenv("PORT", value)
    assert demo.port() == port


def test_a_port_in_use_is_noticed_before_the_work_starts() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(Stop, match="PORT=8001 make demo"):
            demo.refuse_taken(taken.getsockname()[1])


def test_a_variable_can_be_set_and_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TREDE_ONE", "1")
    monkeypatch.setenv("TREDE_TWO", "2")
    merged = with_variables(TREDE_ONE=None, TREDE_THREE="3")
    assert [merged.get(name) for name in ("TREDE_ONE", "TREDE_TWO", "TREDE_THREE")] == [None, "2", "3"]
