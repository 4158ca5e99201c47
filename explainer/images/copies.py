"""Smaller copies of pictures: in sRGB, upright, with nothing of what their files told besides.

Equal pictures give equal bytes. Who made a picture, what others may do with it and what it shows
is written into every copy, so that it stays with it wherever it goes.
"""

from __future__ import annotations

import io
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from math import ceil
from xml.sax.saxutils import escape

from PIL import ExifTags, Image, ImageCms, ImageOps
from PIL.PngImagePlugin import PngInfo

from explainer.documents.pictures import Original
from explainer.images import raster
from explainer.model import Picture, licences
from explainer.model.pictures import GENERATED
from explainer.site import copies
from explainer.site.edition import Edition
from explainer.site.plan import address_of
from explainer.store.artefacts import Make, Work

BUDGET = 40_000  # bytes of a copy of 480 pixels, and as much for each pixel of larger ones
_QUALITIES = (82, 76, 70, 64, 58, 52, 46, 40, 34, 28, 22, 16)
_COLOURS = (256, 128, 64, 32, 16, 8, 4, 2)
_FEW = 4096  # colours
_BLURS = 6


@dataclass(frozen=True, slots=True)
class Stamp:
    """What is written into every copy of a picture."""

    shows: str
    credit: str
    licence: str
    terms: str
    page: str
    is_generated: bool = False

    @property
    def rights(self) -> str:
        """What others may do with it, and where that is told."""
        return ", ".join(filter(None, (self.credit, self.licence, self.terms)))


def stamp(edition: Edition, picture: Picture) -> Stamp:
    """What is written into the copies of a picture."""
    return Stamp(
        picture.described,
        picture.credit,
        licences.in_words(picture.licence, edition.content.site.language),
        licences.address(picture.licence),
        edition.absolute(address_of(picture)),
        picture.made_by == "program",
    )


def export(edition: Edition) -> dict[str, Make]:
    """The copies of all pictures by their addresses."""
    files: dict[str, Make] = {}
    for picture in edition.content.pictures.values():
        image = picture.image
        for copy in copies.of(picture) if image else ():
            assert image
            size = (copy.width, copy.height)
            given = (image.original, image.kind, copy.form, size, stamp(edition, picture))
            files[copy.address] = partial(Work, make, given)
    return files


def make(original: Original, kind: str, form: str, size: tuple[int, int], said: Stamp) -> bytes:
    """One copy of a picture."""
    if form == "SVG":
        return _described(original.data.decode(), said).encode()
    most = round(BUDGET * max(1, size[0] / copies.WIDTHS[0]) ** 2)
    return encoded(scaled(original, kind, size), form, said, most)


def encoded(image: Image.Image, form: str, said: Stamp, most: int) -> bytes:
    """The picture as a file of at most so many bytes, as good as it can be for that."""
    steps = _steps(image, form)
    return _lightest([partial(_encoded, image, form, said, step) for step in steps], most) or (
        _coarse(image, lambda coarse: _encoded(coarse, form, said, steps[-1]), most)
    )


def _lightest(encodings: Sequence[Callable[[], bytes]], most: int) -> bytes:
    """The first that is light enough, where each is lighter than the one before; or nothing."""
    tried: dict[int, bytes] = {}

    def fits(step: int) -> bool:
        tried[step] = encodings[step]()
        return len(tried[step]) <= most

    first = 0 if fits(0) else bisect_left(range(len(encodings)), True, 1, key=fits)
    return tried[first] if first < len(encodings) else b""


def _coarse(image: Image.Image, encode: Callable[[Image.Image], bytes], most: int) -> bytes:
    """What has too much in it for any step, with less and less of that: it is noise anyway."""
    data = b""
    for blur in range(1, _BLURS + 1):
        small = image.reduce(2**blur)
        data = encode(small.resize(image.size, Image.Resampling.BICUBIC))
        if len(data) <= most:
            break
    return data


def size_of(original: Original, kind: str) -> tuple[int, int]:
    """How wide and high a picture is, held upright."""
    if kind == "SVG":
        kind, original = "PNG", _drawn(original)
    with Image.open(io.BytesIO(original.data), formats=[kind]) as opened:
        turned = opened.getexif().get(ExifTags.Base.Orientation, 1) >= 5
        width, height = opened.size
        return (height, width) if turned else (width, height)


def _drawn(original: Original, zoom: int = 1) -> Original:
    return Original.of(raster.png(original.data.decode(), zoom))


def scaled(original: Original, kind: str, size: tuple[int, int]) -> Image.Image:
    """The picture held upright, in the colours of screens, and as large as wanted."""
    if kind == "SVG":
        zoom = ceil(size[0] / size_of(original, kind)[0])
        kind, original = "PNG", _drawn(original, zoom)
    with Image.open(io.BytesIO(original.data), formats=[kind]) as opened:
        exif = opened.getexif()
        is_turned = exif.get(ExifTags.Base.Orientation, 1) >= 5
        lying = size[::-1] if is_turned else size
        opened.draft("RGB", (2 * lying[0], 2 * lying[1]))
        profile = opened.info.get("icc_profile")
        image = _in_channels(opened)
        image = ImageOps.exif_transpose(image.resize(lying, Image.Resampling.LANCZOS, None, 3.0))
        image = _on_screen(image, profile)
    image.info = {}
    return image


