"""What goes wrong: one line that names file and remedy, the right exit code, and everything as it was."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import documents
import miniature
import pytest
import typst
from pypdf import PdfReader, PdfWriter

from chipbrief.cli import main
from chipbrief.sources import catalogue
from chipbrief.sources.catalogue import COLUMNS
from chipbrief.sources.readers import read as reading

TEXT = "\n".join(documents.PARAGRAPHS)
HEAD = ",".join(COLUMNS)


def locked() -> bytes:
    """A PDF that asks for a password."""
    writer, buffer = PdfWriter(PdfReader(io.BytesIO(documents.pdf()))), io.BytesIO()
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(buffer)
    return buffer.getvalue()


def drawn() -> bytes:
    """A PDF without text."""
    made = typst.compile(b"#rect(width: 50pt, height: 50pt)")
    assert isinstance(made, bytes)
    return made


def many_objects() -> bytes:
    objects = b"".join(b"%d 0 obj null endobj\n" % number for number in range(1_000_000))
    return b"%PDF-1.7\n" + objects + b"trailer<</Root 1 0 R>>\n%%EOF\n"


def bomb() -> bytes:
    """A Word document whose text unpacks to 300 MB."""
    buffer = io.BytesIO(documents.word())
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as parts, parts.open("word/more.xml", "w") as part:
        for _ in range(300):
            part.write(bytes(1_000_000))
    return buffer.getvalue()


DOCUMENTS: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "empty": ("b.txt", lambda: b"", "holds no text"),
    "blank": ("b.txt", lambda: b" \n\t\r\n", "holds no text"),
    "picture as text": ("b.txt", lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0", "save the article as UTF-8"),
    "program as text": ("b.txt", lambda: b"\x7fELF\2\1\1" + bytes(64), "byte 7: NUL, so this is no text file"),
    "pdf as text": ("b.txt", documents.pdf, "save the article as UTF-8"),
    "latin-1": ("b.txt", lambda: "déjà vu à l'été".encode("latin-1"), "byte 1: not UTF-8"),
    "gbk": ("b.txt", lambda: "华为的芯片产量增长了百分之二十".encode("gbk"), "perhaps gb"),
    "mixed": ("b.txt", lambda: TEXT.encode() + TEXT.encode("cp949"), "so it mixes encodings"),
    "utf-16 cut": ("b.txt", lambda: TEXT.encode("utf-16")[:-1], "not UTF-16, though its mark says so"),
    "a line of 50 MB": ("b.txt", lambda: "가".encode() * 16_666_666, "characters; 500,000 are the most; split it"),
    "pdf cut in half": ("b.pdf", lambda: documents.pdf()[:6000], "byte 6000: cut off, its end (%%EOF) is missing"),
    "pdf locked": ("b.pdf", locked, "locked by a password; print it to a PDF without one"),
    "pdf of a million objects": ("b.pdf", many_objects, "1,000,000 objects; 200,000 are the most"),
    "pdf without text": ("b.pdf", drawn, "only pictures of pages; recognise its text (OCR) first"),
    "pdf that is none": ("b.pdf", TEXT.encode, "no PDF; give it the ending of what it is"),
    "pdf of rubbish": ("b.pdf", lambda: b"%PDF-1.7\n" + bytes(range(256)) * 9 + b"%%EOF", "damaged"),
    "deep page": ("b.html", lambda: b"<html><body>" + b"<div>" * 100_000 + b"1" + b"</div>" * 100_000, "nested deeper"),
    "page without article": ("b.html", lambda: b"<html><body><script>1</script></body></html>", "no article in this"),
    "bomb": ("b.docx", bomb, "unpacks to 300 MB; save the article's text as .txt"),
    "word that is none": ("b.docx", TEXT.encode, "no Word document, or cut off"),
    "word cut": ("b.docx", lambda: documents.word()[:20_000], "no Word document, or cut off"),
    "zip as word": ("b.docx", lambda: b"PK\5\6" + bytes(18), "damaged, or not what its ending says"),
    "mail without headers": ("b.eml", TEXT.encode, "no mail (neither From, Subject nor Date)"),
    "mail without text": ("b.eml", lambda: b"Subject: a\nContent-Type: image/png\n\nabc", "a mail without text"),
}  # fmt: skip


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = miniature.project(tmp_path / "mini")
    monkeypatch.chdir(root)
    return root


def state(root: Path) -> dict[str, str]:
    """Every file of the project with its digest, or what else it is."""
    return {
        str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "other"
        for path in sorted(root.rglob("*"))
        if not path.is_dir()
    }


def refused(root: Path, capsys: pytest.CaptureFixture[str], *words: str, code: int = 2) -> str:
    """The one line that a build ends with, which leaves everything as it was."""
    before = state(root)
    with pytest.raises(SystemExit) as left:
        main(["build", *words])
    said = capsys.readouterr()
    assert left.value.code == code, said.err
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert said.err[:-1].isprintable()
    assert said.err.startswith("chipbrief: ")
    assert ";" in said.err or "write" in said.err, "no remedy"
    assert state(root) == before
    return said.err


@pytest.mark.parametrize("fault", DOCUMENTS)
def test_a_document_that_cannot_be_read(project: Path, capsys: pytest.CaptureFixture[str], fault: str) -> None:
    name, make, told = DOCUMENTS[fault]
    miniature.add_source(project, name, "글")
    (project / "seeds" / name).write_bytes(make())
    said = refused(project, capsys)
    assert f"seeds/{name}: " in said
    assert told in said


def test_a_text_of_200_megabytes_is_not_even_read(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    miniature.add_source(project, "b.txt", "글")
    with (project / "seeds/b.txt").open("r+b") as file:
        file.truncate(200_000_000)  # with a hole: no disk is filled
    with pytest.raises(SystemExit):
        main(["build"])
    assert "seeds/b.txt: more than 50 MB; save the article itself" in capsys.readouterr().err


LINES = {
    "no catalogue": (None, "not listed in sources.csv; write"),
    "empty catalogue": ("", "line 1: no column file"),
    "other columns": ("file,date\na.txt,2025-09-25\n", "line 1: unknown column date, no column publisher"),
    "a cell too few": (f"{HEAD}\na.txt,,,2025-09-25\n", "line 2: not 9 cells"),
    "a quote left open": (f'{HEAD}\n"a.txt,,,2025-09-25,day,no,,ko,\n', "double each quote inside a quoted cell"),
    "no date": (f"{HEAD}\na.txt,,,,,no,,ko,\n", "line 2: column published: nothing; write an ISO 8601 date"),
    "a day that is none": (f"{HEAD}\na.txt,,,2025-02-30,day,no,,ko,\n", "column published: 2025-02-30"),
    "a path": (f"{HEAD}\n../a.txt,,,2025-09-25,day,no,,ko,\n", "column file: ../a.txt; write the article's file name"),
    "a line twice": (f"{HEAD}\n" + "a.txt,,,2025-09-25,day,no,,ko,\n" * 2, "line 3: column file: a.txt is listed twi"),
    "a file that is not there": (f"{HEAD}\nz.txt,,,2025-09-25,day,no,,ko,\n", "z.txt: no such file"),
    "another checksum": (f"{HEAD}\na.txt,,,2025-09-25,day,no,,ko,{'0' * 64}\n", "not the file that sources.csv lists"),
    "binary": (f"{HEAD}\n\0\0", "NUL, so this is no text file"),
}  # fmt: skip


@pytest.mark.parametrize("fault", LINES)
def test_a_catalogue_that_cannot_be_used(project: Path, capsys: pytest.CaptureFixture[str], fault: str) -> None:
    content, told = LINES[fault]
    path = project / "seeds/sources.csv"
    path.unlink()
    if content is not None:
        path.write_text(content, encoding="utf-8")
    assert told in refused(project, capsys)


@pytest.mark.parametrize("name", ["a\nb.txt", "a\x1b[31mb.txt", "a\u202etxt.b", "a\x7f.txt"])
def test_a_name_that_does_not_print(project: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    (project / "seeds" / name).write_text(TEXT, encoding="utf-8")
    assert "its name has characters that do not print" in refused(project, capsys)


def _link_out(seeds: Path) -> None:
    (seeds.parent / "outside.txt").write_text(TEXT, encoding="utf-8")
    (seeds / "b.txt").symlink_to(seeds.parent / "outside.txt")


def _link_nowhere(seeds: Path) -> None:
    (seeds / "b.txt").symlink_to(seeds / "nowhere.txt")


def _link_circle(seeds: Path) -> None:
    (seeds / "b.txt").symlink_to(seeds / "b.txt")


def _twice(seeds: Path) -> None:
    for form in ("NFC", "NFD"):
        (seeds / unicodedata.normalize(form, "한글.txt")).write_text(TEXT, encoding="utf-8")  # type: ignore[arg-type]


FILES: dict[str, tuple[Callable[[Path], None], str]] = {
    "a link out of the folder": (_link_out, "b.txt: a link that leads out of"),
    "a link to nowhere": (_link_nowhere, "b.txt: cannot be read"),
    "a link to itself": (_link_circle, "b.txt: "),
    "a folder": (lambda seeds: (seeds / "b").mkdir(), "b: is a folder, not an article"),
    "a pipe": (lambda seeds: os.mkfifo(seeds / "b.txt"), "b.txt: no file"),
    "a name in two forms": (_twice, "there are two of this name, their Hangul stored differently"),
}


@pytest.mark.parametrize("fault", FILES)
def test_a_file_that_is_no_article(project: Path, capsys: pytest.CaptureFixture[str], fault: str) -> None:
    make, told = FILES[fault]
    make(project / "seeds")
    assert told in refused(project, capsys, "--published", "2025-09-25")


@pytest.mark.parametrize("name", ["두 칸  이름.txt", "-p.txt", "--help.txt", "a'b\"c$(d).txt", "{a}.txt", "a%20b.md"])
def test_odd_names_are_read(project: Path, name: str) -> None:
    (project / "seeds" / name).write_text(TEXT, encoding="utf-8")
    assert name in [source.name for source in catalogue.load(project / "seeds", "2025-09-25")]


NOTEBOOKS: dict[str, tuple[str, str]] = {
    "cut": ('{"cells": [', "not a readable notebook"),
    "no notebook": ("[]", "not a readable notebook"),
    "a cell without source": ('{"cells": [{"cell_type": "code"}]}', "not a readable notebook"),
    "cells of another kind": ('{"cells": [1, null]}', "not a readable notebook"),
    "parameters that are no Python": (
        '{"cells": [{"cell_type": "code", "metadata": {"tags": ["parameters"]}, "source": "a: int = ("}]}',
        "parameters, line 1",
    ),
}


@pytest.mark.parametrize("fault", NOTEBOOKS)
def test_a_notebook_that_was_broken(project: Path, capsys: pytest.CaptureFixture[str], fault: str) -> None:
    content, told = NOTEBOOKS[fault]
    (project / "notebooks/03-comparisons.ipynb").write_text(content, encoding="utf-8")
    said = refused(project, capsys)
    assert "03-comparisons.ipynb: " in said
    assert told in said


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("unit\n%,x\n", "units.csv: line 2: not 1 cells"),
        ('unit\n"%\n', "double each quote"),
        ("unit\n\0\n", "units.csv: byte 5: NUL"),
    ],
)
def test_a_reference_table_with_a_bad_row(
    project: Path, capsys: pytest.CaptureFixture[str], table: str, told: str
) -> None:
    (project / "data/reference/units.csv").write_text(table, encoding="utf-8")
    assert told in refused(project, capsys)


def test_an_unknown_parameter(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "parameter 'tarqet': no notebook has it; did you mean target?" in refused(
        project, capsys, "-p", "tarqet", "9"
    )


def test_an_escape_in_a_path_does_nothing_in_the_terminal(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = refused(project, capsys, "--sources", "\x1b]0;owned\x07\u202e")
    assert "U+001B]0;ownedU+0007U+202E: no such folder" in said


def running(root: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """A command in a bare environment, without a home and in the C locale."""
    path = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    command = [sys.executable, "-m", "chipbrief", *words]
    return subprocess.run(command, cwd=root, env=path | environment, capture_output=True, check=False)


@pytest.mark.parametrize("environment", [{"LC_ALL": "C"}, {"LC_ALL": "C", "HOME": "/nonexistent"}, {"LANG": "xx_YY"}])
def test_any_locale_and_no_home(project: Path, environment: dict[str, str]) -> None:
    name = "한글 이름.txt"
    (project / "seeds" / name).write_text(TEXT, encoding="utf-8")
    run = running(project, "extract", "--published", "2025-09-25", f"seeds/{name}", **environment)
    assert run.returncode == 0, run.stderr
    assert "28억 8000만 위안" in run.stdout.decode("utf-8")
    refusal = running(project, "build", **environment)
    assert refusal.returncode == 2
    assert f"{name}: not listed in sources.csv" in refusal.stderr.decode("utf-8")


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A file system of a few pages, where we may make one."""
    place = tmp_path / "small"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(place)]
    if os.geteuid() or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no file system may be mounted here")
    yield place
    subprocess.run(["umount", str(place)], check=True)  # noqa: S607 - of the system


def test_a_full_disk_and_one_that_is_read_only(project: Path, small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (small / "filled").write_bytes(bytes(12_000))
    article = project / "more.txt"
    article.write_text(f"입력 2025-09-25\n{TEXT * 60}", encoding="utf-8")
    told = []
    for _ in range(2):
        with pytest.raises(SystemExit) as left:
            main(["add", str(article), "--sources", str(small)])
        assert left.value.code == 2
        told.append(capsys.readouterr().err)
        assert [path.name for path in small.iterdir()] == ["filled"]
        subprocess.run(["mount", "-o", "remount,ro", str(small)], check=True)  # noqa: S607 - of the system
    assert ["No space left" in told[0], "Read-only" in told[1]] == [True, True]
    with pytest.raises(SystemExit) as left:
        main(["build", "--reports", str(small), "--data", str(small / "data")])
    assert (left.value.code, capsys.readouterr().err.count("\n")) == (2, 1)


def test_limits_are_as_told() -> None:
    assert reading.BYTES == 50_000_000
