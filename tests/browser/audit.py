"""What a machine can say about a page: accessibility by axe-core, validity by the Nu HTML checker."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
NU = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
# Chromium evaluates this outside the page's Content-Security-Policy, which stays in force.
RUN = "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})"


def axe(page: Page) -> list[str]:
    """Violations of WCAG 2.2 A and AA and of good practice on the page as it stands, one sentence each."""
    page.evaluate(AXE.read_text())
    found = page.evaluate(RUN, TAGS)["violations"]
    return [
        f"{rule['id']}: {node['html'][:160]} — {rule['help']}" for rule in found for node in rule["nodes"]
    ]


def html_errors(documents: Mapping[str, str]) -> list[str]:
    """What the Nu HTML checker finds wrong in `documents` (name → source), in one run for all."""
    if not documents:
        return []
    with tempfile.TemporaryDirectory(prefix="trede-html-") as folder:
        names = {}
        for number, (name, source) in enumerate(documents.items()):
            path = Path(folder, f"{number}.html")
            path.write_text(source)
            names[path.name] = name
        return list(_readable(_checked(Path(folder)), names))


def _checked(folder: Path) -> list[dict[str, Any]]:
    command = [
        java(),
        "-Xss8m",
        "-jar",
        str(NU),
        "--format",
        "json",
        "--stdout",
        "--exit-zero-always",
        str(folder),
    ]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"The HTML checker did not run:\n{done.stderr}")
    return json.loads(done.stdout)["messages"]


def _readable(messages: list[dict[str, Any]], names: Mapping[str, str]) -> Iterator[str]:
    for message in messages:
        if message["type"] == "info" and message.get("subType") != "warning":
            continue
        name = names.get(Path(message.get("url", "")).name, "?")
        place = message.get("extract", "").strip()[:120]
        yield f"{name}:{message.get('lastLine', 0)}: {message['message']} — {place}"


def java() -> str:
    return _tool("java")


def chromium() -> str:
    return _tool("chromium")


def _tool(name: str) -> str:
    """Ask tools/testtools.py, which installs what is missing or says what to do."""
    code = f"import sys; sys.path.insert(0, 'tools'); import testtools; print(testtools.{name}())"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{name} is missing: {done.stderr.strip().splitlines()[-1]}")
    return done.stdout.strip().splitlines()[-1]
