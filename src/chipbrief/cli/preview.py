"""`chipbrief preview`: the brief in the browser, made again with every change."""

from __future__ import annotations

import asyncio
import signal
import sys
from typing import Annotated

import typer

from chipbrief.cli.build import pair
from chipbrief.cli.options import Derived, Languages, Reports, Sources
from chipbrief.cli.parameters import Parameters


def preview(
    language: Languages = None,
    sources: Sources = None,
    data: Derived = None,
    reports: Reports = None,
    parameter: Parameters = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Local port.", show_default="a free one")] = 0,
    open_: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
) -> None:
    """Show the brief in the browser and build it again whenever something changes, until Ctrl+C.

    Articles, reviews, tables, notebooks, the words of the brief and chipbrief.toml are watched. A mistake appears in
    the page, in a line; the last good page stays. Reports are published as by chipbrief build.

    In the browser of this machine:   [bold]chipbrief preview --open[/bold]

    On another machine, by SSH:   [bold]ssh -L 8800:localhost:8800 HOST chipbrief preview --port 8800[/bold]

    Behind a proxy with a path before it (JupyterHub: /proxy/8800/) it works as it stands.
    """
    from chipbrief.language.labels import LANGUAGES
    from chipbrief.pipeline.jobs import Order
    from chipbrief.pipeline.lasting import Lasting
    from chipbrief.pipeline.preview import serve
    from chipbrief.project import Paths, find

    root = find()
    paths = Paths.of(root, sources, data, reports)
    given = [pair(text) for text in parameter or ()]

    def ordered() -> Order:
        lasting = Lasting.of(root)
        languages = [str(chosen) for chosen in language or lasting.languages or LANGUAGES]
        return Order(paths, languages, given, lasting=lasting.parameters)

    def started(address: str) -> None:
        typer.echo(address)
        sys.stdout.flush()
        if open_:
            typer.launch(address)

    _end_on_signals()
    serve(paths, ordered, port, started)


def _end_on_signals() -> None:
    """Signals end the preview in order, which waits for the job at work; the same one again ends it at once."""
    from tornado.ioloop import IOLoop

    loop = IOLoop.current()

    def end(number: int) -> None:
        asyncio.get_running_loop().remove_signal_handler(number)
        signal.signal(number, signal.SIG_DFL)
        loop.stop()

    def attend() -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            asyncio.get_running_loop().add_signal_handler(number, end, number)

    if sys.platform != "win32":  # there Ctrl+C ends the process, which has no forks
        loop.add_callback(attend)
