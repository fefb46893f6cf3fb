"""What the rooms without Django say, in the language of the screen; `make messages` collects their texts."""

from datetime import date

from django.utils.translation import gettext

from trede.rules import Sentence


def said(sentence: Sentence | None) -> str:
    """A sentence in the language of the screen, its dates as 31/01/2026; "" when there is none."""
    if sentence is None:
        return ""
    shown = {name: _shown(value) for name, value in sentence.params.items()}
    return in_screen_language(sentence.template).format(**shown)


def in_screen_language(text: str) -> str:
    """A text from a table or a file of parameters; one that nobody translated stays as it is."""
    return gettext(text) if text else ""


def _shown(value: object) -> str:
    if isinstance(value, Sentence):
        return said(value)
    return value.strftime("%d/%m/%Y") if isinstance(value, date) else str(value)
