"""Writes ``explainer/voice/catalogues/explainer.pot``: every sentence of ours that readers see.

Translators begin with it: ``pybabel init`` makes a language of it, ``pybabel compile`` what the
program reads. Run ``python -m tools.make_catalogue`` after a sentence has changed.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_keywords
from babel.messages.pofile import write_po

from explainer.geography import policy

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "explainer" / "voice" / "catalogues" / "explainer.pot"
# How modules and templates mark what is to be translated; of two messages, the forms for one and
# for several.
MARKS = parse_keywords(
    ["tell", "many:1,2", "forms:1,2", "later:1,1t", "later:1,2,2t", "_", "gettext", "ngettext:1,2"]
)
WHERE = (
    ("explainer", [("**.py", "python")]),
    (
        "templates",
        [("**.html", "jinja2.ext:babel_extract"), ("**.svg", "jinja2.ext:babel_extract")],
    ),
)
OPTIONS = {"**.html": {"trimmed": "true", "silent": "false"}, "**.svg": {"silent": "false"}}
HEADER = """# Every sentence of the program that readers see.
# Made by tools/make_catalogue.py; do not edit.
#"""


def messages() -> Iterator[tuple[str, str | tuple[str, ...]]]:
    """Every message, or pair of messages for one and for several, with the file it stands in."""
    for folder, methods in WHERE:
        found = extract_from_dir(ROOT / folder, methods, OPTIONS, keywords=MARKS)
        for file, _, message, _, _ in found:
            yield f"{folder}/{file}", message
    yield "explainer/geography/policy.yaml", policy.world().sentence


def catalogue() -> Catalog:
    """The messages in the order of the files, each once."""
    made = Catalog(project="explainer", header_comment=HEADER, fuzzy=False, charset="utf-8")
    for file, message in sorted(messages(), key=lambda one: (one[0], str(one[1]))):
        made.add(message, locations=[(file, None)])
    return made


def text() -> str:
    """The file: without a date, so that it changes only with a message."""
    file = io.BytesIO()
    write_po(file, catalogue(), width=100, omit_header=True, include_lineno=False)
    return f'{HEADER}\nmsgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n' + (
        file.getvalue().decode()
    )


if __name__ == "__main__":
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(text(), encoding="utf-8")
