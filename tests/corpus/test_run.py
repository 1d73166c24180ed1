"""Whole runs, on real workers: resumed, with failures, and with a worker killed in their midst."""

from __future__ import annotations

import gc
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from chipbrief.corpus import parts as cutting
from chipbrief.corpus import work
from chipbrief.corpus.documents import Document, documents
from chipbrief.corpus.run import Progress, existing, local, run
from chipbrief.errors import InputError
from chipbrief.sources.reference_tables import Lexicon

COUNT = 120


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cutting, "_MOST", 8)


@pytest.fixture(scope="module")
def client() -> Iterator[Any]:
    with local(2) as client:
        yield client


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write(tmp_path / "news.jsonl", COUNT)


def write(path: Path, count: int, *, text: str = "화웨이의 {} 매출은 {}억원이다. 지난해보다 {}% 늘었다.") -> Path:
    rows = [
        {"id": f"d{number}", "text": text.format("910C", number + 2, number % 90 + 5), "published": "2025-09-25"}
        for number in range(count)
    ]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def figures(out: Path) -> pd.DataFrame:
    return pd.read_parquet(out).sort_values(["source", "start"], ignore_index=True)


def alone(source: Path, out: Path) -> pd.DataFrame:
    """The figures as one process reads them, without Dask."""
    out.write_bytes(work.make(list(documents(str(source)))).figures)
    return figures(out)


def given(client: Any) -> Callable[[], AbstractContextManager[Any]]:
    return lambda: nullcontext(client)


def never() -> AbstractContextManager[Any]:
    raise AssertionError("no worker is needed")


def never_said(line: str) -> None:
    raise AssertionError(line)


def quiet(progress: Progress) -> None:
    assert 0 <= progress.resumed <= progress.read <= 1 + 1e-9


def test_two_workers_read_what_one_process_reads(source: Path, tmp_path: Path, client: Any) -> None:
    done = run(str(source), tmp_path / "set", connect=given(client), notify=quiet)
    assert (done.documents, done.made, done.failures) == (COUNT, COUNT, 0)
    pd.testing.assert_frame_equal(figures(tmp_path / "set"), alone(source, tmp_path / "one"))
    assert len(list((tmp_path / "set").glob("part-*.parquet"))) >= COUNT / 8


def test_a_second_run_reads_only_what_is_missing(source: Path, tmp_path: Path, client: Any) -> None:
    out = tmp_path / "set"
    run(str(source), out, connect=given(client), notify=quiet)
    before = {path.name: path.stat().st_mtime_ns for path in out.glob("part-*.parquet")}
    again = run(str(source), out, connect=never, notify=quiet)
    assert (again.documents, again.made) == (COUNT, 0)

    gone = sorted(out.glob("part-*.parquet"))[3]
    gone.unlink()
    write(source, COUNT + 5)
    third = run(str(source), out, connect=given(client), notify=quiet)
    assert third.documents == COUNT + 5
    assert 6 <= third.made <= 5 + 2 * 8
    after = {path.name: path.stat().st_mtime_ns for path in out.glob("part-*.parquet")}
    assert sum(after.get(name) == time for name, time in before.items()) >= len(before) - 2
    pd.testing.assert_frame_equal(figures(out), alone(source, tmp_path / "one"))


def test_a_run_that_ended_midway_goes_on(source: Path, tmp_path: Path, client: Any) -> None:
    class StopError(Exception):
        pass

    def stop(progress: Progress) -> None:
        if progress.made > COUNT / 3:
            raise StopError

    with pytest.raises(StopError):
        run(str(source), tmp_path / "set", connect=given(client), notify=stop)
    done = run(str(source), tmp_path / "set", connect=given(client), notify=quiet)
    assert 0 < done.made < COUNT
    assert done.documents == COUNT
    pd.testing.assert_frame_equal(figures(tmp_path / "set"), alone(source, tmp_path / "one"))


def test_documents_that_fail_are_rows(source: Path, tmp_path: Path, client: Any) -> None:
    lines = source.read_text(encoding="utf-8").splitlines(keepends=True)
    source.write_text("".join([*lines[:50], "{\n", *lines[50:], lines[7]]), encoding="utf-8")
    done = run(str(source), tmp_path / "set", connect=given(client), notify=quiet)
    assert (done.documents, done.failures) == (COUNT + 2, 2)
    failures = pd.read_parquet(tmp_path / "set" / "_failures")
    assert set(failures["place"]) == {"news.jsonl: line 51", f"news.jsonl: line {COUNT + 2}"}


