"""Where a document comes from, as far as it tells itself: publisher, author, date, address, language.

Each is taken from the first place that has it: what the format keeps apart from the text (meta elements and JSON-LD
of a page, headers of a mail), then what the text prints (`입력 2025.09.25 10:31`, a byline). The date at which a file
was made, or that its name has, is no date of publication; it is taken where there is no other, and marked as inferred.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from email.utils import parseaddr, parsedate_to_datetime
from functools import partial
from pathlib import PurePath
from typing import Any

from chipbrief.model import Role
from chipbrief.model.periods import precision
from chipbrief.sources.blocks import PAGE, blocks
from chipbrief.sources.language import language
from chipbrief.sources.readers import docx, eml, html
from chipbrief.sources.reference_tables import per_lexicon, rows

_DATE = r"(?P<year>(?:19|20)\d\d)(?:[-./]|년)\s?(?P<month>\d{1,2})(?:[-./]|월)\s?(?P<day>\d{1,2})(?!\d)"
_WEEKDAY = r"(?:\s?\(?[월화수목금토일](?:요일)?\)?(?![가-힣]))?"
_TIMED = re.compile(rf"(?<!\d){_DATE}[.일]?{_WEEKDAY}[\s(T,]{{0,3}}(?:오전|오후|[AP]M)?\s?\d{{1,2}}:\d\d")
_ALONE = re.compile(
    rf"^[ \t(\[]*+(?:{PAGE}[ \t|,·/]*+)?{_DATE}[.일]?{_WEEKDAY}[ \t|,·/]*+"
    rf"(?:{PAGE}[ \t|,·/]*+[가-힣]{{0,6}})?[ \t)\]]*+$",
    re.MULTILINE,
)
_IN_NAME = re.compile(r"(?<!\d)(?P<year>20\d\d)[-._]?(?P<month>[01]\d)[-._]?(?P<day>[0-3]\d)(?!\d)")
_MADE = re.compile(r"(?P<year>(?:19|20)\d\d)-?(?P<month>\d\d)-?(?P<day>\d\d)")
_SAVED_FROM = re.compile(rb"<!-- saved from url=\(\d+\)([!-~]+) -->")
_TITLES = re.compile(r"\s{0,60}+[|/=]?\s{0,60}+\S{1,60}@\S{1,60}|^[\[(]|[\])]$")  # in a byline of 60 characters
_META = {  # what a page says of itself, the most specific first
    "published": ("article:published_time", "og:article:published_time", "datePublished", "pubdate", "date", "DC.date"),
    "publisher": ("og:article:publisher", "article:publisher", "og:site_name", "publisher", "dc.publisher"),
    "author": ("article:author", "og:article:author", "dable:author", "author", "byl", "dc.creator"),
    "url": ("og:url",),
}


@dataclass(frozen=True, slots=True)
class Origin:
    """A document's line in `sources.csv`, as far as it is known; `inferred` where the date was concluded.

    `retrieved` is the day on which it was fetched from `url`.
    """

    published: str = ""
    publisher: str = ""
    author: str = ""
    url: str = ""
    language: str = ""
    inferred: bool = False
    retrieved: str = ""

    def completed(self, other: Origin) -> Origin:
        """The same, with what it does not say taken from another; whether a date is inferred goes with the date."""
        merged = {field.name: getattr(self, field.name) or getattr(other, field.name) for field in fields(self)}
        return replace(self, **(merged | {"inferred": self.inferred if self.published else other.inferred}))


def origin(data: bytes, name: str, text: str) -> Origin:
    """What a document that `read.decode` has read tells of its origin."""
    stated = Origin()
    tellers = (
        partial(_format, data, name),
        partial(_printed, text),
        partial(_made_on, data, name),
        partial(_named, name),
    )
    for tell in tellers:
        try:
            stated = stated.completed(tell())
        except Exception:  # noqa: S112 - whatever a library makes of damaged metadata: it tells nothing, the text is read
            continue
    return stated


def _format(data: bytes, name: str) -> Origin:
    """What the format keeps apart from the text."""
    suffix = PurePath(name).suffix.lower()
    if suffix in (".html", ".htm"):
        return _page(html.opened(data, name), data)
    if suffix in (".mhtml", ".mht"):
        where = eml.header(eml.opened(data, name), "snapshot-content-location")
        page = _page(html.parsed(eml.saved_page(data, name), name), b"")
        return page.completed(Origin(url=where if re.fullmatch(r"https?://\S+", where) else ""))
    if suffix == ".eml":
        message = eml.opened(data, name)
        try:
            sent = parsedate_to_datetime(eml.header(message, "date")).date().isoformat()
        except ValueError:
            sent = ""
        return Origin(published=sent, publisher=parseaddr(eml.header(message, "from"))[0])
    if suffix == ".docx":
        return Origin(author=docx.properties(data, name)[0].replace("python-docx", ""))
    return Origin()


def _page(tree: html.Tree, data: bytes) -> Origin:
    found = {key: _first(_metas(tree, names)) for key, names in _META.items()}
    for item in _linked(tree):
        found["published"] = found["published"] or str(item.get("datePublished") or "")
        found["publisher"] = found["publisher"] or _name(item.get("publisher"))
        found["author"] = found["author"] or _name(item.get("author"))
    saved = _SAVED_FROM.search(data[:4096])
    url = (
        found["url"]
        or str(tree.xpath('string(//link[@rel="canonical"]/@href)'))
        or (saved[1].decode() if saved else "")
    )
    published = found["published"] or str(tree.xpath("string(//time/@datetime)"))
    return Origin(
        _iso(_MADE.match(published.strip()) or _TIMED.search(published)),
        found["publisher"],
        "" if found["author"].startswith("http") else found["author"],
        url if re.fullmatch(r"https?://\S+", url) else "",
    )


def _metas(tree: html.Tree, names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        path = "string(//meta[@property=$name or @name=$name or @itemprop=$name]/@content)"
        yield " ".join(str(tree.xpath(path, name=name)).split())


def _linked(tree: html.Tree) -> Iterator[dict[str, Any]]:
    """The items of a page's JSON-LD."""
    for script in tree.xpath('//script[@type="application/ld+json"]/text()'):
        try:
            content = json.loads(str(script))
        except (ValueError, RecursionError):
            continue
        found = content if isinstance(content, list) else [content]
        for item in found:
            if isinstance(item, dict):
                graph = item.get("@graph")
                yield from (part for part in (graph if isinstance(graph, list) else [item]) if isinstance(part, dict))


