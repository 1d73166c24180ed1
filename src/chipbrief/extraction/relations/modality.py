"""As what a clause states its relation: as a fact, a plan and so on, or not at all.

What is negated, asked, hoped or only supposed states nothing; a denial (아니다, 부인했다) states it as denied. The
words that tell a modality are those of figures (`statements.modality`); what is here is the grammar of verbs.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from chipbrief.extraction.lexicon.morphology import Morpheme
from chipbrief.extraction.relations.verbs import Event
from chipbrief.extraction.relations.vocabulary import words
from chipbrief.extraction.statements import modality as by_words
from chipbrief.extraction.statements.clauses import Line, Role
from chipbrief.model import Modality

_TAIL = 6  # words after a verb complex that may tell its modality
_FUTURE = ("ᆯ", "을")


def of(line: Line, event: Event) -> str | None:
    """fact, estimate, forecast, target, plan or denied; None for what states nothing."""
    tail = list(_tail(line, event))
    last = tail[-1] if tail else event.last
    text = line.text[line.words[event.word].start : line.words[last].end]
    after = line.text[line.words[event.last].end : line.words[last].end]
    reported = by_words.told(after)
    if reported is Modality.DENIED or any(word in text for word in words("denying")):
        return "denied"
    own = _morphemes(line, event.word, event.last)
    if _negated(line, event, own) or _supposed(own, text) or _hoped(line, event):
        return None
    nouns = {line.noun(line.words[i]).removesuffix("이라며") for i in (*tail, event.last)}
    if nouns & words("target") or reported is Modality.TARGET:
        return "target"
    if _intended(own, nouns) or (event.form == "head" and nouns & words("plan")):
        return "plan"
    if reported is Modality.ESTIMATE and not _future(own):
        return "estimate"
    foreseen = "것" in nouns or reported in (Modality.FORECAST, Modality.ESTIMATE)
    return "forecast" if _future(own) and foreseen else "fact"


def _future(own: Sequence[Morpheme]) -> bool:
    return any(m.tag == "ETM" and m.form in _FUTURE for m in own)


def _intended(own: Sequence[Morpheme], nouns: set[str]) -> bool:
    """하겠다, 하려고, 하기로 하다, 할 계획이다."""
    if any(m.tag[0] == "E" and m.form in words("intending") for m in own):
        return True
    if any(a.tag == "ETN" and b.form == "로" for a, b in pairwise(own)):
        return True
    return _future(own) and any(noun.startswith(form) for noun in nouns for form in words("plan"))


def _negated(line: Line, event: Event, own: Sequence[Morpheme]) -> bool:
    """Whether the verb itself is negated: 구매하지 않았다, 안 샀다, 구하기 어렵다."""
    if any(a.form == "지" and a.tag == "EC" and b.form in words("not") for a, b in pairwise(own)):
        return True
    if any(m.form == "없" and m.tag.startswith("VA") for m in own):
        return True
    following = line.form(line.words[event.last + 1]) if event.last + 1 < len(line.words) else ""
    if any(m.tag == "ETN" for m in own[-2:]) and following.startswith(tuple(words("hard"))):
        return True
    if own and own[-1].form == "지" and following.startswith(tuple(words("not"))):
        return True  # 팔지 못했다고
    return event.word > 0 and line.form(line.words[event.word - 1]) in words("not")


def _supposed(own: Sequence[Morpheme], text: str) -> bool:
    """Whether the verb is in a condition, a question, a hope or a demand."""
    endings = [m.form for m in own if m.tag in ("EC", "EF", "ETN", "ETM")]
    asked = any(form in words("asking") or (form.endswith("면") and form != "으면서") for form in endings)
    return asked or any(word in text for word in words("supposing"))


def _hoped(line: Line, event: Event) -> bool:
    """공개하기를 바란다."""
    if event.form != "noun" or event.last + 1 >= len(line.words):
        return False
    following = _morphemes(line, event.last + 1, event.last + 1)
    return bool(following) and following[0].form in words("hoping")


def asked(line: Line, event: Event) -> bool:
    """Whether a sentence ends with a question: 대항마가 될 수 있을까."""
    ends = [m.form for m in _morphemes(line, event.word, event.last) if m.tag == "EF"]
    return event.form == "end" and any(form in words("asking") for form in ends)


def barred(line: Line, event: Event) -> bool:
    """Whether what the verb says has become impossible: 생산하지 못하게 됐다, 맡길 수 없게 됐다."""
    own = [m.form for m in _morphemes(line, event.word, event.last)]
    unable = "못하" in own or ("수" in own and "없" in own)
    following = line.form(line.words[event.last + 1]) if event.last + 1 < len(line.words) else ""
    return unable and ("게" in own or "못하" in own) and (own[-1] != "게" or following.startswith(("되", "됐", "됨")))


def possible(line: Line, event: Event) -> bool:
    """Whether the clause only says that something can be done: 대체할 수 있다."""
    return any(a.form == "수" and b.form == "있" for a, b in pairwise(_morphemes(line, event.word, event.last)))


def carried(line: Line, event: Event, following: Event | None, stated: str) -> str:
    """A clause without a tense of its own is stated as the one that it is joined to: 선보이며 … 진출할 예정이다."""
    if stated != "fact" or event.form != "link" or following is None:
        return stated
    own = _morphemes(line, event.word, event.last)
    if not own or own[-1].form not in words("chain") or any(m.tag == "EP" for m in own):
        return stated
    later = of(line, following)
    return later if later in ("plan", "forecast", "target") else stated


def _tail(line: Line, event: Event) -> list[int]:
    """The words after a verb complex that belong to how it is said: formal nouns and verbs of saying or seeming."""
    found = []
    for position in range(event.last + 1, min(event.last + 1 + _TAIL, len(line.words))):
        word = line.words[position]
        noun = line.noun(word)
        own = [m for m in line.within(word.start, word.end) if m.tag[0] != "S"]
        if word.mentions or not own:
            break
        formal = noun in words("formal") | words("plan") | words("target") | words("hypothesis")
        verbal = own[0].form in words("tail verb") or own[0].tag in ("VX", "VCP", "NNB")
        if not (formal or verbal or word.role is Role.ADVERB):
            break
        if event.form == "link" and position == event.last + 1 and not _quoting(line, event):
            break
        found.append(position)
    return found


def _quoting(line: Line, event: Event) -> bool:
    """Whether a linking verb ends what is said or meant: 공개했다고, 도입하기로, 늘릴 것으로."""
    own = _morphemes(line, event.last, event.last)
    return any(m.tag == "ETN" or (m.tag == "EC" and m.form.endswith(("고", "라며", "다며", "도록"))) for m in own)


def _morphemes(line: Line, first: int, last: int) -> list[Morpheme]:
    stretch = line.within(line.words[first].start, line.words[last].end)
    return [m for m in stretch if m.tag[0] != "S"]
