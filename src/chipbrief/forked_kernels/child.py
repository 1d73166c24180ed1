"""What a process forked from a warm server does: a call, a kernel, or a server that knows more."""

from __future__ import annotations

import atexit
import gc
import os
import pickle
import random
import signal
import socket
import sys
import threading
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from importlib.util import find_spec
from itertools import pairwise
from multiprocessing import connection
from pathlib import Path
from typing import Any

with suppress(ImportError):  # Windows
    from multiprocessing import forkserver

LAUNCHER = "ipykernel_launcher"
BOUND = b"1"
"""What a kernel tells when its sockets are bound."""


class Child:
    """What a fork is told, and does in `run`, where it may write to the pipe `tell`."""

    leaves: Sequence[str] = ()
    """Files that the builder removes when it has done with the fork, and the fork itself when the builder is killed."""

    def run(self, tell: int) -> None:
        raise NotImplementedError

    def _bootstrap(self, parent: int) -> int:
        """Called by multiprocessing in the fork; its result is the exit code. `parent` ends when the builder does."""
        return self.begin(parent, *(forkserver.get_inherited_fds() or ()))

    def begin(self, parent: int, tell: int) -> int:
        """Make the fork a process of its own, and run."""
        gc.freeze()  # the server's objects are not looked through again and again, nor their pages copied for that
        gc.enable()
        os.setsid()
        threading.Thread(target=_end_with, args=(parent, self.leaves), daemon=True).start()
        random.seed()  # every fork has the server's state otherwise
        if numpy := sys.modules.get("numpy"):
            numpy.random.seed()
        code = 0
        try:
            self.run(tell)
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

    def run(self, tell: int) -> None:
        try:
            answer: tuple[Any, Exception | None] = (self.function(*self.arguments), None)
        except Exception as error:
            answer = (None, error)
        with suppress(BrokenPipeError), os.fdopen(tell, "wb") as file:  # the builder may have left meanwhile
            pickle.dump(answer, file)


class Kernel(Child):
    """Becomes the kernel that `command` would have started."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], folder: str) -> None:
        self.command, self.environment, self.folder = list(command), dict(environment), folder
        self.leaves = [name for option, name in pairwise(self.command) if option == "-f"]  # the connection file

    def run(self, tell: int) -> None:
        from ipykernel.kernelapp import IPKernelApp

        class App(IPKernelApp):
            def log_connection_info(self) -> None:
                """Called when the sockets are bound."""
                ordinary: Any = super()
                ordinary.log_connection_info()
                with suppress(BrokenPipeError):
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


def _end_with(parent: int, leaves: Iterable[str]) -> None:
    """End this process group when the builder's end of the pipe is closed, also because it was killed."""
    connection.wait([parent])
    for name in leaves:
        with suppress(OSError):
            Path(name).unlink()
    os.killpg(0, signal.SIGKILL)


class Template(Child):
    """Imports modules, then forks whenever it is told to; ends when nobody is left who could."""

    def __init__(self, imports: Iterable[str]) -> None:
        self.imports = list(imports)

    def begin(self, parent: int, tell: int, orders: int = -1) -> int:  # noqa: ARG002 - it has no thread, as it forks
        os.close(tell)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # as in multiprocessing's server
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system buries the dead
        for name in self.imports:
            with suppress(ImportError):
                import_module(name)
        with socket.socket(fileno=orders) as listening:
            while True:
                _, fds, _, _ = socket.recv_fds(listening, 1, _MOST_FDS)
                if not fds:
                    return 0
                if os.fork() == 0:
                    listening.close()
                    os._exit(_serve(*fds))
                for fd in fds:
                    os.close(fd)


_MOST_FDS = 8


def _serve(order: int, status: int, *fds: int) -> int:
    """What multiprocessing's server does in a fork: say who it is, run what it is told, say how that ended."""
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        forkserver.write_signed(status, os.getpid())
        parent = os.dup(order)
        with os.fdopen(order, "rb") as file:
            pickle.load(file)  # noqa: S301 - what multiprocessing would prepare: nothing
            child: Child = pickle.load(file)  # noqa: S301 - from our own builder
        code = child.begin(parent, *fds)
    except BaseException:  # the template's own frames must not go on here
        traceback.print_exc()
    finally:
        with suppress(OSError):  # nobody may be left to read it
            forkserver.write_signed(status, code)
    return code
