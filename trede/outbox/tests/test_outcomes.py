from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trede.outbox.answers import WORDS, answer_words
from trede.outbox.outcomes import (
    BACKOFF,
    LONGEST_WAIT,
    MOST_TRIES,
    Kind,
    Outcome,
    http_answer,
    next_step,
    report_says,
    smtp_refusal,
)

NOW = datetime(2026, 11, 28, 9, tzinfo=UTC)
LATER = Outcome(Kind.LATER, "timeout")


@pytest.mark.parametrize(("tries", "minutes"), [(1, 1), (2, 5), (3, 15), (4, 60), (5, 240)])
def test_each_try_waits_longer(tries: int, minutes: int) -> None:
    assert next_step(LATER, tries=tries, now=NOW).again_at == NOW + timedelta(minutes=minutes)


def test_after_the_last_try_it_failed() -> None:
    step = next_step(LATER, tries=MOST_TRIES, now=NOW)
    assert (step.failed, step.sent, step.again_at) == (True, False, None)


@pytest.mark.parametrize("kind", [Kind.REFUSED, Kind.UNKNOWN])
def test_a_refusal_and_an_unknown_end_are_not_tried_again_by_the_program(kind: Kind) -> None:
    assert next_step(Outcome(kind, "smtp:550"), tries=1, now=NOW).failed


def test_the_provider_may_ask_for_patience_within_reason() -> None:
    asks = Outcome(Kind.LATER, "http:429", wait=timedelta(minutes=30))
    assert next_step(asks, tries=1, now=NOW).again_at == NOW + timedelta(minutes=30)
    asks = Outcome(Kind.LATER, "http:429", wait=timedelta(days=9))
    assert next_step(asks, tries=1, now=NOW).again_at == NOW + LONGEST_WAIT


def test_no_try_after_the_moment_that_the_message_speaks_of() -> None:
    assert next_step(LATER, tries=4, now=NOW, not_after=NOW + timedelta(minutes=59)).failed
    assert next_step(LATER, tries=4, now=NOW, not_after=NOW + timedelta(minutes=60)).again_at


@given(
    st.sampled_from(Kind),
    st.integers(1, 40),
    st.one_of(st.none(), st.timedeltas(timedelta(0), timedelta(days=400))),
)
def test_exactly_one_thing_follows(kind: Kind, tries: int, wait: timedelta | None) -> None:
    step = next_step(Outcome(kind, "x", wait=wait), tries=tries, now=NOW)
    assert [step.sent, step.failed, step.again_at is not None].count(True) == 1
    if step.again_at:
        assert BACKOFF[0] <= step.again_at - NOW <= LONGEST_WAIT


@pytest.mark.parametrize(
    ("status", "tries", "kind"),
    [
        (200, 1, Kind.SENT), (202, 1, Kind.SENT), (400, 1, Kind.REFUSED), (403, 1, Kind.REFUSED),
        (422, 1, Kind.REFUSED), (429, 1, Kind.LATER), (401, 1, Kind.LATER), (404, 1, Kind.LATER),
        (408, 1, Kind.LATER), (500, 1, Kind.LATER), (503, 9, Kind.LATER), (302, 1, Kind.LATER),
        (409, 1, Kind.REFUSED), (409, 2, Kind.SENT),
    ],
)  # fmt: skip
def test_what_a_gateway_answers(status: int, tries: int, kind: Kind) -> None:
    assert http_answer(status, number="a1", tries=tries).kind == kind


def test_a_number_that_is_none_is_not_kept() -> None:
    assert http_answer(200, number="gw-1.2_3", tries=1).number == "gw-1.2_3"
    for odd in ("", "x" * 121, "Jan Peeters", "é"):
        assert http_answer(200, number=odd, tries=1).number == ""


@pytest.mark.parametrize(
    ("code", "kind"), [(550, Kind.REFUSED), (552, Kind.REFUSED), (451, Kind.LATER), (421, Kind.LATER)]
)
def test_what_a_mail_server_answers(code: int, kind: Kind) -> None:
    assert smtp_refusal(code) == Outcome(kind, f"smtp:{code}")


@pytest.mark.parametrize(
    ("status", "says"),
    [
        ("delivered", True),
        (" DELIVRD ", True),
        ("Undelivered", False),
        ("expired", False),
        ("sent", None),
        ("", None),
    ],
)
def test_a_report_says_whether_it_arrived(status: str, says: bool | None) -> None:
    assert report_says(status) is says


def test_every_code_has_words_that_say_what_happened() -> None:
    codes = [
        *WORDS,
        "smtp:550",
        "smtp:451",
        "smtp:250",
        *(f"http:{n}" for n in (200, 302, 400, 401, 409, 422, 429, 503)),
    ]
    for code in codes:
        words = answer_words(code)
        assert words.endswith((".", ")."))
        assert words[0].isupper()
    assert answer_words("") == ""
