"""The card of a page that shows a picture: the picture, and below it whose it is."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import partial
from math import ceil

from PIL import Image

from explainer.documents.pictures import Original
from explainer.figures.layout import leading
from explainer.images import copies, raster
from explainer.images.copies import Stamp
from explainer.images.social import HEIGHT, SMALL, WIDTH, Card, fit, from_right, without
from explainer.model import Picture, licences
from explainer.model.pictures import Focus
from explainer.pages.render import Renderer
from explainer.site.copies import is_drawing
from explainer.site.plan import SitePage
from explainer.store.artefacts import Make, Work
from explainer.voice.languages import direction
from explainer.voice.speech import voice

STRIP = 80  # pixels below the picture
_TOP = 24
_MOST = 250_000  # bytes, so that those who send it on need not make it smaller


def export(renderer: Renderer, style: Callable[[], str]) -> dict[str, Make]:
    """A JPEG for every page that readers look for and that shows a picture."""
    if not renderer.content.site.url:
        return {}
    pages = (page for page in renderer.plan.pages.values() if page.listed and page.picture)
    return {page.card: partial(_work, renderer, page, style) for page in pages}


def _work(renderer: Renderer, page: SitePage, style: Callable[[], str]) -> Work:
    picture = page.picture
    assert picture
    assert picture.image
    strip = _strip(renderer, picture, style())
    said = copies.stamp(renderer.edition, picture)
    focus = None if is_drawing(picture) or picture.image.kind == "SVG" else picture.focus
    given = (picture.image.original, picture.image.kind, focus, strip, said)
    return Work(make, given, raster.besides_of(strip))


def _strip(renderer: Renderer, picture: Picture, style: str) -> str:
    """Whose the picture is, and which site shows it, in one line."""
    site = renderer.content.site
    maker, tell = picture.credit, voice(site.language).tell
    if picture.made_by == "program":
        maker = tell("%(name)s, made by a program", name=maker)
    words = f"{maker} · {licences.in_words(picture.licence, site.language)} · {site.title}"
    kept = without(words, raster.missing(words))
    card = Card((), (fit(kept, (SMALL, 26, 22), _TOP, leading(SMALL) + 1, "soft"),))
    if direction(site.language) == "rtl":
        card = from_right(card)
    template = renderer.env.get_template("social.svg")
    return template.render(card=card, style=style, width=WIDTH, height=STRIP)


def make(original: Original, kind: str, focus: Focus | None, strip: str, said: Stamp) -> bytes:
    """As much of a picture as there is room for around its focus; without one, all of it."""
    card, room = Image.new("RGB", (WIDTH, HEIGHT), "white"), (WIDTH, HEIGHT - STRIP)
    part = _cut(original, kind, focus, room) if focus else _whole(original, kind, room)
    at = (room[0] - part.width) // 2, (room[1] - part.height) // 2
    card.paste(part, at, part if part.mode == "RGBA" else None)
    card.paste(Image.open(io.BytesIO(raster.png(strip))).convert("RGB"), (0, HEIGHT - STRIP))
    return copies.encoded(card, "JPEG", said, _MOST)


def _cut(original: Original, kind: str, focus: Focus, room: tuple[int, int]) -> Image.Image:
    width, height = copies.size_of(original, kind)
    scale = max(room[0] / width, room[1] / height)
    size = max(ceil(width * scale), room[0]), max(ceil(height * scale), room[1])
    left = _start(size[0], room[0], focus.across)
    top = _start(size[1], room[1], focus.down)
    box = (left, top, left + room[0], top + room[1])
    return copies.scaled(original, kind, size).crop(box)


def _whole(original: Original, kind: str, room: tuple[int, int]) -> Image.Image:
    width, height = copies.size_of(original, kind)
    scale = min(room[0] / width, room[1] / height)
    size = max(round(width * scale), 1), max(round(height * scale), 1)
    return copies.scaled(original, kind, size)


def _start(length: int, room: int, share: int) -> int:
    """Where a part begins that has the focus in its middle, as far as the picture reaches."""
    return min(max(round(length * share / 100 - room / 2), 0), length - room)
