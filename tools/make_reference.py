"""Writes ``docs/reference.md``: every key of every kind of entry, and every kind of figure.

Meanings are those in the docstrings of the models; examples are values that stand in the contents
of the tests and of the starter. ``python -m tools.make_rules`` writes it too.
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from explainer import figures
from explainer.content import load
from explainer.content.complaints import part_at, required_of
from explainer.desk.schemas import parts
from explainer.model import KINDS, Page, Part, Site, meanings
from explainer.quantities.dates import Date

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "reference.md"
CONTENTS = ("explainer/starter/content", "tests/sites/river-pact", "tests/sites/safe-streets")
LONGEST = 60  # characters of an example
# Of what none of those contents has, by key.
ALSO = {
    "also_called": "[rivers]",
    "answers": "{source: survey-2026, file: salmon.csv}",
    "box": "{label: Signed, says: <event:signing>}",
    "check_again": "2027-01-15",
    "conflict": "slip",
    "description": "The board wants ten times what runs free.",
    "label": "Signed",
    "means": "salmon caught, not seen",
    "says": "Wednesday",
    "standfirst": "The pact promises [1,200 km](fact:free-rivers)",
    "text": "An agreement between trusts.",
    "value": "1,200",
    "about": "PRT",
    "accent": "'#8f2d1c'",
    "accent_dark": "'#e8a090'",
    "archive": "https://archive.example.org/page",
    "byline": "The editors",
    "careful": "Who measures it is open.",
    "compare": "[river-council]",
    "counts": "no",
    "display_face": "headings.woff2",
    "draft": "true",
    "favicon": "favicon.svg",
    "footer": "{Imprint: imprint.md}",
    "found_by": "[salmon ladder, Fischtreppe]",
    "from": "2024-03-14",
    "high": "1300",
    "kind": "forecast",
    "links": "'#1a4f8b'",
    "links_dark": "'#9cc4ee'",
    "logo": "logo.svg",
    "low": "1100",
    "members": "union-members",
    "name": "European Union",
    "names": "[Agenda 2030, 12 Angry Men]",
    "note": "Counted anew in May.",
    "outcome": "It came a year late.",
    "range": "95 % interval",
    "said_by": "the river board",
    "text_face": "reading.woff2",
    "theme": "{accent: '#8f2d1c'}",
    "until": "2026-01",
    "updated": "2025-05-02",
    "was": "[what-it-was-called]",
    "where": "page 12",
    "why": "A nought was lost.",
    "zero": "no",
}
OPENING = """# Every key

*Made by `tools/make_reference.py` from the models, the starter and the tests; do not edit.*

What each key is for, what may stand there, and what holds where it is left out. How they go
together is told in [content.md](content.md), how to do each task in [tasks.md](tasks.md), and what
the build says of a mistake in [rules.md](rules.md).
"""
WHERE = {
    "Site": "site.yaml",
    "Page": "pages/*.md, between the two lines `---`",
} | {model.__name__: f"{kind}.yaml, or {kind}/*.yaml" for kind, model in KINDS.items()}


def document() -> str:
    """All of ``reference.md``."""
    return "\n".join(lines())


def lines() -> Iterator[str]:
    """The document, piece by piece."""
    yield OPENING
    known = examples()
    for model in (Site, *KINDS.values(), Page):
        yield f"## {model.__name__}\n"
        yield f"In `{WHERE[model.__name__].partition(', ')[0]}`{_rest(WHERE[model.__name__])}.\n"
        yield from _table(model, known)
        for part in dict.fromkeys(parts(model)):
            if part is not model:
                yield f"### {model.__name__}: {part.__name__}\n"
                yield from _table(part, known)
    yield from _figures()


def _rest(where: str) -> str:
    _, comma, rest = where.partition(", ")
    return f"{comma}{rest}"


def _table(model: type[Part], known: dict[tuple[type[Part], str], str]) -> Iterator[str]:
    about = (model.__doc__ or "").partition("\n")[0]
    if model is not Site:
        yield f"{about.replace('``', '`')}\n"
    yield "| key | meaning | what stands there | left out | example |\n|---|---|---|---|---|"
    told, required = meanings(model), required_of(model)
    for name, info in model.model_fields.items():
        key = info.alias or name
        example = known.get((model, key), ALSO.get(key, ""))
        cells = [
            f"`{key}`",
            told.get(key, ""),
            type_of(info.annotation),
            "**must be there**" if key in required else default_of(info),
            f"`{example}`" if example else "",
        ]
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
    yield ""


def type_of(annotation: Any) -> str:
    """What may stand behind a key, in an editor's words."""
    kind, given = get_origin(annotation), get_args(annotation)
    if kind is Literal:
        return " · ".join(f"`{word}`" for word in given)
    if kind in (types.UnionType, Union, Annotated):
        return type_of(given[0])
    if kind is tuple:
        return f"{type_of(given[0])}, or a list of them"
    if kind is dict:
        return f"names, each with {type_of(given[1])}"
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return f"keys of its own: {annotation.__name__}"
    return "date" if annotation is Date else "text"


def default_of(info: FieldInfo) -> str:
    """What holds where the key is left out; empty for nothing."""
    value = info.default
    return f"`{value}`" if isinstance(value, str) and value else ""


def _figures() -> Iterator[str]:
    yield "## Kinds of figures\n"
    yield "| kind | what it is called | needs |\n|---|---|---|"
    for name, kind in figures.KINDS.items():
        yield f"| `{name}` | {kind.words} | {f'`{kind.needs}`' if kind.needs else ''} |"
    yield ""


def examples() -> dict[tuple[type[Part], str], str]:
    """For every key of every part a value as it stands somewhere: the first that is short."""
    found: dict[tuple[type[Part], str], str] = {}
    for folder in CONTENTS:
        content, _ = load(ROOT / folder, with_drafts=True)
        for key, text in _written(Site, content.site.origin.document.value):
            found.setdefault(key, text)
        for entry in content.entries():
            value: Any = entry.origin.document.value
            for step in entry.origin.path:
                value = value[step]
            for key, text in _written(type(entry), value):
                found.setdefault(key, text)
    return found


def _written(model: type[Part], value: Any) -> Iterator[tuple[tuple[type[Part], str], str]]:
    for key, item in value.items() if isinstance(value, dict) else ():
        below = part_at(model, [key])
        for one in item if isinstance(item, list) else [item]:
            if below is not model and isinstance(one, dict):
                named = (
                    not below.model_fields.keys() & one.keys() and not _aliases(below) & one.keys()
                )
                for inner in one.values() if named else [one]:
                    yield from _written(below, inner)
        text = _short(item)
        if text and len(text) <= LONGEST:
            yield (model, key), text


def _aliases(model: type[Part]) -> set[str]:
    return {info.alias for info in model.model_fields.values() if info.alias}


def _short(item: Any) -> str:
    """A value on one line, as YAML takes it."""
    if isinstance(item, str):
        return " ".join(item.split())
    if isinstance(item, list):
        return f"[{', '.join(map(_short, item))}]"
    if isinstance(item, dict):
        return "{" + ", ".join(f"{key}: {_short(one)}" for key, one in item.items()) + "}"
    return ""


if __name__ == "__main__":
    TARGET.write_text(document(), encoding="utf-8")
