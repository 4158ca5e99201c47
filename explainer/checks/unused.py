"""Rules on what nobody uses: they judge by absence, and so only content that has no error.

While anything cannot be read, names what is not there or is to be bound, it may be what uses an
entry, and a cure such as "take it away" would make one mistake two.
"""

from __future__ import annotations

from collections.abc import Iterator

from explainer import figures
from explainer.checks.given import Given
from explainer.checks.pictures import unused_picture
from explainer.checks.series import unused_series
from explainer.content import Content
from explainer.documents import Path
from explainer.evidence.names import find
from explainer.model import Entry, Fact, Page
from explainer.problems import Problem, warning
from explainer.prose import Prose
from explainer.site.plan import page_target


def unused_fact(given: Given) -> Iterator[Problem]:
    """A fact should be bound on a page, shown in a figure, or needed by another fact."""
    used = _used(given)
    for fact in given.content.facts.values():
        if fact.id not in used:
            yield warning(
                fact.origin.key(),
                "unused-fact",
                f"{fact.id!r} is bound on no page and shown in no figure",
                f"bind it: [text](fact:{fact.id}); or take it away",
            )


def _used(given: Given) -> set[str]:
    content = given.content
    used: set[str] = set()
    for entry, _, text in _all_passages(content):
        bound = [find(content, link) for link in text.links]
        used |= {one.id for one in bound if isinstance(one, Fact) and one is not entry}
    for figure in content.figures.values():
        shown = figures.shows(figure, content, given.ledger)
        used |= {one.id for one in shown if isinstance(one, Fact)}
    for fact in content.facts.values():
        used |= {fact.baseline, *fact.measured, *given.ledger.accounts[fact.id].inputs}
    used |= {name for series in content.series.values() for name in series.targets}
    for group in content.groups.values():
        used |= {name for total in group.totals for name in total.facts}
    return used


def _all_passages(content: Content) -> Iterator[tuple[Entry, Path, Prose]]:
    """Those of drafts too: what only a draft uses is not to be taken away."""
    yield from content.passages()
    for page in content.drafts.values():
        yield from ((page, path, text) for path, text in page.markdown.items())


def unused_source(given: Given) -> Iterator[Problem]:
    """A source should be cited, or be what a cited source is based on."""
    content, ledger = given.content, given.ledger
    used = {reply.source.id for account in ledger.accounts.values() for reply in account.replies}
    used |= {one.source for series in content.series.values() for one in series.answers}
    used |= {reply.source.id for replies in ledger.date_replies.values() for reply in replies}
    used |= {basis.source for source in content.sources.values() for basis in source.based_on}
    for group in content.groups.values():
        used |= {name for member in group.members for name in member.sources}
    used |= {picture.source for picture in content.pictures.values()}
    used |= {name for term in content.glossary.values() for name in term.sources}
    for _, _, text in _all_passages(content):
        used |= {link.target for link in text.links if link.scheme == "source"}
    for source in content.sources.values():
        if source.id not in used:
            yield warning(
                source.origin.key(),
                "unused-source",
                f"the source {source.id!r} is cited nowhere",
                "cite it in an answer, or take it away",
            )


def orphan_page(given: Given) -> Iterator[Problem]:
    """A page should be in the menu, or be linked from another page or from the foot."""
    site = given.content.site
    reached = {"index", *site.menu, *(at.removesuffix(".md") for at in site.theme.footer.values())}
    for entry, _, text in _all_passages(given.content):
        if isinstance(entry, Page):
            targets = {page_target(entry, link.target)[0] for link in text.links if not link.scheme}
            reached |= targets - {entry.id}
    for page in given.content.pages.values():
        if page.id not in reached:
            yield warning(
                page.origin.place(),
                "orphan-page",
                f"a page should be found by readers, but nothing leads to {page.id!r}",
                "name it in 'menu:' of site.yaml, or link to it from another page",
            )


RULES = (unused_fact, unused_source, unused_series, unused_picture, orphan_page)
