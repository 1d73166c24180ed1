"""`chipbrief add`: an article and its line, both or neither."""

import hashlib
import json
import unicodedata
from datetime import date
from pathlib import Path

import documents
import pytest

from chipbrief.cli import main
from chipbrief.errors import InputError
from chipbrief.sources import catalogue, fetch

STORY = f"제목\n입력 2025-09-25\n{documents.PARAGRAPHS[0]}\n"


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    return folder


def document(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def add(seeds: Path, *words: str | Path) -> int:
    with pytest.raises(SystemExit) as left:
        main(["add", *map(str, words), "--sources", str(seeds)])
    return int(left.value.code or 0)


def refused(seeds: Path, capsys: pytest.CaptureFixture[str], *words: str | Path) -> str:
    """The one line of a refusal that left the folder as it was."""
    before = {path.name: path.read_bytes() for path in seeds.iterdir()}
    assert add(seeds, *words) == 2
    assert {path.name: path.read_bytes() for path in seeds.iterdir()} == before
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
    return said.err


def test_every_format_is_added_and_then_loads(tmp_path: Path, seeds: Path) -> None:
    made = documents.every()
    paths = [document(tmp_path, name, data) for name, data in made.items()]
    assert add(seeds, *paths, "--published", "2025-09-25", "--publisher", "가나일보, 서울") == 0
    sources = catalogue.load(seeds)
    assert [source.name for source in sources] == sorted(made)
    assert {(s.published, s.publisher, s.inferred) for s in sources} == {("2025-09-25", "가나일보, 서울", False)}
    for source in sources:
        assert (seeds / source.name).read_bytes() == made[source.name]
        assert all(text in source.text for text in documents.FIGURES)


def test_it_shows_what_it_found(tmp_path: Path, seeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = document(tmp_path, "a.txt", STORY), document(tmp_path, "나.txt", STORY.replace("제목", "딴 제목"))
    assert add(seeds, first) == 0
    said = capsys.readouterr().out
    assert "a.txt\n  published  2025-09-25\n" in said
    assert "blocks, 5 figures, 0 repairs\n" in said
    assert "  60만개 = 600,000 개; huawei, shipments\n" in said
    assert "  지난달 8일 = 2025-08-08\n" in said
    assert add(seeds, second, "--json") == 0
    line = json.loads(capsys.readouterr().out)
    assert (line["file"], line["duplicate_of"], line["figures"], line["inferred"]) == ("나.txt", "a.txt", 5, False)
    assert [figure["low"] for figure in line["stated"] if figure["unit"] == "CNY"] == [2_880_000_000]
    assert line["doubts"] == []


def test_lines_are_added_as_the_catalogue_is_written(tmp_path: Path, seeds: Path) -> None:
    header = ",".join(reversed(catalogue.COLUMNS))
    (seeds / catalogue.NAME).write_bytes(f"\ufeff{header}\r\n".encode())
    assert add(seeds, document(tmp_path, "a.txt", STORY)) == 0
    data = (seeds / catalogue.NAME).read_bytes()
    assert data.startswith("\ufeff".encode())
    assert data.count(b"\r\n") == data.count(b"\n") == 2
    assert catalogue.load(seeds)[0].published == "2025-09-25"


def test_a_file_that_lies_in_the_folder_gets_its_line(seeds: Path) -> None:
    assert add(seeds, document(seeds, "a.txt", STORY)) == 0
    assert [source.name for source in catalogue.load(seeds)] == ["a.txt"]


def test_names_are_kept_as_they_are_written_and_hangul_whole(tmp_path: Path, seeds: Path) -> None:
    folder = tmp_path / "more"
    folder.mkdir()
    names = ["-dash.txt", "두 칸  이름.txt", unicodedata.normalize("NFD", "한글.txt")]
    assert add(seeds, *(document(folder, name, f"{STORY}{n}") for n, name in enumerate(names))) == 0
    assert [source.name for source in catalogue.load(seeds)] == ["-dash.txt", "두 칸  이름.txt", "한글.txt"]


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.txt", "날짜 없는 글이다.", "no date in it; give the day or month it appeared with --published"),
        ("sources.csv", STORY, "a table; save the article itself"),
        ("README.md", STORY, "no article can have this name"),
        ("Thumbs.db", STORY, "no article can have this name"),
        (".a.txt", STORY, "no article can have this name"),
        ("a\nb.txt", STORY, "its name has characters that do not print"),
        ("=1+1.txt", STORY, "a spreadsheet would take =1+1.txt for a formula; rename it"),
        ("old.txt", STORY, "is another file of this name"),
        ("listed.txt", STORY, "is in"),
        ("OLD_txt", STORY, "its name is too much like old_txt"),
        ("a.pdf", STORY, "no PDF"),
    ],
)
def test_what_cannot_be_added_leaves_all_as_it_was(
    seeds: Path, capsys: pytest.CaptureFixture[str], name: str, text: str, told: str
) -> None:
    outside = seeds.parent
    for listed in ("listed.txt", "old_txt"):
        assert add(seeds, document(seeds, listed, STORY)) == 0
    document(seeds, "old.txt", "다른 글")
    capsys.readouterr()
    assert told in refused(seeds, capsys, document(outside, name, text))


