"""Blocks of templates: those that a site of its own may override, and those that override nothing.

Jinja shows a block of a template that extends another only where that one has it too. What stands
in any other is lost without a word, most often for a slip in its name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jinja2 import Environment, TemplateSyntaxError, nodes

from explainer.problems import Place, Problem, did_you_mean, warning

OURS = "ours/"
_TEMPLATES = Environment(autoescape=True, extensions=["jinja2.ext.i18n"])
_DEEPEST = 10


@dataclass(frozen=True, slots=True)
class Template:
    """What a template extends, "" for nothing; its outermost blocks by name, all others too."""

    parent: str
    outermost: Mapping[str, int]
    blocks: frozenset[str]


def idle(own: Mapping[str, str], ours: Mapping[str, str], folder: str) -> Iterator[Problem]:
    """The blocks of one's own templates that override nothing; all by their names and texts."""
    for name, text in own.items():
        template = _read(text)
        if template is None or not template.parent:
            continue
        known = blocks(template.parent, own, ours, besides=name)
        for block, line in template.outermost.items():
            if known and block not in known:
                message = f"a block should override one of {template.parent!r}, unlike {block!r}"
                yield warning(
                    Place(f"{folder}/{name}", line),
                    "idle-block",
                    message,
                    did_you_mean(block, known),
                )


def blocks(
    name: str, own: Mapping[str, str], ours: Mapping[str, str], besides: str = ""
) -> frozenset[str]:
    """Every block of a template and of those that it extends; none where one cannot be read."""
    found: frozenset[str] = frozenset()
    for _ in range(_DEEPEST):
        bare = name.removeprefix(OURS)
        is_own = bare == name and name in own and name != besides
        template = _read(own[name] if is_own else ours.get(bare, ""))
        if template is None:
            return frozenset()
        found |= template.blocks
        if not template.parent:
            return found
        name, besides = template.parent, name if is_own else ""
    return frozenset()


def _read(text: str) -> Template | None:
    """None for what is no template; building the site says why."""
    try:
        tree = _TEMPLATES.parse(text)
    except (TemplateSyntaxError, RecursionError):
        return None
    extended = tree.find(nodes.Extends)
    parent = extended.template if extended else None
    return Template(
        str(parent.value) if isinstance(parent, nodes.Const) else "",
        {block.name: block.lineno for block in _outermost(tree)},
        frozenset(block.name for block in tree.find_all(nodes.Block)),
    )


def _outermost(node: nodes.Node) -> Iterator[nodes.Block]:
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Block):
            yield child
        else:
            yield from _outermost(child)
