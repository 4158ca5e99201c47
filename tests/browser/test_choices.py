"""What readers choose within a figure: style sheets carry it out, with no script."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import combinations

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Locator, expect

from tests.browser.conftest import Served, serving
from tests.browser.test_pages import SIDEWAYS
from tests.browser.watching import watched
from tests.program import run

SMUDGE = 32  # levels of 256: a browser smooths edges anew each time it draws, by a few


def shown(items: Locator) -> list[str]:
    """What can be read of the events in sight."""
    return [one.inner_text() for one in items.all() if one.is_visible()]


def looks(item: Locator) -> Image.Image:
    """How it is drawn now."""
    return Image.open(io.BytesIO(item.screenshot())).convert("RGB")


def drawn_otherwise(one: Image.Image, other: Image.Image) -> int:
    """The pixels that a reader sees changed."""
    red, green, blue = ImageChops.difference(one, other).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return sum(most.histogram()[SMUDGE:])


def test_one_lane_of_a_timeline_can_be_read_alone(browser: Browser, rivers: Served) -> None:
    with watched(browser, rivers, script=False) as watch:
        watch.open("figures/story/")
        events = watch.page.locator(".moments > li")
        everything = shown(events)
        assert len(everything) == events.count()
        watch.page.get_by_role("radio", name="Works on the rivers").check()
        works = shown(events)
        assert 0 < len(works) < len(everything)
        assert all(
            "Works on the rivers" in one.inner_text() for one in events.all() if one.is_visible()
        )
        watch.page.get_by_role("radio", name="everything").check()
        assert shown(events) == everything


def test_another_group_can_be_outlined_on_the_map(browser: Browser, rivers: Served) -> None:
    with watched(browser, rivers, script=False) as watch:
        watch.open("figures/where/")
        stage = watch.page.locator(".stage")
        plain = looks(stage)
        watch.page.get_by_role("radio", name="River Council").check()
        assert drawn_otherwise(plain, looks(stage)) > 20, "two countries have an outline now"
        watch.page.get_by_role("radio", name="nothing").check()
        assert drawn_otherwise(plain, looks(stage)) == 0
        watch.page.locator("summary", has_text="Notes and doubts").click()
        expect(watch.page.get_by_text("River Council: 2 of 2 countries")).to_be_visible()


FAR = ", {country: NZL, status: in, sources: one}"  # so that the map is one of the whole world
EDGES = {
    "site.yaml": "title: Edges\nlanguage: en-GB\n",
    "sources.yaml": "one:\n  title: A report\n  publisher: Publisher\n  type: news\n"
    "  published: 2026-01-01\n  where_found: In a library\n",
    "events.yaml": "".join(
        f"event-{n}:\n  title: {'Gesellschaft' * 20}\n  lane: lane-{n}\n"
        f"  dates: [{{when: 2020-01-01, source: one}}]\n"
        for n in range(1, 13)
    ),
    "groups.yaml": "".join(
        f"group-{n}:\n  name: Group {chr(64 + n)}\n  members_are: states\n"
        f"  statuses: {{in: {'Gesellschaft' * 20}}}\n"
        f"  members: [{{country: {code}, status: in, sources: one}}{FAR if n == 1 else ''}]\n"
        for n, code in enumerate(("BRA", "IND", "CHN", "ZAF", "RUS", "CAN", "AUS", "KAZ", "MLI"), 1)
    ),
    "figures.yaml": "all:\n  kind: timeline\n  title: All\n"
    "where:\n  kind: map\n  title: Where\n  group: group-1\n"
    "  compare: [group-2, group-3, group-4, group-5, group-6, group-7, group-8, group-9]\n"
    f"who:\n  kind: membership\n  title: {'Gesellschaft' * 20}\n  group: group-1\n"
    "  compare: [group-2, group-3, group-4, group-5, group-6, group-7, group-8, group-9]\n",
    "pages/index.md": "---\ntitle: Edges\n---\n"
    + "|".join(["", *["A column"] * 30, ""])
    + "\n"
    + "|".join(["", *["---"] * 30, ""])
    + "\n"
    + "|".join(["", *["some words"] * 30, ""])
    + "\n\n![All](figure:all)\n\n![Where](figure:where)\n\n![Who](figure:who)\n",
}


@pytest.fixture(scope="module")
def edges(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A site at the edge of what a page has room for."""
    folder = tmp_path_factory.mktemp("edges")
    for name, text in EDGES.items():
        (folder / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "content" / name).write_text(text, encoding="utf-8")
    done = run("build", "--content", folder / "content", "--output", folder / "site")
    assert done.code == 0, done.out
    with serving(folder / "site", "/") as served:
        yield served


def test_every_lane_that_is_offered_can_be_read_alone(browser: Browser, edges: Served) -> None:
    with watched(browser, edges, script=False) as watch:
        watch.open("figures/all/")
        events = watch.page.locator(".moments > li")
        for number in range(1, 13):
            watch.page.get_by_role("radio", name=f"Lane {number}", exact=True).check()
            (one,) = shown(events)
            assert f"Lane {number}" in one


def test_every_outline_that_is_offered_is_drawn(browser: Browser, edges: Served) -> None:
    with watched(browser, edges, script=False) as watch:
        watch.open("figures/where/")
        stage = watch.page.locator(".stage")
        seen = [looks(stage)]
        for letter in "BCDEFGHI":
            watch.page.get_by_role("radio", name=f"Group {letter}").check()
            seen.append(looks(stage))
        for one, other in combinations(seen, 2):
            assert drawn_otherwise(one, other) > 10


def test_nothing_scrolls_sideways_however_long_the_words(browser: Browser, edges: Served) -> None:
    with watched(browser, edges) as watch:
        for address in edges.pages():
            watch.open(address)
            for width in (1280, 1000, 700, 390, 320):
                watch.page.set_viewport_size({"width": width, "height": 800})
                if sideways := watch.page.evaluate(SIDEWAYS):
                    watch.fault(f"scrolls sideways at {width}: {sideways}")
                region = watch.page.locator(".table-scroll").first
                scrolls = address or region.evaluate("one => one.scrollWidth > one.clientWidth")
                assert scrolls, "the table scrolls"
    assert watch.faults == []
