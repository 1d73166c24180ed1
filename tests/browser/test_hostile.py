"""Articles, names and labels that carry markup, script, templates or controls are words and nothing else."""

from __future__ import annotations

from typing import Any

from showcase import BIDI, EVIL, EVIL_NAME, HOSTILE, Page

from chipbrief.model import slug


def test_nothing_of_an_article_runs_or_becomes_an_element(made_up: Page, open_: Any) -> None:
    tab = open_(made_up)
    assert tab.evaluate("window.broken") is None
    assert tab.locator("script").count() == 2
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
    tab.add_style_tag(content="* { content-visibility: visible !important; }")  # what is not laid out has no words
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


WAYS = (
    "<script>{}</script>", "<script src='data:text/javascript,{}'></script>", "<script type=module>{}</script>",
    "<script src='https://example.org/a.js'></script>", "<svg><script>{}</script></svg>", "<img src=x onerror='{}'>",
    "<svg onload='{}'>", "<body onload='{}'>", "<input autofocus onfocus='{}'>", "<details open ontoggle='{}'>x",
    "<video><source onerror='{}'></video>", "<audio src=x onerror='{}'>",
    "<iframe srcdoc='<script>parent.{}</script>'>",
    "<iframe src='javascript:parent.{}'>", "<iframe src='data:text/html,<script>parent.{}</script>'>",
    "<object data='data:text/html,<script>parent.{}</script>'></object>", "<embed src='javascript:{}'>",
    "<object data='javascript:{}'></object>", "<a class=way href='javascript:{}'>x</a>",
    "<a class=way href='data:text/html,<script>opener.{}</script>' target=_blank>x</a>",
    "<form action='javascript:{}'><button class=way>x</button></form>",
    "<button class=way onclick='{}'>x</button>", "<form><button class=way formaction='javascript:{}'>x</button></form>",
    "<svg><a xlink:href='javascript:{}' class=way><text y=20>x</text></a></svg>",
    "<svg><animate onbegin='{}' attributeName=x dur=1s>", "<svg><set onbegin='{}' attributeName=x to=1>",
    "<svg><foreignObject><script>{}</script></foreignObject></svg>",
    "<math><mtext><img src=x onerror='{}'></mtext></math>",
    "<style>@import 'https://example.org/a.css';</style><script>{}</script>",
    "<style>*{{background:url(javascript:{})}}</style>", "<link rel=stylesheet href='javascript:{}'>",
    "<link rel=preload as=script href='https://example.org/a.js' onload='{}'>", "<base href='javascript:{}//'>",
    "<meta http-equiv=refresh content='0;url=javascript:{}'>",
    "<template><script>{}</script></template><img src=x onerror='{}'>",
    "<p style='animation-name:a' onanimationstart='{}'>x</p><style>@keyframes a{{}}</style>",
    "<marquee onstart='{}'>x</marquee>", "<select autofocus onfocus='{}'></select>",
    "<p onmouseover='{}' class=way>x</p>",
    "<dialog open onclose='{}'><form method=dialog><button class=way>x</button></form></dialog>",
    "<noscript><img src=x onerror='{}'></noscript><img src=x onerror='{}'>",
    "<textarea autofocus onfocus='{}'></textarea>",
)  # fmt: skip
UNGUARDED = "<p><script>{}</script>"


def test_no_way_of_getting_a_script_in_runs_it(made_up: Page, browser: Any, tmp_path: Any) -> None:
    page = made_up.path.read_text("utf-8")
    assert len(WAYS) >= 40
    tab = browser.new_page()
    asked: list[Any] = []
    tab.on("request", lambda request: asked.append(request) if request.url.startswith("http") else None)
    ran = []
    for number, way in enumerate((*WAYS, UNGUARDED)):
        place, policy = tmp_path / f"{number}.html", "x-none" if way is UNGUARDED else "Content-Security-Policy"
        made = page.replace("</h1>", f"</h1>{way.replace('{}', 'window.broken=1')}", 1)
        place.write_text(made.replace("Content-Security-Policy", policy), "utf-8")
        tab.goto(place.as_uri())
        for bait in tab.locator(".way").all():
            bait.dispatch_event("mouseover")
            bait.dispatch_event("click")
        tab.wait_for_timeout(20)
        if tab.evaluate("window.broken") is not None:
            ran.append(way)
    assert ran == [UNGUARDED], "the last is without the policy, to show that it would run"
    assert {request.failure for request in asked} <= {"csp"}, "something was fetched"
    tab.close()
