"""What a brief loads when it first makes charts and writes onto a page: their modules, the typeface, the templates."""

from chipbrief.document.nodes import Front, Heading, Inline, Section, Text, to_json
from chipbrief.report import registry
from chipbrief.report.charts import style
from chipbrief.report.html import page

for _kind, _names in registry.REGISTRY.items():
    for _name in _names:
        registry.function(_kind, _name)

with style.drawing():
    _sheet = style.sheet(2 * style.SIZE)
    style.scale(style.panel(_sheet, 0, 0, style.WIDTH, style.SIZE), 0, 1, [0, 1], ["0", "가"])
    style.svg(_sheet)

_words: list[Inline] = [Text("가")]
_front = to_json(Front("ko", _words, _words, _words, "2025-09-25"))
_section = to_json(Section("summary", [Heading(_words, "summary")]))
page.page(_front, [_section])
page.fragment(_section)
