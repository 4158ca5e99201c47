"""Image files of every kind that people have, made when a test needs them."""

from __future__ import annotations

import io
import shutil
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from random import Random

from PIL import ExifTags, Image, ImageDraw, ImageFilter

SITES = Path(__file__).parent / "sites"
TURNED = 6  # by a quarter, as cameras note it that were held upright


def street(width: int = 1800, height: int = 1200) -> Image.Image:
    """A street with a crossing, as a camera might see it: soft shades, and some grain."""
    scale = Image.linear_gradient("L").resize((width, height))
    sky = Image.composite(
        Image.new("RGB", scale.size, (214, 196, 170)),
        Image.new("RGB", scale.size, (120, 158, 196)),
        scale,
    )
    draw = ImageDraw.Draw(sky)
    w, h = width / 100, height / 100
    for left, top, tone in _HOUSES:
        house = (left * w, top * h, (left + 19) * w, 62 * h)
        draw.rectangle(house, (tone, tone - 18, tone - 34))
    road = [(40 * w, 58 * h), (60 * w, 58 * h), (110 * w, 100 * h), (-10 * w, 100 * h)]
    draw.polygon(road, (88, 88, 92))
    for stripe in range(6):
        left = (10 + 14 * stripe) * w
        corners = [(left, 92), (left + 8 * w, 92), (left + 7 * w, 82), (left + w, 82)]
        draw.polygon([(x, y * h) for x, y in corners], (232, 232, 226))
    size = (width // 4, height // 4)
    grain = Image.frombytes("L", size, Random(1).randbytes(size[0] * size[1]))
    grain = grain.resize(sky.size).convert("RGB")
    return Image.blend(sky.filter(ImageFilter.GaussianBlur(1.5)), grain, 0.08)


_HOUSES = ((0, 25, 150), (14, 15, 120), (30, 32, 168), (62, 20, 132), (80, 28, 156))


def noise(width: int = 1800, height: int = 1200, mode: str = "RGB") -> Image.Image:
    """What cannot be compressed: no pixel tells anything of the next."""
    return Image.frombytes(mode, (width, height), Random(3).randbytes(len(mode) * width * height))


def sign(mode: str = "RGBA") -> Image.Image:
    """A drawing with few colours, and nothing behind it."""
    image = Image.new("RGBA", (1000, 1000), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    draw.ellipse((60, 60, 940, 940), (255, 255, 255, 255), (190, 20, 30, 255), 110)
    draw.rectangle((330, 380, 480, 620), (20, 20, 20, 255))
    draw.ellipse((540, 380, 680, 620), (20, 20, 20, 255))
    return image if mode == "RGBA" else image.convert(mode)


def saved(image: Image.Image, form: str = "JPEG", **options: object) -> bytes:
    """The bytes of a file."""
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def exif(place: bool = False, orientation: int = 1) -> Image.Exif:
    """What a camera writes beside the pixels."""
    told = Image.Exif()
    told[ExifTags.Base.Model] = "Camera 3000"
    told[ExifTags.Base.Artist] = "The owner of the camera"
    told[ExifTags.Base.Orientation] = orientation
    if place:
        told.get_ifd(ExifTags.IFD.GPSInfo).update(
            {1: "N", 2: (52.0, 31.0, 12.0), 3: "E", 4: (13.0, 24.0, 36.0)}
        )
    return told


def photo(place: bool = False, orientation: int = 1, **options: object) -> bytes:
    """A photograph as JPEG."""
    image = street()
    if orientation == TURNED:
        image = image.transpose(Image.Transpose.ROTATE_90)
    return saved(image, quality=88, exif=exif(place, orientation), **options)


def moving(form: str = "GIF") -> bytes:
    """Two frames, one after the other."""
    frames = [Image.new("RGB", (500, 300), tone) for tone in ("red", "blue")]
    return saved(frames[0], form, save_all=True, append_images=frames[1:], duration=100)


def huge(width: int = 12_000, height: int = 9_000) -> bytes:
    """The header of a PNG that says how large it is, and nothing of what it promises."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + body


def drawing(inner: str = "", head: str = 'viewBox="0 0 400 300"') -> bytes:
    """An SVG file."""
    space = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    shapes = '<rect width="400" height="300" fill="#eee"/><circle cx="200" cy="150" r="90"/>'
    return f'<?xml version="1.0"?>\n<svg {space} {head}>\n{shapes}\n{inner}\n</svg>\n'.encode()


HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(200)

# What stories of mistakes call them.
MADE: dict[str, Callable[[], bytes]] = {
    "a photograph": photo,
    "a photograph that tells its place": lambda: photo(place=True),
    "half a photograph": lambda: photo()[:40_000],
    "a small photograph": lambda: saved(street(300, 200)),
    "a high photograph": lambda: saved(street(200, 1200)),
    "a drawing": lambda: saved(sign(), "PNG"),
    "an animation": moving,
    "108 million pixels": huge,
    "a HEIC file": lambda: HEIC,
    "a TIFF file": lambda: saved(street(600, 400), "TIFF"),
    "nothing": bytes,
}


def safe_streets(folder: Path) -> Path:
    """The site of that name in ``folder``, with its pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    content = Path(shutil.copytree(SITES / "safe-streets", folder / "content"))
    (content / "pictures").mkdir()
    files = {
        "crossing.jpg": photo(),
        "Old Bridge.JPG": photo(place=False, orientation=TURNED),
        "sign.png": saved(sign(), "PNG"),
        "plan.svg": drawing("<text x='20' y='290'>Ford &amp; Mill</text>"),
    }
    for name, data in files.items():
        (content / "pictures" / name).write_bytes(data)
    return content
