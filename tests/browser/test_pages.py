"""Every page of two sites in a real browser, at the root of a host and below a repository."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import CONTENTS, Served, serving
from tests.browser.watching import watched
from tests.program import run

WIDTHS = (1280, 320)
SIDEWAYS = """() => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return null;
  const wide = [...document.body.querySelectorAll("*")].filter(
    (one) => one.getBoundingClientRect().right > root.clientWidth + 0.5);
  return `${root.scrollWidth} px: ${wide.slice(0, 3).map((one) => one.outerHTML.slice(0, 80))}`;
}"""


@pytest.mark.timeout(900)  # hundreds of pages, on whatever machine
@pytest.mark.parametrize("name", CONTENTS)
def test_every_page_is_whole_and_nothing_scrolls_sideways(
    browser: Browser, served: dict[tuple[str, str], Served], name: str
) -> None:
    """Of a large site every fourth page, and one of each kind; the audit opens all."""
    site = served[name, "/repo/"]
    pages = site.pages()
    if len(pages) > 200:
        pages = list(dict.fromkeys([*one_of_each(site), *pages[::4]]))
    walk(browser, site, pages)


@pytest.mark.parametrize("name", CONTENTS)
def test_a_page_of_each_kind_is_whole_at_the_root_of_a_host(
    browser: Browser, served: dict[tuple[str, str], Served], name: str
) -> None:
    """The audit opens every page there."""
    site = served[name, "/"]
    walk(browser, site, one_of_each(site))


@pytest.mark.parametrize("name", CONTENTS)
def test_no_page_asks_for_anything_from_the_root_of_its_host(
    built: dict[str, Path], name: str
) -> None:
    """So that a page is the same wherever the site is put; but for the one of missing addresses."""
    files = [path for kind in ("html", "css") for path in built[name].rglob(f"*.{kind}")]
    own = [path for path in files if path.name != "404.html" and "pagefind" not in path.parts]
    rooted = re.compile(r"""(?:href|src|srcset|action|poster|data)=["']?/(?!/)|url\(["']?/(?!/)""")
    assert len(own) > 50
    assert [path for path in own if rooted.search(path.read_text(encoding="utf-8"))] == []


def walk(browser: Browser, site: Served, addresses: list[str]) -> None:
    """Open each page, and see that nothing fails and nothing is too wide."""
    with watched(browser, site) as watch:
        for address in addresses:
            watch.open(address)
            for width in WIDTHS:
                watch.page.set_viewport_size({"width": width, "height": 800})
                if sideways := watch.page.evaluate(SIDEWAYS):
                    watch.fault(f"scrolls sideways at {width}: {sideways}")
    assert watch.faults == []


# What is of no use without a script, and so may wait for one.
TOOL = re.compile(r"Explore this figure \([^)]*\)|Copy$|^Show everything.*|^Show .*|^Search.*")


def one_of_each(site: Served) -> list[str]:
    """The narratives, and the first page of each other kind, and of each kind of figure.

    Of facts, events and sources also the first that tells of a disagreement.
    """
    kinds: dict[str, str] = {}
    for address in site.pages():
        kinds.setdefault(_kind(site, address), address)
    return sorted(kinds.values())


def _kind(site: Served, address: str) -> str:
    folder, _, rest = address.partition("/")
    if address.endswith("/embed/"):
        return "embed"
    if not rest or folder not in _RECORDS:
        return address
    page = (site.root / address / "index.html").read_text(encoding="utf-8")
    if folder == "figures":
        return next(iter(re.findall(r'<figure class="figure (figure-\w+)"', page)), folder)
    return folder + ", differing" * ('class="alone"' in page)


_RECORDS = ("facts", "events", "sources", "groups", "figures", "series", "pictures")


@pytest.mark.parametrize("name", CONTENTS)
def test_without_javascript_the_content_is_there(
    browser: Browser, served: dict[tuple[str, str], Served], name: str
) -> None:
    site = served[name, "/repo/"]
    addresses = one_of_each(site)
    said: list[dict[str, set[str]]] = []
    for script in (True, False):
        with watched(browser, site, script=script) as watch:
            said.append({})
            for address in addresses:
                watch.open(address)
                if script:  # what is a tool from its first word to its last
                    watch.page.eval_on_selector_all("search", "all => all.map(one => one.remove())")
                lines = watch.page.inner_text("main").splitlines()
                said[-1][address] = {TOOL.sub("", line).strip() for line in lines}
        assert watch.faults == []
    with_script, without = said
    for address in addresses:
        assert with_script[address] - without[address] == set(), address


def test_a_missing_address_shows_a_page_with_working_links(
    browser: Browser, rivers: Served
) -> None:
    with watched(browser, rivers) as watch:
        watch.open("no/such/page/")
        assert "There is no page at this address" in watch.page.inner_text("main")
        own = [fault for fault in watch.faults if "no/such/page" not in fault]
        assert own == []
        assert len(watch.faults) <= 2, "the page itself is missing, and nothing else"
        watch.page.click("a[href='/repo/']")
        expect(watch.page).to_have_url(rivers.address)


def test_a_click_leads_from_a_nested_page_to_another(browser: Browser, rivers: Served) -> None:
    with watched(browser, rivers) as watch:
        watch.open("rivers/upper/")
        watch.page.get_by_role("link", name="Compare").or_(
            watch.page.get_by_role("link", name="who is in it")
        ).click()
        expect(watch.page).to_have_url(rivers.address + "members/#states-have-another-one")
    assert watch.faults == []


def test_a_figure_can_be_linked_and_embedded_although_nobody_told_where_the_site_stands(
    browser: Browser, tmp_path: Path
) -> None:
    content = shutil.copytree(CONTENTS["rivers"], tmp_path / "content")
    settings = (content / "site.yaml").read_text(encoding="utf-8")
    untold = re.sub("^url: .*\n", "", settings, flags=re.MULTILINE)
    (content / "site.yaml").write_text(untold, encoding="utf-8")
    run("build", "--content", content, "--output", tmp_path / "site")
    address = "figures/promise/"
    with serving(tmp_path / "site", "/repo/") as site:
        with watched(browser, site) as watch:
            watch.open(address)
            assert watch.page.locator("#_address").inner_text() == site.address + address
            code = watch.page.locator("#_embed").inner_text()
            assert code.startswith(f'<iframe src="{site.address}{address}embed/" title="')
        assert watch.faults == []
        with watched(browser, site, script=False) as watch:
            watch.open(address)
            assert not watch.page.locator("#_address").is_visible()
            assert watch.page.get_by_text("The figure alone").is_visible()
