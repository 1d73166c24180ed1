"""What a document tells of its own origin, and what had to be concluded."""

import json

import documents
import pytest

from chipbrief.sources.metadata import Origin, origin
from chipbrief.sources.readers.read import decode

STORY = documents.PARAGRAPHS[0]


def told(data: bytes, name: str) -> Origin:
    return origin(data, name, decode(data, name))


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("입력 2025-09-25", "2025-09-25"),
        ("입력 : 2025.09.25 10:31 | 수정 : 2025.09.26 08:00", "2025-09-25"),
        ("2025.9.5 오전 10:31", "2025-09-05"),
        ("승인 2025년 9월 25일", "2025-09-25"),
        ("2025. 9. 25.", "2025-09-25"),
        ("2025-10-02 15면", "2025-10-02"),
        ("2025-10-02 | A15면 | 경제", "2025-10-02"),
        ("지면 A3 2025-12-17", "2025-12-17"),
        ("2025년 8월 27일, 오후 09:17", "2025-08-27"),
        ("2025년 8월 27일(수) 09:17", "2025-08-27"),
        ("수정 2025.09.26 08:00 | 입력 2025.08.18 09:00", "2025-08-18"),
        ("최종수정 2025.09.26", "2025-09-26"),
        ("회사는 2025년 9월 25일 세워졌다.", ""),  # a date in a sentence is not the article's
        ("입력 2025-02-30", ""),
        ("조회 20250925", ""),
    ],
)
def test_a_text_prints_its_date(line: str, published: str) -> None:
    found = told(f"제목\n{line}\n칩이 팔렸다.\n".encode(), "a.txt")
    assert (found.published, found.inferred) == (published, not published)


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2025-09-25T10:31:00+09:00">',
        '<meta itemprop="datePublished" content="2025.09.25 10:31">',
        '<script type="application/ld+json">{broken</script><meta name="date" content="20250925">',
        '<script type="application/ld+json">'
        + json.dumps({"@graph": [{"@type": "NewsArticle", "datePublished": "2025-09-25T01:31:00Z"}]})
        + "</script>",
    ],
)
def test_a_page_says_its_date(head: str) -> None:
    found = told(documents.page(head=head).encode(), "a.html")
    assert (found.published, found.inferred, found.language) == ("2025-09-25", False, "ko")


def test_a_page_says_who_published_it_and_where() -> None:
    item = {"publisher": {"name": "가나일보"}, "author": [{"name": "홍길동"}], "datePublished": "2025-09-25"}
    script = (
        f'<script type="application/ld+json">{json.dumps(item)}</script><link rel="canonical" href="https://a.kr/1">'
    )
    found = told(documents.page(head=script).encode("cp949"), "a.html")
    assert found == Origin("2025-09-25", "가나일보", "홍길동", "https://a.kr/1", "ko")


def test_a_mail_has_it_in_its_headers() -> None:
    assert told(documents.mail(), "a.eml") == Origin("2025-09-25", "가나일보", language="ko")


def test_a_byline_names_the_author() -> None:
    assert told(f"제목\n{STORY}\n홍길동 기자 hong@example.com\n".encode(), "a.txt").author == "홍길동 기자"


@pytest.mark.parametrize(
    ("start", "publisher", "author"),
    [
        ("[이데일리 임유경 기자] ", "이데일리", "임유경 기자"),
        ("[가나일보=홍길동·김철수 기자] ", "가나일보", "홍길동·김철수 기자"),
        ("(서울=가나통신) 홍길동 기자 = ", "가나통신", "홍길동 기자"),
        ("[세종=가나뉴스1 홍길동 기자] ", "가나뉴스1", "홍길동 기자"),
        ("[베이징 홍길동 특파원] ", "", "홍길동 특파원"),  # a place is no paper
        ("[단독] ", "", ""),
    ],
)
def test_who_wrote_it_at_the_beginning_of_the_first_paragraph(start: str, publisher: str, author: str) -> None:
    found = told(f"제목\n\n{start}{STORY}\n".encode(), "a.txt")
    assert (found.publisher, found.author) == (publisher, author)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (STORY, "ko"),
        ("엔비디아 H20, GB200 NVL72, AMD MI300X 판매", "ko"),
        ("Nvidia sold 3 chips", "en"),
        ("芯片产量增长了20%", "zh"),
        ("日本の半導体は3年で2倍", "ja"),
        ("60%", "ko"),  # nothing tells that it is none
    ],
)
def test_the_language_is_that_of_the_letters(text: str, code: str) -> None:
    assert told(text.encode(), "a.txt").language == code


def test_the_day_a_file_was_made_or_its_name_has_is_inferred() -> None:
    assert told(documents.word(), "a.docx").inferred
    found = told(STORY.encode(), "20250925_화웨이.txt")
    assert (found.published, found.inferred) == ("2025-09-25", True)
    assert told(STORY.encode(), "20259925.txt").published == ""


def test_what_is_given_comes_first() -> None:
    given = Origin(published="2025-10", publisher="다라일보").completed(told(documents.mail(), "a.eml"))
    assert (given.published, given.publisher, given.inferred) == ("2025-10", "다라일보", False)


@pytest.mark.parametrize(
    "date", ["25 Sep 99999999999 10:31", "Thu, 99 Sep 2025 10:31:00 +0900", "25 Sep 2025 10:31 +99999"]
)
def test_a_mail_of_a_date_that_is_none_still_tells_what_it_prints(date: str) -> None:
    mail = (
        f"Subject: a\nDate: {date}\nContent-Type: text/plain; charset=utf-8\n\n입력 2025.09.25 10:31\n{STORY}".encode()
    )
    assert told(mail, "a.eml").published == "2025-09-25"


def test_a_word_document_with_damaged_properties_still_tells_what_it_prints() -> None:
    content = documents.parts(documents.word(["입력 2025.09.25 10:31", STORY]))
    content["docProps/core.xml"] = b"<a/>"
    assert told(documents.packed(content), "a.docx").published == "2025-09-25"


def test_an_address_of_other_bytes_is_none() -> None:
    saved = f"<!-- saved from url=(0027)https://example.org/가 -->{documents.page()}".encode("cp949")
    assert told(saved, "a.html").url == ""
