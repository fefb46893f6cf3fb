"""Places, states and parts of a text message, as tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trede.texts.placeholders import fill, gaps, link_is_cut, places
from trede.texts.reading import may_send
from trede.texts.sms import for_sms, most_parts, parts
from trede.texts.states import TextState, fingerprint, state_of

READ, DRAFT, STALE = TextState.READ, TextState.DRAFT, TextState.STALE


def test_places_are_filled_and_nothing_else_is_read() -> None:
    assert fill("{date} om {time}: {date}", date="1 mei", time="9 uur") == "1 mei om 9 uur: 1 mei"
    assert (
        fill("100% %(x)s {{date}} { date } {Date} {0} $x", date="1 mei")
        == "100% %(x)s {1 mei} { date } {Date} {0} $x"
    )
    assert fill("{name}", name="{date}", date="nooit") == "{date}"
    assert fill("Dag", name="wat niet gevraagd is") == "Dag"
    with pytest.raises(KeyError):
        fill("{date} om {time}", date="1 mei")


@given(st.text(), st.text(alphabet="abc{}_", max_size=8))
def test_a_value_is_never_read_as_a_place(body: str, value: str) -> None:
    assert fill("[{name}]" + body.replace("{", ""), name=value).startswith(f"[{value}]")


@pytest.mark.parametrize(
    ("body", "missing", "unknown"),
    [
        ("{date} {time}", (), ()),
        ("{time} {date} {date}", (), ()),
        ("{date}", ("time",), ()),
        ("", ("date", "time"), ()),
        ("{date} {time} {datum}", (), ("{datum}",)),
        ("{date} { time }", ("time",), ("{ time }",)),
        ("{date} {time", ("time",), ("{time",)),
        ("{date} {time} }", (), ("}",)),
        ("{date} {Time}", ("time",), ("{Time}",)),
        ("{date} {time} {link}", (), ("{link}",)),
    ],
)
def test_what_a_text_lacks_and_what_nobody_fills_in(
    body: str, missing: tuple[str, ...], unknown: tuple[str, ...]
) -> None:
    found = gaps(body, {"date", "time"})
    assert (found.missing, found.unknown) == (missing, unknown)
    assert bool(found) is bool(missing or unknown)


def test_places_of_a_text() -> None:
    assert places("{date} en {reply_by}, {Nee} {n33}") == {"date", "reply_by"}


@pytest.mark.parametrize(
    ("body", "cut"),
    [
        ("{link}", False),
        ("zie {link}\nok", False),
        ("{link} ", False),
        ("{link}.", True),
        ("{link} of bel", True),
        ("geen", False),
    ],
)
def test_a_link_must_end_its_line(body: str, cut: bool) -> None:
    assert link_is_cut(body) is cut


@pytest.mark.parametrize(
    ("language", "is_read", "based_on", "dutch", "state"),
    [
        ("nl", False, "", "a", READ),
        ("nl", False, "b", "a", READ),
        ("ar", False, "a", "a", DRAFT),
        ("ar", True, "a", "a", READ),
        ("ar", False, "b", "a", STALE),
        ("ar", True, "b", "a", STALE),
        ("ar", True, "", "a", STALE),
    ],
)
def test_the_state_of_a_text(
    language: str, is_read: bool, based_on: str, dutch: str, state: TextState
) -> None:
    assert state_of(language, is_read=is_read, based_on=based_on, dutch=dutch) == state


@pytest.mark.parametrize(
    ("state", "legal", "allowed", "may"),
    [
        (READ, False, False, True),
        (READ, True, False, True),
        (DRAFT, False, True, True),
        (DRAFT, False, False, False),
        (DRAFT, True, True, False),
        (DRAFT, True, False, False),
        (STALE, False, True, False),
        (STALE, True, True, False),
        (STALE, False, False, False),
    ],
)
def test_what_may_be_sent(state: TextState, legal: bool, allowed: bool, may: bool) -> None:
    assert may_send(state, legal=legal, allowed=allowed) is may


@pytest.mark.parametrize(
    ("is_read", "binds", "state"), [(False, True, DRAFT), (True, True, READ), (False, False, READ)]
)
def test_dutch_of_ones_own_that_binds_must_be_read(is_read: bool, binds: bool, state: TextState) -> None:
    assert state_of("nl", is_read=is_read, based_on="", dutch="a", binds=binds) == state


def test_a_fingerprint_sees_words_and_not_spaces() -> None:
    assert fingerprint("Kom om {time}.\nTot dan") == fingerprint(" Kom  om {time}.\r\n\nTot dan ")
    assert fingerprint("Kom om {time}.") != fingerprint("Kom op {time}.")
    assert len(fingerprint("")) == 16


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("é" * 160, 1),
        ("ç" * 70, 1),
        ("ç" * 71, 2),
        ("ሰ" * 67 * 3, 3),
        ("ሰ" * 202, 4),
        ("😀" * 35, 1),
        ("😀" * 36, 2),
    ],
)
def test_parts_of_a_text_message(text: str, count: int) -> None:
    assert parts(text) == count


def test_a_message_in_french_loses_what_would_double_its_price() -> None:
    assert for_sms("31 août, c’est reçu à l’hôtel", "fr") == "31 aout, c'est recu à l'hotel"
    assert for_sms("ça", "es") == "ça"
    assert for_sms("31 Ağustos", "tr") == "31 Ağustos"
    assert for_sms("België € 5", "nl") == "Belgie € 5"
    assert (most_parts("nl"), most_parts("ar")) == (2, 3)


@given(st.text(max_size=400))
def test_folding_never_makes_a_message_longer_in_parts(text: str) -> None:
    assert parts(for_sms(text.replace("…", ""), "fr")) <= parts(text) + 1
