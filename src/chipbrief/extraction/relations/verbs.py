"""The verbs of a line, and the events that they and the nouns of action are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from chipbrief.extraction.lexicon.morphology import Morpheme
from chipbrief.extraction.relations.phrases import Phrase
from chipbrief.extraction.relations.vocabulary import frames, words
from chipbrief.extraction.statements.clauses import Line, Role
from chipbrief.model import Kind

_VERBAL = ("VV", "VA", "XSV", "XSA")
_NOMINAL = ("NNG", "NNP", "XR", "SL", "SN", "XSN", "XPN", "MAG", "NNB", "SH", "NR", "NP", "W_")
_PASSIVE = ("되", "받", "당하")
_FORMS = {"ETM": "head", "EF": "end", "ETN": "noun"}


@dataclass(slots=True)
class Event:
    """A verb, or a noun of action, with its phrases by role; `form` is head, link, end or noun.

    `word` is where it stands and `last` the last word of its verb complex; `head` the phrase that it describes;
    `before` the event of the clause before it, from which a missing subject or object may be taken.
    """

    word: int
    last: int
    lemmas: tuple[str, ...]
    passive: bool
    form: str
    roles: dict[str, Phrase] = field(default_factory=dict)
    head: Phrase | None = None
    clausal: bool = False
    before: Event | None = None
    governor: Event | None = None
    nominal: bool = False
    adjective: bool = False
    received: bool = False


def verb(line: Line, position: int) -> Event | None:
    """The verb at a word with its auxiliaries, or None for a noun."""
    word = line.words[position]
    if word.figure is not None and line.figures[word.figure].kind in (Kind.DATE, Kind.TIME):
        return None
    own = [m for m in line.within(word.start, word.end) if m.tag[0] != "S" or m.tag in ("SL", "SN", "SH", "SP")]
    if word.mentions:
        own = [m for m in own if m.start >= word.mentions[-1].end]
    if _aimed_at(line, position):
        return Event(position, position, (line.noun(word),), False, "link")
    if _going_on(line, position):
        ending = line.words[position + 1].role
        form = {Role.MODIFIER: "head", Role.FINAL: "end"}.get(ending, "link")
        return Event(position, position + 1, (_known(line.noun(word)),), False, form)
    at = next((i for i, m in enumerate(own) if m.tag.startswith(_VERBAL)), None)
    if at is None or any(m.tag in ("NNG", "NNP") for m in own[at:]) or (word.role in (Role.OF, Role.ADVERB)):
        return None
    adverb = own[at].tag.startswith(("VA", "XSA")) and own[-1].form == "게"  # 크게, 빠르게
    if adverb or line.noun(word) in words("and so on") or line.form(word) in words("adverb"):
        return None
    lemmas, passive = _lemmas(own, at)
    ends = [m.tag for m in own if m.tag[0] == "E"]
    tag = ends[-1] if ends else ""
    last = position
    while last + 1 < len(line.words) and _auxiliary(line, last + 1, own):
        last += 1
        own = [m for m in line.within(line.words[last].start, line.words[last].end) if m.tag[0] != "S"]
        tag = next((m.tag for m in reversed(own) if m.tag[0] == "E"), tag)
    form = "link" if line.noun(line.words[last]) == "등" else _FORMS.get(tag, "link")
    received = any(m.form == "받" for m in own)
    adjective = own[at].tag.startswith(("VA", "XSA")) if last == position else False
    return Event(position, last, lemmas, passive, form, adjective=adjective, received=received)


def _aimed_at(line: Line, position: int) -> bool:
    """Whether a noun serves as a verb: 상장을 목표로."""
    word = line.words[position]
    aim = line.noun(word) in words("target") and word.role is Role.BY
    return aim and position > 0 and line.words[position - 1].role is Role.OBJECT


def _going_on(line: Line, position: int) -> bool:
    """Whether a bare noun of action is a verb by what follows it: 준비 중이다."""
    word = line.words[position]
    if word.role is not Role.BARE or word.comma or word.mentions or position + 1 >= len(line.words):
        return False
    noun = _known(line.noun(word))
    if noun not in frames() and noun not in words("support"):
        return False
    following = line.words[position + 1]
    mine = [m for m in line.within(following.start, following.end) if m.tag[0] != "S"]
    return bool(mine) and (mine[0].form, mine[0].tag) == ("중", "NNB")


def _lemmas(own: Sequence[Morpheme], at: int) -> tuple[tuple[str, ...], bool]:
    """The stem of a verb (of each noun in 제조·공급하며), and whether it is passive."""
    stem = own[at].form
    nouns = [m for m in own[:at] if m.tag in _NOMINAL or m.tag == "SP"]
    light = own[at].tag.startswith(("XSV", "XSA")) or (nouns and stem in words("light"))
    passive = stem in _PASSIVE if light else stem in words("passive verb")
    after = own[at + 1 : at + 3]
    if len(after) == 2 and after[0].form in ("어", "아") and after[1].form == "지":
        passive = True
    if not light or not nouns:
        return (stem,), passive
    parts, part = [], ""
    for m in [*nouns, None]:
        if m is None or m.tag == "SP":
            parts.append(part)
            part = ""
        else:
            part += m.form
    return tuple(_known(p) for p in parts if p), passive


def _known(noun: str) -> str:
    """The longest ending of a compound that has a frame, else the compound."""
    return next((noun[i:] for i in range(len(noun) - 1) if noun[i:] in frames()), noun)


def _auxiliary(line: Line, position: int, own: Sequence[Morpheme]) -> bool:
    """Whether a word only carries on the verb before it: 있다, 않았다, 수 있는, 중이다."""
    word = line.words[position]
    if word.mentions or word.figure is not None:
        return False
    mine = [m for m in line.within(word.start, word.end) if m.tag[0] != "S"]
    if not mine:
        return False
    if mine[0].tag == "VX":
        return True
    ends = own[-1].tag if own else ""
    copula = any(m.tag == "VCP" for m in mine) and line.noun(word)
    if ends == "ETM" and (mine[0].form == "등" or (copula and (mine[0].form in words("formal") | words("plan")))):
        return True
    if mine[0].tag == "NNB" and mine[0].form in ("수", "적", "바", "만") and ends == "ETM":
        return True
    before = line.form(line.words[position - 1])
    return before in ("수", "수도", "수는", "적이", "만") and mine[0].form in ("있", "없", "하")
