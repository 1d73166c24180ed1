"""What carries on elsewhere: the hooks before a commit, Binder's script, the wheel."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
HOOKS = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
FAKE = """#!/bin/sh
echo "$@" >> asked
[ "$1" != "$FAILING" ]
"""


def test_the_hooks_run_what_ci_runs() -> None:
    """`make test` without the slow tests; nothing is fetched."""
    (local,) = HOOKS
    assert local["repo"] == "local"
    commands = [
        hook["entry"].removeprefix(".venv/bin/python -m ").removesuffix(" --force-exclude") for hook in local["hooks"]
    ]
    tested = re.findall(r"^\t\$\(RUN\) -m (.+)$", (ROOT / "Makefile").read_text("utf-8").partition("test:")[2], re.M)
    assert commands[:3] == [command.removesuffix(" .") for command in tested[:3]]
    tests = commands[3].removeprefix("pytest -q ").split()
    assert all((ROOT / name).is_file() for name in tests)
    assert {hook["language"] for hook in local["hooks"]} == {"system"}


def test_the_workflow_runs_ci_and_publishes_the_site() -> None:
    workflow = yaml.load((ROOT / ".github/workflows/site.yml").read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - else `on` is true
    test, publish = workflow["jobs"]["test"], workflow["jobs"]["publish"]
    commands = [step["run"] for step in test["steps"] if "run" in step]
    assert commands == [".ci/run", "make site"]
    assert os.access(ROOT / commands[0], os.X_OK)
    assert re.search(
        r"^site:.*\n(?:\t.*\n)*\t@\$\(RUN\) -m chipbrief site$", (ROOT / "Makefile").read_text("utf-8"), re.M
    )
    (packed,) = [step for step in test["steps"] if "upload-pages-artifact" in step.get("uses", "")]
    assert packed["with"]["path"] == "site"
    (python,) = [step["with"]["python-version"] for step in test["steps"] if "setup-python" in step.get("uses", "")]
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    assert f"python={python}" in environment["dependencies"]
    assert publish["needs"] == "test"
    assert publish["permissions"] == {"pages": "write", "id-token": "write"}
    assert workflow["permissions"] == {"contents": "read"}
    assert "pull_request" in publish["if"]
    actions = [step["uses"] for job in (test, publish) for step in job["steps"] if "uses" in step]
    assert all(re.fullmatch(r"actions/[a-z-]+@v\d+", action) for action in actions)


@pytest.mark.parametrize(("failing", "asked"), [("", ["doctor", "build"]), ("doctor", ["doctor"])])
def test_binder_makes_the_derived_tables_or_fails(tmp_path: Path, failing: str, asked: list[str]) -> None:
    script = tmp_path / "postBuild"
    shutil.copy(ROOT / "postBuild", script)
    command = tmp_path / "bin/chipbrief"
    command.parent.mkdir()
    command.write_text(FAKE)
    command.chmod(0o755)
    environment = os.environ | {"PATH": f"{command.parent}{os.pathsep}{os.environ['PATH']}", "FAILING": failing}
    done = subprocess.run([script], cwd="/", env=environment, check=False)
    assert (done.returncode == 0) == (failing == "")
    assert (tmp_path / "asked").read_text().split() == asked


def test_the_wheel_has_types_tables_and_templates(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    inside = set(zipfile.ZipFile(wheel).namelist())
    wanted = {"py.typed", "reference/units.csv", "report/prose/ko/labels.toml", "report/html/templates/trail.html.j2"}
    assert {f"chipbrief/{name}" for name in wanted} <= inside
    assert not [name for name in inside if name.startswith(("tests/", "docs/", "seeds/"))]
