"""Content as slips, accidents and malice may leave it: seeded changes of whole files and values."""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path, PurePosixPath
from time import perf_counter
from typing import Any
from unittest.mock import patch

import yaml

from explainer import pipeline, problems
from explainer.history.versions import History
from explainer.pages import environment as templates
from explainer.preview import panel
from explainer.publishing import search
from explainer.store import artefacts
from explainer.theme import files as theme

ROOT = Path(__file__).parents[1]
CONTENTS = {
    "base": ROOT / "tests" / "broken" / "base",
    "starter": ROOT / "explainer" / "starter" / "content",
    "river-pact": ROOT / "tests" / "sites" / "river-pact",
    "flagship": ROOT / "content",
}
# The larger content has nearly every feature, and takes six times as long to build.
SHARES = {"base": 12, "starter": 4, "river-pact": 3, "flagship": 1}
TODAY = date(2026, 1, 15)
DAYS = {"flagship": date(2030, 1, 1)}  # later than all that its editors add

SCRAPS = (
    *"\"'{}[]()<>:#-|&*!%@`\\~?,;/.$^+=_\t\n\r\u00a0\u00ad\u200b\u200f\u202e\u2028\u0085\x00\x1b\ufeff",
    *"é٣½Ⅻ²∞−–—…\U0001f41f", "👩‍👩‍👧", "e\u0301" * 9, "ä" * 300, "x" * 3000, "9" * 400, "1" * 5000,
    ": ", " #", "- ", "---\n", "...\n", "\n\n", "\n  ", "\r\n", "<!--", "-->", "](", "](fact:",
    "<fact:",
    "<fact:cost>", "[^1]", "[^1]: x", "![x](figure:", "[x](fact:cost#", "[x](../../..)", "[x](#)",
    "[x](//[)", "<script>alert(1)</script>", "</script>", "{{ 7*7 }}", "{% raw %}", "{0}", "{}",
    "{__class__}", "%s", "%(x)s", "${x}", "\\", "\\n", "\\1", "&amp;", "&#0;", "]]>", "`" * 40,
    "*" * 40, "> " * 60, "- " * 60, "[" * 90, "(" * 90, "# " * 9, "| a | b |\n|---|---|\n", "~~~",
)  # fmt: skip
TEXTS = (
    *SCRAPS, "", " ", "0", "-0", "00", "-1", "1.5", "1,5", "1e999", "1E-999", "NaN", "inf", "0x1F",
    "1_000", "1/0", "½", "unknown", "true", "null", "~", "yes", "none", "x", "A", "id", "index",
    "31 of 7", "0 of 0", "5 to 3", "1 to", "6 to 9 months", "about", "about 0 %", "200 %", "-3 %",
    "1,2,3", "1.2.3", "10 - 5", "0.000000000000000000001 EUR", "1 trillion trillion km", "7 times",
    "2024", "2024-02-30", "2024-13", "0000", "0001-01-01", "0002", "9997", "9999-12-31", "10000",
    "-0044", "../..", "..", "../2030", "2030/..", "2030/2020", "2024-12-11~", "2024?", "2024-21",
    "20XX", "y170000002", "2024-12-11T10:00", "Tuesday", "tomorrow", "cost / 0", "cost",
    "cost + cost",
    "cost -", "( cost", "length * length", "a" * 60 + " + 1", "derived", "statement", "target",
    "map",
    "timeline", "lineage", "FRA", "XKX", "XXX", "fra", "en", "ar", "xx", "zh-Hant-TW", "de-", "-",
    "https://example.org/", "http://", "https://[", "https://x:y/", "javascript:alert(1)", "//x",
    "mailto:a@b", "file:///etc/passwd", "survey", "fact:cost", "../cost", "/etc/passwd", "con",
    "a/b",
)  # fmt: skip
KEYS = (
    "id", "origin", "markdown", "body", "self", "cls", "items", "keys", "model_config", "_known",
    "__class__", "folder", "inline", "", " ", "1", "~", "<<", "a b", "title", "kind", "when",
    "from", "since", "source", "says", "x" * 300, "é", "../x", "CON", "index", "404", "null",
)  # fmt: skip
SHAPES: tuple[Any, ...] = (
    None, [], {}, [[]], [{}], {"a": {}}, [None], {"x": None}, ["", ""], [["a"], ["b"]], {"*": "*"},
    [{"source": "survey"}], {"source": "survey", "says": "1 km"}, ["survey", "survey"],
    ["index"] * 3, [[[[[[[[]]]]]]]], {"id": "x", "origin": "y"}, ["a"] * 300,
    {str(n): "v" for n in range(300)},
)  # fmt: skip

