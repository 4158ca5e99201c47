"""SVG becomes PNG, without a browser, and with the same letters on every machine.

Both typefaces travel with the program: sans for text, serif for headings.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib import metadata
from pathlib import Path

import fontpkg_source_sans_3 as sans
import fontpkg_source_serif_4 as serif
from PIL import Image, ImageFont
from resvg_py import svg_to_bytes

from explainer.store import typefaces
from explainer.store.artefacts import Work
from explainer.voice import bidi


def _upright(root: Path) -> str:
    return str(next(path for path in root.glob("files/*.ttf") if "Italic" not in path.name))


_SANS, _SERIF = _upright(sans.ROOT), _upright(serif.ROOT)
# What these fonts cannot write, all but Latin, Greek and Cyrillic, is left to the machine's own.
_FOREIGN = re.compile("[\u0530-\u1cff\u2e80-\U0010ffff]")


def work(svg: str, zoom: int = 1) -> Work:
    """The drawing of a PNG as work: it takes most of the time of a build."""
    return Work(png, (svg, zoom), besides_of(svg))


def besides_of(svg: str) -> str:
    """What besides a drawing itself decides how it looks: this machine's typefaces, or nothing."""
    return typefaces.of_machine() if _FOREIGN.search(svg) else ""


@cache
def version() -> str:
    """What tells this way to make images from all others: other pixels for the same drawing."""
    made_by = ("resvg-py", "fontpkg-source-sans-3", "fontpkg-source-serif-4", "pillow")
    modules = sorted(Path(__file__).parent.glob("*.py"))
    ours = hashlib.sha256(b"".join(module.read_bytes() for module in modules)).hexdigest()
    return " ".join([*(f"{name} {metadata.version(name)}" for name in made_by), ours])


def png(svg: str, zoom: int = 1) -> bytes:
    """One SVG as a PNG, with ``zoom`` pixels for each of its own."""
    return svg_to_bytes(
        svg_string=svg,
        zoom=zoom,
        font_files=[_SANS, _SERIF],
        font_family=sans.FAMILY,
        sans_serif_family=sans.FAMILY,
        serif_family=serif.FAMILY,
        skip_system_fonts=not _FOREIGN.search(svg),
    )


def width(text: str, size: int, *, heading: bool = False) -> float:
    """How wide a line comes out, in pixels; semibold where it is a ``heading``.

    Rather too wide for letters that our fonts do not have: whose they are is not known.
    """
    return _widths(text, heading) * size


@lru_cache(maxsize=16384)  # to find its size, the beginning of a line is measured for each
def _widths(text: str, heading: bool) -> float:
    """How wide a line is, as often as its letters are high."""
    text = bidi.without(text)
    foreign = sum(1.1 if char > "\u2e7f" else 0.75 for char in _FOREIGN.findall(text))
    ours = _font(heading).getlength(_FOREIGN.sub("", text))
    return ours / _MEASURED + foreign


def missing(text: str) -> frozenset[str]:
    """The characters that neither our fonts nor the machine's have: they come out as one box."""
    foreign = set(_FOREIGN.findall(text))
    if new := sorted(foreign.difference(_is_missing)):
        _is_missing.update(zip(new, _look_like_none([_NO_CHARACTER, *new]), strict=True))
    return frozenset(char for char in foreign if _is_missing[char])


_is_missing: dict[str, bool] = {}  # of all characters that were looked at: fonts stay as they are


def _look_like_none(foreign: Sequence[str]) -> list[bool]:
    """Of each character but the first whether it looks as the first does, which no font has."""
    height = _CELL * -(-len(foreign) // _IN_ROW)
    signs = (
        f'<text x="{_CELL * (at % _IN_ROW) + 8}" y="{_CELL * (at // _IN_ROW) + 36}"'
        f' font-size="24">{char}</text>'
        for at, char in enumerate(foreign)
    )
    size = f'width="{_CELL * _IN_ROW}" height="{height}"'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(signs)}</svg>'
    sheet = Image.open(io.BytesIO(png(svg)))
    looks = [_cell(sheet, at) for at in range(len(foreign))]
    return [look == looks[0] for look in looks[1:]]


_NO_CHARACTER, _CELL, _IN_ROW = "\U0010fffd", 48, 50


def _cell(sheet: Image.Image, at: int) -> bytes:
    left, top = _CELL * (at % _IN_ROW), _CELL * (at // _IN_ROW)
    return sheet.crop((left, top, left + _CELL, top + _CELL)).tobytes()


_MEASURED = 100


@cache
def _font(heading: bool) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(_SERIF if heading else _SANS, _MEASURED)
    if heading:
        font.set_variation_by_axes([600, 20])  # weight, optical size
    else:
        font.set_variation_by_axes([400])
    return font
