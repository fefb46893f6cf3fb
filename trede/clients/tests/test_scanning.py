from collections.abc import Iterator
from typing import Any

import pytest

from trede.clients import scanning
from trede.clients.models import ScanState
from trede.clients.tests.clamd import EICAR, Scanner, address, closed_port, running_scanner
from trede.core.errors import CaseError


@pytest.fixture
def scanner(settings: Any) -> Iterator[Scanner]:
    with running_scanner() as server:
        settings.VIRUS_SCANNER = address(server)
        yield server


def test_without_a_scanner_nothing_is_claimed(settings: Any) -> None:
    settings.VIRUS_SCANNER = ""
    assert scanning.scan(EICAR) == ScanState.NOT_SCANNED
    assert not scanning.scanner_is_set()


def test_clean_content_arrives_whole_in_pieces(scanner: Scanner) -> None:
    content = bytes(range(256)) * 1000
    assert scanning.scan(content) == ScanState.CLEAN
    assert scanner.received == content


def test_a_virus_is_refused(scanner: Scanner) -> None:
    with pytest.raises(CaseError, match="virus"):
        scanning.scan(b"before" * 20_000 + EICAR)


@pytest.mark.parametrize("answer", ["INSTREAM size limit exceeded. ERROR", "stream: ", "stream: OK maybe"])
def test_any_other_answer_is_no_verdict(scanner: Scanner, answer: str) -> None:
    scanner.answer = answer
    with pytest.raises(CaseError, match="niet bewaard"):
        scanning.scan(b"text")


def test_silence_is_no_verdict(scanner: Scanner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning, "SECONDS", 0.2)
    scanner.silent = True
    with pytest.raises(CaseError, match="antwoordt niet"):
        scanning.scan(b"text")


@pytest.mark.parametrize("where", ["127.0.0.1:{port}", "nergens", "localhost:geen-poort"])
def test_a_scanner_that_is_away_refuses(settings: Any, where: str) -> None:
    settings.VIRUS_SCANNER = where.format(port=closed_port())
    with pytest.raises(CaseError, match="antwoordt niet"):
        scanning.scan(b"text")
