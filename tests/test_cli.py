"""The command line: its help, its exit codes, and one clear line for a user's mistake."""

import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import miniature
import pytest

from chipbrief import __version__
from chipbrief.cli import main
from chipbrief.cli.end_of_build import print_news
from chipbrief.evidence.diff import Row
from chipbrief.pipeline.news import Changed, News

ARTICLE = "화웨이는 지난 8일 칩 60만개를 출하했다고 밝혔다. 매출은 28억 8000만 위안(약 5608억원)이다.\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = miniature.project(tmp_path / "mini")
    monkeypatch.chdir(root / "notebooks")
    return root


def failing(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    """Exit code and standard error of a command that fails."""
    with pytest.raises(SystemExit) as left:
        main(words)
    assert isinstance(left.value.code, int)
    return left.value.code, capsys.readouterr().err


def running(*words: str, given: str = "") -> "subprocess.CompletedProcess[str]":
    """The command in a process of its own."""
    command = [sys.executable, "-m", "chipbrief", *words]
    return subprocess.run(command, input=given, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.mark.parametrize(
    ("words", "example"),
    [
        ((), "chipbrief extract seeds/article.txt"),
        (("build",), "chipbrief build -p horizon 2030 -p final_china_high 45"),
        (("extract",), "chipbrief extract --jsonl --jobs 4 documents.jsonl"),
    ],
)
def test_help_teaches_by_example(words: tuple[str, ...], example: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    run = running(*words, "--help")
    assert run.returncode == 0
    assert example in run.stdout


def test_version() -> None:
    assert running("--version").stdout == f"chipbrief {__version__}\n"


@pytest.mark.parametrize("words", [["--help"], ["build", "--dry-run"]])
def test_what_runs_no_notebook_loads_nothing_heavy(project: Path, words: list[str]) -> None:
    code = f"""if True:
        import sys
        from chipbrief.cli import main
        try:
            main({words})
        finally:
            print(*sorted({{"pandas", "papermill", "nbconvert", "typst"}} & set(sys.modules)), file=sys.stderr)
    """
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stderr.strip() == ""


def test_an_unknown_parameter_is_refused_at_once(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = failing(capsys, "build", "-p", "tarqet", "90")
    assert (code, said.count("\n")) == (2, 1)
    assert said == "chipbrief: parameter 'tarqet': no notebook has it; did you mean target?\n"
    assert not (project / "data/derived/executed").exists()


def test_an_ill_typed_parameter_is_refused(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = failing(capsys, "build", "-p", "target", "many")
    assert code == 2
    assert said == "chipbrief: parameter 'target': 'many' is not of type float, as its default 70.0\n"


def test_a_value_in_chipbrief_toml_is_checked_at_once_and_p_wins(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "chipbrief.toml").write_text("languages = ['en']\n[parameters]\ntarget = 80\n")
    with suppress(SystemExit):
        main(["build", "--dry-run"])
    assert "05-brief.en: follows 04-korea-impact" in (told := capsys.readouterr().out)
    assert "05-brief.ko" not in told
    with suppress(SystemExit):
        main(["build", "--dry-run", "--language", "ko", "-p", "target", "75"])
    assert "05-brief.ko: follows 04-korea-impact" in capsys.readouterr().out
    (project / "chipbrief.toml").write_text("[parameters]\ntarqet = 80\n")
    code, said = failing(capsys, "build")
    assert code == 2
    assert said == "chipbrief: chipbrief.toml, line 2: parameter 'tarqet': no notebook has it; did you mean target?\n"


def test_parameters_are_listed_with_values_and_where_those_come_from(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "chipbrief.toml").write_text("[parameters]\ntarget = 80\n")
    with suppress(SystemExit):
        main(["parameters", "--json"])
    (row,) = json.loads(capsys.readouterr().out)
    assert row == {
        "notebooks": ["04-korea-impact"],
        "name": "target",
        "type": "float",
        "meaning": "domestic share",
        "unit": "%",
        "range": "0 to 100",
        "default": 70.0,
        "value": 80.0,
        "origin": "chipbrief.toml, line 2",
    }
    with suppress(SystemExit):
        main(["parameters"])
    line = "target  80.0  0 to 100 %  domestic share (chipbrief.toml, line 2; default 70.0)"
    assert capsys.readouterr().out.splitlines() == ["04-korea-impact", f"  {line}"]


def test_the_shell_completes_names_of_parameters(project: Path) -> None:
    typed = {"COMP_WORDS": "chipbrief build -p target 80 -p ta", "COMP_CWORD": "6"}
    told = {**os.environ, **typed, "_CHIPBRIEF_COMPLETE": "complete_bash"}
    run = subprocess.run(
        [sys.executable, "-m", "chipbrief"], env=told, capture_output=True, text=True, check=False, encoding="utf-8"
    )
    assert run.stdout.split() == ["target"]


def test_a_parameter_without_value_is_refused(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = failing(capsys, "build", "-p", "target")
    assert code == 2
    assert "write -p target VALUE" in said


def test_a_missing_folder_is_refused(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = failing(capsys, "build", "--sources", "nowhere")
    assert code == 2
    assert "no such folder; give one with --sources" in said


@pytest.mark.parametrize("date", ["yesterday", "2025-13", "2025-09-31"])
def test_a_date_that_is_none_is_refused(date: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = failing(capsys, "extract", "--published", date, "a.txt")
    assert code == 2
    assert f"--published {date}: not a date; write 2025-10-02" in said


def test_an_unknown_language_is_refused(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = failing(capsys, "build", "--language", "fr")
    assert code == 2
    assert "fr" in said


def test_a_dry_run_says_what_and_why(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["build", "--dry-run", "--language", "ko"])
    assert left.value.code == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "01-ingest: never run"
    assert "05-brief.ko: follows 04-korea-impact" in lines
    with pytest.raises(SystemExit):
        main(["build", "--dry-run", "--json", "--language", "ko"])
    stale = json.loads(capsys.readouterr().out)["stale"]
    assert [f"{name}: {reason}" for name, reason in stale.items()] == lines
    assert not (project / "reports").exists()


def test_a_build_ends_with_what_is_new_and_the_files_to_open(project: Path) -> None:
    words = ("build", "--language", "en", "--reports", "out")
    run = running(*words, "-p", "target", "80")
    assert run.returncode == 0, run.stderr
    assert run.stdout.splitlines() == [str(Path("out/brief.en.html")), str(Path("out/brief.en.pdf"))]
    lines = run.stderr.splitlines()
    assert lines[0] == "01-ingest"
    assert lines[-1].startswith("nothing changed: ")
    assert (project / "notebooks/out/brief.en.html").is_file()
    assert (project / "data/derived/korea.json").read_text(encoding="utf-8") == "글80;"
    told = json.loads(running(*words, "-p", "target", "80", "--json").stdout)
    assert told["new"] is None
    again = running(*words, "-p", "target", "90", "--json")
    told = json.loads(again.stdout)
    assert list(told) == ["new", "check", "open", "files"]
    assert list(told["new"]) == ["first", "figures", "claims", "relations", "disagreements", "moved"]
    assert [Path(name).name for name in told["open"]] == ["brief.en.html", "brief.en.pdf"]
    assert {Path(name).relative_to(project / "notebooks/out").as_posix() for name in told["files"]} > {
        "evidence.json", "manifest.json", "figures.xlsx", "data/base.csv",
    }  # fmt: skip


def test_a_build_tells_in_words_what_moved(capsys: pytest.CaptureFixture[str]) -> None:
    moved = [Row(f"a-{number}", f"Part \x1b{number}", "changed", "1%", "2%", "") for number in range(7)]
    gone = Changed((), ({},))
    print_news(
        News(False, Changed(("f-1", "f-2"), ("f-0",), ("f-3",)), Changed(({},), ()), Changed(({}, {}), ()), gone, moved)
    )
    said = capsys.readouterr().err.splitlines()
    assert said[:3] == [
        "new since the last build: 2 figures (1 removed, 1 changed), 1 claim, 2 relations, "
        "no disagreements (1 removed)",
        "changed, of the assumptions and the summary:",
        "  Part U+001B0: 1% → 2%",
    ]
    assert said[-1] == "  and 2 more; --json has all"
    assert len(said) == 8
    none = Changed((), ())
    print_news(News(True, Changed(("f-1",), ()), none, none, none, ()))
    assert capsys.readouterr().err == "in this first build: 1 figure\n"


def test_a_failing_notebook_is_one_line(project: Path) -> None:
    miniature.put(project, "01-ingest", body="raise ValueError('no\\nsuch thing')")
    run = running("build")
    assert run.returncode == 1
    assert run.stderr.splitlines()[-1].startswith("chipbrief: 01-ingest.ipynb: cell 'read': ValueError: no such thing;")
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize(
    "words", [["extract", "--published", "2025-09-25"], ["add", "--json", "--published", "2025-09-25"]]
)
def test_an_escape_in_an_article_does_nothing_in_the_terminal(
    project: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    evil = "\x1b[31m\x9b31m\u202e\U000e0041"
    path = project / "evil.txt"
    path.write_text(f"가나{evil}의 매출은 3조원이다.", encoding="utf-8")
    with suppress(SystemExit):
        main([*words, str(path)])
    said = capsys.readouterr().out
    assert said.count("\n") == 1
    assert said[:-1].isprintable()
    assert json.loads(said)


def test_extract_prints_a_line_for_each_file(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(ARTICLE, encoding="utf-8")
    run = running("extract", "--published", "2025-09-25", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"))
    assert run.returncode == 0, run.stderr
    lines = [json.loads(line) for line in run.stdout.splitlines()]
    assert [line["id"] for line in lines] == ["a.txt", "b.txt"]
    figures = {figure["text"]: figure for figure in lines[0]["figures"]}
    assert {"지난 8일", "60만개", "28억 8000만 위안", "5608억원"} <= set(figures)
    assert figures["지난 8일"]["date"] == "2025-09-08"
    for figure in figures.values():
        assert ARTICLE[figure["start"] : figure["end"]] == figure["text"]
    keys = "start end text kind low high unit approx date subject metric versus"
    assert set(keys.split()) <= set(figures["60만개"])


def test_extract_reads_json_lines_from_standard_input() -> None:
    document = {"id": "a", "text": "매출 3조원", "published": "2025-10-01"}
    run = running("extract", "--jsonl", "-", given=json.dumps(document) + "\n")
    assert run.returncode == 0, run.stderr
    (line,) = run.stdout.splitlines()
    (figure,) = json.loads(line)["figures"]
    assert (figure["text"], figure["low"], figure["unit"]) == ("3조원", 3e12, "KRW")


def test_extract_names_a_missing_file() -> None:
    run = running("extract", "nowhere.txt")
    assert run.returncode == 2
    assert run.stderr.startswith("chipbrief: ")
    assert "nowhere.txt" in run.stderr
    assert run.stderr.count("\n") == 1


@pytest.mark.parametrize("given", ["{", '{"id": "a"}', "[]"])
def test_extract_names_a_line_that_is_no_document(given: str) -> None:
    run = running("extract", "--jsonl", "-", given=given + "\n")
    assert run.returncode == 2
    assert run.stderr.count("\n") == 1
    assert "1" in run.stderr
