"""The provider of the tests as a process, for the tests with and without a browser."""

import contextlib
import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.browser.site import free_port


@contextlib.contextmanager
def running_provider() -> Iterator[str]:
    port = free_port()
    command = [sys.executable, str(Path(__file__).with_name("provider.py")), str(port)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    try:
        assert process.stdout.readline().strip() == "ready"
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=10)


def become(provider: str, **claims: Any) -> None:
    """Whoever signs in at the provider from now on is this person."""
    data = json.dumps({"sub": "123", **claims}).encode()
    urllib.request.urlopen(urllib.request.Request(f"{provider}/person", data=data)).close()
