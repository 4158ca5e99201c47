"""The figures of one fixture, drawn: what tests of drawings and of live charts look at."""

from __future__ import annotations

import functools
import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path
from typing import Any

from explainer import content, figures
from explainer.evidence import ledger
from explainer.figures.drawing import Drawing, Material
from explainer.figures.layout import NARROW, WIDE
from explainer.pages.environment import environment

ROOT = Path(__file__).parents[1]
FIXTURE = Path(__file__).parent / "fixtures" / "figures"
TODAY = date(2026, 6, 15)
CONTENT, PROBLEMS = content.load(FIXTURE)
LEDGER, MORE = ledger.keep(CONTENT)
NAMES = sorted(CONTENT.figures)
SHEETS = {"wide": WIDE, "narrow": NARROW}


@functools.cache
def draw(name: str, today: date = TODAY) -> Drawing:
    material = Material(CONTENT, LEDGER, "en-GB", today, lambda link: link.text)
    return figures.draw(CONTENT.figures[name], material)


@functools.cache
def svg(name: str, sheet: str) -> ET.Element:
    """The drawing, with what it shares with the other, as the page's frame puts them together."""
    drawing, env = draw(name), environment((ROOT / "templates",))
    kind = drawing.figure.kind
    common = {"drawing": drawing, "title": "A title & more", "shared": drawing.shared}
    names = {"id": f"f-{sheet}", "shared_id": "f-shared", "name": sheet}
    text = env.get_template(f"figures/{kind}.svg").render(
        layout=getattr(drawing, sheet), **common, **names
    )
    if drawing.shared:
        shared = env.get_template(f"figures/{kind}-shared.svg")
        text += shared.render(id="f-shared", shared=drawing.shared)
    return ET.fromstring(f"<page>{text.replace(' xmlns=', ' was=')}</page>")


def words(layout: Any) -> str:
    return " ".join(" ".join(text.lines) for text in layout.texts)