# Keys whose value may be nearly any text, so that what comes of it is built.
FREE = (
    "title", "tagline", "publisher", "licence", "branch", "content_path", "author", "interest",
    "proof", "note", "where_found", "question", "label", "about", "said_by", "means", "careful",
    "where", "text", "outcome", "lane", "role", "organisation", "name", "description", "term",
    "summary", "menu", "was", "now", "why",
)  # fmt: skip
_FREE = re.compile(rf"\b({'|'.join(FREE)}): +([^\s\"'{{\[|>][^\n,}}]*)".encode())

Files = dict[str, bytes]
Mutator = Callable[[random.Random, Files, str], None]


@lru_cache
def files_of(name: str) -> Files:
    """Every file of a content by its path."""
    root = CONTENTS[name]
    files = {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }
    return excerpt(files, "pages/china-order.md") if name == "flagship" else files


_ENTRY = re.compile(rb"^(?=[a-z0-9][a-z0-9-]*:)", re.MULTILINE)
_PAGE_LINK = re.compile(rb"\]\((?!\w+:)[a-z/-]+\.md[^)]*\)")
_MENU = re.compile(rb"^menu:.*?(?=^\S)", re.MULTILINE | re.DOTALL)


def excerpt(files: Files, page: str) -> Files:
    """A large content cut down to one page, and the entries that it leads to, near and far."""
    entries: dict[bytes, list[tuple[str, bytes]]] = {}
    for name, whole in files.items():
        if name.endswith(".yaml") and name not in ("site.yaml", "corrections.yaml"):
            for entry in _ENTRY.split(whole):
                entries.setdefault(entry.partition(b":")[0], []).append((name, entry))
    text = _PAGE_LINK.sub(b"](index.md)", files[page])
    found: dict[bytes, list[tuple[str, bytes]]] = {}
    waiting = [text]
    while waiting:
        for word in re.findall(rb"[a-z0-9]+(?:-[a-z0-9]+)*", waiting.pop()):
            if word in entries and word not in found:
                found[word] = entries[word]
                waiting += [entry for _, entry in found[word]]
    kept = {"site.yaml": _MENU.sub(b"", files["site.yaml"]), "pages/index.md": text}
    for name, entry in (one for both in sorted(found.items()) for one in both[1]):
        kept[name] = kept.get(name, b"") + entry
    whole = b"".join(kept.values())
    return kept | {
        name: data for name, data in files.items() if name.rpartition("/")[2].encode() in whole
        and not name.endswith((".yaml", ".md"))
    }  # fmt: skip


# --- whole files ----------------------------------------------------------------------------------


def _bytes_flipped(rng: random.Random, files: Files, name: str) -> None:
    data = bytearray(files[name] or b" ")
    for _ in range(rng.choice((1, 1, 3, 20))):
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    files[name] = bytes(data)


def _truncated(rng: random.Random, files: Files, name: str) -> None:
    files[name] = files[name][: rng.randrange(len(files[name]) + 1)]


def _beheaded(rng: random.Random, files: Files, name: str) -> None:
    files[name] = files[name][rng.randrange(len(files[name]) + 1) :]


