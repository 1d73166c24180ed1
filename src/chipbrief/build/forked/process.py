"""Processes forked from a warm server, and the kernel that such a process becomes."""

from __future__ import annotations

import atexit
import gc
import os
import pickle
import random
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from importlib import import_module
from importlib.util import find_spec
from multiprocessing import connection
from typing import Any

try:
    from multiprocessing import forkserver, reduction

    AVAILABLE = reduction.HAVE_SEND_HANDLE
except ImportError:  # Windows
    AVAILABLE = False

LAUNCHER = "ipykernel_launcher"
STILL = "chipbrief.build.forked.still"
BOUND = b"1"
"""What a kernel tells when its sockets are bound."""


_servers: dict[tuple[str, ...], forkserver.ForkServer] = {}
_prepared: dict[tuple[tuple[str, ...], tuple[str, ...]], Fork] = {}
_starting = threading.Lock()


def server(preload: tuple[str, ...]) -> forkserver.ForkServer:
    """The server that imports the modules `preload`, started now; it ends when this process and its forks have.

    Modules that are not there are left out. None may start a thread, an event loop or a zmq context.
    """
    with _starting:
        if preload not in _servers:
            _servers[preload] = forkserver.ForkServer()
            _servers[preload].set_forkserver_preload([STILL, *preload, "ipykernel.kernelapp", __name__])
            _servers[preload].ensure_running()
        return _servers[preload]


def servers(first: tuple[str, ...], *others: tuple[str, ...]) -> None:
    """Start the first server, and the others as soon as it is ready: sooner they would only slow it down."""

    def follow() -> None:
        with suppress(OSError, EOFError):
            call(first, int)
        for other in others:
            server(other)

    server(first)
    if others:
        threading.Thread(target=follow, daemon=True).start()


def prepare(preload: Iterable[str], imports: Iterable[str]) -> None:
    """Let a fork of the server of `preload` import more modules now; `fork` finds it waiting."""
    key = tuple(preload), tuple(imports)
    _prepared[key] = Fork(key[0], Prepared(key[1]))


def fork(preload: Iterable[str], imports: Iterable[str], child: Child) -> Fork:
    """A fork of the server of `preload` that runs `child` when it has imported the modules `imports` as well."""
    key = tuple(preload), tuple(imports)
    if not key[1]:
        return Fork(key[0], child)
    if key not in _prepared:
        prepare(*key)
    prepared = _prepared.pop(key)
    prepared.hear(child)
    return prepared


def call(preload: Iterable[str], function: Callable[..., Any], *arguments: Any) -> Any:
    """What `function` returns, or raises, in a fork. Raises OSError or EOFError when the fork ended without a word."""
    fork = Fork(preload, Call(function, arguments))
    with fork.told as told:
        answer = told.read()
    fork.wait()
    if not answer:
        raise EOFError(f"{function.__qualname__}: its process ended with code {fork.returncode}")
    result, error = pickle.loads(answer)  # noqa: S301 - from our own fork
    if error is not None:
        raise error
    return result


class Fork:
    """A process forked from the server of `preload`, with that part of `subprocess.Popen` that a provisioner uses.

    `told` is what the child writes. Made at once, also where the server still imports. Raises OSError or EOFError
    when the server is gone.
    """

    stdin = stdout = stderr = None

    def __init__(self, preload: Iterable[str], child: Child) -> None:
        listen, tell = os.pipe()
        hear, say = os.pipe()
        self.told = os.fdopen(listen, "rb", 0)
        self._say: int | None = say
        try:
            self._sentinel, order = server(tuple(preload)).connect_to_new_process([tell, hear])
        except BaseException:
            self.told.close()
            os.close(say)
            raise
        finally:
            os.close(tell)
            os.close(hear)
        self._lifeline = os.dup(order)
        self.returncode: int | None = None
        with os.fdopen(order, "wb") as file:
            reduction.dump({}, file)  # nothing to prepare: above all, __main__ is not to be imported again
            reduction.dump(child, file)

    @cached_property
    def pid(self) -> int:
        """Known when the server has forked: waits until then."""
        return int(forkserver.read_signed(self._sentinel))

    def hear(self, child: Child) -> None:
        """Tell a `Prepared` fork what it is to run. Raises OSError when it has gone."""
        say, self._say = self._say, None
        if say is None:
            raise BrokenPipeError("this fork has heard already, or has ended")
        with os.fdopen(say, "wb") as file:
            pickle.dump(child, file)

    def leave(self) -> None:
        """Let a `Prepared` fork end that is not needed."""
        if self._say is not None:
            os.close(self._say)
            self._say = None

    def poll(self, timeout: float | None = 0) -> int | None:
        """The exit code (negative: the signal), None while it runs; waits up to `timeout` seconds (None: no limit)."""
        if self.returncode is None and self.pid and connection.wait([self._sentinel], timeout):
            try:
                self.returncode = forkserver.read_signed(self._sentinel)
            except (OSError, EOFError):
                self.returncode = 255  # the server itself is gone
            os.close(self._lifeline)
            os.close(self._sentinel)
            self.told.close()
            self.leave()
        return self.returncode

    def wait(self) -> int | None:
        return self.poll(None)

    def send_signal(self, signum: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, signum)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


