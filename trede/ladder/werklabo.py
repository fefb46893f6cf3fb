"""The WerkLabo as it ships: assignments with behaviour to look for. An organisation changes its own copy."""

from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from trede.ladder.competences import COMPETENCES, LIBRARY


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class LibraryIndicator(_Frozen):
    """Behaviour in one sentence. In the file: `[competence, sentence]`."""

    competence: str
    text: str = Field(min_length=10, max_length=200, pattern=r"^[A-Z].*\.$")

    @model_validator(mode="before")
    @classmethod
    def _pair(cls, data: Any) -> Any:
        return {"competence": data[0], "text": data[1]} if isinstance(data, list) and len(data) == 2 else data

    @field_validator("competence")
    @classmethod
    def _known(cls, key: str) -> str:
        if key not in COMPETENCES:
            raise ValueError(f"{key} is not in competences.yaml")
        return key


class LibraryTask(_Frozen):
    """One assignment; `minutes` is about how long."""

    key: str = Field(pattern=r"^[a-z]{3,40}$")
    name: str = Field(min_length=3, max_length=80)
    about: str = Field(min_length=10, max_length=400)
    material: str = Field(min_length=10, max_length=300)
    minutes: int = Field(ge=10, le=480)
    adapted: str = Field(min_length=10, max_length=400)
    indicators: tuple[LibraryIndicator, ...] = Field(min_length=5, max_length=8)


class LibraryKind(_Frozen):
    key: str = Field(pattern=r"^[a-z]{3,40}$")
    name: str = Field(min_length=3, max_length=80)
    about: str = Field(min_length=10, max_length=1000)
    tasks: tuple[LibraryTask, ...] = Field(min_length=1)


def read_kind(raw: Any) -> LibraryKind:
    """Raises pydantic's ValidationError (a ValueError) that names what is wrong."""
    return LibraryKind.model_validate(raw)


WERKLABO = read_kind(yaml.safe_load((LIBRARY / "werklabo.yaml").read_text(encoding="utf-8")))
