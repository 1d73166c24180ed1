"""What several papers print of one story is one statement."""

import pandas as pd

from chipbrief import frames
from chipbrief.analysis.duplicates import repeated
from chipbrief.extraction.figures import extract

TEXT = "화웨이는 칩 60만개를 출하했다. 매출은 28억 8000만 위안(약 5608억원)으로 40% 늘었다."


def stated(**texts: str) -> pd.DataFrame:
    """The figures of these documents."""
    found = [figure for name, text in texts.items() for figure in extract(text, source=name, published="2025-09-25")]
    return frames.frame("figures", ({"id": figure.id} | _row(figure) for figure in found))


def _row(figure: object) -> dict[str, object]:
    from dataclasses import asdict

    return asdict(figure)  # type: ignore[call-overload, no-any-return]


def copies(*pairs: tuple[str, str]) -> pd.DataFrame:
    return frames.frame("duplicates", ({"source": one, "of": other, "resemblance": 0.9} for one, other in pairs))


def test_a_copy_states_nothing_again_but_what_it_adds_stays() -> None:
    every = stated(a=TEXT, b=f"{TEXT} 영업이익은 3억 위안이다.", c=TEXT)
    again = repeated(every, copies(("b", "a")))
    kept = every[~every["id"].isin(again)]
    assert kept.groupby("source").size().to_dict() == {"a": 4, "b": 1, "c": 4}
    assert kept.query("source == 'b'")["text"].tolist() == ["3억 위안"]


def test_without_copies_nothing_is_repeated() -> None:
    assert not repeated(stated(a=TEXT, b=TEXT), copies())
