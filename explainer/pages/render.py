"""A planned page becomes text: templates, links made relative, bindings made visible."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from jinja2 import (
    Environment,
)

from explainer.content import Content
from explainer.evidence.ledger import Ledger
from explainer.figures.drawing import Drawing
from explainer.pages.view import View
from explainer.site import finding
from explainer.site.edition import Edition
from explainer.site.plan import Plan, SitePage
from explainer.voice import bidi, typography, wording

# Where pages stand that are searched and never served.
FOR_SEARCH = "_found/"

# A mark at a number, what stands in the margin, what ends with the number, and the stop behind it.
_MARK_AND_STOP = re.compile(
    r"(&#8288;<button(?:(?!</button>).)*</button>&#8288;"
    r'(?:<span class="beside"(?:(?!</span>).)*</span>)?(?:</(?:em|strong)>)*)([.,;:!?…]+)'
)


def marks_behind_stops(html: str) -> str:
    """The page with marks of disputes behind stops, as those of notes are set: no gap is left."""
    return _MARK_AND_STOP.sub(r"\2\1", html)


@dataclass(frozen=True)
class Renderer:
    """Renders the pages of one edition.

    ``assets`` leads from the name of a static file to its address with a hash, ``weigh`` tells how
    many bytes a reader loads for it.
    """

    edition: Edition
    env: Environment
    assets: Mapping[str, str]
    weigh: Callable[[str], int]

    @property
    def content(self) -> Content:
        """The content of the edition."""
        return self.edition.content

    @property
    def ledger(self) -> Ledger:
        """The ledger of the edition."""
        return self.edition.ledger

    @property
    def plan(self) -> Plan:
        """The pages of the edition."""
        return self.edition.plan

    @property
    def drawings(self) -> Mapping[str, Drawing]:
        """Every figure laid out, by its id."""
        return self.edition.drawings

    def render(self, page: SitePage) -> str:
        """The page as HTML."""
        view = View(self, page)
        html = self.env.get_template(page.template).render(view.model() | view.names())
        text = wording.with_one_stop(marks_behind_stops(bidi.as_elements(html)))
        return typography.typeset(text, self.content.site.language)

    def terms(self) -> dict[str, Callable[[], bytes]]:
        """Each term of the glossary as a page of its own, for the search alone, by its file."""
        return {
            f"{FOR_SEARCH}{number}.html": partial(self._term, one)
            for number, one in enumerate(finding.terms(self.edition))
        }

    def _term(self, found: finding.Finding) -> bytes:
        template = self.env.get_template("term.html")
        language = self.content.site.language
        html = template.render(finding=found, language=language)
        return typography.typeset(html, language).encode()
