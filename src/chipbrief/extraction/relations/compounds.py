"""Relations that nouns alone state: 추론용 칩, 엔비디아의 대체재, 미국의 수출통제, 2대 주주."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from chipbrief.extraction.relations import dates
from chipbrief.extraction.relations.arguments import Arguments
from chipbrief.extraction.relations.found import Found
from chipbrief.extraction.relations.naming import Thing
from chipbrief.extraction.relations.phrases import Phrase, thing
from chipbrief.extraction.relations.verbs import Event
from chipbrief.extraction.relations.vocabulary import classes, words
from chipbrief.extraction.statements.clauses import Line, Role

_PRODUCT = frozenset({"product", "component"})
_RIVAL = _PRODUCT | {"organisation"}
_AUTHORITY = frozenset({"authority"})
_ORGANISATION = frozenset({"organisation"})
_PERSON = frozenset({"person"})
_PURPOSE = frozenset({"purpose"})


def read(arguments: Arguments) -> Iterator[Found]:
    """The relations within the noun phrases of a line."""
    for phrase in arguments.phrases:
        event = next((event for event in arguments.events if phrase in event.roles.values()), None)
        yield from _purposes(phrase, arguments)
        yield from _appositions(phrase, arguments)
        if event is not None:
            yield from _predicated(phrase, event, arguments)
        yield from _acts_of_authorities(phrase, event, arguments)
        if event is not None:
            yield from _stand_ins(phrase, event, arguments)
            yield from _shareholders(phrase, event, arguments)
            yield from _customers(phrase, event, arguments)
            yield from _suppliers(phrase, event, arguments)
            yield from _instead(phrase, arguments)


def _found(line: Line, at: int, relation: str, things_: tuple[Thing | None, Thing], rated: tuple[float, str]) -> Found:
    """A relation of subject and object that the word at `at` states, with strength and rule."""
    place = (line.words[at].start, line.words[at].end)
    return Found(relation, *things_, place, "fact", None, None, *rated)


def _purposes(phrase: Phrase, arguments: Arguments) -> Iterator[Found]:
    """추론용 칩, 클라우드·데이터센터용 AI 칩: the product is for what stands before 용."""
    line = arguments.line
    for position in range(phrase.first, phrase.last):
        word, noun = line.words[position], line.noun(line.words[position])
        if word.mentions or not noun.endswith("용") or "purpose" not in classes(noun[:-1]):
            continue
        ends = (i for i in range(position + 1, phrase.last) if _ends_member(line, i))
        last = next(ends, phrase.last)
        if line.words[last].role is Role.MODIFIER:
            last = phrase.last
        product = thing(line, position + 1, last)
        if product is None or not product.of(_PRODUCT):
            continue
        if last < phrase.last:  # 추론용 칩인 MLU590, 추론용 칩의 성능
            product = thing(line, position + 1, phrase.last) or product
        place = word.start
        for piece in _pieces(line, position, phrase):
            purpose = Thing(piece, False, _PURPOSE, _PURPOSE, place, word.stem, piece)
            named = arguments.discourse.resolve(product)
            yield _found(line, position, "used-for", (named, purpose), (0.8, "noun 용"))


def _predicated(phrase: Phrase, event: Event, arguments: Arguments) -> Iterator[Found]:
    """BR106은 학습용이다, 갈륨은 레이더용으로 쓰인다: what the clause is about is for what stands before 용."""
    line, word = arguments.line, arguments.line.words[phrase.last]
    found = next((m for m in line.within(word.start, word.end) if m.form == "용" and m.tag == "XSN"), None)
    noun = line.text[word.start : found.start] if found else ""
    if phrase.role not in ("copula", "by") or "purpose" not in classes(noun):
        return
    purpose = Thing(noun, False, _PURPOSE, _PURPOSE, word.start, word.start + len(noun), noun)
    described = arguments.described(event, _PRODUCT) if event.form == "head" else []
    for product in described or arguments.fill(event, ("topic", "subject"), _PRODUCT).things:
        yield _found(line, phrase.last, "used-for", (product, purpose), (0.75, "noun 용"))


def _ends_member(line: Line, position: int) -> bool:
    word = line.words[position]
    return word.comma or word.role in (Role.AND, Role.OF, Role.MODIFIER)


def _pieces(line: Line, position: int, phrase: Phrase) -> list[str]:
    """The purposes in a word: 클라우드·데이터센터용 has two; AI 추론용 one of two words."""
    noun = line.noun(line.words[position])[:-1]
    before = line.words[position - 1] if position > phrase.first else None
    if before is not None and before.role is Role.BARE and line.noun(before) in words("before a purpose"):
        return [f"{line.noun(before)} {noun}"]
    return noun.split("·")


def _stand_ins(phrase: Phrase, event: Event, arguments: Arguments) -> Iterator[Found]:
    """엔비디아의 대체재로 자리매김했다, A100 대체용으로 내놓은 제품: who or what stands in for whom or what."""
    line = arguments.line
    noun = line.noun(line.words[phrase.last])
    if noun not in words("stand-in") or phrase.first == phrase.last:
        return
    replaced = arguments.of(Phrase(phrase.first, phrase.last - 1, "object"), _RIVAL)
    subject = arguments.described(event, _RIVAL) if event.form == "head" else []
    if not subject and phrase.role in ("by", "copula", "also", "subject", "object", "to"):
        subject = arguments.fill(event, ("object" if event.passive else "agent",), _RIVAL).things
    for stand_in in subject:
        for original in replaced:
            if stand_in.name != original.name:
                yield _found(line, phrase.last, "replaces", (stand_in, original), (0.8, f"noun {noun}"))


def _acts_of_authorities(phrase: Phrase, event: Event | None, arguments: Arguments) -> Iterator[Found]:
    """미국의 대중국 반도체 수출통제 조치, 미국 규제로 수입이 막히다: who restricts what."""
    line = arguments.line
    acts = (i for i in range(phrase.last, phrase.first - 1, -1) if _is_restriction(line, i))
    at = next(acts, None)
    if at is None:
        return
    named = [(i, t) for i in range(phrase.first, at + 1) if line.words[i].mentions and (t := thing(line, i, i))]
    authorities = _authorities(line, named, at)
    if not authorities:
        return
    own = {authority.name for authority in authorities}
    hit = [
        t
        for _, t in reversed(named)
        if t.name not in own and not t.of(_AUTHORITY | {"person"}) and "policy" not in t.classes
    ]
    hit = hit[:1] or _unnamed(line, phrase, at) or (_of_clause(phrase, event, arguments) if event else [])
    for authority in authorities:
        for target in hit:
            if target.name != authority.name:
                act = _found(line, at, "restricts", (authority, target), (0.7, "act of an authority"))
                yield replace(act, date=dates.near(line, phrase))


def _is_restriction(line: Line, position: int) -> bool:
    return line.noun(line.words[position]).endswith(tuple(words("restriction")))


def _authorities(line: Line, named: list[tuple[int, Thing]], at: int) -> list[Thing]:
    """Whose act it is: the first that can act, and those that are listed with it (미국과 유럽의)."""
    found: list[tuple[int, Thing]] = []
    for position, authority in named:
        listed = bool(found) and line.words[position - 1].role is Role.AND
        government = len(found) == 1 and "person" in found[0][1].classes  # 도널드 트럼프 미 행정부
        if authority.of(_AUTHORITY | {"person"}) and (not found or listed or government):
            found = [(position, authority)] if government and not listed else [*found, (position, authority)]
    to_china = found and found[0][1].name == "china" and line.words[found[0][0]].role is Role.BARE
    if to_china and found[0][0] == at - 1 and line.noun(line.words[at]).startswith("수출"):
        return []  # 중국 수출규제 are rules for exports to China
    return [authority for _, authority in found]


def _unnamed(line: Line, phrase: Phrase, at: int) -> list[Thing]:
    """The goods before an act: 반도체 수출통제."""
    inner = [i for i in range(phrase.first, at) if not line.words[i].mentions]
    goods = [i for i in inner if classes(line.noun(line.words[i])) & _PRODUCT]
    product = thing(line, goods[0], goods[-1]) if goods else None
    return [product] if product else []


def _of_clause(phrase: Phrase, event: Event, arguments: Arguments) -> list[Thing]:
    """What the clause of an act is about: 미국의 규제로 고사양 장비를 수입하기 어렵다."""
    for role in ("object", "topic", "subject", "also"):
        if event.roles.get(role) is not phrase and (found := arguments.of(event.roles.get(role), _RIVAL)):
            return found
    return []


def _shareholders(phrase: Phrase, event: Event, arguments: Arguments) -> Iterator[Found]:
    """최대 주주는 텐센트다, 알리바바가 주주로 있다: who holds shares of whom."""
    line = arguments.line
    if not line.noun(line.words[phrase.last]).endswith(tuple(words("shareholder"))):
        return
    before = _owner(line, phrase)
    owned = [t for t in arguments.of(before, _ORGANISATION) if t.named]
    owned = owned or arguments.discourse.mentioned(_ORGANISATION)
    holder: list[Thing] = []
    if phrase.role in ("topic", "subject") and "copula" in event.roles:
        holder = arguments.of(event.roles["copula"], _ORGANISATION)
    elif phrase.role == "copula" or event.lemmas[:1] in (("있",), ("참여",), ("되",), ("오르",), ("올라서",)):
        holder = arguments.fill(event, ("agent",), _ORGANISATION).things
    for investor in holder:
        for firm in owned[:1]:
            if investor.name != firm.name:
                yield _found(line, phrase.last, "invests-in", (investor, firm), (0.75, "shareholder"))


def _suppliers(phrase: Phrase, event: Event, arguments: Arguments) -> Iterator[Found]:
    """A는 X의 최대 공급사다: who supplies whom."""
    line = arguments.line
    if phrase.role != "copula" or not line.noun(line.words[phrase.last]).startswith(tuple(words("supplier"))):
        return
    for supplier in arguments.by_particle(event, ("topic", "subject"), _ORGANISATION).things:
        for customer in arguments.of(_owner(line, phrase), _ORGANISATION):
            if supplier.name != customer.name:
                yield _found(line, phrase.last, "supplies", (supplier, customer), (0.75, "noun supplier"))


def _customers(phrase: Phrase, event: Event, arguments: Arguments) -> Iterator[Found]:
    """X의 고객은 A와 B다, A가 X의 첫 고객이 됐다: who has whom as a customer."""
    line = arguments.line
    if phrase.first == phrase.last or not line.noun(line.words[phrase.last]).endswith(tuple(words("customer"))):
        return
    sold = arguments.of(_owner(line, phrase), _RIVAL)
    if phrase.role in ("topic", "subject") and "copula" in event.roles:
        buyers = arguments.of(event.roles["copula"], _ORGANISATION)
    elif phrase.role == "copula" or (event.lemmas[:1] == ("되",) and phrase.role in ("also", "subject")):
        buyers = arguments.by_particle(event, ("topic", "subject"), _ORGANISATION).things
    else:
        return
    for customer in buyers:
        for goods_ in sold:
            if customer.name != goods_.name and customer.named:
                maker = "organisation" in goods_.classes | goods_.head
                pair = (goods_, customer) if maker else (customer, goods_)
                yield _found(line, phrase.last, "supplies" if maker else "adopts", pair, (0.75, "noun customer"))


def _owner(line: Line, phrase: Phrase) -> Phrase | None:
    """What stands before the last genitive of a phrase: 인텔 in 인텔의 최대 주주."""
    at = next((i for i in range(phrase.last - 1, phrase.first - 1, -1) if line.words[i].role is Role.OF), None)
    return Phrase(phrase.first, at, "object") if at is not None else None


_CALLED = {"customer": "supplies", "supplier": "supplies", "shareholder": "invests-in", "founder": "founded-by"}


def _appositions(phrase: Phrase, arguments: Arguments) -> Iterator[Found]:
    """화웨이의 고객사인 텐센트, 캠브리콘 창업자 천톈스: what someone named is to whom stands before the word for it."""
    line = arguments.line
    for at in range(phrase.first + 1, phrase.last):
        noun = line.noun(line.words[at]).removesuffix("인").removesuffix("이자")
        class_ = next((each for each in _CALLED if noun in words(each)), "")
        if not class_ or line.words[at].comma or line.words[at].role not in (Role.BARE, Role.MODIFIER):
            continue
        owner = [maker for maker in arguments.of(Phrase(phrase.first, at - 1, "of"), _ORGANISATION) if maker.known]
        relation, person = _CALLED[class_], class_ == "founder"
        named = arguments.of(Phrase(at + 1, phrase.last, phrase.role), _PERSON if person else _ORGANISATION)
        for maker in owner[-1:]:
            for product in (each for each in named if each.named and each.name != maker.name):
                pair = (product, maker) if class_ in ("shareholder", "supplier") else (maker, product)
                yield _found(line, at, relation, pair, (0.75, f"noun {noun}"))


def _instead(phrase: Phrase, arguments: Arguments) -> Iterator[Found]:
    """GPU 대신 TPU를 쓰다: what follows 대신 takes the place of what stands before it."""
    line = arguments.line
    at = phrase.first - 1
    if at < 1 or line.noun(line.words[at]) != "대신" or line.words[at].role is not Role.BARE:
        return
    before = next((each for each in arguments.phrases if each.last == at - 1 and each.role == "bare"), None)
    for rival in arguments.of(before, _RIVAL):
        for chosen in arguments.of(phrase, _RIVAL) if phrase.role in ("object", "by") else ():
            if chosen.name != rival.name:
                yield _found(line, at, "replaces", (chosen, rival), (0.75, "noun 대신"))
