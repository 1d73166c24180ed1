"""The registry of charts and tables: each line names a function, and what has nothing to show leaves no trace."""

from pathlib import Path

import pandas as pd
import pytest

from chipbrief.errors import BuildError
from chipbrief.evidence.ledger import Ledger
from chipbrief.language.names import Names
from chipbrief.report import charts, tables
from chipbrief.report.prose.render import Prose
from chipbrief.report.registry import CHARTS, TABLES, pictures


def prose(folder: Path, text: str) -> Prose:
    for language in ("ko", "en"):
        (folder / language).mkdir(exist_ok=True)
        (folder / language / "korea.md.j2").write_text(f"## 절\n\n앞\n\n{text}\n", encoding="utf-8")
    return Prose("ko", Ledger([]), Names.load(), folder=folder)


def test_every_line_names_a_function() -> None:
    assert all(callable(getattr(charts, name)) for name in CHARTS)
    assert all(callable(getattr(tables, name)) for name in TABLES)


def test_charts_show_no_figure_that_is_unconfirmed_and_tables_all(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: dict[str, list[str]] = {}
    for package, registered in ((charts, CHARTS), (tables, TABLES)):
        for name in registered:
            monkeypatch.setattr(package, name, lambda *given, name=name: None)
        show = lambda frame, prose, kind=package.__name__: shown.update({kind: list(frame["figure"])})  # noqa: E731
        monkeypatch.setattr(package, "targets", show)
    frame = pd.DataFrame({"figure": ["f-a", "f-b"]})
    list(pictures(lambda name: frame, Prose("ko", Ledger([], unconfirmed=["f-b"]), Names.load())))
    assert shown == {"chipbrief.report.charts": ["f-a"], "chipbrief.report.tables": ["f-a", "f-b"]}


@pytest.mark.parametrize(("kind", "name"), [("chart", "peaks"), ("table", "companies")])
def test_what_has_nothing_to_show_renders_nothing(tmp_path: Path, kind: str, name: str) -> None:
    blocks = prose(tmp_path, f'### 부분\n\n{{{{ {kind}("{name}") }}}}').section("korea").blocks
    assert [block.type for block in blocks] == ["heading", "paragraph"], "nor does the heading above it stay alone"


def test_a_name_that_nobody_registered_fails(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="nothing: no such table; there are assumptions, "):
        prose(tmp_path, '{{ table("nothing") }}').section("korea")
