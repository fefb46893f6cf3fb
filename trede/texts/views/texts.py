from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from trede.core.forms import ActionForm
from trede.core.models import Member
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.core.views.pages import see_other
from trede.texts import library
from trede.texts.actions.writing import note_reading, write_text
from trede.texts.forms import FilterForm, ReadForm, WriteForm
from trede.texts.keys import is_sms
from trede.texts.languages import LANGUAGES, direction
from trede.texts.models import TextVersion
from trede.texts.placeholders import places
from trede.texts.reading import Text, latest_of, texts_in_all, texts_of
from trede.texts.samples import parts_of_sample, with_samples
from trede.texts.sms import most_parts
from trede.texts.states import DUTCH, TextState
from trede.texts.table import counts_of, rows_of
from trede.texts.tabs import text_tabs
from trede.texts.words import LANGUAGE_NAMES, PLACES, has_own_title, title_of

VERSIONS = 20


@policy(Can.EDIT_TEXTS)
def index(request: MemberRequest) -> HttpResponse:
    """Every text in every language, a part at a time, with its state."""
    form = FilterForm(request.GET)
    group, language, state = form.chosen()
    texts = texts_in_all(request.member.organisation_id)
    shown = [language] if language else list(LANGUAGES)
    page = {
        "form": FilterForm(initial={"deel": group, "taal": language, "staat": state}),
        "languages": [{"code": code, "name": LANGUAGE_NAMES[code]} for code in shown],
        "rows": rows_of(texts, group, shown, state),
        "counts": counts_of(texts),
        "group": group,
        "tabs": text_tabs(request.member),
    }
    return render(request, "texts/texts.html", page)


@policy(Can.EDIT_TEXTS)
def detail(request: MemberRequest, language: str, key: str) -> HttpResponse:
    """One text in one language, the Dutch beside it; write the next version."""
    text, dutch = _text_and_dutch(request.member, language, key)
    initial = {"number": text.number, "body": text.body}
    form = WriteForm(request.POST or None, initial=initial, language=language)
    if form.is_valid() and _written(form, key, language, request.member):
        return see_other(request, _("De nieuwe versie is bewaard."), "text", language=language, key=key)
    if form.conflict:
        form.show_present(text.number)
    page = _about(text) | {"form": form, "text": text, "dutch": dutch, "sample": _sample(text)}
    page |= _history(request, text) | {"translations": _translations(request.member, text)}
    return render(request, "texts/text.html", page)


@policy(Can.EDIT_TEXTS)
def read(request: MemberRequest, language: str, key: str) -> HttpResponse:
    """A speaker read the newest version beside the Dutch: note who."""
    text, dutch = _text_and_dutch(request.member, language, key)
    form = ReadForm(request.POST or None, initial={"number": text.number})
    if form.is_valid() and _noted(form, key, language, request.member):
        return see_other(
            request, _("Genoteerd: deze tekst is nagelezen."), "text", language=language, key=key
        )
    page = _about(text) | {"form": form, "text": text, "dutch": dutch}
    return render(request, "texts/read.html", page)


def _text_and_dutch(member: Member, language: str, key: str) -> tuple[Text, Text]:
    """The last version of a text, and the Dutch in force."""
    if language not in LANGUAGES or not library.knows(key):
        raise Http404
    dutch = texts_of(member.organisation_id, DUTCH, [key])[key]
    return latest_of(member.organisation_id, language, key), dutch


def _written(form: ActionForm, key: str, language: str, member: Member) -> bool:
    values = form.cleaned_data
    version = form.attempt(
        lambda: write_text(
            key=key, language=language, body=values["body"], expected=values["number"], by=member
        )
    )
    return version is not None


def _noted(form: ActionForm, key: str, language: str, member: Member) -> bool:
    values = form.cleaned_data
    version = form.attempt(
        lambda: note_reading(
            key=key, language=language, number=values["number"], read_by=values["read_by"], by=member
        )
    )
    return version is not None


def _about(text: Text) -> dict[str, Any]:
    group = reverse("texts") + f"?deel={text.key.partition('.')[0]}"
    return {
        "title": title_of(text.key),
        "title_is_dutch": not has_own_title(text.key),
        "language_name": LANGUAGE_NAMES[text.language],
        "direction": direction(text.language),
        "is_dutch": text.language == DUTCH,
        "readable": text.state != TextState.READ,
        "places": [(f"{{{name}}}", PLACES[name]) for name in PLACES if name in places(text.body)],
        "back": group,
    }


def _sample(text: Text) -> dict[str, Any]:
    sample: dict[str, Any] = {"text": with_samples(text.body, text.language)}
    if is_sms(text.key):
        sample |= {"parts": parts_of_sample(text.body, text.language), "most": most_parts(text.language)}
    return sample


def _history(request: HttpRequest, text: Text) -> dict[str, Any]:
    """The versions, newest first, a page at a time."""
    member: Member = request.member  # type: ignore[attr-defined]
    versions = TextVersion.objects.filter(
        organisation=member.organisation_id, key=text.key, language=text.language
    ).order_by("-number")
    before = request.GET.get("voor", "")
    if before.isascii() and before.isdigit() and len(before) < 7:
        versions = versions.filter(number__lt=int(before))
    rows = list(versions.select_related("written_by__user", "read_noted_by__user")[: VERSIONS + 1])
    older = rows[VERSIONS - 1].number if len(rows) > VERSIONS else None
    return {"versions": rows[:VERSIONS], "older": older}


def _translations(member: Member, text: Text) -> list[dict[str, Any]]:
    """In which languages this text exists, to go from one to the other."""
    texts = texts_in_all(member.organisation_id, [text.key])
    return [
        {"text": texts[code][text.key], "name": LANGUAGE_NAMES[code], "current": code == text.language}
        for code in LANGUAGES
    ]
