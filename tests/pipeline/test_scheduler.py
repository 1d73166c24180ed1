"""A job runs when something that it depends on has other content, and only then."""

import os
import shutil
import sqlite3
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from chipbrief.errors import BuildError
from chipbrief.pipeline.scheduler import Job, digest_tree, make, part, plan


class Kitchen:
    """Two jobs: `copy` writes b from a; `double` writes c from b."""

    def __init__(self, folder: Path) -> None:
        self.root = folder
        self.a, self.b, self.c = (folder / name for name in "abc")
        self.state = folder / "state"
        self.settings = {"salt": "1"}
        self.a.write_text("1")

    def jobs(self) -> list[Job]:
        copy = Job("copy", [self.a], [self.b], lambda: self._write(self.b, self.a.read_text()), self.settings)
        double = Job("double", [self.b], [self.c], lambda: self._write(self.c, self.b.read_text() * 2))
        return [copy, double]

    def cook(self, *, force: bool = False) -> list[str]:
        ran: list[str] = []
        make(
            self.jobs(),
            self.state,
            root=self.root,
            force=force,
            notify=lambda n, s: ran.append(n) if s == "run" else None,
        )
        return ran

    def plan(self) -> dict[str, str]:
        return plan(self.jobs(), self.state, root=self.root)

    @staticmethod
    def _write(path: Path, text: str) -> None:
        path.write_text(text)


@pytest.fixture
def kitchen(tmp_path: Path) -> Kitchen:
    kitchen = Kitchen(tmp_path)
    assert kitchen.plan() == {"copy": "never run", "double": "follows copy"}
    assert kitchen.cook() == ["copy", "double"]
    return kitchen


def test_nothing_changed(kitchen: Kitchen) -> None:
    assert kitchen.plan() == {}
    assert kitchen.cook() == []


def test_a_folder_that_moves_stays_fresh(kitchen: Kitchen, tmp_path: Path) -> None:
    moved = Path(shutil.copytree(tmp_path, tmp_path / "moved"))
    assert Kitchen(moved).cook() == []


def test_force(kitchen: Kitchen) -> None:
    assert kitchen.cook(force=True) == ["copy", "double"]


