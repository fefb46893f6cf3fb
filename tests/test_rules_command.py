from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from trede.core.management.commands.rules import Command

ROOT = Path(__file__).parent.parent


def ask(capsys, *arguments: str) -> tuple[dict, str, int]:
    code = 0
    try:
        call_command(Command(), *arguments)
    except SystemExit as leaving:
        code = int(leaving.code)
    printed = capsys.readouterr()
    return json.loads(printed.out), printed.err, code


def test_a_value_is_one_json_document(capsys):
    answer, message, code = ask(
        capsys, "value", "leefloon.amount.monthly", "--on", "2026-03-01", "--key", "A"
    )
    assert (answer["value"], message, code) == ("893.65", "", 0)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["list"], 0),
        (["check", "--on", "2026-11-22"], 1),
        (["check"], 1),
        (["value", "leefloon.amount.monthly", "--on", "2021-10-01", "--key", "A"], 3),
        (["value", "leefloon.amount.monthly", "--key", "A"], 2),
        (["calculate", "insz", "--on", "2026-11-22", "--input", '{"number": "93051822361"}'], 0),
        (["calculate", "insz", "--on", "2026-11-22"], 2),
    ],
)
def test_the_exit_code_tells_what_happened(capsys, arguments, code):
    answer, message, left_with = ask(capsys, *arguments)
    assert left_with == code
    assert ("error" in answer) is bool(message.strip())


def test_an_unknown_verb_is_refused():
    with pytest.raises(CommandError):
        call_command(Command(), "onbestaand")


def test_the_command_works_from_the_shell():
    arguments = ["rules", "value", "leefloon.amount.monthly", "--on", "2026-03-01", "--key", "C"]
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, json.loads(done.stdout)["value"]) == (0, "1811.57"), done.stderr
