"""The only reader of content: files become plain values that know their file, line and column.

Whatever a file holds, reading it ends in a document and a list of problems, never in an error.
"""

from __future__ import annotations

import re
from pathlib import Path as Folder

from explainer.documents import files
from explainer.documents.document import Document, Extracts, Page, Path, Places
from explainer.documents.files import own_static
from explainer.documents.folder import (
    COLLECTIONS,
    Listing,
    listing,
    page_files,
    picture_files,
    stray_files,
    table_files,
    yaml_files,
)
from explainer.documents.nodes import Piece
from explainer.documents.pictures import Image, parse_picture
from explainer.documents.recovery import entries
from explainer.documents.text import Extract, Text, decode
from explainer.problems import Problem
from explainer.store.memory import Memory, digest

__all__ = [
    "COLLECTIONS",
    "Document",
    "Extract",
    "Image",
    "Listing",
    "Page",
    "Path",
    "listing",
    "own_static",
    "page_files",
    "parse_page",
    "parse_yaml",
    "picture_files",
    "read_bytes",
    "read_picture",
    "read_yaml",
    "stray_files",
    "table_files",
    "yaml_files",
]

_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
_ALMOST_A_FENCE = re.compile(r"\s*+(?:-{2,}+|[\u2013\u2014]-*+)[ \t]*+$", re.MULTILINE)
_EMPTY_LINE = re.compile(r"^[ \t]*$", re.MULTILINE)
_EXAMPLE = "begin the file with three lines: '---', 'title: …', '---'"


def read_yaml(root: Folder, file: str, memory: Memory) -> tuple[Document, list[Problem]]:
    """A YAML file of the content folder; one that cannot be opened is an empty document.

    Of a file that ``memory`` knows it is the very same document as before.
    """
    data, problems = read_bytes(root, file)
    document, more = memory.once((parse_yaml, file, digest(data)), lambda: parse_yaml(data, file))
    return document, problems or more


def read_picture(root: Folder, file: str, memory: Memory) -> tuple[Image | None, list[Problem]]:
    """An image file of the content folder; None for one that is none, or cannot be opened."""
    data, problems = read_bytes(root, file)
    if problems:
        return None, problems
    return memory.once((parse_picture, file, digest(data)), lambda: parse_picture(data, file))


def parse_yaml(data: bytes, file: str) -> tuple[Document, list[Problem]]:
    """A YAML file: a mapping from names to entries, or nothing."""
    text, problems = decode(data, file)
    document, more = _document(text, 0, len(text.characters))
    return document, sorted(_once(problems, more))


def parse_page(data: bytes, file: str) -> tuple[Page, list[Problem]]:
    """A Markdown file: front matter between two ``---`` lines, then the body."""
    text, problems = decode(data, file)
    start, end, body, more = _fences(text)
    front, rest = _document(text, start, end)
    page = Page(front, text.extract(body, len(text.characters)))
    return page, sorted(_once(problems, more + rest))


def _once(problems: list[Problem], more: list[Problem]) -> list[Problem]:
    """Both, without what says less of a character that another problem is about."""
    told = {problem.place for problem in more}
    return [one for one in problems if one.place not in told] + more


def read_bytes(root: Folder, file: str) -> tuple[bytes, list[Problem]]:
    """The bytes of a file of the content folder; none of one that cannot be opened."""
    try:
        return files.read(root, file), []
    except files.UnfitError as unfit:
        return b"", [unfit.at(file)]


def _document(text: Text, start: int, end: int) -> tuple[Document, list[Problem]]:
    fragment, broken = entries(text, Piece(text.characters[start:end], start))
    values, keys = Extracts(text, fragment.spans), Places(text, fragment.keys)
    return Document(text.file, fragment.value, values, keys, broken), fragment.problems


def _fences(text: Text) -> tuple[int, int, int, list[Problem]]:
    """Where the front matter starts and ends, where the body starts, and what is wrong with them.

    Without a closing line the front matter ends at the first empty line.
    """
    opening = _FENCE.match(text.characters)
    if not opening:
        return 0, 0, 0, [_no_front_matter(text)]
    start = min(opening.end() + 1, len(text.characters))
    closing = _FENCE.search(text.characters, start)
    if closing:
        body = min(closing.end() + 1, len(text.characters))
        return start, closing.start(), body, []
    empty = _EMPTY_LINE.search(text.characters, start)
    end = empty.start() if empty else len(text.characters)
    message = "the front matter must end with a line '---', found none"
    hint = "put a line with three hyphens and nothing else after the last of its entries"
    return start, end, end, [text.problem(0, "front-matter", message, hint)]


def _no_front_matter(text: Text) -> Problem:
    first = text.characters[: text.line_end(0)]
    message = f"a page must begin with front matter, found {first[:60]!r} in its first line"
    almost = _ALMOST_A_FENCE.match(text.characters)
    hint = "the first line must be exactly three hyphens: '---'" if almost else _EXAMPLE
    return text.problem(0, "front-matter", message, hint)
