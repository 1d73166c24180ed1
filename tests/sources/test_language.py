"""A text that is not Korean is not read: it has no figures, and its audit says so."""

import documents
import pytest

from chipbrief.extraction.extract import extract_source
from chipbrief.model import Source
from chipbrief.sources.language import is_read


@pytest.mark.parametrize(
    "text",
    ["Revenue was 3 billion won in 2025.", "芯片产量增长了20%, 达到3亿", "매출 3 EUR / revenue in the year 2025"],
)
def test_other_languages_are_not_read(text: str) -> None:
    found = extract_source(Source("a.txt", text, "", "2025-09-25"))
    assert (is_read(text), found.figures) == (False, ())
    assert {row.explanation for row in found.audit()} == {"language"}


@pytest.mark.parametrize("text", [*documents.PARAGRAPHS, "60%", "中國 비중 20%", "NVIDIA GB200 NVL72 칩 3개 가격"])
def test_korean_is_read(text: str) -> None:
    found = extract_source(Source("a.txt", text, "", "2025-09-25"))
    assert found.figures
    assert "language" not in {row.explanation for row in found.audit()}
