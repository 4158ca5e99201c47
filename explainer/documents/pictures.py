"""What an image file is: opened with care, since pictures come from anywhere.

What a file says that it is decides what may read it: no more than one reader, of few kinds, ever
sees its bytes, and none sees more of them than its header before it is known how large it is.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from explainer.documents import drawings
from explainer.problems import Place, Problem

if TYPE_CHECKING:
    from explainer.documents.bitmaps import Seen

MOST_PIXELS = 64_000_000  # a decoded picture has four bytes for each
TALLEST = 5  # times as high as wide
# Which endings a file of each kind may have; the first is the usual one.
KINDS = {
    "JPEG": (".jpg", ".jpeg", ".jpe", ".jfif"),
    "PNG": (".png",),
    "WEBP": (".webp",),
    "AVIF": (".avif",),
    "GIF": (".gif",),
    "SVG": (".svg",),
}
SUFFIXES = (
    *(suffix for those in KINDS.values() for suffix in those),
    *(".heic", ".heif", ".tif", ".tiff", ".bmp", ".jxl", ".jp2", ".psd", ".dng", ".cr2", ".nef"),
)
READ = "JPEG, PNG, WebP, AVIF, GIF or SVG"

_CONVERT = "save it as JPEG, or as PNG if it is a drawing"
_HEIC = f"{_CONVERT}; an iPhone does so itself under Settings, Camera, Formats, Most Compatible"
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (rb"\xff\xd8\xff", "JPEG"),
    (rb"\x89PNG\r\n\x1a\n", "PNG"),
    (rb"GIF8[79]a", "GIF"),
    (rb"RIFF....WEBP", "WEBP"),
    (rb"....ftyp(?:avif|avis)", "AVIF"),
    (rb"....ftyp(?:heic|heix|hevc|hevx|heim|heis|mif1|msf1)", "HEIC"),
    (rb"....ftyp", "a film"),
    (rb"II\*\x00|MM\x00\*", "TIFF"),
    (rb"BM", "BMP"),
    (rb"8BPS", "a Photoshop file"),
    (rb"%PDF", "PDF"),
    (rb"\x00\x00\x00\x0c(?:JXL |jP  )|\xff\x0a|\xff\x4f\xff\x51", "JPEG XL or JPEG 2000"),
    (rb"\x00\x00\x01\x00", "an icon"),
    (rb"version https://git-lfs", "Git LFS"),
    (rb"PK\x03\x04", "a zip file"),
    (rb"(?is)\s*(?:<!--.*?-->\s*)?<(?:!doctype html|html)", "a web page"),
)
_CURES = {
    "HEIC": _HEIC,
    "TIFF": f"{_CONVERT}; a raw file of a camera first has to be developed",
    "Git LFS": "only a pointer to the picture is here: run 'git lfs pull', or take it out of LFS",
    "a film": "save one picture of it as JPEG",
    "a web page": "the address led to a page about the picture: save the picture itself",
}


@dataclass(frozen=True, slots=True)
class Original:
    """The bytes of a file, told from all others by their hash alone, which is how they print."""

    digest: str
    data: bytes = field(repr=False, compare=False)

    @classmethod
    def of(cls, data: bytes) -> Original:
        """The bytes with their hash."""
        return cls(hashlib.sha256(data).hexdigest(), data)


@dataclass(frozen=True)
class Image:
    """What is known of an image file; ``width`` and ``height`` are those of it held upright.

    ``clear`` where something shines through it, ``plain`` where it has few colours, ``lossless``
    where it was saved without loss. ``placed`` where it tells where it was taken.
    """

    file: str
    kind: str
    width: int
    height: int
    original: Original
    clear: bool = False
    plain: bool = False
    placed: bool = False

    @cached_property
    def lossless(self) -> bool:
        """Whether it was saved without loss, as drawings are."""
        return self.kind in ("PNG", "GIF", "SVG")


def parse_picture(data: bytes, file: str) -> tuple[Image | None, list[Problem]]:
    """An image file, or what keeps it from being one."""
    kind = kind_of(data)
    fault = _unfit(kind, data, file) or _misnamed(kind, file)
    if fault:
        return None, [fault]
    if kind == "SVG":
        return _drawing(data, file)
    from explainer.documents import bitmaps  # which takes its time, and most runs do without

    try:
        seen = bitmaps.look(data, kind)
    except bitmaps.UnfitError as unfit:
        rule, message, cure = unfit.told
        return None, [_problem(file, rule, message.format(repr(file)), cure)]
    return _image(file, kind, data, seen), []


def _image(file: str, kind: str, data: bytes, seen: Seen) -> Image:
    original = Original.of(data)
    return Image(file, kind, seen.width, seen.height, original, seen.clear, seen.plain, seen.placed)


def kind_of(data: bytes) -> str:
    """What the first bytes of a file say that it is; empty where that is nothing known."""
    for pattern, kind in _MAGIC:
        if re.compile(pattern, re.DOTALL).match(data):
            return kind
    return "SVG" if drawings.looks_like_one(data) else ""


def too_tall(width: int, height: int) -> tuple[str, str]:
    """What is said of a picture that would push all else off the screen, and the cure."""
    message = f"a picture must be at most {TALLEST} times as high as wide, but {{}} has"
    cure = "cut it into several, or cut away what is not needed"
    return f"{message} {width:,} × {height:,}", cure


def _drawing(data: bytes, file: str) -> tuple[Image | None, list[Problem]]:
    drawing, problems = drawings.parse_drawing(data, file)
    if drawing is None:
        return None, problems
    width, height = drawing.width, drawing.height
    if height > TALLEST * width:
        message, cure = too_tall(width, height)
        return None, [_problem(file, "picture-size", message.format(repr(file)), cure)]
    original = Original.of(drawing.text.encode())
    return Image(file, "SVG", width, height, original, clear=True, plain=True), problems


# --- what is wrong with it ------------------------------------------------------------------------


def _unfit(kind: str, data: bytes, file: str) -> Problem | None:
    if kind in KINDS:
        return None
    must = f"a picture must be a file of kind {READ}, but {file!r}"
    if not data:
        return _problem(file, "picture-kind", f"{must} is empty", "save or copy it again")
    if not kind:
        cure = "save it again from the program that made it, or copy it again from the camera"
        return _problem(file, "picture-kind", f"{must} is none that is known", cure)
    return _problem(file, "picture-kind", f"{must} is {kind}", _CURES.get(kind, _CONVERT))


def _misnamed(kind: str, file: str) -> Problem | None:
    """A name that says another kind is put right, so that nobody takes the file for it."""
    path = PurePosixPath(file)
    if kind not in KINDS or path.suffix.lower() in KINDS[kind]:
        return None
    right = path.with_suffix(KINDS[kind][0]).name
    message = f"the name of a picture must end as its kind does, but {file!r} holds {kind}"
    return _problem(file, "picture-kind", message, f"rename it {right!r}, here and in the folder")


def _problem(file: str, rule: str, message: str, cure: str) -> Problem:
    return Problem(Place(file), rule, message, cure)
