"""Two editions of the evidence: what came, went and changed, and which input moved an estimate."""

from __future__ import annotations

import json

import pytest
from editions import Data, edited, entry, figure

from chipbrief.errors import InputError
from chipbrief.evidence import diff
from chipbrief.evidence.editions import Cause, Change, Comparison, Edition

OLD = Edition(edited(lambda data: None), "old")


def compare(edit) -> list[Change]:  # type: ignore[no-untyped-def]
    return Comparison(OLD, Edition(edited(edit), "new")).changes


def shift(data: Data) -> None:
    """Somebody wrote seven characters before all figures."""
    moved = {}
    for found in data["figures"].values():
        start = found["start"] + 7
        moved[f"f-a.txt-{start}"] = found | {"start": start, "end": found["end"] + 7}
    data["figures"] = moved
    data["estimates"]["e-china"]["inputs"] = ["f-a.txt-37", "f-a.txt-56"]


def assume_more(data: Data) -> None:
    data["assumptions"]["a-part"]["high"] = 40
    data["estimates"]["e-loss"]["high"] = 29.06112e9


def correct(data: Data) -> None:
    """The article is corrected, and what rests on the figure follows."""
    data["figures"]["f-a.txt-49"] |= {"text": "50.0%", "low": 50, "high": 50}
    for id_, value in (("e-china", 70.95e9), ("e-won", 98.5e12)):
        data["estimates"][id_] |= {"low": value, "high": value}


def test_nothing_changed() -> None:
    assert compare(lambda data: None) == []


def test_figures_that_only_moved_are_the_same() -> None:
    assert compare(shift) == []


def test_a_changed_assumption_is_named_as_what_moved_the_estimate() -> None:
    part, loss = compare(assume_more)
    assert (part.id, part.state, part.before and part.before["high"], part.after and part.after["high"]) == (
        "a-part", "changed", 30, 40,
    )  # fmt: skip
    assert (loss.id, loss.moved, loss.because) == ("e-loss", True, (Cause("changed", "a-part"),))


def test_a_corrected_figure_is_a_change_and_is_found_below_other_estimates() -> None:
    found = {change.id: change for change in compare(correct)}
    assert set(found) == {"f-a.txt-49", "e-china", "e-won"}
    assert found["f-a.txt-49"].state == "changed"
    assert found["e-won"].because == (Cause("changed", "f-a.txt-49"),)


def test_figures_that_came_and_went() -> None:
    def edit(data: Data) -> None:
        data["figures"]["f-b.txt-0"] = figure("51.2%", 51.2, "%", "percent") | {"source": "b.txt", "start": 0, "end": 5}
        del data["figures"]["f-a.txt-17"]

    assert {(change.id, change.state) for change in compare(edit)} == {
        ("f-b.txt-0", "added"),
        ("f-a.txt-17", "removed"),
    }


def test_an_estimate_that_another_figure_feeds() -> None:
    def edit(data: Data) -> None:
        data["estimates"]["e-china"] |= {"inputs": ["f-a.txt-30", "a-part"], "low": 14.19e9, "high": 42.57e9}

    china = compare(edit)[0]
    assert china.because == (Cause("added", "a-part"), Cause("removed", "f-a.txt-49"))


def test_another_formula_over_the_same_inputs() -> None:
    def edit(data: Data) -> None:
        data["estimates"]["e-won"] |= {"formula": "a × b × 2", "low": 201.6e12, "high": 201.6e12}

    (won,) = compare(edit)
    assert won.because == (Cause("formula", "e-won"),)


def test_a_value_moved_with_nothing_below_it_tells_of_the_method() -> None:
    (won,) = compare(lambda data: data["estimates"]["e-won"].update(low=1, high=1))
    assert won.because == (Cause("formula", "e-won"),)


def test_another_rule_for_the_same_figure_is_no_change() -> None:
    assert compare(lambda data: data["figures"]["f-a.txt-17"].update(rule="count-2", confidence=0.4)) == []


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"", "empty"), (b"[]", "list"), (b'{"figures": {}}', "partial"), (b"\xff{", "bytes"), (b"[" * 200_000, "deep")],
)
def test_what_is_no_evidence_is_refused_by_name(content: bytes, name: str) -> None:
    with pytest.raises(InputError, match=name):
        Edition(content, name)


def test_rows_put_moved_estimates_first_and_say_why() -> None:
    comparison = Comparison(OLD, Edition(edited(assume_more), "new"))
    first, second = diff.rows(comparison, "en")
    assert (first.id, first.change, first.before, first.after) == (
        "e-loss", "changed", "$7.3–21.8 billion", "$7.3–29.1 billion",
    )  # fmt: skip
    assert first.because == "changed 10–40%: Part"
    assert (second.what, second.before, second.after) == ("Part", "10–30%", "10–40%")
    assert diff.rows(comparison, "ko")[1].what == "Part(한글)"


def test_markdown_keeps_a_hostile_name_in_its_cell() -> None:
    def edit(data: Data) -> None:
        data["references"]["r-new"] = entry("<b>|`x`\n# y", 1, 1, "%", url="", period="")

    text = diff.markdown(diff.rows(Comparison(OLD, Edition(edited(edit), "new")), "en"))
    assert text.count("\n") == 3
    assert "\\<b\\>\\|\\`x\\` # y" in text


def test_json_holds_both_records_and_the_causes() -> None:
    data = json.loads(diff.to_json(Comparison(OLD, Edition(edited(assume_more), "new"))))
    assert [row["id"] for row in data] == ["a-part", "e-loss"]
    assert data[1]["because"] == [{"state": "changed", "id": "a-part"}]
    assert data[0]["before"]["high"] == 30
