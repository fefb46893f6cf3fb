"""How often somebody may try, counted in the cache that the program really uses."""

from pathlib import Path
from typing import Any

import pytest
from django.core.cache.backends.filebased import FileBasedCache
from django.test import RequestFactory

from trede.core import limits


class Clock:
    def __init__(self) -> None:
        self.now = 1_000_000.0

    def time(self) -> float:
        return self.now


@pytest.fixture
def clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The cache in files, with a clock of ours under both."""
    made = Clock()
    monkeypatch.setattr("time.time", made.time)
    monkeypatch.setattr(limits, "cache", FileBasedCache(str(tmp_path), {}))
    return made


def tries(number: int) -> list[bool]:
    return [limits.may_try_again("12", what="test", times=3, seconds=3600) for _ in range(number)]


def test_a_window_lasts_as_long_as_it_says(clock: Clock) -> None:
    assert tries(4) == [True, True, True, False]
    clock.now += 3599
    assert tries(1) == [False]
    clock.now += 2
    assert tries(1) == [True]


def test_trying_all_the_time_does_not_make_the_window_longer(clock: Clock) -> None:
    """An office whose calendars ask every few minutes is never shut out for good."""
    found = []
    for _turn in range(30):
        found += tries(1)
        clock.now += 240
    assert found.count(True) == 6


def test_a_short_window_ends_in_time(clock: Clock) -> None:
    assert [limits.may_try_again("1", what="s", times=1, seconds=60) for _ in range(2)] == [True, False]
    clock.now += 61
    assert limits.may_try_again("1", what="s", times=1, seconds=60)


def test_what_is_forgiven_does_not_count(clock: Clock) -> None:
    limits.forgive("12", what="test")
    assert tries(3) == [True] * 3
    limits.forgive("12", what="test")
    assert tries(2) == [True, False]
    clock.now += 3599
    assert tries(1) == [False]


def tried_from(address: str) -> bool:
    request: Any = RequestFactory().get("/", REMOTE_ADDR=address)
    return limits.may_try(request, what="net", times=1, seconds=60)


def test_all_addresses_of_one_ipv6_network_count_as_one(clock: Clock) -> None:
    assert [tried_from("2001:db8:1:2::1"), tried_from("2001:db8:1:2:ffff::9")] == [True, False]
    assert [tried_from(one) for one in ("2001:db8:1:3::1", "192.0.2.1", "192.0.2.2")] == [True] * 3
    assert [tried_from("::ffff:192.0.2.1"), tried_from("::ffff:192.0.2.3")] == [False, True]
    assert tried_from("fe80::1%eth0")


def test_what_a_visitor_adds_to_the_header_does_not_count(settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    request = RequestFactory().get("/", headers={"X-Forwarded-For": "1.1.1.1, 192.0.2.7"})
    assert limits.address_of(request) == "192.0.2.7"
