"""A mistake in a notebook's cell is told as on the command line: in one line."""

from __future__ import annotations

import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from chipbrief.errors import ChipbriefError, InputError

CELL = "import chipbrief\nchipbrief.extract('3조원', published='next week')"


def test_a_cell_shows_one_line() -> None:
    shell = InteractiveShell()
    with capture_output() as said:
        shell.run_cell(CELL)
    line = "InputError: next week: not a date; write 2025-10-02, or 2025-10 for a month\n"
    assert said.stdout == line


@pytest.mark.parametrize("kind", [ChipbriefError, *ChipbriefError.__subclasses__()])
def test_every_error_of_ours_does(kind: type[ChipbriefError]) -> None:
    assert kind("a.csv: line 1: wrong; mend it")._render_traceback_() == [
        f"{kind.__name__}: a.csv: line 1: wrong; mend it"
    ]


def test_an_error_that_is_not_ours_keeps_its_traceback() -> None:
    shell = InteractiveShell()
    with capture_output() as said:
        shell.run_cell("1 / 0")
    assert said.stdout.count("\n") > 3
    assert InputError.exit_code == 2
