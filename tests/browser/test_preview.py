"""A preview in a real browser: what is edited is seen, what is broken is told, and nothing outlives it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen

import miniature
import psutil
import pytest
from playwright.sync_api import Browser, Page, expect

LONG = 120
"""Seconds that a build may take on a busy machine; nothing here depends on how many it does."""
expect.set_options(timeout=LONG * 1000)


class Running:
    """A preview of a miniature project."""

    def __init__(self, root: Path) -> None:
        self.root, self.runtime = root, root.parent / "runtime"
        environment = os.environ | {"JUPYTER_RUNTIME_DIR": str(self.runtime)}
        command = [sys.executable, "-m", "chipbrief", "preview", "--language", "ko"]
        self.process = subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout
        self.address = self.process.stdout.readline().strip()

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        assert self.process.stdout
        self.process.stdout.close()

    def write(self, words: str, *, body: str = "") -> None:
        """The brief says other words, on a page that is longer than a window."""
        section = f'Section("summary", [Heading([Text("Summary")], "summary"), *[Paragraph([Text("{words}")])] * 90])'

        def change(notebook: dict[str, list[dict[str, str]]]) -> None:
            notebook["cells"][-1]["source"] = f"show({section})\n{body}"

        miniature.put(self.root, "05-brief", change=change)


@contextmanager
def running(folder: Path) -> Iterator[Running]:
    preview = Running(miniature.project(folder / "내 project"))
    try:
        yield preview
    finally:
        preview.end()


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("preview")) as started:
        yield started


@pytest.fixture
def tab(browser: Browser, preview: Running) -> Iterator[Page]:
    context = browser.new_context()
    opened = context.new_page()
    faults: list[str] = []
    opened.on("console", lambda message: faults.append(message.text))
    opened.on("pageerror", lambda error: faults.append(str(error)))
    preview.write("처음 말")
    opened.goto(preview.address)
    expect(opened.locator("main p").first).to_have_text("처음 말")
    yield opened
    context.close()
    assert faults == []


def test_an_edit_is_seen_in_every_tab_where_its_reader_was(tab: Page, preview: Running) -> None:
    assert tab.url == f"{preview.address}brief.ko.html"
    second = tab.context.new_page()
    second.goto(f"{preview.address}user/a/proxy/80/")  # a proxy may leave a path before it
    assert second.url == f"{preview.address}user/a/proxy/80/brief.ko.html"
    tab.evaluate("scrollTo(0, 1200)")
    preview.write("다른 말")
    for one in (tab, second):
        expect(one.locator("main p").first).to_have_text("다른 말")
        expect(one.locator("#preview-told")).to_be_hidden()
    assert tab.evaluate("scrollY") == 1200
    assert second.evaluate("scrollY") == 0


def test_a_mistake_is_told_where_the_last_good_page_stays(tab: Page, preview: Running) -> None:
    told = tab.locator("#preview-told")
    preview.write("또 다른 말", body="1 / 0")
    expect(told).to_contain_text("05-brief.ipynb: cell 'summary': ZeroDivisionError: division by zero")
    expect(tab.locator("main p").first).to_have_text("처음 말")
    preview.write("또 다른 말")
    expect(tab.locator("main p").first).to_have_text("또 다른 말")
    expect(told).to_be_hidden()


@pytest.mark.parametrize(
    ("file", "wrong", "said"),
    [
        ("chipbrief.toml", "[parameters]\ntarget = 900\n", "chipbrief.toml, line 2: "),
        ("seeds/sources.csv", "file\n", "seeds/sources.csv: line 1: no column publisher"),
        ("data/reference/units.csv", "unit\n%,%\n", "data/reference/units.csv: line 2: not 1 cells"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_with_its_place(
    tab: Page, preview: Running, file: str, wrong: str, said: str
) -> None:
    path = preview.root / file
    before = path.read_text("utf-8") if path.exists() else None
    path.write_text(wrong)
    expect(tab.locator("#preview-told")).to_contain_text(said)
    path.unlink() if before is None else path.write_text(before, "utf-8")
    expect(tab.locator("#preview-told")).to_be_hidden()
    expect(tab.locator("main p").first).to_have_text("처음 말")


def test_the_handout_follows_and_nothing_else_is_served(tab: Page, preview: Running) -> None:
    pdf, until = preview.root / "reports/brief.ko.pdf", time.monotonic() + LONG
    while not pdf.is_file() and time.monotonic() < until:
        time.sleep(0.1)
    with urlopen(f"{preview.address}brief.ko.pdf") as answer:  # noqa: S310 - our own server
        assert answer.read(5) == b"%PDF-"
        assert answer.headers["Content-Type"] == "application/pdf"
    for name in (".state.sqlite", "../.lock", "%2e%2e/figures.csv", "..%2f..%2fseeds%2fa.txt", "gone.pdf"):
        with pytest.raises(HTTPError) as refused:
            urlopen(preview.address + name)  # noqa: S310 - our own server
        assert refused.value.code == 404, name
        refused.value.close()


def test_a_port_that_is_taken_is_named(preview: Running) -> None:
    port = str(urlsplit(preview.address).port)
    command = [sys.executable, "-m", "chipbrief", "preview", "--port", port]
    done = subprocess.run(command, cwd=preview.root, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith(f"chipbrief: --port {port}: cannot be had")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGKILL"])
def test_whatever_ends_it_nothing_outlives_it(tmp_path: Path, name: str) -> None:
    """Also in the midst of a notebook."""
    with running(tmp_path) as preview:
        there = preview.root / "there"
        seconds = LONG if name == "SIGKILL" else 1
        begun = f"import pathlib, time\npathlib.Path({str(there)!r}).touch()\ntime.sleep({seconds})"
        preview.write("말", body=begun)
        until = time.monotonic() + LONG
        while not there.exists() and time.monotonic() < until:
            time.sleep(0.05)
        ours = psutil.Process(preview.process.pid).children(recursive=True)
        assert ours
        preview.process.send_signal(getattr(signal, name))
        code = preview.process.wait(LONG)
        assert code == (0 if name != "SIGKILL" else -signal.SIGKILL)
        _, alive = psutil.wait_procs(ours, timeout=LONG)
        assert alive == []
        place = urlsplit(preview.address)
        with socket.socket() as asked:
            assert asked.connect_ex((str(place.hostname), place.port or 0)) != 0
        assert not list(preview.runtime.glob("*"))
