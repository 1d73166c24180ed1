"""What a brief loads when it first writes words into a chart and onto a page: the typeface and the templates."""

from chipbrief.document.nodes import Front, Heading, Inline, Section, Text, to_json
from chipbrief.report.charts import style
from chipbrief.report.html import page

with style.drawing():
    _sheet = style.sheet(2 * style.SIZE)
    style.scale(style.panel(_sheet, 0, 0, style.WIDTH, style.SIZE), 0, 1, [0, 1], ["0", "가"])
    style.svg(_sheet)

_words: list[Inline] = [Text("가")]
_front = to_json(Front("ko", _words, _words, _words, "2025-09-25"))
_section = to_json(Section("summary", [Heading(_words, "summary")]))
page.page(_front, [_section])
page.fragment(_section)
