"""How a link is written: what it leads to, and what is wrong with it when syntax alone shows it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from difflib import get_close_matches
from typing import NamedTuple

from explainer.problems import did_you_mean

SCHEMES = ("fact", "series", "event", "group", "term", "source", "figure", "picture")
_MEANT = {
    **dict.fromkeys(("image", "img", "photo", "photograph", "pic"), "picture"),
    **dict.fromkeys(("chart", "graph", "plot", "map"), "figure"),
    **dict.fromkeys(("glossary", "word"), "term"),
}
IMAGES = ("figure", "picture")
WEB = ("http", "https", "mailto")

HOLE = "\ufffc"
"""Stands in a text for what is no text of the author's: no number, no stray bracket."""


class Target(NamedTuple):
    """What an address leads to; ``scheme`` is empty for pages and the web."""

    scheme: str
    name: str
    part: str


class Fault(NamedTuple):
    """What is wrong with a link: rule, message and cure."""

    rule: str
    message: str
    hint: str


class Stray(NamedTuple):
    """A link that Markdown shows as plain text, at ``text[start:end]``."""

    start: int
    end: int
    fault: Fault


def kebab(text: str) -> str:
    """``text`` as an id: lower-case letters and digits of ASCII, joined by hyphens."""
    folded = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return "-".join(re.findall("[a-z0-9]+", folded))


def anchor(text: str) -> str:
    """``text`` as the id of a heading; empty where it has neither letter nor digit.

    Latin letters lose their marks, as in ids; those of other scripts stay what they are.
    """
    whole = unicodedata.normalize("NFC", text.lower())
    return "-".join(_words(whole)) if _beyond_latin(whole) else kebab(text)


def _words(text: str) -> list[str]:
    """Runs of letters, digits and their marks; what is invisible parts no word."""
    kept = (
        char if unicodedata.category(char)[0] in "LMN" else " "
        for char in text
        if unicodedata.category(char) != "Cf"
    )
    return "".join(kept).split()


def _beyond_latin(text: str) -> bool:
    """Whether there are letters or digits of another script, even behind signs such as ½."""
    return any(
        char.isalnum() and not char.isascii() and "LATIN" not in unicodedata.name(char, "")
        for char in unicodedata.normalize("NFKD", text)
    )


def target(address: str) -> Target | Fault:
    """What an address leads to, or why it may not stand in a link."""
    # Browsers skip white space and control characters when they look for a scheme.
    match = _SCHEME.match(re.sub(r"[\x00-\x20\x7f]", "", address))
    scheme = match[1] if match else ""
    if scheme.lower() in WEB:
        return Target("", address, "")
    if scheme and scheme not in SCHEMES:
        return Fault(
            "link-scheme",
            "a link must lead to a fact, series, event, group, term, source, figure, picture, a"
            f" page's file or a web address, but this one leads to {address!r}",
            did_you_mean(_MEANT.get(scheme.lower(), scheme.lower()), (*SCHEMES, *WEB)),
        )
    name, _, part = address.removeprefix(f"{scheme}:" if scheme else "").partition("#")
    if scheme and not name:
        return Fault(
            "link-without-id",
            f"a link must name an id after its colon, but this one is {address!r}",
            f"as in {scheme}:the-id",
        )
    if not name and not part:
        return Fault(
            "link-without-target",
            "a link must lead somewhere, but this one is empty",
            "write the address between the round brackets",
        )
    return Target(scheme, name, part)


def image(address: str) -> Target | Fault:
    """What the address of an image leads to, which must be a figure or a picture."""
    found = target(address)
    if isinstance(found, Target) and found.scheme not in IMAGES:
        return Fault(
            "image-not-figure",
            f"an image must be a figure or picture of this site, but this one is {address!r}",
            "add it to pictures.yaml and write ![](picture:the-id); a figure, ![](figure:the-id)",
        )
    return found


_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*+):")


def strays(text: str) -> Iterator[Stray]:
    """The links in ``text`` that were meant as such, but that Markdown shows as text."""
    for match in _STRAY.finditer(text) if _SIGNS.search(text) else ():
        kind = match.lastgroup or ""
        start = match.start()
        if kind in ("address", "reference") and "[" in text[:start]:
            start = text.rindex("[", 0, start)
        fault = _FAULTS[kind](text[start : match.end()], match[0])
        if fault:
            yield Stray(start, match.end(), fault)


_SIGNS = re.compile(r"[]<:]")  # one of them is in every stray
_NAMES = "|".join(SCHEMES)
_STRAY = re.compile(
    rf"""
      (?P<address> \](?:\(|\s+\(\s*(?=(?:{_NAMES})\s*:)) (?:[^()\[\]]*\)|\S*) )
    | (?P<reference> \]\[[^\[\]]*\] )
    | (?P<angle> <\s*[a-z]+\s*: (?:[^<>]*>|\S*) )
    | (?P<comment> <!-- )
    | (?P<bare> (?<![\w/:.\-{HOLE}]) (?:{_NAMES}):(?=[a-z0-9]) [\w\-]*(?:\#[\w\-]*\w){{0,2}} )
    """,
    re.VERBOSE | re.IGNORECASE,
)


LINK_IN_LINK = Fault(
    "link-in-link",
    "a link must not stand in the text of another",
    "end the outer link before it",
)


def _stray_address(whole: str, match: str) -> Fault | None:
    if HOLE in whole and re.fullmatch(r"\]\(\S*\)", match):
        return LINK_IN_LINK  # nothing else keeps it from being a link
    address = match.lstrip("]").lstrip().strip("()")
    meant = _meant(address)
    if not (meant or whole.startswith("[")):
        return None
    meant = meant or "%20".join(address.split()) or "page.md"
    words = whole.removesuffix(match).removeprefix("[") or "text"
    spaces = "with no space before or between the round brackets"
    return Fault(
        "stray-link",
        f"a link must be written [text](target), but Markdown shows {whole!r} as text",
        f"write [{words}]({meant}), {spaces if match.endswith(')') else 'closed by )'}",
    )


def _stray_reference(whole: str, match: str) -> Fault:
    return Fault(
        "unknown-reference",
        f"a link by reference must find its target further down, but {match[1:]!r} is defined"
        " nowhere",
        f"write on a line of its own: {match[1:]}: and the target",
    )


def _stray_angle(whole: str, match: str) -> Fault | None:
    meant = _meant(match.strip("<>"))
    if not meant:
        return None
    return Fault(
        "stray-link",
        f"a binding must be written <fact:id>, but Markdown shows {match!r} as text",
        f"write <{meant}>; an id has no spaces",
    )


def _stray_comment(whole: str, match: str) -> Fault:
    return Fault(
        "open-comment",
        f"a comment must be closed, but this {match!r} is not",
        "end it with -->",
    )


def _stray_bare(whole: str, match: str) -> Fault:
    return Fault(
        "stray-link",
        f"a binding must stand in brackets, but Markdown shows {match!r} as text",
        f"write <{match}> or [text]({match})",
    )


_FAULTS = {
    "address": _stray_address,
    "reference": _stray_reference,
    "angle": _stray_angle,
    "comment": _stray_comment,
    "bare": _stray_bare,
}


def _meant(address: str) -> str:
    """The binding that was meant by a garbled one, or nothing if none comes near."""
    scheme, colon, rest = address.partition(":")
    near = get_close_matches(scheme.strip().lower(), SCHEMES, n=1, cutoff=0.7)
    if not (colon and near):
        return ""
    name, mark, part = rest.partition("#")
    return f"{near[0]}:{kebab(name) or 'the-id'}{mark}{part.strip()}"
