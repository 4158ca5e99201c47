"""Colours as #rrggbb: how well they are read on a ground, and the nearest that is read well."""

from __future__ import annotations

import re
from collections.abc import Iterable

# What a page is printed on, as in style.css: its paper, and panels on it.
LIGHT = ("#fdfcfa", "#f4f2ee")
DARK = ("#171614", "#211f1c")
ENOUGH = 4.5  # what WCAG asks of text

Channels = tuple[int, int, int]


def parse(text: str) -> str:
    """``#a3c`` or ``#AA33CC`` as ``#aa33cc``; ValueError with the cure for anything else."""
    digits = text.lower().removeprefix("#")
    if not re.fullmatch(r"[0-9a-f]{3}|[0-9a-f]{6}", digits):
        raise ValueError(
            f"a colour must be written with six digits, not {text!r}; such as '#8f2d1c', in quotes"
        )
    return "#" + (digits if len(digits) == 6 else "".join(2 * digit for digit in digits))


def contrast(colour: str, grounds: Iterable[str]) -> float:
    """The least of its contrasts with the grounds, from 1 to 21, as WCAG defines it."""
    return min(_ratio(_luminance(colour), _luminance(ground)) for ground in grounds)


def nearest(colour: str, grounds: tuple[str, ...]) -> str:
    """The colour itself, or the first on its way to black or white that is read on the grounds."""
    towards = 0 if _luminance(grounds[0]) > 0.5 else 255
    for step in range(101):
        mixed = _written([round(one + (towards - one) * step / 100) for one in _channels(colour)])
        if contrast(mixed, grounds) >= ENOUGH:
            return mixed
    raise AssertionError("black is read on light grounds, and white on dark ones")


def _ratio(one: float, other: float) -> float:
    darker, lighter = sorted((one, other))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    linear = [
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4
        for one in (channel / 255 for channel in _channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _channels(colour: str) -> Channels:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _written(channels: list[int]) -> str:
    return "#" + "".join(f"{one:02x}" for one in channels)
