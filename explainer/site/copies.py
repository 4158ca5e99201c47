"""The copies of a picture that are published: how large, of which kind, and where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from explainer.model import Picture, licences

WIDTHS = (480, 960, 1600)
_NEAR = 1.2  # a copy less larger than this than another is not worth its bytes
_CARD = 600  # pixels, without which a card would be a blur
_ENDINGS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "SVG": "svg"}


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy; ``form`` is JPEG, PNG, WEBP or SVG."""

    address: str
    form: str
    width: int
    height: int

    @property
    def media_type(self) -> str:
        """What servers call its kind."""
        return "image/svg+xml" if self.form == "SVG" else f"image/{self.form.lower()}"


@dataclass(frozen=True, slots=True)
class Copies:
    """The copies of one picture, each kind from the narrowest; ``modern`` are WebP."""

    common: tuple[Copy, ...] = ()
    modern: tuple[Copy, ...] = ()

    @property
    def are_several(self) -> bool:
        """Whether there is a choice of sizes."""
        return len(self.common) > 1

    @property
    def largest(self) -> Copy:
        """The one for who wants to see it large."""
        return self.common[-1]

    @property
    def shown(self) -> Copy:
        """The one for who can choose none."""
        return next((one for one in self.common if one.width >= WIDTHS[1]), self.largest)

    def __iter__(self) -> Iterator[Copy]:
        """All of them."""
        return chain(self.common, self.modern)


def of(picture: Picture) -> Copies:
    """The copies of a picture, none larger than its file; of one without a file, none."""
    image = picture.image
    if image is None:
        return Copies()
    is_svg = image.kind == "SVG"
    widths = (min(image.width, WIDTHS[-1]),) if is_svg else tuple(_widths(image.width))
    sizes = [(width, max(round(image.height * width / image.width), 1)) for width in widths]
    start = f"{picture.folder}/{picture.id}/{picture.id}"
    form = "SVG" if is_svg else "PNG" if is_drawing(picture) else "JPEG"
    return Copies(
        tuple(_copy(start, form, *size) for size in sizes),
        () if is_svg else tuple(_copy(start, "WEBP", *size) for size in sizes),
    )


def _copy(start: str, form: str, width: int, height: int) -> Copy:
    size = "" if form == "SVG" else f"-{width}"
    return Copy(f"{start}{size}.{_ENDINGS[form]}", form, width, height)


def _widths(widest: int) -> Iterator[int]:
    """Those that the file has pixels for; one between them that is well above the last."""
    fitting = [width for width in WIDTHS if width <= widest]
    yield from fitting
    if not fitting or (widest < WIDTHS[-1] and widest > fitting[-1] * _NEAR):
        yield widest


def may_be_card(picture: Picture) -> bool:
    """Whether a part of it, larger than most copies, may stand for a page that shows it."""
    image = picture.image
    is_large = image is not None and (image.kind == "SVG" or image.width >= _CARD)
    return is_large and bool(picture.described) and licences.may_be_changed(picture.licence)


def is_drawing(picture: Picture) -> bool:
    """Whether its lines must stay sharp, or something must shine through it."""
    image = picture.image
    if image is None or image.clear:
        return image is not None
    return image.lossless and (image.plain or picture.made_by != "camera")
