"""A short list of colleagues is shown whole; among hundreds one types part of a name."""

import pytest
from django import forms

from tests.cast import OrganisationFactory, member_of
from trede.core import forms_colleague
from trede.core.forms_colleague import ColleagueField, offer
from trede.core.models import Member

pytestmark = pytest.mark.django_db


class Pick(forms.Form):
    who = ColleagueField(label="Wie")


@pytest.fixture
def people():
    place = OrganisationFactory()
    names = ("An Peeters", "Anke Peeters", "Bo De Smet", "Çağla Öztürk")
    found = {}
    for name in names:
        member = member_of(place)
        member.user.name = name
        member.user.save()
        found[name] = member
    return found


@pytest.fixture
def many(people, monkeypatch):
    monkeypatch.setattr(forms_colleague, "MOST_LISTED", 3)
    return people


def pick(data=None):
    form = Pick(data)
    listed = offer(form, "who", Member.objects.order_by("user__name"))
    return form, listed


def values(form):
    form.is_valid()
    return [str(key) for key, _label in form.fields["who"].choices if key]


def test_a_short_list_is_shown_whole(people):
    form, listed = pick()
    assert len(listed) == 4
    assert 'type="text"' not in str(form["who"])
    assert str(form["who"]).count("<option") == 5


def test_somebody_of_a_short_list_is_chosen(people):
    form, _listed = pick({"who": str(people["Bo De Smet"].pk)})
    assert form.is_valid()
    assert form.cleaned_data["who"] == people["Bo De Smet"]


def test_a_long_list_is_not_drawn(many):
    form, listed = pick()
    drawn = str(form["who"])
    assert listed == []
    assert "<select" not in drawn
    assert "Peeters" not in drawn
    assert 'name="who_name"' in drawn
    assert "Typ een deel van de naam" in str(form["who"].help_text)


def test_those_with_the_name_can_be_chosen(many):
    form, _listed = pick({"who_name": "peet"})
    assert form.errors["who"] == ["Kies in de lijst wie u bedoelt."]
    assert values(form) == [str(many["An Peeters"].pk), str(many["Anke Peeters"].pk)]
    assert 'value="peet"' in str(form["who"])


def test_the_second_time_somebody_is_chosen(many):
    form, _listed = pick({"who_name": "peet", "who": str(many["Anke Peeters"].pk)})
    assert form.is_valid()
    assert form.cleaned_data["who"] == many["Anke Peeters"]


def test_another_name_after_choosing_means_the_other_one(many):
    form, _listed = pick({"who_name": "smet", "who": str(many["Anke Peeters"].pk)})
    assert not form.is_valid()
    assert values(form) == [str(many["Bo De Smet"].pk)]


def test_a_whole_name_that_one_colleague_bears_is_enough(many):
    form, _listed = pick({"who_name": "bo de smet"})
    assert form.is_valid()
    assert form.cleaned_data["who"] == many["Bo De Smet"]


def test_part_of_a_name_never_decides_by_itself(many):
    form, _listed = pick({"who_name": "smet"})
    assert form.errors["who"] == ["Kies in de lijst wie u bedoelt."]


def test_words_in_any_order(many):
    form, _listed = pick({"who_name": "Smet Bo"})
    assert values(form) == [str(many["Bo De Smet"].pk)]


def test_nobody_has_the_name(many):
    form, _listed = pick({"who_name": "zzz"})
    assert form.errors["who"] == ["Geen collega met die naam. Typ een ander deel van de naam."]


def test_nothing_typed(many):
    form, _listed = pick({"who_name": " "})
    assert form.errors["who"] == [str(form.fields["who"].error_messages["required"])]


def test_too_many_found(many, monkeypatch):
    monkeypatch.setattr(forms_colleague, "MOST_FOUND", 1)
    form, _listed = pick({"who_name": "peeters"})
    assert form.errors["who"] == ["Zo heten er te veel collega's. Typ meer van de naam."]


@pytest.mark.parametrize("wrong", ["x", "-1", "999999999", "9" * 40])
def test_somebody_who_is_not_offered_is_refused(many, wrong):
    form, _listed = pick({"who_name": "", "who": wrong})
    assert not form.is_valid()
    assert "who" in form.errors


def test_a_name_with_signs_is_shown_as_text(many):
    many["An Peeters"].user.name = 'An "<b>" Peeters'
    many["An Peeters"].user.save()
    form, _listed = pick({"who_name": "<b>"})
    form.is_valid()
    assert "&lt;b&gt;" in str(form["who"])
    assert "<b>" not in str(form["who"])
