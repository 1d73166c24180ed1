"""Where things are: the folder of a project, and the folders that one build reads and writes."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from chipbrief import files
from chipbrief.errors import InputError
from chipbrief.sources.reference_tables import Lexicon, reference_folder

MARK = Path("notebooks", "01-ingest.ipynb")


def find(start: Path | None = None) -> Path:
    """The project's folder: `start` (else the working directory) or the nearest above it, else the package's checkout.

    Raises InputError when none of them holds `notebooks/01-ingest.ipynb`.
    """
    here = (start or Path.cwd()).resolve()
    checkout = Path(__file__).resolve().parents[2]
    for folder in (here, *here.parents, checkout):
        if (folder / MARK).is_file():
            return folder
    raise InputError(f"{here}: no project here (no {MARK.as_posix()}); go to the folder that holds notebooks/")


def enter(reference: str = "") -> Path:
    """Make the project's folder the working directory, as a notebook's first cell does; the folder.

    Papermill starts notebooks there already; JupyterLab starts them in `notebooks/`. The units, names and words are
    those of the tables in `reference` from then on, else the package's own.
    """
    folder = find()
    if folder != Path.cwd():
        os.chdir(folder)
    Lexicon.of(reference).use()
    return folder


def lexicon(data: Path | None = None) -> Lexicon:
    """The units, names and words in `reference/` of a data folder, else the package's own.

    Raises InputError for a data folder that has none.
    """
    if data and not (data / "reference").is_dir():
        raise InputError(f"{data / 'reference'}: no such folder; copy data/reference/ there, then add to its tables")
    return Lexicon.of(data / "reference" if data else None)


def interactive() -> bool:
    """Whether a person sits before the cell that runs, so that sliders and sortable tables are of use.

    A front end says in each request whether somebody can be asked for input (`allow_stdin`, Jupyter's messaging
    protocol): JupyterLab and the terminal can ask, papermill and nbconvert cannot. What they run must give the
    same bytes each time, so widgets, with their random ids, are for people only. False outside of IPython.
    """
    if "IPython" not in sys.modules:  # importing it takes time, and nobody who needs it has not
        return False
    from IPython.core.getipython import get_ipython

    shell = get_ipython()
    if shell is None:
        return False
    kernel = getattr(shell, "kernel", None)  # the terminal's shell has none
    return True if kernel is None else bool(kernel.get_parent()["content"].get("allow_stdin"))


def _resolved(path: Path) -> Path:
    """The absolute path. Raises InputError for a link that leads back to itself."""
    try:
        return path.resolve()
    except (RuntimeError, OSError) as error:  # as versions of Python have it
        raise InputError(f"{path}: a loop of links; remove it, or give another folder") from error


@dataclass(frozen=True, slots=True)
class Paths:
    """The folders of one build, all absolute."""

    root: Path
    sources: Path
    data: Path
    reports: Path

    @classmethod
    def of(
        cls, root: Path, sources: Path | None = None, data: Path | None = None, reports: Path | None = None
    ) -> Paths:
        """The project's own folders, or those given (relative ones to the working directory).

        Raises InputError for a loop of links, and for reports among what they are made from.
        """
        paths = cls(
            root,
            _resolved(sources or root / "seeds"),
            _resolved(data or root / "data"),
            _resolved(reports or root / "reports"),
        )
        if paths.reports in (paths.sources, paths.data / "reference"):
            raise InputError(f"{paths.reports}: a brief is made from it; give another folder with --reports")
        return paths

    @property
    def notebooks(self) -> Path:
        return self.root / "notebooks"

    @property
    def reference(self) -> Path:
        """The curated tables: those of the data folder if it has any, else the package's.

        Raises InputError for what has their name and is no folder.
        """
        own = self.data / "reference"
        if files.is_there(own) and not own.is_dir():
            raise InputError(f"{own}: no folder; restore the tables, or remove it to use those of the package")
        return own if own.is_dir() else reference_folder()

    @property
    def derived(self) -> Path:
        return self.data / "derived"

    @property
    def executed(self) -> Path:
        return self.derived / "executed"

    def relative(self, folder: Path) -> str:
        """A folder as a notebook is told it: relative to the project where it lies inside."""
        return folder.relative_to(self.root).as_posix() if folder.is_relative_to(self.root) else str(folder)
