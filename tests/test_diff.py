"""`chipbrief diff`: two files, or a revision and the files as they are."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from editions import edited

from chipbrief.cli import main

MOVED = edited(lambda data: data["assumptions"]["a-part"].update(high=40))


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose evidence was committed, and then changed."""
    (tmp_path / "reports").mkdir()
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks/01-ingest.ipynb").write_text("{}")
    kept = tmp_path / "reports/evidence.json"
    kept.write_bytes(edited(lambda data: None))
    who = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    for words in (["init", "-q"], ["add", "."], [*who, "commit", "-qm", "first"]):
        subprocess.run(["git", *words], cwd=tmp_path, check=True)  # noqa: S607
    kept.write_bytes(MOVED)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_revision_against_the_files_as_they_are(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main_ends(["diff", "HEAD", "--format", "json"])
    (change,) = json.loads(capsys.readouterr().out)
    assert (change["id"], change["after"]["high"]) == ("a-part", 40)


def test_two_files(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("old.json").write_bytes(edited(lambda data: None))
    main_ends(["diff", "old.json", "reports/evidence.json"])
    assert "10–40%" in capsys.readouterr().out
    main_ends(["diff", "old.json", "old.json"])
    assert capsys.readouterr().out == "nothing changed\n"


def test_a_long_name_is_wrapped_and_never_cut(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = "Part of memory exports that ends up in China, " * 4 + "the last word"
    long = edited(lambda data: data["assumptions"]["a-part"].update(high=40, label={"ko": name, "en": name}))
    Path("long.json").write_bytes(long)
    main_ends(["diff", "HEAD", "long.json"])
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 80
    assert name in " ".join(line.strip() for line in lines)


def test_the_terminal_obeys_no_name(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("old.json").write_bytes(edited(lambda data: data["assumptions"]["a-part"].update(low=1)))
    evil = {"ko": "", "en": "\x1b[31m[bold]\u202e"}
    Path("new.json").write_bytes(edited(lambda data: data["assumptions"]["a-part"].update(label=evil)))
    main_ends(["diff", "old.json", "new.json"])
    said = capsys.readouterr().out
    assert "U+001B" in said and "[bold]" in said
    assert "\x1b" not in said and "\u202e" not in said
    for form in ("markdown", "json"):
        main_ends(["diff", "old.json", "new.json", "--format", form])
        said = capsys.readouterr().out
        assert "31m" in said
        assert "\x1b" not in said and "\u202e" not in said


@pytest.mark.parametrize("words", [["nosuch"], ["nosuch.json"], ["--", "-x"], ["HEAD", "notebooks/01-ingest.ipynb"]])
def test_what_is_no_edition_is_one_line_and_the_user_s_mistake(
    project: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["diff", *words])
    assert ended.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1


def main_ends(words: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert not ended.value.code
