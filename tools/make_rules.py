"""Writes ``docs/rules.md``: every rule, how much weight it has, and what it says when it is broken.

The examples are taken from ``tests/broken``. Run ``python -m tools.make_rules`` after a change; it
also writes ``docs/reference.md``, ``docs/templates.md`` and the schemas in ``.vscode``, which are
made from the models.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from explainer.desk import schemas
from explainer.desk.rules import statements
from tools import make_reference, make_templates

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "rules.md"
PRINTED = re.compile(
    r"^(?P<place>\S.*:\d+:\d+): (?P<severity>error|warning): .+ \[(?P<rule>[a-z0-9-]+)\]"
    r"(?:\n    .+)?",
    re.MULTILINE,
)
OPENING = """# The rules

*Made by `tools/make_rules.py` from the rules themselves and from the tests; do not edit.*

Everything that can be wrong with content has a rule with a name. A message begins with the file,
line and column to mend and ends with the name of the rule; the line below it is the cure. One
**error** keeps the new site from being published, and the old one stays as it is. A **warning** is
worth a look, and stops the build only under `--strict`.
"""


def examples() -> dict[str, re.Match[str]]:
    """For every rule the shortest of the messages that the tests know."""
    found: dict[str, re.Match[str]] = {}
    for path in sorted((ROOT / "tests" / "broken").glob("*.txt")):
        printed = path.read_text(encoding="utf-8").rpartition("\n=== $ ")[2]
        for match in PRINTED.finditer(printed):
            known = found.get(match["rule"])
            if known is None or len(match[0]) < len(known[0]):
                found[match["rule"]] = match
    return found


def lines(shown: Mapping[str, re.Match[str]]) -> Iterator[str]:
    """The document, piece by piece."""
    yield OPENING
    for family, rules in statements().items():
        yield f"## {family}\n"
        for name, statement in rules.items():
            yield f"### {name}\n"
            yield f"{statement.replace('``', '`')}\n"
            if name in shown:
                yield f"```text\n{shown[name][0]}\n```\n"


def document() -> str:
    """All of ``rules.md``."""
    return "\n".join(lines(examples()))


if __name__ == "__main__":
    TARGET.write_text(document(), encoding="utf-8")
    make_reference.TARGET.write_text(make_reference.document(), encoding="utf-8")
    make_templates.TARGET.write_text(make_templates.document(), encoding="utf-8")
    for path, text in schemas.files().items():
        (ROOT / path).write_text(text, encoding="utf-8")
