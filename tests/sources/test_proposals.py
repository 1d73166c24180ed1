"""What another tool proposes: taken where it equals the text, refused with a line where it does not."""

import json
from pathlib import Path
from typing import Any

import pytest

from chipbrief.errors import InputError
from chipbrief.model import Source
from chipbrief.sources import proposals, reviews

TEXT = "엔비디아의 점유율은 30%다."
SOURCE = Source("a.txt", TEXT, "", "2025-09-25")
GOOD: dict[str, Any] = {"start": 11, "end": 14, "text": "30%", "subject": "nvidia", "metric": "market-share"}


def read(folder: Path, *lines: object) -> tuple[list[reviews.Review], list[str]]:
    path = folder / "p.jsonl"
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), encoding="utf-8")
    taken, refused = proposals.proposed(path, [SOURCE], "model")
    return taken, [line.removeprefix(f"{path}: ") for line in refused]


def test_a_statement_at_its_text_waits_and_is_no_decision(tmp_path: Path) -> None:
    taken, refused = read(tmp_path, {"id": "a.txt", "figures": [GOOD]}, "")
    assert refused == []
    assert taken[0].line == "a.txt,11,14,30%,statement,nvidia | market-share |  |  |  | fact |,model,"
    proposals.add(tmp_path, taken)
    assert proposals.waiting(tmp_path, [SOURCE]) == {("a.txt", 11, 14): taken[0]}
    assert reviews.load(tmp_path, [SOURCE]) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"start": 10}, "line 1, figure 1: a.txt:10-14 reads  30%, not 30%"),
        ({"text": "31%"}, "reads 30%, not 31%"),
        ({"metric": "popularity"}, "popularity as metric; write an id of metrics.csv"),
        ({"modality": "rumour"}, "rumour as modality; write one of fact"),
        ({"start": "11"}, "line 1, figure 1: no statement; write {"),
        ({"text": None}, "not None"),
    ],
)
def test_what_does_not_equal_the_text_is_refused(tmp_path: Path, change: dict[str, Any], said: str) -> None:
    taken, (line,) = read(tmp_path, {"id": "a.txt", "figures": [GOOD | change]})
    assert taken == []
    assert " ".join(said.split()) in " ".join(line.split())


@pytest.mark.parametrize("line", ["no json", "[]", '{"id": "a.txt"}', '{"id": "a.txt", "figures": [1]}', "[" * 9999])
def test_a_line_that_is_no_document_is_refused_and_the_others_are_taken(tmp_path: Path, line: str) -> None:
    taken, refused = read(tmp_path, line, {"id": "a.txt", "figures": [GOOD]})
    assert (len(taken), len(refused)) == (1, 1)
    assert refused[0].startswith("line 1: no statement")


def test_later_proposals_take_the_place_of_earlier_ones_and_lapse_with_their_text(tmp_path: Path) -> None:
    first, _ = read(tmp_path, {"id": "a.txt", "figures": [GOOD]})
    second, _ = read(tmp_path, {"id": "a.txt", "figures": [GOOD | {"subject": "amd|x"}]})
    proposals.add(tmp_path, first)
    proposals.add(tmp_path, second)
    (kept,) = proposals.waiting(tmp_path, [SOURCE]).values()
    assert kept.values["subject"] == "amd x"
    assert proposals.waiting(tmp_path, [Source("a.txt", "다른 글", "", "")]) == {}


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="give a file of JSON lines"):
        proposals.proposed(tmp_path / "none", [SOURCE], "model")
