"""Texts that a regular expression may take long to look through, and whether it does.

A pattern is slow where it may read a stretch in many ways, or read on from many places. So every repeat of it is fed
with what it repeats, many times over, behind what leads to it and before what ends it (Rathnayake and Thielecke 2014,
"Static analysis for regular expression exponential runtime via substructural logics", call it pumping); and every
pattern with what else makes patterns slow: `PIECES`.
"""

from __future__ import annotations

import re
import signal
import sys
from collections.abc import Iterator
from re import _constants as codes
from re import _parser as parser
from time import thread_time
from typing import Any, NamedTuple

PIECES = (
    "1", "1,", "1.", "1 ", "1,000", "1억 ", "1만", "2~", "3-", "2025-", "2025.09.2 ", "2025년 9월 ", "1/", "1:",
    "가", "가 ", "가·", "가, ", "억", "이천", "의 ", "약 ", "은", "a", "a ", "A1", "A-", "a.", "a@", "Ab ",
    " ", "\n", "\t", " \n", "\u00a0", "(", "()", "(가", "[", "<", "<a ", "</a>", "'", '"', "“가”", "{{", "&", "$", "~",
    "-", "–", ".", ", ", "/", "=", "_", "?!", "漢", "e\u0301", "\u1112\u1161", "\u200b", "😀", "\x00",
)  # fmt: skip
END = "\x00"  # what hardly any pattern goes on with
POOL = "가1a A_-.,;:(\"'<\n@/~이汉\x00\x01"  # stand for a class of characters
BRANCHES = 3  # of the alternatives of a branch, as many are told apart
LONGEST = 100  # characters that may lead to what is repeated
DOUBT, TIMES = 12, 20  # so many times the CPU time of a text may eight times it take; by the square it is sixty-four
NOISE = 0.0002  # seconds
BOUND = 0.5  # seconds of CPU: what takes longer for so little text is stopped
REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)


