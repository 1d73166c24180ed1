"""Accessibility by axe-core, valid markup by the Nu checker."""

from __future__ import annotations

import os
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect
from showcase import Page

ROOT = Path(__file__).parents[2]


def violations(tab: Tab, within: str | None = None) -> list[tuple[str, list[str]]]:
    """The rules that axe-core finds broken, with the elements that break them; on the page, or `within` a part."""
    found = Axe().run(tab, within).response["violations"]
    return [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("light", 360), ("dark", 1280), ("dark", 360)])
def test_axe_finds_no_violation(brief: Page, open_: Any, scheme: str, width: int) -> None:
    tab = open_(brief, width, color_scheme=scheme)
    tab.add_style_tag(content="* { content-visibility: visible !important; }")  # axe sees what is laid out
    assert violations(tab) == []
    tab.locator("main a.number").first.focus()
    expect(tab.locator("#card")).to_be_visible()
    assert violations(tab, "#card") == []


def test_korean_is_marked_as_such_in_the_english_brief(brief: Page, open_: Any) -> None:
    if brief.language == "ko":
        return
    bare = """[...document.querySelectorAll("main *")].filter((node) => !node.closest("[lang=ko], svg, option")
      && [...node.childNodes].some((child) => child.nodeType === 3 && /[가-힣]/.test(child.data)))
      .map((node) => node.outerHTML)"""
    assert open_(brief).evaluate(bare) == []


def test_headings_go_down_one_level_at_a_time(brief: Page, open_: Any) -> None:
    levels = open_(brief).eval_on_selector_all("h1,h2,h3,h4,h5,h6", "all => all.map((one) => +one.tagName[1])")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_nu_html_checker_finds_no_error(brief: Page) -> None:
    java, jar = shutil.which("java"), Path(os.environ.get("VNU_JAR", ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"))
    if not java or not jar.is_file():
        pytest.skip("no Nu HTML checker here; it needs java, and npm install --no-save vnu-jar (or VNU_JAR)")
    done = subprocess.run([java, "-jar", jar, "--errors-only", brief.path], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
