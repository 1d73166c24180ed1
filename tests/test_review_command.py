"""`chipbrief review` over a small project, and proposals from a model that speaks HTTP."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import groupby
from pathlib import Path
from threading import Thread

import pytest

from chipbrief import frames
from chipbrief.analysis import relations
from chipbrief.analysis.claims import claims
from chipbrief.analysis.tables import Entities
from chipbrief.cli import main
from chipbrief.extraction.extract import extract_source
from chipbrief.sources import catalogue, reference_tables, reviews

ROOT = Path(__file__).parents[1]
TEXT = "엔비디아의 중국 점유율은 30%다. 화웨이의 매출은 100억 위안으로 25% 늘었다. 바이두는 화웨이의 칩을 도입했다."


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one article, as `02-figures` leaves it."""
    for folder in ("notebooks", "seeds", "data/derived"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "notebooks/01-ingest.ipynb").write_text("{}")
    (tmp_path / "seeds/a.txt").write_text(TEXT, encoding="utf-8")
    (source,) = catalogue.load(tmp_path / "seeds", "2025-09-25")
    (tmp_path / "seeds/sources.csv").write_text(
        ",".join(catalogue.COLUMNS) + "\na.txt,,,2025-09-25,day,no,,ko,\n", encoding="utf-8"
    )
    derived = tmp_path / "data/derived"
    row = asdict(source) | {"id": source.id, "file": source.name, "text_sha256": source.text_sha256}
    frames.write(frames.frame("sources", [row | {"characters": len(TEXT)}]), "sources", derived)
    read = extract_source(source)
    stated = frames.frame("figures", ({"id": f.id} | asdict(f) for f in read.figures))
    told = frames.frame("relations", relations.rows(read.relations()))
    entities = Entities.of(*(reference_tables.rows(name) for name in ("entities", "metrics")))
    claimed = claims(stated, reference_tables.rows("topics"), entities, {})
    made = {"figures": stated, "claims": claimed, "duplicates": frames.frame("duplicates", []), "relations": told}
    for name, frame in (made | {"relation_claims": relations.claims(told, {})}).items():
        frames.write(frame, name, derived)
    frames.write_facts(derived, "korea", [], [])
    monkeypatch.chdir(tmp_path)
    return tmp_path


def sentence(row: dict[str, str]) -> str:
    return re.sub("[»«]", "", row["sentence"])


def told(capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    capsys.readouterr()
    with pytest.raises(SystemExit) as ended:
        main(["review", *words])
    assert not ended.value.code, capsys.readouterr().err
    return capsys.readouterr().out.splitlines()


def test_what_is_worth_checking_is_listed_with_the_line_that_decides(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = [json.loads(line) for line in told(capsys, "--json")]
    assert {row["text"] for row in listed} == {"30%", "100억 위안", "25%", "도입했다"}
    together = {key: sum(row["worth"] for row in same) for key, same in groupby(listed, sentence)}
    assert list(together.values()) == sorted(together.values(), reverse=True)
    assert len(together) == 3  # each sentence once
    growth = next(row for row in listed if row["text"] == "25%")
    assert growth["conclusions"] == ["e-revenue-before-huawei"]
    assert growth["sentence"] == "화웨이의 매출은 100억 위안으로 »25%« 늘었다."
    shown = "\n".join(told(capsys, "--most", "1"))
    assert f"  {listed[0]['line']}" in shown
    assert "conclusions rest on it" in shown

    head = ",".join(reviews.COLUMNS)
    (project / "seeds/reviews.csv").write_text(f"{head}\n{growth['line']}\n", encoding="utf-8")
    assert "25%" not in {json.loads(line)["text"] for line in told(capsys, "--json")}


def test_relations_are_listed_among_the_figures(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    [row] = [row for line in told(capsys, "--json") if (row := json.loads(line))["relation"]]
    assert row["relation"] == "adopts | baidu | huawei | fact |  |  |"
    assert row["sentence"] == "바이두는 화웨이의 칩을 »도입했다«."
    assert row["line"].endswith(",도입했다,relation,adopts | baidu | huawei | fact |  |  |,,")
    rejected = row["line"].replace(",relation,", ",rejected,").replace(" | fact |  |  |", "")
    for line, needed in ((row["line"], True), (rejected, True), (rejected.replace("huawei", "h20"), False)):
        (project / "seeds/reviews.csv").write_text(f"{','.join(reviews.COLUMNS)}\n{line}\n", encoding="utf-8")
        assert told(capsys, "--tidy") == ([] if needed else [line])


def test_tidy_lists_the_lines_that_the_rules_have_caught_up_with(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = f"a.txt,{TEXT.index('30%')},{TEXT.index('30%') + 3},30%"
    lines = [f"{place},subject,nvidia,,", f"{place},metric,share,,"]
    head = ",".join(reviews.COLUMNS)
    (project / "seeds/reviews.csv").write_text("\n".join([head, *lines, ""]), encoding="utf-8")
    assert told(capsys, "--tidy") == lines[:1]


class Model(BaseHTTPRequestHandler):
    """A model that says of every figure that it is NVIDIA's market share, and gets one span wrong."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        figures = json.loads(asked["messages"][-1]["content"].rpartition("\n")[2])
        said = [figure | {"subject": "nvidia", "metric": "market-share"} for figure in figures]
        said[-1]["end"] += 1
        content = json.dumps({"figures": said}, ensure_ascii=False)
        answer = json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - so it is called
        """Nothing is to be said."""


@pytest.fixture
def model() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Model) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/v1/chat/completions"
        server.shutdown()
        thread.join()


def test_the_page_on_proposals_gets_them_from_a_model_and_they_wait(
    project: Path, model: str, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (ROOT / "docs/proposals.md").read_text("utf-8")
    (program,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    assert len([line for line in program.splitlines() if line.strip()]) <= 20
    (project / "propose.py").write_text(program, encoding="utf-8")
    said = subprocess.run(
        [sys.executable, "propose.py", "seeds/a.txt"], capture_output=True, check=True, encoding="utf-8",
        env=os.environ | {"MODEL_URL": model, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    (project / "p.jsonl").write_text(said.stdout, encoding="utf-8")
    assert told(capsys, "import", "p.jsonl", "--by", "model") == ["2 proposals wait in data/proposals.csv; 1 refused"]
    revenue = next(row for line in told(capsys, "--json") if (row := json.loads(line))["text"] == "100억 위안")
    assert revenue["proposed"].endswith("statement,nvidia | market-share |  |  |  | fact |,model,")
    assert not (project / "seeds/reviews.csv").exists()
    assert any("nvidia | market-share" in line for line in told(capsys))
