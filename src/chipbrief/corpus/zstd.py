"""Files packed by zstd, read so that one which is cut off is noticed.

The reader of `zstandard`, which fsspec takes, stops without a word where a file ends too early, and after the
first frame of one that has several (as parallel packers write them): documents would be lost in silence.
"""

from __future__ import annotations

import io
from typing import IO, Any

_CHUNK = 1 << 17  # bytes read from the file at a time


class Frames(io.RawIOBase):
    """The bytes that all frames of a file hold, one after the other. Raises EOFError where the last is not whole."""

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__()
        self._file = file
        self._frame: Any = None
        self._packed = b""
        self._ready = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._ready and self._more():
            pass
        count = min(len(buffer), len(self._ready))
        buffer[:count] = self._ready[:count]
        self._ready = self._ready[count:]
        return count

    def _more(self) -> bool:
        """Unpack what comes next; False at the end of the file."""
        import zstandard

        self._packed = self._packed or self._file.read(_CHUNK)
        if not self._packed:
            if self._frame is not None:
                raise EOFError("it ends inside a frame")
            return False
        self._frame = self._frame or zstandard.ZstdDecompressor().decompressobj()
        self._ready = memoryview(self._frame.decompress(self._packed))
        self._packed = self._frame.unused_data if self._frame.eof else b""
        self._frame = None if self._frame.eof else self._frame
        return True
