"""The package for those who program: figures of texts and of frames, and the evidence of each.

Its functions are those of `import chipbrief`, which loads this module when one of them is first used.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import asdict, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from chipbrief.errors import InputError
from chipbrief.extraction.extract import extract_source
from chipbrief.extraction.lexicon import gazetteer
from chipbrief.model import Assumption, Estimate, Figure, Reference, Source
from chipbrief.model.periods import precision

if TYPE_CHECKING:
    import pandas as pd

    from chipbrief.evidence.ledger import Ledger
    from chipbrief.report.explain import Trail

Fact = Figure | Reference | Assumption | Estimate | Source


def extract(text: str, *, published: str | date = "", source: str = "text") -> list[Figure]:
    """The figures of a Korean text, in their order.

    Words that an advertisement replaced are read back first, and numbers of site furniture (share buttons,
    counters) are left out; each figure's span `[start, end)` is one of `text` as given.

    Args:
        text: The article, or any part of one.
        published: When it appeared, as a date or in ISO 8601 (`2025-09-25`, `2025-09`). Words such as *last
            month* are counted from it; without it they stay undated.
        source: What to call the text: it becomes part of each figure's `id`.

    Raises:
        InputError: `published` is no date.

    Examples:
        >>> import chipbrief
        >>> sales, growth = chipbrief.extract("매출은 약 28억 8000만 위안으로 40% 늘었다.")
        >>> sales.low, sales.unit, str(sales.approx), growth.unit
        (2880000000, 'CNY', '~', '%')
        >>> [last] = chipbrief.extract("지난달 8일 발표했다.", published="2025-09-25")
        >>> last.date
        '2025-08-08'
    """
    return list(extract_source(Source(source, text, "", _dated(published))).figures)


def figures(frame: pd.DataFrame) -> pd.DataFrame:
    """The figures of a frame of documents: a row for each, under the columns of `figures.csv` (see the codebook).

    Args:
        frame: A row for each document, with a column `text`; and, if there are any, `id` (else the frame's index
            names the documents) and `published`.

    Returns:
        A frame in the order of the documents; its column `source` is the document's id, so that
            `result.merge(frame, left_on="source", right_on="id")` puts both side by side.

    Raises:
        InputError: There is no column `text`, a text is missing, two documents have the same id, or a date is none.

    Examples:
        >>> import chipbrief, pandas as pd
        >>> news = pd.DataFrame({"id": ["a", "b"], "text": ["칩 60만개를 판다.", "값은 3만 달러다."]})
        >>> chipbrief.figures(news)[["source", "text", "low", "unit"]]
          source   text       low unit
        0      a   60만개  600000.0    개
        1      b  3만 달러   30000.0  USD
    """
    from chipbrief import frames

    found = [figure for source in _documents(frame) for figure in extract_source(source).figures]
    return frames.frame("figures", ({"id": figure.id} | asdict(figure) for figure in found))


def show(fact: Fact | str | pd.Series, *among: Fact | str, language: str = "en") -> Trail:
    """What a fact rests on, to end a notebook's cell with.

    A figure shows its sentence with the number marked, its article and date; an estimate its formula, and below
    it the same for each of its inputs.

    Args:
        fact: A Figure, Estimate, Reference, Assumption or Source; an id of one; or a row of a frame with an `id`.
        among: The facts that it may rest on, and the text (a plain string) that a figure was found in. Without
            them the project's own are looked through, as the notebooks have left them.
        language: `en` or `ko`.

    Raises:
        InputError: The project's tables are not there yet.
        BuildError: What it rests on is not among them.

    Examples:
        >>> import chipbrief
        >>> text = "올해 매출은 약 28억 8000만 위안으로 늘었다."
        >>> found = chipbrief.extract(text, published="2025-09-25")
        >>> print(chipbrief.show(found[1], text))
        about 2.88 billion yuan · Revenue
          올해 매출은 약 »28억 8000만 위안«으로 늘었다.
          Period: 2025
          Source: text, characters 9–21
          Extraction rule: number and unit; metric in its clause
          Confidence: 71%
    """
    from chipbrief.evidence.ledger import Ledger
    from chipbrief.language.names import Names
    from chipbrief.report.explain import Trail

    wanted = fact if isinstance(fact, Fact | str) else str(fact["id"])
    id_ = wanted if isinstance(wanted, str) else wanted.id
    ledger = Ledger(_facts(wanted, among)) if among else _project()
    return Trail(ledger, Names.load(find=gazetteer.find), id_, language)


def _documents(frame: pd.DataFrame) -> Iterable[Source]:
    """The rows of a frame as sources, each under an id of its own."""
    import pandas as pd

    if "text" not in frame:
        raise InputError(f"the frame has no column text; it has {', '.join(map(str, frame.columns)) or 'none'}")
    ids: set[str] = set()
    names: Iterable[Hashable] = frame.get("id", frame.index)
    dates: Iterable[Any] = frame.get("published", [""] * len(frame))
    for name, text, published in zip(map(str, names), frame["text"], dates, strict=True):
        if name in ids:
            raise InputError(f"document {name}: two have this id; make the column id, or the index, unique")
        if not isinstance(text, str):
            raise InputError(f"document {name}: no text; drop its row")
        ids.add(name)
        yield Source(name, text, "", "" if pd.isna(published) else _dated(published))


def _dated(published: str | date) -> str:
    """A day, month or year in ISO 8601, or nothing. Raises InputError for anything else."""
    text = (published if isinstance(published, str) else published.isoformat())[:10]
    if text and precision(text) is None:
        raise InputError(f"{text}: not a date; write 2025-10-02, or 2025-10 for a month")
    return text


def _facts(fact: Fact | str, among: Iterable[Fact | str]) -> list[Fact]:
    """The fact and those around it; a plain text is the source that the fact was found in."""
    by_id: dict[str, Fact] = {}
    for each in (*among,) if isinstance(fact, str) else (fact, *among):
        if not isinstance(each, str):
            by_id.setdefault(each.id, each)
        elif isinstance(fact, Figure):
            source = Source(fact.source, each, "", "")
            by_id.setdefault(source.id, source)
        else:
            raise InputError("show: a text goes with a figure that was found in it; give Sources by themselves")
    return [_alone(each, by_id) for each in by_id.values()]


def _alone(fact: Fact, by_id: dict[str, Fact]) -> Fact:
    """A figure or an assumption without what it leans on besides, as far as that is not known."""
    if isinstance(fact, Figure) and fact.restates not in by_id:
        return replace(fact, restates=None)
    if isinstance(fact, Assumption):
        return replace(fact, basis=tuple(id_ for id_ in fact.basis if id_ in by_id))
    return fact


def _project() -> Ledger:
    """All facts of the project, as its notebooks have left them."""
    from chipbrief.evidence.load import Dataset
    from chipbrief.project import Paths, find

    paths = Paths.of(find())
    return Dataset(paths.sources, paths.derived, paths.reference).ledger
