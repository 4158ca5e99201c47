"""What an image file is: opened with care, since pictures come from anywhere.

What a file says that it is decides what may read it: no more than one reader, of few kinds, ever
sees its bytes, and none sees more of them than its header before it is known how large it is.
"""

from __future__ import annotations

import hashlib
import io
import re
import warnings
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath

from PIL import ExifTags
from PIL import Image as Pillow

from explainer.documents import drawings
from explainer.problems import Place, Problem

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
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of its size and its metadata we judge ourselves
            return _opened(data, file, kind)
    except _UnfitError as unfit:
        return None, [unfit.problem]
    except Pillow.DecompressionBombError:
        return None, [_too_large(file, f"more than {2 * (Pillow.MAX_IMAGE_PIXELS or 0):,}")]
    except Exception as error:  # a broken file may lead Pillow into any of them
        return None, [_broken(file, kind, error)]


class _UnfitError(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def kind_of(data: bytes) -> str:
    """What the first bytes of a file say that it is; empty where that is nothing known."""
    for pattern, kind in _MAGIC:
        if re.compile(pattern, re.DOTALL).match(data):
            return kind
    return "SVG" if drawings.looks_like_one(data) else ""


def _opened(data: bytes, file: str, kind: str) -> tuple[Image, list[Problem]]:
    with Pillow.open(io.BytesIO(data), formats=[kind]) as opened:
        width, height = opened.size
        if width * height > MOST_PIXELS:
            raise _UnfitError(_too_large(file, f"{width:,} × {height:,}"))
        # Several views of one thing, as some cameras save them, are no film.
        if getattr(opened, "is_animated", False) and opened.format != "MPO":
            raise _UnfitError(_moving(file))
        exif = opened.getexif()
        if exif.get(ExifTags.Base.Orientation, 1) >= 5:
            width, height = height, width
        if height > TALLEST * width:
            raise _UnfitError(_too_tall(file, width, height))
        opened.draft("RGB", (1, 1))  # as little as shows that all of it is there
        opened.load()
        image = Image(
            file,
            kind,
            width,
            height,
            Original.of(data),
            clear=_is_clear(opened),
            plain=kind != "JPEG" and opened.convert("RGB").getcolors(256) is not None,
            placed=_is_placed(opened, exif),
        )
        return image, []


def _is_clear(image: Pillow.Image) -> bool:
    if not image.has_transparency_data:
        return False
    lowest, _ = image.convert("RGBA").getchannel("A").getextrema()
    return isinstance(lowest, int) and lowest < 255


def _is_placed(image: Pillow.Image, exif: Pillow.Exif) -> bool:
    place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    said = image.info.get("xmp") or b""
    said = said.encode() if isinstance(said, str) else said
    return ExifTags.GPS.GPSLatitude in place or b"GPSLatitude" in said


def _drawing(data: bytes, file: str) -> tuple[Image | None, list[Problem]]:
    drawing, problems = drawings.parse_drawing(data, file)
    if drawing is None:
        return None, problems
    width, height = drawing.width, drawing.height
    if height > TALLEST * width:
        return None, [_too_tall(file, width, height)]
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


def _too_large(file: str, found: str) -> Problem:
    message = f"a picture must have at most {MOST_PIXELS:,} pixels, but {file!r} has {found}"
    cure = "make it smaller: 3,200 pixels across are enough for the largest screens"
    return _problem(file, "picture-size", message, cure)


def _too_tall(file: str, width: int, height: int) -> Problem:
    message = f"a picture must be at most {TALLEST} times as high as wide, but {file!r} has"
    cure = "cut it into several, or cut away what is not needed"
    return _problem(file, "picture-size", f"{message} {width:,} × {height:,}", cure)


def _moving(file: str) -> Problem:
    message = f"a picture must stand still, but {file!r} is animated"
    return _problem(file, "picture-moves", message, "save the frame that says most as PNG or JPEG")


def _broken(file: str, kind: str, error: Exception) -> Problem:
    said = " ".join(str(error).split()) or type(error).__name__
    if "cannot identify" in said:
        said = "not readable on this machine" if kind == "AVIF" else "its beginning is damaged"
    message = f"a picture must be whole, but {file!r} cannot be read: {said}"
    cure = "copy it again from where it came, or open it and save it again"
    return _problem(file, "picture-damaged", message, cure)


def _problem(file: str, rule: str, message: str, cure: str) -> Problem:
    return Problem(Place(file), rule, message, cure)
