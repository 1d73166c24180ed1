"""All that is named in a document: known entities, names with digits, glossed names, people by surname and title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from chipbrief.extraction.lexicon import gazetteer, patterns
from chipbrief.extraction.lexicon.gazetteer import Mention
from chipbrief.extraction.quantities import alphanumeric_names as shaped
from chipbrief.extraction.statements import metric_words
from chipbrief.sources.reference_tables import per_lexicon

_SURNAME = r"(?<![가-힣])([가-힣])(?= ?<title>(?![가-힣]{3}))"
_PRODUCT = r"<product noun> ?['‘]([가-힣A-Za-z0-9][가-힣A-Za-z0-9 .+-]{1,18})['’]"
_QUOTED = re.compile(
    r"['‘]([가-힣A-Za-z0-9][가-힣A-Za-z0-9 +-]{1,11})['’](?=[은는이가을를의에와과도] |[은는이가을를의에와과도]서|\(| )"
)
_FIRM = r"(?<![가-힣A-Za-z])([가-힣A-Za-z]{2,10}?<company ending>)(?:\([^)]{1,30}\))?(?:은|는|이|가)(?![가-힣])"
_AS_A_NAME = r"(?<![가-힣]){}(?=(?:은|는|이|가|의|도|에서|와|과|보다)(?![가-힣])|\(\d)"
_CASE = re.compile(r"(?:\A|[^가-힣]|[은는이가을를의도에와과로서면며고])\Z")
_WORD_BEFORE = re.compile(r"(?<![가-힣])[가-힣]{2,}\Z")
_KIND_OF_FIRM = " ?<kind of firm>(?=(?:은|는|이|가|의|도|을|를|에|에서|와|과|보다|에는|에게)?(?![가-힣]))"
_THING = re.compile(r"(?<= )칩\Z")  # 맞춤형 칩(ASIC)이
_HANGUL = re.compile(r"[가-힣]")


class _CommonName(NamedTuple):
    """A name that is a common word too, its entity, and how it stands as a name does."""

    form: str
    id: str
    type: str
    standing: re.Pattern[str]


def find(text: str) -> list[Mention]:
    """What is named in a text: entities, names with digits that no table knows (as their own ids), products that are
    introduced in quotation marks, firms by the ending of their names, and people by surname and title (천 회장) once
    the full name has been used.
    """
    found = [_whole(text, mention) for mention in gazetteer.find(text)]
    taken = {place for mention in found for place in range(mention.start, mention.end)}
    shapes = (Mention(n.start, n.end, text[n.start : n.end]) for n in shaped.find(text) if _is_product(n, text))
    new = chain(
        _glossed(text, list(found)),
        _introduced(text),
        shapes,
        _by_surname(text, found),
        _firms(text),
        _common(text, found),
    )
    for mention in new:
        if taken.isdisjoint(range(mention.start, mention.end)):
            taken.update(range(mention.start, mention.end))
            found.append(mention)
    return sorted(found)


def _whole(text: str, mention: Mention) -> Mention:
    """The name of a firm with the word for its kind after it: 무어 스레즈 테크놀로지."""
    after = patterns.pattern(_KIND_OF_FIRM).match(text, mention.end)
    return mention._replace(end=after.end()) if after and gazetteer.kind_of(mention.id) == "company" else mention


def _glossed(text: str, found: list[Mention]) -> Iterator[Mention]:
    """A word whose gloss in brackets is a known name in other letters: 텅신커지(騰訊科技)."""
    for mention in found:
        if text[mention.start - 1 : mention.start] == "(" and not _HANGUL.match(text[mention.start]):
            word = _WORD_BEFORE.search(text, max(0, mention.start - 13), mention.start - 1)
            word = word or (
                _THING.search(text, 0, mention.start - 1) if text[mention.end : mention.end + 1] == ")" else None
            )
            if word and not patterns.pattern("<title>$").search(word[0]):
                yield Mention(word.start(), word.end(), mention.id)


def _is_product(name: shaped.Name, text: str) -> bool:
    """Whether a name with digits may be that of a product: neither an address nor a format of numbers (FP8)."""
    form = text[name.start : name.end]
    return name.shape != "address" and not patterns.pattern(r"<number format>[\d. -]*\Z").match(form)


def _introduced(text: str) -> Iterator[Mention]:
    """A name in quotation marks after what it is (스마트폰 '믹스 폴드 6'), wherever it stands afterwards."""
    quoted = (match[1] for match in patterns.pattern(_PRODUCT).finditer(text))
    again = (match[1] for match in _QUOTED.finditer(text) if _goes_bare(text, match[1]))
    for name in dict.fromkeys((*quoted, *again)):
        for place in re.finditer(re.escape(name), text):
            yield Mention(place.start(), place.end(), name)


def _goes_bare(text: str, name: str) -> bool:
    """Whether what stood in quotation marks is the topic or the subject of a sentence without them."""
    return re.search(rf"(?<![가-힣A-Za-z'‘\"“]){re.escape(name)}(?:은|는|이|가|의)(?= )", text) is not None


def _common(text: str, found: list[Mention]) -> Iterator[Mention]:
    """A name that is a common word too (인도, 비보), where it stands as a name does: as the topic, the subject or the
    owner of something, beside a name of its type or before a metric that such entities have.
    """
    for name in _common_names():
        for place in name.standing.finditer(text) if name.form in text else ():
            before = text[max(0, place.start() - 6) : place.start()].rstrip(" ")
            if not _CASE.search(before) and not patterns.pattern(r"(?:<contrast>|<no part>)\Z").search(before):
                continue  # 자동차 인도가 is delivery, 한편 인도는 is not
            near = text[max(0, place.start() - 60) : place.end() + 60]
            beside = any(abs(m.start - place.start()) < 60 and gazetteer.kind_of(m.id) == name.type for m in found)
            metrics = (metric_words.table()[id_] for id_ in metric_words.named(near))
            if beside or any(_had_by(metric, name.type) for metric in metrics):
                yield Mention(*place.span(), name.id)


@per_lexicon
def _common_names() -> tuple[_CommonName, ...]:
    return tuple(
        _CommonName(alias[1:], row["id"], row["type"], re.compile(_AS_A_NAME.format(re.escape(alias[1:]))))
        for row in gazetteer.gazetteer().rows.values()
        for alias in row["aliases"].split("|")
        if alias.startswith("?")
    )


def _had_by(metric: metric_words.Metric, type_: str) -> bool:
    """Whether entities of a type have a metric that is told of them by name: a share, a rank, exports."""
    named = bool({"percent", "ordinal"} & metric.kinds or metric.flow) and not metric.direction.startswith(
        ("up", "down")
    )
    return type_ in metric.subjects or (named and not metric.subjects)


def _firms(text: str) -> Iterator[Mention]:
    """Names that end as those of firms do, and are the topic or the subject of a sentence somewhere."""
    for name in dict.fromkeys(match[1] for match in patterns.pattern(_FIRM).finditer(text)):
        for place in re.finditer(rf"(?<![가-힣A-Za-z]){re.escape(name)}(?![A-Za-z])", text):
            yield Mention(place.start(), place.end(), name)


def _by_surname(text: str, found: list[Mention]) -> Iterator[Mention]:
    people: dict[str, Mention] = {}
    for mention in found:
        if gazetteer.kind_of(mention.id) == "person":
            people.setdefault(gazetteer.label(mention.id)[0], mention)
    for match in patterns.pattern(_SURNAME).finditer(text) if people else ():
        person = people.get(match[1])
        if person and person.start < match.start():
            yield Mention(match.start(), match.end(), person.id)
