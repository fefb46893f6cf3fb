"""The guide is data: whole, short enough to keep, and with barrier codes that exist."""

import xml.etree.ElementTree as ET
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trede.clients.models import CONFIDENTIAL_BARRIERS, BarrierCode
from trede.ladder.drafting import DRAFT_NAMES
from trede.ladder.faces import BENDS, face, printed
from trede.ladder.guide import GUIDE, SCORES, TONES, Tone
from trede.ladder.intake_saving import marks_in_words
from trede.ladder.models import CONFIDENTIAL_DOMAINS, Domain, DomainNote
from trede.ladder.trend import (
    BOTTOM,
    LEFT,
    RIGHT,
    TOP,
    WIDTH,
    Measure,
    Row,
    change,
    dots,
    line,
    place,
    rows_of,
)

DAY = date(2026, 11, 2)


def test_the_guide_asks_about_every_domain_in_the_order_of_the_conversation() -> None:
    assert list(GUIDE) == Domain.values
    assert all(GUIDE[domain].domain == domain for domain in GUIDE)


@pytest.mark.parametrize("domain", GUIDE)
def test_a_domain_has_questions_and_marks_that_can_be_kept(domain: str) -> None:
    topic = GUIDE[domain]
    assert 2 <= len(topic.questions) <= 3
    assert all(str(question).endswith("?") for question in topic.questions)
    assert len(set(topic.codes)) == len(topic.codes)
    longest = DomainNote._meta.get_field("marks").max_length
    assert len(",".join(topic.codes)) <= (longest or 0)
    assert {mark.tone for mark in topic.marks} == set(Tone)


def test_a_mark_suggests_a_shared_barrier_and_a_confidential_one_only_in_a_confidential_domain() -> None:
    for domain, topic in GUIDE.items():
        barriers = {mark.barrier for mark in topic.marks if mark.barrier}
        assert barriers <= set(BarrierCode.values)
        if domain not in CONFIDENTIAL_DOMAINS:
            assert not barriers & set(CONFIDENTIAL_BARRIERS)
        assert not [mark for mark in topic.marks if mark.barrier and mark.tone == Tone.GOOD]


def test_every_barrier_of_the_sources_can_come_up_in_the_conversation() -> None:
    asked = {mark.barrier for topic in GUIDE.values() for mark in topic.marks}
    assert set(BarrierCode.values) <= asked


def test_health_asks_for_limits_and_never_for_an_illness() -> None:
    health = GUIDE["health"]
    assert "Nooit een ziekte" in str(health.help)
    asked = " ".join(str(one) for one in (*health.questions, *(mark.label for mark in health.marks))).lower()
    for word in ("ziekte", "diagnose", "dokter", "medicijn"):
        assert word not in asked


def test_marks_are_read_in_the_order_of_the_guide_and_unknown_codes_left_out() -> None:
    topic = GUIDE["work"]
    assert [mark.code for mark in topic.marked("unclear,gone,experience")] == ["experience", "unclear"]
    assert topic.marked("") == []
    assert marks_in_words(topic, "unclear,experience") == "Heeft al gewerkt, Weet nog niet welk werk"


def test_a_tone_is_a_word_and_a_draft_has_a_short_name() -> None:
    assert set(TONES) == set(Tone)
    assert len(DRAFT_NAMES) == 8
    assert max(map(len, DRAFT_NAMES)) <= 60


@pytest.mark.parametrize("score", SCORES)
def test_a_face_is_a_drawing_of_its_own(score: int) -> None:
    drawing = ET.fromstring(face(score))
    assert drawing.attrib["viewBox"] == "0 0 48 48"
    assert len({face(other) for other in BENDS}) == 5
    assert "style=" not in face(score)
    assert "#123456" in printed(score, "#123456")
    assert "currentColor" not in printed(score, "#123456")


def test_there_is_no_sixth_face() -> None:
    with pytest.raises(KeyError):
        face(6)


def test_both_scores_of_a_day_stand_in_one_row_with_their_difference() -> None:
    later = DAY + timedelta(days=30)
    rows = rows_of(
        [
            Measure(later, "client", 4),
            Measure(DAY, "client", 2),
            Measure(DAY, "worker", 3),
            Measure(later, "client", 5),
        ]
    )
    assert rows == [Row(DAY, 2, 3), Row(later, 5, None)]
    assert [row.difference for row in rows] == [1, None]
    assert (change(rows, "client"), change(rows, "worker")) == (3, None)


def test_one_day_stands_in_the_middle() -> None:
    dot = place(DAY, 3, DAY, DAY)
    assert dot.x == LEFT + (WIDTH - LEFT - RIGHT) / 2
    assert dot.y == (TOP + BOTTOM) / 2


def test_a_line_lists_its_dots() -> None:
    last = DAY + timedelta(days=10)
    rows = [Row(DAY, 1, None), Row(last, 5, 2)]
    assert line(dots(rows, "client", DAY, last)) == f"{LEFT},{BOTTOM} {WIDTH - RIGHT},{TOP}"
    assert len(dots(rows, "worker", DAY, last)) == 1


measures = st.builds(
    Measure,
    on=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    whose=st.sampled_from(["client", "worker"]),
    score=st.integers(1, 5),
)


@given(st.lists(measures, min_size=1))
def test_no_day_stands_twice_and_every_dot_within_the_drawing(many: list[Measure]) -> None:
    rows = rows_of(many)
    days = [row.on for row in rows]
    assert days == sorted(set(days)) == sorted({one.on for one in many})
    for whose in ("client", "worker"):
        found = dots(rows, whose, days[0], days[-1])
        assert [dot.x for dot in found] == sorted(dot.x for dot in found)
        assert all(LEFT <= dot.x <= WIDTH - RIGHT and TOP <= dot.y <= BOTTOM for dot in found)
