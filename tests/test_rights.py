"""Who may do what with it: LICENSE, CITATION.cff and docs/rights.md agree with package and installation."""

import re
import subprocess
import sys
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
import yaml

from chipbrief import __version__

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CITATION = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
RIGHTS = (ROOT / "docs/rights.md").read_text(encoding="utf-8")


def test_the_citation_is_that_of_this_version() -> None:
    # The keys that the Citation File Format 1.2.0 requires, and those we give.
    assert {"cff-version", "message", "title", "authors"} <= set(CITATION)
    assert (CITATION["cff-version"], CITATION["type"]) == ("1.2.0", "software")
    assert CITATION["version"] == __version__
    assert CITATION["authors"] == [{"name": "chipbrief contributors"}]
    assert CITATION["title"].startswith(f"{PROJECT['name']}: ")


def test_the_licence_is_told_alike_everywhere() -> None:
    assert PROJECT["license"] == "MIT AND CC-BY-4.0"
    assert CITATION["license"] == "MIT"
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("MIT License\n")
    assert "| MIT, see `LICENSE` |" in RIGHTS
    assert "(https://creativecommons.org/licenses/by/4.0/)" in RIGHTS


def test_the_wheel_carries_the_licences(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        told = packed.read(f"chipbrief-{__version__}.dist-info/METADATA").decode()
        for name in PROJECT["license-files"]:
            kept = packed.read(f"chipbrief-{__version__}.dist-info/licenses/{name}")
            assert kept == (ROOT / name).read_bytes()
    assert "License-Expression: MIT AND CC-BY-4.0\n" in told


BUNDLED = re.findall(r"^\| (`[^|]+) \|[^|]+\| ([^|]+?) \|$", RIGHTS, re.MULTILINE)
TOLD = [(name, licence) for cell, licence in BUNDLED for name in re.findall(r"`([\w-]+)`", cell) if "/" not in cell]


@pytest.mark.parametrize(("name", "licence"), TOLD, ids=[name for name, _ in TOLD])
def test_what_is_installed_beside_has_the_licence_that_we_tell(name: str, licence: str) -> None:
    expression = {"SIL Open Font License 1.1": "OFL-1.1", "Apache 2.0": "Apache-2.0"}[licence.partition(",")[0]]
    assert metadata.metadata(name)["License-Expression"] == expression


def test_the_bundled_packages_are_told() -> None:
    assert {name for name, _ in TOLD} == {"noto-cjk-sans-otc", "noto-cjk-sans-jp-bold", "kiwipiepy", "kiwipiepy_model"}
