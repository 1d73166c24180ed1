"""What the page's script adds: marks with cards, sorted tables, a search, charts as files."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect
from showcase import Page


def test_a_search_finds_what_entries_say(brief: Page, open_: Any) -> None:
    tab = open_(brief)
    every = tab.locator(".entry").count()
    word = (tab.locator(".entry .label").last.text_content() or "").split()[0]
    tab.locator("#filter-words").fill(word.upper())
    shown = tab.locator(".entry:not([hidden])")
    assert 0 < shown.count() <= every
    assert all(word.lower() in text.lower() for text in shown.all_text_contents())
    tab.locator("#filter-words").fill("이런 말은 어디에도 없다")
    expect(shown).to_have_count(0)
    tab.locator("#filter-words").fill("")
    expect(shown).to_have_count(every)


def test_a_table_sorts_by_a_column_both_ways(brief: Page, open_: Any) -> None:
    tab = open_(brief)
    buttons = tab.locator("main > section > .scroll table th button.sort")
    if not buttons.count():
        return
    button = buttons.first
    table = button.locator("xpath=ancestor::table")
    cells = "(table) => [...table.tBodies[0].rows].map((row) => row.cells[0].textContent.trim())"
    button.click()
    up = table.evaluate(cells)
    button.click()
    assert table.evaluate(cells) == up[::-1] or sorted(table.evaluate(cells)) == sorted(up)
    expect(tab.locator("th[aria-sort]").first).to_have_attribute("aria-sort", "descending")


def test_a_chart_is_saved_as_data_and_as_a_picture(brief: Page, open_: Any) -> None:
    tab = open_(brief)
    tools = tab.locator(".chart .tools").first
    for kind, opening in (("csv", b"\xef\xbb\xbf"), ("svg", b"<svg"), ("png", b"\x89PNG")):
        with tab.expect_download() as waiting:
            tools.locator(f"[data-save={kind}]").click()
        path = waiting.value.path()
        assert waiting.value.suggested_filename.endswith(kind)
        assert path.read_bytes().startswith(opening)
        assert b"var(--" not in path.read_bytes()


def test_a_mark_of_a_chart_has_the_card_of_its_entry(brief: Page, open_: Any) -> None:
    tab = open_(brief)
    marks = tab.locator(".chart a.mark")
    if not marks.count():
        return
    marks.first.focus()
    expect(tab.locator("#card")).to_be_visible()
    assert (marks.first.get_attribute("aria-label") or "").split()[0] in tab.locator("#card").inner_text()


def test_charts_fit_a_phone(brief: Page, open_: Any) -> None:
    tab = open_(brief, 390, 844)
    widths = tab.eval_on_selector_all(".chart svg", "all => all.map((one) => one.getBoundingClientRect().right)")
    assert widths
    assert max(widths) <= 390
