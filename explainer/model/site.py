"""``site.yaml``: what is said once for the whole site."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from explainer.model.entry import Part, Read
from explainer.model.kinds import BaseAddress, Colour, SiteLanguage, Texts, filled
from explainer.reading.mentions import Usage


class Looks(Part):
    """How the site looks, without a line of code; files are those of ``theme/static/``.

    logo: a picture before the title at the top of each page, such as logo.svg
    favicon: the sign of the site in the tabs of browsers, such as favicon.svg
    accent: the colour of values and marks on light paper, such as '#8f2d1c'
    accent_dark: the same on dark paper; left out, the nearest that is read there
    links: the colour of links on light paper
    links_dark: the same on dark paper; left out, the nearest that is read there
    text_face: the typeface of what is read, such as face.woff2
    display_face: the typeface of headings
    footer: links at the foot of each page, such as Imprint with imprint.md or a web address
    byline: who writes, above each narrative, with the day of its last change
    """

    logo: str = ""
    favicon: str = ""
    accent: Colour = ""
    accent_dark: Colour = ""
    links: Colour = ""
    links_dark: Colour = ""
    text_face: str = ""
    display_face: str = ""
    footer: Annotated[dict[str, str], BeforeValidator(filled)] = Field(default_factory=dict)
    byline: str = ""


class Site(Read):
    """``site.yaml``.

    title: what the site is called
    tagline: one line under the title
    url: where it will be published, for feeds, cards and canonical links
    repository: where its files are edited, for "edit this" and "report a mistake"
    branch: the branch that is published
    content_path: the folder's path in the repository
    publisher: who publishes it
    licence: of texts and data, such as CC-BY-4.0
    language: a tag, such as en-GB, which tells how numbers, dates and countries are printed
    menu: the pages of the menu, in order; pages/members.md is members
    names: names that carry numbers, such as Agenda 2030
    lanes: lanes of timelines with their titles; left out: those found in the events
    theme: how it looks
    """

    title: str
    tagline: str = ""
    url: BaseAddress = ""
    repository: BaseAddress = ""
    branch: str = "main"
    content_path: str = "content"
    publisher: str = ""
    licence: str = ""
    language: SiteLanguage = "en"
    menu: Texts = ()
    names: Texts = ()
    lanes: Annotated[dict[str, str], BeforeValidator(filled)] = Field(default_factory=dict)
    theme: Looks = Field(default_factory=Looks)

    @property
    def usage(self) -> Usage:
        """How numbers are written on its pages."""
        return Usage(self.language, tuple(filter(None, self.names)))
