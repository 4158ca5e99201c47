"""What readers type, and what they find first: the first three results answer the question."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Served
from tests.browser.watching import Watch, watched

# The first result, and others of which the second and the third must be.
FLAGSHIP = {
    "who are the members": (
        "members/",
        "groups/ai-alliance-network/ facts/network-countries-2025-12/"
        " facts/network-organisations-2025-12/ figures/members-table/",
    ),
    "when was it announced": (
        "events/network-announced/",
        "facts/network-founded/ facts/network-announced-during-conference/",
    ),
    "GDP": ("glossary/#gdp", "targets/ facts/ai-gdp-2030/ facts/ai-gdp-share-2030/"),
    "Putin": (
        "glossary/#kremlin",
        "events/network-announced/ sources/srn-2025-11-19/ sources/knews-2025-11-19/"
        " sources/oscargp-2026-04-10/",
    ),
    "chips": (
        "chips/",
        "glossary/#chip facts/huawei-chips-in-demand/ facts/us-licence-for-ai-chips/"
        " facts/chip-exports-stopped/",
    ),
    "Sberbank": (
        "glossary/#sberbank",
        "facts/sberbank-hosts-conference/ facts/gigachat-maker/ facts/sberbank-state-owned/"
        " facts/sberbank-largest-bank/ facts/sberbank-leads-ai/",
    ),
    "BRICS": (
        "groups/brics/",
        "glossary/#brics groups/rdif-brics-ai-alliance/ groups/brics-ai-industry-network/",
    ),
    "what is the AI Alliance Network": (
        "",
        "groups/ai-alliance-network/ glossary/#ai-alliance-network",
    ),
    "how many members": (
        "members/",
        "groups/ai-alliance-network/ facts/network-countries-2025-12/"
        " facts/network-organisations-2025-12/",
    ),
    "billion or trillion": ("glossary/#billion", "facts/ai-gdp-2030/ targets/ contested/"),
    "31 of 83": ("facts/tortoise-rank/", "standing/ contested/ figures/global-ranking/"),
    "sanctions": (
        "glossary/#sanctions",
        "chips/ facts/parallel-systems/ facts/sanctions-hit-three/"
        " facts/concerns-beyond-sanctions/",
    ),
    "Китай": ("china-order/", "sources/cnews-2025-09-15/ sources/pravda-ru-2025-09-14/"),
    "China": (
        "china-order/",
        "facts/china-changes-race/ facts/censorship-worry/ facts/order-content/",
    ),
    "how many countries": (
        "facts/network-countries-2025-12/",
        "facts/network-countries-2024-12/ facts/network-countries-2025-11/"
        " facts/network-countries-2025-08/ facts/countries-invited-2025/",
    ),
    "who leads the network": (
        "facts/secretariat-chair-2025/",
        "facts/alliance-board-chair/ glossary/#ai-alliance-ibm-meta members/",
    ),
    "roubles": (
        "glossary/#rouble",
        "facts/roubles-per-euro-implied/ facts/roubles-per-dollar-implied/"
        " facts/ai-investment-start/ facts/ai-investment-2030/",
    ),
    "11.2 trillion": (
        "facts/ai-gdp-2030/",
        "targets/ contested/ disagreements/ figures/gdp-target/",
    ),
    "Nvidia": (
        "facts/us-licence-for-ai-chips/",
        "facts/data-centres-on-nvidia/ facts/nvidia-servers-sought/",
    ),
    "Stanford": (
        "facts/stanford-pillars/",
        "facts/stanford-indicators/ facts/stanford-rank/ facts/stanford-rank-2025/",
    ),
    "is it the same as the AI Alliance of IBM and Meta": (
        "groups/ibm-meta-ai-alliance/",
        "glossary/#ai-alliance-ibm-meta groups/ai-alliance-network/ members/",
    ),
    "Trump": (
        "facts/white-house-post/",
        "events/white-house-post-named/ sources/abc7-2024-12-06/",
    ),
    "Cuba": (
        "facts/cuban-members/",
        "events/cuban-bodies-join/ sources/cibercuba-2024-12-16/ sources/granma-2024-12-16/",
    ),
    "GigaChat": (
        "glossary/#gigachat",
        "facts/gigachat-maker/ facts/domestic-market-leaders/ facts/chinese-chips-for-gigachat/",
    ),
    "Reuters": (
        "sources-and-method/",
        "glossary/#wire sources/reuters-2025-01-01/ sources/reuters-2024-12-11/",
    ),
    "what are the targets": (
        "targets/",
        "glossary/#target-and-forecast facts/ai-investment-yearly/ facts/ai-gdp-2030/",
    ),
    "AI Journey": (
        "glossary/#ai-journey",
        "facts/network-announced-during-conference/ facts/sberbank-hosts-conference/",
    ),
    "AI skills": (
        "facts/ai-skills-multiple/",
        "facts/ai-skills-2030/ facts/ai-skills-start/ figures/skills-target/",
    ),
    "where does Russia stand": (
        "standing/",
        "facts/stanford-rank/ facts/stanford-rank-2025/ facts/tortoise-rank/"
        " facts/tortoise-rank-2025/ facts/ai-users-rank-2026/",
    ),
    "who copies whom": ("sources-and-method/", "glossary/#newsroom contested/ figures/lineage/"),
    "Watson": ("sources/watson-2024-12-12-en/", "sources/watson-2024-12-12/ contested/"),
    "AI Horizons": (
        "glossary/#ai-horizons",
        "facts/ai-horizons-foreign-researchers/ facts/ai-horizons-interviews/"
        " facts/ai-horizons-researchers/ facts/ai-horizons-countries/",
    ),
    "grey market": ("glossary/#grey-market", "facts/grey-market/ chips/"),
    "national plan": (
        "events/national-plan-due/",
        "facts/national-plan/ facts/national-plan-second-order/",
    ),
}

RIVERS = {
    "who are the members": ("members/", "groups/river-pact/ groups/river-council/"),
    "what is a weir": ("glossary/#weir", "facts/opening-time/ facts/first-salmon/"),
    "how much river should run free": (
        "facts/free-rivers-2030/",
        "figures/promise/ facts/free-rivers-2025/",
    ),
    "1,200": ("facts/free-rivers-2030/", "sources/valley-wire-2024-03-14/ "),
    "1,200 km": ("facts/free-rivers-2030/", "sources/valley-wire-2024-03-14/ disagreements/"),
}


def found(watch: Watch, question: str) -> list[str]:
    """The addresses of the first three results."""
    watch.open(f"search/?q={quote(question)}")
    watch.page.wait_for_selector(".search-count:not(:empty)")
    links = watch.page.locator(".search-found > li a").evaluate_all(
        "(links) => links.slice(0, 3).map(({ href }) => href)"
    )
    return [str(link).removeprefix(watch.site.address) for link in links]


@pytest.mark.parametrize(("site", "questions"), [("flagship", FLAGSHIP), ("rivers", RIVERS)])
def test_the_first_three_results_answer_what_readers_ask(
    browser: Browser,
    served: dict[tuple[str, str], Served],
    site: str,
    questions: dict[str, tuple[str, str]],
) -> None:
    with watched(browser, served[site, "/repo/"]) as watch:
        wrong = {}
        for question, (first, others) in questions.items():
            results = found(watch, question)
            right = {first, *others.split(" ")}
            if results[:1] != [first] or not set(results) <= right:
                wrong[question] = results
    assert wrong == {}
    assert watch.faults == []


def test_results_stand_still_while_others_are_looked_for(browser: Browser, rivers: Served) -> None:
    with watched(browser, rivers) as watch:
        watch.open("search/")
        place = watch.page.locator(".search-found")
        empty = place.bounding_box()
        watch.page.get_by_label("Search for").fill("river")
        watch.page.wait_for_selector(".search-found > li")
        full = place.bounding_box()
    assert empty
    assert full
    assert (full["x"], full["y"], full["width"]) == (empty["x"], empty["y"], empty["width"])


def test_a_result_is_told_in_a_fixed_line_of_its_own(browser: Browser, rivers: Served) -> None:
    with watched(browser, rivers) as watch:
        lines = []
        for question in ("1,200", "how much river should run free by 2030"):
            watch.open(f"search/?q={quote(question)}")
            lines.append(watch.page.locator(".search-found .detail").first.inner_html())
    assert lines == ["1,200 kilometres"] * 2