def _name(value: object) -> str:
    """The name of a person or organisation of JSON-LD, or of the first of several."""
    if isinstance(value, list):
        value = value[0] if value else ""
    return " ".join(str(value.get("name") or "").split()) if isinstance(value, dict) else str(value or "")


def _first(values: Iterator[str]) -> str:
    return next((value for value in values if value), "")


def _printed(text: str) -> Origin:
    """What the text prints: a stamp, a byline; and the language that it is written in."""
    labelled = [re.compile(rf"{_any(kind)}[\s:：|]{{0,4}}(?:{PAGE}\s?)?{_DATE}") for kind in ("stamp", "changed")]
    dates = (_iso(pattern.search(text)) for pattern in (labelled[0], _TIMED, _ALONE, labelled[1]))
    byline = next((text[b.start : b.end] for b in blocks(text) if b.role is Role.BYLINE), "")
    signed = _signed().search(text)
    return Origin(
        published=_first(dates),
        publisher=(signed["publisher"] or signed["from"]) if signed else "",
        author=(signed["author"] or signed["writer"]) if signed else _author(byline),
        language=language(text) or "ko",
    )


def _author(byline: str) -> str:
    """Who a byline names; of one in brackets without the place before (`[베이징 홍길동 특파원]`)."""
    if byline[:1] in ("[", "(", "【"):
        named = re.search(rf"[가-힣]{{2,4}}(?:[·,] ?[가-힣]{{2,4}}){{0,3}} ?[가-힣]{{0,4}}{_any('title')}", byline)
        return named[0] if named else ""
    return _TITLES.sub("", byline).strip() if len(byline) <= 60 else ""


@per_lexicon
def _signed() -> re.Pattern[str]:
    """How an article begins that says who wrote it and for which paper.

    `[이데일리 임유경 기자] 본문`, `(서울=가나통신) 홍길동 기자 = 본문`
    """
    press = rf"[가-힣A-Za-z]{{0,8}}{_any('press')}\d?"
    author = rf"(?P<author>[가-힣]{{2,4}}(?:[·, ]{{1,2}}[가-힣]{{2,4}}){{0,3}} {{0,2}}{_any('title')})"
    place = r"(?:[가-힣]{2,6}\s?=\s?)"
    inside = rf"{place}?(?P<publisher>{press})[ /·=]{{1,3}}{author}[\])】]"
    before = rf"{place}(?P<from>{press})[\])】]\s{{0,2}}{author.replace('author', 'writer')}"
    return re.compile(rf"^[ \t]*[\[(【](?:{inside}|{before})", re.MULTILINE)


def _any(kind: str) -> str:
    """The forms of a kind of `layout.csv`, the longest first, as a pattern."""
    forms = sorted((row["form"] for row in rows("layout") if row["kind"] == kind), key=lambda form: (-len(form), form))
    return f"(?:{'|'.join(map(re.escape, forms))})"


def _made_on(data: bytes, name: str) -> Origin:
    """The day on which a Word document was made. That of a PDF is the day of printing, which tells nothing."""
    made = docx.properties(data, name)[1] if PurePath(name).suffix.lower() == ".docx" else ""
    return Origin(published=_iso(_MADE.match(made)), inferred=True)


def _named(name: str) -> Origin:
    """The date in the file's name."""
    return Origin(published=_iso(_IN_NAME.search(PurePath(name).stem)), inferred=True)


def _iso(found: re.Match[str] | None) -> str:
    """A date of the calendar in ISO 8601; nothing for what is none."""
    if not found:
        return ""
    iso = f"{found['year']}-{int(found['month']):02}-{int(found['day']):02}"
    return iso if precision(iso) else ""
