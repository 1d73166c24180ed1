"""The goods, segment or place within a metric: 반도체 in 반도체 수출, 중국 in 삼성전자의 중국 매출."""

from __future__ import annotations

from chipbrief.extraction.lexicon import gazetteer, patterns
from chipbrief.extraction.statements import comparisons
from chipbrief.extraction.statements.clauses import Line, Role
from chipbrief.extraction.statements.metrics import Measured

_NO_SCOPE = "(?:<no scope>|<no subject>|<about>)(?: |$)"


def of(line: Line, measured: Measured, subject: str | None) -> str | None:
    """What stands between the owner of a metric and the metric's word, as an id or a phrase; None for nothing."""
    hit = measured.hit
    if hit is None:
        return None
    first, last = line.phrase(hit.word), hit.word
    owners = [i for i in range(first, last) if line.words[i].role is Role.OF]
    first = owners[-1] + 1 if owners else first
    kept = [i for i in range(first, last + 1) if not _is_subject(line, i, subject)]
    if not kept or (kept[-1] != last and line.words[last].start < hit.start):
        return None
    phrase = comparisons.words(line, kept[0], last, hit.start if line.words[last].start < hit.start else None)
    if line.words[last].start >= hit.start:
        phrase = comparisons.words(line, kept[0], last - 1) if kept[0] < last else ""
    while found := patterns.pattern(_NO_SCOPE).match(phrase):
        phrase = phrase[found.end() :]
    names = [m.id for m in line.mentions if line.text[m.start : m.end] == phrase]
    if not names or not gazetteer.kind_of(names[0]):
        return phrase or None
    return None if _of_another(measured, names[0], subject) else names[0]


def _of_another(measured: Measured, name: str, subject: str | None) -> bool:
    """Whether a name before a share is that of another one's share: 중국 비중이 51%로 대만 15%를 앞선다."""
    kinds = {gazetteer.kind_of(id_) for id_ in (subject or "").split(";")}
    return measured.id.endswith("share") and gazetteer.kind_of(name) in kinds


def _is_subject(line: Line, position: int, subject: str | None) -> bool:
    word = line.words[position]
    return bool(subject) and any(m.id in str(subject).split(";") for m in word.mentions)
