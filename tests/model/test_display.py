"""A record at the end of a cell: what its card says, and that no text acts as markup."""

from html.parser import HTMLParser

import pytest

from chipbrief.model import Approx, Assumption, Estimate, Figure, Kind, Reference, Source, constant

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\u202e{{7*7}}"
FIGURE = Figure(HOSTILE, 3, 7, "60만개", Kind.COUNT, 600000, 600000, "개", Approx.ABOUT, "count", subject=HOSTILE)
RECORDS = [
    FIGURE,
    Source(HOSTILE, HOSTILE, "", "2025-09-25", url="javascript:alert(1)"),
    Reference("r-1", "trade", HOSTILE, HOSTILE, 1, None, HOSTILE, "javascript:alert(1)", note=HOSTILE),
    Assumption("a-1", "가정", HOSTILE, 1, 2, "%", HOSTILE, HOSTILE, (HOSTILE,)),
    Estimate("e-1", 1, 2, HOSTILE, label_en=HOSTILE),
]


class Tags(HTMLParser):
    """The tags of a page and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert {name for name, _ in attrs} <= {"style"}

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: type(record).__name__)
def test_texts_are_shown_and_never_act(record: Figure) -> None:
    bundle = record._repr_mimebundle_()
    page = Tags(bundle["text/html"])
    assert page.tags == {"table", "caption", "tbody", "tr", "th", "td", "bdi"}
    assert HOSTILE in page.text
    assert HOSTILE in bundle["text/plain"]


def test_a_figure_shows_its_value_and_where_it_stands() -> None:
    figure = Figure("a.txt", 3, 7, "60만개", Kind.COUNT, 600000, 600000, "개", Approx.ABOUT, "count")
    assert figure._repr_mimebundle_()["text/plain"] == (
        "60만개\n  value: ≈ 600,000 개\n  kind: count\n  modality: fact\n"
        "  place: a.txt:3-7\n  rule: count\n  id: f-a.txt-3"
    )


def test_an_estimate_shows_its_formula_and_names_its_letters() -> None:
    amount = Estimate("f-1", 100, 200, "USD", "figure")
    shown = (amount * constant(2, "x")).named("e-1", "두 배", "Twice")._repr_mimebundle_()["text/plain"]
    assert shown == "Twice\n  value: 200 – 400 USD\n  formula: a × 2\n  a: f-1\n  id: e-1"


def test_a_figure_without_a_number_shows_its_date() -> None:
    figure = Figure("a.txt", 0, 3, "지난해", Kind.DATE, None, None, "", Approx.EXACT, "date", date="2024")
    assert "  date: 2024\n" in figure._repr_mimebundle_()["text/plain"]
    assert "value" not in figure._repr_mimebundle_()["text/plain"]
