"""Figures as pictures that can leave the site: an SVG and a PNG of each, with all it must say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial

from explainer.exports.entries import file_of
from explainer.figures import standalone
from explainer.images import raster
from explainer.model import Figure
from explainer.pages.render import Renderer
from explainer.pages.view import View
from explainer.site.plan import address_of
from explainer.store.artefacts import Make, Work
from explainer.voice import typography, wording
from explainer.voice.bidi import apart

# Pixels of a PNG for each of its drawing: sharp on good screens, and large enough for slides.
ZOOM = 2


def export(renderer: Renderer, style: Callable[[], str]) -> dict[str, Make]:
    """The pictures by their addresses; ``style`` gives the style sheet of drawings alone."""
    files: dict[str, Make] = {}
    for figure in renderer.content.figures.values():
        drawn = cache(partial(_drawn, renderer, figure, style))
        files[file_of(figure, "svg")] = partial(_as_svg, drawn)
        files[file_of(figure, "png")] = partial(_as_png, drawn)
    return files


def _drawn(renderer: Renderer, figure: Figure, style: Callable[[], str]) -> str:
    return draw(renderer, figure, style())


def _as_svg(drawn: Callable[[], str]) -> bytes:
    return drawn().encode()


def _as_png(drawn: Callable[[], str]) -> Work:
    return raster.work(drawn(), ZOOM)


def draw(renderer: Renderer, figure: Figure, style: str) -> str:
    """The wide drawing of a figure as an SVG file."""
    view = View(renderer, renderer.plan.pages[address_of(figure)])
    drawing = renderer.drawings[figure.id]
    finding, title = view.words.plain(figure, "finding"), view.words.plain(figure, "title")
    what = f"{drawing.heading} · {apart(title)}" if finding else drawing.heading
    poster = standalone.lay_out(drawing, finding or title, what, list(_notes(view, figure)))
    svg = renderer.env.get_template("figures/standalone.svg").render(
        drawing=drawing, poster=poster, style=style, title=finding or title, id=figure.id
    )
    return typography.typeset(svg, renderer.content.site.language)


def _notes(view: View, figure: Figure) -> Iterator[str]:
    """What is printed around the figure on its page, and where the picture comes from."""
    renderer = view.renderer
    drawing, tell = renderer.drawings[figure.id], renderer.edition.voice.tell
    if drawing.view:  # words first, drawing second
        for row in drawing.table.rows:
            yield " · ".join(apart(cell.text) for cell in row if cell.text and not cell.sources)
    yield from drawing.remarks
    if figure.note:
        yield view.words.plain(figure, "note")
    for one in drawing.careful:
        yield tell("Careful: %(note)s", note=apart(view.words.plain(one, "careful")))
    cited = [apart(view.words.cited(renderer.content.sources[name])) for name in drawing.sources]
    if cited:
        said = renderer.edition.voice.many(
            "Source: %(names)s.", "Sources: %(names)s.", len(cited), names="; ".join(cited)
        )
        yield wording.with_one_stop(said)
    where = renderer.edition.absolute(address_of(figure))
    day = apart(view.words.day(renderer.edition.as_of(view.page)))
    title = apart(renderer.content.site.title)
    origin = wording.with_one_stop(tell("%(title)s, as of %(day)s.", title=title, day=day))
    yield f"{origin} {where}".strip()