def test_one_that_cannot_be_added_does_not_keep_out_the_rest(
    tmp_path: Path, seeds: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    undated, broken = document(tmp_path, "b.txt", "날짜 없는 글이다."), document(tmp_path, "c.pdf", STORY)
    good = [document(tmp_path, name, f"{STORY}{name}") for name in ("a.txt", "d.txt")]
    assert add(seeds, good[0], undated, broken, good[1]) == 2
    assert [source.name for source in catalogue.load(seeds)] == ["a.txt", "d.txt"]
    said = capsys.readouterr().err.splitlines()
    assert [line.partition(": ")[2].partition(":")[0] for line in said] == [str(undated), str(broken)]


def test_a_date_that_is_given_never_overrides_one_that_is_printed(
    tmp_path: Path, seeds: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [document(tmp_path, "a.txt", STORY), document(tmp_path, "20250102_b.txt", "칩 40만 개를 팔았다.")]
    assert add(seeds, *paths, "--published", "2025-03-01") == 0
    found = {source.name: source.published for source in catalogue.load(seeds)}
    assert found == {"a.txt": "2025-09-25", "20250102_b.txt": "2025-03-01"}
    assert "2025-09-25 (printed; --published 2025-03-01 is for those that print none)" in capsys.readouterr().out


def test_what_is_doubtful_is_told(tmp_path: Path, seeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    english = document(tmp_path, "a.txt", "Published 2025-09-25\nThe company sold 20 million chips for 3 billion won.")
    phrase = "무료 체험 머니"
    replaced = document(
        tmp_path, "b.txt", f"{STORY}인공지능({phrase}) 칩. {phrase} 반도체. {phrase} 수요. {phrase} 값."
    )
    assert add(seeds, english, replaced) == 0
    first, second = capsys.readouterr().out.split("\nb.txt\n")
    assert "1 blocks, 0 figures" in first or "2 blocks, 0 figures" in first
    assert "doubtful   not Korean (by its letters: en); its numbers are not read" in first
    assert f'doubtful   "{phrase}" stands in 4 places as if another word had been replaced' in second


def test_what_a_page_says_of_itself_is_no_formula_and_no_control(tmp_path: Path, seeds: Path) -> None:
    head = """<meta property="og:site_name" content="=HYPERLINK(&quot;http://a.kr&quot;)&#x202e;&#10;일보">
    <meta name="author" content="@SUM(A1)"><meta name="date" content="2025-09-25">"""
    assert add(seeds, document(tmp_path, "a.html", documents.page(head=head))) == 0
    [source] = catalogue.load(seeds)
    assert (source.publisher, source.author) == ('HYPERLINK("http://a.kr") 일보', "SUM(A1)")


def test_an_address_that_is_none_is_refused(tmp_path: Path, seeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "write one that begins with https://" in refused(
        seeds, capsys, document(tmp_path, "a.txt", STORY), "--url", "javascript:1"
    )


def test_when_the_catalogue_cannot_be_written_no_article_is_left(
    tmp_path: Path, seeds: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace

    def full(path: Path, target: Path) -> Path:
        if target.name == catalogue.NAME:
            raise OSError(28, "No space left on device")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", full)
    said = refused(seeds, capsys, document(tmp_path, "a.txt", STORY))
    assert "cannot be written (No space left on device); nothing was added" in said


def test_a_page_from_the_web_has_its_address_day_and_checksum(
    seeds: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data = documents.every()["a.html"]
    page = fetch.Fetched("https://example.org/news/1", data, "example.org-news-1.html")
    monkeypatch.setattr(fetch, "fetch", lambda url: page)
    (seeds / "old.txt").write_text("글")
    (seeds / "sources.csv").write_text(f'{",".join(catalogue.COLUMNS)}\nold.txt,"가, 나",,2025-09-25,day,no,,ko,\n')
    assert add(seeds, "https://example.org/a", "--published", "2025-09-25") == 0
    line = catalogue.lines(seeds)[page.name]
    assert (seeds / page.name).read_bytes() == data
    assert (line["url"], line["sha256"]) == (page.url, hashlib.sha256(data).hexdigest())
    assert date.fromisoformat(line["retrieved"])
    assert catalogue.lines(seeds)["old.txt"]["retrieved"] == ""
    assert catalogue.lines(seeds)["old.txt"]["publisher"] == "가, 나"
    assert len(catalogue.load(seeds)) == 2


def test_a_page_that_cannot_be_added_is_called_by_its_address(
    seeds: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = fetch.Fetched("https://example.org/a", b"\x00\x01", "example.org-a.html")
    monkeypatch.setattr(fetch, "fetch", lambda url: page)
    said = refused(seeds, capsys, "https://example.org/a")
    assert said.startswith("chipbrief: https://example.org/a: ")

    def missing(url: str) -> fetch.Fetched:
        raise InputError(f"{url}: answered 404 Not Found; check the address")

    monkeypatch.setattr(fetch, "fetch", missing)
    assert "https://example.org/b: answered 404" in refused(seeds, capsys, "https://example.org/b")