class Text(NamedTuple):
    """`before`, then `piece` over and over, then `after`."""

    before: str
    piece: str
    after: str

    def of(self, length: int) -> str:
        return self.before + self.piece * max(1, length // len(self.piece)) + self.after


def texts(pattern: str | bytes, flags: int = 0) -> list[Text]:
    """What to feed a pattern with, each once."""
    parsed = list(parser.parse(pattern, flags & ~re.LOCALE))
    whole = sample(parsed)
    pumped = [("", piece) for piece in (*PIECES, whole, whole[:-1], *_leads(parsed))]
    for before, body in _repeats(parsed, ""):
        pumped += [(before, body), ("", body), ("", before + body), ("", before)]
    once = dict.fromkeys((before, piece) for before, piece in pumped if piece and len(before) < LONGEST)
    return [Text(before, piece, END) for before, piece in once]


def sample(nodes: Any) -> str:
    """A short text that the nodes match, but for what they look ahead or back at."""
    return "".join(_one(op, value) for op, value in nodes)


def _one(op: Any, value: Any) -> str:  # noqa: PLR0911 - a case a line
    if op is codes.LITERAL:
        return chr(value)
    if op is codes.NOT_LITERAL:
        return next(c for c in POOL if ord(c) != value)
    if op is codes.ANY:
        return "가"
    if op is codes.IN:
        return _member(value)
    if op is codes.BRANCH:
        return min((sample(each) for each in value[1]), key=len)
    if op in REPEATS:
        return sample(value[2]) * value[0]
    if op is codes.GROUPREF_EXISTS:
        return sample(value[1])
    return sample(_inside(op, value)) if op in (codes.SUBPATTERN, codes.ATOMIC_GROUP) else ""


def _inside(op: Any, value: Any) -> Any:
    """The nodes within a node, where it has one row of them."""
    if op is codes.SUBPATTERN:
        return value[3]
    if op is codes.ATOMIC_GROUP:
        return value
    return value[1] if op in (codes.ASSERT, codes.ASSERT_NOT) else value[2] if op in REPEATS else ()


def _member(items: list[Any]) -> str:
    """A character of a class."""
    own = [chr(value if op is codes.LITERAL else value[0]) for op, value in items if op in (codes.LITERAL, codes.RANGE)]
    negated = items[0][0] is codes.NEGATE
    return next((c for c in (*(() if negated else own), *POOL) if _in(c, items) is not negated), "")


_CATEGORIES = {
    codes.CATEGORY_DIGIT: r"\d", codes.CATEGORY_NOT_DIGIT: r"\D", codes.CATEGORY_SPACE: r"\s",
    codes.CATEGORY_NOT_SPACE: r"\S", codes.CATEGORY_WORD: r"\w", codes.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip


def _in(character: str, items: list[Any]) -> bool:
    """Whether a class, taken without its negation, has a character."""
    code = ord(character)
    return any(
        (op is codes.LITERAL and code == value)
        or (op is codes.RANGE and value[0] <= code <= value[1])
        or (op is codes.CATEGORY and re.match(_CATEGORIES[value], character) is not None)
        for op, value in items
    )


def _bodies(nodes: Any) -> list[str]:
    """What a repeat repeats: a text for each of its first alternatives."""
    found = [sample(nodes)]
    for op, value in nodes:
        if op is codes.BRANCH:
            found += [sample(each) for each in value[1][:BRANCHES]]
        elif op is codes.IN:
            found += [chr(item) for kind, item in value[:BRANCHES] if kind is codes.LITERAL]
            found += [c for c in POOL if _in(c, value) is not (value[0][0] is codes.NEGATE)][:BRANCHES]
        elif inner := _inside(op, value):
            found += _bodies(inner)
    return [body for body in dict.fromkeys(found) if body]


def _repeats(nodes: Any, before: str) -> Iterator[tuple[str, str]]:
    """The repeats of nodes, outer before inner ones: what leads to each, and what it repeats."""
    for op, value in nodes:
        if op in REPEATS and value[1] > 1:
            yield from ((before, body) for body in _bodies(value[2]))
        for inner in value[1] if op is codes.BRANCH else [_inside(op, value)]:
            yield from _repeats(inner, before)
        before += _one(op, value)


def _leads(nodes: Any) -> list[str]:
    """What a pattern begins with: each of its first characters, as far as they are few."""
    first = next(((op, value) for op, value in nodes if _one(op, value)), None)
    return _bodies([first])[: 2 * BRANCHES] if first else []


class _TooLong(Exception):  # noqa: N818 - it ends a measurement
    pass


def _stop(*_: object) -> None:
    raise _TooLong


def run(pattern: re.Pattern[Any], text: str) -> None:
    """All that one may do with a pattern: to `search` is to begin `finditer`, and to `match` is to begin that."""
    given = text.encode() if isinstance(pattern.pattern, bytes) else text
    for _ in pattern.finditer(given):
        pass
    pattern.fullmatch(given)


def endless(pattern: re.Pattern[Any], text: str) -> bool:
    """Whether it takes more than `BOUND`, where it is stopped."""
    handler = signal.signal(signal.SIGPROF, _stop)
    signal.setitimer(signal.ITIMER_PROF, BOUND)
    try:
        run(pattern, text)
    except _TooLong:
        return True
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, handler)
    return False


def seconds(pattern: re.Pattern[Any], text: str) -> float:
    """The CPU time that it takes, to which a busy machine adds nothing."""
    started = thread_time()  # of the process Linux counts it in steps of 4 ms where a timer runs
    run(pattern, text)
    return thread_time() - started


def slow(pattern: re.Pattern[Any], text: Text) -> bool:
    """Whether the time grows faster than the text; a doubt is looked into with longer texts, each the best of three."""
    return _grows(pattern, text, 250, DOUBT, 1) and all(
        _grows(pattern, text, length, TIMES, 3) for length in (500, 1_000, 2_000)
    )


def _grows(pattern: re.Pattern[Any], text: Text, length: int, times: int, tries: int) -> bool:
    """Whether eight times a length takes more than so many times as long, at best."""
    if endless(pattern, text.of(8 * length)):
        return True
    short, long = (min(seconds(pattern, text.of(size)) for _ in range(tries)) for size in (length, 8 * length))
    return long > times * short + NOISE


if __name__ == "__main__":  # pumping.py PATTERN: what makes it slow
    for told in texts(sys.argv[1]):
        if slow(re.compile(sys.argv[1]), told):
            print(told)
