"""The Korean README keeps step with the English one: the same commands, the same reports and pages."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ENGLISH, KOREAN = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.ko.md"))


def commands(text: str) -> set[str]:
    """What is to be typed: the lines of code blocks without their comments, and each command in a sentence."""
    blocks = re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    lines = [line.partition("#")[0].strip() for block in blocks for line in block.splitlines()]
    spoken = re.findall(
        r"`((?:chipbrief|make|conda|import|-p|--)[^`]*)`", re.sub(r"^```.*?^```", "", text, flags=re.M | re.S)
    )
    return {*lines, *(" ".join(command.split()) for command in spoken)}


def test_the_commands_are_the_same() -> None:
    assert commands(KOREAN) == commands(ENGLISH)


def test_both_lead_to_the_same_files_and_to_each_other() -> None:
    leads = [set(re.findall(r"\]\(([^)]+)\)", text)) for text in (ENGLISH, KOREAN)]
    assert leads[0] ^ leads[1] == {"README.md", "README.ko.md"}
    for path in set.union(*leads) - {name for name in set.union(*leads) if name.startswith("reports/notebooks/")}:
        assert (ROOT / path).exists(), path


@pytest.mark.parametrize("word", re.findall(r"`(\d\d-[a-z-]+)`", ENGLISH))
def test_each_notebook_is_told_of(word: str) -> None:
    assert f"`{word}`" in KOREAN
