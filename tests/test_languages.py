"""Languages: the tags that are accepted, what is said of others, and which way each is written."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel import localedata
from PIL import Image

from explainer.images import raster
from explainer.images.social import Words, from_right, lay_out, legible
from explainer.quantities import dates
from explainer.reading.mentions import Usage, numbers_in
from explainer.voice import bidi, countries, languages, wording
from tests.program import run

SITE = {
    "site.yaml": "title: A small explainer\nlanguage: {}\n",
    "pages/index.md": "---\ntitle: Front\nsummary: A page.\n---\nText.\n",
}


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return folder


ABROAD = [f"{code}-GB" for code in sorted(set(localedata.locale_identifiers())) if len(code) < 4]


@pytest.mark.parametrize("tag", ABROAD[::3])
def test_a_language_abroad_is_read_and_printed_as_at_home(tag: str) -> None:
    """As the CLDR has it, which knows of few languages how they are written where they are not."""
    home = tag.partition("-")[0]
    text = "1.234,5 km, 1,234.5 km, 12 %, 2024"
    found = [[one.quantity for one in numbers_in(text, Usage(one))] for one in (tag, home)]
    assert found[0] == found[1]
    for one in map(dates.read, ("1,200 km", "2024-12-11")):
        assert wording.say(one, tag)
    name = wording.country("DEU", tag)
    assert countries.named(name, tag) in ("DEU", "")


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("en", "en"),
        ("EN-gb", "en-GB"),
        ("zh-hans", "zh-Hans"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("sr-latn", "sr-Latn"),
        ("pt-BR", "pt-BR"),
        ("es-419", "es-419"),
        ("de-CH-1901", "de-CH-1901"),
        ("ca-valencia", "ca-valencia"),
        ("de-US", "de-US"),  # rare, but a language abroad
        ("eng", "en"),  # the code with two letters is the one to use
        ("en-UK", "en-GB"),
        ("nb", "nb"),
        ("en_GB", "en-GB"),  # as locales are named
        ("zh_hans_cn", "zh-Hans-CN"),
        ("DE_ch_1901", "de-CH-1901"),
        ("en-US-POSIX", "en-US-posix"),
    ],
)
def test_a_tag_is_accepted_and_gets_its_usual_case(text: str, tag: str) -> None:
    assert languages.printed(text) == languages.known(text) == tag


@pytest.mark.parametrize(
    ("text", "cure"),
    [
        ("english", "write 'en'"),
        ("British English", "write 'en-GB'"),
        ("Simplified Chinese", "write 'zh-Hans'"),
        ("Deutsch", "write 'de'"),
        ("русский", "write 'ru'"),
        ("العربية", "write 'ar'"),
        ("en GB", "write 'en-GB'"),
        ("de_DE.UTF-8", "write 'de-DE'"),
        ("en-", "write 'en'"),
        ("en-XX", "write 'en'"),
        ("jp", "write 'ja'"),
        ("ua", "write 'uk'"),
        ("us", "write 'en-US'"),
        ("Spanisch", "write 'es'"),
        ("zz-ZZ", "write that of the language, such as 'pt-BR'"),
        ("xx", "write that of the language, such as 'pt-BR'"),
        ("", "write that of the language, such as 'pt-BR'"),
    ],
)
def test_what_is_no_tag_gets_a_cure_that_is_one(text: str, cure: str) -> None:
    for read in (languages.printed, languages.known):
        with pytest.raises(ValueError, match="a language must be a language tag") as caught:
            read(text)
        assert str(caught.value).endswith(f"; {cure}")
        assert read(cure.split("'")[1])


def test_a_source_may_be_in_a_language_that_no_site_can_be_in() -> None:
    assert languages.known("tlh") == "tlh"
    assert languages.known("grc") == "grc"
    with pytest.raises(ValueError, match="not 'grc'; write the tag of another, such as 'en'"):
        languages.printed("grc")


@pytest.mark.parametrize("command", ["check", "build"])
@pytest.mark.parametrize("text", ["english", "klingon", "xx", "zz-ZZ", "en__GB", "en-", "''"])
def test_check_and_build_say_the_same_of_a_site(text: str, command: str, tmp_path: Path) -> None:
    files = SITE | {"site.yaml": SITE["site.yaml"].format(text)}
    content = write(tmp_path / "content", files)
    where = ["--output", tmp_path / "site"] if command == "build" else []
    done = run(command, "--content", content, *where)
    assert done.code == 1
    assert done.out.startswith(
        "site.yaml:2:11: error: 'language': a language must be a language tag, such as en-GB or de,"
        f" not {text if text == chr(39) * 2 else repr(text)}"
    )


# --- words from right to left ---------------------------------------------------------------------

ARABIC, HEBREW = "صحيفة النهر", "עיתון הנהר"
MIXED = {
    "site.yaml": "title: A small explainer\nlanguage: en-GB\nurl: https://example.org/a/\n"
    "lanes: {work: الأعمال}\n",
    "sources.yaml": f"""arabic:
  title: قمة الذكاء (AI) تنطلق!
  publisher: {ARABIC}
  author: كاتب
  type: news
  published: 2024-05-05
  language: ar
  where_found: مطبوع
