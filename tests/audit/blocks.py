"""A font of blocks: every character is the same box, so that no machine's fonts move a line."""

from __future__ import annotations

import base64
import io

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable
from fontTools.ttLib.tables._g_l_y_f import Glyph

FAMILY = "Blocks"
EM, WIDE, TALL = 1000, 500, 480


def style() -> str:
    """CSS that sets every text of a page in blocks."""
    data = base64.b64encode(font()).decode()
    return f"""
      @font-face {{ font-family: {FAMILY}; src: url(data:font/ttf;base64,{data}); }}
      * {{ font-family: {FAMILY} !important; font-synthesis: none !important; }}
      *, ::before, ::after {{ transition: none !important; animation: none !important; }}
    """


def font() -> bytes:
    """A TrueType font with two glyphs: a space, and a box for all other characters."""
    builder = FontBuilder(EM, isTTF=True)
    builder.setupGlyphOrder([".notdef", "space", "box"])
    builder.setupCharacterMap({ord(" "): "space", ord("x"): "box"})
    everything = CmapSubtable.newSubtable(13)
    everything.platformID, everything.platEncID, everything.language = 3, 10, 0
    everything.cmap = dict.fromkeys(range(0x21, 0x3000), "box") | {0x20: "space", 0xA0: "space"}
    builder.font["cmap"].tables = [everything]
    builder.setupGlyf({".notdef": _box(), "space": Glyph(), "box": _box()})
    builder.setupHorizontalMetrics(dict.fromkeys([".notdef", "space", "box"], (WIDE, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": FAMILY, "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWinAscent=800, usWinDescent=200)
    builder.setupPost()
    file = io.BytesIO()
    builder.save(file)
    return file.getvalue()


def _box() -> Glyph:
    pen = TTGlyphPen(None)
    pen.moveTo((40, 0))
    for corner in ((40, TALL), (WIDE - 40, TALL), (WIDE - 40, 0)):
        pen.lineTo(corner)
    pen.closePath()
    return pen.glyph()
