"""Articles, names and labels that carry markup, script, templates or controls are words and nothing else."""

from __future__ import annotations

from typing import Any

from showcase import BIDI, EVIL, EVIL_NAME, HOSTILE, Page

from chipbrief.model import slug


def test_nothing_of_an_article_runs_or_becomes_an_element(made_up: Page, open_: Any) -> None:
    tab = open_(made_up)
    assert tab.evaluate("window.broken") is None
    assert tab.locator("script").count() == 1
    for selector in ("img", "body style", "b", "a[href^='javascript:']", "[onerror]"):
        assert tab.locator(selector).count() == 0, selector
    tab.locator("h1").wait_for(state="visible")


def test_hostile_words_are_read_as_written(made_up: Page, open_: Any) -> None:
    tab = open_(made_up)
    article = tab.locator(f"article[aria-labelledby='article-s-{slug(EVIL_NAME)}']")
    quotes = article.locator("blockquote").evaluate_all("quotes => quotes.map((quote) => quote.textContent)")
    assert "".join(quotes) == EVIL.replace("\n", "")
    assert all(quote in EVIL for quote in quotes)
    label = tab.locator(f"[id='f-{slug(EVIL_NAME)}-{EVIL.index('5배')}'] .label")
    assert HOSTILE in label.inner_text()
    assert tab.locator("desc").evaluate("desc => desc.textContent") == f"60 {HOSTILE}"


def test_cards_show_hostile_words_as_words(made_up: Page, open_: Any) -> None:
    tab = open_(made_up)
    for number in tab.locator(f"main a.number[href^='#f-{slug(EVIL_NAME)}']").all()[:4]:
        number.focus()
        assert tab.locator("#card img, #card script, #card style").count() == 0
        assert "<script>" in tab.locator("#card").inner_text()
    assert tab.evaluate("window.broken") is None


def test_script_that_slipped_through_would_not_run(made_up: Page, open_: Any, browser: Any) -> None:
    made_up.path.write_text(
        made_up.path.read_text("utf-8").replace("</h1>", "</h1><script>window.broken = 4</script>"), "utf-8"
    )
    tab = browser.new_page()
    refused: list[str] = []
    tab.on("console", lambda message: refused.append(message.text))
    tab.goto(made_up.url)
    assert tab.evaluate("window.broken") is None
    assert "Content Security Policy" in refused[0]
    assert tab.locator("#filter").is_visible()
    tab.close()


def test_direction_controls_do_not_reach_beyond_their_words(made_up: Page, open_: Any) -> None:
    tab = open_(made_up)
    order = """(node, words) => {
      const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
      const find = () => { let text; while ((text = walker.nextNode())) {
        const at = text.data.indexOf(words); if (at >= 0) return [text, at]; } };
      const [text, at] = find();
      const left = (index) => { const range = document.createRange(); range.setStart(text, index);
        range.setEnd(text, index + 1); return range.getBoundingClientRect().left; };
      return left(at) < left(at + 1);
    }"""
    figure = tab.locator(f"[id='at-f-{slug(EVIL_NAME)}-{EVIL.rindex('41개')}']")
    assert figure.evaluate(order, "41개")
    after = "뒤에" if made_up.language == "ko" else "words"
    paragraph = tab.locator("section.comparison p", has_text=BIDI).last
    assert paragraph.evaluate(order, after)
    entry = tab.locator(f"[id='f-{slug(EVIL_NAME)}-{EVIL.rindex('41개')}'] dl")
    assert entry.evaluate(order, "made-up")
