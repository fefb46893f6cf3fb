"""Every verb that the program records has a sentence of its own."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from trede.clients.kinds import ALL_KINDS
from trede.clients.models import Barrier, Client, ContactAttempt, Document, Restriction, Signal
from trede.clients.wording import in_words
from trede.desk.describe import DESCRIBERS
from trede.desk.sentences import FACT_VERBS, SENTENCES, changes, model_of, sentence

ROOT = Path(__file__).resolve().parents[2]
VERB = re.compile(r"[a-z_]+\.[a-z_]+")
FILES = (".pdf", ".json", ".xlsx", ".typ")
UNKNOWN = "Iets gewijzigd in het dossier"


def recorded_verbs() -> Iterator[str]:
    """Whatever looks like a verb in the actions, and the verbs written out where an event is made elsewhere."""
    for path in ROOT.rglob("*.py"):
        if {"tests", "migrations", "demo"} & set(path.parts):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if "actions" in path.parts and isinstance(node, ast.Constant):
                yield from _verb(node)
            if isinstance(node, ast.Call) and _name(node.func) in {"record", "Change"}:
                yield from (verb for argument in node.args[:1] for verb in _verb(argument))


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _verb(node: ast.AST) -> Iterator[str]:
    text = node.value if isinstance(node, ast.Constant) else None
    if isinstance(text, str) and VERB.fullmatch(text) and not text.endswith(FILES):
        yield text


def fact_verbs() -> list[str]:
    kinds = [kind.model for kind in ALL_KINDS.values()] + [ContactAttempt, Document, Restriction]
    return [f"{kind._meta.model_name}.{verb}" for kind in kinds for verb in FACT_VERBS]


def test_the_source_is_really_read() -> None:
    assert {"client.opened", "assignment.ended", "signal.raised", "look.opened"} <= set(recorded_verbs())


def test_every_recorded_verb_has_a_sentence() -> None:
    verbs = {*recorded_verbs(), *fact_verbs()}
    assert [verb for verb in sorted(verbs) if sentence(verb, {}) == UNKNOWN] == []


def test_a_verb_nobody_knows_still_says_something() -> None:
    assert sentence("tomorrow.invented", {}) == UNKNOWN


def test_no_sentence_is_a_code() -> None:
    for verb in (*SENTENCES, *fact_verbs()):
        said = sentence(verb, {})
        assert "." not in said
        assert "_" not in said
        assert said[0].isupper()


@pytest.mark.parametrize(
    ("verb", "payload", "said"),
    [
        ("barrier.added", {"after": {"code": "debts", "severity": 2}}, "Drempel genoteerd: Schulden"),
        ("barrier.retracted", {"before": {"code": "debts"}}, "Drempel ingetrokken: Schulden"),
        (
            "languagelevel.added",
            {"after": {"language": "nl", "level": "1.2"}},
            "Taalniveau genoteerd: Nederlands 1.2",
        ),
        ("signal.raised", {"after": {"kind": "hours"}}, "Signaal naar de sociale dienst: Andere uren"),
        (
            "client.changed",
            {"before": {"last_name": "A"}, "after": {"last_name": "B"}},
            "Persoonsgegevens gewijzigd",
        ),
    ],
)
def test_a_sentence_tells_what_it_is_about(verb: str, payload: dict, said: str) -> None:
    assert sentence(verb, payload) == said


def test_changes_are_words_with_before_and_after() -> None:
    payload = {
        "before": {"severity": 1, "starts_on": "2026-01-31"},
        "after": {"severity": 3, "starts_on": "2026-02-01"},
    }
    assert changes("barrier.corrected", payload, in_words) == [
        ("Ernst", "licht", "zwaar"),
        ("Vanaf", "31/01/2026", "01/02/2026"),
    ]


def test_what_the_sentence_told_is_not_told_again() -> None:
    assert changes("barrier.added", {"after": {"code": "debts", "severity": 2}}, in_words) == [
        ("Ernst", "", "duidelijk")
    ]


def test_verbs_know_their_model() -> None:
    assert [model_of(verb) for verb in ("client.x", "signal.x", "barrier.x", "nothing.x")] == [
        Client,
        Signal,
        Barrier,
        None,
    ]


def test_every_kind_can_be_described() -> None:
    assert {kind.model for kind in ALL_KINDS.values()} <= DESCRIBERS.keys()


def test_what_was_not_so_of_something_new_is_left_out() -> None:
    after = {"how": "phone", "reached": True, "confidential": False, "source": "client"}
    assert changes("contactattempt.added", {"after": after}, in_words) == [
        ("Bereikt", "", "ja"),
        ("Bron", "", "Cliënt zegt het"),
    ]
    assert ("Bereikt", "ja", "nee") in changes(
        "contactattempt.corrected", {"before": {"reached": True}, "after": {"reached": False}}, in_words
    )


def test_a_change_reads_in_the_order_of_the_form() -> None:
    after = {"municipality": "Oostende", "source": "client", "starts_on": "2026-01-31", "street": "Driftweg"}
    found = changes("address.added", {"after": after}, in_words)
    assert [label for label, _before, _after in found] == ["Straat", "Gemeente", "Vanaf", "Bron"]


def test_a_title_that_repeats_the_kind_is_said_once() -> None:
    said = sentence("document.added", {"after": {"kind": "cv", "title": "Cv"}})
    assert said == "Document genoteerd: Cv"
