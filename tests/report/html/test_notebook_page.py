"""An executed notebook as a page: its words, what its cells show, nothing of the machine."""

import base64

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from chipbrief.report.html.notebook_page import notebook_page

NAMES = ["01-one", "02-two"]
FRAME = (
    '<div>\n<style scoped>\n th { color: red; }\n</style>\n<table border="1" class="dataframe">\n<thead>\n'
    '<tr style="text-align: right;">\n<th></th>\n<th>low</th>\n</tr>\n</thead>\n<tbody>\n'
    "<tr>\n<th>0</th>\n<td>5</td>\n</tr>\n</tbody>\n</table>\n</div>"
)


def shown(data: dict[str, str], metadata: dict[str, object] | None = None) -> NotebookNode:
    return new_output("execute_result", data, metadata=metadata or {})  # type: ignore[no-untyped-call,no-any-return]


def notebook(*outputs: NotebookNode, words: str = "# Title\n\nWords.") -> NotebookNode:
    cells = [
        new_markdown_cell(words, id="title"),  # type: ignore[no-untyped-call]
        new_code_cell("target = 70", id="parameters", metadata={"tags": ["parameters"]}),  # type: ignore[no-untyped-call]
        new_code_cell("1 < 2", id="one", outputs=list(outputs)),  # type: ignore[no-untyped-call]
    ]
    return new_notebook(cells=cells)  # type: ignore[no-untyped-call,no-any-return]


def page(*outputs: NotebookNode, written: NotebookNode | None = None) -> str:
    return notebook_page(written or notebook(), notebook(*outputs), "02-two", NAMES)


def test_it_has_title_links_and_no_script() -> None:
    html = page()
    assert "<title>Title – chipbrief</title>" in html
    assert '<a href="01-one.html">' in html
    assert '<a href="02-two.html" aria-current="page">' in html
    assert "<script" not in html
    assert 'src="http' not in html


def test_words_are_those_of_today_and_code_is_escaped() -> None:
    html = page(written=notebook(words="# Title\n\nNew words, <b>not markup</b>."))
    assert "New words, &lt;b&gt;not markup&lt;/b&gt;." in html
    assert "&lt;" in html.partition("<summary>Code</summary>")[2]


def test_a_table_says_what_its_heads_head() -> None:
    html = page(shown({"text/html": FRAME, "text/plain": "5"}))
    assert "scoped" not in html
    assert '<td></td>\n<th scope="col">low</th>' in html
    assert '<th scope="row">0</th>' in html


def test_a_picture_has_its_words_and_width() -> None:
    data = {"image/png": base64.b64encode(b"png").decode() + "\n", "text/plain": "x"}
    html = page(shown(data, {"image/png": {"alt": 'Bars, "by kind"', "width": 600}}))
    assert 'src="data:image/png;base64,cG5n" alt="Bars, &#34;by kind&#34;" width="600"' in html


def test_texts_never_act() -> None:
    assert "<pre>&lt;script&gt;</pre>" in page(shown({"text/plain": "<script>"}))


def test_folders_of_this_machine_stay_out() -> None:
    run = notebook()
    told = new_code_cell(  # type: ignore[no-untyped-call]
        '# Parameters\nsources = "/opt/somebody"\ntarget = 80', id="told", metadata={"tags": ["injected-parameters"]}
    )
    run.cells.insert(2, told)
    html = notebook_page(notebook(), run, "02-two", NAMES)
    assert "somebody" not in html
    assert "80" in html
