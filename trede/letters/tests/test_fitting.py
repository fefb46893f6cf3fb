import pytest
from hypothesis import given
from hypothesis import strategies as st

from trede.letters.fitting import SCALES, Block, _rows, scales

lines = st.lists(st.text(alphabet="abc de", min_size=1, max_size=200), min_size=1, max_size=8)
blocks = st.lists(st.builds(Block, own=lines | st.just([]), dutch=lines), min_size=1, max_size=12)


def first(given: list[Block], language: str = "fr", **changes: bool) -> float:
    return next(scales(given, language, **{"alone": False, "pictured": False, "noted": True, **changes}))


def test_few_words_stand_large_and_many_small() -> None:
    assert first([Block(["Een zin."], ["Een zin."])]) == SCALES[0]
    assert first([Block(["Een zin. " * 90], ["Een zin. " * 90])] * 12) == SCALES[-1]


@given(blocks, st.booleans(), st.booleans())
def test_the_sizes_become_smaller_and_end_with_the_smallest(
    given: list[Block], alone: bool, pictured: bool
) -> None:
    tried = list(scales(given, "nl", alone=alone, pictured=pictured, noted=False))
    assert tried == sorted(tried, reverse=True)
    assert tried[-1] == SCALES[-1]


@given(blocks, st.sampled_from(["fr", "ar", "ti", "ru"]))
def test_more_words_are_never_larger(given: list[Block], language: str) -> None:
    assert first([*given, given[0]], language) <= first(given, language)


@pytest.mark.parametrize(
    ("line", "rows"),
    [("", 1), ("een", 1), ("een twee", 1), ("een twee drie", 2), ("a" * 25, 3), ("ab " + "c" * 10, 2)],
)
def test_words_go_over_whole_to_the_next_row(line: str, rows: int) -> None:
    assert _rows(line, 10) == rows
