"""The pages on the programming interface: their examples run, they build without a warning and load nothing."""

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import chipbrief
from chipbrief.cli import app

ROOT = Path(__file__).parents[1]
PAGES = sorted((ROOT / "docs").glob("*.md"))


@pytest.mark.parametrize(
    "page", [page for page in PAGES if ">>>" in page.read_text("utf-8")], ids=lambda page: page.stem
)
def test_the_examples_run(page: Path) -> None:
    flags = doctest.IGNORE_EXCEPTION_DETAIL | doctest.ELLIPSIS
    failed, tried = doctest.testfile(str(page), module_relative=False, optionflags=flags, encoding="utf-8")
    assert (failed, tried > 0) == (0, True)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "true"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder


def test_every_public_name_has_its_entry(site: Path) -> None:
    page = (site / "api/index.html").read_text(encoding="utf-8")
    for name in chipbrief.__all__:
        home = getattr(chipbrief, name).__module__
        assert re.search(rf'id="chipbrief\.(?:api|model|{re.escape(home)})\.{name}"', page), name


def test_the_pages_load_nothing_from_elsewhere(site: Path) -> None:
    for page in site.rglob("*.html"):
        loads = re.findall(r'<(?:link|script|img|iframe)\b[^>]*?(?:src|href)="(https?:[^"]*)"', page.read_text("utf-8"))
        assert not loads, page


def test_every_command_is_on_its_page() -> None:
    page = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
    for command in app.registered_commands:
        assert f"`chipbrief {command.name}`" in page
