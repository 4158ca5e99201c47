"""What stands around a picture wherever it is shown; its own page, and the list of pictures."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from explainer.model import Picture, Source
from explainer.pages import pictures
from explainer.pages.models.past import Past, past
from explainer.pages.models.shared import Uses, used_on
from explainer.site import copies
from explainer.site.copies import Copies
from explainer.site.edition import Edition
from explainer.site.plan import SitePage

# Above this share of its width a picture is high.
_HIGH = 0.9


@dataclass(frozen=True, slots=True)
class PictureFrame:
    """A picture with all that stands around it.

    ``classes`` are for its looks. It is ``first`` on its page, and so not to wait until it is seen;
    ``leads`` to its own page. ``captioned`` where what is said of it stands below it.
    """

    picture: Picture
    copies: Copies
    sizes: str
    classes: tuple[str, ...]
    is_first: bool
    leads: bool
    captioned: bool
    licence: Markup
    source: Source | None


@dataclass(frozen=True, slots=True)
class PicturePage:
    """A picture on a page of its own: what it shows, who made it, what others may do with it."""

    picture: Picture
    copies: Copies
    licence: Markup
    source: Source | None
    used_on: tuple[Uses, ...]
    past: Past | None


@dataclass(frozen=True, slots=True)
class PicturesPage:
    """Every picture."""

    pictures: tuple[Picture, ...]


def frame(
    edition: Edition, picture: Picture, *, sizes: str, is_first: bool, leads: bool, above: bool
) -> PictureFrame:
    """A picture as a page shows it; ``above`` where what stands below it is said already."""
    made = copies.of(picture)
    return PictureFrame(
        picture=picture,
        copies=made,
        sizes=sizes or pictures.SIZES,
        classes=_classes(picture, made),
        is_first=is_first,
        leads=leads and bool(picture.described),
        captioned=bool(picture.caption) and not above,
        licence=pictures.licence(picture, edition.content.site.language),
        source=edition.content.sources.get(picture.source),
    )


def _classes(picture: Picture, made: Copies) -> tuple[str, ...]:
    is_clear = picture.image is not None and picture.image.clear
    is_high = made.shown.height > _HIGH * made.shown.width
    return ("clear",) * is_clear + ("high",) * is_high


def picture_page(edition: Edition, page: SitePage) -> PicturePage:
    """What the page of a picture says."""
    picture = page.subject
    assert isinstance(picture, Picture)
    return PicturePage(
        picture=picture,
        copies=copies.of(picture),
        licence=pictures.licence(picture, edition.content.site.language),
        source=edition.content.sources.get(picture.source),
        used_on=used_on(edition, picture),
        past=past(edition, picture.folder, picture.id),
    )


def pictures_page(edition: Edition, page: SitePage) -> PicturesPage:
    """What the list of all pictures says."""
    return PicturesPage(tuple(edition.content.pictures.values()))
