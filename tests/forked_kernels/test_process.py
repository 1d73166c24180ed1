"""A forked kernel is an ordinary one in all that a notebook or its client can see, but sooner there."""

import asyncio
import gc
import json
import os
import signal
import stat
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jupyter_client.manager import AsyncKernelManager

from chipbrief.forked_kernels import process, provisioner

pytestmark = pytest.mark.skipif(not process.AVAILABLE, reason="this system has no forkserver")

PRELOAD = ("matplotlib.pyplot", "numpy")
NESTED = (*PRELOAD, "bdb", "not_there_at_all")
"""Of a server that is itself forked from that of PRELOAD."""
ASK = """
import json, multiprocessing, os, random, signal, sys
import matplotlib
json.dumps({
    "group": os.getpgid(0) == os.getpid(), "session": os.getsid(0) == os.getpid(), "folder": os.getcwd(),
    "variable": os.environ.get("CHIPBRIEF_TEST"), "home": os.environ.get("HOME"), "path": sys.path,
    "name": __name__, "program": [os.path.basename(sys.argv[0]), sys.argv[1], *sys.argv[3:]],
    "backend": matplotlib.get_backend(), "names": sorted(globals()), "modules": "typer" in sys.modules,
    "interrupt": str(signal.getsignal(signal.SIGINT)), "parent": str(multiprocessing.parent_process()),
    "start": multiprocessing.get_start_method(), "launched": os.environ["JPY_PARENT_PID"],
})
"""


class Kernel:
    """A kernel and its client, driven from a test."""

    def __init__(self, loop: asyncio.AbstractEventLoop, made: type[AsyncKernelManager], **told: Any) -> None:
        self.loop, self.manager = loop, made(kernel_name="python3")
        self.do(self.manager.start_kernel(extra_arguments=["--log-level=CRITICAL"], **told))
        self.client = self.manager.client()
        self.client.start_channels()
        self.do(self.client.wait_for_ready(timeout=60))

    def do(self, waiting: Any) -> Any:
        return self.loop.run_until_complete(waiting)

    def run(self, code: str, *, shown: list[str] | None = None) -> dict[str, Any]:
        """The reply to some code; what it displays goes to `shown`, the MIME types of an output in a string."""

        def seen(message: dict[str, Any]) -> None:
            if shown is not None and "data" in message["content"]:
                shown.append(" ".join(sorted(message["content"]["data"])))

        reply = self.do(self.client.execute_interactive(code, timeout=60, output_hook=seen))
        content: dict[str, Any] = reply["content"]
        return content

    def value(self, expression: str) -> str:
        """The value of an expression, as text."""
        answer = self.do(
            self.client.execute_interactive(
                "", user_expressions={"v": expression}, timeout=60, output_hook=lambda message: None
            )
        )
        text: str = answer["content"]["user_expressions"]["v"]["data"]["text/plain"]
        return text

    @property
    def pid(self) -> int:
        return int(self.value("__import__('os').getpid()"))

    def stop(self) -> None:
        self.client.stop_channels()
        self.do(self.manager.shutdown_kernel(now=True))


@pytest.fixture(params=[PRELOAD, NESTED], ids=["server", "nested server"])
def preload(request: pytest.FixtureRequest) -> tuple[str, ...]:
    """The modules of a server of either kind."""
    process.server(PRELOAD)
    assert isinstance(process.server(NESTED), process.Nested)
    asked: tuple[str, ...] = request.param
    return asked


@pytest.fixture
def start(preload: tuple[str, ...]) -> Iterator[Callable[..., Kernel]]:
    """Starts kernels, and stops them in the end."""
    loop = asyncio.new_event_loop()
    kernels: list[Kernel] = []

    def started(**told: Any) -> Kernel:
        made = told.pop("made", provisioner.manager(preload))
        kernels.append(Kernel(loop, made, **told))
        return kernels[-1]

    yield started
    for kernel in kernels:
        kernel.stop()
    loop.run_until_complete(loop.shutdown_default_executor())
    loop.close()


def forked(kernel: Kernel) -> bool:
    return isinstance(kernel.manager.provisioner.process, process.Fork)  # type: ignore[union-attr]


