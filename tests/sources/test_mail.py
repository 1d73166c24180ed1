"""Mails and pages saved as one file: which of their parts are read, in which charset, with which line ends."""

from email.message import EmailMessage

import documents
import pytest

from chipbrief.sources.metadata import origin
from chipbrief.sources.readers.read import decode

STORY = documents.PARAGRAPHS[0]


def mail() -> EmailMessage:
    message = EmailMessage()
    message["Subject"], message["From"] = documents.TITLE, "가나일보 <news@example.com>"
    return message


def read(message: EmailMessage) -> str:
    return decode(message.as_bytes(), "a.eml")


def raw(body: bytes, *headers: str) -> str:
    head = "\n".join(("Subject: a", "From: news@example.com", "MIME-Version: 1.0", *headers))
    return decode(f"{head}\n\n".encode() + body, "a.eml").removeprefix("a\n\n")


def test_a_stub_of_plain_text_does_not_hide_the_article() -> None:
    message = mail()
    message.set_content("이 메일은 HTML로 보십시오.")
    message.add_alternative(documents.page(), subtype="html")
    assert documents.PARAGRAPHS[2] in read(message)


def test_the_plain_text_is_taken_where_it_says_as_much() -> None:
    message = mail()
    message.set_content("\n\n".join(documents.PARAGRAPHS))
    message.add_alternative(documents.page(), subtype="html")
    assert read(message).count(STORY) == 1


def test_forwarded_mails_and_second_parts_are_read_but_no_attachment() -> None:
    inner, message = mail(), mail()
    inner.set_content(f"{STORY}\n")
    message.set_content("보냅니다.")
    message.add_attachment("둘째 부분은 3조원이다.", disposition="inline")
    message.add_attachment("붙인 글은 7조원이다.", disposition="attachment")
    message.add_attachment(inner)
    text = read(message)
    assert [text.count(part) for part in ("보냅니다", "3조원이다", "7조원", STORY, documents.TITLE)] == [1, 1, 0, 1, 2]


@pytest.mark.parametrize("named", ["iso-8859-1", "us-ascii", "windows-1252", "euc-kr", "ks_c_5601-1987", "x-nothing"])
def test_bytes_in_cp949_whatever_charset_is_named(named: str) -> None:
    body = "똠방각하는 칩 60만개를 팔았다. 매출은 3조원이다.".encode("cp949")
    header = f"Content-Type: text/plain; charset={named}\nContent-Transfer-Encoding: 8bit"
    assert raw(body, header) == body.decode("cp949")


@pytest.mark.parametrize("named", ["iso-2022-kr", "utf-16", "gb18030"])
def test_a_charset_that_is_true_is_believed(named: str) -> None:
    text = "칩 60만개" if named != "gb18030" else "芯片产量增长了"
    message = f"Content-Type: text/plain; charset={named}\nContent-Transfer-Encoding: 8bit"
    assert raw(text.encode(named), message) == text


@pytest.mark.parametrize("named", ["punycode", "idna", "unicode_escape", "rot13", "zlib"])
def test_a_charset_that_is_none_of_documents_is_not_used(named: str) -> None:
    assert raw("칩 60만개".encode(), f"Content-Type: text/plain; charset={named}") == "칩 60만개"


@pytest.mark.parametrize(
    ("parameters", "body", "text"),
    [
        ("format=flowed", "매출은 1조 \n2천억원이다.\n\n끝", "매출은 1조 2천억원이다.\n\n끝"),
        ("format=flowed; delsp=yes", "매출은 1, \n234억원이다.", "매출은 1,234억원이다."),
        ("format=flowed", "> 매출은 1조 \n> 2천억원\n답 \n글", "> 매출은 1조 2천억원\n답 글"),
        ("format=flowed", "-- \n홍길동", "-- \n홍길동"),
        ("format=fixed", f"{'가' * 60} 1,\n234억", f"{'가' * 60} 1,234억"),
        ("format=fixed", "1,\n234\n5,\n678", "1,\n234\n5,\n678"),
    ],
)
def test_numbers_broken_at_the_width_of_a_mail_are_whole(parameters: str, body: str, text: str) -> None:
    header = f"Content-Type: text/plain; charset=utf-8; {parameters}\nContent-Transfer-Encoding: 8bit"
    assert raw(body.encode(), header) == text


def saved(page: str) -> bytes:
    """A page as a browser saves it in one file."""
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"], message["Date"] = "https://example.org/1", "Thu, 27 Nov 2025 10:31:00 -0000"
    message.set_content(page, subtype="html", cte="quoted-printable")
    message.make_related()
    message.add_related(b"\x89PNG", "image", "png")
    return message.as_bytes()


def test_a_page_saved_as_one_file_is_read_as_a_page() -> None:
    head = '<meta property="article:published_time" content="2025-09-25T10:31:00+09:00">'
    data = saved(documents.page(head=head))
    text = decode(data, "a.mhtml")
    assert text.splitlines() == [documents.TITLE, *documents.PARAGRAPHS]
    found = origin(data, "a.mhtml", text)
    assert (found.published, found.url, found.inferred) == ("2025-09-25", "https://example.org/1", False)


def test_the_day_on_which_a_page_was_saved_is_no_date_of_publication() -> None:
    data = saved(documents.page())
    assert origin(data, "a.mht", decode(data, "a.mht")).published == ""


def test_raised_digits_of_a_page_are_no_digits_of_the_number_before_them() -> None:
    page = documents.page(
        ["시장은 10<sup>3</sup>배로 커진다. CO<sub>2</sub>는 5% 줄었다.<sup>[<a>1</a>]</sup>", *documents.PARAGRAPHS]
    )
    assert "시장은 10³배로 커진다. CO₂는 5% 줄었다.[¹]" in decode(page.encode(), "a.html")
