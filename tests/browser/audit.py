"""What a machine can say about a page: accessibility by axe-core, validity by the Nu HTML checker."""

import functools
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.browser.sizes import SIZES

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
NU = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
# What depends on where things stand and how they look; every other rule reads the document and what of it is shown.
LAYOUT = ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"]
# Chromium evaluates these outside the page's Content-Security-Policy, which stays in force.
LOADED = "() => typeof axe === 'object'"
RUN = """([type, values]) =>
    axe.run(document, {runOnly: {type, values}, resultTypes: ["violations"]}).then(found => found.violations)"""
SHOWN = """() => [...document.querySelectorAll("*")]
    .map(element => element.checkVisibility({checkVisibilityCSS: true}) ? 1 : 0).join("")"""
# A page that is still on its way has no root, or one that a moment later is gone.
READY = "() => document.readyState === 'complete' && document.body !== null"
# What a page holds that is wider than the screen, named so that somebody can find it.
WIDER = """() => {
    const most = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= most) return [];
    const inScroller = element => element.parentElement && (
        ["auto", "scroll", "hidden"].includes(getComputedStyle(element.parentElement).overflowX)
        || inScroller(element.parentElement));
    const wide = [...document.querySelectorAll("body *")]
        .filter(element => element.getBoundingClientRect().right > most + 1 && !inScroller(element))
        .slice(0, 3).map(element => element.outerHTML.slice(0, 100));
    return wide.length ? wide : ["(something that scrolls)"];
}"""


@functools.cache
def _axe_source() -> str:
    return AXE.read_text()


def axe(page: Page, *, only: list[str] | None = None) -> list[str]:
    """Violations of WCAG 2.2 A and AA and of good practice on the page as it stands, one sentence each.

    `only`: these rules of axe instead of all.
    """
    if not page.evaluate(LOADED):
        page.evaluate(_axe_source())
    found = page.evaluate(RUN, ["rule", only] if only else ["tag", TAGS])
    return [
        f"{rule['id']}: {node['html'][:160]} — {rule['help']}" for rule in found for node in rule["nodes"]
    ]


def look_at(page: Page) -> list[str]:
    """What is wrong with this page at any of the three widths: sideways scrolling, or a finding of axe.

    Where a width shows the same elements as one before, only the rules about layout can say something new.
    """
    page.wait_for_load_state()
    page.wait_for_function(READY)
    before = page.viewport_size
    wrong: list[str] = []
    seen: set[str] = set()
    for name, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        wrong += [f"{name}: wider than the screen: {element}" for element in page.evaluate(WIDER)]
        shown = page.evaluate(SHOWN)
        wrong += [f"{name}: {sentence}" for sentence in axe(page, only=LAYOUT if shown in seen else None)]
        seen.add(shown)
    if before:
        page.set_viewport_size(before)
    return wrong


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
        # It runs for two seconds: compiling more thoroughly costs more than it brings.
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
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
