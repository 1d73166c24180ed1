"""Input that nobody means well: each ends in one line that names it, soon and in little memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from chipbrief.cli import main
from chipbrief.cli.editions import evidence
from chipbrief.corpus.documents import documents as stream
from chipbrief.errors import InputError
from chipbrief.evidence.editions import Edition
from chipbrief.extraction import json_lines
from chipbrief.pipeline import lock, parameters
from chipbrief.pipeline.lasting import Lasting
from chipbrief.project import Paths
from chipbrief.sources import catalogue, reference_tables, reviews
from chipbrief.sources.readers.read import contents

LINE = json.dumps({"id": "a", "text": "매출은 3조원이다.", "published": "2025-09-25"}, ensure_ascii=False) + "\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
def test_json_lines_are_read_in_utf8_and_cp949(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(LINE.encode(encoding))
    (found,) = json_lines.lines([path], jsonl=True)
    assert json.loads(found)["figures"][0]["text"] == "3조원"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (LINE.encode("utf-16"), "line 1: UTF-16, or no text; save it as UTF-8"),
        (LINE.encode("utf-16-le"), "line 1: UTF-16, or no text; save it as UTF-8"),
        (b'{"id": "a", "text": ' + b"[" * 100_000, "line 1: not a document; write"),
        (b'{"id": "a", "text": "\\ud800 1"}', "line 1: half a character"),
        (b'{"id": "\\udfff", "text": "1"}', "line 1: half a character"),
        (b'{"id": ' + b"9" * 5_000 + b', "text": "1"}', "line 1: not a document; write"),
        (b"[1]\n", "line 1: not a document; write"),
        (LINE.encode() + b'{"id": 1}\n', "line 2: not a document; write"),
        (LINE.encode() + b'"\xff\xff\xff"\n', "line 2: byte 1: not UTF-8"),
    ],
)
def test_json_lines_that_are_none_are_told_by_their_place(tmp_path: Path, data: bytes, told: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(data)
    with pytest.raises(InputError) as error:
        list(json_lines.lines([path], jsonl=True))
    assert str(error.value).startswith(f"{path}: {told}")


def test_a_line_without_end_is_not_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"x" * 2_000)
    monkeypatch.setattr(json_lines, "LINE", 1_000)
    with pytest.raises(InputError, match="line 1: longer than 1,000 bytes; split that document"):
        list(json_lines.lines([path], jsonl=True))


def test_processes_are_no_more_than_a_machine_has_use_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import concurrent.futures

    asked: list[int] = []

    class Pool(concurrent.futures.ThreadPoolExecutor):
        def __init__(self, workers: int) -> None:
            asked.append(workers)
            super().__init__(1)

    monkeypatch.setattr(concurrent.futures, "ProcessPoolExecutor", Pool)
    path = tmp_path / "a.jsonl"
    path.write_text(LINE, encoding="utf-8")
    assert len(list(json_lines.lines([path], jsonl=True, jobs=99_999))) == 1
    assert asked == [json_lines.AT_MOST * (os.cpu_count() or 1)] == [json_lines.processes(99_999)]
    assert json_lines.processes() == os.cpu_count()


def _pipe(folder: Path) -> Path:
    os.mkfifo(folder / "a.txt")
    return folder / "a.txt"


def _loop(folder: Path) -> Path:
    (folder / "a.txt").symlink_to(folder / "b.txt")
    (folder / "b.txt").symlink_to(folder / "a.txt")
    return folder / "a.txt"


def _holes(folder: Path) -> Path:
    with (folder / "a.txt").open("wb") as file:
        file.truncate(1_000_000_000)
    return folder / "a.txt"


@pytest.mark.parametrize("make", [_pipe, _loop, _holes, lambda _folder: Path("/dev/zero"), lambda folder: folder])
def test_what_is_no_file_is_not_opened(tmp_path: Path, make: Any) -> None:
    path = make(tmp_path)
    for read in (contents, reference_tables.text, parameters.read):
        with pytest.raises(InputError, match=str(path)) as error:
            read(path)
        assert "\n" not in str(error.value)


@pytest.mark.parametrize("make", [_pipe, _loop, lambda folder: (folder / "a.txt").mkdir() or folder / "a.txt"])
def test_what_has_the_name_of_a_table_is_not_passed_over(tmp_path: Path, make: Any) -> None:
    place = make(tmp_path)
    for name, load in (
        ("sources.csv", catalogue.lines),
        ("reviews.csv", reviews.load),
        ("chipbrief.toml", Lasting.of),
        ("sources.csv", lambda folder: json_lines.lines([folder / "c.txt"]).__next__()),
    ):
        (tmp_path / "c.txt").write_text("매출 3조원", encoding="utf-8")
        place = place.rename(tmp_path / name)
        with pytest.raises(InputError, match=f"{name}: ") as error:
            load(tmp_path)
        assert "\n" not in str(error.value)


@pytest.mark.parametrize("make", [_pipe, _loop, lambda folder: (folder / "a.txt").mkdir() or folder / "a.txt"])
def test_a_lock_that_is_no_file_is_not_waited_for(tmp_path: Path, make: Any) -> None:
    with (
        pytest.raises(InputError, match="no file but a folder, a pipe or a device; remove it"),
        lock.lock(make(tmp_path)),
    ):
        pass


def test_tables_that_are_no_folder(tmp_path: Path) -> None:
    (tmp_path / "reference").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="reference: no folder; restore the tables"):
        _ = Paths.of(tmp_path, data=tmp_path).reference


def test_folders_that_are_loops_or_hold_the_articles(tmp_path: Path) -> None:
    _loop(tmp_path)
    if sys.version_info < (3, 13):  # from then on a loop is resolved as far as it goes, and refused when it is used
        with pytest.raises(InputError, match=r"a\.txt: a loop of links; remove it"):
            Paths.of(tmp_path, reports=tmp_path / "a.txt")
    for folder in ("seeds", "data/reference"):
        with pytest.raises(InputError, match=f"{folder}: a brief is made from it; give another folder with --reports"):
            Paths.of(tmp_path, reports=tmp_path / folder)


def test_a_corpus_of_a_device_or_with_a_pipe_in_it(tmp_path: Path) -> None:
    _pipe(tmp_path)
    told = "no file but a pipe or a device; remove it"
    for source in ("/dev/zero", str(tmp_path)):
        assert [told in document.problem for document in stream(source)] == [True]


@pytest.mark.parametrize("encoding", ["cp949", "ascii", "utf-16"])
def test_output_for_machines_is_utf8_whatever_the_console_is_set_to(tmp_path: Path, encoding: str) -> None:
    words = [sys.executable, "-m", "chipbrief", "extract", "--published", "2025-09-25", "-"]
    run = subprocess.run(
        words, input="매출은 3조원이다.".encode("cp949"), capture_output=True, check=True, cwd=tmp_path,
        env=os.environ | {"PYTHONIOENCODING": encoding},
    )  # fmt: skip
    assert json.loads(run.stdout.decode("utf-8"))["figures"][0]["text"] == "3조원"


@pytest.mark.parametrize(
    "cell",
    [
        {"metadata": [], "source": "a: int = 1"},
        {"metadata": {"tags": 7}, "source": "a: int = 1"},
        {"metadata": {"tags": ["parameters"]}, "source": "a: int = " + "-" * 100_000 + "1"},
        {"metadata": {"tags": ["parameters"]}, "source": "a: int = " + "(" * 500 + "1" + ")" * 500},
        {"metadata": {"tags": ["parameters"]}, "source": "a: str = '\ud800'"},
        {"metadata": {"tags": ["parameters"]}, "source": "a: int = 1 // 0\0"},
        {"metadata": {"tags": ["parameters"]}, "source": [1]},
    ],
)
def test_a_notebook_of_a_stranger(tmp_path: Path, cell: dict[str, Any]) -> None:
    path = tmp_path / "01-ingest.ipynb"
    path.write_text(json.dumps({"cells": [{"cell_type": "code"} | cell]}), encoding="utf-8")
    with pytest.raises(InputError, match=r"01-ingest\.ipynb: ") as error:
        parameters.read(path)
    assert "\n" not in str(error.value)


FIGURE = {
    "id": "f-a-1", "source": "a.txt", "start": 1, "end": 2, "text": "1", "kind": "count", "low": 1, "high": 1,
    "unit": "", "approx": "=", "date": None, "subject": None, "metric": None, "versus": None, "period": None,
    "attribution": None,
}  # fmt: skip


def edition(figure: dict[str, Any], **kinds: Any) -> Edition:
    data = {"figures": {"f-a-1": figure}, "assumptions": {}, "references": {}, "estimates": {}} | kinds
    return Edition(json.dumps(data).encode(), "old.json")


@pytest.mark.parametrize(
    "wrong",
    [
        {"low": "1"}, {"low": [1]}, {"low": float("nan")}, {"high": float("inf")}, {"low": 2}, {"low": True},
        {"low": -(10**400)}, {"unit": 7}, {"period": 2025}, {"period": {}}, {"start": "1"}, {"source": None},
        {"text": []},
    ],
    ids=str,
)  # fmt: skip
def test_evidence_with_what_it_cannot_hold_is_none(wrong: dict[str, Any]) -> None:
    assert edition(FIGURE).figures == {"a.txt": ["f-a-1"]}
    with pytest.raises(InputError, match=r"old\.json: not the evidence of a brief"):
        edition(FIGURE | wrong)


def test_evidence_whose_inputs_are_none() -> None:
    estimate = {"low": 1, "high": 1, "unit": "", "formula": "a", "inputs": [["e-a"]]}
    with pytest.raises(InputError, match=r"old\.json: not the evidence of a brief"):
        edition(FIGURE, estimates={"e-a": estimate})


def test_diff_of_a_device(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["diff", "/dev/zero", "/dev/zero"])
    assert (left.value.code, capsys.readouterr().err.count("\n")) == (2, 1)


def test_a_project_of_another_user_is_no_missing_revision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: Any, **__: Any) -> subprocess.CompletedProcess[bytes]:
        return subprocess.CompletedProcess([], 128, b"", b"fatal: detected dubious ownership in repository at '/p'")

    monkeypatch.setattr(subprocess, "run", refused)
    with pytest.raises(InputError, match="git reads no folder of another user; git config --global"):
        evidence("HEAD", tmp_path)
