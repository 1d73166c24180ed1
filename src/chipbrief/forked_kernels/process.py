"""Warm servers, and processes forked from them."""

from __future__ import annotations

import atexit
import os
import pickle
import signal
import socket
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import cached_property
from multiprocessing import connection
from typing import Any

from chipbrief.forked_kernels.child import Call, Child, Template

try:
    from multiprocessing import forkserver, reduction

    AVAILABLE = reduction.HAVE_SEND_HANDLE
except ImportError:  # Windows
    AVAILABLE = False

STILL = "chipbrief.forked_kernels.still"
UNTOLD = 255
"""The exit code of a fork that could not tell its own: it was killed, or its server is gone."""

_ORDER = b"1"
"""Sent with the file descriptors of a new fork, which cannot travel alone."""

_servers: dict[tuple[str, ...], forkserver.ForkServer | Nested] = {}
_starting = threading.RLock()


def server(preload: tuple[str, ...]) -> forkserver.ForkServer | Nested:
    """The server that imports the modules `preload`, started now; it ends when this process and its forks have.

    Where there is a server already of the first of these modules, it is forked from that one and imports the rest.
    Modules that are not there are left out. None may start a thread, an event loop or a zmq context.
    """
    with _starting:
        if preload not in _servers:
            below = [warm for warm in _servers if warm and warm == preload[: len(warm)]]
            base = max(below, key=len, default=())
            _servers[preload] = Nested(base, preload[len(base) :]) if base else _started(preload)
        return _servers[preload]


def stop(preload: tuple[str, ...]) -> None:
    """End the server of `preload`, if there is one, for the memory that it holds, and those that were forked from it.

    Their forks must have ended. Nobody waits for it: an interpreter takes a while to leave.
    """
    above = [modules for modules in reversed(_servers) if modules[: len(preload)] == preload]
    ending: list[Any] = [_servers.pop(modules) for modules in above]

    def end() -> None:
        for each in ending:
            each._stop()  # as Python's own tests do; there is no public way

    threading.Thread(target=end).start()


def _started(preload: tuple[str, ...]) -> forkserver.ForkServer:
    started = forkserver.ForkServer()
    started.set_forkserver_preload([STILL, *preload, "ipykernel.kernelapp", __name__])
    started.ensure_running()
    return started


class Nested:
    """A server that is a fork of another and shares its memory, with what `Fork` uses of multiprocessing's.

    Other than there, a fork tells its exit code itself: of one that was killed nobody learns by which signal.
    """

    def __init__(self, base: tuple[str, ...], imports: tuple[str, ...]) -> None:
        self._base, self._imports = base, imports
        self._asking = threading.Lock()
        self._start()

    def _start(self) -> None:
        self._orders, orders = socket.socketpair()
        atexit.register(self._orders.close)
        with orders:
            self._template = Fork(self._base, Template(self._imports), orders.fileno())
        self._template.pipe.close()  # it has nothing to say

    def connect_to_new_process(self, fds: Sequence[int]) -> tuple[int, int]:
        """As multiprocessing's server does: where a new fork tells its pid and its exit code, and where it is told."""
        status, report = os.pipe()
        heard, order = os.pipe()
        try:
            with self._asking:
                try:
                    socket.send_fds(self._orders, [_ORDER], [heard, report, *fds])
                except BrokenPipeError:  # it has died
                    self._orders.close()
                    self._start()
                    socket.send_fds(self._orders, [_ORDER], [heard, report, *fds])
        except BaseException:
            os.close(status)
            os.close(order)
            raise
        finally:
            os.close(report)
            os.close(heard)
        return status, order

    def _stop(self) -> None:
        self._orders.close()
        self._template.wait()


def call(preload: Iterable[str], function: Callable[..., Any], *arguments: Any) -> Any:
    """What `function` returns, or raises, in a fork. Raises OSError or EOFError when the fork ended without a word."""
    fork = Fork(preload, Call(function, arguments))
    with fork.pipe as pipe:
        answer = pipe.read()
    fork.wait()
    if not answer:
        raise EOFError(f"{function.__qualname__}: its process ended with code {fork.returncode}")
    result, error = pickle.loads(answer)  # noqa: S301 - from our own fork
    if error is not None:
        raise error
    return result


def call_or_here(preload: Iterable[str], function: Callable[..., Any], *arguments: Any) -> Any:
    """As `call`; in this process where the fork came to nothing."""
    try:
        return call(preload, function, *arguments)
    except EOFError:
        return function(*arguments)


class Fork:
    """A process forked from the server of `preload`, with that part of `subprocess.Popen` that a provisioner uses.

    `pipe` is what the child writes; `fds` are given to it besides. Made at once, also where the server still imports.
    Raises OSError or EOFError when the server is gone.
    """

    stdin = stdout = stderr = None

    def __init__(self, preload: Iterable[str], child: Child, *fds: int) -> None:
        listen, tell = os.pipe()
        self.pipe = os.fdopen(listen, "rb", 0)
        try:
            self._sentinel, order = server(tuple(preload)).connect_to_new_process([tell, *fds])
        except BaseException:
            self.pipe.close()
            raise
        finally:
            os.close(tell)
        self._lifeline = os.dup(order)
        self.returncode: int | None = None
        try:
            with os.fdopen(order, "wb") as file:
                reduction.dump({}, file)  # nothing to prepare: above all, __main__ is not to be imported again
                reduction.dump(child, file)
        except BaseException:  # the server has died since
            self._close()
            raise

    @cached_property
    def pid(self) -> int:
        """Known when the server has forked: waits until then."""
        return int(forkserver.read_signed(self._sentinel))

    def poll(self, timeout: float | None = 0) -> int | None:
        """The exit code (negative: the signal), None while it runs; waits up to `timeout` seconds (None: no limit)."""
        if self.returncode is None and self._ends(timeout):
            try:
                self.returncode = forkserver.read_signed(self._sentinel)
            except (OSError, EOFError):
                self.returncode = UNTOLD
            self._close()
        return self.returncode

    def _close(self) -> None:
        os.close(self._lifeline)
        os.close(self._sentinel)
        self.pipe.close()

    def _ends(self, timeout: float | None) -> bool:
        with suppress(OSError, EOFError):  # gone before it was there
            _ = self.pid
        return bool(connection.wait([self._sentinel], timeout))

    def wait(self) -> int | None:
        return self.poll(None)

    def send_signal(self, signum: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, signum)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)