class Child:
    """What a fork is told, and does in `run`, where it may write to the pipe `tell` and read from `hear`."""

    def run(self, tell: int, hear: int) -> None:
        raise NotImplementedError

    def _bootstrap(self, parent: int) -> int:
        """Called by multiprocessing in the fork; its result is the exit code. `parent` ends when the builder does."""
        gc.freeze()  # the server's objects are not looked through again and again, nor their pages copied for that
        gc.enable()
        tell, hear = forkserver.get_inherited_fds() or []
        os.setsid()
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
        random.seed()  # every fork has the server's state otherwise
        if numpy := sys.modules.get("numpy"):
            numpy.random.seed()
        code = 0
        try:
            self.run(tell, hear)
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(end.code is not None)
        except BaseException:  # as the interpreter itself would end
            traceback.print_exc()
            code = 1
        atexit._run_exitfuncs()  # multiprocessing leaves them out
        return code


class Call(Child):
    """Calls a function and tells its result, or what it raised."""

    def __init__(self, function: Callable[..., Any], arguments: Sequence[Any]) -> None:
        self.function, self.arguments = function, arguments

    def run(self, tell: int, hear: int) -> None:  # noqa: ARG002 - nothing more to hear
        try:
            answer: tuple[Any, Exception | None] = (self.function(*self.arguments), None)
        except Exception as error:
            answer = (None, error)
        with os.fdopen(tell, "wb") as file:
            pickle.dump(answer, file)


class Prepared(Child):
    """Imports modules, then runs the child that it hears of; ends when it hears of none."""

    def __init__(self, imports: Iterable[str]) -> None:
        self.imports = list(imports)

    def run(self, tell: int, hear: int) -> None:
        for name in self.imports:
            with suppress(ImportError):  # as in a server
                import_module(name)
        with os.fdopen(hear, "rb", closefd=False) as file, suppress(EOFError):
            child: Child = pickle.load(file)  # noqa: S301 - from our own builder
            child.run(tell, hear)


class Kernel(Child):
    """Becomes the kernel that `command` would have started."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], folder: str) -> None:
        self.command, self.environment, self.folder = list(command), dict(environment), folder

    def run(self, tell: int, hear: int) -> None:  # noqa: ARG002 - nothing more to hear
        from ipykernel.kernelapp import IPKernelApp

        class App(IPKernelApp):
            def log_connection_info(self) -> None:
                """Called when the sockets are bound."""
                ordinary: Any = super()
                ordinary.log_connection_info()
                os.write(tell, BOUND)
                os.close(tell)

        self._settle()
        app: Any = App.instance(parent_handle=1)  # no polling for its parent, which is the server: see `_end_with`
        app.initialize(self.command[3:])
        if matplotlib := sys.modules.get("matplotlib"):
            matplotlib.rcParams["backend"] = os.environ["MPLBACKEND"]  # read at import; ipykernel has set it since
        app.start()
        if app.control_thread and app.control_thread.is_alive():
            # It may still wait for the thread of the output, which the functions at exit end first: ten seconds lost.
            app.control_thread.stop()
            app.control_thread.join()

    def _settle(self) -> None:
        """Give this process what an ordinary kernel has of its own."""
        os.chdir(self.folder)
        os.environ.clear()
        os.environ.update(self.environment)
        launcher = find_spec(LAUNCHER)
        sys.argv = [str(launcher.origin if launcher else LAUNCHER), *self.command[3:]]
        sys.path[:] = [path for path in sys.path if path]  # IPython adds the working directory in its own place


def _end_with(parent: int) -> None:
    """End this process group when the builder's end of the pipe is closed, also because it was killed."""
    connection.wait([parent])
    os.killpg(0, signal.SIGKILL)
