"""Facts by what they are about: the page that tells of them."""

from __future__ import annotations

from dataclasses import dataclass

from explainer.content import Content
from explainer.model import Fact, Page
from explainer.site.plan import Plan, SitePage


@dataclass(frozen=True, slots=True)
class Topic:
    """A page, or none, and the facts that it tells of, in the order of the content."""

    page: SitePage | None
    facts: tuple[Fact, ...]

    @property
    def name(self) -> str:
        """What the menu calls the page, else its title; empty where there is none."""
        if self.page is None:
            return ""
        told = self.page.subject
        return (told.menu if isinstance(told, Page) else "") or self.page.title


def topics(content: Content, plan: Plan) -> list[Topic]:
    """The pages in their order with their facts, each fact once; last those that no page tells of.

    The front page has a little of everything, so that it comes after all others.
    """
    places = [page for page in plan.pages.values() if isinstance(page.subject, Page)]
    places.sort(key=lambda page: (page.address == "", _at(page, plan.menu)))
    found: dict[str, list[Fact]] = {at: [] for at in (*(page.address for page in places), "/")}
    for fact in content.facts.values():
        used = {page.address for page in plan.used_on(fact)}
        home = next((page.address for page in places if page.address in used), "/")
        found[home].append(fact)
    return [Topic(plan.pages.get(at), tuple(facts)) for at, facts in found.items() if facts]


def _at(page: SitePage, menu: tuple[SitePage, ...]) -> int:
    return menu.index(page) if page in menu else len(menu)
