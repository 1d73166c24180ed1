"""Names with digits in them, told by their shape: they are never figures.

`H20`, `MLU590`, `GPT-4` (letters, then digits), `910C`, `5G` (digits, then letters that are no unit), `시위안690`
(Hangul and digits without a blank and without a unit), `RTX Pro 6000D`, `Llama 3.1` (a Latin name, a blank and a
number without a unit), `기린 9020` (a noun and three or four digits without a unit), `웹 3.0`, `‘비리 106’` (a version,
a quoted title), `1)` and `◆2.` (marks of a list), addresses of the web and of mail.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from chipbrief.extraction.lexicon import patterns, units, word_endings
from chipbrief.extraction.quantities import amounts, columns
from chipbrief.sources import reference_tables
from chipbrief.sources.reference_tables import Lexicon, lexicon, per_lexicon

# 128K 토큰: a figure
SCALED = r"(?<!\d)(?P<n>\d++(?:\.\d++)?+)(?P<letter>[KMBT])(?= ?(?:개|토큰|파라미터|매개변수|스텝))"
_LATIN = "[A-Z][A-Za-z-]{0,40}+"  # no name has a longer word; A-A-A-… would be read from each A
_CODES = "USD|KRW|CNY|RMB|JPY|EUR|GBP|HKD|TWD"
_NUMBER = r"\d++(?:[.]\d++)?+"
_PERIODS = r"(?:[1-4]Q|(?:[1-4]Q|[12]H|FY)[ ]?(?:20)?\d\d)(?![A-Za-z0-9])"  # 4Q, 3Q25, FY26
_BULLETS = "◆■□▶●▲◇○★☞"
_LINE_SUFFIXES = "노트|프로|맥스|울트라|플러스|폴드|플립|미니|에어|X"


def _shapes(lines: str, words: str, initials: str) -> re.Pattern[str]:
    """The shapes; `lines` are the families that numbers are added to, `words` the words with digits, and `initials`
    what these begin with. The first line tells where any shape may begin, so that few places are looked at closely.
    """
    return re.compile(
        rf"""
        (?=\d | [A-Za-z] | (?<![가-힣])(?:[{initials}] | [가-힣]{{1,40}}+[ ‑-]?\d) | (?<=['‘“"「《])[가-힣]
            | 제[ ]?\d | [형민가행][사정](?:합의|항소|단독)?\d | [합항단][의소독]\d | (?<![\w.+-])[\w.+-]++@)
        (?:
          (?P<item>(?:(?<=\s)|\A)\d{{1,2}}\)(?=[ ][^\d\s])
            | (?:\A|(?<=\n)|(?<=[{_BULLETS}])|(?<=[{_BULLETS}][ ]))\d{{1,2}}\.(?=[ ][^\d\s]) | (?<=\s)\d\.(?=[ ][가-힣])
            | (?<![가-힣])(?:표|그림|도표|그래프)[ ]?\d{{1,2}}(?=[.\])>:]))
        | (?P<address>(?:https?://|www\.)[^\s<>"'“”‘’()\[\]]++ | (?<![\w.+-])[\w.+-]++@[A-Za-z0-9-]++\.[\w.-]++
            | (?<![\w.-])[A-Za-z0-9-]++\.(?:com|net|org|co|kr|cn|io|ai)(?![A-Za-z0-9]))
        | (?P<telephone>(?<![\d-])(?:0\d{{1,3}}[-)]\d{{3,4}}|1[568]\d\d)-\d{{4}}(?!\d)
            | (?<![\d-])\d{{3}}-\d{{2}}-\d{{5}}(?![\d-]))
        | (?P<block>(?:(?<=[가-힣][로동])(?<!으로)|(?<=[가-힣][로동][ ])(?<!으로[ ]))\d{{1,2}}가(?!지)
            (?=(?:역|길)?{word_endings.TAIL}))
        | (?P<street>(?<=[시군구읍면동리][ ])[가-힣0-9]{{2,12}}(?:로|길)[ ](?:\d++번길[ ])?\d++(?:-\d++)?
            (?![\d가-힣%]|[.,]\d))
        | (?P<code>\d{{16,}}+|(?<=\()\d{{6}}(?:\.[A-Z]{{2}})?(?=\))|(?<![\d.,:/-])0\d++(?![\d시분초월일년]|[.,:]\d))
        | (?P<latin>(?<![A-Za-z0-9])(?!(?:{_CODES})\d|{_PERIODS})
            [A-Za-z]++(?:[-‑+.]?{_NUMBER}[A-Za-z]*+)++(?:[-‑/][A-Za-z0-9]++)*+
            | (?<![A-Za-z0-9])[A-Z]{{2,}}+:\d++[A-Za-z]++)
        | (?P<plan>(?<![\d·])\d{{1,2}}[·.]\d(?=[ ]?(?:규획|계획|개년|경제)) | (?<!\d)(?:제[ ]?)?\d{{1,2}}차[ ]?\d개년
            (?=(?:[ ]?[가-힣]{{1,6}}){{0,2}}?[ ]?(?:계획|규획)))
        | (?P<range>(?<![\d.,A-Za-z])\d{{1,4}}(?:[ ]?[·,/][ ]?\d{{1,4}}){{0,8}}+(?=[ ]?(?:시리즈|라인업)))
        | (?P<network>[2-7]세대(?=[ ]?(?:이동통신|이통|무선통신|통신|네트워크)))
        | (?P<reign>(?<=[가-힣][ ])[12]?\d세(?!기|대))
        | (?P<word>(?<![\d가-힣.,])(?:{words})(?!\d|[,.]\d|[명개원달억만건번]))
        | (?P<nickname>\d{{1,3}}만[ ]?(?:전자|닉스)(?={word_endings.TAIL}))
        | (?P<unit>(?:(?:형사|민사|가사|행정)?(?:합의|항소|단독)?|제)\d++
            (?:사단|군단|여단|함대|비행단|단독|부(?=[ ]?\()))
        | (?P<line>(?<![가-힣A-Za-z])(?:{lines})(?:[ ]?(?:{_LINE_SUFFIXES}))?[ -]?{_NUMBER}[A-Za-z]*+
            (?:[ ]?(?:{_LINE_SUFFIXES})(?={word_endings.TAIL}))?+)
        | (?P<title>(?<=['‘“"「《])[가-힣A-Za-z][가-힣A-Za-z ]{{1,20}}[ ]?{_NUMBER}(?=['’”"」》]))
        | (?P<version>(?<![가-힣])[가-힣]{{1,12}}+[ ]\d{{1,2}}\.0(?![\d]|[ ]?[%만억배점조천]))
        | (?P<series>(?<![가-힣])[가-힣]{{2,12}}+[ ]\d++(?=[ ]?(?:시리즈|맥스|울트라)))
        | (?P<words>(?<![A-Za-z0-9])(?!(?:{_CODES})[ ])
            {_LATIN}(?:[ ]{_LATIN}){{0,4}}+[ ](?P<model>{_NUMBER})(?:[×x]\d++)?+(?P<tail>[A-Za-z]*+))
        | (?P<digits>(?<![A-Za-z0-9:$¥₩€£])(?<!\d[.,])(?!{_PERIODS}){_NUMBER}(?![AaPp][Mm](?![A-Za-z]))
            (?:-?[A-Za-z]++[A-Za-z0-9]*+(?:-[A-Za-z0-9]++)*+|[α-ω](?![α-ωA-Za-z])))
        | (?P<hangul>(?<![가-힣])[가-힣]{{2,}}+[-‑]?(?P<model2>\d++)(?!가(?!지))(?P<tail2>[A-Za-z]*+))
        | (?P<noun>(?<=[가-힣)][ ])\d{{1,4}}+(?:\.\d)?+(?![\dA-Za-z%·~∼-]|[.,:]\d)))
        """,
        re.VERBOSE,
    )


_SCALED = re.compile(SCALED)
_SIBLING = re.compile(r"(?<![\w.,$¥₩€£(~∼+-])\d{3}(?:(?![\w.,:%~∼-])|(?=[은는이가을를과와도의까·]|,(?!\d)))")
_MODEL = re.compile(r"\d{3}(?!\d)")
_NEAR = 160  # characters after a model in which its siblings are looked for, within the sentence
_SENTENCE_END = re.compile(r"[.!?]\s|\n")
_NOUN = re.compile(r"(?<![가-힣])(?P<noun>[가-힣]{2,10})(?:\([^()\d\n]{1,12}\))? $")
_LONGEST_NOUN = 26  # characters, with a gloss
_SUCH = r" ?(?:지수|선물|옵션|칩|모델|시리즈|프로세서|가속기|공정|라인업|보드|클러스터|플랫폼|슈퍼팟|[CGN]PU)"
_REIGN = "(?<![가-힣])(?:<reigning name>|<ruler> [가-힣]{1,6}(?: [가-힣]{1,6})?) $"
_AFTER_MODEL = re.compile(_SUCH)
_GOES_ON = re.compile(r" ?(?:이상|이하|초과|미만)|[,.]\d|[~∼～〜%％:]| ?[만억조천백]|[-–—]\d|여|개|곳")
_BEFORE_NUMBERS = re.compile(
    r"(?:약|총|각|단|매|전체|대략|무려|최대|최소|평균|지난|오는|올해|시즌|파트|제|또|및|등|과|와|는|은|이|가|의|을|를|로|에|도|만|만에|중|고|초|톱|이상|초과|이하|미만)$"
)


_DIGIT, _HANGUL = re.compile(r"\d"), re.compile("[가-힣]")


class Name(NamedTuple):
    """A name with digits `[start, end)`, and the shape that gave it away."""

    start: int
    end: int
    shape: str


def find(text: str) -> list[Name]:
    """All names of `text` that have a digit, from left to right, disjoint."""
    return list(_find(text, lexicon()))


@lru_cache(maxsize=2)
def _find(text: str, _tables: Lexicon) -> tuple[Name, ...]:
    """Found once for the figures of a text and for what they are about."""
    found = [_name(text, match) for match in _names().finditer(text) if _is_name(text, match)]
    return tuple(sorted(found + _siblings(text, found)))


def _name(text: str, match: re.Match[str]) -> Name:
    noun = _noun_before(text, match.start()) if match.lastgroup == "noun" else None
    return Name(noun.start() if noun else match.start(), match.end(), str(match.lastgroup))


def _siblings(text: str, found: list[Name]) -> list[Name]:
    """Bare numbers of three digits soon after a model of three: the 960 of 어센드 950은 1분기, 4분기에는 960."""
    taken = {at for name in found for at in range(name.start, name.end)}
    siblings = []
    for name in found:
        if name.shape in ("address", "telephone", "code") or not _MODEL.search(text, name.start, name.end):
            continue
        stop = _SENTENCE_END.search(text, name.end, name.end + _NEAR)
        for match in _SIBLING.finditer(text, name.end, stop.start() if stop else name.end + _NEAR):
            if match.start() not in taken and _bare(text, match.end()):
                taken.update(range(*match.span()))
                siblings.append(Name(*match.span(), "sibling"))
    return siblings


@per_lexicon
def _names() -> re.Pattern[str]:
    """The shapes, with the families of chips and lines of products that numbers are added to, and words with digits."""
    lines = {row["form"] for row in reference_tables.rows("product_lines")}
    words = {row["form"] for row in reference_tables.rows("digit_words")}
    for row in reference_tables.rows("entities"):
        forms = (row["ko"], row["en"], *row["aliases"].split("|"))
        if row["type"] == "chip-family":
            lines.update(form for form in forms if re.fullmatch(r"[가-힣A-Za-z ]{2,}", form))
        words.update(form for form in forms if _DIGIT.search(form) and _HANGUL.search(form))
    initials = "".join(sorted({re.escape(form[0]) for form in lines | words}))
    return _shapes(_either(lines), _either(words), initials)


def _either(words: set[str]) -> str:
    return "|".join(re.escape(word).replace("\\ ", "[ ]") for word in sorted(words, key=len, reverse=True))


def _is_name(text: str, match: re.Match[str]) -> bool:
    check = _CHECKS.get(str(match.lastgroup))
    return check is None or check(text, match)


def _no_amount(text: str, match: re.Match[str]) -> bool:
    """Whether digits and letters are no number with its unit: 910C, but 80GB."""
    number = amounts.number(text, match.start())
    read = amounts.amount(text, number) if number else None
    return read is None and not _SCALED.match(text, match.start())


def _unclosed(text: str, match: re.Match[str]) -> bool:
    """Whether the bracket after a number of a list closes none: 1) but not (위안화 35)."""
    opened = text.rfind("(", max(0, match.start() - _NEAR), match.start())
    return opened <= text.rfind(")", 0, match.start())


def _counts_nothing(text: str, match: re.Match[str]) -> bool:
    return not match[0][-1].isdigit() or _bare(text, match.end())


def _is_product(text: str, match: re.Match[str]) -> bool:
    return units.at(text, match.end("model")) is None if match["tail"] else _bare(text, match.end())


def _is_word(text: str, match: re.Match[str]) -> bool:
    before = match[0][: match.start("model2") - match.start()]
    return not _BEFORE_NUMBERS.search(before) and (bool(match["tail2"]) or _bare(text, match.end()))


def _noun_before(text: str, at: int) -> re.Match[str] | None:
    """The noun, with its gloss in brackets, that a number at `at` stands after."""
    return _NOUN.search(text, max(0, at - _LONGEST_NOUN), at)


def _is_model(text: str, match: re.Match[str]) -> bool:
    """Whether a noun and a number without unit are a product: 기린 9020, 블루투스 5.4 칩; not 올해 2030, 지수 3450."""
    noun, number = _noun_before(text, match.start()), match[0]
    if (
        not noun
        or _BEFORE_NUMBERS.search(noun["noun"])
        or patterns.pattern("<takes a bare number>$").search(noun["noun"])
    ):
        return False
    if not _bare(text, match.end()) or columns.unit(text, *match.span()):
        return False
    if _AFTER_MODEL.match(text, match.end()):
        return True
    return bool(re.fullmatch(r"\d{3,4}", number)) and number[:2] not in ("19", "20")


def _bare(text: str, end: int) -> bool:
    """Whether the number that ends at `end` has no unit and does not go on."""
    if _GOES_ON.match(text, end) or not (word_endings.ends(text, end) or _AFTER_MODEL.match(text, end)):
        return False
    for at in (end, end + 1) if text[end : end + 1] == " " else (end,):
        unit = units.at(text, at)
        if unit and word_endings.ends(text, at + len(unit.form)):
            return False
    return True


def _reigns(text: str, match: re.Match[str]) -> bool:
    """Whether a number is that of a king or pope: 찰스 3세, 교황 요한 바오로 2세; not 14세 소년."""
    before = text[max(0, match.start() - _LONGEST_NOUN) : match.start()]
    return patterns.pattern(_REIGN).search(before) is not None


_CHECKS: dict[str, Callable[[str, re.Match[str]], bool]] = {
    "digits": _no_amount,
    "telephone": lambda text, match: _bare(text, match.end()),  # 1588-1234, but 1500-1600달러
    "version": lambda text, match: _bare(text, match.end()),
    "line": _counts_nothing,
    "word": _counts_nothing,
    "words": _is_product,
    "noun": _is_model,
    "item": _unclosed,
    "reign": _reigns,
    "hangul": _is_word,
}
