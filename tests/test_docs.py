"""The documentation: its examples run, every public name and command has its place, and it is made as pages."""

import doctest
import re
from pathlib import Path

import pytest

import chipbrief
from chipbrief.cli import app
from chipbrief.errors import BuildError
from chipbrief.export.site import pages
from chipbrief.export.site.manual import Page, manual

ROOT = Path(__file__).parents[1]
PAGES = sorted((ROOT / "docs").glob("*.md"))


@pytest.mark.parametrize(
    "page", [page for page in PAGES if ">>>" in page.read_text("utf-8")], ids=lambda page: page.stem
)
def test_the_examples_run(page: Path) -> None:
    flags = doctest.IGNORE_EXCEPTION_DETAIL | doctest.ELLIPSIS
    failed, tried = doctest.testfile(str(page), module_relative=False, optionflags=flags, encoding="utf-8")
    assert (failed, tried > 0) == (0, True)


@pytest.fixture(scope="module")
def made() -> dict[str, Page]:
    return manual({page.stem: page.read_text("utf-8") for page in PAGES})


def test_every_public_name_has_its_entry(made: dict[str, Page]) -> None:
    for name in chipbrief.__all__:
        home = getattr(chipbrief, name).__module__
        assert re.search(rf'id="chipbrief\.(?:api|model|{re.escape(home)})\.{name}"', made["api"].body), name
    extract = made["api"].body.partition('id="chipbrief.api.extract"')[2].partition("<h3")[0]
    assert "extract(text: str, *, published: str | date = &#x27;&#x27;" in extract
    assert '<pre><code class="language-pycon">&gt;&gt;&gt; import chipbrief' in extract
    assert "<li><code>InputError</code>: <code>published</code> is no date.</li>" in extract


def test_the_pages_load_nothing_from_elsewhere(made: dict[str, Page]) -> None:
    for name, page in pages.documentation(made).items():
        assert not re.findall(r'<(?:link|script|img|iframe)\b[^>]*?(?:src|href)="(?!data:)[^"]*"', page), name


def test_the_first_page_leads_and_each_heading_can_be_found(made: dict[str, Page]) -> None:
    assert next(iter(made)) == "index"
    assert set(made) == {page.stem for page in PAGES}
    for page in made.values():
        assert page.parts
        assert page.title == page.parts[0].heading
        for part in page.parts:
            assert f'id="{part.anchor}"' in page.body


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# A\n[b](gone.md)", "docs/a.md: links to gone.md, which is not there"),
        ("# A\n[b](a.md#gone)", "docs/a.md: links to a.md, gone is not there"),
        ("# A\n[b](../README.md)", "docs/a.md: ../README.md is outside of the documentation"),
        ("# A\n\n::: chipbrief.api.gone\n", "::: chipbrief.api.gone: nothing has this name"),
    ],
)
def test_what_leads_nowhere_is_refused(text: str, said: str) -> None:
    with pytest.raises(BuildError) as raised:
        manual({"a": text})
    assert str(raised.value).startswith(said)


def test_markup_in_a_text_is_text() -> None:
    page = manual({"a": "# A <b>\n\n<script>alert(1)</script>\n"})["a"]
    assert "<script>" not in page.body
    assert page.title == "A <b>"
    assert "<b>" not in pages.documentation({"a": page})["a.html"].partition("<title>")[2].partition("</title>")[0]


def test_every_command_is_on_its_page() -> None:
    page = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
    for command in app.registered_commands:
        assert f"`chipbrief {command.name}`" in page
