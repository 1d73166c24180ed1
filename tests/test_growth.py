"""The measure of growth tells a square from a line."""

import growth


def test_a_line_passes_and_a_square_does_not() -> None:
    assert growth.linear(lambda size: sum(range(100 * size)), 2_000)
    assert not growth.linear(lambda size: [sum(range(size)) for _ in range(size)], 500)