def _lines_moved(rng: random.Random, files: Files, name: str) -> None:
    """Lines dropped, doubled, swapped, brought from elsewhere, indented otherwise."""
    lines = files[name].split(b"\n")
    other = files[rng.choice(sorted(files))].split(b"\n")
    for _ in range(rng.choice((1, 1, 2, 6))):
        at, to = rng.randrange(len(lines)), rng.randrange(len(lines))
        lines[at : at + 1] = rng.choice(
            (
                [],
                [lines[at], lines[at]],
                [lines[at], rng.choice(other)],
                [b"  " + lines[at]],
                [lines[at].lstrip()],
                [b"\t" + lines[at]],
                [lines[to]],
                [lines[at].partition(b":")[0] + b":"],
                [lines[at] + b" " + rng.choice(other).strip()],
            )
        ) or [b""]
    files[name] = b"\n".join(lines)


def _encoded(rng: random.Random, files: Files, name: str) -> None:
    text = files[name].decode(errors="replace")
    text = text.replace("e", rng.choice(("é", "e", "ё", "\ud83d")), rng.choice((0, 1, 50)))
    how = rng.choice(("utf-16", "utf-16-le", "utf-32", "latin-1", "cp1252", "utf-8-sig", "cp037"))
    files[name] = text.encode(how, "replace")


def _line_ends(rng: random.Random, files: Files, name: str) -> None:
    end = rng.choice((b"\r\n", b"\r", b"\n\r", b"\x0b", b"\xe2\x80\xa8", b"\xc2\x85", b"\n\n"))
    files[name] = files[name].replace(b"\n", end, rng.choice((1, 3, -1)))


def _fences_broken(rng: random.Random, files: Files, name: str) -> None:
    """What keeps front matter and text apart: gone, doubled, or another."""
    other = rng.choice(
        (b"", b"--", b"----", b" ---", b"--- x", b"---\n---", b"...", b"***", b"+++")
    )
    files[name] = files[name].replace(b"---", other, rng.choice((1, 2)))


def _scraps_strewn(rng: random.Random, files: Files, name: str) -> None:
    text = files[name].decode(errors="replace")
    for _ in range(rng.choice((1, 1, 2, 5))):
        at = rng.randrange(len(text) + 1)
        text = text[:at] + rng.choice(SCRAPS) + text[at + rng.choice((0, 0, 1, 9)) :]
    files[name] = text.encode(errors="replace")


def _files_moved(rng: random.Random, files: Files, name: str) -> None:
    """A file gone, empty, under another name, or in another's place."""
    data = files.pop(name)
    other = rng.choice(sorted(files))
    to = rng.choice(
        (
            "pages/x.md", "pages/a/b/c.md", "pages/404.md", "pages/facts/cost.md", "pages/Ä ö.md",
            "facts/x.yaml", "sources/x.yaml", "events.yaml", "site.yml", "theme.yaml", "pages/.md",
            f"pages/{'d/' * 60}x.md", f"pages/{'n' * 240}.md", "facts.yaml/x.yaml", other, name,
        )
    )  # fmt: skip
    if any(to.startswith(f"{one}/") or one.startswith(f"{to}/") for one in files):
        return
    files[to] = rng.choice((data, data, b"", rng.randbytes(400)))


# --- single values --------------------------------------------------------------------------------


def _values_replaced(rng: random.Random, files: Files, name: str) -> None:
    """Values of a YAML file, or of a page's front matter, that are something else."""
    text = files[name].decode(errors="replace")
    before, front, after = ("", text, "")
    if name.endswith(".md"):
        before, _, rest = text.partition("---\n")
        front, _, after = rest.partition("---\n")
    try:
        data = yaml.load(front, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, ValueError):
        return _scraps_strewn(rng, files, name)
    for _ in range(rng.choice((1, 1, 1, 2, 4))):
        _replace(rng, data, files)
    style = rng.choice((None, None, True, False))
    front = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, default_flow_style=style)
    whole = f"---\n{front}---\n{after}" if name.endswith(".md") else front
    files[name] = (before + whole).encode(errors="replace")
    return None