hebrew:
  title: "רשת הנהרות (AI) הוכרזה: מה ידוע?"
  publisher: {HEBREW}
  type: news
  published: 2024-05-06
  language: he
  where_found: print
  based_on:
    - {{source: arabic, how: translates, proof: הוא אומר כך}}
""",
    "facts.yaml": """x:
  question: How many states are in it?
  label: states
  kind: count
  when: 2024
  shown: 17 states
  said_by: مجلس الأنهار
  answers:
    - {source: arabic, says: 17 states}
    - {source: hebrew, says: 71 states, conflict: slip, note: "سقط رقم."}
""",
    "events.yaml": """weir:
  title: أزيل السد!
  lane: work
  dates:
    - {role: happened, when: 2024-05-01, source: arabic}
  text: أزيل السد القديم.
""",
    "groups.yaml": """pact:
  name: ميثاق المرج
  members_are: organisations
  statuses: {founding: أسسته}
  members:
    - {country: EGY, organisation: هيئة النيل, status: founding, sources: [arabic]}
""",
    "figures.yaml": """bars: {kind: bars, title: States, facts: [x]}
map: {kind: map, title: الأعضاء, group: pact}
list: {kind: membership, title: Members, group: pact}
time: {kind: timeline, title: Time}
line: {kind: lineage, title: Who draws on whom, sources: [arabic, hebrew]}
""",
    "pages/index.md": """---
title: Front
summary: A page.
---
There are [17 states](fact:x), says <source:arabic>; see <event:weir> and <group:pact>.

![States](figure:bars)

![Map](figure:map)

![Members](figure:list)

![Time](figure:time)

![Line](figure:line)
""",
}


class Mixing(HTMLParser):
    """Collects the texts in which words from right to left stand among others unguarded."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.bdi = 0
        self.unguarded: list[str] = []
        self.hidden = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.bdi += tag == "bdi"
        self.hidden = tag if tag in ("script", "style", "pre") else self.hidden
        spoken = [value for name, value in attrs if value and name in ("aria-label", "alt")]
        self.unguarded += filter(self.mixes, spoken)

    def handle_endtag(self, tag: str) -> None:
        self.bdi -= tag == "bdi"
        self.hidden = "" if tag == self.hidden else self.hidden

    def handle_data(self, data: str) -> None:
        if not self.bdi and not self.hidden and self.mixes(data):
            self.unguarded.append(data)

    @staticmethod
    def mixes(text: str) -> bool:
        """Whether anything but the whole is from right to left, and not kept apart."""
        bare = re.sub("\u2068[^\u2068\u2069]*\u2069", "", text)
        return bidi.is_right_to_left(bare) and bool(re.search(r"[a-z]{2}|\d", bare))


def built(tmp_path: Path, files: dict[str, str]) -> Path:
    content, output = write(tmp_path / "content", files), tmp_path / "site"
    done = run("build", "--content", content, "--output", output, "--today", "2025-01-15")
    assert done.code == 0, done.out
    return output


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("mixed"), MIXED)


def test_every_page_keeps_words_from_right_to_left_apart(mixed: Path) -> None:
    pages = {path: path.read_text(encoding="utf-8") for path in mixed.rglob("*.html")}
    assert any(ARABIC in html for html in pages.values())
    found = {path.as_posix(): Mixing(html).unguarded for path, html in pages.items()}
    assert {path: texts for path, texts in found.items() if texts} == {}


def test_a_publisher_is_not_torn_from_its_date(mixed: Path) -> None:
    page = (mixed / "sources/arabic/index.html").read_text(encoding="utf-8")
    assert f"<bdi>{ARABIC}</bdi>, 5\xa0May\xa02024" in page
    assert '<h1 lang="ar"><cite lang="ar"><bdi>' in page
    drawing = (mixed / "figures/line/line.svg").read_text(encoding="utf-8")
    assert f"\u2068{ARABIC}\u2069" in drawing
    assert "<bdi>" not in drawing


def test_links_and_data_have_no_marks_of_direction(mixed: Path) -> None:
    for path in mixed.rglob("*"):
        if path.suffix in (".csv", ".json", ".bib", ".xml", ".ics"):
            assert "\u2068" not in path.read_text(encoding="utf-8"), path
        if path.suffix == ".html":
            html = path.read_text(encoding="utf-8")
            assert not re.search('(href|src|id|class)="[^"]*[\u2068\u2069]', html), path


def test_letters_that_join_are_not_parted(mixed: Path) -> None:
    for path in mixed.rglob("*.html"):
        assert "</bdi><bdi>" not in path.read_text(encoding="utf-8"), path


@pytest.mark.parametrize("tag", ["ar", "he", "fa-IR", "ur", "yi", "ps", "ckb"])
def test_a_site_from_right_to_left_says_so(tag: str, tmp_path: Path) -> None:
    site = built(tmp_path, SITE | {"site.yaml": f"title: شبكة\nlanguage: {tag}\n"})
    for path in site.rglob("*.html"):
        assert f'<html lang="{tag}" dir="rtl">' in path.read_text(encoding="utf-8"), path


