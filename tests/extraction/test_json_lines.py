"""What `chipbrief extract` prints."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from chipbrief.errors import InputError
from chipbrief.extraction import json_lines

CONTRACT = {"start", "end", "text", "kind", "low", "high", "unit", "approx", "date", "subject", "metric", "versus"}


def test_json_lines_in_their_order(tmp_path: Path) -> None:
    path = tmp_path / "documents.jsonl"
    rows = [{"id": str(n), "text": f"공장 {n}곳", "published": "2025-09-25"} for n in range(2, 5)]
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n\n", encoding="utf-8")
    printed = [json.loads(line) for line in json_lines.lines([path], jsonl=True)]
    assert [(one["id"], one["figures"][0]["low"]) for one in printed] == [("2", 2), ("3", 3), ("4", 4)]
    assert set(printed[0]["figures"][0]) >= CONTRACT


def test_a_file_is_dated_by_the_catalogue_beside_it(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("지난달 8일 발표했다.", encoding="utf-8")
    (tmp_path / "sources.csv").write_text("file,published\na.txt,2025-09-25\n", encoding="utf-8")
    (line,) = json_lines.lines([article])
    assert json.loads(line)["figures"][0]["date"] == "2025-08-08"


@pytest.mark.parametrize("text", ["no json", "[1]", '{"id": "a"}', '{"id": "a", "text": "b", "published": "soon"}'])
def test_what_is_no_document_is_refused_with_its_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "documents.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="line 1"):
        list(json_lines.lines([path], jsonl=True))


def test_a_missing_file_and_a_wrong_date_are_the_users_errors(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="missing"):
        list(json_lines.lines([tmp_path / "missing.jsonl"], jsonl=True))
    article = tmp_path / "a.txt"
    article.write_text("3곳", encoding="utf-8")
    with pytest.raises(InputError, match="not a date"):
        list(json_lines.lines([article], published="yesterday"))
