"""Documents of strangers read in a process of their own, which has a limit of memory and of time.

Libraries that read PDFs and archives of XML can be made to take all of a machine, or to fall. What they do then ends
that process only, and becomes one line here.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import PurePath

from chipbrief.errors import InputError
from chipbrief.sources.readers import docx, hwpx, pdf
from chipbrief.sources.readers.reading import Reading

MEMORY = 1_200_000_000
"""Bytes of address space: a whole newspaper as a PDF takes a quarter of them."""
SECONDS = 8
"""Of processor time: 500 pages take five."""
_WAIT = 120  # seconds of the clock, on a machine that has much else to do

READERS: dict[str, Callable[[bytes, str], Reading]] = {".pdf": pdf.read, ".docx": docx.read, ".hwpx": hwpx.read}
"""By ending: what such a process may be asked for."""


def read(data: bytes, name: str) -> Reading:
    """The text of a document of `READERS`, and its doubts.

    Raises InputError for what its reader refuses, and where the process came to an end without an answer.
    """
    alias = f"document{PurePath(name).suffix.lower()}"  # no name of a stranger on a command line
    command = [sys.executable, "-P", "-m", __name__, alias, str(MEMORY), str(SECONDS)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, check=False, timeout=_WAIT)
        answer = json.loads(done.stdout or b"{}")
    except (subprocess.TimeoutExpired, ValueError):
        answer = {}
    if "text" in answer:
        return Reading(answer["text"], tuple(answer["doubts"]))
    refused = str(answer.get("refused", "")).removeprefix(f"{alias}: ")
    reason = refused or (
        f"takes more than {SECONDS} seconds or {MEMORY // 1_000_000} MB to read, which no article does, "
        "or is damaged; print it to a new PDF, or save its text as .txt"
    )
    raise InputError(f"{name}: {reason}")


def text_of(data: bytes, name: str) -> str:
    """The text. Raises InputError as `read` does."""
    return read(data, name).text


def _main(name: str, memory: int, seconds: int) -> None:
    """Read the document on standard input, and answer on standard output, in JSON."""
    with suppress(ImportError):  # Windows has no such limits
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        found = READERS[PurePath(name).suffix](sys.stdin.buffer.read(), name)
        answer: dict[str, object] = {"text": found.text, "doubts": found.doubts}
    except InputError as error:
        answer = {"refused": str(error)}
    except MemoryError:
        answer = {}
    except Exception as error:  # whatever a library makes of what somebody sent
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        answer = {"refused": f"{name}: damaged, or not what its ending says ({reason}); save it anew, or as .txt"}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    _main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
