"""The provisioner that forks kernels, and a manager and a client that do not wait where nothing is to come."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import EntryPoint
from pathlib import Path
from queue import Empty
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.factory import KernelProvisionerFactory
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from jupyter_core.paths import jupyter_path
from traitlets import List, Unicode, default

from chipbrief.forked_kernels import child, process

NAME = "forked"
_PATIENCE = 5.0  # seconds that a kernel may take to end once it was asked to


class ForkedProvisioner(LocalProvisioner):
    """Starts kernels by forking a warm server that has imported `preload`."""

    process: Any = None
    pid: int | None = None
    pgid: int | None = None
    cwd: Any = None
    preload: Any = List(Unicode(), config=True, help="Modules that every kernel finds imported.")

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Fork a kernel; start an ordinary one where that cannot be."""
        environment, folder = kwargs.get("env") or dict(os.environ), str(kwargs.get("cwd") or Path.cwd())
        if _ours(cmd, environment) and not {"stdin", "stdout", "stderr"} & kwargs.keys():
            kernel = child.Kernel(cmd, environment | {"JPY_PARENT_PID": str(os.getpid())}, folder)
            try:
                forked = await asyncio.to_thread(_forked, self.preload, kernel)
            except (OSError, EOFError) as error:
                self.log.warning("No warm kernel: %s", error)
            else:
                self.process, self.pid, self.pgid, self.cwd = forked, forked.pid, forked.pid, folder
                return self.connection_info
        return await super().launch_kernel(cmd, **kwargs)

    async def wait(self) -> int | None:
        """The exit code, as soon as the kernel has ended."""
        if not isinstance(self.process, process.Fork):
            return await super().wait()
        code = await asyncio.to_thread(self.process.wait)
        self.process = None
        return code

    async def shutdown_requested(self, restart: bool = False) -> None:  # noqa: ARG002 - jupyter_client's signature
        """Wait here until the kernel has ended: the manager looks only every 100 ms."""
        await self._ended()

    async def kill(self, restart: bool = False) -> None:
        """Kill the kernel and wait until it has gone."""
        await super().kill(restart)
        await self._ended()

    async def _ended(self) -> None:
        if isinstance(self.process, process.Fork):
            await asyncio.to_thread(self.process.poll, _PATIENCE)


class Client(AsyncKernelClient):
    """A client that knows when it is connected; the stock one waits for 200 ms of silence."""

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Return when the kernel has replied and what it publishes arrives. Raises RuntimeError when it does not."""
        deadline = time.monotonic() + (float("inf") if timeout is None else timeout)
        while time.monotonic() < deadline:
            asked = self.kernel_info()
            with contextlib.suppress(Empty):
                self._handle_kernel_info_reply(await self.shell_channel.get_msg(timeout=1))
                while not _idle(await self.iopub_channel.get_msg(timeout=0.1), asked):
                    pass
                return
            if not await self.is_alive():
                raise RuntimeError("Kernel died before replying to kernel_info")
        raise RuntimeError(f"Kernel didn't respond in {timeout} seconds")


class Specifications(KernelSpecManager):
    """The installed kernels, those of Python to be started by `ForkedProvisioner`."""

    preload: Any = List(Unicode())

    @default("kernel_dirs")
    def _without_ipython(self) -> list[str]:
        """The stock one imports IPython to look into a folder of its own, which nobody uses any more."""
        return list(jupyter_path("kernels"))

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        found = super().get_kernel_spec(kernel_name)
        if found.language == "python" and "kernel_provisioner" not in found.metadata:
            config = {"preload": list(self.preload)}
            found.metadata["kernel_provisioner"] = {"provisioner_name": NAME, "config": config}
        return found


def manager(preload: Iterable[str]) -> type[AsyncKernelManager]:
    """A class of kernel managers whose Python kernels are forked with the modules `preload`.

    Where this system cannot fork, jupyter_client's own class.
    """
    if not process.AVAILABLE:
        return AsyncKernelManager
    # Known without being installed: a checkout's entry points may be older than its code.
    point = EntryPoint(NAME, f"{__name__}:{ForkedProvisioner.__name__}", KernelProvisionerFactory.GROUP_NAME)
    KernelProvisionerFactory.provisioners.setdefault(NAME, point)
    modules = list(preload)

    class Manager(AsyncKernelManager):
        @default("kernel_spec_manager")
        def _warm_specifications(self) -> KernelSpecManager:
            return Specifications(parent=self, preload=modules)

        @default("client_factory")
        def _prompt_client(self) -> type[AsyncKernelClient]:
            return Client

    return Manager


def _forked(preload: Iterable[str], kernel: child.Kernel) -> process.Fork:
    """A kernel whose sockets are bound. Raises EOFError when it ended before."""
    fork = process.Fork(preload, kernel)
    if fork.pipe.read(1) != child.BOUND:
        raise EOFError(f"the kernel ended with code {fork.wait()} before it could be spoken to")
    return fork


def _ours(command: Sequence[str], environment: Mapping[str, str]) -> bool:
    """Whether a command starts ipykernel by this interpreter, with the search path that the server has."""
    same = all(environment.get(name) == os.environ.get(name) for name in ("PYTHONPATH", "PYTHONHOME"))
    return process.AVAILABLE and same and list(command[:3]) == [sys.executable, "-m", child.LAUNCHER]


def _idle(message: Mapping[str, Any], asked: str) -> bool:
    """Whether a message tells that the kernel is done with the request `asked`."""
    done = message["msg_type"] == "status" and message["content"]["execution_state"] == "idle"
    return bool(done and message["parent_header"].get("msg_id") == asked)
