"""`chipbrief doctor`: what the build needs of this machine, what is wrong, and how to fix it."""

from __future__ import annotations

import json
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import typer

from chipbrief.errors import ChipbriefError
from chipbrief.project import Paths, find

_INSTALL = "install the locked versions: pip install --require-hashes -r requirements.lock"
_OLDEST = (3, 11)


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, whether it is as it should be, what was seen, and how to fix it where it is not."""

    name: str
    good: bool
    seen: str
    remedy: str = ""


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
) -> None:
    """Check the installation: Python, libraries, kernel, fonts, Korean model, PDF, folders.

    What is wrong, and how to fix it:    [bold]chipbrief doctor[/bold]

    What is wrong, for a script:   [bold]chipbrief doctor --json | jq '.[] | select(.good | not)'[/bold]

    Exit codes: 0 all is well, 1 something is wrong.
    """
    findings = list(examine())
    if as_json:
        typer.echo(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=1))
    else:
        _print(findings)
    raise typer.Exit(0 if all(finding.good for finding in findings) else 1)


def examine() -> Iterator[Finding]:
    """All findings, in the order in which they should be fixed. None raises."""
    looks: dict[str, Callable[[], Finding | list[Finding]]] = {
        "Python": _python, "libraries": _libraries, "kernel": _kernel, "fonts": _fonts, "Korean model": _model,
        "PDF": _pdf, "folders": _folders,
    }  # fmt: skip
    for name, look in looks.items():
        try:
            found = look()
        except ChipbriefError as error:
            seen, _, remedy = str(error).partition("; ")
            found = Finding(name, False, seen, remedy)
        except Exception as error:
            found = Finding(name, False, f"{type(error).__name__}: {' '.join(str(error).split())}", _INSTALL)
        yield from found if isinstance(found, list) else [found]


def _print(findings: list[Finding]) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)  # it colours on a terminal only, and not where NO_COLOR is set
    for finding in findings:
        mark = Text("ok   ", "green") if finding.good else Text("wrong", "bold red")
        console.print(Text.assemble(mark, f" {finding.name}: {finding.seen}"), soft_wrap=True)
        if not finding.good:
            console.print(Text(f"      {finding.remedy}"), soft_wrap=True)


def _python() -> Finding:
    version = f"{platform.python_version()}, {sys.executable}"
    return Finding("Python", sys.version_info >= _OLDEST, version, "install Python 3.11 or newer, then `make`")


def _libraries() -> Finding:
    """Whether what is installed is what requirements.lock pins; a library only developers need may be missing."""
    from importlib import metadata

    from packaging.requirements import Requirement

    lock = find() / "requirements.lock"
    if not lock.is_file():
        return Finding("libraries", False, f"{lock}: not there", "take it from the repository")
    pins = [Requirement(line.rstrip(" \\")) for line in lock.read_text("utf-8").splitlines() if line[:1].isalnum()]
    needed = {_normal(Requirement(text).name) for text in metadata.requires("chipbrief") or ()}
    wrong = []
    for pin in pins:
        if pin.marker and not pin.marker.evaluate():
            continue
        installed = _installed(pin.name)
        if not installed and _normal(pin.name) in needed:
            wrong.append(f"{pin.name} is missing")
        elif installed and installed not in pin.specifier:
            wrong.append(f"{pin.name} is {installed}, the lock has {pin.specifier}")
    more = f" and {len(wrong) - 3} more" if len(wrong) > 3 else ""
    return Finding("libraries", not wrong, (", ".join(wrong[:3]) + more) or "as requirements.lock has them", _INSTALL)


def _kernel() -> Finding:
    """Whether the kernel that runs the notebooks starts, and runs the Python that has this package."""
    from importlib import metadata

    from jupyter_client.manager import start_new_kernel

    from chipbrief.pipeline.execute_notebook import KERNEL, QUIET

    manager, client = start_new_kernel(kernel_name=KERNEL, startup_timeout=60, extra_arguments=QUIET)
    said: list[str] = []
    try:
        client.execute_interactive(
            "import sys, chipbrief; print(chipbrief.__version__, sys.executable)",
            timeout=60,
            allow_stdin=False,
            output_hook=lambda message: said.append(message["content"].get("text", message["content"].get("evalue"))),
        )
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    answer = " ".join(filter(None, said)).strip()
    good = answer.startswith(metadata.version("chipbrief"))
    remedy = "make it this Python's: python -m ipykernel install --sys-prefix"
    return Finding("kernel", good, f"{KERNEL}: {answer}", remedy)


def _fonts() -> Finding:
    from chipbrief.report import fonts

    missing = [path.name for path in fonts.paths() if not path.is_file()]
    return Finding("fonts", not missing, f"{', '.join(missing)}: not there" if missing else fonts.FAMILY, _INSTALL)


def _model() -> Finding:
    from chipbrief.extraction.lexicon.morphology import morphemes

    found = [morpheme.form for morpheme in morphemes("매출이 늘었다")]
    return Finding("Korean model", found[:2] == ["매출", "이"], f"Kiwi reads {' + '.join(found)}", _INSTALL)


def _pdf() -> Finding:
    import typst

    made = typst.compile(b"= 1", format="pdf")
    return Finding("PDF", made[:5] == b"%PDF-", f"Typst makes one of {len(made):,} bytes", _INSTALL)


def _folders() -> list[Finding]:
    paths = Paths.of(find())
    return [_writable(name, folder) for name, folder in (("reports", paths.reports), ("derived", paths.derived))]


def _writable(name: str, folder: Path) -> Finding:
    """Whether a file can be made in a folder, or in the one where the folder would be made."""
    there = next(place for place in (folder, *folder.parents) if place.is_dir())
    try:
        with tempfile.NamedTemporaryFile(dir=there, prefix=".doctor-"):
            pass
    except OSError as error:
        return Finding(name, False, f"{there}: {error.strerror}", f"give yourself write access: chmod u+w {there}")
    return Finding(name, True, f"{folder} can be written")


def _installed(name: str) -> str:
    from importlib import metadata

    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _normal(name: str) -> str:
    from packaging.utils import canonicalize_name

    return canonicalize_name(name)
