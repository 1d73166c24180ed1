"""What changed since an earlier edition, as entries of the evidence: what was, beside what is.

A value of the earlier edition is an Estimate `was-ID` that rests on the Reference `was`, the earlier evidence itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from chipbrief.errors import InputError
from chipbrief.evidence.diff import interval
from chipbrief.evidence.editions import WAS, Change, Comparison, Edition
from chipbrief.evidence.ledger import Ledger
from chipbrief.model import Estimate, Reference
from chipbrief.model.formula import Input, Operation

_TOTALS = {  # by state: unit, labels
    "added": ("figure", "새로 실린 수치", "Figures added"),
    "removed": ("figure", "빠진 수치", "Figures removed"),
    "moved": ("estimate", "달라진 추정", "Estimates changed"),
}


class Since:
    """The changes from the edition in the file `earlier` to that of `ledger`. Raises InputError for a bad file."""

    def __init__(self, earlier: Path, ledger: Ledger) -> None:
        try:
            content = earlier.read_bytes()
        except OSError as error:
            raise InputError(f"{earlier}: cannot be read ({error.strerror}); name an evidence.json") from error
        self._old = Edition(content, str(earlier))
        self.comparison = Comparison(self._old, Edition(ledger.to_json().encode(), "evidence.json"))

    @property
    def moved(self) -> list[Change]:
        """The estimates whose interval is another one."""
        return [change for change in self.comparison.of("estimate") if change.moved]

    @property
    def added(self) -> list[str]:
        """The ids of figures that the earlier edition did not have."""
        return [change.id for change in self.comparison.of("figure") if change.state == "added"]

    def facts(self) -> Iterator[Reference | Estimate]:
        """What the ledger needs to show the changes: the earlier edition, its values, and how many there are."""
        newest = max((str(entry["period"]) for entry in self._old.sources), default="")
        label = ("이전 판의 근거", "Evidence of the earlier edition")
        yield Reference(WAS, "editions", *label, None, None, "", "", period=newest, note=f"SHA-256 {self._old.sha256}")
        removed = [change for change in self.comparison.of("figure") if change.state == "removed"]
        for change in self.moved:
            if change.before:
                names = (str(change.before["label"][language]) for language in ("ko", "en"))
                yield self._was(interval(change.before), "earlier", f"{WAS}-{change.id}", *names)
        for name, number in (("added", len(self.added)), ("removed", len(removed)), ("moved", len(self.moved))):
            unit, ko, en = _TOTALS[name]
            yield self._was(Estimate("", number, number, unit), name, f"{WAS}-{name}", ko, en)

    def _was(self, value: Estimate, function: str, id_: str, ko: str, en: str) -> Estimate:
        expression = Operation(function, (Input(WAS),))
        return Estimate("", value.low, value.high, value.unit, expression=expression).named(id_, ko, en)
