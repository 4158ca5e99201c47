"""What a public function raises, its docstring says, so that callers need not read its body."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "explainer"
# No caller catches these: what is to be written by others, the end, and what cannot happen.
UNCAUGHT = {"NotImplementedError", "SystemExit", "AssertionError"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def public(tree: ast.AST) -> Iterator[Function]:
    """The functions and methods of a module that others may call: none inside of functions.

    Nor commands: their docstrings are the help of the command line, and click tells the error.
    """
    for node in ast.iter_child_nodes(tree):
        if not isinstance(node, ast.ClassDef | Function) or node.name.startswith("_"):
            continue
        if isinstance(node, ast.ClassDef):
            yield from public(node)
        elif not any("click.command" in ast.unparse(one) for one in node.decorator_list):
            yield node


def within(node: ast.AST) -> Iterator[ast.AST]:
    """All that runs when the function does: functions that it only defines left out."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, Function | ast.Lambda):
            yield child
            yield from within(child)


def raised(function: Function) -> set[str]:
    """The names of the errors that its own lines make and raise, but for those of UNCAUGHT."""
    nodes = list(within(function))
    made = [node.exc for node in nodes if isinstance(node, ast.Raise)]
    names = {name_of(one.func if isinstance(one, ast.Call) else one) for one in made}
    return {name for name in names if name[:1].isupper()} - UNCAUGHT


def name_of(node: ast.expr | None) -> str:
    """The last part of a dotted name; nothing for a raise that hands on what was caught."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def unsaid(source: str) -> list[str]:
    """Each public function that raises an error which its docstring does not name."""
    return [
        f"{function.lineno} {function.name}: {name}"
        for function in public(ast.parse(source))
        for name in sorted(raised(function))
        if name not in (ast.get_docstring(function) or "")
    ]


def test_what_a_public_function_raises_its_docstring_names() -> None:
    found = {
        f"{path.relative_to(PACKAGE).as_posix()}:{one}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for one in unsaid(path.read_text(encoding="utf-8"))
    }
    assert found == set(), "say it: '..., or ValueError where ...'"


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('def f():\n  "Do."\n  raise ValueError("x")', ["1 f: ValueError"]),
        ('def f():\n  "Do."\n  if x:\n    raise a.UsageError from e', ["1 f: UsageError"]),
        ('class A:\n  def f(self):\n    raise ValueError("x")', ["2 f: ValueError"]),
        ('def f():\n  "Do, or ValueError."\n  raise ValueError("x")', []),
        ('def _f():\n  raise ValueError("x")', []),
        ("def f():\n  try: g()\n  except E as error: raise error", []),
        ('def f():\n  def g():\n    raise ValueError("x")\n  return g', []),
        ("def f():\n  raise NotImplementedError", []),
        ('class _A:\n  def f(self):\n    raise ValueError("x")', []),
        ('@click.command("x")\ndef f():\n  raise click.UsageError("x")', []),
    ],
)
def test_it_finds_those_that_do_not(source: str, found: list[str]) -> None:
    assert unsaid(source) == found
