"""Formulas: printed with few brackets, read back, evaluated."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipbrief.model.formula import (
    Constant,
    Expression,
    Input,
    Operation,
    evaluate,
    inputs,
    letter,
    lettered,
    operation,
    parse,
    tokens,
    written,
)

LEAVES = st.one_of(st.sampled_from("pqrs").map(Input), st.integers(1, 999).map(Constant))
TREES = st.recursive(
    LEAVES,
    lambda parts: st.one_of(
        st.tuples(st.sampled_from("+−×÷"), parts, parts).map(lambda made: operation(*made)),
        st.lists(parts, min_size=1, max_size=3).map(lambda made: Operation("range", tuple(made))),
    ),
    max_leaves=12,
)


@given(TREES)
def test_a_printed_formula_reads_back_as_the_same_tree(tree: Expression) -> None:
    assert parse(lettered(tree), inputs(tree)) == tree


@given(TREES)
def test_letters_come_in_the_order_of_the_inputs(tree: Expression) -> None:
    seen = [token.text for token in tokens(tree) if token.kind == "input"]
    assert list(dict.fromkeys(seen)) == list(inputs(tree))


@pytest.mark.parametrize(
    ("formula", "result"),
    [
        ("a − (b − c)", 8),
        ("a − b − c", 4),
        ("a ÷ (b × c)", 10 / 8),
        ("a ÷ b × c", 5),
        ("(a + b) × c", 28),
        ("a × 2", 20),
    ],
)
def test_brackets_stand_where_they_matter_and_nowhere_else(formula: str, result: float) -> None:
    ids = tuple(f"f-{name}" for name in sorted(set(formula) & set("abc")))
    tree = parse(formula, ids)
    assert lettered(tree) == formula
    assert evaluate(tree, {"f-a": 10.0, "f-b": 4.0, "f-c": 2.0}.__getitem__) == result


def test_a_formula_prints_with_anything_in_place_of_its_inputs() -> None:
    tree = parse("range(a, b) × c ÷ 100", ("f-1", "f-2", "f-3"))
    assert written(tree, lambda id_: f"[{id_}]") == "range([f-1], [f-2]) × [f-3] ÷ 100"
    assert [token.kind for token in tokens(tree)][:3] == ["function", "bracket", "input"]


def test_functions_are_evaluated_by_those_given() -> None:
    tree = parse("range(a, b)", ("f-1", "f-2"))
    assert evaluate(tree, {"f-1": 1.0, "f-2": 3.0}.__getitem__, {"range": lambda *parts: sum(parts) / 2}) == 2.0
    with pytest.raises(KeyError):
        evaluate(tree, {"f-1": 1.0, "f-2": 3.0}.__getitem__)


@pytest.mark.parametrize("formula", ["", "a +", "a b", "(a", "range(a", "z", "a ? b", "a)"])
def test_what_is_no_formula_is_refused(formula: str) -> None:
    with pytest.raises(ValueError, match="is not a formula"):
        parse(formula, ("f-1",))


def test_letters_go_on_after_z() -> None:
    assert [letter(position) for position in (0, 25, 26, 27, 52)] == ["a", "z", "aa", "ab", "ba"]
