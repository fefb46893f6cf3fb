"""What a colleague or a partner reads later is kept in Dutch, whatever language the screens of the author speak."""

from collections.abc import Callable

from django.conf import settings
from django.utils import translation


def in_dutch(words: Callable[[], object]) -> str:
    """The words, made while Dutch is spoken."""
    with translation.override(settings.LANGUAGE_CODE):
        return str(words())
