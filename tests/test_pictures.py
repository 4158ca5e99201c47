"""What leaves the site: figures as files, figures in other people's pages, cards."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from explainer.images import raster, social
from explainer.images.social import HEIGHT, MARGIN, WIDTH, Words
from tests.built_site import BuiltSite
from tests.program import run

RIVER_PACT = Path(__file__).parent / "sites" / "river-pact"
SVG = "{http://www.w3.org/2000/svg}"
HEADING = re.compile(r"<h([1-6])([^>]*)>")
ADDRESS = "https://rivers.example/pact/"


@pytest.fixture(scope="module")
def rivers(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The site, built for an address."""
    return _build(tmp_path_factory.mktemp("rivers") / "site", "--base-url", ADDRESS)


@pytest.fixture(scope="module")
def nowhere(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The site, built without knowing where it will be published."""
    folder = tmp_path_factory.mktemp("nowhere")
    copy = shutil.copytree(RIVER_PACT, folder / "content")
    settings = copy / "site.yaml"
    lines = settings.read_text().splitlines()
    settings.write_text("\n".join(line for line in lines if not line.startswith("url:")))
    return _build(folder / "site", content=copy)


def _build(output: Path, *options: str, content: Path = RIVER_PACT) -> BuiltSite:
    done = run("build", "--content", content, "--output", output, "--today", "2026-06-15", *options)
    assert done.code == 0, done.out
    return BuiltSite(output)


def figures(site: BuiltSite) -> list[Path]:
    found = sorted(path for path in (site.root / "figures").iterdir() if path.is_dir())
    assert found, "the site has figures"
    return found


def ink(png: bytes | Path) -> Image.Image:
    """The picture in grey, its paper white."""
    with Image.open(io.BytesIO(png) if isinstance(png, bytes) else png) as image:
        grey = image.convert("L")
    paper = grey.getpixel((grey.width - 1, grey.height // 2))
    assert isinstance(paper, int)
    return grey.point(lambda tone: 255 if abs(tone - paper) < 24 else 0)


def edges(image: Image.Image) -> tuple[int, int, int, int]:
    box = Image.eval(image, lambda tone: 255 - tone).getbbox()
    assert box, "the picture is blank"
    return box


def test_a_figure_stands_alone_as_svg(rivers: BuiltSite) -> None:
    for folder in figures(rivers):
        text = (folder / f"{folder.name}.svg").read_text()
        root = ElementTree.fromstring(text)
        assert "var(" not in text
        assert "class=" in text
        assert root.find(f"{SVG}style") is not None
        said = " ".join("".join(root.itertext()).split())
        title = json.loads((folder / f"{folder.name}.json").read_text())["title"]
        assert title in said
        assert "as of 15 June 2026" in said
        assert f"{ADDRESS}figures/{folder.name}/" in said


def test_a_figure_says_its_sources_and_cautions(rivers: BuiltSite) -> None:
    careful = 0
    for folder in figures(rivers):
        data = json.loads((folder / f"{folder.name}.json").read_text())
        svg = (folder / f"{folder.name}.svg").read_text()
        said = " ".join("".join(ElementTree.fromstring(svg).itertext()).split())
        assert ("Source" in said) == bool(data["sources"])
        for note in data["careful"]:
            careful += 1
            assert note.split(".")[0] in said
    assert careful, "some figure asks for care"


def test_a_png_shows_the_whole_svg_twice_as_large(rivers: BuiltSite) -> None:
    for folder in figures(rivers):
        root = ElementTree.parse(folder / f"{folder.name}.svg").getroot()
        image = ink(folder / f"{folder.name}.png")
        assert image.size == (2 * int(root.attrib["width"]), 2 * int(root.attrib["height"]))
        left, top, right, bottom = edges(image)
        assert left >= 24, folder.name
        assert top >= 24, folder.name
        assert right <= image.width - 24, folder.name
        assert bottom <= image.height - 24, folder.name


def as_typed(text: str) -> str:
    """The text with the marks and blanks that keyboards have."""
    return text.translate(str.maketrans("’“”\xa0\u202f", '\'""  '))


def test_the_data_of_a_figure_are_those_of_its_page(rivers: BuiltSite) -> None:
    for folder in figures(rivers):
        data = json.loads((folder / f"{folder.name}.json").read_text())
        rows = list(csv.reader(io.StringIO((folder / f"{folder.name}.csv").read_text())))
        words = len(data["table"]["header"])  # what stands behind them is told in numbers
        in_words = [row[:words] for row in rows]
        assert in_words == [data["table"]["header"], *data["table"]["rows"]]
        assert data["as_of"] == "2026-06-15"
        page = as_typed(rivers.text(f"figures/{folder.name}/"))
        assert all(as_typed(cell) in page for row in rows[1:] for cell in row[:1])
        for fact in data["facts"]:
            assert fact["answers"] or fact["kind"] == "derived"


def test_a_figure_page_offers_its_files_and_how_to_use_it(rivers: BuiltSite) -> None:
    for folder in figures(rivers):
        page = rivers.page(f"figures/{folder.name}/")
        targets = {link.target for link in page.links}
        files = {f"./{folder.name}.{form}" for form in ("svg", "png", "csv", "json")}
        assert files <= targets
        assert f'<iframe src="{ADDRESS}figures/{folder.name}/embed/"' in page.text


def test_a_site_that_knows_no_address_says_where_the_figure_stands(nowhere: BuiltSite) -> None:
    for folder in figures(nowhere):
        page = nowhere.page(f"figures/{folder.name}/")
        assert f"figures/{folder.name}/embed/" in page.text
        assert "<iframe src" not in page.text


def test_a_finding_heads_its_figure_wherever_it_goes(rivers: BuiltSite) -> None:
    finding = "The pact wants 8 times as much free river as at the start"
    assert f"{finding} Target" in rivers.text("figures/promise/")
    assert f"{finding} Target, 2030 · How much river is to run free" in rivers.text("")
    embedded = rivers.page("figures/promise/embed/")
    assert f"{finding}</a></h1>" in as_typed(embedded.html)
    assert "Target, 2030 · How much river is to run free" in embedded.text
    drawn = (rivers.root / "figures/promise/promise.svg").read_text(encoding="utf-8")
    assert f"<title>{finding}</title>" in as_typed(drawn)
    said = json.loads((rivers.root / "figures/promise/promise.json").read_text(encoding="utf-8"))
    assert (said["finding"], said["title"]) == (finding, "How much river is to run free")


def test_without_a_finding_the_title_is_the_heading(rivers: BuiltSite) -> None:
    heading = 'class="figure-title">How healthy the rivers are</h'
    assert heading in rivers.page("rivers/upper/").html


@pytest.mark.parametrize("address", ["", "members/", "rivers/upper/", "figures/promise/"])
def test_a_figure_is_headed_one_level_below_what_it_stands_under(
    rivers: BuiltSite, address: str
) -> None:
    html = rivers.page(address).html
    heads = [(int(one[1]), "figure-title" in one[2]) for one in HEADING.finditer(html)]
    assert any(is_of_figure for _, is_of_figure in heads)
    above = 1
    for level, is_of_figure in heads:
        if is_of_figure:
            assert level == above + 1
        else:
            above = level


def test_an_embedded_figure_is_alone_dated_and_leads_home(rivers: BuiltSite) -> None:
    for folder in figures(rivers):
        page = rivers.page(f"figures/{folder.name}/embed/")
        assert "As of 15 June 2026" in page.text
        assert "../" in {link.target for link in page.links}
        assert '<meta name="robots" content="noindex">' in page.html
        assert "<header" not in page.html
        assert "<footer" not in page.html
        assert "<table" in page.html or "<ol" in page.html


def test_only_pages_for_readers_are_in_the_sitemap(rivers: BuiltSite) -> None:
    listed = (rivers.root / "sitemap.xml").read_text()
    assert f"{ADDRESS}figures/" in listed
    for hidden in ("/embed/", "/search/", "404"):
        assert hidden not in listed


def test_every_page_that_is_listed_has_a_card(rivers: BuiltSite) -> None:
    listed = re.findall("<loc>(.*?)</loc>", (rivers.root / "sitemap.xml").read_text())
    for address in listed:
        page = rivers.page(address.removeprefix(ADDRESS))
        shown = re.search(r'<meta property="og:image" content="(.*?)">', page.html)
        assert shown, address
        with Image.open(rivers.root / shown[1].removeprefix(ADDRESS)) as image:
            assert image.size == (WIDTH, HEIGHT)
        edges(ink(rivers.root / shown[1].removeprefix(ADDRESS)))


def test_without_an_address_no_page_names_a_card(nowhere: BuiltSite) -> None:
    assert not (nowhere.root / "cards").exists()
    for page in nowhere.pages.values():
        assert "og:image" not in page.html


LONG = "How many kilometres of river did the parties say that they would restore by the year? "
TITLES = {
    "short": "How long?",
    "200 characters": (LONG * 3)[:200],
    "endless": LONG * 12,
    "one word": "Donaudampfschifffahrtsgesellschaftskapitän" * 5,
    "widest letters": "WMWMWM ЩШЩШЩШ @@@@@ " * 10,
    "other letters": "河川の再生に関する協定 ערבית हिन्दी " * 8,
}


@pytest.mark.parametrize("name", TITLES)
def test_no_card_overflows(name: str) -> None:
    title = TITLES[name]
    for words in (
        Words(title),
        Words(title, "12 400 kilometres"),
        Words(title, title, title, title),
        Words("Short", title, "About"),
    ):
        card = social.lay_out(words, title, "As of 15 June 2026")
        texts = [*card.display, *card.labels]
        places = sorted((text.y - text.size, text.y + 0.25 * text.size, text) for text in texts)
        bottoms = [
            text.y + text.leading * (len(text.lines) - 1) + 0.25 * text.size
            for _, _, text in places
        ]
        assert bottoms[-1] <= HEIGHT - MARGIN / 2
        for bottom, (top, _, _) in zip(bottoms, places[1:], strict=False):
            assert bottom <= top + 0.3 * 30, "no text runs into the next"
        image = ink(_picture(texts))
        assert edges(image)[2] <= WIDTH - MARGIN + 12


def _picture(texts: list[social.Text]) -> bytes:
    lines = "".join(
        f'<text x="{text.x}" y="{text.y + text.leading * number}" font-size="{text.size}"'
        f' font-family="{"serif" if text.is_bold else "sans-serif"}"'
        f' font-weight="{600 if text.is_bold else 400}">{line}</text>'
        for text in texts
        for number, line in enumerate(text.lines)
    )
    return raster.png(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>{lines}</svg>'
    )


def test_a_card_says_value_kind_and_disagreement(rivers: BuiltSite) -> None:
    short = social.lay_out(
        Words("How long is it?", "12 km", "A target", "Sources disagree: 3 of 5 say this"),
        "Rivers",
        "As of 15 June 2026",
    )
    value = next(text for text in short.display if text.style == "value")
    assert value.lines == ("12 km",)
    assert value.size > max(text.size for text in short.labels)
    assert ("Sources disagree: 3 of 5 say this",) in [text.lines for text in short.labels]


def test_a_picture_drawn_again_is_the_same_byte_for_byte(rivers: BuiltSite) -> None:
    for folder in figures(rivers):
        again = raster.png((folder / f"{folder.name}.svg").read_text(), 2)
        assert again == (folder / f"{folder.name}.png").read_bytes()
