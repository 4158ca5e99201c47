"""What is wrong with the content, beside the pages of the preview: never part of a site.

Problems stand at the page that has them, in its place; on all other pages in a small panel, which
opens with a click or the keyboard, as any ``<details>`` does.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import quote

from explainer.model import KINDS, page_address
from explainer.problems import Problem

# Where an editor opens a file: {path}, {line} and {column} are filled in.
EDITOR = "vscode://file/{path}:{line}:{column}"
STYLE_AT = "_preview.css"
AROUND = 2  # lines shown before and after the one that is wrong
MOST = 50  # problems of a kind; the rest is at the terminal

STYLE = """\
#_problems { position: fixed; inset: auto 1rem 1rem auto; z-index: 9; max-width: min(44rem, 92vw);
  max-height: 80vh; overflow: auto; padding: .5rem .9rem; background: Canvas; color: CanvasText;
  border: 2px solid; border-radius: .4rem; font: 15px/1.45 system-ui, sans-serif; }
#_problems.warnings { border-width: 1px; }
#_problems.whole { position: static; max-width: 60rem; max-height: none; margin: 1rem auto;
  border: 0; font-size: 16px; }
#_problems summary { cursor: pointer; font-weight: 600; }
#_problems li { margin: .8rem 0; }
#_problems p { margin: .15rem 0; }
#_problems pre { margin: .3rem 0; padding: .4rem .6rem; overflow: auto; border: 1px solid #8886;
  font: 13px/1.5 ui-monospace, monospace; }
#_problems mark { background: #ffd54a; color: #000; }
#_problems a { color: LinkText; }
@media print { #_problems { display: none; } }
"""


@dataclass(frozen=True, slots=True)
class Desk:
    """Where the content is, and how a file of it is opened in an editor."""

    content: Path
    editor: str = EDITOR

    def address(self, problem: Problem) -> str:
        """What opens the place of a problem; empty where no file is there to be opened."""
        place = problem.place
        path = self.content / place.file
        if not self.editor or not path.is_file():
            return ""
        whole = quote(os.fsencode(path.resolve()))
        filled = {"path": whole.lstrip("/"), "line": place.line, "column": place.column}
        return re.sub(r"\{(path|line|column)\}", lambda key: str(filled[key[1]]), self.editor)

    def lines(self, problem: Problem) -> list[tuple[int, str]]:
        """The lines around a problem with their numbers; none where they cannot be read."""
        root, number = self.content.resolve(), problem.place.line
        path = (root / problem.place.file).resolve()
        if not path.is_file() or not path.is_relative_to(root):
            return []
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        first = max(number - AROUND, 1)
        return list(enumerate(lines[first - 1 : number + AROUND], first))

    def page_of(self, problem: Problem) -> str:
        """The file of the page that a problem is on: a narrative, or that of an entry."""
        file = problem.place.file
        if file.startswith("pages/") and file.endswith(".md"):
            return f"{page_address(file[6:-3])}index.html"
        kind = file.partition("/")[0].removesuffix(".yaml")
        name = self._entry_at(problem) if kind in KINDS else ""
        return f"{kind}/{name}/index.html" if name else ""

    def _entry_at(self, problem: Problem) -> str:
        path = self.content / problem.place.file
        if not path.is_file():
            return ""
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        heads = (re.match(r"([a-z0-9-]+):", line) for line in lines[problem.place.line - 1 :: -1])
        return next((head[1] for head in heads if head), "")


def whole_page(problems: Sequence[Problem], desk: Desk) -> bytes:
    """A page that has nothing to show but what is wrong with it."""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><meta name="color-scheme"'
        f' content="light dark"><title>Something to mend</title><link rel="stylesheet"'
        f' href="/{STYLE_AT}"></head><body><main id="_problems" class="whole">'
        "<h1>Something to mend</h1><p>The site that is published stays as it is. This page goes"
        f" away by itself once the content is mended.</p>{_lists(problems, desk)}</main></body>"
        "</html>"
    ).encode()


def panel(problems: Sequence[Problem], desk: Desk) -> str:
    """What stands beside pages while there is something to mend; else nothing."""
    if not problems:
        return ""
    kind = "" if _of(problems, "error") else ' class="warnings"'
    return (
        f'<aside id="_problems"{kind} aria-label="What is to be mended"><details>'
        f"<summary>{counted(problems)}</summary><p>Only the preview shows this.</p>"
        f"{_lists(problems, desk)}</details></aside>"
    )


def beside(page: bytes, panel: str) -> bytes:
    """A page with the panel; itself where there is none."""
    if not panel:
        return page
    style = f'<link rel="stylesheet" href="/{STYLE_AT}"></head>'.encode()
    head, end, rest = page.replace(b"</head>", style, 1).rpartition(b"</body>")
    return head + panel.encode() + end + rest if end else rest + panel.encode()


def counted(problems: Sequence[Problem]) -> str:
    """``2 errors, 1 warning``; what there is none of is left out."""
    numbers = [(len(_of(problems, kind)), kind) for kind in ("error", "warning")]
    return ", ".join(f"{number} {kind}{'s' * (number != 1)}" for number, kind in numbers if number)


def _of(problems: Iterable[Problem], severity: str) -> list[Problem]:
    return [one for one in problems if one.severity == severity]


def _lists(problems: Sequence[Problem], desk: Desk) -> str:
    """The errors, and below them the warnings, folded."""
    warnings = _of(problems, "warning")
    folded = (
        f"<details><summary>{counted(warnings)}</summary>{_list(warnings, desk)}</details>"
        if warnings
        else ""
    )
    return _list(_of(problems, "error"), desk) + folded


def _list(problems: Sequence[Problem], desk: Desk) -> str:
    more = len(problems) - MOST
    rest = f"<p>And {more} more, at the terminal.</p>" if more > 0 else ""
    return f"<ol>{''.join(_item(one, desk) for one in problems[:MOST])}</ol>{rest}"


def _item(problem: Problem, desk: Desk) -> str:
    place, at = escape(str(problem.place)), desk.address(problem)
    opens = f'<a href="{escape(at)}">{place}</a>' if at else f"<code>{place}</code>"
    cure = f"<p><strong>{escape(problem.hint)}</strong></p>" if problem.hint else ""
    return (
        f"<li><p>{opens}</p><p>{escape(problem.message)}"
        f" <small>[{escape(problem.rule)}]</small></p>{cure}{_excerpt(problem, desk)}</li>"
    )


def _excerpt(problem: Problem, desk: Desk) -> str:
    rows = [
        f"<mark>{number}</mark>  {escape(line)}"
        if number == problem.place.line
        else f"{number}  {escape(line)}"
        for number, line in desk.lines(problem)
    ]
    return f'<pre tabindex="0">{chr(10).join(rows)}</pre>' if rows else ""
