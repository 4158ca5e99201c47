"""Writes ``docs/templates.md``: all that templates may use, in the words of what they are handed.

``python -m tools.make_rules`` writes it too.
"""

from __future__ import annotations

import dataclasses
import inspect
import typing
from collections.abc import Callable, Iterator
from pathlib import Path

from explainer.pages import models
from explainer.pages.environment import environment
from explainer.pages.gathered import Gathered
from explainer.pages.links import Links
from explainer.pages.models.chrome import Chrome
from explainer.pages.view import View
from explainer.pages.words import Words

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "templates.md"
OPENING = """# What templates may use

*Made by `tools/make_templates.py` from what templates are handed; do not edit.*

A file in `theme/templates/` of the content takes the place of ours of that name; or it begins with
`{% extends "ours/NAME" %}` and overrides a block. What a page says is made before its template is
asked, and is handed to it as `it`; a template can neither look anything up nor count, choose or
order. A name that is not here is refused, with the line at which it stands.

Until now templates had `content`, `ledger`, `plan`, `overview`, `edition`, `history`, `today`,
and `view`, and functions that searched them. In their place stands `it`: `ledger.of(entry)` is
`it.account` of a fact, `content.sources` are the `sources` of each part, `view.cards` is
`gathered.cards`, `edit_url(entry)` is `chrome.edit`, `view.report_url(page)` is `chrome.report`,
`view.day` is `day`.

The blocks of every page stand in [content.md](content.md); lists of everything have those of
`register.html`, too: `name`, `standfirst`, `below`, `contents`, `list` and `after`.
"""
# Names that are no functions, in words.
PLAIN = {
    "page": "the page as planned: `address`, `title`, `summary`, `subject` (what it is about)",
    "entry": "what the page is about, as its editor wrote it; none for lists",
    "site": "the keys of `site.yaml`",
    "keyed": "the words for what content names by a key; `words.html` has them too",
    "built": "the day as of which the page says what it says, in words",
    "it": "what the page says: see below",
}
# Handed to all templates by their environment: what Jinja has of its own is left out.
OURS = ("isoformat", "sentence", "newsrooms", "voices", "tone")


def document() -> str:
    """The text of the page."""
    return "\n".join([OPENING, *_names(), *_pages()]) + "\n"


def _names() -> Iterator[str]:
    """Every name, and what it stands for."""
    yield "## In every template\n"
    yield "| name | |"
    yield "|---|---|"
    plain = PLAIN | {"chrome": _of(Chrome), "gathered": _of(Gathered)}
    yield from (f"| `{name}` | {told} |" for name, told in sorted(plain.items()))
    for name, function in sorted(_functions().items()):
        yield f"| `{name}({_parameters(function)})` | {_first_line(function)} |"
    yield "\nTexts are marked for translation, with `_('…')` and `{% trans %}`; `json` makes JSON"
    yield "of a value, fit to stand in a script, `sentence_case` the beginning of a line, and"
    yield "`ended` a whole sentence.\n"


def _functions() -> dict[str, Callable[..., object]]:
    """What templates may call."""
    offered = ((owner, name) for owner in (Links, Words, View) for name in owner.OFFERED)
    told = environment((ROOT / "templates",)).globals
    ours = {name: getattr(told[name], "func", told[name]) for name in OURS}
    return {name: getattr(owner, name) for owner, name in offered} | ours


def _parameters(function: Callable[..., object]) -> str:
    names = list(inspect.signature(function).parameters)
    return ", ".join(name for name in names if name not in ("self", "language"))


def _pages() -> Iterator[str]:
    """What each template of a page has as ``it``."""
    yield "## `it`, template by template\n"
    yield "What each part holds stands in `explainer/pages/models/`.\n"
    yield "| template | what the page says | `it` |"
    yield "|---|---|---|"
    for name, maker in sorted(models.MAKERS.items()):
        kind = typing.get_type_hints(maker).get("return")
        if kind is not None:
            yield f"| `{name}` | {_first_line(kind)} | {_fields(kind)} |"


def _of(kind: type) -> str:
    return f"{_first_line(kind)} {_fields(kind)}"


def _fields(kind: type) -> str:
    return ", ".join(f"`{one.name}`" for one in dataclasses.fields(kind))


def _first_line(thing: object) -> str:
    """The first sentence of what it says of itself."""
    return (inspect.getdoc(thing) or "").partition("\n\n")[0].replace("\n", " ").replace("``", "`")


if __name__ == "__main__":
    TARGET.write_text(document(), encoding="utf-8")