def _in_channels(image: Image.Image) -> Image.Image:
    """The picture with a byte for each channel of each pixel, so that it can be made smaller."""
    if image.mode in ("I;16", "I;16B", "I;16L", "I;16N", "I"):
        grey = image.convert("F").point(lambda tone: tone * (255 / 65535) + 0.0).convert("L")
        grey.info = image.info
        return grey
    if image.has_transparency_data:
        return image.convert("RGBA")
    if image.mode in ("RGB", "L", "CMYK", "LAB"):
        return image
    return image.convert("RGB")


_SRGB = ImageCms.createProfile("sRGB")


def _on_screen(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The picture in sRGB; with a profile that cannot be read, as one without."""
    clear = image.getchannel("A") if image.mode == "RGBA" else None
    solid = image.convert("RGB") if clear else image
    if profile:
        try:
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(solid, own, _SRGB, outputMode="RGB")
            solid = converted or solid
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass
    solid = solid.convert("RGB")
    if clear:
        solid.putalpha(clear)
    return solid


# --- kinds of files -------------------------------------------------------------------------------


def _steps(image: Image.Image, form: str) -> list[dict[str, int]]:
    """In which ways a picture may be written, from the best to the lightest."""
    if form == "PNG":
        return [{}, *({"colours": colours} for colours in _COLOURS)]
    # Loss blurs the lines of a drawing, which is small without it.
    is_plain = form == "WEBP" and image.getcolors(_FEW) is not None
    return [*([{"lossless": 1}] if is_plain else []), *({"quality": one} for one in _QUALITIES)]


def _encoded(image: Image.Image, form: str, said: Stamp, step: dict[str, int]) -> bytes:
    if form == "PNG":
        few = image.quantize(step["colours"], Image.Quantize.FASTOCTREE) if step else image
        return _saved(few, form, optimize=True, pnginfo=_text(said), exif=_exif(said))
    told = {"exif": _exif(said), "xmp": _xmp(said)}
    if form == "WEBP":
        alpha = {"alpha_quality": step["quality"]} if step.get("quality", 100) < 80 else {}
        return _saved(image, form, method=4, **step, **alpha, **told)
    return _saved(image.convert("RGB"), form, optimize=True, progressive=True, **step, **told)


def _saved(image: Image.Image, form: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


# --- what is written into them --------------------------------------------------------------------


def _exif(said: Stamp) -> bytes:
    exif = Image.Exif()
    given = {
        ExifTags.Base.ImageDescription: said.shows,
        ExifTags.Base.Artist: said.credit,
        ExifTags.Base.Copyright: said.rights,
    }
    for tag, text in given.items():
        if text:
            exif[tag] = text.encode()  # as text, other letters than those of ASCII would be lost
    return exif.tobytes()


def _text(said: Stamp) -> PngInfo:
    info = PngInfo()
    given = {
        "Description": said.shows,
        "Author": said.credit,
        "Copyright": said.rights,
        "Source": said.page,
        "XML:com.adobe.xmp": _xmp(said).decode(),
    }
    for key, text in given.items():
        if text:
            info.add_itxt(key, text)
    return info


_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "cc": "http://creativecommons.org/ns#",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
}


def _rdf(said: Stamp) -> str:
    """Credit, licence and words in the terms that search engines and newsrooms read."""

    def words(key: str, text: str, kind: str = "Alt") -> str:
        language = ' xml:lang="x-default"' if kind == "Alt" else ""
        item = f"<rdf:li{language}>{escape(text)}</rdf:li>"
        return f"<{key}><rdf:{kind}>{item}</rdf:{kind}></{key}>" if text else ""

    def word(key: str, text: str) -> str:
        return f"<{key}>{escape(text)}</{key}>" if text else ""

    inner = "".join(
        [
            words("dc:creator", said.credit, "Seq"),
            words("dc:rights", said.rights),
            words("dc:description", said.shows),
            words("Iptc4xmpCore:AltTextAccessibility", said.shows),
            word("photoshop:Credit", said.credit),
            word("xmpRights:WebStatement", said.page or said.terms),
            word("cc:license", said.terms),
            word("Iptc4xmpExt:DigitalSourceType", GENERATED if said.is_generated else ""),
        ]
    )
    spaces = "".join(f' xmlns:{name}="{uri}"' for name, uri in _NAMESPACES.items())
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    about = f'<rdf:Description rdf:about=""{spaces}>{inner}</rdf:Description>'
    return f'<rdf:RDF xmlns:rdf="{rdf}">{about}</rdf:RDF>'


def _xmp(said: Stamp) -> bytes:
    """The same as files carry it."""
    begin = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    meta = f'<x:xmpmeta xmlns:x="adobe:ns:meta/">{_rdf(said)}</x:xmpmeta>'
    return f'{begin}{meta}<?xpacket end="r"?>'.encode()


def _described(svg: str, said: Stamp) -> str:
    """A drawing with the same in it, behind its first element's beginning."""
    start = svg.index(">") + 1
    return f"{svg[:start]}<metadata>{_rdf(said)}</metadata>{svg[start:]}"
