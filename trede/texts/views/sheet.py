"""A sheet for a speaker of a language: the Dutch and the translation beside each other, on paper or on the screen."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from trede.core.models import Member
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.core.views.pages import SeeOther, see_other
from trede.texts.actions.writing import note_readings
from trede.texts.forms import SheetForm, sheet_value
from trede.texts.keys import GROUPS
from trede.texts.languages import LANGUAGES, direction
from trede.texts.reading import Text, texts_in_all
from trede.texts.states import DUTCH, TextState
from trede.texts.table import keys_of
from trede.texts.words import LANGUAGE_NAMES, has_own_title, title_of


@policy(Can.EDIT_TEXTS)
def sheet(request: MemberRequest, language: str) -> HttpResponse:
    """What of a part still waits for a reader of this language; tick what is right, and note who read it."""
    if language not in LANGUAGES or language == DUTCH:
        raise Http404
    group = _group(request.GET.get("deel", ""))
    pairs = _waiting(request.member, language, group)
    form = SheetForm(request.POST or None, texts=[text for text, _dutch in pairs])
    if form.is_valid() and _noted(form, language, request.member):
        see_other(request, _("Genoteerd: deze teksten zijn nagelezen."), "texts")
        return SeeOther(reverse("texts") + f"?deel={group}&taal={language}")
    page = {
        "form": form,
        "language": language,
        "language_name": LANGUAGE_NAMES[language],
        "direction": direction(language),
        "group": group,
        "group_name": GROUPS[group],
        "rows": [_row(text, dutch, form) for text, dutch in pairs],
        "back": reverse("texts") + f"?deel={group}&taal={language}",
    }
    return render(request, "texts/sheet.html", page)


def _group(asked: str) -> str:
    return asked if asked in GROUPS else next(iter(GROUPS))


def _waiting(member: Member, language: str, group: str) -> list[tuple[Text, Text]]:
    keys = keys_of(group)
    texts = texts_in_all(member.organisation_id, keys)
    pairs = [(texts[language][key], texts[DUTCH][key]) for key in keys]
    return [pair for pair in pairs if pair[0].state != TextState.READ]


def _noted(form: SheetForm, language: str, member: Member) -> bool:
    read_by = form.cleaned_data["read_by"]
    noted = form.attempt(
        lambda: note_readings(numbers=form.numbers(), language=language, read_by=read_by, by=member)
    )
    return noted is not None


def _row(text: Text, dutch: Text, form: SheetForm) -> dict[str, Any]:
    value = sheet_value(text)
    ticked = form.is_bound and value in form.data.getlist("right")  # type: ignore[attr-defined]
    return {
        "text": text,
        "dutch": dutch,
        "title": title_of(text.key),
        "title_is_dutch": not has_own_title(text.key),
        "value": value,
        "ticked": ticked,
    }
