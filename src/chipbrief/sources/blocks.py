"""Paragraphs of an article and what each is: headline, subheading, body, caption, byline or site furniture.

The words that give furniture, bylines and captions away are in `layout.csv` (form, kind).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from chipbrief.model import Block, Role
from chipbrief.sources.offset_map import Edit, View
from chipbrief.sources.reference_tables import per_lexicon, rows

HEADING = 80  # characters: a longer line is a paragraph, however it ends
FURNITURE = 240  # a longer line holds more than buttons
BYLINE = 100  # the longest one
CREDIT = 80  # a caption's credit is at its very end
PAGE = r"(?:지면\s?[A-Z]?\d{1,2}면?|[A-Z]?\d{1,2}\s?면)(?![가-힣\d])"
"""The page of a newspaper that a text says it stood on: `15면`, `지면 A3`."""
_LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
_BLANK = " \t\u00a0\u3000\ufeff\u200b"
_SENTENCE = re.compile(r"[.!?。…][\"'”’)\]」』>]*$")
_NUMBERS = re.compile(r"[\d\s.,:|/()·+-]+")
_NAMES = r"[가-힣]{2,4}(?:[·, ]+[가-힣]{2,4}){0,5}"
_EMAIL = r"[\w.+-]{1,64}+@[\w-]+(?:\.[\w-]+)+"  # as long as RFC 5321 lets a name be

_DIGITS_CUT = re.compile(r"\d,\n\d{3}(?!\d)")
_BROKEN = re.compile(  # lines at least as long as a narrow column of Korean, which end within a number
    r"(?<=[^\n\t]{24}\d)(?:,(?P<nothing>\r?\n)(?=\d{3}(?!\d))|[만억조](?P<blank>\r?\n)(?=\d{1,3}(?:,?\d{3})?[천만억]))"
)

Span = tuple[int, int]


def blocks(text: str, source: str = "") -> list[Block]:
    """The blocks of a text in order: they hold all of it but blanks, and do not overlap.

    A line is a block; in a text wrapped at a fixed width it is what stands between empty lines. A dateline at the
    start of a paragraph and a byline at its end are blocks of their own.
    """
    view = View(text)  # its words are known by their whole letters
    spans = [part for span in _paragraphs(view.text) for part in _cut(view.text, *span)]
    roles = _roles([view.text[start:end] for start, end in spans])
    return [Block(source, *view.span(*span), role) for span, role in zip(spans, roles, strict=True)]


def wrapped(text: str, parts: Iterable[Block]) -> list[Edit]:
    """The ends of lines at which a paragraph only goes on, each to be read as a blank; inside a number as nothing.

    A line goes on where the first word of the next one would not have fitted into the longest line of the text, and
    where it ends within a number, wherever that stands: `1,` and `234억`, `1조` and `2000억`.
    """
    width = max((len(line[0]) for line in _LINE.finditer(text)), default=0)
    found = []
    for part in parts:
        lines = list(_LINE.finditer(text, part.start, part.end))
        for line, following in pairwise(lines):
            word = (following[0].split() or [""])[0]
            if len(line[0]) + 1 + len(word) <= width or _apart(text[line.end() : following.start()]):
                continue
            cut = _DIGITS_CUT.search(text[line.start() : line.end()] + "\n" + following[0][:4])
            found.append((line.end(), following.start(), "" if cut else " "))
    known = {start for start, _, _ in found}
    broken = ((*one.span(str(one.lastgroup)), " " if one["blank"] else "") for one in _BROKEN.finditer(text))
    return sorted([*found, *(one for one in broken if one[0] not in known)])


def _paragraphs(text: str) -> Iterator[Span]:
    """The lines that are not blank, or where lines are wrapped the groups of them, without blanks at their ends."""
    lines = [span for line in _LINE.finditer(text) if (span := _trimmed(text, *line.span()))]
    breaks = [_apart(text[above[1] : below[0]]) for above, below in pairwise(lines)]
    joined = [text[slice(*line)] for line, apart in zip(lines, breaks, strict=False) if not apart]
    cut = [line for line in joined if len(line) > HEADING / 4 and not _SENTENCE.search(line)]
    if not any(breaks) or 2 * len(cut) <= len(joined):
        yield from lines
        return
    start = lines[0][0]
    for (_, end), apart, (follows, _) in zip(lines, breaks, lines[1:], strict=False):
        if apart:
            yield start, end
            start = follows
    yield start, lines[-1][1]


def _apart(between: str) -> bool:
    """Whether an empty line lies between two lines."""
    return len(re.findall(r"\r\n|[\r\n\v\f\x85\u2028\u2029]", between)) > 1


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """The span without blanks at its ends; None when nothing is left."""
    part = text[start:end]
    inner = part.strip(_BLANK)
    if not inner:
        return None
    start += len(part) - len(part.lstrip(_BLANK))
    return start, start + len(inner)


def _roles(parts: list[str]) -> list[Role]:
    roles = [_role(part) for part in parts]
    top = next((n for n, role in enumerate(roles) if role is not Role.CHROME and role is not Role.BYLINE), None)
    if top is not None and _is_headline(parts[top], roles[top]):
        title = " ".join(parts[top].split())
        roles = [
            Role.HEADLINE if " ".join(part.split()) == title else role for part, role in zip(parts, roles, strict=True)
        ]
    return _with_counters(parts, roles)


def _role(part: str) -> Role:
    """What a paragraph is by itself."""
    if _is_furniture(part):
        return Role.CHROME
    if _byline().fullmatch(part) or _dateline().fullmatch(part):
        return Role.BYLINE
    if part.startswith(_forms("picture")) or _credit().search(part[-CREDIT:]):
        return Role.CAPTION
    return Role.SUBHEADING if len(part) <= HEADING and not _SENTENCE.search(part) else Role.BODY


def _is_headline(part: str, role: Role) -> bool:
    """The first paragraph is the headline when it is short and not a sentence that ends in a full stop."""
    return role is Role.SUBHEADING or (role is Role.BODY and len(part) <= HEADING and "." not in part[-2:])


def _is_furniture(part: str) -> bool:
    """A copyright notice, a time stamp, the weather or prices of a page, or a row of buttons and counters only."""
    if len(part) > FURNITURE:
        return False
    patterns = (_stamp().fullmatch, _ticker().fullmatch)
    if len(part) <= HEADING and (any(word in part for word in _forms("notice")) or any(is_(part) for is_ in patterns)):
        return True
    return bool(_button().search(part)) and not re.search(r"[^\W\d_]", _button().sub(" ", part))


def _with_counters(parts: list[str], roles: list[Role]) -> list[Role]:
    """Bare numbers beside furniture, or after the last text, are its counters."""
    roles = list(roles)
    bare = [bool(_NUMBERS.fullmatch(part)) for part in parts]
    last = max((n for n, role in enumerate(roles) if role is not Role.CHROME and not bare[n]), default=-1)
    for order in (range(len(parts)), range(len(parts) - 1, -1, -1)):
        for n in order:
            beside = any(0 <= m < len(parts) and roles[m] is Role.CHROME for m in (n - 1, n + 1))
            if bare[n] and (beside or n > last):
                roles[n] = Role.CHROME
    return roles


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    """The paragraph, and by themselves the dateline before it and a byline that is glued to its last sentence."""
    dateline = _dateline().match(text, start, end)
    if dateline and dateline.end() < end:
        yield start, start + len(dateline[0].rstrip(_BLANK))
        start = dateline.end()
    glued = _glued().search(text, max(start, end - BYLINE), end)
    yield from [(start, glued.start()), (glued.start("byline"), end)] if glued else [(start, end)]


@per_lexicon
def _forms(kind: str) -> tuple[str, ...]:
    """The forms of one kind, the longest first."""
    return tuple(
        sorted((row["form"] for row in rows("layout") if row["kind"] == kind), key=lambda form: (-len(form), form))
    )


def _any(forms: Iterable[str]) -> str:
    return "(?:" + "|".join(map(re.escape, forms)) + ")"


@per_lexicon
def _button() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W\d]){_any(_forms('button'))}(?![^\W\d])")


@per_lexicon
def _stamp() -> re.Pattern[str]:
    """`입력 : 2025.10.02 09:30 | 수정 2025.10.02`, `지면 A3 2025-12-17`, or such a date and nothing else."""
    label = rf"(?:{_any((*_forms('stamp'), *_forms('changed')))}[\s:：|]*)?(?:{PAGE}\s?)?"
    date = r"\d{4}[-./년]\s?\d{1,2}[-./월]\s?\d{1,2}[-./일]?"
    time = r"(?:[\s(T,]*(?:[월화수목금토일]\)|오전|오후|[AaPp][Mm]|\d{1,2}[:시]\d{0,2}(?:[:분]\d{0,2})?초?)){0,4}"
    return re.compile(rf"[(\[]?(?:{label}{date}{time}[)\]\s|,·/]*(?:{PAGE}[\s|,·/]*)?){{1,3}}")


@per_lexicon
def _ticker() -> re.Pattern[str]:
    """`서울맑음 / -3.9 °`, `코스피 2,500.12 ▲ 10.2 (+0.4%)`: weather and indices with numbers, and nothing else."""
    number = r"[-+▲△▼▽]?+\s{0,2}+\d[\d,.]{0,12}+\s{0,2}+(?:[°℃%]C?)?"
    numbers = rf"(?:[\s/|(:]{{0,3}}{number}\)?){{1,3}}"
    return re.compile(rf"(?:[가-힣]{{0,4}}{_any(_forms('ticker'))}{numbers}[\s/|,]{{0,3}}){{1,6}}")


@per_lexicon
def _glued() -> re.Pattern[str]:
    """The blank and the byline after the end of a sentence, at the end of a paragraph."""
    return re.compile(rf"(?<=[.!?。…\"'”’)\]」』>])[ \t\u00a0]+(?P<byline>{_byline().pattern})$")


@per_lexicon
def _dateline() -> re.Pattern[str]:
    """`(서울=가나통신) 홍길동 기자 = `, `[가나일보 홍길동 기자] `, `홍길동 기자 = `: place and author, no content."""
    inside = r"[^()\[\]【】=\n]"
    who = rf"{_NAMES} ?[가-힣]{{0,6}}{_any(_forms('title'))}"
    press = rf"[가-힣A-Za-z]{{0,8}}{_any(_forms('press'))}\d?"
    placed = rf"[(\[【][가-힣A-Za-z·, ]{{1,20}}=\s?(?:{press}(?:[ /·]{who})?|{who})[)\]】](?:\s?{who})?(?:\s?=)?"
    signed = rf"[(\[【](?:{inside}{{1,20}} )?{who}[)\]】](?:\s?=)?"
    return re.compile(rf"(?:{placed}|{signed}|{who}\s?=)(?:\s|(?<=[)\]】])|$)\s*")


@per_lexicon
def _byline() -> re.Pattern[str]:
    """`글/ 김규환 국제에디터`, `홍길동·김철수 기자 hong@example.com`, `[서울=홍길동 특파원]`, `By Jane Roe`."""
    title = rf"[가-힣]{{0,6}}(?:\s?[가-힣]{{2,4}})?{_any(_forms('title'))}"
    head = rf"(?:{_any(_forms('author'))}\s*+[/=:|]?\s*+)?(?:[가-힣A-Za-z]{{2,12}}\s*+[/=]\s*+)?"
    korean = rf"{head}{_NAMES}\s*+[/|=]?\s*+{title}"
    english = r"[Bb]y [A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3}"
    mail = rf"(?:\s*+[|/,(]?\s*+{_EMAIL}\)?)?"
    return re.compile(rf"[\[(【]?(?:(?:{korean}|{english}){mail}|{_EMAIL})[\])】]?\s*[=.]?")


@per_lexicon
def _credit() -> re.Pattern[str]:
    """What a caption ends with: `<연합뉴스>`, `(사진=엔비디아)`, `/연합뉴스`, `ⓒ 로이터`."""
    credit = _any(_forms("credit"))
    enclosed = rf"<[^<>]{{1,30}}>|[(\[【][^()\[\]【】]{{0,30}}{credit}[^()\[\]【】]{{0,30}}[)\]】]"
    return re.compile(rf"(?:{enclosed}|(?:[/=|ⓒ©]\s*)[^/=|ⓒ©.]{{0,20}}{credit}[^/=|ⓒ©.]{{0,12}})$")
