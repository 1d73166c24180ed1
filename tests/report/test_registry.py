"""The registry of charts and tables: each line names a function, and what has nothing to show leaves no trace."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from chipbrief.errors import BuildError
from chipbrief.evidence.ledger import Ledger
from chipbrief.language.labels import LANGUAGES, labels
from chipbrief.language.names import Names
from chipbrief.report import registry
from chipbrief.report.prose.render import Prose
from chipbrief.report.registry import CHARTS, REGISTRY, TABLES, function, pictures


def prose(folder: Path, text: str) -> Prose:
    for language in ("ko", "en"):
        (folder / language).mkdir(exist_ok=True)
        (folder / language / "korea.md.j2").write_text(f"## 절\n\n앞\n\n{text}\n", encoding="utf-8")
    return Prose("ko", Ledger([]), Names.load(), folder=folder)


def test_every_line_names_a_function() -> None:
    assert all(callable(function(kind, name)) for kind, registered in REGISTRY.items() for name in registered)


def test_charts_show_no_figure_that_is_unconfirmed_and_tables_all(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: dict[str, list[str]] = {}

    def noted(kind: str, name: str) -> Callable[..., None]:
        return lambda frame, *_: shown.update({kind: list(frame["figure"])}) if name == "targets" else None

    monkeypatch.setattr(registry, "function", noted)
    frame = pd.DataFrame({"figure": ["f-a", "f-b"]})
    list(pictures(lambda name: frame, Prose("ko", Ledger([], unconfirmed=["f-b"]), Names.load())))
    assert shown == {"chart": ["f-a"], "table": ["f-a", "f-b"]}


@pytest.mark.parametrize(("kind", "name"), [("chart", "peaks"), ("table", "companies")])
def test_what_has_nothing_to_show_renders_nothing(tmp_path: Path, kind: str, name: str) -> None:
    blocks = prose(tmp_path, f'### 부분\n\n{{{{ {kind}("{name}") }}}}').section("korea").blocks
    assert [block.type for block in blocks] == ["heading", "paragraph"], "nor does the heading above it stay alone"


def test_a_name_that_nobody_registered_fails(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="nothing: no such table; there are announced, assumptions, "):
        prose(tmp_path, '{{ table("nothing") }}').section("korea")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chart_and_table_says_what_it_measures_and_where(language: str) -> None:
    words = labels(language, "charts")
    for name in (*CHARTS, *(f"table-{name}" for name in TABLES)):
        assert words[name]["subtitle"].strip(), name
