"""Whether the texts of a drawing can be read: within it, and apart."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from explainer.figures.layout import Sheet, Text

# A phone of 320 pixels leaves a drawing this much, with a scroll bar.
PHONE = 273


def touch(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def assert_readable(texts: tuple[Text, ...], sheet: Sheet, height: float) -> None:
    """No text leaves the drawing or meets another, and none shrinks under 11 pixels."""
    boxes = {line: line.box for text in texts for line in lines_of(text)}
    for text, (left, top, right, bottom) in boxes.items():
        assert left >= -0.2, text
        assert right <= sheet.width + 0.2, text
        assert top >= -0.2, text
        assert bottom <= height + 5, text
        assert text.size * PHONE / sheet.width >= 11 or not sheet.is_narrow, text
    meeting = [
        (one.lines, other.lines)
        for one, other in combinations(boxes, 2)
        # Leading leaves more room between lines than ascenders and descenders take.
        if touch(shrunk(boxes[one]), shrunk(boxes[other]))
    ]
    assert meeting == []


def lines_of(text: Text) -> list[Text]:
    return [
        replace(text, y=text.y + number * text.leading, lines=(line,))
        for number, line in enumerate(text.lines)
    ]


def shrunk(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    left, top, right, bottom = box
    return left + 0.5, top + 1, right - 0.5, bottom - 1
