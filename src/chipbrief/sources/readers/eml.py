"""Articles that came by mail: the subject, then the text of an .eml; its HTML where it has no plain text."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart

from chipbrief.errors import InputError
from chipbrief.sources.readers import html
from chipbrief.sources.readers.encodings import text_of as decoded

HEADERS = 100_000
"""The most bytes before the text; a mail that went a long way has a fifth of them. Reading them costs the square."""
_END = re.compile(rb"\n\r?\n")


def text_of(data: bytes, name: str) -> str:
    """Subject and body. Raises InputError for what has neither headers nor a body of text."""
    message = opened(data, name)
    body = message.get_body(("plain", "html"))
    if body is None:
        raise InputError(f"{name}: a mail without text; save what is attached to it instead")
    inside = body.get_payload(decode=True)
    raw = inside if isinstance(inside, bytes) else b""
    text = html.text_of(raw, name) if body.get_content_type() == "text/html" else _plain(body, raw, name)
    subject = header(message, "subject")
    return f"{subject}\n\n{text}" if subject else text


def opened(data: bytes, name: str) -> EmailMessage:
    """The message. Raises InputError for what has no header of one, or more than `HEADERS`."""
    end = _END.search(data)
    if (end.start() if end else len(data)) > HEADERS:
        raise InputError(f"{name}: more than {HEADERS:,} bytes of headers; save its text as .txt")
    message = message_from_bytes(data, policy=policy.default)
    if not any(key in message for key in ("from", "subject", "date")):
        raise InputError(f"{name}: no mail (neither From, Subject nor Date); save it anew as .eml, or as .txt")
    return message


def header(message: EmailMessage, name: str) -> str:
    """A header on one line; nothing when it is not there."""
    return " ".join(str(message.get(name) or "").split())


def _plain(body: MIMEPart, raw: bytes, name: str) -> str:
    """The text in the charset that it names, where that is true; else in the one that it shows."""
    try:
        return raw.decode(body.get_content_charset("ascii")).replace("\r\n", "\n")
    except (LookupError, UnicodeDecodeError):
        return decoded(raw, name).replace("\r\n", "\n")
