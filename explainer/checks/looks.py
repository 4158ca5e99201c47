"""Rules on ``theme:`` in site.yaml: colours that are read, files and pages that are there."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.checks.given import Given
from explainer.model import colours
from explainer.problems import Problem, did_you_mean
from explainer.site import dress

FILES = ("logo", "favicon", "text_face", "display_face")


def pale_colour(given: Given) -> Iterator[Problem]:
    """A colour for text must be read on the paper, by day and by night."""
    site = given.content.site
    grounds = {"": (colours.LIGHT, "light"), "_dark": (colours.DARK, "dark")}
    for key in ("accent", "links"):
        for ending, (ground, word) in grounds.items():
            colour = getattr(site.theme, key + ending)
            if colour and colours.contrast(colour, ground) < colours.ENOUGH:
                yield Problem(
                    site.origin.place("theme", key + ending),
                    "pale-colour",
                    f"a colour must have a contrast of {colours.ENOUGH} with the {word} paper, but"
                    f" {colour!r} has {colours.contrast(colour, ground):.1f}",
                    f"the nearest that passes: {colours.nearest(colour, ground)!r}",
                )


def missing_theme_file(given: Given) -> Iterator[Problem]:
    """A logo, an icon or a typeface must be a file in theme/static of the content."""
    site, there = given.content.site, given.content.own_static
    for key in FILES:
        name = getattr(site.theme, key)
        if name and name not in there:
            yield Problem(
                site.origin.place("theme", key),
                "missing-theme-file",
                f"{key!r} must name a file in theme/static/, but there is no {name!r}",
                did_you_mean(name, there, otherwise=f"put it into theme/static/{name}"),
            )
        elif name and key.endswith("_face") and not name.endswith(tuple(dress.FORMATS)):
            yield Problem(
                site.origin.place("theme", key),
                "missing-theme-file",
                f"{key!r} must name a file that browsers read as type, but is {name!r}",
                f"convert it to one of: {', '.join(dress.FORMATS)}",
            )


def unknown_footer_page(given: Given) -> Iterator[Problem]:
    """A link in the foot of the pages must be a web address, or name the file of a page."""
    content = given.content
    for words, target in content.site.theme.footer.items():
        name = target.removesuffix(".md")
        if "://" not in target and (name not in content.pages or name == target):
            pages = [f"{page}.md" for page in content.pages]
            yield Problem(
                content.site.origin.place("theme", "footer", words),
                "unknown-footer-page",
                f"{words!r} must lead to a web address or to the file of a page, not {target!r}",
                did_you_mean(target, pages, otherwise="write it as 'imprint.md', of pages/"),
            )


RULES = (pale_colour, missing_theme_file, unknown_footer_page)
