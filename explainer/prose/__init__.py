"""Markdown -> HTML, and the list of what it binds: links, and numbers that no link binds."""

from explainer.prose.links import anchor
from explainer.prose.parts import Excuse, Heading, Link, Number, Prose
from explainer.prose.reading import inline, page

__all__ = ["Excuse", "Heading", "Link", "Number", "Prose", "anchor", "inline", "page"]
