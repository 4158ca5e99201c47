"""Image files made of pixels: opened with one reader of Pillow alone, by their header first."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass

from PIL import ExifTags, Image

from explainer.documents.pictures import MOST_PIXELS, TALLEST, too_tall

_FEW = 256  # colours


@dataclass(frozen=True, slots=True)
class Seen:
    """What is to be seen in a file held upright; ``placed`` where it tells where it was taken."""

    width: int
    height: int
    clear: bool
    plain: bool
    placed: bool


class UnfitError(Exception):
    """A file that is no picture: rule, message with a gap for the name of the file, and cure."""

    def __init__(self, rule: str, message: str, cure: str) -> None:
        super().__init__(message)
        self.told = rule, message, cure


def look(data: bytes, kind: str) -> Seen:
    """What is in a file of a kind; UnfitError where it is not to be published, or is damaged."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of its size and its metadata we judge ourselves
            return _opened(data, kind)
    except UnfitError:
        raise
    except Image.DecompressionBombError as error:
        raise _too_large(f"more than {2 * (Image.MAX_IMAGE_PIXELS or 0):,}") from error
    except Exception as error:  # a broken file may lead Pillow into any of them
        raise _broken(kind, error) from error


def _opened(data: bytes, kind: str) -> Seen:
    with Image.open(io.BytesIO(data), formats=[kind]) as opened:
        width, height = opened.size
        if width * height > MOST_PIXELS:
            raise _too_large(f"{width:,} × {height:,}")
        # Several views of one thing, as some cameras save them, are no film.
        if getattr(opened, "is_animated", False) and opened.format != "MPO":
            cure = "save the frame that says most as PNG or JPEG"
            message = "a picture must stand still, but {} is animated"
            raise UnfitError("picture-moves", message, cure)
        exif = opened.getexif()
        if exif.get(ExifTags.Base.Orientation, 1) >= 5:
            width, height = height, width
        if height > TALLEST * width:
            raise UnfitError("picture-size", *too_tall(width, height))
        opened.draft("RGB", (1, 1))  # as little as shows that all of it is there
        opened.load()
        plain = kind != "JPEG" and opened.convert("RGB").getcolors(_FEW) is not None
        return Seen(width, height, _is_clear(opened), plain, _is_placed(opened, exif))


def _is_clear(image: Image.Image) -> bool:
    if not image.has_transparency_data:
        return False
    lowest, _ = image.convert("RGBA").getchannel("A").getextrema()
    return isinstance(lowest, int) and lowest < 255


def _is_placed(image: Image.Image, exif: Image.Exif) -> bool:
    place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    said = image.info.get("xmp") or b""
    said = said.encode() if isinstance(said, str) else said
    return ExifTags.GPS.GPSLatitude in place or b"GPSLatitude" in said


def _too_large(found: str) -> UnfitError:
    message = f"a picture must have at most {MOST_PIXELS:,} pixels, but {{}} has {found}"
    cure = "make it smaller: 3,200 pixels across are enough for the largest screens"
    return UnfitError("picture-size", message, cure)


def _broken(kind: str, error: Exception) -> UnfitError:
    said = " ".join(str(error).split()) or type(error).__name__
    if "cannot identify" in said:
        said = "not readable on this machine" if kind == "AVIF" else "its beginning is damaged"
    told = said.replace("{", "{{").replace("}", "}}")
    cure = "copy it again from where it came, or open it and save it again"
    message = f"a picture must be whole, but {{}} cannot be read: {told}"
    return UnfitError("picture-damaged", message, cure)
