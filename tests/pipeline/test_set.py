"""A figure set in place of the articles: checked before anything runs, and read again when it has changed."""

import json
from pathlib import Path
from typing import Any

import miniature
import pytest

from chipbrief.errors import InputError
from chipbrief.pipeline.jobs import Build, Order
from chipbrief.project import Paths


def taking(notebook: dict[str, Any]) -> None:
    """Give a notebook the parameter."""
    notebook["cells"][0]["source"] += '\nfigures: str = ""'


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = miniature.project(tmp_path / "mini")
    miniature.put(root, "01-ingest", body="text = figures", change=taking)
    collected = root / "my.parquet"
    collected.mkdir()
    (collected / "_manifest.json").write_text('{"parts": []}')
    monkeypatch.chdir(root)
    return root


def test_a_set_stands_in_for_the_articles(root: Path) -> None:
    for path in (root / "seeds").iterdir():
        path.unlink()
    assert "01-ingest" in miniature.built(root, ("figures", "my.parquet"))
    assert (root / "data/derived/blocks.csv").read_text() == "my.parquet"
    told = json.loads((root / "reports/manifest.json").read_text())
    assert list(told["sources"]) == ["_manifest.json"]
    assert "figures" not in told["parameters"], "a path of one machine"
    assert miniature.built(root, ("figures", "my.parquet")) == []
    (root / "my.parquet/_manifest.json").write_text('{"parts": [{}]}')
    assert "01-ingest" in miniature.built(root, ("figures", "my.parquet"))


@pytest.mark.parametrize("content", [None, "{"])
def test_a_set_that_is_not_finished_is_refused(root: Path, content: str | None) -> None:
    manifest = root / "my.parquet/_manifest.json"
    manifest.unlink() if content is None else manifest.write_text(content)
    with pytest.raises(InputError, match="chipbrief corpus"):
        Build.of(Order(Paths.of(root), ("ko",), [("figures", "my.parquet")]))