def test_no_more_is_read_than_the_workers_can_take(
    source: Path, tmp_path: Path, client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn, ahead = [0], []

    def counting(*given: Any) -> Iterator[Any]:
        for part in real(*given):
            drawn[0] += 1
            yield part

    kept = [0]

    def told(progress: Progress) -> None:
        kept[0] += 1
        ahead.append(drawn[0] - kept[0])

    real = cutting.parts
    monkeypatch.setattr("chipbrief.corpus.run.parts", counting)
    run(str(source), tmp_path / "set", connect=given(client), notify=told)
    assert drawn[0] > 14
    assert 0 < max(ahead) < 6, "three tasks for each of two cores"


def test_a_killed_worker_costs_nothing(tmp_path: Path) -> None:
    source = write(tmp_path / "news.jsonl", 3 * COUNT)
    killed: list[int] = []
    with local(2) as client:

        def kill(progress: Progress) -> None:
            if progress.made > COUNT and not killed:
                killed.append(sorted(client.run(os.getpid).values())[0])
                os.kill(killed[0], signal.SIGKILL)

        done = run(str(source), tmp_path / "set", connect=given(client), notify=kill)
        assert killed[0] not in client.run(os.getpid).values()
    assert (done.documents, done.failures) == (3 * COUNT, 0)
    pd.testing.assert_frame_equal(figures(tmp_path / "set"), alone(source, tmp_path / "one"))


def _deadly(documents: tuple[Document, ...], lexicon: Lexicon) -> work.Made:
    if any(document.id == "d3" for document in documents):
        os.kill(os.getpid(), signal.SIGKILL)
    return work.make(documents, lexicon)


def test_a_document_that_kills_every_worker_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = write(tmp_path / "news.jsonl", 6)
    monkeypatch.setattr(work, "make", _deadly)
    with local(2) as client:
        client.upload_file(__file__)
        done = run(str(source), tmp_path / "set", connect=given(client), notify=quiet)
    assert (done.documents, done.failures) == (6, 1)
    assert set(figures(tmp_path / "set")["source"]) == {"d0", "d1", "d2", "d4", "d5"}
    (failure,) = pd.read_parquet(tmp_path / "set" / "_failures").to_dict(orient="records")
    assert failure["document"] == "d3"
    assert "killed" in failure["error"]


def test_one_cluster_after_the_other() -> None:
    code = "from chipbrief.corpus.run import local\nif __name__ == '__main__':\n"
    code += "    for _ in range(2):\n        with local(1) as client:\n            print(len(client.nthreads()))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (ran.stdout, ran.stderr) == ("1\n1\n", "")


def test_an_existing_cluster(source: Path, tmp_path: Path, client: Any) -> None:
    address = client.scheduler.address
    done = run(str(source), tmp_path / "set", connect=lambda: existing(address, 0, never_said), notify=quiet)
    assert done.made == COUNT
    assert client.status == "running", "the cluster is not ours to end"


@pytest.fixture
def bare() -> Iterator[Any]:
    """A cluster without any worker."""
    from distributed import LocalCluster

    with LocalCluster(n_workers=0, processes=False, protocol="tcp", dashboard_address="127.0.0.1:0") as cluster:
        yield cluster


def test_a_cluster_without_a_worker_is_not_waited_for_in_silence(bare: Any) -> None:
    said: list[str] = []
    address = bare.scheduler_address
    with (
        pytest.raises(InputError, match=r"no worker came in 0 s; start one \(dask worker .* --nthreads 1\), or wait"),
        existing(address, 0.2, said.append),
    ):
        raise AssertionError
    assert said == [f"{address}: no worker there yet; waiting for one, 0 s at most"]


def test_a_worker_that_comes_late_is_in_time(bare: Any, source: Path, tmp_path: Path) -> None:
    def come(_: str) -> None:
        bare.scale(1)

    done = run(str(source), tmp_path / "set", connect=lambda: existing(bare.scheduler_address, 60, come), notify=quiet)
    assert done.made == COUNT


def test_what_was_read_is_not_kept(tmp_path: Path, client: Any) -> None:
    source = write(tmp_path / "news.jsonl", 8 * COUNT)
    run(str(source), tmp_path / "set", connect=given(client), notify=quiet)
    gc.collect()
    kept = sum(isinstance(one, Document) for one in gc.get_objects())
    assert kept < 2 * COUNT, "the last messages hold their documents; no others may be held"


def test_a_scheduler_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chipbrief.corpus.run._CONNECT", 0.5)
    with (
        pytest.raises(InputError, match=r"--scheduler tcp://127\.0\.0\.1:9: no answer"),
        existing("tcp://127.0.0.1:9", 0, never_said),
    ):
        raise AssertionError
