"""A page from the web, for `chipbrief add`: asked for once, politely, and kept as it came. No build fetches anything.

`robots.txt` is asked first (RFC 9309). A page is bounded in bytes and in time, redirections lead to web addresses only,
and no cookies, credentials or languages are sent.
"""

from __future__ import annotations

import hashlib
import re
import time
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, unquote, urljoin, urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)
from urllib.robotparser import RobotFileParser

import chipbrief
from chipbrief.errors import InputError
from chipbrief.sources.readers.read import BYTES

AGENT = f"chipbrief/{chipbrief.__version__}"
SILENCE = 15.0
"""Seconds without a byte after which a server is given up."""
LONGEST = 120.0
"""Seconds that a page may take in all."""
SAVE_IT = "open it in a browser, save the page, and add the file"
_ROBOTS = 500_000
_KINDS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "message/rfc822": ".eml",
    "multipart/related": ".mhtml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/hwp+zip": ".hwpx",
}
_NAME = 80  # characters of a file's name, so that it fits on every system


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came: where it was found in the end, its bytes, and a name for its file."""

    url: str
    data: bytes
    name: str


def is_url(text: str) -> bool:
    """Whether an argument is the address of a page rather than a file."""
    return bool(re.match(r"https?://", text, re.IGNORECASE))


def fetch(url: str) -> Fetched:
    """The page at an address.

    Raises InputError, with the address, for what does not answer, refuses, or is no document.
    """
    address = _address(url)
    _refuse_robots(url, address)
    found, content_type, data = _get(url, address, BYTES)
    suffix = _KINDS.get(content_type)
    if suffix is None:
        raise InputError(
            f"{url}: is {content_type or 'of no known kind'}, no document; give the address of the article"
        )
    if not data:
        raise InputError(f"{url}: is empty; {SAVE_IT}")
    return Fetched(found, data, _file_name(found, suffix))


def _address(url: str) -> str:
    """The address as it is asked for, ASCII, without the part after `#`."""
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").encode("idna").decode("ascii"), parts.port
    except ValueError as error:  # UnicodeError is one
        raise InputError(f"{url}: no address of a page ({error}); copy it from the browser") from error
    if not host or "@" in parts.netloc or parts.scheme.lower() not in ("http", "https"):
        raise InputError(f"{url}: no address of a page, or one with a password; copy it from the browser")
    host = f"[{host}]" if ":" in host else host
    signs = "/%:@!$&'()*+,;=~-._?"
    path, query = quote(parts.path or "/", safe=signs), quote(parts.query, safe=signs)
    return f"{parts.scheme.lower()}://{host}{f':{port}' if port else ''}{path}{f'?{query}' if query else ''}"


class _Redirects(HTTPRedirectHandler):
    max_redirections = 5

    def redirect_request(self, *answer: Any) -> Request | None:
        """The request that an answer leads to, whose address is the last that it is told."""
        if not is_url(answer[-1]):
            answer[1].close()
            raise URLError(f"it leads to {answer[-1][:80]}")
        return super().redirect_request(*answer)


def _opener() -> OpenerDirector:
    opener = OpenerDirector()
    for handler in (ProxyHandler, HTTPHandler, HTTPSHandler, HTTPDefaultErrorHandler, HTTPErrorProcessor, _Redirects):
        opener.add_handler(handler())
    opener.addheaders = [("User-Agent", AGENT)]
    return opener


def _get(url: str, address: str, most: int) -> tuple[str, str, bytes]:
    """Where a page was found, its content type, its bytes. Raises InputError that begins with `url`."""
    until = time.monotonic() + LONGEST
    try:
        with _opener().open(address, timeout=SILENCE) as answer:
            coding = answer.headers.get("Content-Encoding", "identity")
            if coding != "identity":
                raise InputError(f"{url}: comes packed ({coding[:20]}), which nobody asked for; {SAVE_IT}")
            data = _read(url, answer, most, until)
            return answer.url, answer.headers.get_content_type() if "Content-Type" in answer.headers else "", data
    except HTTPError as error:
        with error:
            said = "".join(filter(str.isprintable, str(error.reason)))[:80]
        raise InputError(f"{url}: answered {error.code} {said}; check the address, or {SAVE_IT}") from error
    except TimeoutError as error:
        raise InputError(f"{url}: did not answer for {SILENCE:.0f} seconds; try again later, or {SAVE_IT}") from error
    except (OSError, HTTPException, ValueError) as error:  # URLError is an OSError
        reason: Any = getattr(error, "reason", error)
        if isinstance(reason, TimeoutError):
            raise InputError(
                f"{url}: did not answer for {SILENCE:.0f} seconds; try again later, or {SAVE_IT}"
            ) from error
        told = getattr(reason, "strerror", None) or str(reason) or type(error).__name__
        raise InputError(
            f"{url}: cannot be fetched ({' '.join(str(told).split())[:200]}); check the address"
        ) from error


def _read(url: str, answer: HTTPResponse, most: int, until: float) -> bytes:
    parts: list[bytes] = []
    size, announced = 0, answer.headers.get("Content-Length", "")
    while part := answer.read1(65_536):
        size += len(part)
        if size > most:
            raise InputError(f"{url}: more than {most // 1_000_000} MB; {SAVE_IT}")
        if time.monotonic() > until:
            raise InputError(f"{url}: not there after {LONGEST:.0f} seconds; {SAVE_IT}")
        parts.append(part)
    if announced.isdecimal() and size < int(announced):
        raise InputError(f"{url}: ended after {size:,} of {int(announced):,} bytes; try again")
    return b"".join(parts)


def _refuse_robots(url: str, address: str) -> None:
    """Raise InputError where the site asks programs to keep off; where it has no `robots.txt` it asks nothing."""
    place = urljoin(address, "/robots.txt")
    try:
        _, _, data = _get(place, place, _ROBOTS)
    except InputError as error:
        cause = error.__cause__
        if isinstance(cause, HTTPError) and 400 <= cause.code < 500:
            return
        raise
    rules = RobotFileParser(place)
    rules.parse(data.decode("utf-8", "replace").splitlines())
    if not rules.can_fetch(AGENT, address):
        raise InputError(f"{url}: its site asks programs not to fetch it (robots.txt); {SAVE_IT}")


def _file_name(url: str, suffix: str) -> str:
    """A file's name that tells site and page: `www.example.org-news-view.html`."""
    parts = urlsplit(url)
    said = unquote("-".join(filter(None, (parts.hostname, *parts.path.split("/"), parts.query))))
    stem = re.sub(r"[^\w.-]+", "_", said.removesuffix(suffix).removesuffix(".htm")).strip("._-")
    if len(stem) > _NAME:
        stem = f"{stem[: _NAME - 9]}-{hashlib.sha256(url.encode()).hexdigest()[:8]}"
    return stem + suffix
