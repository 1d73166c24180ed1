"""A word that something replaced by an advertising phrase, found, proven and read back.

Found: a phrase that keeps coming back though it is foreign to the text, which shows in two ways. It is of several
words, and its first word occurs nowhere else; or it is followed by particles that Korean cannot put there, 은, 을
or 이 after a vowel, 를 or 가 after a consonant: another word stood there.

Proven: Korean glosses a name with its Hanja. `PHRASE이동(中國移動)` says how the name is read: 중국이동, so that
PHRASE stands for 중국. Two different glosses must agree, and none may say otherwise; without proof, no repair.

Repaired: in a view. The stored text stays, and every place of the view leads back to it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from chipbrief.model import Source
from chipbrief.sources.hanja import readings, word
from chipbrief.sources.offset_map import View

__all__ = ["Phrase", "Proof", "Repair", "View", "phrases", "proofs", "repair"]

TIMES = 3  # fewer places are no habit
CLASHES = 2  # one may be a slip of the pen
PROOFS = 2  # one gloss may be a slip of its own
_REACH = 40  # the longest phrase, in characters
_WORD = re.compile(r"[^\W_]+")
_ONE, _BLANKS = rf"[^\W_]{{1,{_REACH}}}+", rf"[ \u00a0]{{1,{_REACH}}}+"
_PHRASE = re.compile(rf"{_ONE}(?:{_BLANKS}{_ONE}){{1,{_REACH}}}+")
_ENDING = re.compile(rf"{_ONE}(?:{_BLANKS}{_ONE}){{0,{_REACH}}}+$")
_AHEAD = re.compile(rf"(?:(?<=\W){_ONE}{_BLANKS}){{1,{_REACH}}}+$")
_HANGUL = re.compile(r"[가-힣]*")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
_BRACKET = re.compile(r"[(（\[](?P<gloss>[^()（）\[\]\n]*)[)）\]]")
_GLOSS = re.compile(rf"(?P<rest>[ ]?[가-힣]{{0,{_REACH}}}+)[ ]?{_BRACKET.pattern}")
_AFTER_CONSONANT = re.compile("(?:은|을|이|과|으로(?:서|써|부터)?|이라(?:는|고)?|이란|이며|이나)$")
_AFTER_VOWEL = re.compile("(?:를|가|와|로(?:서|써|부터)?|라는)$")  # 는, 나 and 며 end verbs too
_RIEUL = 8  # the final ㄹ, after which 로 is right


@dataclass(frozen=True, slots=True)
class Phrase:
    """A recurring phrase: the spans of its places, and those of particles that it cannot take.

    `alone` tells that it is of several words, the first of which occurs nowhere else.
    """

    text: str
    places: tuple[tuple[int, int], ...]
    clashes: tuple[tuple[int, int], ...]
    alone: bool


@dataclass(frozen=True, slots=True)
class Proof:
    """A glossed name `[start, end)` with the phrase in it: its Hanja, and the word that the phrase stands for."""

    start: int
    end: int
    hanja: str
    word: str


@dataclass(frozen=True, slots=True)
class Repair:
    """`[start, end)` of a source's text, `found` there, reads `repaired`; `evidence` are spans of the proofs."""

    source: str
    start: int
    end: int
    found: str
    repaired: str
    reason: str
    evidence: tuple[tuple[int, int], ...]


def repair(source: Source) -> tuple[View, list[Repair]]:
    """The source as it read before, and each place that was read differently, in order.

    Places are those of the stored text, also where its letters are stored in parts.
    """
    view = View(source.text)
    made = _restored(replace(source, text=view.text))
    if view.text != source.text:
        made = [_stored(item, source.text, view) for item in made]
    return View(source.text, [(item.start, item.end, item.repaired) for item in made]), made


def _stored(item: Repair, text: str, view: View) -> Repair:
    """A repair of the composed text as one of the stored text."""
    start, end = view.span(item.start, item.end)
    evidence = tuple(view.span(*span) for span in item.evidence)
    return replace(item, start=start, end=end, found=text[start:end], evidence=evidence)


def _restored(source: Source) -> list[Repair]:
    """Each place of a composed text that was read differently, in order."""
    glossed = "\n".join(
        _before(source.text, gloss) for gloss in _BRACKET.finditer(source.text) if _HAN.search(gloss[0])
    )
    made: list[Repair] = []
    for phrase in phrases(source.text, glossed) if glossed else ():
        taken = [(item.start, item.end) for item in made]
        made += [
            item for item in _repairs(source, phrase) if not any(s < item.end and item.start < e for s, e in taken)
        ]
    return sorted(made, key=lambda item: item.start)


def phrases(text: str, within: str | None = None) -> list[Phrase]:
    """Recurring phrases that may stand for another word, those of most characters first; only those in `within`.

    Most are innocent (a name, a term): only `clashes` and `proofs` tell that one is not.
    """
    starts: dict[str, list[int]] = defaultdict(list)
    for found in _WORD.finditer(text):
        starts[found[0]].append(found.start())
    alone = {_shared(text, places) for places in starts.values() if len(places) >= TIMES}
    kept: list[Phrase] = []
    wanted = {phrase for phrase in (*alone, *_glossed(text)) if phrase and (within is None or phrase in within)}
    for phrase in sorted(wanted, key=lambda phrase: (-len(phrase), phrase)):
        pattern = re.compile(r"\s+".join(map(re.escape, phrase.split())))
        places = tuple(found.span() for found in pattern.finditer(text))
        part = any(phrase in longer.text and len(places) == len(longer.places) for longer in kept)
        if len(places) >= TIMES and not part:
            kept.append(Phrase(phrase, places, tuple(_clashes(text, places)), phrase in alone))
    return kept


