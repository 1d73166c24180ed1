"""A page from a server of our own: kept as it came, or refused in a line."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import quote

import pytest

from chipbrief.errors import InputError
from chipbrief.sources import fetch as module
from chipbrief.sources.fetch import AGENT, fetch

PAGE = "<html><head><title>제목</title></head><body><p>칩 60만개를 판다.</p></body></html>"
Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers by the server's table of paths, and notes what it was asked."""

    def do_GET(self) -> None:
        assert isinstance(self.server, Server)
        self.server.asked.append((self.path, dict(self.headers)))
        answer = self.server.answers.get(self.path)
        if answer is None:
            self.send_error(404)
        else:
            answer(self)

    def log_message(self, format: str, *_: object) -> None: ...  # noqa: A002 - the name of the base class


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.url = f"http://127.0.0.1:{self.server_port}"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(module, "SILENCE", 1.0)
    with Server() as started:
        thread = threading.Thread(target=started.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield started
        started.shutdown()
        thread.join()


def page(data: bytes = PAGE.encode(), kind: str = "text/html; charset=utf-8", **headers: str) -> Answer:
    def answer(to: Handler) -> None:
        to.send_response(200)
        own = {name.replace("_", "-"): value for name, value in headers.items()}
        for name, value in ({"Content-Type": kind, "Content-Length": str(len(data))} | own).items():
            to.send_header(name, value)
        to.end_headers()
        to.wfile.write(data)

    return answer


def moved(where: str) -> Answer:
    def answer(to: Handler) -> None:
        to.send_response(302)
        to.send_header("Location", where)
        to.end_headers()

    return answer


def refused(url: str) -> str:
    with pytest.raises(InputError) as raised:
        fetch(url)
    said = str(raised.value)
    assert "\n" not in said
    return said


def test_a_page_is_kept_as_it_came_and_named_after_its_place(server: Server) -> None:
    data = PAGE.encode("cp949")
    server.answers["/news/view.asp?id=7"] = page(data, "text/html; charset=euc-kr")
    found = fetch(f"{server.url}/news/view.asp?id=7#reply")
    assert found.data == data
    assert found.url == f"{server.url}/news/view.asp?id=7"
    assert found.name == "127.0.0.1-news-view.asp-id_7.html"
    assert [path for path, _ in server.asked] == ["/robots.txt", "/news/view.asp?id=7"]
    for _, headers in server.asked:
        assert headers["User-Agent"] == AGENT
        assert not {"Cookie", "Authorization", "Referer", "Accept-Language"} & headers.keys()


def test_an_address_in_hangul_is_asked_for_in_ascii(server: Server) -> None:
    server.answers[f"/{quote('기사')}/1"] = page()
    assert fetch(f"{server.url}/기사/1").name == "127.0.0.1-기사-1.html"
    long = "가" * 300
    server.answers[f"/{quote(long)}"] = page(b"%PDF-", "application/pdf")
    name = fetch(f"{server.url}/{long}").name
    assert name.endswith(".pdf")
    assert len(name) == 84


def test_a_redirection_is_followed_and_its_end_is_the_address(server: Server) -> None:
    server.answers |= {"/a": moved("/b"), "/b": moved(f"{server.url}/c"), "/c": page()}
    assert fetch(f"{server.url}/a").url == f"{server.url}/c"


def drip(to: Handler) -> None:
    page(b"", Content_Length="999")(to)
    with suppress(OSError):  # who asked has left
        for _ in range(99):
            to.wfile.write(b"a")
            time.sleep(0.05)


def silent(to: Handler) -> None:
    time.sleep(2)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (None, "answered 404 Not Found; check the address"),
        (moved("/page"), "answered 302"),  # to itself, for ever
        (moved("file:///etc/passwd"), "Redirection to url 'file:///etc/passwd' is not allowed"),
        (moved("ftp://127.0.0.1/a"), "it leads to ftp://127.0.0.1/a"),
        (silent, "did not answer for 1 seconds"),
        (page(b"a" * 10, Content_Length="20"), "ended after 10 of 20 bytes"),
        (page(b""), "is empty"),
        (page(b"GIF89a", "image/gif"), "is image/gif, no document"),
        (page(gzip.compress(PAGE.encode()), Content_Encoding="gzip"), "comes packed (gzip)"),
        (lambda to: to.wfile.write(b"nonsense\r\n\r\n"), "cannot be fetched"),
    ],
)
def test_what_cannot_be_had_is_told_in_a_line(server: Server, answer: Answer | None, said: str) -> None:
    if answer:
        server.answers["/page"] = answer
    url = f"{server.url}/page"
    assert refused(url).startswith(f"{url}: ")
    assert said in refused(url)


def test_a_page_is_bounded_in_bytes_and_in_time(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BYTES", 1_000_000)
    server.answers["/huge"] = page(b"a" * 1_500_000)
    assert "more than 1 MB" in refused(f"{server.url}/huge")
    monkeypatch.setattr(module, "LONGEST", 0.3)
    server.answers["/slow"] = drip
    assert "not there after 0 seconds" in refused(f"{server.url}/slow")


def test_a_site_that_wants_no_programs_is_left_alone(server: Server) -> None:
    server.answers |= {"/robots.txt": page(b"User-agent: *\nDisallow: /a\n", "text/plain"), "/a": page(), "/b": page()}
    assert "its site asks programs not to fetch it (robots.txt); open it in a browser" in refused(f"{server.url}/a")
    assert fetch(f"{server.url}/b").data == PAGE.encode()
    assert "/a" not in [path for path, _ in server.asked]


@pytest.mark.parametrize(
    "url",
    [
        "http://",
        "https://user:word@example.org/a",
        "http://example.org:99999999/",
        "http://[::1/",
        f"http://{'a' * 99}.kr",
    ],
)
def test_what_is_no_address_is_told_without_asking_anybody(url: str) -> None:
    assert "no address of a page" in refused(url)


def test_nobody_there_is_told(server: Server) -> None:
    port = server.server_port
    with Server() as other:
        free = other.server_port
    assert free != port
    assert "cannot be fetched (Connection refused)" in refused(f"http://127.0.0.1:{free}/")
