"""What is stale, and in what order it is made: tasks for doit, judged by content alone.

doit's own checkers trust a file whose time stamp is unchanged; a restored or copied file keeps its old one,
so here every input is read (they are small).
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import chdir, closing, contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from doit.control import TaskControl
from doit.dependency import DatabaseException, Dependency, FileChangedChecker, SqliteDB
from doit.runner import MThreadRunner
from doit.task import Task

from chipbrief.errors import BuildError, InputError
from chipbrief.files import REFUSALS, unwritable

Notify = Callable[[str, str], None]
"""Called with a task's name and `run`, `done` or `fresh`; with `run` in the thread that runs it."""

Check = Callable[[], object]
"""Called before each job, in its thread; ends the build by raising."""

AT_ONCE = 4
"""Jobs that run side by side: four renderings do not need each other, and two cores take turns at them until all are
done, where two at a time would leave one core with nothing to do beside the last long one."""


@dataclass(frozen=True)
class Job:
    """Something to make: files from files, by an action; stale also when one of `settings` changed."""

    name: str
    inputs: Sequence[Path]
    outputs: Sequence[Path]
    action: Callable[[], None]
    settings: Mapping[str, str] = field(default_factory=dict)


_read: ContextVar[dict[Path, str] | None] = ContextVar("_read", default=None)
"""Digests of the files that a plan has read already; none while jobs run, since they change them."""


def digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    read, place = _read.get(), path.absolute()
    if read is None:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    if place not in read:
        read[place] = hashlib.sha256(path.read_bytes()).hexdigest()
    return read[place]


