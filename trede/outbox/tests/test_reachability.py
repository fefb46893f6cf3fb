from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trede.outbox.models import Channel, MessageState
from trede.outbox.reachability import Reachability, Sent, Try, Verdict, reachability

SENT_ON, LATER = date(2026, 11, 2), date(2026, 11, 9)
ANSWER = {"language": "ti", "language_name": "Tigrinya"}


def asked(*messages: Sent, **more: Any) -> Reachability:
    return reachability(messages=messages, **ANSWER | more)


def sms(state: str = "sent", language: str = "ti", unread: bool = False) -> Sent:
    return Sent("sms", state, SENT_ON, language, unread)


LETTER = Sent("letter", "sent", SENT_ON, "ti")


@pytest.mark.parametrize(
    ("messages", "more", "verdict"),
    [
        ([], {}, Verdict.NOT_SHOWN),
        ([sms("failed")], {}, Verdict.NOT_SHOWN),
        ([sms("held")], {}, Verdict.NOT_SHOWN),
        ([sms("waiting")], {}, Verdict.NOT_SHOWN),
        ([sms("cancelled")], {}, Verdict.NOT_SHOWN),
        ([sms()], {}, Verdict.PERHAPS),
        ([sms("delivered")], {}, Verdict.PERHAPS),
        ([LETTER], {}, Verdict.PERHAPS),
        ([LETTER], {"letters_returned": [LATER]}, Verdict.NOT_SHOWN),
        ([LETTER], {"letters_returned": [date(2026, 10, 1)]}, Verdict.PERHAPS),
        ([LETTER, sms()], {"letters_returned": [LATER]}, Verdict.PERHAPS),
        ([sms("failed")], {"opened_on": LATER}, Verdict.REACHED),
        ([sms()], {"answered_on": LATER}, Verdict.REACHED),
        ([sms()], {"attempts": [Try("Gebeld", True, LATER)]}, Verdict.REACHED),
        ([sms()], {"attempts": [Try("Gebeld", False, LATER)]}, Verdict.PERHAPS),
        ([sms("failed")], {"attempts": [Try("Gebeld", True, date(2026, 10, 1))]}, Verdict.NOT_SHOWN),
    ],
)
def test_what_shows_that_the_invitation_arrived(
    messages: list[Sent], more: dict[str, Any], verdict: Verdict
) -> None:
    assert asked(*messages, **more).verdict == verdict


def test_the_sentences_say_what_happened_to_each() -> None:
    found = asked(
        LETTER,
        sms("delivered", "nl"),
        letters_returned=[LATER],
        attempts=[Try("Gebeld", False, LATER), Try("Huisbezoek", False, date(2026, 9, 1))],
    )
    assert found.lines == (
        "Brief van 02/11/2026: kwam terug op 09/11/2026.",
        "Sms van 02/11/2026: aangekomen op het toestel of de server.",
        "Alles wat vertrok was in een andere taal dan Tigrinya.",
        "Gebeld op 09/11/2026: niet bereikt.",
    )
    assert found.words == "Misschien kreeg deze persoon de uitnodiging; zeker is het niet."


def test_a_translation_nobody_read_is_said() -> None:
    assert "De vertaling in het Tigrinya is door niemand nagelezen." in asked(sms(unread=True)).lines
    assert len(asked(sms(unread=True), sms()).lines) == 2
    assert len(asked(sms(language="nl"), language="").lines) == 1


def test_nothing_made_is_said() -> None:
    found = asked()
    assert found.lines == ("Er is geen bericht gemaakt voor deze uitnodiging.",)
    assert found.words == "Niets toont dat deze persoon de uitnodiging kreeg."


MESSAGES = st.lists(
    st.builds(
        Sent,
        st.sampled_from(Channel.values),
        st.sampled_from(MessageState.values),
        st.dates(date(2026, 1, 1), date(2026, 12, 31)),
        st.sampled_from(["nl", "ti"]),
        st.booleans(),
    ),
    max_size=4,
)


@given(MESSAGES, st.lists(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=2))
def test_a_letter_that_comes_back_never_makes_somebody_more_reachable(
    messages: list[Sent], returned: list[date]
) -> None:
    order = [Verdict.NOT_SHOWN, Verdict.PERHAPS, Verdict.REACHED]
    with_return = asked(*messages, letters_returned=returned)
    assert order.index(with_return.verdict) <= order.index(asked(*messages).verdict)
    assert len(with_return.lines) >= len(messages)
    assert all("wil" not in line.lower().split() for line in with_return.lines)
