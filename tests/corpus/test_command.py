"""`chipbrief corpus` as a user meets it: what it says, where, and with which exit code."""

import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from rich.console import Console

from chipbrief.cli import corpus as command
from chipbrief.cli import main
from chipbrief.corpus.run import Progress

module = sys.modules["chipbrief.cli.corpus"]


def told(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    """Exit code and standard error of a command that fails."""
    with pytest.raises(SystemExit) as left:
        main(["corpus", *words])
    assert isinstance(left.value.code, int)
    return left.value.code, capsys.readouterr().err


def test_a_run_in_a_process_of_its_own(tmp_path: Path) -> None:
    rows = [{"id": f"d{n}", "text": f"매출은 {n + 1}조원이다.", "published": "2025-09-25"} for n in range(5)]
    lines = [json.dumps(row, ensure_ascii=False) for row in rows] + ["{"]
    (tmp_path / "news.jsonl").write_text("\n".join(lines), encoding="utf-8")
    words = [sys.executable, "-m", "chipbrief", "corpus", "news.jsonl", "--out", "set", "--workers", "1"]
    run = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=True)
    assert run.stdout == "set: 6 documents, 5 figures, 1 failed; 6 documents read now\n"
    assert "Traceback" not in run.stderr
    assert len(pd.read_parquet(tmp_path / "set")) == 5
    run = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=True)
    assert run.stdout == "set: 6 documents, 5 figures, 1 failed; 0 documents read now\n"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["nowhere.jsonl", "--out", "set"], "nowhere.jsonl: cannot be reached"),
        ([".", "--out", "s3://bucket/set"], "is an address"),
        ([".", "--out", "set", "--scheduler", "tcp://head:8786", "--workers", "2"], "--workers"),
        ([".", "--out", "mine"], "no figure set"),
        ([".", "--out", "set", "--published", "soon"], "not a date"),
    ],
)
def test_a_mistake_is_one_line_and_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: list[str], why: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine").write_text("precious")
    code, said = told(capsys, *words)
    assert code == 2
    assert why in said
    assert said.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_dask_waits_for_the_command() -> None:
    code = "import sys, chipbrief.cli; sys.exit(any(name in sys.modules for name in ('dask', 'pandas', 'pyarrow')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_progress_tells_rate_and_time_left(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    now = 100.0
    monkeypatch.setattr(module.time, "monotonic", lambda: now)
    lines = module._Lines(Console(stderr=True, force_terminal=False))
    progress = Progress(documents=500, figures=900, failures=1, made=300, read=0.5, resumed=0.2)
    lines(progress)
    now = 160.0
    lines(progress)
    lines(progress)
    expected = "50 %: 500 documents, 900 figures, 1 failed, 5.0 documents/s, 0:01:40 left\n"
    assert capsys.readouterr().err == expected


def test_help_teaches_by_example() -> None:
    assert command.__doc__ and "chipbrief corpus news.jsonl.zst --out figures.parquet" in command.__doc__
