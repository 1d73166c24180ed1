"""A preview: builds whenever something changes, serves the pages, and tells them when there is a newer one.

Files are looked at ten times a second: a few milliseconds for the few hundred that there are, the same on every system
and disk, also where a network or a container passes no notice of changes on. A thread builds; the server's thread only
serves. The page that somebody looks at is made first, the handout and all else after it, and what is not begun by then
is left when the next change comes.
"""

from __future__ import annotations

import hashlib
import json
import mimetypes
import os
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop
from tornado.iostream import StreamClosedError
from tornado.locks import Condition
from tornado.netutil import bind_sockets
from tornado.web import Application, HTTPError, RequestHandler

import chipbrief
from chipbrief.errors import ChipbriefError, InputError
from chipbrief.forked_kernels import process
from chipbrief.language.labels import LANGUAGES, labels
from chipbrief.pipeline.jobs import Build, Order
from chipbrief.pipeline.lasting import NAME as LASTING
from chipbrief.pipeline.steps import PRELOAD
from chipbrief.project import Paths
from chipbrief.sources import reference_tables

EVERY = 0.1
"""Seconds from one look at the files to the next."""
HOST = "127.0.0.1"
_ALIVE = timedelta(seconds=15)
"""After which a silent line of events says that it is there, so that no proxy closes it."""
_WAITING = (
    b'<!doctype html><html lang="en"><meta charset="utf-8"><title>chipbrief preview</title>'
    b'<link rel="icon" href="data:,"><body></body></html>'
)

Look = dict[Path, tuple[int, int, int]]
"""Of each file that is watched when it was written, its size, and which file it is."""


class _OutdatedError(ChipbriefError):
    """What is being made is out of date already."""


class Preview:
    """The builds of a project while it is previewed; `ordered` gives the order, with what `chipbrief.toml` says now."""

    def __init__(self, paths: Paths, ordered: Callable[[], Order], tell: Callable[[], object]) -> None:
        self.rendered = paths.derived / "rendered"
        self.first = f"brief.{LANGUAGES[0]}.html"
        self.looked_at: Counter[str] = Counter()
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self._work, name="builds")
        self._paths, self._ordered, self._tell = paths, ordered, tell
        self._told: dict[str, Any] = {"versions": {}, "error": "", "working": True}
        self._seen: Look = {}

    @property
    def told(self) -> str:
        """What the pages are told, as JSON: the versions of the pages, what is wrong, whether a build is at work."""
        return json.dumps(self._told, ensure_ascii=False)

    def _say(self, **news: object) -> None:
        told = self._told | news
        if told != self._told:
            self._told = told
            self._tell()

    def _work(self) -> None:
        while not self.ended.is_set():
            now = self._look()
            if now == self._seen:
                self.ended.wait(EVERY)
                continue
            changed = [path for path in now.keys() | self._seen.keys() if now.get(path) != self._seen.get(path)]
            first, self._seen = not self._seen, now
            if not first and any(_is_code(path) for path in changed):
                self._say(error="chipbrief itself has changed; end this preview and start it again", working=False)
                return  # the code that is loaded is no longer that which the record of builds would name
            self._forget(changed)
            self._say(working=True)
            error = self._built()
            if error is not None:
                self._say(error=error, working=False)

    def _built(self) -> str | None:
        """Build; what is wrong, in a line, empty when nothing is; None where something changed meanwhile."""
        try:
            build = replace(Build.of(self._ordered()), resident=True)
            for page in self._by_interest(build):
                build.run(notify=_silent, only=[page], check=self._refuse_ended)
                self._say(versions=self._versions(), error="")
            build.run(notify=_silent, check=self._refuse_outdated)
        except _OutdatedError:
            return None
        except ChipbriefError as error:
            said = str(error)
        except OSError as error:
            said = f"{error.filename or self._paths.root}: {error.strerror or error}"
        except Exception as error:  # whatever it is, the preview goes on
            said = f"{type(error).__name__}: {error}"
        else:
            self._say(versions=self._versions())
            return ""
        # A file that was read while it was being saved is read again.
        return None if self._look() != self._seen else " ".join(said.split())

    def _by_interest(self, build: Build) -> list[str]:
        """The briefs' pages of which at least one is made before all else: those that are open, else the first."""
        pages = [f"brief.{language}.html" for language in build.languages]
        self.first = pages[0]
        return [page for page in pages if self.looked_at[page] > 0] or pages[:1]

    def _refuse_ended(self) -> None:
        if self.ended.is_set():
            raise _OutdatedError

    def _refuse_outdated(self) -> None:
        self._refuse_ended()
        if self._look() != self._seen:
            raise _OutdatedError

    def _forget(self, changed: list[Path]) -> None:
        """Drop what this process, and the warm one, remember of files that have changed."""
        reference_tables.forget()
        if any(path.suffix == ".toml" for path in changed):
            labels.cache_clear()
            process.stop(PRELOAD)  # it has read the labels; the other servers know no words and no tables

    def _look(self) -> Look:
        found: Look = {}
        for path in self._watched():
            try:
                known = path.stat()
            except OSError:  # removed since
                continue
            found[path] = known.st_mtime_ns, known.st_size, known.st_ino
        return found

    def _watched(self) -> Iterator[Path]:
        paths = self._paths
        yield paths.root / LASTING
        yield from paths.notebooks.glob("*.ipynb")
        yield from paths.reference.glob("*.csv")
        for folder in (paths.sources, _package()):
            yield from _files(folder)

    def _versions(self) -> dict[str, str]:
        pages = sorted(self.rendered.rglob("*.html"))
        return {page.relative_to(self.rendered).as_posix(): version(page.read_bytes()) for page in pages}


