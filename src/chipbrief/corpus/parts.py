"""How a stream of documents is cut into parts, so that the same documents always make the same part.

A part ends after a document whose id says so, or when it is full. Ids decide alike wherever a document stands,
so a document that is new, changed or gone renews its own part and leaves the others as they were.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from chipbrief.corpus.documents import Document
from chipbrief.model import slug

_ENDS = 128  # one document in so many ends its part
_MOST = 512  # documents of a part
_FULL = 400_000  # characters, or bytes of files, of a part: some seconds of work, and little to lose


@dataclass(frozen=True, slots=True)
class Part:
    """Documents that are read together; `key` says which, with what text, and by which extraction."""

    key: str
    documents: tuple[Document, ...]

    @property
    def read(self) -> float:
        """The part of the source (0 to 1) that is read with its last document."""
        return max(document.read for document in self.documents)


def parts(documents: Iterable[Document], extraction: str) -> Iterator[Part]:
    """The documents in parts; `extraction` is the digest of what reads them (`store.extraction`).

    A document whose id an earlier one had, or would share its figures' ids with, becomes a failure.
    """
    digests: set[int] = set()  # 8 bytes of a digest each: ten million ids are well below a gigabyte
    held: list[Document] = []
    size = 0
    for document in documents:
        number = int.from_bytes(hashlib.blake2b(slug(document.id).casefold().encode(), digest_size=8).digest())
        if number in digests and not document.problem:
            problem = f"{document.place}: id {document.id}: an earlier document has it; give each its own"
            document = replace(document, content="", problem=problem)  # noqa: PLW2901 - what follows is about this one
        digests.add(number)
        held.append(document)
        size += len(document.content)
        if number % _ENDS == 0 or len(held) == _MOST or size >= _FULL:
            yield _part(held, extraction)
            held, size = [], 0
    if held:
        yield _part(held, extraction)


def _part(documents: list[Document], extraction: str) -> Part:
    total = hashlib.sha256(extraction.encode())
    for document in documents:
        fields = (document.id, document.published, document.problem, document.content)
        for field in (field.encode("utf-8", "surrogatepass") if isinstance(field, str) else field for field in fields):
            total.update(hashlib.sha256(field).digest())
    return Part(total.hexdigest()[:20], tuple(documents))
