"""Reads the parameter files once and keeps them, unchangeable, in memory."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from trede.rules.errors import BadInput, BrokenData, UnknownParameter
from trede.rules.models import NO_KEY, Parameter, Source
from trede.rules.timeline import Span, spans

PARAMETER_DIR = Path(__file__).parent / "parameters"
SOURCE_FILE = "sources.yaml"
_Item = TypeVar("_Item", Parameter, Source)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Store:
    """Parameters by id and sources by id; built once, never changed."""

    def __init__(self, parameters: Iterable[Parameter], sources: Iterable[Source]) -> None:
        self.parameters: Mapping[str, Parameter] = _by_id(parameters)
        self.sources: Mapping[str, Source] = _by_id(sources)
        self._refuse_unknown_sources()
        self._spans = MappingProxyType(
            {
                (each.id, key): spans(each, key)
                for each in self.parameters.values()
                for key in each.keys or (NO_KEY,)
            }
        )

    def parameter(self, parameter_id: str) -> Parameter:
        """The parameter with this id; UnknownParameter names the nearest id there is."""
        try:
            return self.parameters[parameter_id]
        except KeyError:
            near = difflib.get_close_matches(parameter_id, self.parameters, n=1)
            hint = f" Bedoelt u {near[0]}?" if near else " Vraag de lijst van alle parameters op."
            raise UnknownParameter("Er is geen parameter {id}.{hint}", id=parameter_id, hint=hint) from None

    def key(self, parameter: Parameter, key: str | None) -> str:
        """The key as the parameter writes it; BadInput when it is missing or not one of its keys."""
        if not parameter.keys:
            if key:
                raise BadInput("{id} heeft geen sleutels: laat de sleutel weg.", id=parameter.id)
            return NO_KEY
        for own in parameter.keys:
            if key is not None and own.casefold() == key.casefold():
                return own
        raise BadInput("Kies voor {id} een sleutel: {keys}.", id=parameter.id, keys=", ".join(parameter.keys))

    def spans(self, parameter_id: str, key: str) -> tuple[Span, ...]:
        """The known days of one key of one parameter, earliest first."""
        return self._spans[(parameter_id, key)]

    def _refuse_unknown_sources(self) -> None:
        for parameter in self.parameters.values():
            for row in parameter.rows:
                unknown = [source for source in row.sources if source not in self.sources]
                if unknown:
                    raise BrokenData(
                        "{id} verwijst naar een bron die niet in sources.yaml staat: {source}.",
                        id=parameter.id,
                        source=unknown[0],
                    )


def _by_id(items: Iterable[_Item]) -> Mapping[str, _Item]:
    found: dict[str, _Item] = {}
    for item in items:
        if item.id in found:
            raise BrokenData("{id} staat twee keer in de bestanden.", id=item.id)
        found[item.id] = item
    return MappingProxyType(found)


def load(directory: Path = PARAMETER_DIR) -> Store:
    """All files of one directory as a store; BrokenData names the file that does not fit."""
    sources = [_checked(Source, raw, SOURCE_FILE) for raw in _read(directory / SOURCE_FILE)["sources"]]
    parameters = [
        _checked(Parameter, raw, path.name)
        for path in sorted(directory.glob("*.yaml"))
        if path.name != SOURCE_FILE
        for raw in _with_checked_on(_read(path))
    ]
    return Store(parameters, sources)


def _read(path: Path) -> dict[str, Any]:
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 (a safe loader) # nosec B506
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise BrokenData("{file} is geen leesbaar YAML-bestand.", file=path.name) from error
    wanted = "sources" if path.name == SOURCE_FILE else "parameters"
    if not isinstance(content, dict) or not isinstance(content.get(wanted), list):
        raise BrokenData("{file} heeft geen lijst {wanted}.", file=path.name, wanted=wanted)
    return content


def _with_checked_on(content: dict[str, Any]) -> list[Any]:
    """Every row gets the day on which its file was checked, unless it names its own."""
    default = {"checked_on": content.get("checked_on")}
    return [_rows_with(default, raw) for raw in content["parameters"]]


def _rows_with(default: dict[str, Any], raw: Any) -> Any:
    """Anything that is not a parameter stays as it is: the validation names it."""
    if not isinstance(raw, dict) or not isinstance(raw.get("rows"), list):
        return raw
    return {**raw, "rows": [{**default, **row} if isinstance(row, dict) else row for row in raw["rows"]]}


def _checked(model: type[_Item], raw: object, file: str) -> _Item:
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        name = raw.get("id", "?") if isinstance(raw, dict) else "?"
        raise BrokenData(
            "{file}, {name}: {where} klopt niet ({why}).",
            file=file,
            name=str(name),
            where=where or "de parameter",
            why=first["msg"],
        ) from error


@cache
def default_store() -> Store:
    """The store that ships with the program, read once per process."""
    return load()
