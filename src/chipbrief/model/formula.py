"""Formulas as small immutable trees over the ids of facts and estimates.

A tree is an Input, a Constant or an Operation. It can be printed with anything in place of its inputs,
read back from its letters (`a × b ÷ 100`), and evaluated over whatever has arithmetic: floats, arrays,
Estimates.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from chipbrief.model.records import plain

T = TypeVar("T")
_STRENGTH = {"+": 1, "−": 1, "×": 2, "÷": 2}
_ATOM = 3
_TOKEN = re.compile(r"(?<!\s)\s*+(?:(?P<number>\d+(?:\.\d+)?)|(?P<name>[a-z]+)|(?P<sign>[-+−×÷(),]))")


@dataclass(frozen=True, slots=True)
class Input:
    """The number of a figure, a reference, an assumption or a named estimate."""

    id: str


@dataclass(frozen=True, slots=True)
class Constant:
    """A number that needs no evidence, such as the hundred of a percentage."""

    value: float


@dataclass(frozen=True, slots=True)
class Operation:
    """`sign` is one of + − × ÷, or the name of a function: range, count, median, central, swing."""

    sign: str
    parts: tuple[Expression, ...]


Expression = Input | Constant | Operation


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a printed formula. `kind` is input (then `text` is its id), constant, sign, function or bracket."""

    kind: str
    text: str


def operation(sign: str, *parts: Expression) -> Expression:
    """The operation over its parts; sums of sums and products of products become one."""
    if sign in "+×" and isinstance(parts[0], Operation) and parts[0].sign == sign:
        parts = (*parts[0].parts, *parts[1:])
    return Operation(sign, parts)


def inputs(expression: Expression) -> tuple[str, ...]:
    """The ids of the inputs, each once, in the order in which the formula mentions them."""
    return tuple(dict.fromkeys(token.text for token in tokens(expression) if token.kind == "input"))


def tokens(expression: Expression) -> Iterator[Token]:
    """The formula from left to right, with no more brackets than it needs."""
    if isinstance(expression, Input):
        yield Token("input", expression.id)
    elif isinstance(expression, Constant):
        yield Token("constant", str(plain(expression.value)))
    elif expression.sign in _STRENGTH:
        for position, part in enumerate(expression.parts):
            if position:
                yield Token("sign", f" {expression.sign} ")
            yield from _bracketed(part, expression.sign, position)
    else:
        yield Token("function", expression.sign)
        yield from _enclosed(expression.parts)


def written(expression: Expression, write: Callable[[str], str]) -> str:
    """The formula with `write(id)` in place of each input.

    >>> share = Operation("÷", (Operation("×", (Input("f-1"), Input("f-2"))), Constant(100)))
    >>> written(share, {"f-1": "$141.9 bn", "f-2": "51.2 %"}.__getitem__)
    '$141.9 bn × 51.2 % ÷ 100'
    """
    return "".join(write(token.text) if token.kind == "input" else token.text for token in tokens(expression))


def lettered(expression: Expression) -> str:
    """The formula over letters that stand for the inputs in order: `a × b ÷ 100`."""
    letters = {id_: letter(position) for position, id_ in enumerate(inputs(expression))}
    return written(expression, letters.__getitem__)


def letter(position: int) -> str:
    """`a` … `z`, then `aa`, `ab` …"""
    first, last = divmod(position, 26)
    return (chr(96 + first) if first else "") + chr(97 + last)


def parse(formula: str, ids: tuple[str, ...]) -> Expression:
    """The tree of a formula over letters, the reverse of `lettered`. Raises ValueError for anything else.

    >>> lettered(parse("a × (b + 1) ÷ 100", ("f-1", "f-2")))
    'a × (b + 1) ÷ 100'
    """
    names = {letter(position): id_ for position, id_ in enumerate(ids)}
    found = list(_TOKEN.finditer(formula))
    if "".join(token[0] for token in found) != formula.rstrip():
        raise ValueError(f"{formula!r} is not a formula")
    reader = _Reader([token[0].strip() for token in found], names, formula)
    expression = reader.sum()
    reader.end()
    return expression


def evaluate(
    expression: Expression, value: Callable[[str], T], functions: Mapping[str, Callable[..., T]] | None = None
) -> T:
    """The formula's result with `value(id)` for each input.

    Raises KeyError for a function that `functions` does not have.
    """
    result: T = _evaluate(expression, value, functions or {})
    return result


def _evaluate(expression: Expression, value: Callable[[str], Any], functions: Mapping[str, Callable[..., Any]]) -> Any:
    if isinstance(expression, Input):
        return value(expression.id)
    if isinstance(expression, Constant):
        return expression.value
    parts = [_evaluate(part, value, functions) for part in expression.parts]
    if expression.sign not in _STRENGTH:
        return functions[expression.sign](*parts)
    result = parts[0]
    for part in parts[1:]:
        result = _apply(expression.sign, result, part)
    return result


def _apply(sign: str, left: Any, right: Any) -> Any:
    if sign == "+":
        return left + right
    if sign == "−":
        return left - right
    return left * right if sign == "×" else left / right


def _strength(expression: Expression) -> int:
    return _STRENGTH.get(expression.sign, _ATOM) if isinstance(expression, Operation) else _ATOM


def _bracketed(part: Expression, sign: str, position: int) -> Iterator[Token]:
    """A part of an operation, in brackets where it binds less than `sign`, or as much and stands on its right."""
    if _strength(part) < _STRENGTH[sign] or (position and _strength(part) == _STRENGTH[sign]):
        yield from _enclosed((part,))
    else:
        yield from tokens(part)


def _enclosed(parts: tuple[Expression, ...]) -> Iterator[Token]:
    yield Token("bracket", "(")
    for position, part in enumerate(parts):
        if position:
            yield Token("bracket", ", ")
        yield from tokens(part)
    yield Token("bracket", ")")


class _Reader:
    """Recursive descent: sum = product {(+|−) product}; product = atom {(×|÷) atom}."""

    def __init__(self, tokens: list[str], names: Mapping[str, str], formula: str) -> None:
        self.tokens, self.names, self.formula = tokens[::-1], names, formula

    def sum(self) -> Expression:
        return self._chain("+−", lambda: self._chain("×÷", self._atom))

    def end(self) -> None:
        if self.tokens:
            raise self._error()

    def _chain(self, signs: str, part: Callable[[], Expression]) -> Expression:
        result = part()
        while self._next() and self._next() in signs:
            result = operation(self.tokens.pop(), result, part())
        return result

    def _atom(self) -> Expression:
        word = self.tokens.pop() if self.tokens else ""
        if word == "(":
            return self._close(self.sum())
        if word.isalpha() and self._next() == "(":
            return self._function(word)
        if word in self.names:
            return Input(self.names[word])
        if word[:1].isdigit():
            return Constant(plain(float(word)))
        raise self._error()

    def _function(self, name: str) -> Expression:
        parts: list[Expression] = []
        while not parts or self._next() == ",":
            self.tokens.pop()  # the bracket, then each comma
            parts.append(self.sum())
        return self._close(Operation(name, tuple(parts)))

    def _close(self, expression: Expression) -> Expression:
        if self._next() != ")":
            raise self._error()
        self.tokens.pop()
        return expression

    def _next(self) -> str:
        return self.tokens[-1] if self.tokens else ""

    def _error(self) -> ValueError:
        return ValueError(f"{self.formula!r} is not a formula over {len(self.names)} inputs")
