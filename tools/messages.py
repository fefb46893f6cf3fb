"""The texts of the screens: collect, check and compile them without gettext's own programs.

The source language is Dutch; trede/locale/<language>/LC_MESSAGES/django.po holds the translations.
`--check` finds every text without a translation; `--compile` writes the .mo files (they are not committed).
"""

import argparse
import ast
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from common import ROOT, Stop, main, say
from plain_texts import from_parameters, from_plain, is_plain
from sources import files

LOCALE = ROOT / "trede" / "locale"
LANGUAGES = ("en",)
HEADER = "# The texts of Trede; `make messages` collects them, people translate them."
LAZY = {f"{name}_lazy": DEFAULT_KEYWORDS[name] for name in ("gettext", "ngettext", "pgettext", "npgettext")}
KEYWORDS = DEFAULT_KEYWORDS | LAZY | {"gettext_noop": None}
SHAPES = {"gettext": "s", "_": "s", "ngettext": "sp", "pgettext": "cs", "npgettext": "csp"}
STRING = r"""u?(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
CALL = re.compile(rf"(?<![A-Za-z_.])(npgettext|ngettext|pgettext|gettext|_)\(({STRING}(?:,\s*{STRING})*)")
# A cotton attribute is plain text to Django's lexer: <c-field :label="_('Naam')" />.
ATTRIBUTE = re.compile(rf"(?<![A-Za-z_.])_\(({STRING})\)")

Found = tuple[str | tuple[str, str], str | None]


def from_python(path: Path) -> Iterator[Found]:
    with path.open("rb") as source:
        for _line, message, _comments, context in extract("python", source, keywords=KEYWORDS):
            yield as_id(message), context


def as_id(message: str | Sequence[str]) -> str | tuple[str, str]:
    return message if isinstance(message, str) else (message[0], message[1])


def from_template(text: str, origin: str) -> Iterator[Found]:
    """The texts of one Django template. Raises `Stop` when a translation block is not well formed."""
    try:
        calls = CALL.findall(templatize(text, origin=origin))
    except SyntaxError as error:
        raise Stop(f"{origin}: {error}") from error
    for name, arguments in calls + [("_", constant) for constant in ATTRIBUTE.findall(text)]:
        texts = ast.literal_eval(f"({arguments},)")
        parts = dict(zip(SHAPES[name], texts, strict=False))
        if parts["s"]:
            yield (parts["s"], parts["p"]) if "p" in parts else parts["s"], parts.get("c")


def collected() -> Catalog:
    """Every text of the program, with the files in which it stands."""
    catalog = Catalog(project="trede", domain="django", charset="utf-8", fuzzy=False)
    for path in files(".py", ".html", ".txt", ".yaml", under="trede"):
        if "tests" in path.parts or "migrations" in path.parts:
            continue
        name = str(path.relative_to(ROOT))
        for message, context in from_file(path, name):
            catalog.add(message, locations=[(name, 0)], context=context)
    return catalog


def from_file(path: Path, name: str) -> Iterator[Found]:
    if path.suffix in (".html", ".txt"):
        yield from from_template(path.read_text(), name)
    elif is_plain(name):
        texts = from_plain(path) if path.suffix == ".py" else from_parameters(path)
        yield from ((text, None) for text in texts)
    elif path.suffix == ".py":
        yield from from_python(path)


def po_file(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def translations(language: str) -> Catalog:
    path = po_file(language)
    if not path.exists():
        return Catalog(locale=language, header_comment=HEADER, project="trede", domain="django", fuzzy=False)
    with path.open("rb") as source:
        return read_po(source, locale=language, domain="django")


def update(language: str) -> None:
    """Add new texts, drop those that no longer occur; what is translated stays."""
    catalog = translations(language)
    catalog.update(collected(), no_fuzzy_matching=True, update_creation_date=False)
    catalog.obsolete.clear()
    out = io.BytesIO()
    write_po(out, catalog, sort_output=True, include_lineno=False, width=110)
    path = po_file(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(out.getvalue())
    say(f"{path.relative_to(ROOT)}: {len(catalog)} texts, {len(list(untranslated(catalog)))} to translate")


def untranslated(catalog: Catalog) -> Iterator[Message]:
    for message in catalog:
        texts = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
        if message.id and not all(texts):
            yield message


def findings(source: Catalog, catalog: Catalog) -> Iterator[str]:
    """What a person must still translate or tidy, one sentence each."""
    known = {(message.id, message.context) for message in catalog}
    wanted = {(message.id, message.context) for message in source}
    for text, _context in sorted(wanted - known, key=str):
        yield f"not in the file: {text!r}"
    for text, _context in sorted(known - wanted, key=str):
        yield f"occurs nowhere any more: {text!r}"
    yield from (f"has no translation: {message.id!r}" for message in untranslated(catalog))
    for message in catalog:
        if message.id and message.fuzzy:
            yield f"is marked as fuzzy: {message.id!r}"
        yield from (f"{message.id!r}: {error}" for error in message.check(catalog) if message.string)
    yield from (f"is kept as obsolete: {message!r}" for message in catalog.obsolete)


def check(languages: Iterable[str]) -> None:
    source = collected()
    problems = [
        f"{po_file(language).relative_to(ROOT)}: {finding}"
        for language in languages
        for finding in findings(source, translations(language))
    ]
    if problems:
        raise Stop(
            "\n".join([*problems, f"{len(problems)} findings. Run: make messages; then fill in the texts."])
        )
    say(f"{len(source)} texts, all translated.")


def compile_all() -> None:
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        compiled = path.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= path.stat().st_mtime:
            continue
        with path.open("rb") as source, compiled.open("wb") as target:
            write_mo(target, read_po(source, locale=path.parts[-3]))


def work(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument(
        "--check", action="store_true", help="fail on a missing, unused or doubtful translation"
    )
    choice.add_argument("--compile", action="store_true", help="only write the .mo files")
    options = parser.parse_args(arguments)
    if options.check:
        check(LANGUAGES)
    elif options.compile:
        compile_all()
    else:
        for language in LANGUAGES:
            update(language)
        compile_all()


if __name__ == "__main__":
    main(work)