def comes(condition: Callable[[], bool], seconds: float = 60) -> bool:
    """Whether a condition becomes true within some seconds."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(0.02)
    return False


def gone(pid: int) -> bool:
    """Whether a process ends within some seconds."""

    def ended() -> bool:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        return False

    return comes(ended)


def test_it_sees_what_an_ordinary_kernel_sees(
    start: Callable[..., Kernel], preload: tuple[str, ...], tmp_path: Path
) -> None:
    told = {"cwd": str(tmp_path), "env": os.environ | {"CHIPBRIEF_TEST": "1"}}
    seen = []
    for made in (provisioner.manager(preload), AsyncKernelManager):
        kernel = start(made=made, **told)
        assert forked(kernel) == (made is not AsyncKernelManager)
        kernel.run(ASK.replace("json.dumps(", "answer = json.dumps("))
        seen.append(kernel.value("answer"))
    assert seen[0] == seen[1]


def test_random_numbers_differ_between_forks(start: Callable[..., Kernel]) -> None:
    draw = "(__import__('random').random(), __import__('numpy').random.random())"
    first, second = (start().value(draw) for _ in range(2))
    assert not set(first.strip("()").split(", ")) & set(second.strip("()").split(", "))


def test_a_chart_is_shown_as_a_picture(start: Callable[..., Kernel]) -> None:
    shown: list[str] = []
    start().run("from matplotlib import pyplot\npyplot.plot([1, 2]);", shown=shown)
    assert shown == ["image/png text/plain"]


def test_a_namespace_is_clean(start: Callable[..., Kernel]) -> None:
    first = start()
    first.run("mine = 1\nimport numpy\nnumpy.mine = 1")
    second = start()
    assert second.run("mine")["ename"] == "NameError"
    assert second.run("import numpy\nnumpy.mine")["ename"] == "AttributeError"
    assert first.value("mine") == "1"


def test_it_is_interrupted(start: Callable[..., Kernel]) -> None:
    kernel = start()

    async def interrupted() -> dict[str, Any]:
        running = asyncio.ensure_future(
            kernel.client.execute_interactive("import time\ntime.sleep(60)", timeout=30, output_hook=lambda m: None)
        )
        await asyncio.sleep(0.5)
        await kernel.manager.interrupt_kernel()
        reply: dict[str, Any] = await running
        return reply

    assert kernel.do(interrupted())["content"]["ename"] == "KeyboardInterrupt"
    assert kernel.value("1 + 1") == "2"


def test_it_is_started_again_with_nothing_kept(start: Callable[..., Kernel]) -> None:
    kernel = start()
    kernel.run("x = 1")
    before = kernel.pid
    kernel.do(kernel.manager.restart_kernel())
    kernel.do(kernel.client.wait_for_ready(timeout=60))
    assert kernel.pid != before
    assert gone(before)
    assert kernel.run("x")["ename"] == "NameError"


@pytest.mark.parametrize(("end", "code"), [("os._exit(3)", 3), ("os.kill(os.getpid(), 9)", -signal.SIGKILL)])
def test_a_crash_is_noticed(start: Callable[..., Kernel], preload: tuple[str, ...], end: str, code: int) -> None:
    kernel = start()
    child = kernel.manager.provisioner.process  # type: ignore[union-attr]
    kernel.client.execute(f"import os\n{end}")
    assert child.poll(10) == (code if preload is PRELOAD else process.UNTOLD)
    assert not kernel.do(kernel.manager.is_alive())


def test_asked_to_end_it_ends_in_order(start: Callable[..., Kernel], tmp_path: Path) -> None:
    kernel = start()
    left = tmp_path / "left"
    kernel.run(f"import atexit, pathlib\natexit.register(pathlib.Path({str(left)!r}).touch)")
    pid = kernel.pid
    kernel.do(kernel.manager.shutdown_kernel())
    assert gone(pid)
    assert left.exists()


def test_what_it_started_ends_with_it(start: Callable[..., Kernel]) -> None:
    kernel = start()
    kernel.run("import subprocess\nchild = subprocess.Popen(['sleep', '60'])")
    child = int(kernel.value("child.pid"))
    kernel.do(kernel.manager.shutdown_kernel(now=True))
    assert gone(child)


def test_killed_its_owner_leaves_nothing_behind() -> None:
    code = textwrap.dedent("""
        import asyncio, os
        from chipbrief.forked_kernels import process, provisioner

        async def main():
            pids = [process.server(("cmd",))._forkserver_pid, process.server(("cmd", "bdb"))._template.pid]
            for preload in process._servers:
                manager = provisioner.manager(preload)(kernel_name="python3")
                await manager.start_kernel(extra_arguments=["--log-level=CRITICAL"])
                pids.append(manager.provisioner.pid)
            print(*pids, flush=True)
            await asyncio.sleep(60)

        asyncio.run(main())
    """)
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as owner:
        assert owner.stdout is not None
        pids = [int(pid) for pid in owner.stdout.readline().split()]
        owner.kill()
    assert len(pids) == 4
    assert all(map(gone, pids))


def test_where_it_cannot_be_forked_an_ordinary_one_serves(
    start: Callable[..., Kernel], monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = start(env=os.environ | {"PYTHONPATH": os.pathsep.join([os.environ.get("PYTHONPATH", ""), "elsewhere"])})
    assert not forked(elsewhere), "another search path"
    assert elsewhere.value("1 + 1") == "2"
    monkeypatch.setattr(process, "AVAILABLE", False)
    assert provisioner.manager(PRELOAD) is AsyncKernelManager


def test_a_server_that_is_gone_is_no_obstacle(start: Callable[..., Kernel]) -> None:
    server = process.server(("fractions",))
    os.kill(server._forkserver_pid, signal.SIGKILL)
    kernel = start(made=provisioner.manager(("fractions",)))
    assert kernel.value("1 + 1") == "2"


def test_a_fork_collects_its_own_garbage_and_leaves_the_servers_alone() -> None:
    assert process.call((), gc.isenabled)
    assert process.call((), gc.get_freeze_count) > 1000


def test_a_server_on_top_of_another_shares_what_that_has() -> None:
    process.server(("cmd",))
    below = process.call(("cmd",), os.getppid)
    assert process.call(("cmd", "bdb"), eval, "{'cmd', 'bdb'} <= {*__import__('sys').modules}")
    template = process.call(("cmd", "bdb"), os.getppid)
    assert Path(f"/proc/{template}/stat").read_text().rpartition(")")[2].split()[1] == str(below)
    assert process.call(("cmd", "bdb"), signal.getsignal, signal.SIGINT) is signal.default_int_handler
    with pytest.raises(ZeroDivisionError):
        process.call(("cmd", "bdb"), divmod, 1, 0)
    with pytest.raises(EOFError, match=f"_exit: its process ended with code {process.UNTOLD}"):
        process.call(("cmd", "bdb"), os._exit, 7)


def test_it_is_made_again_when_it_has_died() -> None:
    process.server(("cmd",))
    first = process.call(("cmd", "bdb"), os.getppid)
    os.kill(first, signal.SIGINT)  # as a terminal sends to all
    assert process.call(("cmd", "bdb"), os.getppid) == first
    os.kill(first, signal.SIGKILL)
    assert gone(first)
    assert process.call(("cmd", "bdb"), os.getppid) != first


def test_a_server_that_is_stopped_has_gone_and_the_next_is_new() -> None:
    preloads = ("decimal",), ("decimal", "bdb")
    process.server(preloads[0])
    first = [process.call(preload, os.getppid) for preload in preloads]
    process.stop(preloads[0])
    assert all(map(gone, first))
    assert process.call(preloads[0], os.getppid) not in first
    process.stop(preloads[0])
    process.stop(preloads[0])


def test_a_function_is_called_in_a_fork() -> None:
    assert process.call((), pow, 2, 5) == 32
    with pytest.raises(ZeroDivisionError):
        process.call((), divmod, 1, 0)
    with pytest.raises(EOFError, match="_exit: its process ended with code 7"):
        process.call((), os._exit, 7)


def test_what_leads_to_a_kernel_is_private_to_its_user(start: Callable[..., Kernel]) -> None:
    file = Path(start().manager.connection_file)
    known = json.loads(file.read_bytes())
    assert (stat.S_IMODE(file.stat().st_mode) & 0o077, known["ip"], len(known["key"]) >= 32) == (0, "127.0.0.1", True)
    look = f"import os; os.setgid(65534); os.setuid(65534); open({str(file)!r})"  # only root can be somebody else
    run = subprocess.run([sys.executable, "-c", look], capture_output=True, check=False)
    assert os.geteuid() or b"PermissionError" in run.stderr
