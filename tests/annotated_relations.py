"""Articles annotated with the relations that they state, and how well the extraction agrees.

`NAME.txt` holds an article of its own: `published: DATE`, `genre: WORD`, `---`, the text, `---`, rows. `NAME.rows` has
`file: NAME` of an article in `seeds/`, `---`, rows. A row is

    anchor | relation | subject | object | modality | status | date | attribution | must

where `anchor` is a slice around the verb (`#2`: its second occurrence), fair alternatives are joined by ` || `, `-` or
nothing is null, and `!` marks what a brief must not miss. Articles with an even SHA-256 of their file name are for
development; the others are set aside and are read only to measure.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from chipbrief.extraction.extract import extract_source
from chipbrief.model import Relation, Source

FOLDER = Path(__file__).parent / "extraction" / "relations" / "gold"
SEEDS = Path(__file__).parents[1] / "seeds"
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True)
class Row:
    """An annotated relation at `[start, end)`: each of the fields as the set of what is right."""

    start: int
    end: int
    relation: str
    subject: frozenset[str]
    object: frozenset[str]
    modality: frozenset[str]
    must: bool


def seeds() -> list[tuple[Source, list[Row]]]:
    """The two articles of the repository."""
    found = []
    for path in sorted(FOLDER.glob("*.rows")):
        head, rows = path.read_text(encoding="utf-8").split("---\n", 1)
        name = head.split("file:", 1)[1].strip()
        text = (SEEDS / name).read_text(encoding="utf-8")
        found.append((Source(name, text, "", "2025-09-25"), _rows(text, rows)))
    return found


def articles(*, held: bool) -> list[tuple[Source, list[Row]]]:
    """The articles written for this, those set aside (`held`) or those for development."""
    found = []
    for path in sorted(FOLDER.glob("*.txt")):
        if is_held(path.name) is held:
            head, text, rows = path.read_text(encoding="utf-8").split("---\n", 2)
            published = re.search(r"published: (\S+)", head)
            assert published is not None, path
            found.append((Source(path.name, text, "", published[1]), _rows(text, rows)))
    return found


def is_held(name: str) -> bool:
    """Whether an article is set aside, by its file name."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 2 == 1


def score(read: Iterable[tuple[Source, list[Row]]]) -> Counter[str]:
    """Numbers of `gold`, `must`, `found` relations; of `hit` and `must_hit` rows; and of `right` relations found."""
    told: Counter[str] = Counter()
    for source, rows in read:
        found = extract_source(source).relations()
        free = list(found)
        for row in rows:
            hit = next((relation for relation in free if says(relation, row)), None)
            told.update(gold=1, must=row.must, hit=hit is not None, must_hit=row.must and hit is not None)
            if hit is not None:
                free.remove(hit)
        told.update(found=len(found), right=sum(any(says(one, row) for row in rows) for one in found))
    return told


def says(relation: Relation, row: Row) -> bool:
    """Whether a relation found says what a row says, in the same sentence."""
    here = relation.start < row.end and row.start < relation.end and relation.relation == row.relation
    return here and _same(relation.subject, row.subject) and _same(relation.object, row.object)


def _same(found: str | None, right: frozenset[str]) -> bool:
    if found is None or found in right:
        return (found or "") in right
    return any(_alike(found, one) for one in right if one)


def _alike(found: str, right: str) -> bool:
    """Whether two phrases name the same: one may have qualifying words before it that the other leaves out."""
    if _ID.fullmatch(found) and _ID.fullmatch(right):
        return False
    left, other = (re.sub(r"\([^)]*\)|\s", "", one).removesuffix("들") for one in (found, right))
    return left == other or (min(len(left), len(other)) > 1 and (left.endswith(other) or other.endswith(left)))


def _rows(text: str, rows: str) -> list[Row]:
    return [_row(text, line) for line in rows.splitlines() if line.strip()]


def _row(text: str, line: str) -> Row:
    cells = [cell.strip() for cell in line.replace("||", "¦").split("|")]
    anchor, relation, subject, object_, modality, _, _, _, must = (cells + [""] * 9)[:9]
    name, _, number = anchor.rpartition("#") if re.search(r"#\d$", anchor) else (anchor, "", "1")
    start = -1
    for _ in range(int(number)):
        start = text.index(name, start + 1)
    return Row(start, start + len(name), relation, _any(subject), _any(object_), _any(modality), must == "!")


def _any(cell: str) -> frozenset[str]:
    return frozenset(one.strip().removeprefix("-") if one.strip() == "-" else one.strip() for one in cell.split("¦"))


if __name__ == "__main__":
    for label, read in (("seeds", seeds()), ("development", articles(held=False)), ("set aside", articles(held=True))):
        told = score(read)
        print(
            f"{label}: recall {told['hit']}/{told['gold']}, of the foremost {told['must_hit']}/{told['must']}, "
            f"precision {told['right']}/{told['found']}"
        )
