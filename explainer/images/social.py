"""A card for every page, as a picture: what is seen where somebody shares its address."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass
from functools import partial

from explainer.figures.layout import Text, leading
from explainer.images import raster
from explainer.model import Event, Fact
from explainer.pages.render import Renderer
from explainer.pages.view import View
from explainer.site.plan import SitePage
from explainer.store.artefacts import Make, Work
from explainer.store.memory import Memory
from explainer.voice import keys
from explainer.voice.bidi import apart, begins_right_to_left
from explainer.voice.languages import direction
from explainer.voice.wording import sentence_case

WIDTH, HEIGHT, MARGIN = 1200, 630, 72
_ROOM = WIDTH - 2 * MARGIN
_TOP = 128
# Sizes of type, the largest that fits is taken: titles alone, titles above a value, and the rest.
_TITLES = ((80, 72, 64, 56, 48, 42, 36, 30), (60, 52, 46, 40, 34, 28))
_VALUES = (120, 104, 88, 76, 64, 54, 46, 38, 32)
_ABOUT = (36, 32, 28)
SMALL = 30

Measure = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Words:
    """What a card says; all but the title may be empty."""

    title: str
    value: str = ""
    about: str = ""
    contested: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """Words in their places; ``display`` is set in the typeface of headings."""

    display: tuple[Text, ...]
    labels: tuple[Text, ...]


def export(renderer: Renderer, style: Callable[[], str], memory: Memory) -> dict[str, Make]:
    """A PNG for every page that readers look for and that shows no picture; none without the
    site's address, which the pages that show a card must be told.

    What ``memory`` knows is not laid out again.
    """
    if not renderer.content.site.url:
        return {}
    pages = (page for page in renderer.plan.pages.values() if page.listed)
    drawn = (page for page in pages if not page.picture)
    return {page.card: partial(_as_png, View(renderer, page), style, memory) for page in drawn}


def _as_png(view: View, style: Callable[[], str], memory: Memory) -> Work:
    return raster.work(draw(view, style(), memory))


def draw(view: View, style: str, memory: Memory) -> str:
    """The card of one page as SVG."""
    site, said = view.renderer.content.site, words(view)
    kept = legible(said, site.title, raster.missing("".join(astuple(said))))
    given = (kept, site.title, _as_of(view))
    card = memory.kept(("card", *given), partial(lay_out, *given))
    if direction(site.language) == "rtl" or begins_right_to_left(kept.title):
        card = from_right(card)
    template = view.renderer.env.get_template("social.svg")
    return template.render(card=card, style=style, width=WIDTH, height=HEIGHT)


def _as_of(view: View) -> str:
    day = apart(view.words.day(view.renderer.edition.as_of(view.page)))
    return view.renderer.edition.voice.tell("As of %(day)s", day=day)


def legible(words: Words, site: str, missing: frozenset[str]) -> Words:
    """The words without signs that no font here has; a title that has lost letters is no title."""
    if any(char.isalnum() for char in missing.intersection(words.title)):
        return Words(site)
    kept = (without(text, missing) for text in astuple(words))
    return Words(*kept)


def without(text: str, missing: frozenset[str]) -> str:
    """The text without signs such as emoji; nothing of it where letters would be lost."""
    lost = missing.intersection(text)
    if any(char.isalnum() for char in lost):
        return ""
    return " ".join("".join(char for char in text if char not in lost).split())


def words(view: View) -> Words:
    """What a page is about, in a few words."""
    page, entry = view.page, view.page.subject
    if isinstance(entry, Fact):
        return _of_fact(view, page, entry)
    if isinstance(entry, Event):
        return Words(page.title, view.words.say(entry.when), page.summary)
    return Words(page.title, about=page.summary)


def _of_fact(view: View, page: SitePage, fact: Fact) -> Words:
    account = view.renderer.ledger.of(fact)
    contested = view.words.mark(account)
    if account.value is None:
        return Words(page.title, about=view.words.plain(fact, "means"), contested=contested)
    language = view.renderer.content.site.language
    about = sentence_case(keys.kind_in_words(fact.kind, language))
    if fact.when:
        when = apart(view.words.say(fact.when))
        about = view.renderer.edition.voice.tell("%(kind)s, for %(when)s", kind=about, when=when)
    return Words(page.title, view.words.say(account.value), about, contested)


def lay_out(words: Words, site: str, day: str) -> Card:
    """Long words are set smaller, and cut where even that does not help; nothing overflows."""
    labels = [fit(site, (SMALL,), MARGIN - 16, leading(SMALL), "soft")]
    if words.contested:
        labels.append(fit(words.contested, (SMALL,), 504, leading(SMALL), "contested"))
    labels.append(fit(day, (SMALL,), 544, leading(SMALL), "soft"))
    bottom = 488 if words.contested else 528
    share = 0.45 if words.value else 0.7 if words.about else 1
    display = [fit(words.title, _TITLES[bool(words.value)], _TOP, (bottom - _TOP) * share, "title")]
    y = _below(display[0]) + 8
    if words.value:
        room = bottom - y - (leading(_ABOUT[0]) if words.about else 0)
        display.append(fit(words.value, _VALUES, y, room, "value"))
        y = _below(display[-1])
    if words.about:
        labels.append(fit(words.about, _ABOUT, y, bottom - y, "soft"))
    return Card(tuple(display), tuple(label for label in labels if label.lines))


def from_right(card: Card) -> Card:
    """The card with all its lines at the right edge, as those read who read from there."""
    display, labels = (
        tuple(text.from_right(WIDTH) for text in texts) for texts in (card.display, card.labels)
    )
    return Card(display, labels)


def fit(words: str, sizes: Sequence[int], top: float, room: float, style: str) -> Text:
    """The words in the largest of the sizes in which they fit; else as many as fit."""
    measure = partial(raster.width, heading=style in ("title", "value"))
    for size in sizes:
        of_size = partial(measure, size=size)
        lines, most = _wrapped(words, of_size), max(int(room // leading(size)), 0)
        if len(lines) <= most and all(of_size(line) <= _ROOM for line in lines):
            return Text(MARGIN, top + size, tuple(lines), size, style)
    kept = lines[:most]
    if len(lines) > most > 0:
        kept[-1] += " …"
    kept = [_shortened(line, of_size) for line in kept]
    return Text(MARGIN, top + size, tuple(kept), size, style)


def _wrapped(words: str, measure: Measure) -> list[str]:
    """Lines as long as there is room; only a word that alone is longer than a line overflows."""
    lines: list[str] = []
    for word in _PIECES.findall(words):
        longer = lines[-1] + word if lines else word.strip()
        if lines and measure(longer) <= _ROOM:
            lines[-1] = longer
        else:
            lines.append(word.strip())
    return lines


# Words with the blanks before them; Chinese and Japanese break between any two signs, but not
# before a mark that closes.
_SIGN = "[\u2e80-\u2fff\u3040-\u9fff\uf900-\ufaff]"
_PIECES = re.compile(rf"(?<!\s)\s*+(?:{_SIGN}[^\s\w]*|(?:(?!{_SIGN})\S)+)")


def _shortened(line: str, measure: Measure) -> str:
    """The line, or as much of its beginning as has room, with an ellipsis."""

    def cut(end: int) -> str:
        return line[:end].rstrip(" …") + " …"

    if measure(line) <= _ROOM:
        return line
    ends = range(1, len(line))
    return cut(max(1, bisect_left(ends, True, key=lambda end: measure(cut(end)) > _ROOM)))


def _below(text: Text) -> float:
    return text.y - text.size + text.leading * len(text.lines)
