"""`chipbrief doctor` finds what is wrong and says how to mend it; `chipbrief open` opens the report."""

import importlib
import json
import os
import pty
import re
import subprocess
import sys
import webbrowser
from pathlib import Path

import miniature
import pytest

from chipbrief.cli import main
from chipbrief.cli.doctor import Finding, examine
from chipbrief.report import fonts

module = importlib.import_module("chipbrief.cli.doctor")  # its function of the same name hides it
COMMAND = [sys.executable, "-m", "chipbrief"]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = miniature.project(tmp_path / "mini")
    monkeypatch.chdir(root)
    return root


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of a command."""
    with pytest.raises(SystemExit) as left:
        main(words)
    said = capsys.readouterr()
    return int(left.value.code or 0), said.out, said.err


def found(name: str) -> Finding:
    return next(finding for finding in examine() if finding.name == name)


def only(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Leave out the looks that take seconds."""
    for name in {"_kernel", "_model", "_libraries", "_pdf"} - set(names):
        monkeypatch.setattr(module, name, lambda name=name: Finding(name, True, ""))


def test_here_all_is_well(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said, _ = run(capsys, "doctor", "--json")
    findings = json.loads(said)
    assert [finding["name"] for finding in findings if not finding["good"]] == []
    assert code == 0
    names = ["Python", "libraries", "kernel", "fonts", "Korean model", "PDF", "reports", "derived"]
    assert [finding["name"] for finding in findings] == names


def test_a_library_of_another_version_is_named(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    only(monkeypatch, "_libraries")
    (project / "requirements.lock").write_text("pandas==0.1 \\\n    --hash=sha256:00\nno-such-thing==1 \\\n")
    libraries = found("libraries")
    assert not libraries.good
    assert libraries.seen.startswith("pandas is ")
    assert libraries.seen.endswith("the lock has ==0.1")
    assert "pip install --require-hashes" in libraries.remedy


def test_a_missing_font_is_named(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    only(monkeypatch)
    monkeypatch.setattr(fonts, "paths", lambda: fonts.Fonts(Path("gone.ttc"), Path(__file__)))
    code, said, _ = run(capsys, "doctor")
    assert code == 1
    assert "wrong fonts: gone.ttc: not there\n      install the locked versions" in said
    assert "\x1b" not in said


def test_what_breaks_is_a_finding(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    only(monkeypatch)

    def broken() -> Finding:
        raise OSError("no\nmodel")

    monkeypatch.setattr(module, "_model", broken)
    assert found("Korean model").seen == "OSError: no model"


def test_outside_a_project_it_says_where_to_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    only(monkeypatch)
    monkeypatch.setattr("chipbrief.project.__file__", str(tmp_path / "src/chipbrief/project.py"))
    monkeypatch.chdir(tmp_path)
    folders = found("folders")
    assert not folders.good
    assert folders.remedy == "go to the folder that holds notebooks/"


def test_a_folder_that_refuses_a_file_is_named(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    only(monkeypatch)

    def refuse(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(module.tempfile, "NamedTemporaryFile", refuse)
    assert found("reports").remedy == f"give yourself write access: chmod u+w {project}"


def test_open_opens_what_is_there(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda address: bool(opened.append(address)) or True)
    code, _, said = run(capsys, "open", "--language", "en", "--pdf")
    assert (code, opened) == (2, [])
    assert said.endswith("brief.en.pdf: not there yet; run `chipbrief build --language en`\n")
    page = project / "reports/brief.ko.html"
    page.parent.mkdir()
    page.write_text("<p>")
    assert run(capsys, "open")[:2] == (0, f"{page}\n")
    assert opened == [page.as_uri()]
    monkeypatch.setattr(webbrowser, "open", lambda address: False)
    code, _, said = run(capsys, "open")
    assert code == 1
    assert "no browser could be started; open this file yourself" in said


@pytest.mark.parametrize(("more", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_colours_are_for_terminals(more: dict[str, str], coloured: bool) -> None:
    ours, theirs = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    environment |= {"TERM": "xterm-256color", "COLUMNS": "100"} | more
    done = subprocess.run([*COMMAND, "open", "--help"], stdout=theirs, env=environment, check=True)
    os.close(theirs)
    said = b""
    try:
        while part := os.read(ours, 65536):
            said += part
    except OSError:  # the terminal's other end is closed
        pass
    os.close(ours)
    assert done.returncode == 0
    assert bool(re.search(rb"\x1b\[[\d;]*3\d", said)) == coloured, said


def test_the_shell_completes_commands_and_options() -> None:
    for typed, wanted in (("chipbrief do", "doctor"), ("chipbrief open --la", "--language")):
        environment = os.environ | {
            "_CHIPBRIEF_COMPLETE": "complete_bash",
            "COMP_WORDS": typed,
            "COMP_CWORD": str(typed.count(" ")),
        }
        done = subprocess.run(COMMAND, env=environment, capture_output=True, text=True, check=False)
        assert wanted in done.stdout.split(), done
