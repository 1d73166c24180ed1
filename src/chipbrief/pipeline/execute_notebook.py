"""Run one notebook with parameters, through papermill, and say what went wrong in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from chipbrief.errors import BuildError, ChipbriefError, InputError
from chipbrief.files import REFUSALS, REMEDY
from chipbrief.pipeline.parameters import Value

KERNEL = "python3"
QUIET = ["--log-level=CRITICAL"]
"""The kernel otherwise writes to our terminal: that its sockets are not encrypted, and when it is interrupted."""

OUTPUT = 600
"""Seconds that a kernel may take to hand over what a cell showed, after it ran: a brief of 400 articles takes ten."""
_REFUSED = re.compile(r"\[Errno (\d+)\]")


def execute(
    notebook: Path, output: Path, parameters: Mapping[str, Value], root: Path, preload: Iterable[str] = ()
) -> None:
    """Run `notebook` in `root` and write the executed notebook to `output` once it is whole.

    With `preload` its kernel is forked from a process that has these modules imported.
    Raises InputError where a cell found a mistake of the user's, or a disk that is full; else BuildError that names
    notebook, cell and error, and keeps the failed notebook beside `output` under `NAME.failed.ipynb`. An earlier
    `output` stays.
    """
    from chipbrief.pipeline import engine  # noqa: I001 - before papermill
    import papermill
    from jupyter_core.utils import ensure_event_loop
    from nbclient.exceptions import CellTimeoutError, DeadKernelError

    from chipbrief.forked_kernels.provisioner import manager

    output.parent.mkdir(parents=True, exist_ok=True)
    failed = output.with_suffix(".failed.ipynb")

    def run() -> None:
        papermill.execute_notebook(
            _literal(notebook),
            _literal(failed),
            parameters=dict(parameters),
            engine_name=engine.NAME,
            kernel_name=KERNEL,
            progress_bar=False,
            request_save_on_cell_execute=False,
            cwd=root,
            extra_arguments=QUIET,
            iopub_timeout=OUTPUT,
            **({"kernel_manager_class": manager(preload)} if preload else {}),
        )

    try:
        try:
            run()
        except DeadKernelError:
            raise
        except RuntimeError:
            run()  # it never answered: a port that was free when it was chosen may have been taken since
    except papermill.PapermillExecutionError as error:
        raise _as_our_error(notebook, failed, error) from error
    except CellTimeoutError as error:
        late = f"a cell's output did not come within {OUTPUT} seconds"
        raise BuildError(f"{notebook.name}: {late}; build fewer articles, or when the machine is less busy") from error
    except RuntimeError as error:  # a DeadKernelError is one
        first = (str(error).splitlines() or [type(error).__name__])[0]
        raise BuildError(f"{notebook.name}: its kernel ended ({first}); is there memory left?") from error
    except (TypeError, AttributeError, KeyError, ValueError):
        _refuse_malformed(notebook)
        raise
    finally:
        ensure_event_loop().close()  # of this thread: what nbclient opens there, it leaves open
    failed.replace(output)


def _literal(path: Path) -> str:
    """A path that papermill takes as it stands: it fills in `{name}` in paths."""
    return str(path).replace("{", "{{").replace("}", "}}")


def _refuse_malformed(notebook: Path) -> None:
    """Raise InputError where a notebook is none by the schema of its format: papermill falls over it."""
    import nbformat

    content = json.loads(notebook.read_bytes())
    try:
        nbformat.validate(content, relax_add_props=True)
    except nbformat.ValidationError as error:
        place = "".join(f"[{part!r}]" for part in error.absolute_path)
        told = f"{place} {' '.join(error.message.split())[:120]}".strip()
        raise InputError(
            f"{notebook}: no notebook as Jupyter writes it ({told}); restore it from the repository"
        ) from error


def _as_our_error(notebook: Path, failed: Path, error: Any) -> ChipbriefError:
    """What a cell raised, as our error: of an exception in a kernel only its name and text come here."""
    import nbformat

    said = " ".join(str(error.evalue).split())
    if error.ename == InputError.__name__:
        failed.unlink()
        return InputError(said)
    cells = nbformat.read(failed, as_version=4).cells
    broken = [c.id for c in cells if any(o.output_type == "error" for o in c.get("outputs", []))]
    place = f"cell {broken[0]!r}" if broken else f"cell {error.exec_count}"
    if (refused := _REFUSED.match(said)) and int(refused[1]) in REFUSALS:
        return InputError(f"{notebook.name}: {place}: {said}; {REMEDY}")
    return BuildError(f"{notebook.name}: {place}: {error.ename}: {said}; open {failed} to see it")
