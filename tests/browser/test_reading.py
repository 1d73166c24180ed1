"""Finding one's way: links there and back, the contents list, the filter, phones, print, no script."""

from __future__ import annotations

import gzip
from typing import Any

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect
from showcase import Page

_LONGEST = "[document.documentElement.scrollWidth, window.innerWidth]"


def test_every_link_of_the_page_arrives(brief: Page, open_: Any) -> None:
    missing = """[...document.querySelectorAll("a[href^='#']")]
        .map((link) => decodeURIComponent(link.getAttribute("href").slice(1)))
        .filter((id) => !document.getElementById(id))"""
    assert open_(brief).evaluate(missing) == []


def test_from_a_number_to_its_entry_to_the_article_and_back(brief: Page, open_: Any) -> None:
    tab = open_(brief)
    number = tab.locator("section.summary a.number.figure, section.comparison a.number.figure").first
    id_ = number.get_attribute("data-figure")
    number.click()
    entry = tab.locator("li.entry:target")
    expect(entry).to_be_in_viewport()
    assert entry.get_attribute("id") == id_
    entry.locator(".place a").click()
    mark = tab.locator(".article a.number:target")
    expect(mark).to_be_in_viewport()
    assert mark.get_attribute("data-figure") == id_
    assert brief.evidence["figures"][id_]["text"].startswith(mark.inner_text())
    mark.click()
    expect(tab.locator("li.entry:target")).to_be_in_viewport()


def test_every_figure_is_marked_once_in_the_articles(brief: Page, open_: Any) -> None:
    marks = open_(brief).eval_on_selector_all(
        ".article a.number[id]", "marks => marks.map((mark) => mark.dataset.figure)"
    )
    assert sorted(marks) == sorted(brief.evidence["figures"])


def test_articles_stand_in_full(brief: Page, open_: Any) -> None:
    tab = open_(brief)
    words = """article => {
      const copy = article.cloneNode(true);
      for (const repaired of copy.querySelectorAll("ins")) repaired.remove();
      return [...copy.querySelectorAll("blockquote")].map((quote) => quote.textContent).join("");
    }"""
    shown = {"".join(str(article.evaluate(words)).split()) for article in tab.locator(".article").all()}
    assert shown == {"".join(text.split()) for text in brief.sources.values()}


def test_contents_follow_the_reader(brief: Page, open_: Any) -> None:
    for width in (1400, 360):
        tab = open_(brief, width)
        for heading in tab.locator("main h2").all()[::2]:
            heading.evaluate("heading => heading.scrollIntoView({ block: 'start', behavior: 'instant' })")
            current = tab.locator(".contents a[aria-current]")
            expect(current).to_have_attribute("href", f"#{heading.get_attribute('id')}")
            expect(current).to_be_in_viewport()


@pytest.mark.parametrize("width", [320, 360, 768, 1216, 1920])
def test_nothing_scrolls_sideways(brief: Page, open_: Any, width: int) -> None:
    tab = open_(brief, width)
    longest, window = tab.evaluate(_LONGEST)
    assert longest <= window


def shown(tab: Tab) -> list[str]:
    found: list[str] = tab.eval_on_selector_all(".entry:not([hidden])", "entries => entries.map((entry) => entry.id)")
    return found


@pytest.mark.parametrize("name", ["sources", "sorts", "entities"])
def test_filter_shows_what_it_says(brief: Page, open_: Any, name: str) -> None:
    tab = open_(brief)
    form, select = tab.locator("#filter"), tab.locator(f"#filter-{name}")
    every = shown(tab)
    assert form.get_by_role("status").inner_text().count(str(len(every))) == 1
    values = select.locator("option").evaluate_all("options => options.map((option) => option.value)")
    assert len(values) > 1
    for value in values[1:]:
        select.select_option(value)
        fits = f"(all, value) => all.filter((entry) => entry.dataset.{name}.split(' ').includes(value))"
        fitting = tab.eval_on_selector_all(".entry", f"{fits}.map((entry) => entry.id)", value)
        assert shown(tab) == fitting != []
        assert str(len(fitting)) in form.get_by_role("status").inner_text()
        assert tab.locator(".entries:visible").count() == tab.locator("section.evidence h3:visible").count()
    form.get_by_role("button").click()
    assert shown(tab) == every
    expect(select).to_have_value("")


def test_filter_gives_way_to_a_link(brief: Page, open_: Any) -> None:
    tab = open_(brief)
    tab.locator("#filter-sorts").select_option("source")
    tab.locator(".article blockquote a.number").first.click()
    expect(tab.locator("li.entry:target")).to_be_in_viewport()
    expect(tab.locator("#filter-sorts")).to_have_value("")


def test_without_script_there_is_no_filter_and_links_still_arrive(brief: Page, open_: Any) -> None:
    tab = open_(brief, java_script_enabled=False)
    expect(tab.locator("#filter")).to_be_hidden()
    tab.locator("main a.number").first.click()
    expect(tab.locator("li.entry:target")).to_be_in_viewport()


def test_print_leaves_out_what_only_a_screen_can_do(brief: Page, open_: Any) -> None:
    tab = open_(brief)
    tab.emulate_media(media="print")
    for selector in (".contents", "#filter", ".skip", "footer"):
        expect(tab.locator(selector)).to_be_hidden()
    expect(tab.locator("h1")).to_be_visible()
    assert tab.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_a_page_weighs_less_than_a_quarter_of_a_megabyte_as_sent(brief: Page) -> None:
    assert len(gzip.compress(brief.path.read_bytes())) < 250_000