@pytest.mark.parametrize("tag", ["EN-gb", "en_GB"])
def test_a_site_has_the_tag_in_its_usual_spelling(tag: str, tmp_path: Path) -> None:
    source = f"s: {{title: T, publisher: P, type: blog, where_found: print, language: {tag}}}\n"
    site_yaml = f"title: A site\nlanguage: {tag}\n"
    site = built(tmp_path, SITE | {"site.yaml": site_yaml, "sources.yaml": source})
    assert json.loads((site / "sources/s/s.json").read_text())["language"] == "en-GB"
    html = (site / "index.html").read_text(encoding="utf-8")
    assert '<html lang="en-GB">' in html
    assert '<meta property="og:locale" content="en_GB">' in html


def test_style_sheets_know_no_left_and_right() -> None:
    physical = re.compile(
        r"(?<![\w-])(?:left|right)\b|(?:margin|padding|border|inset)-(?:left|right)"
    )
    sheets = (Path(__file__).parents[1] / "static").rglob("*.css")
    for path in (one for one in sheets if one.is_file()):
        rules = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert physical.findall(rules) == [], path.name


def test_isolates_are_put_once_and_whole() -> None:
    assert bidi.apart("River") == "River"
    once = bidi.apart(f"{ARABIC}, 5")
    assert once == f"\u2068{ARABIC}, 5\u2069" == bidi.apart(once)
    assert bidi.apart("النهر\u2069, 5 May") == "\u2068النهر\u2069, 5 May"
    assert bidi.as_elements(f"<p>{once}</p>") == f"<p><bdi>{ARABIC}, 5</bdi></p>"
    assert bidi.as_elements(f"<p>{bidi.FIRST_STRONG}") == f"<p>{bidi.FIRST_STRONG}"
    assert bidi.as_elements(f'<a href="#{once}" alt="a {once}">') == (
        f'<a href="#{ARABIC}, 5" alt="a {once}">'
    )


# --- cards in other scripts -----------------------------------------------------------------------


def test_signs_that_no_font_has_are_found() -> None:
    private = "\U0010fff0"
    assert raster.missing(f"River Ж Ω {private}") == {private}
    assert raster.missing("River") == frozenset()


def test_a_card_whose_title_cannot_be_written_shows_the_title_of_the_site() -> None:
    missing = frozenset("世界🎉")
    assert legible(Words("世界", "17", "about"), "Rivers", missing) == Words("Rivers")
    party = Words("Free 🎉 rivers", "17 世", "It runs 🎉")
    assert legible(party, "Rivers", missing) == Words("Free rivers", "", "It runs")
    assert legible(Words("Реки", "17"), "Rivers", missing) == Words("Реки", "17")


def test_lines_of_a_card_are_measured_by_their_letters() -> None:
    assert raster.width("\u2068سد\u2069", 100) == raster.width("سد", 100)
    assert raster.width("نهر", 100) < 3 * 100
    card = lay_out(Words("קמת הנהרות " * 3), "Rivers", "As of today")
    (title,) = card.display
    assert " ".join(title.lines) == " ".join(["קמת הנהרות"] * 3)


def test_a_card_from_right_to_left_begins_at_the_right_edge() -> None:
    assert bidi.begins_right_to_left("(17) نهر Rivers")
    assert not bidi.begins_right_to_left("AI نهر")
    card = lay_out(Words("نهر", "17", "About"), "Rivers", "As of today")
    texts = [*from_right(card).display, *from_right(card).labels]
    assert {(text.x, text.anchor) for text in texts} == {(1200 - 72, "end")}


def test_cards_and_pictures_of_titles_from_right_to_left_begin_there(
    mixed: Path, tmp_path: Path
) -> None:
    """Where what is drawn ends at the right: the title of a site, and of one map among others."""
    files = SITE | {"site.yaml": "title: شبكة الأنهار\nlanguage: ar\nurl: https://example.org/\n"}
    site = built(tmp_path, files)
    card = Image.open(site / "cards" / "index.png").convert("L").crop((0, 40, 1200, 400))
    left, _, right, _ = card.point(lambda shade: 255 * (shade < 128)).getbbox() or (0, 0, 0, 0)
    assert left > 600
    assert right > 1100
    drawn = {name: (mixed / f"figures/{name}/{name}.svg").read_text() for name in ("map", "bars")}
    assert 'class="d-title" x="744" ' in drawn["map"]
    assert 'class="d-title" x="24" ' in drawn["bars"]


def test_lines_of_a_card_break_between_the_signs_of_chinese() -> None:
    said = "世界河流网络有多少成员国，它们在哪里，谁这么说？"
    card = lay_out(Words(said), "Rivers", "As of today")
    (title,) = card.display
    assert len(title.lines) > 1
    assert "".join(title.lines) == said
    assert not any(line.startswith(("，", "？")) for line in title.lines)
