from hypothesis import given
from hypothesis import strategies as st

from trede.insight.cells import LEAST, grouped, safe

counts = st.dictionaries(st.integers(1, 12), st.integers(0, 40), max_size=10)


def plain(found: object) -> dict[object, int | None]:
    return {key: cell.count for key, cell in found.items()}  # type: ignore[attr-defined]


def test_small_numbers_are_hidden_nought_and_five_are_not() -> None:
    assert plain(safe({"a": 1, "b": 4, "c": 5, "d": 0})) == {"a": None, "b": None, "c": 5, "d": 0}


def test_one_hidden_number_takes_the_next_smallest_along() -> None:
    assert plain(safe({"a": 2, "b": 9, "c": 7, "d": 0})) == {"a": None, "b": 9, "c": None, "d": 0}


def test_who_shields_is_not_called_small() -> None:
    found = safe({"a": 2, "b": 9, "c": 7})
    assert [(key, cell.small) for key, cell in found.items()] == [("a", True), ("b", False), ("c", False)]
    assert not found["c"].shown


def test_alone_there_is_nothing_to_subtract_from() -> None:
    assert plain(safe({"a": 3})) == {"a": None}
    assert plain(safe({"a": 3, "b": 0})) == {"a": None, "b": 0}


@given(counts)
def test_never_a_small_number_and_never_just_one_hidden(column: dict[int, int]) -> None:
    found = safe(column)
    assert not any(cell.count is not None and 0 < cell.count < LEAST for cell in found.values())
    hidden = sum(not cell.shown for cell in found.values())
    assert hidden != 1 or sum(1 for count in column.values() if count) == 1


def test_small_groups_go_together() -> None:
    assert grouped({"nl": 40, "so": 2, "ti": 3}, "rest") == {"nl": "nl", "so": "rest", "ti": "rest"}


def test_what_is_together_is_never_small_again() -> None:
    assert grouped({"nl": 40, "fr": 8, "so": 2}, "rest") == {"nl": "nl", "fr": "rest", "so": "rest"}
    assert grouped({"so": 2}, "rest") == {"so": "rest"}


@given(counts.map(lambda found: {key: count for key, count in found.items() if count}))
def test_no_group_that_is_shown_is_small(column: dict[int, int]) -> None:
    shown: dict[int, int] = {}
    for key, under in grouped(column, 0).items():
        shown[under] = shown.get(under, 0) + column[key]
    assert all(count >= LEAST for count in shown.values()) or len(shown) == 1
    assert sum(shown.values()) == sum(column.values())
