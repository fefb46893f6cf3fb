from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trede.fit.arranging import arrange, nearness
from trede.fit.catalogue import Entry
from trede.fit.reading import Fitting
from trede.matching.conditions import Condition
from trede.matching.facts import ClientFacts
from trede.matching.fit import OfferTerms, fit
from trede.matching.tests.cases import NOBODY

FAR = Condition("judgement", "far", text="Ver van werk?")
FITTER = Condition("judgement", "fit", text="Fit genoeg?")
DUTCH = Condition("language_min", "1.2")
MORE_DUTCH = Condition("language_min", "2.1")
WOMEN = Condition("sex", "f", weight="legal")


def shelf(facts: ClientFacts, *offers: tuple[Condition, ...], status: str = "offered") -> list[Fitting]:
    found = []
    for pk, conditions in enumerate(offers):
        terms = OfferTerms(f"offer-{pk}", f"Offer {pk}", 3, status, conditions)
        found.append(Fitting(Entry(pk, terms, "module", "", ""), fit(terms, facts), {}, None))
    return found


@pytest.mark.parametrize(
    ("offered", "rung", "far"),
    [(3, 3, 0), (4, 3, 0), (5, 3, 1), (6, 3, 2), (2, 3, 1), (1, 3, 2), (1, None, 0)],
)
def test_own_rung_and_the_next_are_the_nearest(offered: int, rung: int | None, far: int) -> None:
    assert nearness(offered, rung) == far


def test_question_that_opens_most_comes_first_and_every_offer_stands_once() -> None:
    page = arrange(shelf(NOBODY, (FITTER,), (FAR,), (FAR,), (FAR, FITTER)), None)
    assert [(one.text, one.opens, len(one.lines), one.asked_by) for one in page.questions] == [
        ("Ver van werk?", 2, 3, [1, 2, 3]),
        ("Fit genoeg?", 1, 1, [0, 3]),
    ]
    assert page.unknown == 4


def test_two_levels_of_dutch_are_one_question() -> None:
    [question] = arrange(shelf(NOBODY, (DUTCH,), (MORE_DUTCH,)), None).questions
    assert (question.text, question.opens, question.yes_or_no) == (
        "Welk niveau Nederlands heeft de cliënt?",
        2,
        False,
    )


def test_what_one_lifted_barrier_would_open() -> None:
    man = replace(NOBODY, dutch="1.1", sex="m")
    page = arrange(
        shelf(man, (DUTCH,), (DUTCH,), (DUTCH, FAR), (MORE_DUTCH,), (DUTCH, WOMEN), (WOMEN,)), None
    )
    assert [(one.text, one.opens, one.asks) for one in page.lifts] == [
        ("een taaltraject tot 1.2", 2, 1),
        ("een taaltraject tot 2.1", 1, 0),
    ]
    assert len(page.no) == 6


@given(
    st.lists(st.lists(st.sampled_from([FAR, FITTER, DUTCH, WOMEN]), max_size=3, unique=True), max_size=12),
    st.sampled_from(["", "f", "m"]),
)
def test_every_offer_stands_exactly_once(offers: list[list[Condition]], sex: str) -> None:
    page = arrange(shelf(replace(NOBODY, sex=sex), *(tuple(each) for each in offers)), 3)
    waiting = [line for question in page.questions for line in question.lines]
    shown = [line.entry.pk for line in [*page.fits, *waiting, *page.no, *page.elsewhere]]
    assert sorted(shown) == list(range(len(offers)))
