"""A folder of tables is a lexicon: what is added to its tables is read, by whoever names it, and by nobody else."""

from __future__ import annotations

import json
import pickle
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from typer.testing import CliRunner

from chipbrief.cli import app
from chipbrief.extraction.extract import extract_source
from chipbrief.extraction.json_lines import lines
from chipbrief.model import Source
from chipbrief.project import lexicon as lexicon_of
from chipbrief.sources import reference_tables
from chipbrief.sources.reference_tables import Lexicon, per_lexicon, reference_folder, rows

TEXT = "선폭은 18옹스트롬이다. 비마루300의 값은 3만 달러다."


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose tables have one more unit and one more name."""
    folder = tmp_path_factory.mktemp("data")
    shutil.copytree(reference_folder(), folder / "reference")
    for name, line in (
        ("units", "옹스트롬,measure,nm,0.1,sino,,"),
        ("entities", "bimaru,chip,비마루300,Bimaru 300,,,south-korea"),
    ):
        head, first = (folder / f"reference/{name}.csv").read_text("utf-8").splitlines()[:2]
        assert head.count(",") == line.count(","), first
        with (folder / f"reference/{name}.csv").open("a", encoding="utf-8") as file:
            file.write(line + "\n")
    return folder


def told(lexicon: Lexicon | None = None) -> list[tuple[str, str | None, str | None]]:
    return [(f.text, f.unit, f.subject) for f in extract_source(Source("a.txt", TEXT, "", ""), lexicon).figures]


WITH = [("18옹스트롬", "nm", None), ("3만 달러", "USD", "bimaru")]


def test_a_unit_and_a_name_are_those_of_the_lexicon_that_is_named(data: Path) -> None:
    before = told()
    assert before != WITH
    assert told(lexicon_of(data)) == WITH
    assert told() == before


def test_the_audit_knows_the_names_of_the_same_lexicon(data: Path) -> None:
    read = extract_source(Source("a.txt", TEXT, "", ""), lexicon_of(data))
    assert [row.detail for row in read.audit() if row.explanation == "name"] == ["bimaru"]


def test_threads_do_not_see_one_anothers(data: Path) -> None:
    before, given = told(), [None, lexicon_of(data)] * 8
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(told, given)) == [before, WITH] * 8
        with lexicon_of(data).active():
            assert pool.submit(told).result() == before


@pytest.mark.parametrize("jobs", [1, 2])
def test_processes_read_the_tables_that_are_named(data: Path, tmp_path: Path, jobs: int) -> None:
    article = tmp_path / "a.txt"
    article.write_text(TEXT, encoding="utf-8")
    found = [json.loads(line)["figures"] for line in lines([article] * 2, jobs=jobs, lexicon=lexicon_of(data))]
    assert [[(row["text"], row["unit"], row["subject"]) for row in rows] for rows in found] == [WITH, WITH]


def test_a_lexicon_travels_by_its_folder(data: Path) -> None:
    assert pickle.loads(pickle.dumps(lexicon_of(data))) is lexicon_of(data)  # noqa: S301 - our own
    assert pickle.loads(pickle.dumps(Lexicon.of())) is Lexicon.of()  # noqa: S301
    assert str(reference_folder()).encode() not in pickle.dumps(Lexicon.of())


def test_the_command_takes_a_data_folder(data: Path, tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text(TEXT, encoding="utf-8")
    done = CliRunner().invoke(app, ["extract", "--data", str(data), str(article)])
    assert [row["text"] for row in json.loads(done.output)["figures"]] == ["18옹스트롬", "3만 달러"]


def test_a_data_folder_without_tables_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="reference: no such folder"):
        lexicon_of(tmp_path)


def test_what_is_compiled_is_held_by_its_lexicon(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Path] = []

    @per_lexicon
    def units(least: int = 0) -> int:
        made.append(reference_tables.lexicon().folder)
        return max(least, len(rows("units")))

    call: Callable[[], int] = units
    assert lexicon_of(data).run(call) == units() + 1 == lexicon_of(data).run(units)
    assert made == [lexicon_of(data).folder, Lexicon.of().folder]
    assert units(least=10**6) == 10**6
    monkeypatch.setattr(reference_tables, "_PROCESS", [])
    lexicon_of(data).use()
    assert units() == lexicon_of(data).run(units)


def test_nothing_that_reads_tables_is_held_for_the_whole_process() -> None:
    """functools.cache would keep what was made of the first lexicon for all others."""
    package = Path(reference_tables.__file__).parents[1]
    own = {"morphology.py", "reference_tables.py"}  # Kiwi knows no table of ours; this one holds lexicons themselves
    modules = [path for room in ("extraction", "sources") for path in (package / room).rglob("*.py")]
    assert not [p for p in modules if p.name not in own and "@cache\n" in p.read_text("utf-8")], "use per_lexicon"
