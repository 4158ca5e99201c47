"""Every id of the content as a snippet of Visual Studio Code, so that nobody types one from memory.

In Markdown ``fact:`` offers each fact as words that are bound to it, in YAML an id is offered as it
is begun. The editor reads such a file without an extension or a setting. It changes with the
content, so it is kept out of git: ``new``, ``schemas`` and ``ids --snippets`` write it, and
``serve`` keeps it in step.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from explainer.content import Content
from explainer.desk import folders, inquiry
from explainer.evidence.ledger import Ledger
from explainer.model import Fact
from explainer.pipeline import Checked
from explainer.voice import wording

FILE = ".vscode/ids.code-snippets"
Row = inquiry.Row


def keep(root: Path, found: Content, ledger: Ledger) -> bool:
    """Write the snippets of a content into its repository, if they changed; say whether so."""
    path = root / FILE
    text = snippets(found, ledger)
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_text(text, encoding="utf-8", newline="\n")
    beside.replace(path)
    return True


def keeper(content: Path) -> Callable[[Checked], None]:
    """What keeps the snippets of a content in step, for those who have a ``.vscode`` folder."""

    def kept(known: Checked) -> None:
        with suppress(OSError):
            root = folders.root_of(content)
            if (root / FILE).parent.is_dir():
                keep(root, known.content, known.ledger)

    return kept


def snippets(content: Content, ledger: Ledger) -> str:
    """The file of snippets for a content."""
    rows = [row for row in inquiry.ids(content) if row["kind"] != "corrections"]
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        for name, body in _bindings(content, ledger, row):
            found[name] = _snippet("markdown", name, body, row["title"])
    for row in rows:
        if row["kind"] != "pages":
            name = f"{row['id']} ({row['kind']})"
            found[name] = _snippet("yaml", row["id"], _literal(row["id"]), row["title"])
    lines = (f"{_json(name)}: {_json(one)}" for name, one in found.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _snippet(scope: str, prefix: str, body: str, told: str) -> dict[str, str]:
    return {"scope": scope, "prefix": prefix, "body": body, "description": told}


def _bindings(content: Content, ledger: Ledger, row: Row) -> Iterator[tuple[str, str]]:
    """What binds an entry, by what is typed for it: to words of one's own, or to print its own."""
    link, kind, name = row["link"], row["kind"], row["id"]
    if kind in ("figures", "pictures"):
        yield link, f"![{_place(row['title'] if kind == 'figures' else '')}]({_literal(link)})"
        return
    if link:
        words = _words(content, ledger, row)
        yield link, f"[{_place(words)}]({_literal(link)})"
    if kind in ("facts", "events") or (kind == "series" and content.fact(name)):
        yield f"<{link}", f"<{_literal(link)}{'#last' if kind == 'series' else ''}>"


def _words(content: Content, ledger: Ledger, row: Row) -> str:
    """The words that a link begins with: a fact's value as its site says it, or a name."""
    entry = getattr(content, row["kind"])[row["id"]]
    if isinstance(entry, Fact):
        value = ledger.accounts[entry.id].value
        return wording.say(value, content.site.language) if value is not None else entry.label
    keys = ("publisher", "label", "name", "term", "title")
    words = next((str(text) for key in keys if (text := getattr(entry, key, ""))), "")
    return "…" if re.search(r"\d", words) else words  # which would have to be bound


def _place(words: str) -> str:
    """Words that are selected, so that whoever types goes on with others or leaves them."""
    plain = re.sub(r"[\[\]()*_`<>\\]|\s+", " ", words)
    return f"${{1:{_literal(' '.join(plain.split()))}}}"


def _literal(text: str) -> str:
    r"""A text as it stands in a snippet, where ``$``, ``}`` and ``\`` mean something."""
    return re.sub(r"([$}\\])", r"\\\1", text)
