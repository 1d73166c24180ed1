"""Articles that came by mail or were saved as one file by a browser: the texts of an .eml or .mhtml, in their order.

Of alternatives the plain text is taken, or the page where the text is only a stub of it; forwarded mails and further
parts follow. RFC 2046 (parts), RFC 3676 (flowed text), RFC 2557 (.mhtml).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart

from chipbrief.errors import InputError
from chipbrief.sources.readers import html
from chipbrief.sources.readers.charsets import decoded

HEADERS = 100_000
"""The most bytes before the text; a mail that went a long way has a fifth of them. Reading them costs the square."""
PARTS = 200
"""The most parts; a newsletter has a dozen."""
_STUB = 2  # a page with so many times the letters of the plain text is what was sent
_WIDTH = 50  # characters: a shorter line was not broken at the width of a mail
_END = re.compile(rb"\n\r?\n")
_QUOTED = re.compile(r"(?:> ?)*")
_BROKEN = re.compile(rf"(?<=[^\n]{{{_WIDTH}}})(?<=\d,)\n(?=\d{{3}}(?!\d))|(?<=[^\n]{{{_WIDTH}}})(?<=\d\.)\n(?=\d)")


def text_of(data: bytes, name: str) -> str:
    """Subject and texts. Raises InputError for what has neither headers nor any text."""
    message = opened(data, name)
    if sum(1 for _ in message.walk()) > PARTS:
        raise InputError(f"{name}: more than {PARTS} parts; save the article's text as .txt")
    texts = [text for text in _texts(message, name) if text.strip()]
    if not texts:
        raise InputError(f"{name}: a mail without text; save what is attached to it instead")
    subject = header(message, "subject")
    return "\n\n".join([subject, *texts] if subject else texts)


def page_of(data: bytes, name: str) -> str:
    """The article of the page that a browser saved as one file. Raises InputError for what holds no page."""
    return html.article(saved_page(data, name), name)


def saved_page(data: bytes, name: str) -> str:
    """The page in an .mhtml as it was. Raises InputError for what holds none."""
    for part in opened(data, name).walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            return _decoded(part, name)
    raise InputError(f"{name}: no page in it; save the page anew, or its text as .txt")


def opened(data: bytes, name: str) -> EmailMessage:
    """The message. Raises InputError for what has no header of one, or more than `HEADERS`."""
    end = _END.search(data)
    if (end.start() if end else len(data)) > HEADERS:
        raise InputError(f"{name}: more than {HEADERS:,} bytes of headers; save its text as .txt")
    message = message_from_bytes(data, policy=policy.default)
    if not any(key in message for key in ("from", "subject", "date", "snapshot-content-location")):
        raise InputError(f"{name}: no mail (neither From, Subject nor Date); save it anew as .eml, or as .txt")
    return message


def header(message: EmailMessage, name: str) -> str:
    """A header on one line; nothing when it is not there."""
    return " ".join(str(message.get(name) or "").split())


def _texts(part: MIMEPart, name: str) -> Iterator[str]:
    """The texts of a part and of those in it."""
    kind = part.get_content_type()
    if kind == "message/rfc822":
        for inner in part.iter_parts():
            if isinstance(inner, EmailMessage) and (subject := header(inner, "subject")):
                yield subject
            yield from _texts(inner, name)
    elif kind == "multipart/alternative":
        yield _best([list(_texts(inner, name)) for inner in part.iter_parts()])
    elif part.is_multipart():
        for inner in part.iter_parts():
            yield from _texts(inner, name)
    elif part.get_content_disposition() != "attachment":
        if kind == "text/plain":
            yield _plain(part, name)
        elif kind == "text/html":
            yield html.mail(_decoded(part, name), name)


def _best(alternatives: list[list[str]]) -> str:
    """The first of alternatives, the plain text, or the one that has much more to say."""
    texts = ["\n\n".join(texts) for texts in alternatives] or [""]
    longest = max(texts, key=_letters)
    return longest if _letters(longest) >= _STUB * _letters(texts[0]) else texts[0]


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _plain(part: MIMEPart, name: str) -> str:
    """A plain text whose lines are as its writer broke them."""
    text = _decoded(part, name).replace("\r\n", "\n")
    if str(part.get_param("format", "")).lower() == "flowed":
        text = _unflowed(text, keep=str(part.get_param("delsp", "")).lower() != "yes")
    return _BROKEN.sub("", text)


def _unflowed(text: str, *, keep: bool) -> str:
    """Lines that end in a blank go on in the next; `keep` tells whether the blank is one of the text."""
    made: list[str] = []
    depth, goes_on = "", False
    for line in text.split("\n"):
        quoted = _QUOTED.match(line)
        marks = quoted[0] if quoted else ""
        words = line[len(marks) :] if marks else line.removeprefix(" ")
        if goes_on and marks.strip() == depth.strip():
            made[-1] += words
        else:
            made.append(marks + words)
        goes_on, depth = words.endswith(" ") and words != "-- ", marks
        if goes_on and not keep:
            made[-1] = made[-1][:-1]
    return "\n".join(made)


def _decoded(part: MIMEPart, name: str) -> str:
    inside = part.get_payload(decode=True)
    return decoded(inside if isinstance(inside, bytes) else b"", part.get_content_charset("ascii"), name)
