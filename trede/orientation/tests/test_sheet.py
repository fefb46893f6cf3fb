"""The session sheet: exactly its fields, whatever the file holds."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import ClientFactory
from tests.house.facts import VALUES
from trede.clients import models as m
from trede.core.periods import today
from trede.orientation.guide_form import names_of
from trede.orientation.models import OrientationInvitation
from trede.orientation.sheet import FIELDS, SheetFacts, sheet_is_open, sheet_of
from trede.orientation.sheet_facts import read
from trede.orientation.tests.session_scene import Scene, scene
from trede.referral.models import Referral


def fact(model: Any, client: m.Client, **own: Any) -> Any:
    values = VALUES[model] | own
    if hasattr(model, "ends_on"):
        values = {"starts_on": date(2024, 1, 1)} | values
    return model.objects.create(organisation=client.organisation, client=client, source="worker", **values)


def texts(facts: SheetFacts) -> dict[str, str]:
    return {line.code: line.text for line in sheet_of(facts)}


def test_nothing_known_leaves_every_field_there_and_empty() -> None:
    found = texts(SheetFacts("An"))
    assert list(found) == list(FIELDS)
    assert {code for code, text in found.items() if text} == {"name", "interpreter"}


@pytest.mark.parametrize(
    ("known", "code", "text"),
    [
        ({"age": 34}, "age", "34 jaar"),
        ({"vdab": False}, "vdab", "nee"),
        ({"children": 1}, "children", "1 kind"),
        ({"children": 3, "care_for": 2}, "children", "3 kinderen, opvang nodig voor 2"),
        ({"childcare_minutes": 0}, "childcare", "0 uur per week geregeld"),
        ({"childcare_minutes": 570}, "childcare", "9,5 uur per week geregeld"),
        ({"mobility": ["fiets"], "travel_minutes": 45}, "mobility", "fiets, tot 45 minuten onderweg"),
        ({"experience": ["a", "b", "c", "d", "e"]}, "experience", "a; b; c en nog 2"),
        ({"interpreter": True}, "interpreter", "nodig"),
    ],
)
def test_facts_in_words(known: dict[str, Any], code: str, text: str) -> None:
    assert texts(SheetFacts("An", **known))[code] == text


@given(st.lists(st.text(max_size=20), max_size=8), st.integers(0, 130) | st.none())
def test_always_the_same_fields_in_the_same_order(listed: list[str], age: int | None) -> None:
    facts = SheetFacts("An", age=age, education=listed, experience=listed, languages=listed)
    assert list(texts(facts)) == list(FIELDS)


@pytest.mark.parametrize(
    ("days", "closed", "opens"), [(3, False, False), (2, False, True), (0, True, False), (-9, False, True)]
)
def test_the_sheet_opens_two_days_before_and_closes_with_the_session(
    days: int, closed: bool, opens: bool
) -> None:
    day = date(2026, 3, 2)
    assert sheet_is_open(day + timedelta(days=days), day, closed=closed) is opens


@pytest.fixture
def made(db: None) -> Scene:
    return scene(people=1)


def lines(invitation: OrientationInvitation) -> dict[str, str]:
    fresh = OrientationInvitation.objects.select_related("client__alias_of").get(pk=invitation.pk)
    return texts(read(fresh, today()).facts)


@pytest.mark.django_db(databases="__all__")
def test_the_file_becomes_the_sheet_and_nothing_else(made: Scene) -> None:
    client = made.first.client
    client.speaks, client.insz = "ar", "90051700188"
    client.save()
    for model in (m.WorkRight, m.LanguageLevel, m.HouseholdMember, m.Mobility, m.DrivingLicence, m.Education):
        fact(model, client)
    for model in (m.WorkExperience, m.VdabRegistration, m.Barrier, m.Address, m.ContactPoint, m.IncomeSpell):
        fact(model, client)
    fact(m.Availability, client, kind="childcare")
    fact(m.Barrier, client, code="health", note="Rugpijn")
    Referral.objects.create(
        organisation=made.office,
        client=client,
        estimate="soon",
        estimate_note="Geheim",
        wish="Iets met hout",
        state="accepted",
    )
    found = lines(made.first)
    assert found == {
        "name": client.name,
        "age": found["age"],
        "languages": "Arabisch",
        "dutch": "Algemeen 1.1",
        "interpreter": "niet gevraagd",
        "work_right": "Mag werken",
        "vdab": "ja",
        "children": "1 kind",
        "childcare": "9 uur per week geregeld",
        "mobility": "fiets, bus, tram of trein, tot 45 minuten onderweg",
        "licence": "B auto",
        "education": "Secundair, eerste graad, Houtbewerking",
        "experience": "Magazijnier (sinds 2020)",
        "estimate": "Ja, als eerst iets opgelost raakt",
        "wish": "Iets met hout",
    }
    shown = " ".join(found.values())
    for hidden in ("90051700188", "Rugpijn", "Geheim", "Teststraat", "0470", "Noor", "Leefloon"):
        assert hidden not in shown


@pytest.mark.django_db(databases="__all__")
def test_a_withdrawn_referral_and_what_ended_say_nothing(made: Scene) -> None:
    client = made.first.client
    Referral.objects.create(
        organisation=made.office, client=client, estimate="yes", wish="Oud", state="withdrawn"
    )
    fact(m.DrivingLicence, client, starts_on=date(2020, 1, 1), ends_on=date(2021, 1, 1))
    found = lines(made.first)
    assert (found["wish"], found["licence"], found["vdab"], found["childcare"]) == ("", "", "nee", "")


@pytest.mark.django_db(databases="__all__")
def test_a_merged_file_shows_the_whole(made: Scene) -> None:
    head = ClientFactory(organisation=made.office, last_name="Hoofddossier")
    part = made.first.client
    part.alias_of = head
    part.save()
    fact(m.WorkExperience, part)
    found = lines(made.first)
    assert found["name"].startswith("Hoofddossier")
    assert found["experience"] == "Magazijnier (sinds 2020)"
    assert set(names_of(made.first)) == {made.counsellor.pk, made.partner.pk}
