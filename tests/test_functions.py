"""Functions stay short: a median of six lines from ``def`` to the end, and none over sixty."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median

PACKAGE = Path(__file__).parents[1] / "explainer"


def lengths() -> Iterator[tuple[int, str]]:
    """The lines of every function, docstring and all, and where it stands."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                yield lines, f"{path.relative_to(PACKAGE)}:{node.lineno} {node.name}"


def test_half_of_all_functions_have_six_lines_or_fewer() -> None:
    found = [lines for lines, _ in lengths()]
    assert len(found) > 1000
    assert median(found) <= 6


def test_no_function_has_more_than_sixty_lines() -> None:
    assert [one for one in lengths() if one[0] > 60] == []
