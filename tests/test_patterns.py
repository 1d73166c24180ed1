"""No regular expression takes longer than in proportion to the text, whatever the text."""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import patterns
import pumping
import pytest


@pytest.fixture(scope="module")
def collected() -> tuple[list[patterns.Known], list[str]]:
    """All patterns of the package and the places of those that escaped: of a process that has compiled none yet."""
    command = [sys.executable, str(Path(patterns.__file__))]
    run = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    found, escaped = json.loads(run.stdout)
    return [patterns.Known(*one) for one in found], escaped


def test_no_pattern_escapes(collected: tuple[list[patterns.Known], list[str]]) -> None:
    found, escaped = collected
    assert not escaped, f"call these from EXERCISES of {patterns.__file__}"
    assert len(found) > 250
    modules = {Path(one.place.partition(":")[0]).stem for one in found}
    assert {"clauses", "units", "grammar", "columns", "blocks"} <= modules


def test_patterns_are_made_where_they_are_looked_for() -> None:
    """By `re.compile` and the like, called by these names; nothing hands the functions on, no other library has any."""
    for name, _, tree in patterns.sources():
        called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                assert not any(alias.name == "regex" or (alias.name == "re" and alias.asname) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                assert node.module not in ("re", "regex"), name
            elif isinstance(node, ast.Attribute) and patterns.makes(node):
                assert id(node) in called, f"{name}:{node.lineno}"
            elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute):
                assert node.value.attr != "str", f"{name}:{node.lineno}: pandas takes a pattern here"


def test_every_pattern_is_linear(collected: tuple[list[patterns.Known], list[str]]) -> None:
    slow = {}
    for one in collected[0]:
        pattern = one.compiled()
        found = next(
            (text for text in pumping.texts(pattern.pattern, pattern.flags) if pumping.slow(pattern, text)), None
        )
        if found:
            slow[one.place] = (one.pattern, found)
    assert not slow


@pytest.mark.parametrize(
    "pattern",
    [
        r"(a+)+b", r"\s+x", "<a[^>]*b>", r"\d+(?=,x)", r"[a-z]+@b", "“.*?”x",
        r"(?:ab|a|b)+$", r"\w+\s?(?:을|를)",
    ],
)  # fmt: skip
def test_a_slow_pattern_is_found(pattern: str) -> None:
    made = re.compile(pattern)
    assert any(pumping.slow(made, text) for text in pumping.texts(pattern))


@pytest.mark.parametrize(
    "pattern", [r"z(?:xy)*w", r"\d++", r"(?<!a)a++b", "[가-힣]{2,12}원", r"(?:ab)++", r"\A\s*+x", "a|b|c"]
)
def test_a_quick_one_is_not(pattern: str) -> None:
    made = re.compile(pattern)
    assert not any(pumping.slow(made, text) for text in pumping.texts(pattern))
