"""Hovering, focusing or tapping a number shows what it rests on, as `evidence.json` has it."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Page as Tab
from playwright.sync_api import expect
from showcase import Page

from chipbrief.model import slug

# Focus every number at the top, in the middle and at the bottom of the window, and read its card.
_READ = """async () => {
  const cards = [], card = document.getElementById("card");
  const places = ["start", "center", "end"];
  for (const numbers of document.querySelectorAll("details")) numbers.open = true;
  for (const [index, link] of [...document.querySelectorAll("main a.number")].entries()) {
    if (!link.getClientRects().length) continue;  // in a control that is not shown
    document.activeElement.blur();
    link.scrollIntoView({ block: places[index % 3], behavior: "instant" });
    link.focus({ preventScroll: true });
    const box = card.getBoundingClientRect(), quote = card.querySelector("blockquote");
    const words = quote && quote.cloneNode(true);
    if (words) for (const repaired of words.querySelectorAll("ins")) repaired.remove();
    cards.push({
      link: link.outerHTML, kind: [...link.classList].pop(), id: decodeURIComponent(link.hash.slice(1)),
      open: !card.hidden && link.getAttribute("aria-describedby") === "card",
      inside: box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight,
      text: card.textContent, value: (card.querySelector(".value") || {}).textContent,
      place: quote && quote.dataset.quote, quote: words && words.textContent,
      marked: [...card.querySelectorAll("mark")].map((mark) => {
        for (const repaired of mark.querySelectorAll("ins")) repaired.remove();
        return mark.textContent;
      }).join(""),
      ids: [...card.querySelectorAll("[data-figure], [data-estimate], [data-reference], [data-assumption]")].map(
        (node) => node.dataset.figure || node.dataset.estimate || node.dataset.reference || node.dataset.assumption),
      links: [...card.querySelectorAll("a[href^=http]")].map((link) => link.getAttribute("href")),
    });
  }
  return cards;
}"""


def cards(tab: Tab) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tab.evaluate(_READ)
    assert len(found) > 20
    return found


def test_every_number_has_a_card_that_says_what_the_evidence_says(brief: Page, open_: Any) -> None:
    for card in cards(open_(brief)):
        assert card["open"], card["link"]
        fact = brief.evidence[f"{card['kind']}s"][card["id"]]
        CHECKS[card["kind"]](card, fact, brief)


def _figure(card: dict[str, Any], fact: dict[str, Any], brief: Page) -> None:
    found = re.fullmatch(r"(.+):(\d+)-(\d+)", card["place"])
    assert found
    start, end = int(found[2]), int(found[3])
    assert found[1] == fact["source"]
    assert card["quote"] == brief.sources[fact["source"]][start:end]
    assert start <= fact["start"] <= fact["end"] <= end
    assert fact["text"] in card["marked"]
    assert f"s-{slug(fact['source'])}" in card["ids"]


def _estimate(card: dict[str, Any], fact: dict[str, Any], brief: Page) -> None:
    assert fact["label"][brief.language] in card["text"]
    assert fact["inputs"]
    assert set(fact["inputs"]) <= set(card["ids"])


def _assumption(card: dict[str, Any], fact: dict[str, Any], brief: Page) -> None:
    assert fact["label"][brief.language] in card["text"]
    assert fact["reason"][brief.language] in card["text"]


def _reference(card: dict[str, Any], fact: dict[str, Any], brief: Page) -> None:
    assert fact["label"][brief.language] in card["text"]
    if fact["url"].startswith("http"):
        assert fact["url"] in card["links"]


def _relation(card: dict[str, Any], fact: dict[str, Any], brief: Page) -> None:
    assert card["quote"] == brief.sources[fact["source"]][fact["start"] : fact["end"]]
    assert f"s-{slug(fact['source'])}" in card["ids"]


CHECKS = {
    "figure": _figure,
    "estimate": _estimate,
    "assumption": _assumption,
    "reference": _reference,
    "relation": _relation,
}


def test_cards_stay_in_the_window_of_a_phone(brief: Page, open_: Any) -> None:
    for card in cards(open_(brief, 360, 640)):
        assert card["inside"], card["link"]


def test_mouse_opens_enters_and_leaves(brief: Page, open_: Any) -> None:
    tab = open_(brief)
    number, card = tab.locator("main a.number").first, tab.locator("#card")
    expect(card).to_be_hidden()
    number.hover()
    expect(card).to_be_visible()
    card.hover()
    tab.wait_for_timeout(400)
    expect(card).to_be_visible()
    tab.mouse.move(1, 1)
    expect(card).to_be_hidden()
    number.hover()
    expect(card).to_be_visible()
    tab.keyboard.press("Escape")
    expect(card).to_be_hidden()


def test_keyboard_reaches_numbers_and_escape_closes(brief: Page, open_: Any) -> None:
    tab = open_(brief)
    card = tab.locator("#card")
    for _ in range(40):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.matches('main a.number')"):
            break
    expect(card).to_be_visible()
    tab.keyboard.press("Escape")
    expect(card).to_be_hidden()
    tab.keyboard.press("Enter")
    expect(tab.locator(":target")).to_be_in_viewport()


def test_first_tap_opens_the_card_and_the_second_follows_the_link(brief: Page, open_: Any) -> None:
    tab = open_(brief, 360, 640, has_touch=True)
    number, card = tab.locator("main a.number").first, tab.locator("#card")
    number.tap()
    expect(card).to_be_visible()
    assert "#" not in tab.url
    tab.locator("h1").tap()
    expect(card).to_be_hidden()
    number.tap()
    card.locator(".place a").last.tap()
    expect(tab.locator(":target")).to_be_in_viewport()
    expect(card).to_be_hidden()
    tab.go_back()
    number.tap()
    number.tap()
    expect(tab.locator("li.entry:target")).to_be_in_viewport()
