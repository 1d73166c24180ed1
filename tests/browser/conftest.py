"""A browser, and the pages that it opens: the made-up brief and, when they are there, the committed ones."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import showcase
from playwright.sync_api import Browser, BrowserContext, sync_playwright
from playwright.sync_api import Page as Tab

ROOT = Path(__file__).parents[2]
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_BRIEFS = ["made-up ko", "made-up en", "committed ko", "committed en"]

Open = Callable[..., Tab]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium for the tests of this folder only: while Playwright runs, its thread can run no other event loop."""
    program = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if program is None:
        pytest.skip("no Chromium here, so the pages are not tried in a browser; on Debian: apt install chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program)
        yield opened
        opened.close()


@pytest.fixture(scope="session", params=_BRIEFS)
def brief(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> showcase.Page:
    """One brief: each test runs over all of them."""
    origin, language = request.param.split()
    if origin == "made-up":
        return showcase.write(tmp_path_factory.mktemp("brief"), language)
    path = ROOT / "reports" / f"brief.{language}.html"
    if not path.is_file():
        pytest.skip(f"{path.relative_to(ROOT)} is not built yet; make report builds it")
    evidence = json.loads((ROOT / "reports" / "evidence.json").read_text("utf-8"))
    files = {figure["source"] for figure in evidence["figures"].values()}
    return showcase.Page(path, language, evidence, {name: (ROOT / "seeds" / name).read_text("utf-8") for name in files})


@pytest.fixture(params=["ko", "en"])
def made_up(request: pytest.FixtureRequest, tmp_path: Path) -> showcase.Page:
    """The made-up brief alone, for tests that know what is in it."""
    return showcase.write(tmp_path, request.param)


@pytest.fixture
def open_(browser: Browser) -> Iterator[Open]:
    """Opens a brief; whatever the page asks for elsewhere, and whatever lands in the console, fails the test."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def open_page(page: showcase.Page, width: int = 1280, height: int = 800, place: str = "", **options: object) -> Tab:
        settings = {"reduced_motion": "reduce", "viewport": {"width": width, "height": height}} | options
        context = browser.new_context(**settings)  # type: ignore[arg-type]
        contexts.append(context)
        tab = context.new_page()
        tab.set_default_timeout(5000)
        tab.on("console", lambda message: faults.append(f"console: {message.text}"))
        tab.on("pageerror", lambda error: faults.append(f"error: {error}"))
        tab.on("request", lambda request: faults.append(request.url) if _elsewhere(request.url, page.url) else None)
        tab.goto(page.url + place)
        return tab

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


def _elsewhere(url: str, own: str) -> bool:
    return not url.startswith("data:") and url.partition("#")[0] != own
