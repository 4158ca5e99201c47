"""Pictures: every kind of file that people have, the copies that are made, and pages with them."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from PIL import ExifTags, Image, ImageCms

from explainer.documents.pictures import MOST_PIXELS, parse_picture
from explainer.images import copies
from explainer.model import licences
from tests import photos
from tests.built_site import BuiltSite
from tests.repository import Repository
from tests.test_sites import build

ADDRESS = "https://streets.example/"
SAID = copies.Stamp("Größe", "A. Ünal", "CC BY 4.0", "https://cc.example/by", ADDRESS, True)
RED, BLUE = (255, 0, 0), (0, 0, 255)


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return photos.safe_streets(tmp_path_factory.mktemp("photos"))


@pytest.fixture(scope="module")
def streets(content: Path) -> BuiltSite:
    return build(content, content.with_name("site"), "--base-url", ADDRESS)


def copy_of(data: bytes, name: str, form: str = "JPEG", width: int = 240) -> Image.Image:
    """A copy of a file, as it comes out."""
    image, problems = parse_picture(data, f"pictures/{name}")
    assert image, problems
    size = (width, max(round(width * image.height / image.width), 1))
    made = Image.open(io.BytesIO(copies.make(image.original, image.kind, form, size, SAID)))
    made.load()
    assert made.size == size
    return made


def near(image: Image.Image, at: tuple[int, int], colour: tuple[int, ...]) -> bool:
    found = image.convert("RGBA").getpixel(at)
    assert isinstance(found, tuple)
    return all(abs(one - other) <= 12 for one, other in zip(found, colour, strict=False))


# --- kinds of files -------------------------------------------------------------------------------

HALVES = Image.new("RGB", (640, 320), BLUE)
HALVES.paste(RED, (0, 0, 320, 320))
GREY = Image.new("L", (640, 320), 90)
CLEAR = Image.new("RGBA", (640, 320), (255, 0, 0, 128))


def _mixed_up(profile: bytes) -> bytes:
    """A profile by which red is what others call blue."""
    return profile.replace(b"rXYZ", b"xXYZ").replace(b"bXYZ", b"rXYZ").replace(b"xXYZ", b"bXYZ")


SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
TURNED = HALVES.transpose(Image.Transpose.ROTATE_90)
KINDS = {
    "JPEG": ("a.jpg", photos.saved(HALVES, quality=95)),
    "progressive JPEG": ("a.jpeg", photos.saved(HALVES, quality=95, progressive=True)),
    "CMYK": ("a.jpg", photos.saved(HALVES.convert("CMYK"), quality=95)),
    "several views": ("a.jpg", photos.saved(HALVES, "MPO", save_all=True, append_images=[HALVES])),
    "turned": ("a.jpg", photos.saved(TURNED, quality=95, exif=photos.exif(orientation=6))),
    "turned PNG": ("a.png", photos.saved(TURNED, "PNG", exif=photos.exif(orientation=6))),
    "PNG": ("a.PNG", photos.saved(HALVES, "PNG")),
    "palette": ("a.png", photos.saved(HALVES.quantize(4), "PNG")),
    "GIF": ("a.gif", photos.saved(HALVES, "GIF")),
    "WebP": ("a.webp", photos.saved(HALVES, "WEBP", quality=95)),
    "AVIF": ("a.avif", photos.saved(HALVES, "AVIF", quality=95)),
    "sRGB told": ("a.png", photos.saved(HALVES, "PNG", icc_profile=SRGB)),
    "profile that is none": ("a.png", photos.saved(HALVES, "PNG", icc_profile=b"no profile")),
    "profile of another kind": (
        "a.jpg", photos.saved(HALVES.convert("CMYK"), quality=95, icc_profile=SRGB)
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", ["JPEG", "WEBP", "PNG"])
def test_a_file_of_any_kind_comes_out_upright_and_in_its_colours(kind: str, form: str) -> None:
    name, data = KINDS[kind]
    made = copy_of(data, name, form)
    assert near(made, (40, 60), RED)
    assert near(made, (200, 60), BLUE)
    assert "icc_profile" not in made.info, "colours without a profile are sRGB"


@pytest.mark.parametrize(
    ("image", "options", "colour"),
    [
        (GREY, {}, (90, 90, 90)),
        (Image.new("1", (640, 320), 1), {}, (255, 255, 255)),
        (Image.new("I;16", (640, 320), 90 * 257), {}, (90, 90, 90)),
        (CLEAR, {}, (255, 0, 0, 128)),
        (CLEAR.quantize(4), {}, (255, 0, 0, 128)),
        (Image.new("LA", (640, 320), (90, 40)), {}, (90, 90, 90, 40)),
        (Image.new("P", (640, 320), 0), {"transparency": 0}, (0, 0, 0, 0)),
        (HALVES, {"icc_profile": _mixed_up(SRGB)}, BLUE),
    ],
)
def test_whatever_the_channels_of_a_png_the_colours_are_the_same(
    image: Image.Image, options: dict[str, object], colour: tuple[int, ...]
) -> None:
    made = copy_of(photos.saved(image, "PNG", **options), "a.png", "PNG")
    assert near(made, (10, 10), colour)


def test_what_shines_through_shines_through_the_copies() -> None:
    data = photos.saved(photos.sign(), "PNG")
    for form in ("PNG", "WEBP"):
        assert near(copy_of(data, "a.png", form), (2, 2), (0, 0, 0, 0))


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.jpg", b"", "is empty"),
        ("a.jpg", b"hello", "none that is known"),
        ("a.jpg", b"<html><body>Sorry</body></html>", "a web page"),
        ("a.jpg", b"version https://git-lfs.github.com/spec/v1\n", "git lfs pull"),
        ("a.heic", photos.HEIC, "Most Compatible"),
        ("a.jpg", photos.HEIC, "is HEIC"),
        ("a.tif", photos.saved(HALVES, "TIFF"), "save it as JPEG"),
        ("a.bmp", photos.saved(HALVES, "BMP"), "is BMP"),
        ("a.jpg", photos.saved(HALVES, "PNG"), "rename it 'a.png'"),
        ("a.svg", photos.saved(HALVES, "PNG"), "rename it 'a.png'"),
        ("a.png", photos.drawing(), "rename it 'a.svg'"),
        ("a.jpg", photos.photo()[:30_000], "truncated"),
        ("a.jpg", photos.photo()[:30], "cannot be read"),
        ("a.png", photos.saved(HALVES, "PNG")[:600], "cannot be read"),
        ("a.png", photos.saved(HALVES, "PNG").replace(b"IDAT", b"IDAX", 1), "cannot be read"),
        ("a.webp", photos.saved(HALVES, "WEBP")[:200], "cannot be read"),
        ("a.gif", photos.moving("GIF"), "stand still"),
        ("a.png", photos.moving("PNG"), "stand still"),
        ("a.webp", photos.moving("WEBP"), "stand still"),
        ("a.png", photos.huge(), "12,000 × 9,000"),
        ("a.png", photos.huge(60_000, 60_000), "at most 64,000,000 pixels"),
        ("a.png", photos.saved(Image.new("L", (100, 501)), "PNG"), "5 times as high"),
    ],
)
def test_a_file_that_cannot_be_a_picture_is_told_with_a_cure(
    name: str, data: bytes, told: str
) -> None:
    image, problems = parse_picture(data, f"pictures/{name}")
    assert image is None
    [problem] = problems
    assert told in f"{problem.message}\n{problem.hint}"
    assert problem.hint


def test_what_is_too_large_is_never_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    decoded: list[object] = []
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", decoded.append)
    for side in (int(MOST_PIXELS**0.5) + 1, 50_000):
        image, [problem] = parse_picture(photos.huge(side, side), "pictures/a.png")
        assert image is None
        assert problem.rule == "picture-size"
    assert decoded == []


def test_only_readers_of_the_kinds_allowed_are_ever_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []
    opened = Image.open

    def watched(file: io.BytesIO, formats: list[str]) -> Image.Image:
        asked.append(formats)
        return opened(file, formats=formats)

    monkeypatch.setattr("PIL.Image.open", watched)
    for form, name in (("TIFF", "a.tif"), ("BMP", "a.bmp"), ("ICO", "a.jpg"), ("PNG", "a.png")):
        parse_picture(photos.saved(HALVES, form), f"pictures/{name}")
    assert asked == [["PNG"]]


# --- drawings -------------------------------------------------------------------------------------


def _ten_copies(number: int) -> str:
    return f'<g id="g{number}">' + f'<use href="#g{number + 1}"/>' * 10 + "</g>"


@pytest.mark.parametrize(
    "inner",
    [
        "<script>alert(1)</script>",
        '<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>',
        '<g onclick="alert(1)"/>',
        '<a href="javascript:alert(1)"><path d="M0 0"/></a>',
        '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">a</p></foreignObject>',
        '<image href="https://example.org/a.png"/>',
        '<use xlink:href="https://example.org/a.svg#b"/>',
        '<path d="M0 0" fill="url(https://example.org/a.svg#b)"/>',
        '<path d="M0 0" style="fill: u\\72l(//example.org)"/>',
        "<style>@import url(https://example.org/a.css);</style>",
        "<style>path { mask: url( 'https://example.org/a.svg' ) }</style>",
        '<animate attributeName="href" to="https://example.org"/>',
        '<g id="a"><use href="#a"/></g>',
        "".join(_ten_copies(n) for n in range(9)),
        "<g>" * 200 + "</g>" * 200,
        f"<desc>{'a' * 200_000}</desc>",
        "&unknown;",
    ],
)
def test_a_drawing_that_does_more_than_draw_is_refused(inner: str) -> None:
    image, problems = parse_picture(photos.drawing(inner), "pictures/a.svg")
    assert image is None
    [problem] = problems
    assert problem.rule in ("unsafe-drawing", "picture-damaged")
    assert problem.hint


def test_entities_of_a_drawing_are_never_expanded() -> None:
    bomb = b'<!DOCTYPE svg [<!ENTITY a "lol">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>'
    image, [problem] = parse_picture(bomb, "pictures/a.svg")
    assert image is None
    assert "entities" in problem.message


def test_a_drawing_is_published_with_what_draws_alone(streets: BuiltSite) -> None:
    noise = (
        "<!-- secret --><metadata>secret</metadata>"
        '<i:view xmlns:i="http://inkscape.example" i:path="/home/secret"/>'
        '<g i:label="secret" xmlns:i="http://inkscape.example" fill="url(#a)"/>'
    )
    image, problems = parse_picture(photos.drawing(noise), "pictures/a.svg")
    assert image, problems
    assert b"secret" not in image.original.data
    assert b'fill="url(#a)"' in image.original.data
    plan = (streets.root / "pictures/plan/plan.svg").read_text(encoding="utf-8")
    root = ElementTree.fromstring(plan)
    assert (root.attrib["width"], root.attrib["height"]) == ("400", "300")
    assert "The street desk" in plan
    assert "Ford &amp; Mill" in plan


@pytest.mark.parametrize(
    ("head", "size"),
    [
        ('viewBox="0 0 40 30"', (40, 30)),
        ('width="80" viewBox="0 0 40 30"', (80, 60)),
        ('width="100%" height="100%" viewBox="0,0,40,30"', (40, 30)),
        ('width="25.4mm" height="1in"', (96, 96)),
    ],
)
def test_a_drawing_is_as_large_as_it_says(head: str, size: tuple[int, int]) -> None:
    image, problems = parse_picture(photos.drawing(head=head), "pictures/a.svg")
    assert image, problems
    assert (image.width, image.height) == size


# --- copies ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["JPEG", "WEBP", "PNG"])
@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_a_copy_of_480_pixels_has_40_kilobytes_at_most(form: str, mode: str) -> None:
    image, _ = parse_picture(photos.saved(photos.noise(500, 700, mode), "PNG"), "pictures/a.png")
    assert image
    made = copies.make(image.original, image.kind, form, (480, 672), SAID)
    assert len(made) <= 40_000
    assert Image.open(io.BytesIO(made)).size == (480, 672)


def test_equal_pictures_give_equal_bytes() -> None:
    first, _ = parse_picture(photos.photo(), "pictures/a.jpg")
    second, _ = parse_picture(photos.photo(), "pictures/b.jpg")
    assert first
    assert second
    for form in ("JPEG", "WEBP", "PNG"):
        one, other = (
            copies.make(image.original, image.kind, form, (300, 200), SAID)
            for image in (first, second)
        )
        assert one == other


@pytest.mark.parametrize("form", ["JPEG", "WEBP", "PNG"])
def test_what_the_camera_wrote_is_gone_and_whose_it_is_stays(form: str) -> None:
    image, _ = parse_picture(photos.photo(place=True, comment=b"at home"), "pictures/a.jpg")
    assert image
    assert image.placed
    made = copies.make(image.original, image.kind, form, (300, 200), SAID)
    for secret in (b"Camera 3000", b"The owner", b"at home", b"GPS"):
        assert secret not in made
    with Image.open(io.BytesIO(made)) as opened:
        told = opened.getexif()
        assert not told.get_ifd(ExifTags.IFD.GPSInfo)
        for tag, words in (("ImageDescription", "Größe"), ("Artist", "A. Ünal")):
            found = str(told[ExifTags.Base[tag]])
            assert found.encode("latin-1").decode() == words
        said = opened.info["xmp"].decode()
    for words in ("Größe", "A. Ünal", "https://cc.example/by", "trainedAlgorithmicMedia"):
        assert words in said
    ElementTree.fromstring(re.sub(r"<\?xpacket.*?\?>", "", said))


def test_no_copy_is_larger_than_its_file(tmp_path: Path) -> None:
    content = photos.safe_streets(tmp_path)
    sizes = {"crossing.jpg": (700, 500), "Old Bridge.JPG": (300, 200), "sign.png": (1100, 50)}
    for name, size in sizes.items():
        form = "PNG" if name.endswith("png") else "JPEG"
        data = photos.saved(photos.street(*size), form)
        (content / "pictures" / name).write_bytes(data)
    site = build(content, tmp_path / "site")
    found = {
        path.name
        for name in ("crossing", "bridge", "sign")
        for path in (site.root / "pictures" / name).glob("*-*")
    }
    assert found == {
        f"{name}.{ending}"
        for name, endings in {
            "crossing-480": ("jpg", "webp"),
            "crossing-700": ("jpg", "webp"),
            "bridge-300": ("jpg", "webp"),
            "sign-480": ("png", "webp"),
            "sign-960": ("png", "webp"),
        }.items()
        for ending in endings
    }


def test_copies_are_made_once_and_remembered(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = Path(shutil.copytree(content, tmp_path / "content"))
    monkeypatch.setenv("EXPLAINER_CACHE_KEY", "for this test")
    first = build(copy, tmp_path / "first", "--cache", str(tmp_path / "cache"))

    def make(*_: object) -> bytes:
        raise AssertionError("it was made again")

    monkeypatch.setattr(copies, "scaled", make)
    second = build(copy, tmp_path / "second", "--cache", str(tmp_path / "cache"))
    for path in (first.root / "pictures").rglob("*.webp"):
        assert path.read_bytes() == (second.root / path.relative_to(first.root)).read_bytes()


# --- pages ----------------------------------------------------------------------------------------


def tags(page: str, name: str) -> list[dict[str, str]]:
    """The attributes of every element of a name."""
    return [
        dict(re.findall(r'([a-z]+)="(.*?)"', found))
        for found in re.findall(rf"<{name}\b([^>]*)>", page)
    ]


def test_browsers_may_choose_among_files_that_are_as_they_are_told(streets: BuiltSite) -> None:
    seen = 0
    for address in ("", "counts/", "pictures/", "pictures/crossing/"):
        page = streets.page(address).html
        for one in tags(page, "img"):
            with Image.open(file_at(streets, address, one["src"])) as image:
                assert (one["width"], one["height"]) == tuple(map(str, image.size))
        for one in [*tags(page, "source"), *(i for i in tags(page, "img") if "srcset" in i)]:
            assert one["sizes"]
            for choice in one["srcset"].split(", "):
                target, width = choice.split(" ")
                with Image.open(file_at(streets, address, target)) as image:
                    assert width == f"{image.width}w"
                    seen += 1
    assert seen > 20


def file_at(site: BuiltSite, address: str, target: str) -> Path:
    path = site.root / address / target
    if path.suffix != ".svg":
        return path
    png = path.with_suffix(".png.test")
    root = ElementTree.fromstring(path.read_text(encoding="utf-8"))
    Image.new("1", (int(root.attrib["width"]), int(root.attrib["height"]))).save(png, "PNG")
    return png


def test_all_but_the_first_picture_of_a_page_wait_to_be_seen(streets: BuiltSite) -> None:
    loading = [one.get("loading") for one in tags(streets.page("counts/").html, "img")]
    assert loading == [None, "lazy", "lazy"]
    assert [one.get("loading") for one in tags(streets.page("").html, "img")] == [None]


def test_a_picture_says_whose_it_is_and_what_others_may_do_with_it(streets: BuiltSite) -> None:
    front, counts = streets.page(""), streets.page("counts/")
    assert (
        "The crossing at the mill, in the year in which the council set its aim of 400 people."
        " Photograph: M. Ferrier · CC BY-SA 4.0 · taken 30 May 2020 · from The County Post"
    ) in front.text
    links = {link.target for link in front.links}
    assert "https://creativecommons.org/licenses/by-sa/4.0/" in links
    assert "sources/post-2020/" in links
    assert "pictures/crossing/" in links
    assert "Photograph: County archive · public domain" in counts.text
    assert "Picture made by a program: The street desk · by permission" in counts.text
    assert "Drawing: The street desk · CC0 1.0" in counts.text
    assert [one["alt"] for one in tags(counts.html, "img")][-1] == "", "it only adorns"


def test_numbers_below_a_picture_are_bound_as_in_any_text(streets: BuiltSite) -> None:
    bound = r'<figcaption>.*data-card="card-badly-hurt-2030">400\speople</a>'
    assert re.search(bound, streets.page("").html, re.DOTALL)
    used = streets.text("facts/badly-hurt-2030/")
    assert "The crossing at the mill" in used


def test_a_picture_has_a_page_of_its_own(streets: BuiltSite) -> None:
    page = streets.text("pictures/crossing/")
    assert "A zebra crossing in front of a row of houses; nobody is on it." in page
    assert "JPEG, 1600 × 1067" in page
    assert "Where it is used Are the streets safer?" in page
    assert "The crossing at the mill" in streets.text("pictures/")
    assert "The crossing at the mill" in streets.text("sources/post-2020/")
    assert not list(streets.broken_links())


def test_search_finds_pages_and_no_pictures(streets: BuiltSite) -> None:
    for address in ("pictures/", "pictures/crossing/"):
        assert "data-pagefind-body" not in streets.page(address).html
    assert "data-pagefind-body" in streets.page("counts/").html


# --- beyond the pages -----------------------------------------------------------------------------


def card_of(site: BuiltSite, address: str) -> Path:
    [shown] = re.findall(r'<meta property="og:image" content="(.*?)">', site.page(address).html)
    return site.root / shown.removeprefix(ADDRESS)


def test_a_page_with_a_picture_has_it_on_its_card(streets: BuiltSite) -> None:
    path = card_of(streets, "")
    assert path.name == "index.jpg"
    assert 'og:image:alt" content="A zebra crossing' in streets.page("").html
    assert path.stat().st_size <= 250_000
    with Image.open(path) as card:
        assert card.size == (1200, 630)
        assert card.getexif()[ExifTags.Base.Artist] == "M. Ferrier"
        white = (234, 234, 228)
        assert near(card, (160, 440), white), "the crossing, which the focus keeps"
        assert near(card, (1199, 629), (253, 252, 250)), "the paper below, with the credit"
    with Image.open(card_of(streets, "counts/")) as card:
        assert near(card, (600, 40), (190, 20, 30)), "a drawing is shown whole"


def test_a_picture_that_only_adorns_or_is_not_to_be_cut_is_on_no_card(
    streets: BuiltSite, tmp_path: Path
) -> None:
    assert card_of(streets, "pictures/plan/").suffix == ".png"
    content = photos.safe_streets(tmp_path)
    entries = content / "pictures.yaml"
    entries.write_text(entries.read_text().replace("CC-BY-SA-4.0", "CC-BY-ND-4.0"))
    site = build(content, tmp_path / "site", "--base-url", ADDRESS)
    assert card_of(site, "").suffix == ".png"


def described(site: BuiltSite, address: str) -> Any:
    [found] = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', site.page(address).html
    )
    return json.loads(found)


def test_machines_are_told_whose_a_picture_is(streets: BuiltSite) -> None:
    card, image = described(streets, "")["image"]
    assert card == f"{ADDRESS}cards/index.jpg"
    assert image["license"] == "https://creativecommons.org/licenses/by-sa/4.0/"
    assert image["creditText"] == "M. Ferrier"
    assert image["creator"] == {"@type": "Person", "name": "M. Ferrier"}
    assert image["dateCreated"] == "2020-05-30"
    assert (streets.root / image["contentUrl"].removeprefix(ADDRESS)).is_file()
    plan = described(streets, "pictures/plan/")
    assert plan["digitalSourceType"].endswith("trainedAlgorithmicMedia")
    assert plan["license"] == plan["acquireLicensePage"] == f"{ADDRESS}pictures/plan/"


def test_the_data_tell_of_every_picture(streets: BuiltSite) -> None:
    text = (streets.root / "data/pictures.csv").read_text(encoding="utf-8")
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(text))}
    assert list(rows) == ["crossing", "bridge", "sign", "plan"]
    assert rows["crossing"]["licence"] == "CC-BY-SA-4.0"
    assert rows["plan"]["alt"] == ""
    for name, row in rows.items():
        with Image.open(file_at(streets, "", row["file"])) as image:
            assert (row["width"], row["height"]) == tuple(map(str, image.size))
        alone = json.loads((streets.root / f"pictures/{name}/{name}.json").read_text())
        assert {key: str(alone[key]) for key in row} == row
        assert all((streets.root / one["file"]).is_file() for one in alone["files"])


def test_the_history_tells_what_changed_and_that_a_file_was_exchanged(tmp_path: Path) -> None:
    repo = Repository(tmp_path / "streets", photos.safe_streets(tmp_path / "streets"))
    repo.git("init", "--quiet", "--initial-branch=main")
    repo.commit("2026-01-10")
    text = (repo.content / "pictures.yaml").read_text()
    repo.commit("2026-02-10", pictures_yaml=text.replace("CC0-1.0", "CC-BY-4.0"))
    (repo.content / "pictures/crossing.jpg").write_bytes(photos.saved(photos.street(900, 600)))
    repo.commit("2026-03-10")
    site = build(repo.content, tmp_path / "site", "--base-url", ADDRESS)
    assert "Licence: CC0 1.0 CC BY 4.0" in site.text("pictures/sign/")
    assert "the picture itself" in site.text("pictures/crossing/").lower()
    assert "another file" in site.text("changes/")
    feed = ElementTree.parse(site.root / "feeds/changes.xml")
    atom = "{http://www.w3.org/2005/Atom}"
    [entry] = [
        one for one in feed.iter(f"{atom}entry")
        if one.findtext(f"{atom}id") == f"{ADDRESS}pictures/sign/#2026-02-10"
    ]  # fmt: skip
    assert entry.findtext(f"{atom}rights") == "The street desk, CC BY 4.0"
    [picture] = [one for one in entry.iter(f"{atom}link") if one.get("rel") == "enclosure"]
    assert picture.attrib["href"] == f"{ADDRESS}pictures/sign/sign-960.png"


# --- licences -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "cure"),
    [
        ("CC BY 4.0", "CC-BY-4.0"),
        ("cc by-sa 3.0", "CC-BY-SA-3.0"),
        ("Creative Commons Attribution 4.0 International", "CC-BY-4.0"),
        ("Creative Commons Attribution-NonCommercial-NoDerivatives 2.0", "CC-BY-NC-ND-2.0"),
        ("CC BY-NC-SA 2", "CC-BY-NC-SA-2.0"),
        ("https://creativecommons.org/licenses/by/4.0/", "CC-BY-4.0"),
        ("https://creativecommons.org/licenses/by-sa/2.5/deed.de", "CC-BY-SA-2.5"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0-1.0"),
        ("https://creativecommons.org/publicdomain/mark/1.0/", "public domain"),
        ("CC-BY", "add its version"),
        ("Creative Commons", "say which"),
        ("CC0", "CC0-1.0"),
        ("PD-US", "public domain"),
        ("Courtesy of NASA", "permission"),
        ("© A. Writer", "permission"),
        ("Unsplash License", "permission"),
        ("royalty-free", "permission"),
        ("my own", "choose what others may do"),
        ("unknown", "ask whoever made it"),
        ("something else", "SPDX identifier"),
    ],
)
def test_a_licence_that_is_written_otherwise_is_told_with_what_is_meant(
    written: str, cure: str
) -> None:
    with pytest.raises(ValueError, match="must be a licence") as told:
        licences.known(written)
    assert cure in str(told.value).rpartition("; ")[2]


@pytest.mark.parametrize(
    ("written", "known", "words", "address"),
    [
        ("cc-by-4.0", "CC-BY-4.0", "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
        (
            "CC-BY-SA-3.0-DE", "CC-BY-SA-3.0-DE", "CC BY-SA 3.0 DE",
            "https://creativecommons.org/licenses/by-sa/3.0/de/",
        ),
        ("CC0-1.0", "CC0-1.0", "CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        (
            "ogl-uk-3.0", "OGL-UK-3.0", "OGL-UK-3.0", "https://spdx.org/licenses/OGL-UK-3.0.html",
        ),
        ("Permission", "permission", "by permission", ""),
        ("Public Domain", "public domain", "public domain", ""),
        ("MIT or CC-BY-4.0", "MIT OR CC-BY-4.0", "MIT OR CC-BY-4.0", ""),
    ],
)  # fmt: skip
def test_a_licence_leads_to_where_its_terms_stand(
    written: str, known: str, words: str, address: str
) -> None:
    assert licences.known(written) == known
    assert (licences.in_words(known, "en-GB"), licences.address(known)) == (words, address)
