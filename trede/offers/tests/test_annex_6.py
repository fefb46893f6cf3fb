"""Annex 6 against the catalogue, and nothing that the law overtook shown as if it still holds."""

import re
from datetime import date

import pytest

from trede.offers.condition_words import condition_words
from trede.offers.legal_values import answer_on, legal_value
from trede.offers.library import by_key, entries
from trede.offers.tests.annex_6 import LINES

TODAY = date(2026, 11, 28)


def holds(row, day=TODAY):
    return row.starts_on <= day and (row.ends_on is None or row.ends_on >= day)


def text_of(entry):
    """Every word of an entry that a screen or the handout shows as true today, the remark for colleagues left out."""
    told = [
        str(value) for name, value in entry.fields.items() if name not in ("remark", "search_words", "source")
    ]
    told += [
        condition_words(term.kind, term.value, text=term.text, parameter=term.parameter, on=TODAY)
        for term in entry.conditions
        if holds(term)
    ]
    return " ".join(" ".join(told).split())


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.name)
def test_a_line_of_the_annex_is_in_the_catalogue(line):
    entry = by_key()[line.key]
    assert entry.rung == line.rung
    now = {(term.kind, term.value) for term in entry.conditions if holds(term)}
    assert set(line.asks) <= now
    caps = {(cap.unit, cap.parameter or str(cap.most)) for cap in entry.limits if holds(cap)}
    assert set(line.limits) == caps
    for words in line.says:
        assert words.lower() in text_of(entry).lower(), words
    assert "bijlage 6" in entry.fields["source"]


def test_every_entry_that_names_the_annex_is_a_line_of_it():
    named = {entry.key for entry in entries() if "bijlage 6" in entry.fields["source"]}
    assert named == {line.key for line in LINES}


def conditions_on(key, day):
    return {(term.kind, term.value) for term in by_key()[key].conditions if holds(term, day)}


def limits_on(key, day):
    return {(cap.unit, cap.parameter) for cap in by_key()[key].limits if holds(cap, day)}


@pytest.mark.parametrize(
    ("day", "asked"), [(date(2022, 12, 31), True), (date(2023, 1, 1), False), (TODAY, False)]
)
def test_wes_asked_an_artikel_60_before_until_the_end_of_2022(day, asked):
    """rules, 12.7"""
    old = {("measure_done", "artikel-60"), ("measure_running", "twe-ocmw")}
    assert bool(old & conditions_on("wes", day)) is asked
    assert (("not_working", "") in conditions_on("wes", day)) is not asked


def test_artikel_60_lasts_by_age_until_march_2026():
    """rules, 12.3"""
    assert limits_on("artikel-60", date(2026, 2, 28)) == {("months", "art60.duration.by_age:from_50")}
    assert limits_on("artikel-60", date(2026, 3, 1)) == {("months", "art60.duration.months")}
    assert legal_value("art60.duration.months", date(2026, 3, 1)).number == 12
    assert legal_value("art60.duration.months", date(2026, 3, 1)).certainty == "practice"
    assert not answer_on("art60.duration.by_age:under_36", date(2026, 3, 1)).known
    assert legal_value("unemployment.admission.days:days", date(2026, 3, 1)).number == 312
    assert legal_value("unemployment.admission.days:months", date(2026, 3, 1)).number == 36


def test_artikel_60_is_for_equal_aid_too():
    """rules, 12.4"""
    assert ("income", "leefloon,equivalent") in conditions_on("artikel-60", TODAY)
    assert ("income", "leefloon") not in conditions_on("artikel-60", TODAY)


@pytest.mark.parametrize(
    ("day", "payer"),
    [(date(2025, 12, 31), "VDAB betaalt de premie"), (date(2026, 1, 1), "de werkgever betaalt de premie")],
)
def test_the_premium_of_an_ibo_is_paid_by_the_employer_since_2026(day, payer):
    """rules, 12.8"""
    assert answer_on("ibo.premium", day).value.startswith(payer)
    assert "VDAB betaalt" not in text_of(by_key()["ibo"])


def test_a_volunteer_gets_no_wage_by_the_hour():
    """rules, 12.12"""
    said = text_of(by_key()["vrijwilligerswerk"])
    assert "4,10" not in said
    assert "Geen loon per uur" in said
    assert not answer_on("volunteer.max:day", TODAY).known
    assert legal_value("volunteer.max:year", date(2025, 6, 1)).text.startswith("€ 1.692,51")


@pytest.mark.parametrize(("day", "last"), [(date(2024, 12, 31), 64), (date(2025, 1, 1), 65)])
def test_ama_ends_at_the_pension_of_today(day, last):
    """rules, 12.18"""
    assert legal_value("ama.welzijn.age_max", day).number == last
    assert answer_on("pension.age", day).value == last + 1
    assert legal_value("ama.welzijn.age_max", day).certainty == "recalled"


def test_a_bvs_lasts_thirty_days():
    """rules, 12.20"""
    assert legal_value("bvs.max_days", TODAY).number == 30
    assert legal_value("bvs.fee_hour", TODAY).certainty == "practice"


def test_community_service_is_no_condition_of_a_leefloon():
    """rules, 12.15 and gpmi.not_allowed"""
    entry = by_key()["gemeenschapsdienst"]
    assert ("income", "unemployment") in conditions_on("gemeenschapsdienst", TODAY)
    assert "leefloon" not in {
        value for kind, value in conditions_on("gemeenschapsdienst", TODAY) if kind == "income"
    }
    assert "Nooit een voorwaarde van een GPMI" in entry.fields["remark"]
    assert "mag het nooit een voorwaarde zijn" in text_of(entry)


OUTDATED = {
    "12.3 duration by age": r"(één|anderhalf|1,5) jaar|artikel 60.{0,60}hoogstens twee jaar|36 tot (en met )?49",
    "12.4 leefloon only": r"enkel (voor )?(wie|cliënten) .{0,20}leefloon",
    "12.6 work card": r"arbeidskaart",
    "12.7 WES after artikel 60": r"pas na .{0,10}artikel 60|binnen een TWE",
    "12.9 ended measures": r"\b(VOP|SINE|LDE|lokale diensteneconomie|maatwerkafdeling)",
    "12.10 other council": r"\bRM[MW]\b",
    "12.12 wage of a volunteer": r"4,10",
    "12.13 aim of the pact": r"\b24 ?%|24 procent",
    "12.18 pension at 65": r"pensioen.{0,20}\b65\b",
    "12.19 ministers": r"Lalieux|Brouns|Rutten",
    "12.1 old exemption": r"417,97",
}


@pytest.mark.parametrize("pattern", OUTDATED.values(), ids=OUTDATED)
def test_nothing_that_the_law_overtook_is_told_as_true(pattern):
    wrong = [entry.key for entry in entries() if re.search(pattern, text_of(entry), re.IGNORECASE)]
    assert wrong == []


def test_no_legal_number_is_copied_into_a_text():
    """They stand in the rules, dated; a copy would stay behind when the law changes."""
    for key in ("wijk-werken", "wes", "bis", "gemeenschapsdienst", "bvs", "artikel-60", "vrijwilligerswerk"):
        assert not re.search(r"\d+(,\d+)? ?(euro|uur per|dagen)|€", text_of(by_key()[key])), key