def version(page: bytes) -> str:
    """What a page is called whose bytes are these."""
    return hashlib.sha256(page).hexdigest()[:16]


def _silent(_name: str, _state: str) -> None: ...


def _package() -> Path:
    return Path(chipbrief.__file__).parent


def _is_code(path: Path) -> bool:
    return path.suffix == ".py" and path.is_relative_to(_package())


def _files(folder: Path) -> Iterator[Path]:
    try:
        entries = list(os.scandir(folder))
    except OSError:  # not there: the build says so
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name == "__pycache__":
            continue
        if entry.is_dir():
            yield from _files(Path(entry.path))
        else:
            yield Path(entry.path)


class _Handler(RequestHandler):
    def initialize(self, preview: Preview, changed: Condition) -> None:
        self.preview, self.changed = preview, changed
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")


class _First(_Handler):
    def get(self) -> None:
        """The first page; by a relative address, since a proxy may have a path before it."""
        self.set_status(302)
        self.set_header("Location", self.preview.first)


class _Script(_Handler):
    def get(self) -> None:
        self.set_header("Content-Type", "text/javascript; charset=utf-8")
        self.write(Path(__file__).with_suffix(".js").read_bytes())


class _File(_Handler):
    def get(self, name: str) -> None:
        path = self.preview.rendered / name
        page = name.endswith(".html")
        if not path.is_file() and not page:
            raise HTTPError(404)
        content = path.read_bytes() if path.is_file() else _WAITING
        self.set_header("Content-Type", mimetypes.guess_type(name)[0] or "application/octet-stream")
        self.write(_live(content, name, version(content) if path.is_file() else "") if page else content)


def _live(page: bytes, name: str, version: str) -> bytes:
    """A page with our script, which its policy allows."""
    up = "../" * name.count("/")
    script = f'<script src="{up}preview.js" data-page="{name}" data-version="{version}"></script></body>'
    head, _, tail = page.rpartition(b"</body>")
    return head.replace(b"script-src ", b"connect-src 'self'; script-src 'self' ", 1) + script.encode() + tail


class _Events(_Handler):
    async def get(self) -> None:
        """What there is to tell, now and whenever it changes, as server-sent events."""
        self.set_header("Content-Type", "text/event-stream; charset=utf-8")
        self.set_header("X-Accel-Buffering", "no")
        page, told = self.get_query_argument("page", ""), ""
        self.preview.looked_at[page] += 1
        try:
            while not self.preview.ended.is_set():
                now = self.preview.told
                self.write(f"data: {now}\n\n" if now != told else ":\n\n")
                await self.flush()
                told = now
                if self.preview.told == told:
                    await self.changed.wait(_ALIVE)
        except StreamClosedError:
            pass
        finally:
            self.preview.looked_at[page] -= 1


def serve(paths: Paths, ordered: Callable[[], Order], port: int, started: Callable[[str], object]) -> None:
    """Preview a project until `IOLoop.current().stop()`; `started` is told the address.

    Raises InputError for a port that cannot be had.
    """
    try:
        sockets = bind_sockets(port, HOST)
    except OSError as error:
        raise InputError(f"--port {port}: cannot be had ({error.strerror}); choose another, or leave it out") from error
    loop, changed = IOLoop.current(), Condition()
    preview = Preview(paths, ordered, lambda: loop.add_callback(changed.notify_all))
    arguments = {"preview": preview, "changed": changed}
    served = r"((?:data/|notebooks/)?[\w.-]+\.(?:html|pdf|json|xlsx|png|csv))"
    application = Application(
        [
            (r"/(?:.*/)?events", _Events, arguments),
            (r"/(?:.*/)?preview\.js", _Script, arguments),
            (rf"/(?:.*?/)?{served}", _File, arguments),
            (r"/(?:.*/)?", _First, arguments),
        ],
        log_function=lambda _: None,
    )
    server = HTTPServer(application)
    server.add_sockets(sockets)
    preview.thread.start()
    try:
        started(f"http://{HOST}:{sockets[0].getsockname()[1]}/")
        loop.start()
    finally:
        server.stop()
        preview.ended.set()
        preview.thread.join()  # until the job that is being made is done; a second signal does not wait for it
