"""Photographs and drawings that were made elsewhere, and what must be told of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, BeforeValidator

from explainer.documents import Image, Path
from explainer.model import licences
from explainer.model.entry import Entry
from explainer.model.kinds import When

GENERATED = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
DECORATIVE = "decorative"
_SHARE = re.compile(r"(\d{1,3})\s*%?[\s,]+(\d{1,3})\s*%?", re.ASCII)
_SIDES = {
    **dict.fromkeys(("left", "top"), 0),
    **dict.fromkeys(("center", "centre", "middle"), 50),
    **dict.fromkeys(("right", "bottom"), 100),
}
_ALT = "write what a reader would miss who cannot see it, or 'alt: decorative' if that is nothing"


@dataclass(frozen=True, slots=True)
class Focus:
    """What must not be cut off, in hundredths of the width and of the height."""

    across: int = 50
    down: int = 50


def _focus(value: object) -> object:
    if not isinstance(value, str):
        return value
    found = _SHARE.fullmatch(value.strip())
    if found and all(int(one) <= 100 for one in found.groups()):
        return Focus(int(found[1]), int(found[2]))
    sides = [_SIDES.get(word) for word in value.casefold().split()]
    meant = f"{sides[0]}% {sides[-1]}%" if None not in sides and len(sides) == 2 else "40% 30%"
    raise ValueError(
        f"must be two shares, of the width from the left and of the height from the top, not"
        f" {value!r}; write it as '{meant}'"
    )


def _alt(text: str) -> str:
    if not text:
        raise ValueError(f"must say what the picture shows, but is empty; {_ALT}")
    return DECORATIVE if text.casefold() == DECORATIVE else text


def _credit(text: str) -> str:
    if not re.search(r"\w", text):
        cure = "write who made it, or 'unknown' with a source that shows where it is from"
        raise ValueError(f"must name whoever made the picture, but is {text!r}; {cure}")
    return text


class Picture(Entry):
    """A photograph or drawing that pages can show, with what must be told of it.

    file: the name of the file in pictures/, such as fence.jpg
    alt: what it shows, for those who cannot see it; decorative where that says nothing
    credit: who made it, as it is to be printed
    licence: an SPDX identifier such as CC-BY-4.0, or permission, or public domain
    source: the id of the source that it is from
    taken: when it was taken or drawn
    caption: what stands below it, in inline Markdown
    focus: what must not be cut off, in shares of width and height, such as 40% 30%
    made_by: camera, drawing, or program for one that no hand and no camera made
    """

    folder: ClassVar[str] = "pictures"
    inline: ClassVar[tuple[Path, ...]] = (("caption",),)
    cures: ClassVar[Mapping[str, str]] = {
        "file": "add 'file:' with the name of a file in pictures/",
        "alt": f"add 'alt:' to it: {_ALT}",
        "credit": "add 'credit:' to it: who made the picture, as it is to be printed",
        "licence": "add 'licence:' to it: an SPDX identifier such as CC-BY-4.0, 'permission' if"
        " whoever made it has allowed this use, or 'public domain'",
    }

    meant: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(("author", "artist", "photographer", "creator", "by", "photo"), "credit"),
        **dict.fromkeys(("alt_text", "alt-text", "description", "shows"), "alt"),
        **dict.fromkeys(("image", "src", "path", "filename", "url"), "file"),
        **dict.fromkeys(("date", "when", "created"), "taken"),
        **dict.fromkeys(("title", "legend", "text", "note"), "caption"),
        **dict.fromkeys(("license", "rights", "copyright", "terms"), "licence"),
    }

    file: str
    alt: Annotated[str, AfterValidator(_alt)]
    credit: Annotated[str, AfterValidator(_credit)]
    licence: Annotated[str, AfterValidator(licences.known)]
    source: str = ""
    taken: When | None = None
    caption: str = ""
    focus: Annotated[Focus, BeforeValidator(_focus)] = Focus()
    made_by: Literal["camera", "drawing", "program"] = "camera"

    @property
    def image(self) -> Image | None:
        """The file as it was read; None where it could not be."""
        return self._known.image

    @property
    def described(self) -> str:
        """What it shows, in words; empty where it only adorns."""
        return "" if self.alt == DECORATIVE else self.alt
