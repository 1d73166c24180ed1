"""Words and numbers of a PDF stay whole, whatever program wrote it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import documents
import pytest
from printed import line, pdf, signs, stacked, width, words

from chipbrief.errors import InputError
from chipbrief.report import fonts
from chipbrief.sources.metadata import origin
from chipbrief.sources.readers import pdf as reader
from chipbrief.sources.readers.read import decode

TEXT = (
    "지난달 수출은 33.9% 늘어난 658억5000만 달러다. 조선(-10.2%)은",
    "줄었고 매출은 1,234억 원, 시장은 170억 달러로 예상된다.",
)
ROWS = (("구분", "매출(억원)", "증감(%)"), ("하이곤", "1,234", "-10.2"), ("캠브리콘", "2,881", "4,347.8"))
COLUMNS = (50, 200, 350)


def read(content: str) -> str:
    """The text, in which nothing is doubtful."""
    found = reader.read(pdf(content), "a.pdf")
    assert not found.doubts
    return found.text


@pytest.mark.parametrize(
    "content",
    [
        "".join(line(50, y, text) for y, text in stacked(TEXT)),
        "".join(words(50, y, text) for y, text in stacked(TEXT)),
        "".join(signs(50, y, text) for y, text in stacked(TEXT)),
        "".join(signs(50, y, text, apart=1.2) for y, text in stacked(TEXT)),
        "".join(line(50 + d, y - d, text) for y, text in stacked(TEXT) for d in (0, 0.7)),
        "".join(signs(50 + d, y - d, text) for y, text in stacked(TEXT) for d in (0, 0.7)),
        "".join(
            line(50 + width(text[:n]) + d, y, sign)
            for y, text in stacked(TEXT)
            for n, sign in enumerate(text)
            if sign != " "
            for d in (0, 0.3)
        ),
    ],
    ids=["lines", "words", "signs", "signs apart", "shadow", "shadow of signs", "bold by printing twice"],
)
def test_words_and_numbers_are_whole(content: str) -> None:
    assert read(content) == " ".join(TEXT)


def test_a_number_of_several_sizes_and_pieces_written_out_of_order() -> None:
    y, at = 700, 300 + width("658", 36)
    big = line(300, y, "658", 36) + line(at, y, "억", 14) + line(at + width("억", 14), y, "5000", 36)
    assert "658억5000" in read(big)
    middle = 50 + width("수출은 ")
    assert read(line(middle, y, "33.9%") + line(50, y, "수출은 ") + line(middle + width("33.9%"), y, " 늘었다.")) == (
        "수출은 33.9% 늘었다."
    )


@pytest.mark.parametrize("by_column", [False, True])
def test_a_table_is_read_row_by_row(by_column: bool) -> None:
    cells = [(x, y, row[n]) for n, x in enumerate(COLUMNS) for y, row in stacked(ROWS)]  # type: ignore[misc, arg-type]
    content = "".join(line(*one) for one in (cells if by_column else sorted(cells, key=lambda one: -one[1])))
    assert read(content).split("\n") == ["\t".join(row) for row in ROWS]


def test_raised_and_lowered_digits_are_no_digits_of_the_number_before_them() -> None:
    at = 50 + width("시장은 10")
    content = line(50, 700, "시장은 10") + line(at, 705, "3", 7) + line(at + width("3", 7), 700, "배다. CO")
    at += width("3", 7) + width("배다. CO")
    assert (
        read(content + line(at, 697, "2", 7) + line(at + width("2", 7), 700, "는 5%다."))
        == "시장은 10³배다. CO₂는 5%다."
    )


def test_numbers_that_run_into_one_another_are_told() -> None:
    content = "".join(line(x, 700, text) for x, text in ((50, "1,234"), (50.3 + width("1,234"), "1,334")))
    found = reader.read(pdf(content + line(50, 650, "그 밖의 글")), "a.pdf")
    told = "numbers that the file has as 1,234, 1,334 stand as 1,2341,334"
    assert not found.doubts or told in found.doubts[0]


def test_a_font_that_does_not_tell_its_text_is_refused() -> None:
    with pytest.raises(InputError, match=r"a\.pdf: page 1: \d+ of \d+ signs do not tell what they are"):
        decode(pdf(line(50, 700, TEXT[0]), known=False), "a.pdf")


def test_the_day_of_printing_is_no_date_of_publication() -> None:
    data = documents.pdf()
    assert b"CreationDate" in data
    assert origin(data, "a.pdf", decode(data, "a.pdf")).published == ""


@pytest.fixture(scope="session")
def chromium() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    pytest.skip("no Chromium on this machine")


@pytest.mark.parametrize("style", ["", "columns:2;text-align:justify", "letter-spacing:-.5px", "word-break:keep-all"])
@pytest.mark.parametrize("own", [False, True], ids=["font of the system", "font of type 3"])
def test_a_page_printed_by_a_browser(tmp_path: Path, chromium: str, style: str, own: bool) -> None:
    face = f"@font-face{{font-family:K;src:url('{fonts.paths()[0].as_uri()}')}}" if own else ""
    text = f"<p>{' '.join(TEXT)}</p><p>메모리는 141GB, 대역폭은 4.8TB/s, 가격은 3만5000달러다.</p>"
    table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in ROWS)
    page = f"<meta charset=utf-8><style>{face}body{{font-family:K;{style}}}</style>{text}<table>{table}</table>"
    (tmp_path / "a.html").write_text(f"<!doctype html><html lang=ko>{page}</html>", encoding="utf-8")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
    command = [chromium, *flags, f"--print-to-pdf={tmp_path / 'a.pdf'}", str(tmp_path / "a.html")]
    subprocess.run(command, capture_output=True, check=True, timeout=120)
    found = reader.read((tmp_path / "a.pdf").read_bytes(), "a.pdf")
    assert not found.doubts
    numbers = ("33.9%", "658억5000만", "(-10.2%)", "1,234억", "170억", "141GB", "4.8TB/s", "3만5000달러", "4,347.8")
    assert [number for number in numbers if number not in found.text.replace("3만 5000", "3만5000")] == []
    assert "file://" not in found.text, "the line that a browser prints at the foot of a page"


def test_digits_that_libreoffice_sets_apart_from_hangul_stay_with_it() -> None:
    data = (Path(__file__).parents[1] / "fixtures/libreoffice.pdf").read_bytes()
    assert decode(data, "a.pdf").split("\n") == [
        "가나전자는 칩 60만개를 팔았다. 매출은 28억 8000만 위안(약 5608억원)으로 40.5% 늘었다. 수출은 "
        "3분의 1이 줄었다. 성능은 H100의 60~80%다. 시장은 10³배가 됐다."
    ]