def digest_tree(folder: Path, *, without: Path | None = None) -> str:
    """SHA-256 over the names and contents of all files below a folder, compiled Python and `without` left out."""
    total = hashlib.sha256()
    found = (p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    for path in sorted(p for p in found if without not in p.parents):
        total.update(f"{path.relative_to(folder).as_posix()}\0{digest(path)}\0".encode())
    return total.hexdigest()


def part(jobs: Sequence[Job], names: Collection[str], check: Check) -> list[Job]:
    """The jobs of these names (of none: all) and those whose outputs they need, in their order.

    Each calls `check` first, and fails with what that raises.
    """

    def checked(action: Callable[[], None]) -> None:
        check()
        action()

    wanted: list[Job] = []
    needed: set[Path] = set()
    for job in reversed(jobs):
        if not names or job.name in names or needed.intersection(job.outputs):
            wanted.insert(0, replace(job, action=partial(checked, job.action)))
            needed.update(job.inputs)
    return wanted


def make(jobs: Iterable[Job], state: Path, *, root: Path, force: bool = False, notify: Notify) -> None:
    """Run the stale jobs in order of their files, those that do not need each other side by side; all with `force`.

    Actions run in threads. What is done is remembered job by job, so a build that
    is killed goes on where it was; the files are remembered relative to `root`, so that a project may move. Actions
    run in `root`. Raises what the first failing action raised; nothing else is begun then.
    """
    failures: list[Exception] = []
    control = _control(jobs, failures, root)
    _mended(state, notify)
    with chdir(root):
        runner = MThreadRunner(_dependencies(state), _Reporter(notify), always_execute=force, num_process=AT_ONCE)
        try:
            runner.run_all(control.task_dispatcher())
        except sqlite3.Error as error:
            failures.append(_unrecorded(state, error))
    if failures:
        raise failures[0]


def plan(jobs: Sequence[Job], state: Path, *, root: Path) -> dict[str, str]:
    """Name of each job that `make` would run, in order, and why."""
    control = _control(jobs, [], root)
    _mended(state, lambda _name, _state: None)
    made: dict[Path, str] = {}
    reasons: dict[str, str] = {}
    with chdir(root), _reading_once():
        dependencies = _dependencies(state)
        for job in jobs:
            before = [made[path] for path in job.inputs if path in made]
            task = control.tasks[job.name]
            reason = f"follows {before[-1]}" if before else _reason(dependencies, task, control.tasks)
            if reason:
                reasons[job.name] = reason
                made |= dict.fromkeys(job.outputs, job.name)
        dependencies.close()
    return reasons


@contextmanager
def _reading_once() -> Iterator[None]:
    """Files are read once meanwhile, however many jobs have them."""
    before = _read.set({})
    try:
        yield
    finally:
        _read.reset(before)


class _Remembered(SqliteDB):  # type: ignore[misc]
    """doit's record of earlier runs, committed after each job: doit itself waits for the end of all."""

    def commit(self) -> None:
        for task in self._dirty:
            self._conn.execute(
                "insert or replace into doit values (?, ?)", (task, self.codec.encode(self._cache[task]))
            )
        self._conn.commit()
        self._dirty.clear()


class _Record(Dependency):  # type: ignore[misc]
    """What doit knows of earlier runs, on disk as soon as it is known."""

    def save_success(self, task: Task, result_hash: str | None = None) -> None:
        super().save_success(task, result_hash)
        self.backend.commit()

    def remove_success(self, task: Task) -> None:
        super().remove_success(task)
        self.backend.commit()


class _Contents(FileChangedChecker):  # type: ignore[misc]
    """A file has changed when its bytes have."""

    def check_modified(self, file_path: str, file_stat: object, state: str) -> bool:  # noqa: ARG002 - doit's signature
        return digest(Path(file_path)) != state

    def get_state(self, dep: str, current_state: str | None) -> str:  # noqa: ARG002 - doit's signature
        return digest(Path(dep))


class _Unchanged:
    """True while every setting, and every output, is as the job left it."""

    def __init__(self, job: Job) -> None:
        self.job = job

    def saved(self) -> dict[str, str]:
        return {**self.job.settings, **{f"output {p.name}": digest(p) for p in self.job.outputs}}

    def changed(self, values: Mapping[str, str]) -> list[str]:
        """The names of settings and outputs that are not as saved."""
        lost = [f"output {p.name}" for p in self.job.outputs if not p.is_file()]
        return lost or [name for name, value in self.saved().items() if values.get(name) != value]

    def __call__(self, task: object, values: Mapping[str, str]) -> bool:  # noqa: ARG002 - doit's signature
        return not self.changed(values)


class _Reporter:
    """Tells `notify` what doit does; doit's own reporters print."""

    def __init__(self, notify: Notify) -> None:
        self.notify = notify

    def execute_task(self, task: Task) -> None:
        self.notify(task.name, "run")

    def add_success(self, task: Task) -> None:
        self.notify(task.name, "done")

    def skip_uptodate(self, task: Task) -> None:
        self.notify(task.name, "fresh")

    def runtime_error(self, message: str) -> None:
        raise RuntimeError(message)

    def get_status(self, task: Task) -> None: ...
    def add_failure(self, task: Task, failure: object) -> None: ...
    def complete_run(self) -> None: ...


def _control(jobs: Iterable[Job], failures: list[Exception], root: Path) -> TaskControl:
    tasks = [_task(job, failures, root) for job in jobs]
    control = TaskControl(tasks)
    control.process(None)
    return control


def _task(job: Job, failures: list[Exception], root: Path) -> Task:
    unchanged = _Unchanged(job)

    def action() -> bool:
        """doit keeps only the text of an exception, so the first one is kept here."""
        try:
            before = [digest(path) for path in job.inputs]
            job.action()
            for path, found in zip(job.inputs, before, strict=True):
                if digest(path) != found:  # else the record would say that this was made from what is there now
                    raise BuildError(f"{path}: changed while {job.name} was reading it; build again")
        except OSError as error:  # a full disk does not tell of which file it has no room for the rest
            explained = error.filename or error.errno not in REFUSALS
            failures.append(error if explained else unwritable(job.outputs[-1], error))
            return False
        except Exception as error:  # raised again by make()
            failures.append(error)
            return False
        return True

    task = Task(
        job.name,
        [action],
        file_dep=[os.path.relpath(path, root) for path in job.inputs],
        targets=[os.path.relpath(path, root) for path in job.outputs],
        uptodate=[unchanged],
        io={"capture": False},
    )
    task.value_savers.append(unchanged.saved)
    return task


def _dependencies(state: Path) -> Dependency:
    """doit's record of earlier runs; transactions of SQLite, so a killed build leaves what was done before."""
    state.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _Record(_Remembered, str(state), checker_cls=_Contents)
    except (DatabaseException, sqlite3.Error) as error:
        raise _unrecorded(state, error) from error


def _mended(state: Path, notify: Notify) -> None:
    """Remove a record that cannot be read, of another version or damaged: without it all is made anew."""
    if not state.is_file():
        return
    try:
        with closing(sqlite3.connect(state)) as record_file:
            tables = {name for (name,) in record_file.execute("select name from sqlite_master where type = 'table'")}
            if tables and "doit" not in tables:
                raise ValueError("another program's")
            for _, record in record_file.execute("select task_id, task_data from doit") if tables else ():
                json.loads(record)
    except sqlite3.OperationalError as error:
        if "no such column" not in str(error):  # locked, or on a disk that cannot be written: to be told
            return
    except (sqlite3.DatabaseError, ValueError, TypeError, RecursionError):
        pass
    else:
        return
    with suppress(OSError):
        state.unlink()
        notify(f"{state.name} could not be read: it is only a record of what is made; all is made anew", "run")


def _unrecorded(state: Path, error: Exception) -> InputError:
    """The record of earlier runs cannot be kept: a full disk, one that is read-only, or a damaged file."""
    reason = str(error).rpartition("Original error: ")[2]
    return InputError(f"{state}: cannot be used ({reason}); make room and see who may write there, or remove it")


def _reason(dependencies: Dependency, task: Task, tasks: Mapping[str, Task]) -> str:
    status: Any = dependencies.get_status(task, tasks, get_log=True)
    if status.status == "up-to-date":
        return ""
    values = dependencies.get_values(task.name)
    if not values:
        return "never run"
    (unchanged, _, _) = task.uptodate[0]
    files = [Path(p).name for p in sorted(task.dep_changed)]
    changed = unchanged.changed(values) or files
    return ", ".join(changed) + " changed" if changed else "its list of inputs changed"
