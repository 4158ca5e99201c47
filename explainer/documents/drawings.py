"""SVG files: read as drawings and nothing else, and written anew with what draws alone.

An SVG file may hold programs, and may have readers' browsers ask other places for things; one that
does is refused. What editors' programs keep in it for themselves is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from explainer.problems import Place, Problem

MOST_BYTES = 200_000  # every reader of the page gets all of it
_DEEPEST = 100
_MOST_DRAWN = 50_000
_SVG, _XLINK, _XML = (
    "http://www.w3.org/2000/svg",
    "http://www.w3.org/1999/xlink",
    "http://www.w3.org/XML/1998/namespace",
)
_SPACE = "\x1f"  # parts the namespace of a name from the rest, and stands in no file

_DRAWN = frozenset(
    "svg g defs symbol use switch title desc path rect circle ellipse line polyline polygon text"
    " tspan textPath linearGradient radialGradient stop clipPath mask pattern marker style filter"
    " feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting"
    " feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR"
    " feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting"
    " feSpotLight feTile feTurbulence".split()
)
_LEFT_OUT = frozenset(
    "metadata font font-face font-face-src glyph missing-glyph hkern vkern color-profile cursor"
    " view".split()
)
_CURES = {
    "script": "take it out: a drawing must do nothing",
    "foreignObject": "turn its text into text of the drawing, or into paths",
    "image": "a drawing with a photograph in it is a photograph: export it as PNG or JPEG",
    "feImage": "a drawing with a photograph in it is a photograph: export it as PNG or JPEG",
    "a": "take the link out: a picture leads to its own page",
    **dict.fromkeys(
        ("animate", "animateTransform", "animateMotion", "set"),
        "take the animation out: a picture must stand still",
    ),
}
_PLAIN = "save it as 'plain' or 'optimised' SVG, or export it as PNG"
# What in CSS may ask for something outside of the drawing, or hide that it does.
_CALLS = re.compile(
    r"""(\\|(?:image|image-set|src|element|paint)\s*\(|url\s*\(\s*["']?(?!\s*["']?\#)[^)]*\)?
    |expression\s*\(|javascript:)""",
    re.VERBOSE | re.IGNORECASE,
)
_AT_RULE = re.compile(r"@\w*")
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?|\.\d+)\s*(px|pt|pc|mm|cm|in|)\s*", re.ASCII)
_PIXELS = {"": 1, "px": 1, "pt": 4 / 3, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing that draws alone: its text, and its size in pixels."""

    text: str
    width: int
    height: int


@dataclass(slots=True)
class _Element:
    name: str
    attributes: dict[str, str]
    place: Place
    inside: list[_Element | str] = field(default_factory=list)

    def all(self) -> Iterator[_Element]:
        yield self
        for child in self.inside:
            if isinstance(child, _Element):
                yield from child.all()


class _RefusedError(Exception):
    def __init__(self, place: Place, message: str, cure: str) -> None:
        super().__init__(message)
        self.problem = Problem(place, "unsafe-drawing", message, cure)


def looks_like_one(data: bytes) -> bool:
    """Whether a file begins as SVG files do, in whichever encoding."""
    start = data[:4096].replace(b"\x00", b"").removeprefix(b"\xef\xbb\xbf").lstrip()
    return start[:1] in (b"<", b"\xff", b"\xfe") and b"<svg" in data[:65536].replace(b"\x00", b"")


def parse_drawing(data: bytes, file: str) -> tuple[Drawing | None, list[Problem]]:
    """An SVG file as a drawing, or why it is none."""
    try:
        root = _Reader(file).read(data)
        _check_copies(root)
        width, height = _size(root)
        root.attributes |= {"width": f"{width}", "height": f"{height}"}
        drawing = Drawing("".join(_written(root)), width, height)
        if len(drawing.text.encode()) > MOST_BYTES:
            size = f"{len(drawing.text.encode()) / 1000:.0f} kB"
            message = f"a drawing must have at most {MOST_BYTES // 1000} kB, not {size}: {file!r}"
            raise _RefusedError(Place(file), message, "simplify its paths, or export it as PNG")
    except _RefusedError as refused:
        return None, [refused.problem]
    except expat.ExpatError as error:
        place = Place(file, error.lineno, error.offset + 1)
        message = f"a drawing must be whole, but cannot be read: {expat.ErrorString(error.code)}"
        return None, [Problem(place, "picture-damaged", message, "save it again")]
    return drawing, []


class _Reader:
    """Builds the tree of what draws, and refuses whatever does more."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.open: list[_Element] = []
        self.root: _Element | None = None
        self.left_out = 0  # how many elements are open that draw nothing
        self.parser = expat.ParserCreate(namespace_separator=_SPACE)
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text
        self.parser.StartDoctypeDeclHandler = self.doctype

    def read(self, data: bytes) -> _Element:
        self.parser.Parse(data, True)
        if self.root is None:
            self.refuse("a drawing must be SVG from its first element on", _PLAIN)
        return self.root

    def refuse(self, message: str, cure: str) -> NoReturn:
        raise _RefusedError(self.place(), message, cure)

    def place(self) -> Place:
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber
        return Place(self.file, line, column + 1)

    def doctype(self, name: str, system: str | None, public: str | None, has_more: int) -> None:
        if has_more:
            self.refuse("a drawing must define no entities, but this one does", _PLAIN)

    def start(self, whole: str, attributes: dict[str, str]) -> None:
        space, _, name = whole.rpartition(_SPACE)
        if name.lower() == "script":
            self.refuse("a drawing must hold no program, but here is a script", _CURES["script"])
        if self.left_out or space != _SVG or name in _LEFT_OUT:
            self.left_out += 1
            return
        if name not in _DRAWN:
            cure = _CURES.get(name, _PLAIN)
            self.refuse(f"a drawing must hold nothing but shapes and text, not {name!r}", cure)
        if len(self.open) > _DEEPEST:
            self.refuse(f"a drawing must not be nested more than {_DEEPEST} deep", _PLAIN)
        element = _Element(name, dict(self.kept(attributes)), self.place())
        if self.open:
            self.open[-1].inside.append(element)
        elif name == "svg":
            self.root = element
        else:
            self.refuse(f"a drawing must begin with 'svg', not {name!r}", _PLAIN)
        self.open.append(element)

    def kept(self, attributes: dict[str, str]) -> Iterator[tuple[str, str]]:
        for whole, value in attributes.items():
            space, _, name = whole.rpartition(_SPACE)
            if name.lower().startswith("on"):
                self.refuse(f"a drawing must do nothing, but here is {name!r}", _CURES["script"])
            if name == "href" and space in ("", _XLINK):
                if not value.startswith("#"):
                    cure = "bring what is there into the drawing, or take it out"
                    self.refuse(f"a drawing must lead to nothing outside, but to {value!r}", cure)
                yield name, value
            elif not space:
                self.check_style(value)
                yield name, value
            elif space == _XML and name in ("space", "lang"):
                yield f"xml:{name}", value

    def check_style(self, text: str) -> None:
        if call := _CALLS.search(text):
            self.refuse_call(call[0], self.place())

    def refuse_call(self, call: str, place: Place) -> NoReturn:
        message = f"a drawing must ask for nothing outside, but here is {call!r}"
        raise _RefusedError(place, message, "write it without, or export the drawing as PNG")

    def end(self, whole: str) -> None:
        if self.left_out:
            self.left_out -= 1
            return
        element = self.open.pop()
        if element.name == "style":
            self.check_rules(element)

    def check_rules(self, element: _Element) -> None:
        """A style sheet, whose lines are those of the file."""
        rules = "".join(one for one in element.inside if isinstance(one, str))
        if call := _CALLS.search(rules) or _AT_RULE.search(rules):
            line = element.place.line + rules[: call.start()].count("\n")
            self.refuse_call(call[0], element.place._replace(line=line))

    def text(self, text: str) -> None:
        if not self.left_out and self.open:
            self.open[-1].inside.append(text)


def _check_copies(root: _Element) -> None:
    """What is drawn by ``use`` counts each time: a few lines may stand for billions of shapes."""
    named = {one.attributes["id"]: one for one in root.all() if "id" in one.attributes}
    drawn: dict[int, int] = {}

    def count(element: _Element, within: frozenset[int]) -> int:
        if id(element) in within:
            cure = "let no part of it be drawn within itself"
            raise _RefusedError(element.place, "a drawing must not hold itself", cure)
        if id(element) not in drawn:
            within = within | {id(element)}
            target = named.get(element.attributes.get("href", "")[1:])
            inside = [one for one in element.inside if isinstance(one, _Element)]
            copied = [target] if element.name == "use" and target else []
            drawn[id(element)] = 1 + sum(count(one, within) for one in [*inside, *copied])
        return drawn[id(element)]

    if count(root, frozenset()) > _MOST_DRAWN:
        message = f"a drawing must have at most {_MOST_DRAWN:,} shapes, copies counted"
        raise _RefusedError(root.place, message, "simplify it, or export it as PNG")


def _size(root: _Element) -> tuple[int, int]:
    """The size in pixels, by its own words or by what it lets be seen."""
    box = [float(one) for one in _NUMBERS.findall(root.attributes.get("viewBox", ""))]
    given = [_pixels(root.attributes.get(key, "")) for key in ("width", "height")]
    if len(box) != 4 or min(box[2:]) <= 0:
        if None in given:
            cure = "add viewBox='0 0 WIDTH HEIGHT' to its first element"
            raise _RefusedError(root.place, "a drawing must say how large it is", cure)
        box = [0, 0, *(one or 0 for one in given)]
        root.attributes["viewBox"] = " ".join(f"{one:g}" for one in box)
    width = given[0] or box[2]
    return max(round(width), 1), max(round(width * box[3] / box[2]), 1)


_NUMBERS = re.compile(r"-?\d*\.?\d+(?:[eE][-+]?\d+)?", re.ASCII)


def _pixels(text: str) -> float | None:
    found = _LENGTH.fullmatch(text)
    return float(found[1]) * _PIXELS[found[2]] or None if found else None


def _written(element: _Element) -> Iterator[str]:
    space = f" xmlns={quoteattr(_SVG)}" if element.name == "svg" else ""
    attributes = "".join(
        f" {name}={quoteattr(value, {'>': '&gt;'})}" for name, value in element.attributes.items()
    )
    yield f"<{element.name}{space}{attributes}>"
    for child in element.inside:
        if isinstance(child, _Element):
            yield from _written(child)
        else:
            yield escape(child)
    yield f"</{element.name}>"
