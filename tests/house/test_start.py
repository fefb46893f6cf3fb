"""The program starts quickly because what only some pages and commands need is loaded when they need it."""

import json
import subprocess
import sys

import pytest

ASKED = """
import json, os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "trede.settings"
import django
django.setup()
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""
HEAVY = ("babel", "filetype", "openpyxl", "phonenumbers", "pydantic", "rapidfuzz", "typst", "yaml")


@pytest.fixture(scope="module")
def loaded() -> set[str]:
    done = subprocess.run([sys.executable, "-c", ASKED], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout))


@pytest.mark.parametrize("library", HEAVY)
def test_start_leaves_what_few_need_for_later(loaded: set[str], library: str) -> None:
    assert library not in loaded
