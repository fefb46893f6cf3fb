"""The texts that ship with the program: one file a language, key → text. Read once."""

from functools import cache, lru_cache
from pathlib import Path

import yaml

from trede.texts.states import DUTCH, fingerprint

FOLDER = Path(__file__).parent
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@lru_cache(maxsize=16)
def texts_in(language: str) -> dict[str, str]:
    """Every shipped text of a language, in the order of the file. Not to be changed by who reads it."""
    content = (FOLDER / f"{language}.yaml").read_text(encoding="utf-8")
    read = yaml.load(content, Loader=_LOADER)  # noqa: S506 (a safe loader) # nosec B506
    return {str(key): str(body).strip() for key, body in read.items()}


@cache
def keys() -> tuple[str, ...]:
    """Every text that the program knows, in the order of the Dutch file."""
    return tuple(texts_in(DUTCH))


@cache
def dutch_fingerprint(key: str) -> str:
    """Of the Dutch that the shipped translations translate. KeyError: no such text."""
    return fingerprint(texts_in(DUTCH)[key])


def knows(key: str) -> bool:
    """Is there such a text?"""
    return key in texts_in(DUTCH)