def proofs(text: str, phrase: Phrase) -> list[Proof]:
    """The glosses in Hanja that tell what the phrase stands for."""
    return [proof for place in phrase.places for proof in _proofs(text, *place)]


def _repairs(source: Source, phrase: Phrase) -> Iterator[Repair]:
    found = proofs(source.text, phrase)
    words = {proof.word for proof in found}
    if len(words) != 1 or len({proof.hanja for proof in found}) < PROOFS:
        return
    if not phrase.alone and len(phrase.clashes) < CLASHES:
        return
    (repaired,) = words
    glosses = ", ".join(dict.fromkeys(proof.hanja for proof in found))
    reason = f"{len(phrase.places)} places, {len(phrase.clashes)} with a particle that does not fit; glossed {glosses}"
    evidence = tuple((proof.start, proof.end) for proof in found)
    for start, end in phrase.places:
        yield Repair(source.name, start, end, source.text[start:end], repaired, reason, evidence)


def _shared(text: str, places: list[int]) -> str:
    """The phrase that begins at all these places, with the words that always stand before it; or nothing."""
    found = _PHRASE.match(_prefix(text[place : place + _REACH] for place in places))
    if not found:
        return ""
    before = _prefix(text[max(place - _REACH, 0) : place][::-1] for place in places)[::-1]
    whole = _AHEAD.search(before)
    return (whole[0] if whole else "") + found[0]


def _glossed(text: str) -> Iterator[str]:
    """What stands in several glossed names where their Hanja have the same word, as 中國 in 中國移動 and 中國電信."""
    heads: dict[str, dict[str, str]] = defaultdict(dict)
    for gloss in _BRACKET.finditer(text):
        before = _before(text, gloss)
        for hanja in _HAN.findall(gloss["gloss"]):
            rest = _tail(hanja, before)
            if 0 < rest < len(hanja) and all(map(readings, hanja)):
                heads[word(hanja[:-rest])][hanja] = before[:-rest]
    for found in heads.values():
        if len(found) >= PROOFS:
            shared = _prefix(head[::-1] for head in found.values())[::-1]
            yield _whole(shared, found.values())


def _before(text: str, gloss: re.Match[str]) -> str:
    """The text before a gloss, as far as a phrase may reach."""
    return text[max(gloss.start() - _REACH, 0) : gloss.start()].rstrip(" ")


def _whole(shared: str, heads: Iterable[str]) -> str:
    """The words at the end of `shared`, without the first of several where that is only part of a word of a head."""
    words = _ENDING.search(shared)
    if not words:
        return ""
    cut = any(_WORD.match(head[: len(head) - len(words[0])][-1:]) for head in heads)
    return words[0].partition(" ")[2].strip() if cut and " " in words[0] else words[0]


def _prefix(texts: Iterable[str]) -> str:
    """What all the texts begin with."""
    first, *_, last = sorted(texts)
    return first[: next((n for n, (left, right) in enumerate(zip(first, last, strict=False)) if left != right), None)]


def _clashes(text: str, places: tuple[tuple[int, int], ...]) -> Iterator[tuple[int, int]]:
    """The particles after these places that Korean does not put after such a sound."""
    for _, end in places:
        particle = _HANGUL.match(text, end)
        code = ord(text[end - 1]) - 0xAC00
        if not particle or not 0 <= code < 11172:
            continue
        final = code % 28
        wrong = _AFTER_VOWEL if final else _AFTER_CONSONANT
        if wrong.match(particle[0]) and not (final == _RIEUL and particle[0].startswith("로")):
            yield particle.span()


def _proofs(text: str, start: int, end: int) -> Iterator[Proof]:
    """What the gloss right after the place says, if there is one."""
    gloss = _GLOSS.match(text, end)
    if not gloss:
        return
    ahead, rest = text[max(start - _REACH, 0) : start], gloss["rest"].strip()
    for hanja in _HAN.findall(gloss["gloss"]):
        middle = _middle(hanja, ahead, rest)
        if not middle:
            continue
        first, last = middle
        meant = word(hanja[first:last], initial=not first)
        found = text[start:end]
        # a phrase that shares an end with the word is a translation of it, as in 도쿄 대학(東京大學)
        if meant[0] != found[0] and meant[-1] != found[-1]:
            yield Proof(start - first, gloss.end(), hanja, meant)


def _middle(hanja: str, ahead: str, rest: str) -> tuple[int, int] | None:
    """The part of the Hanja that neither the Hangul ahead of the phrase nor that behind it reads; None without such."""
    last = len(hanja) - len(rest)
    if last < 1 or not all(map(readings, hanja)) or not _reads(hanja[last:], rest):
        return None
    first = next(n for n in range(min(len(ahead), last), -1, -1) if _reads(hanja[:n], ahead[len(ahead) - n :]))
    return (first, last) if first < last else None


def _tail(hanja: str, hangul: str) -> int:
    """How many syllables at the end of the Hangul read the end of the Hanja."""
    pairs = zip(reversed(hanja), reversed(hangul), strict=False)
    return next(
        (n for n, (sign, syllable) in enumerate(pairs) if syllable not in readings(sign)), min(len(hanja), len(hangul))
    )


def _reads(hanja: str, hangul: str) -> bool:
    return all(syllable in readings(sign) for sign, syllable in zip(hanja, hangul, strict=True))
