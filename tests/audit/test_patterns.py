"""No expression takes the square of a line's length, whatever the line is a row of.

Work within ``re`` cannot be counted. So times are compared, at sizes where the square takes
seconds: a line of twice the length may take twice the time, never four times as long.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import permutations
from pathlib import Path
from time import process_time

import pytest

import explainer

# Given values and dates alone, which are refused where they are long (values.LONGEST).
SHORT = ("cures", "date_cures", "spellings")
BOUNDED = {
    "bidi._TOKEN": "reads up to the last '>'",
    "documents.traps._QUOTED": "is matched where a quote opens",
    "proper_names._HEAD": "sees the 80 characters before a number",
    "ID": "is a parameter of check_id, which matches it at the beginning; wherever it is imported",
    "PAGE_ID": "as ID",
}
BY_HAND = ("theme_files",)

SIGNS = "aA1é½٣ش_-–.,:;'\"`<>()[]{}|*~#/\\!@%$&=+?^\n\t \u00a0\u2068\ufffc\0"
WORDS = (
    "one-", "twenty ", "of ", "5 May ", "May 2024, ", "Article 7(2), ", "1,000", "1.", "mid-",
    "a.b", "US$", " million", "about ", "from 1 to ", "<!--", "-->", "](", "[a](", "![", "{{",
    "{% ", "$$", "<text ", "<p a=\"", "http://a", "\\u", "''", '\\"', "---\n", "a: ", "a:\n", "- ",
    "  - a: ", " #", "| ", "x of y ", "1/2 ", "12:30 ", "2024-", "(r", "^1", "</text>", "&amp;",
    "%20", "a-b/", "&lrm;",
)  # fmt: skip
ROWS = (*SIGNS, *WORDS, *("".join(two) for two in permutations("a1A-. ,:'\"\t/([<_*", 2)))
SEARCHES = {"search", "finditer", "findall", "sub", "subn", "split"}
SIZE = 12_000
SUSPECT = 0.1  # seconds for a row of SIZE, where the square takes several times as long


def modules() -> Iterator[str]:
    for found in pkgutil.walk_packages(explainer.__path__, "explainer."):
        name = found.name.removeprefix("explainer.")
        if not name.startswith(BY_HAND) and name not in SHORT:
            yield name


def patterns(name: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every expression of a module, those in its tables and made by its functions too."""
    module = importlib.import_module(f"explainer.{name}")
    for known, value in vars(module).items():
        yield from ((known, one) for one in _within(value))


def _within(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        yield from (one for each in value.items() for one in _within(each))
    elif isinstance(value, tuple | list | frozenset):
        yield from (one for each in value for one in _within(each))
    elif inspect.isfunction(inspect.unwrap(value)) if callable(value) else False:
        signature = inspect.signature(value)
        if signature.return_annotation == "re.Pattern[str]" and not signature.parameters:
            yield value()


@cache
def uses(module: str) -> dict[str, set[str]]:
    """The methods called of each name, or of what it gives or holds; "" where it is handed on.

    Of names of a module that others may use, wherever they are.
    """
    found: dict[str, set[str]] = {}
    own = importlib.import_module(f"explainer.{module}").__file__
    for path in Path(explainer.__path__[0]).rglob("*.py"):
        is_own = str(path) == own
        tree = ast.parse(path.read_text(encoding="utf-8"))
        parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
        for node in (one for one in parents if isinstance(one, ast.Name | ast.Attribute)):
            name = node.id if isinstance(node, ast.Name) else node.attr
            if (is_own or not name.startswith("_")) and isinstance(node.ctx, ast.Load):
                found.setdefault(name, set()).add(_method(node, parents))
    return found


def _method(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> str:
    holder = parents[node]
    while (isinstance(holder, ast.Call) and holder.func is node) or (
        isinstance(holder, ast.Subscript) and holder.value is node
    ):
        node, holder = holder, parents[holder]
    return getattr(holder, "attr", "")


def ways(module: str, name: str, pattern: re.Pattern[str]) -> Iterator[Callable[[str], object]]:
    """How a pattern meets a text: from its beginning, or anywhere in it."""
    used = uses(module).get(name, {""})
    if used - SEARCHES:
        yield pattern.match
        yield pattern.fullmatch
    if used & {*SEARCHES, ""} and not BOUNDED.keys() & {name, f"{module}.{name}"}:
        yield pattern.findall


def seconds(use: Callable[[str], object], row: str, size: int) -> float:
    """The least of three times."""
    text = (row * size)[:size] + "\0"
    times = []
    for _ in range(3):
        start = process_time()
        use(text)
        times.append(process_time() - start)
        if times[-1] < SUSPECT:
            break
    return min(times)


def grows_with_the_square(use: Callable[[str], object], row: str) -> bool:
    once = seconds(use, row, SIZE)
    return once >= SUSPECT and seconds(use, row, 2 * SIZE) > 3 * once


@pytest.mark.parametrize("module", list(modules()))
def test_every_pattern_reads_a_long_line_in_time_with_its_length(module: str) -> None:
    slow = {
        f"{name}: {row!r} * n"
        for name, pattern in set(patterns(module))
        for use in ways(module, name, pattern)
        for row in ROWS
        if grows_with_the_square(use, row)
    }
    assert not slow