def test_changed_content_under_an_unchanged_time_stamp_is_noticed(kitchen: Kitchen) -> None:
    stamp = kitchen.a.stat()
    kitchen.a.write_text("2")
    os.utime(kitchen.a, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert kitchen.plan() == {"copy": "a changed", "double": "follows copy"}
    assert kitchen.cook() == ["copy", "double"]
    assert kitchen.c.read_text() == "22"


def test_a_new_time_stamp_alone_is_nothing(kitchen: Kitchen) -> None:
    os.utime(kitchen.a, (1, 1))
    assert kitchen.cook() == []


def test_equal_output_stops_the_chain(kitchen: Kitchen) -> None:
    kitchen.settings["salt"] = "2"
    assert kitchen.plan() == {"copy": "salt changed", "double": "follows copy"}
    assert kitchen.cook() == ["copy"]


@pytest.mark.parametrize("meddle", [Path.unlink, lambda path: path.write_text("9")])
def test_an_output_that_is_not_as_it_was_left_is_made_again(kitchen: Kitchen, meddle: object) -> None:
    assert callable(meddle)
    meddle(kitchen.c)
    assert kitchen.plan() == {"double": "output c changed"}
    assert kitchen.cook() == ["double"]
    assert kitchen.c.read_text() == "11"


def test_a_failure_is_raised_and_tried_again(kitchen: Kitchen, monkeypatch: pytest.MonkeyPatch) -> None:
    kitchen.a.write_text("3")

    def fail(path: Path, text: str) -> None:
        raise ValueError("burnt")

    with monkeypatch.context() as patch:
        patch.setattr(Kitchen, "_write", staticmethod(fail))
        with pytest.raises(ValueError, match="burnt"):
            kitchen.cook()
    assert kitchen.c.read_text() == "11"
    assert kitchen.cook() == ["copy", "double"]
    assert kitchen.c.read_text() == "33"


def test_the_digest_of_a_folder_is_that_of_names_and_contents(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x/a.py").write_text("1")
    before = digest_tree(tmp_path)
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__/a.pyc").write_text("1")
    assert digest_tree(tmp_path) == before
    (tmp_path / "x/a.py").rename(tmp_path / "x/b.py")
    assert digest_tree(tmp_path) != before


def test_jobs_that_do_not_need_each_other_run_side_by_side(tmp_path: Path) -> None:
    together = threading.Barrier(2, timeout=10)

    def meet(path: Path) -> None:
        together.wait()
        path.write_text("met")

    jobs = [Job(name, [], [tmp_path / name], partial(meet, tmp_path / name)) for name in ("left", "right")]
    make(jobs, tmp_path / "state", root=tmp_path, notify=lambda name, state: None)
    assert (tmp_path / "left").read_text() == "met"


def test_what_was_done_is_remembered_though_a_later_job_fails(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"

    def fail() -> None:
        with sqlite3.connect(tmp_path / "state") as other:
            assert other.execute("select task_id from doit").fetchall() == [("first",)]
        other.close()
        raise ValueError("burnt")

    jobs = [Job("first", [], [first], first.touch), Job("second", [first], [second], fail)]
    with pytest.raises(ValueError, match="burnt"):
        make(jobs, tmp_path / "state", root=tmp_path, notify=lambda name, state: None)
    assert plan(jobs, tmp_path / "state", root=tmp_path) == {"second": "never run"}


def test_an_input_that_changes_while_it_is_read_is_no_success(
    kitchen: Kitchen, monkeypatch: pytest.MonkeyPatch
) -> None:
    def edit(path: Path, text: str) -> None:
        kitchen.a.write_text("edited")
        path.write_text(text)

    kitchen.a.write_text("4")
    with monkeypatch.context() as patch:
        patch.setattr(Kitchen, "_write", staticmethod(edit))
        with pytest.raises(BuildError, match="changed while copy was reading it; build again"):
            kitchen.cook()
    assert kitchen.cook() == ["copy", "double"]
    assert kitchen.c.read_text() == "editededited"


def _of_another_version(state: Path) -> None:
    with sqlite3.connect(state) as known:
        known.execute("update doit set task_data = 'not json'")


def _of_another_program(state: Path) -> None:
    state.unlink()
    with sqlite3.connect(state) as other:
        other.execute("create table bookmarks (url)")


def _cut(state: Path) -> None:
    state.write_bytes(state.read_bytes()[: state.stat().st_size // 2])


@pytest.mark.parametrize(
    "hurt", [lambda state: state.write_bytes(b"rubbish" * 999), _cut, _of_another_version, _of_another_program]
)
def test_a_record_that_is_damaged_is_only_a_record(kitchen: Kitchen, hurt: Callable[[Path], None]) -> None:
    hurt(kitchen.state)
    told, *ran = kitchen.cook()
    assert "it is only a record of what is made; all is made anew" in told
    assert ran == ["copy", "double"]
    assert kitchen.cook() == []


def test_a_part_of_the_jobs_is_what_a_job_needs(tmp_path: Path) -> None:
    a, b, c, d = (tmp_path / name for name in "abcd")
    jobs = [Job(f"to {out.name}", [into], [out], lambda: None) for into, out in ((a, b), (b, c), (a, d))]
    assert [job.name for job in part(jobs, ["to c"], bool)] == ["to b", "to c"]
    assert [job.name for job in part(jobs, [], bool)] == ["to b", "to c", "to d"]


def test_a_check_before_each_job_ends_the_build(tmp_path: Path) -> None:
    kitchen = Kitchen(tmp_path)

    def check() -> None:
        if kitchen.b.exists():
            raise BuildError("enough")

    with pytest.raises(BuildError, match="enough"):
        make(part(kitchen.jobs(), [], check), kitchen.state, root=tmp_path, notify=lambda name, state: None)
    assert kitchen.b.exists()
    assert not kitchen.c.exists()
