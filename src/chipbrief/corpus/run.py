"""A run over a corpus: parts go to Dask's workers, a few at a time, and come back in any order.

The documents travel with their task and the figures come back to this process, which alone writes: workers need
no file system in common, and one that is killed leaves nothing half-written; its tasks go to the others.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chipbrief.corpus import work
from chipbrief.corpus.documents import documents
from chipbrief.corpus.parts import Part, parts
from chipbrief.corpus.store import Entry, Store, extraction
from chipbrief.errors import BuildError, InputError
from chipbrief.forked_kernels import process
from chipbrief.sources.reference_tables import Lexicon

if TYPE_CHECKING:
    from distributed import Client

_AHEAD = 3  # tasks for each core: one running, one waiting there, one on its way
_CONNECT = 15  # seconds to wait for a scheduler
_MEMORY = "2GiB"  # of a worker on this machine: at 95 % of it Dask starts the worker anew

_SETTINGS = {
    "distributed.admin.large-graph-warning-threshold": "1GB",  # documents travel with their tasks, as they should
    "distributed.comm.timeouts.connect": f"{_CONNECT}s",
    "distributed.worker.profile.enabled": False,  # its history of an hour takes a hundred megabytes
    "distributed.admin.system-monitor.log-length": 60,  # and so does this one
    "distributed.admin.low-level-log-length": 10,  # these keep the last thousand messages, documents and all
}


@dataclass
class Progress:
    """How far a run is: documents, figures and failures so far, how many documents were made now, not kept before.

    `read` is the part of the source (0 to 1) that is done; `resumed` what it was before the first part was made.
    """

    documents: int = 0
    figures: int = 0
    failures: int = 0
    made: int = 0
    read: float = 0.0
    resumed: float = 0.0

    def add(self, entry: Entry, read: float, *, made: bool) -> None:
        self.documents += entry.documents
        self.figures += entry.figures
        self.failures += entry.failures
        self.read = max(self.read, read)
        if made:
            self.made += entry.documents
        elif not self.made:
            self.resumed = self.read


Notify = Callable[[Progress], None]
Connect = Callable[[], Any]
"""Gives a context that holds a Dask client; called when the first part has to be made, and not before."""


@dataclass
class _Run:
    store: Store
    notify: Notify
    lexicon: Lexicon
    progress: Progress = field(default_factory=Progress)
    entries: dict[str, Entry | None] = field(default_factory=dict)
    waiting: dict[Any, Part] = field(default_factory=dict)

    def all(self, stream: Iterator[Part], connect: Connect) -> None:
        """Make every part that is not kept."""
        for part in self._missing(stream):
            with connect() as client:
                self._all(client, part, self._missing(stream))

    def _all(self, client: Client, first: Part, rest: Iterator[Part]) -> None:
        from distributed import as_completed

        done = as_completed()
        self._submit(client, first, done)
        for part in rest:
            self._submit(client, part, done)
            while len(self.waiting) >= _AHEAD * max(1, sum(client.nthreads().values())):
                self._collect(client, next(done))
        while self.waiting:
            self._collect(client, next(done))

    def _missing(self, stream: Iterator[Part]) -> Iterator[Part]:
        for part in stream:
            self.entries[part.key] = entry = self.store.entry(part)
            if entry is None:
                yield part
            else:
                self.progress.add(entry, part.read, made=False)
                self.notify(self.progress)

    def _submit(self, client: Client, part: Part, done: Any) -> None:
        future = client.submit(work.make, part.documents, self.lexicon, key=("figures", part.key), pure=False)
        self.waiting[future] = part
        done.add(future)

    def _collect(self, client: Client, future: Any) -> None:
        part = self.waiting.pop(future)
        made = _result(future)
        if made is None:
            made = work.joined(_alone(client, part, self.lexicon))
        self.entries[part.key] = entry = self.store.keep(part, made)
        self.progress.add(entry, part.read, made=True)
        self.notify(self.progress)


def run(  # noqa: PLR0913 - as many as the command has
    source: str, out: Path, *, connect: Connect, published: str = "", notify: Notify, lexicon: Lexicon | None = None
) -> Progress:
    """Read every document of `source` into the figure set `out`, but for the parts that it has already.

    Units and names are those of `lexicon`, whose folder the workers must reach; else of each worker's package.

    Raises InputError for a source or a place that cannot be used, BuildError when the workers fail us.
    """
    tables = lexicon or Lexicon.of()
    store, digest = Store(out), extraction(tables.folder)
    running = _Run(store, notify, tables)
    running.all(parts(documents(source, published), digest), connect)
    store.finish(digest, [entry for entry in running.entries.values() if entry])
    return running.progress


@contextmanager
def local(workers: int) -> Iterator[Client]:
    """A client of so many single-threaded processes on this machine, which end with it."""
    import dask
    from distributed import Client, LocalCluster  # before the settings: what it adds to them must outlast them

    _quiet()
    with dask.config.set(_SETTINGS), _forking():
        cluster = LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",  # any free port, and for nobody else
            memory_limit=_MEMORY,
        )
        try:
            with Client(cluster) as client:
                yield client
        finally:
            with suppress(AssertionError):  # Dask stumbles over a worker that it is just starting again
                cluster.close()


@contextmanager
def existing(address: str, patience: float, say: Callable[[str], None]) -> Iterator[Client]:
    """A client of a scheduler that runs already. Raises InputError when it does not answer, or has no worker.

    It waits `patience` seconds for a first worker, and tells that by `say`.
    """
    import dask
    from distributed import Client

    _quiet()
    with dask.config.set(_SETTINGS):
        try:
            client = Client(address, timeout=_CONNECT)
        except (OSError, ValueError) as error:
            reason = " ".join(str(error).split()) or type(error).__name__
            raise InputError(f"--scheduler {address}: no answer ({reason}); write it as tcp://HOST:8786") from error
        with client:
            if not client.nthreads():
                say(f"{address}: no worker there yet; waiting for one, {patience:.0f} s at most")
                _await_worker(client, address, patience)
            yield client


def _await_worker(client: Client, address: str, patience: float) -> None:
    try:
        client.wait_for_workers(1, timeout=patience)
    except TimeoutError as error:
        start = f"start one (dask worker {address} --nthreads 1), or wait longer with --wait"
        raise InputError(f"--scheduler {address}: no worker came in {patience:.0f} s; {start}") from error


@contextmanager
def _forking() -> Iterator[None]:
    """Have workers forked from one process that has Kiwi's model, where a system can fork."""
    import dask
    from distributed.utils import get_mp_context

    if not process.AVAILABLE:
        yield
        return
    with dask.config.set({"distributed.worker.multiprocessing-method": "forkserver"}):
        get_mp_context().set_forkserver_preload(["distributed", "chipbrief.corpus.warm"])  # after Dask's own list
        yield


def _quiet() -> None:
    """A worker that ends is our business: the user sees failures, not Dask's log."""
    logging.getLogger("distributed").setLevel(logging.CRITICAL)


def _alone(client: Client, part: Part, lexicon: Lexicon) -> Iterator[work.Made]:
    """Each document of a part by itself, when together they killed worker after worker: one of them is the cause."""
    for number, document in enumerate(part.documents):
        future = client.submit(work.make, (document,), lexicon, key=("alone", part.key, number), pure=False)
        yield _result(future) or work.lost(document, "every worker that read it was killed; is it too large?")


def _result(future: Any) -> work.Made | None:
    """What a task gave; None when it killed its workers. Raises BuildError when it failed as a whole."""
    from distributed import KilledWorker

    try:
        made: work.Made = future.result()
    except KilledWorker:
        return None
    except Exception as error:  # an import that fails there, a scheduler that is gone
        reason = f"{type(error).__name__}: {' '.join(str(error).split())}"
        remedy = "let them have this chipbrief and its libraries, and run again: the parts that are done are kept"
        raise BuildError(f"the workers cannot go on ({reason}); {remedy}") from error
    return made
