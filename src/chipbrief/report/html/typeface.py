"""Which words of the page are bold, so that the bold typeface need not have the others."""

from __future__ import annotations

from html.parser import HTMLParser

_VOID = {"meta", "link", "br", "hr", "img", "input", "wbr", "use", "path", "rect"}
_TAGS = {"h1", "h2", "h3", "strong", "caption", "figcaption", "nav"}
_CLASSES = {"value", "headline", "subheading"}


def bold_text(html: str) -> str:
    """The text of the elements that the page's style, or a chart, sets in bold."""
    reader = _Bold()
    reader.feed(html)
    reader.close()
    return "".join(reader.found)


class _Bold(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            return
        given = {name: value or "" for name, value in attrs}
        own = tag in _TAGS or bool(_CLASSES & set(given.get("class", "").split()))
        own = own or (tag == "text" and "700" in given.get("style", ""))
        self._open.append((tag, own or (bool(self._open) and self._open[-1][1])))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element without content has no words."""

    def handle_endtag(self, tag: str) -> None:
        if any(name == tag for name, _ in self._open):
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1][1]:
            self.found.append(data)
