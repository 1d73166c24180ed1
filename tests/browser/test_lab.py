"""The notebooks in a real JupyterLab: run in order, charts and sliders drawn, nothing in the console."""

from __future__ import annotations

import csv
import json
import os
import re
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect
from playwright.sync_api import Page as Tab

ROOT = Path(__file__).parents[2]
NAMES = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))
CHARTS = {"02-figures.ipynb": 2, "03-comparisons.ipynb": 1, "04-korea-impact.ipynb": 3}
"""How many of a notebook's cells draw with seaborn or matplotlib."""
SLOW = 120_000  # milliseconds that a notebook may take on a busy machine
_OPTIONS = dict(re.findall(r"^(\w+) := (--LabApp.*)", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
_RAN = r"""() => {
  const prompts = [...document.querySelectorAll(".jp-Notebook .jp-CodeCell .jp-InputPrompt")];
  const faults = document.querySelector("[data-mime-type$='jupyter.error']");
  return faults || (prompts.length && prompts.every((prompt) => /\[\d+\]/.test(prompt.textContent)));
}"""


@dataclass(frozen=True)
class Lab:
    """A JupyterLab that runs: its address and its token."""

    url: str
    token: str

    def free(self, tab: Tab) -> None:
        """End all kernels."""
        tab.goto("about:blank")
        head = {"Authorization": f"token {self.token}"}
        for kernel in tab.request.get(f"{self.url}api/kernels", headers=head).json():
            tab.request.delete(f"{self.url}api/kernels/{kernel['id']}", headers=head)


@pytest.fixture
def lab(browser: Browser, tmp_path: Path) -> Iterator[Lab]:
    """JupyterLab as `make lab` starts it, without opening a browser, over the notebooks and articles alone."""
    project = tmp_path / "내 brief"
    for name in ("notebooks", "seeds"):
        shutil.copytree(ROOT / name, project / name)
    places = {"CONFIG_DIR": "config", "DATA_DIR": "own", "RUNTIME_DIR": "run"}
    environment = os.environ | {f"JUPYTER_{name}": str(tmp_path / folder) for name, folder in places.items()}
    environment |= {"IPYTHONDIR": str(tmp_path / "ipython")}
    token = secrets.token_hex(16)
    options = ["--no-browser", "--allow-root", "--ServerApp.port=0", f"--IdentityProvider.token={token}"]
    command = [sys.executable, "-m", "jupyterlab", "--notebook-dir=.", *_OPTIONS["NO_NEWS"].split(), *options]
    with (
        (tmp_path / "log").open("w") as log,
        subprocess.Popen(command, cwd=project, env=environment, stdout=log, stderr=log) as server,
    ):
        try:
            yield Lab(_address(tmp_path, server), token)
        finally:
            server.terminate()


def _address(folder: Path, server: subprocess.Popen[bytes]) -> str:
    """Where the server listens, once it does: on this machine only."""
    for _ in range(600):
        for path in (folder / "run").glob("jpserver-*.json"):
            told = json.loads(path.read_text("utf-8"))
            assert told["hostname"] == "localhost"
            return str(told["url"])
        assert server.poll() is None, (folder / "log").read_text()
        time.sleep(0.1)
    raise AssertionError((folder / "log").read_text())


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tab]:
    """A tab in whose console nothing may be said but what JupyterLab says for its own developers."""
    faults: list[str] = []
    with browser.new_context(viewport={"width": 1400, "height": 1000}) as context:
        page = context.new_page()
        page.on("console", lambda message: None if message.type == "debug" else faults.append(message.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        yield page
    assert faults == []


def test_every_notebook_runs_and_the_sliders_move_the_result(lab: Lab, tab: Tab) -> None:
    assert tab.request.get(f"{lab.url}api/contents").status == 403, "who has no token reads nothing"
    for name in NAMES:
        run_all(tab, f"{lab.url}lab/tree/notebooks/{name}?token={lab.token}&reset")
        expect(tab.locator("[data-mime-type$='jupyter.error'], [data-mime-type$='jupyter.stderr']")).to_have_count(0)
        pictures = tab.locator(".jp-OutputArea-output img")
        expect(pictures).to_have_count(CHARTS.get(name, 0), timeout=SLOW)
        for picture in pictures.all():
            assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 300
        if name.startswith("02"):
            expect(tab.locator(".dt-container").first).to_be_attached(timeout=SLOW)
        if name.startswith("04"):
            move_and_reset(tab)
        if name.startswith("05"):
            assert all(chart.bounding_box() for chart in tab.locator("figure[data-chart] svg").all())
            assert tab.locator("figure[data-chart] svg").count() >= 8
        lab.free(tab)


def run_all(tab: Tab, address: str) -> None:
    """Open a notebook and run all its cells."""
    tab.goto(address)
    expect(tab.locator("#jp-main-statusbar")).to_contain_text("| Idle", timeout=SLOW)
    tab.get_by_role("menuitem", name="Run", exact=True).click()
    tab.locator('[data-command="runmenu:run-all"]').click()
    tab.wait_for_function(_RAN, timeout=SLOW)


def move_and_reset(tab: Tab) -> None:
    """A slider moves number and chart, and the reset takes both back to what they were."""
    table, chart = (tab.locator(f".widget-html:has({inside})") for inside in ("table", "svg"))
    before = shown(table), shown(chart)
    assert "= 38–52% × 40–80% ÷ 100 × " in before[0]
    handle = tab.locator(".widget-slider", has_text="Probability of a balanced market").locator(".noUi-handle")
    handle.focus()
    handle.press("ArrowRight")
    expect(table).to_contain_text("chipbrief build -p weight_balance 30.5", timeout=SLOW)
    expect(chart).not_to_have_js_property("innerHTML", before[1], timeout=SLOW)
    assert shown(table).split("In the brief")[0] != before[0].split("In the brief")[0]
    tab.get_by_role("button", name="Reset").click()
    expect(table).not_to_contain_text("-p weight_balance", timeout=SLOW)
    expect(table).to_have_text(before[0])
    tab.wait_for_function(
        "([node, markup]) => node.innerHTML.includes(markup)", arg=[chart.element_handle(), before[1]]
    )


def shown(place: Locator) -> str:
    """What a widget shows: of a chart its markup."""
    place.scroll_into_view_if_needed()
    return str(place.evaluate("node => node.querySelector('svg') ? node.innerHTML : node.textContent"))


def test_thirty_statements_are_reviewed_by_keyboard_and_the_next_run_follows(
    lab: Lab, tab: Tab, tmp_path: Path
) -> None:
    project = tmp_path / "내 brief"
    decided = project / "seeds" / "reviews.csv"
    decided.unlink()
    for name in NAMES[:2]:
        run_all(tab, f"{lab.url}lab/tree/notebooks/{name}?token={lab.token}&reset")
    tab.locator(".jp-Cell").last.scroll_into_view_if_needed()
    line = tab.get_by_placeholder("c confirm")
    line.wait_for(state="attached", timeout=SLOW)
    line.scroll_into_view_if_needed()
    line.focus()
    pressed = ["x", "modality=plan", "c", "u", "c", *["c"] * 28]
    for number, command in enumerate(pressed):
        tab.keyboard.type(command)
        tab.keyboard.press("Enter")
        expect(line).to_have_value("", timeout=SLOW)
        if command == "c" and number > 3:
            expect(tab.locator(".widget-html", has=tab.locator("mark"))).to_contain_text(f"{number - 1} of ")
    with decided.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 30
    assert [row["field"] for row in rows].count("rejected") == 1
    assert "| plan |" in rows[1]["value"]

    run_all(tab, f"{lab.url}lab/tree/notebooks/{NAMES[1]}?token={lab.token}&reset")
    reviewed = []
    for name in ("figures", "relations"):
        with (project / f"data/derived/{name}.csv").open(encoding="utf-8", newline="") as file:
            reviewed += [row for row in csv.DictReader(file) if row["review"]]
    assert sorted(row["review"] for row in reviewed) == ["confirmed"] * 28 + ["corrected"]
    assert all(row["confidence"] == "1" for row in reviewed)
    lab.free(tab)
