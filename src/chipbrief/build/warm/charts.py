"""What matplotlib loads when it writes its first words into an SVG: the typeface above all."""

from chipbrief.report.charts import style

with style.drawing():
    _sheet = style.sheet(2 * style.SIZE)
    style.scale(style.panel(_sheet, 0, 0, style.WIDTH, style.SIZE), 0, 1, [0, 1], ["0", "가"])
    style.svg(_sheet)
