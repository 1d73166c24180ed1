"""The evidence of a number in a notebook: escaped, marked, repaired words beside the stored ones."""

import pandas as pd
import pytest

from chipbrief.evidence.ledger import Ledger
from chipbrief.extraction.extract import extract_source
from chipbrief.language.names import Names
from chipbrief.model import Source
from chipbrief.report import notebook
from chipbrief.report.explain import Trail
from chipbrief.sources.repair import Repair

HOSTILE = "<script>alert(1)</script> 값은 3만 달러라고 {{ 7*7 }} 말했다."


def trail(text: str, *repairs: Repair) -> Trail:
    source = Source("a.txt", text, "", "2025-09-25")
    found = extract_source(source).figures
    money = next(figure for figure in found if figure.unit == "USD")
    return Trail(Ledger([source, *found], repairs=repairs), Names.load(), money.id, "en")


def test_an_article_never_acts() -> None:
    html = trail(HOSTILE)._repr_mimebundle_()["text/html"]
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert ">3만 달러</mark>라고 {{ 7*7 }} 말했다." in html


def test_a_repaired_word_stands_beside_the_stored_one() -> None:
    text = "무료 쿠폰은 3만 달러를 낸다."
    shown = trail(text, Repair("a.txt", 0, 5, "무료 쿠폰", "중국", "proven", ()))
    assert "무료 쿠폰 [중국]은 »3만 달러«를 낸다." in str(shown)
    assert "<del>무료 쿠폰</del><ins data-repair>중국</ins>" in shown._repr_mimebundle_()["text/html"]


def test_a_frame_is_plain_where_nobody_sits() -> None:
    frame = pd.DataFrame({"a": [1]})
    assert notebook.sortable(frame) is frame


def test_a_frame_sorts_before_a_person_and_its_cells_never_act(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(notebook, "interactive", lambda: True)
    shown = notebook.sortable(pd.DataFrame({"a": ["<img src=x onerror=alert(1)>"]}))
    html = shown._repr_html_()  # type: ignore[attr-defined]
    assert "<img src=x" not in html
    assert "itables" in html
    assert "https://cdn" not in html
