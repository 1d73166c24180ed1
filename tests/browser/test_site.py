"""The site in a browser, from the disk and from a server below a path: links lead somewhere, tables are searched."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin

import miniature
import pytest
import showcase
from playwright.sync_api import Browser, Page, expect

from chipbrief.pipeline.site import site
from chipbrief.project import Paths

ROOT = Path(__file__).parents[2]
LINKS = "all => all.map((one) => one.href).filter((address) => /^(file|http):/.test(address))"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site below `내 brief/`, with the real documentation and the made-up brief, which has every kind of node."""
    root = miniature.project(tmp_path_factory.mktemp("site") / "project")
    shutil.copytree(ROOT / "docs", root / "docs")
    miniature.built(root, languages=("ko", "en"))
    made = site(Paths.of(root), root.parent / "served/내 brief").parent
    for language in ("ko", "en"):
        showcase.write(made, language)
    return made


class Silent(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *_: object) -> None: ...  # noqa: A002 - the name of the base class


@pytest.fixture(scope="module", params=["disk", "server"])
def first(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    """The address of the first page."""
    if request.param == "disk":
        yield (folder / "index.html").as_uri()
        return
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Silent, directory=str(folder.parent))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/%EB%82%B4%20brief/index.html"
        server.shutdown()


@pytest.fixture
def tab(browser: Browser, first: str) -> Iterator[Page]:
    context = browser.new_context()
    opened = context.new_page()
    faults: list[str] = []
    base = urljoin(first, ".")
    opened.on("console", lambda message: faults.append(f"{opened.url}: {message.text}"))
    opened.on("pageerror", lambda error: faults.append(f"{opened.url}: {error}"))
    opened.on("request", lambda asked: None if asked.url.startswith((base, "data:")) else faults.append(asked.url))
    opened.goto(first)
    yield opened
    context.close()
    assert faults == []


def test_every_link_leads_somewhere(tab: Page, first: str, folder: Path) -> None:
    base, waiting = urljoin(first, "."), {first, urljoin(first, "docs/search.html")}
    visited: dict[str, set[str]] = {}
    anchors: set[tuple[str, str]] = set()
    while waiting:
        address = waiting.pop()
        tab.goto(address)
        visited[address] = set(tab.eval_on_selector_all("[id]", "all => all.map((one) => one.id)"))
        for link in tab.eval_on_selector_all("a[href]", LINKS):
            place, anchor = urldefrag(link)
            assert place.startswith(base), f"{address} leads out: {link}"
            anchors.add((place, anchor))
            if place.endswith(".html") and place not in visited:
                waiting.add(place)
    made = {urljoin(base, path.relative_to(folder).as_posix()) for path in folder.rglob("*.html")}
    assert {unquote(place) for place in visited} == {unquote(place) for place in made}
    for place, anchor in anchors:
        if place.endswith(".html"):
            assert not anchor or unquote(anchor) in visited[place], f"{place}#{anchor}"
        else:
            assert (folder / unquote(place).removeprefix(unquote(base))).is_file(), place


def test_a_table_is_searched_and_sorted(tab: Page) -> None:
    tab.get_by_role("link", name="Tables").first.click()
    tab.get_by_label("Search").fill("units")
    shown: Any = tab.locator("tbody tr:not([hidden])")
    expect(shown).not_to_have_count(0)
    assert all("units" in text for text in shown.all_text_contents())
    tab.get_by_label("Search").fill("")
    button = tab.locator("th button.sort").first
    button.click()
    names = tab.locator("tbody th").all_text_contents()
    button.click()
    assert tab.locator("tbody th").all_text_contents() == names[::-1]


def test_the_documentation_is_searched(tab: Page) -> None:
    tab.goto(urljoin(tab.url, "docs/index.html"))
    tab.get_by_label("Search").fill("RO-Crate")
    tab.get_by_label("Search").press("Enter")
    tab.wait_for_url("**/search.html?q=RO-Crate")
    shown = tab.locator(".found > li:not([hidden])")
    expect(shown).not_to_have_count(0)
    assert all("ro-crate" in text.lower() for text in shown.all_text_contents())
    shown.first.locator("a").click()
    tab.wait_for_url("**/*.html#*")
