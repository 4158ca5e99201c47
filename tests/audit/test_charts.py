"""Every chart of every page, drawn on request, with the content security policy in force."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import BASES, CONTENTS, Served
from tests.browser.test_explore import explore
from tests.browser.watching import Watch, watched

# What the policy must refuse, tried by a script that it does not bind.
FORBIDDEN = """async (count) => {
  const refused = new Set();
  document.addEventListener("securitypolicyviolation", (event) =>
    refused.add(event.effectiveDirective));
  const add = (tag, properties) =>
    document.body.append(Object.assign(document.createElement(tag), properties));
  add("script", { textContent: "document.title = 'bad'" });
  add("script", { src: "https://elsewhere.example/a.js" });
  add("style", { textContent: "body { color: red }" });
  add("img", { src: "https://elsewhere.example/a.png" });
  add("iframe", { src: "https://elsewhere.example/" });
  document.body.setAttribute("style", "color: red");
  await fetch("https://elsewhere.example/").catch(() => {});
  for (let wait = 0; wait < 100 && refused.size < count; wait += 1)
    await new Promise((resolve) => setTimeout(resolve, 20));
  return [...refused].sort();
}"""
# So many charts at least are on the pages of each site.
OFFERED = {"flagship": 5, "rivers": 2}
REFUSED = ["connect-src", "frame-src", "img-src", "script-src-elem", "style-src-attr",
           "style-src-elem"]  # fmt: skip


def point_at_chart(watch: Watch, number: int) -> None:
    """Move the pointer over a chart, so that whatever it shows on the way is shown."""
    chart = watch.page.locator(".live").nth(number)
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    assert box is not None
    for step in range(1, 20):
        along = step / 20
        watch.page.mouse.move(box["x"] + box["width"] * along, box["y"] + box["height"] * along)


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("name", CONTENTS)
def test_every_chart_is_drawn_without_a_fault_and_asks_nobody_else(
    browser: Browser, served: dict[tuple[str, str], Served], name: str, base: str
) -> None:
    drawn = 0
    with watched(browser, served[name, base]) as watch:
        for address in watch.site.pages():
            watch.page.emulate_media(color_scheme="light")
            watch.page.set_viewport_size({"width": 1280, "height": 800})
            watch.open(address)
            charts = watch.page.locator("[data-explore]").count()
            for number in range(charts):
                explore(watch, number)
                point_at_chart(watch, number)
            if charts:
                watch.page.emulate_media(color_scheme="dark")
                watch.page.set_viewport_size({"width": 390, "height": 800})
                watch.page.wait_for_timeout(300)
                expect(watch.page.locator(".live.is-ready")).to_have_count(charts)
            drawn += charts
    assert watch.faults == []
    assert drawn >= OFFERED[name]


@pytest.mark.parametrize("name", CONTENTS)
def test_the_policy_is_in_force_on_every_page(
    browser: Browser, served: dict[tuple[str, str], Served], name: str
) -> None:
    site = served[name, "/repo/"]
    lax = {}
    with watched(browser, site) as watch:
        for address in [*site.pages(), "404.html"]:
            watch.open(address)
            refused = watch.page.evaluate(FORBIDDEN, len(REFUSED))
            if refused != REFUSED or watch.page.title() == "bad":
                lax[address] = refused
    assert lax == {}