def _texts_replaced(rng: random.Random, files: Files, name: str) -> None:
    """Free texts that say something odd, in quotes so that YAML reads them."""
    for _ in range(rng.choice((1, 1, 2, 5))):
        found = [(one, match) for one in files for match in _FREE.finditer(files[one])]
        name, match = rng.choice(found or [(name, None)])
        if match is None:
            return
        old, odd = match[2].decode(errors="replace"), rng.choice(TEXTS)
        text = rng.choice((odd, f"{old}{odd}", f"{odd}{old}", f"{old} {odd} {old}", old * 40))
        start, end = match.span(2)
        quoted = json.dumps(text, ensure_ascii=rng.random() < 0.2)
        files[name] = files[name][:start] + quoted.encode(errors="replace") + files[name][end:]


def _words_replaced(rng: random.Random, files: Files, name: str) -> None:
    """A page's text with odd things between its words."""
    name = rng.choice([one for one in files if one.endswith(".md")] or [name])
    words = files[name].split(b" ")
    for _ in range(rng.choice((1, 1, 3))):
        at = rng.randrange(len(words) // 2, len(words))
        words[at] += rng.choice((b" ", b"", b"\n", b"\n\n")) + rng.choice(SCRAPS).encode()
    files[name] = b" ".join(words)


def _replace(rng: random.Random, data: Any, files: Files) -> None:
    places = list(_places(data))
    if not places:
        return
    holder, key = rng.choice(places)
    what = rng.randrange(10)
    if what == 0 and isinstance(holder, dict):
        holder[rng.choice(KEYS)] = rng.choice((holder[key], holder.pop(key)))
    elif what == 1 and isinstance(holder, dict):
        holder[rng.choice(KEYS)] = rng.choice(TEXTS)
    elif what == 2:
        del holder[key]
    else:
        holder[key] = _value(rng, holder[key], places, files)


def _places(data: Any) -> Iterator[tuple[Any, Any]]:
    """Where a value stands: what holds it, and its key or number in there."""
    steps = data if isinstance(data, dict) else range(len(data)) if isinstance(data, list) else ()
    for step in steps:
        yield data, step
        yield from _places(data[step])


def _value(rng: random.Random, old: Any, places: list[tuple[Any, Any]], files: Files) -> Any:
    holder, key = rng.choice(places)
    choices: list[Callable[[], Any]] = [
        lambda: rng.choice(TEXTS),
        lambda: rng.choice(SHAPES),
        lambda: holder[key],
        lambda: [old, old],
        lambda: {"x": old},
        lambda: rng.choice(_ids(files)),
        lambda: f"{old}{rng.choice(SCRAPS)}",
        lambda: f"{rng.choice(SCRAPS)}{old}",
        lambda: f"{rng.choice(TEXTS)} {old}",
        lambda: str(old) * rng.choice((2, 40)),
    ]
    return yaml.load(yaml.safe_dump(rng.choice(choices)()), Loader=yaml.BaseLoader)


def _ids(files: Files) -> list[str]:
    """What stands as an id in the content."""
    lines = (line for data in files.values() for line in data.decode(errors="replace").split("\n"))
    return [line.partition(":")[0] for line in lines if line[:1].isalnum() and ":" in line] or ["x"]


MUTATORS: tuple[tuple[Mutator, int], ...] = (
    (_bytes_flipped, 6),
    (_truncated, 3),
    (_beheaded, 1),
    (_lines_moved, 12),
    (_encoded, 3),
    (_line_ends, 3),
    (_fences_broken, 3),
    (_scraps_strewn, 16),
    (_files_moved, 3),
    (_values_replaced, 30),
    (_texts_replaced, 30),
    (_words_replaced, 10),
)


def mutated(seed: int, number: int) -> tuple[str, Files]:
    """One content with some of its files changed: its name, and all that it then holds."""
    rng = random.Random(f"{seed}-{number}")
    content = rng.choices(list(SHARES), list(SHARES.values()))[0]
    files = dict(files_of(content))
    how, weights = zip(*MUTATORS, strict=True)
    for mutator in rng.choices(how, weights, k=rng.choice((1, 1, 1, 2, 3))):
        names = sorted(files)
        mutator(rng, files, rng.choice(names))
    return content, files


# --- the program over them ------------------------------------------------------------------------


@dataclass
class Figure:
    """What became of many mutations."""

    mutations: int = 0
    with_problems: int = 0
    built: int = 0
    seconds: float = 0
    slowest: tuple[float, str] = (0, "")
    failures: list[str] = field(default_factory=list)

    def __add__(self, other: Figure) -> Figure:
        return Figure(
            self.mutations + other.mutations,
            self.with_problems + other.with_problems,
            self.built + other.built,
            self.seconds + other.seconds,
            max(self.slowest, other.slowest),
            self.failures + other.failures,
        )

    def __str__(self) -> str:
        return (
            f"{self.mutations} mutations: {self.with_problems} with problems, {self.built} built,"
            f" {len(self.failures)} failed; {self.seconds:.0f} s, the slowest"
            f" {self.slowest[0]:.1f} s ({self.slowest[1]})"
        )


@contextmanager
def without_pictures() -> Iterator[None]:
    """Pixels and the search index are made by other programs; templates are read once."""
    env = lru_cache(templates.environment)
    with ExitStack() as stack:
        stack.enter_context(patch.object(artefacts, "_do", lambda work: [b""] * len(work)))
        stack.enter_context(patch.object(search, "index", lambda _: {}))
        stack.enter_context(patch.object(templates, "environment", env))
        yield


def run(seed: int, numbers: range, folder: Path) -> Figure:
    """Every mutation of ``numbers`` through the program; what fails is told with how to see it."""
    figure = Figure()
    with without_pictures():
        for number in numbers:
            start = perf_counter()
            try:
                content, files = mutated(seed, number)
                _judge(content, files, folder / "content", figure)
            except Exception as error:
                figure.failures.append(f"mutated({seed}, {number}): {_where(error)}")
            seconds = perf_counter() - start
            figure.mutations += 1
            figure.seconds += seconds
            figure.slowest = max(figure.slowest, (seconds, f"mutated({seed}, {number})"))
    return figure


def _where(error: Exception) -> str:
    trace, inner = error.__traceback__, ""
    while trace:
        code = trace.tb_frame.f_code
        if "/explainer/" in code.co_filename or "/templates/" in code.co_filename:
            inner = f"{Path(code.co_filename).name}:{trace.tb_lineno} {code.co_name}"
        trace = trace.tb_next
    return f"{type(error).__name__}: {str(error)[:200]} in {inner}"


def write(files: Files, folder: Path) -> None:
    """The files into a folder of which nothing else is left."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def _judge(content: str, files: Files, folder: Path, figure: Figure) -> None:
    write(files, folder)
    today = DAYS.get(content, TODAY)
    checked = pipeline.examine(folder, today, url="https://example.org/x/")
    figure.with_problems += bool(checked.problems)
    _told_in_order(checked.problems, files)
    if problems.is_fatal(checked.problems):
        return
    built, found = pipeline.compose(checked, _look(content), History(), today)
    assert not found, found[0]
    assert "index.html" in built
    for address in built:
        path = PurePosixPath(address)
        assert not path.is_absolute(), address
        assert ".." not in path.parts, address
        assert all(len(part.encode()) < 256 for part in path.parts), address
    figure.built += 1


@lru_cache
def _look(content: str) -> theme.Theme:
    return theme.load(CONTENTS[content])


def _told_in_order(found: tuple[problems.Problem, ...], files: Files) -> None:
    """Every problem says what is wrong at a place that there is, in every form."""
    problems.as_json(found).encode()
    panel.whole_page(found, panel.Desk(Path("nowhere")))
    for problem in found:
        assert problem.message
        assert len(problems.as_text(problem).encode().splitlines()) <= 2, problem
        problems.as_github(problem).encode()
        place = problem.place
        assert place.line >= 1
        assert place.column >= 1
        if place.file in files and "-8" not in problem.rule:
            lines = files[place.file].replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
            assert place.line <= len(lines), problem
