from pathlib import Path

import pytest

import lock
from common import ROOT

WANTED = ["django>=5.2,<5.3", "Django_CSP[x]>=4"]


def written(tmp_path: Path, *lines: str, requirements: list[str] = WANTED) -> list[str]:
    path = tmp_path / "requirements.txt"
    path.write_text("\n".join([lock.MARK + lock.fingerprint(requirements), *lines]))
    return lock.findings(path, WANTED)


def test_the_committed_locks_belong_to_pyproject() -> None:
    assert [lock.findings(lock.LOCKS[part], names) for part, names in lock.wanted().items()] == [[], []]


def test_every_pin_has_a_hash() -> None:
    text = (ROOT / "requirements-dev.txt").read_text().replace("\\\n", " ")
    pins = [line for line in text.splitlines() if "==" in line]
    assert len(pins) > 50
    assert [line for line in pins if "--hash=sha256:" not in line] == []


def test_a_lock_that_fits_has_no_findings(tmp_path: Path) -> None:
    assert written(tmp_path, "django==5.2.1", "django-csp==4.0") == []


def test_a_requirement_that_the_lock_lacks_is_named(tmp_path: Path) -> None:
    assert written(tmp_path, "django==5.2.1") == ["requirements.txt lacks django-csp."]


def test_a_changed_requirement_is_noticed_even_when_its_name_is_there(tmp_path: Path) -> None:
    problems = written(tmp_path, "django==5.2.1", "django-csp==4.0", requirements=["django>=4", "django-csp"])
    assert problems == ["requirements.txt was made from another pyproject.toml."]


def test_an_address_in_a_lock_is_refused(tmp_path: Path) -> None:
    problems = written(tmp_path, "--index-url https://example.org", "django==5.2.1", "django-csp==4.0")
    assert problems == ["requirements.txt names an address; a lock holds versions and hashes only."]


def test_a_missing_lock_is_named(tmp_path: Path) -> None:
    assert lock.findings(tmp_path / "requirements.txt", WANTED) == ["requirements.txt is missing."]


@pytest.mark.parametrize(
    "requirement", ["Django_csp", "django.csp[mfa]>=4", "DJANGO-CSP ; python_version<'3.12'"]
)
def test_names_are_compared_as_indexes_compare_them(requirement: str) -> None:
    assert lock.normal(requirement) == "django-csp"
