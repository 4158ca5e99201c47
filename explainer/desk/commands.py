"""The commands that help an editor write. They print, and judge nothing.

Each imports what it uses when it runs, so that no other waits for it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from explainer.desk import folders
from explainer.desk.options import content_option, today_option
from explainer.problems import did_you_mean, is_fatal

if TYPE_CHECKING:
    from explainer.desk.inquiry import Row

format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="For people, or for programs.",
)


@click.command("ids")
@click.argument("prefix", default="")
@content_option
@format_option
@click.option(
    "--snippets", is_flag=True, help="Write them where Visual Studio Code finds them, instead."
)
def list_ids(prefix: str, content: Path, form: str, snippets: bool) -> None:
    """List what can be named: every id that begins with PREFIX, as 'fact:' or 'fact:roof'."""
    from explainer import content as contents
    from explainer.desk import inquiry

    if snippets:
        _write_snippets(content)
        return
    found, _ = contents.load(content, with_drafts=True)
    rows = inquiry.ids(found, prefix)
    _print({"ids": rows}, form, (f"{row['link'] or row['id']}\t{row['title']}" for row in rows))


@click.command("why")
@click.argument("id")
@content_option
@today_option
@format_option
def explain(id: str, content: Path, today: date, form: str) -> None:  # noqa: A002
    """Tell why the site says what it says of ID: its answers, its uses, its history."""
    from explainer import pipeline
    from explainer.desk import inquiry
    from explainer.history import versions as history
    from explainer.site import plan as site
    from explainer.site.edition import Edition

    checked = pipeline.examine(content, today, with_drafts=True)
    found, book = checked.content, checked.ledger
    past = history.read(content)
    edition = Edition(found, book, site.plan(found, book), past, today)
    rows = inquiry.why(edition, id)
    if not rows:
        known = [row["id"] for row in inquiry.ids(found)]
        cure = did_you_mean(id.rpartition(":")[2], known, otherwise="see 'ids' for all")
        click.echo(f"there is nothing with the id {id!r}; {cure}", err=True)
        sys.exit(1)
    _print({"why": rows}, form, (line for row in rows for line in _in_words(row)))


@click.command("todo")
@content_option
@today_option
@click.option("--days", default=30, help="How far to look ahead.", show_default=True)
@format_option
def list_tasks(content: Path, today: date, days: int, form: str) -> None:
    """List what is to be looked after: overdue promises, due checks, single sources and more."""
    from explainer import pipeline
    from explainer.desk import inquiry

    checked = pipeline.examine(content, today)
    rows = inquiry.todo(checked.content, checked.problems, today, days)
    _print({"todo": rows}, form, _tasks_in_words(rows))
    if is_fatal(checked.problems):
        click.echo("there are errors: see 'check'; what is unused is not known before", err=True)


@click.command("schemas")
@content_option
def write_schemas(content: Path) -> None:
    """Write the schemas by which editors complete and explain what is typed, into .vscode."""
    from explainer.desk import schemas

    root = folders.root_of(content)
    inside = content.resolve().relative_to(root.resolve()).as_posix()
    for path, text in schemas.files(inside).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        known = (root / path).read_text(encoding="utf-8") if (root / path).is_file() else ""
        (root / path).write_text(schemas.joined(known, text), encoding="utf-8", newline="\n")
    click.echo(f"{root / '.vscode'}: schemas for {content}", err=True)
    _write_snippets(content)


def _write_snippets(content: Path) -> None:
    from explainer import pipeline
    from explainer.desk import snippets

    known, root = pipeline.read(content, with_drafts=True), folders.root_of(content)
    snippets.keep(root, known.content, known.ledger)
    click.echo(f"{root / snippets.FILE}: the ids of {content}", err=True)


COMMANDS = (list_ids, explain, list_tasks, write_schemas)


def _print(data: Row, form: str, lines: Iterator[str]) -> None:
    if form == "json":
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    for line in lines:
        click.echo(line)


def _in_words(row: Row) -> Iterator[str]:
    """What is known of an entry, a line for each thing."""
    yield f"{row['kind']}/{row['id']}  {row['file']}:{row['line']}"
    yield f"  {row['title']}"
    if row.get("shown") or row.get("formula"):
        yield f"  shown: {row['shown'] or row['formula']}"
    yield from (f"  {row[key]}" for key in ("verdict", "rests_on") if row.get(key))
    for heading, key, told in _PARTS:
        if row.get(key):
            yield f"  {heading}"
            yield from (f"    {line}" for one in row[key] for line in told(one))


def _answer(answer: Row) -> Iterator[str]:
    what = answer["conflict"] or ("agrees" if answer["agrees"] else "differs, without a reason")
    name = answer.get("source") or answer["fact"]
    bases = answer["based_on"] if "source" in answer else []
    basis = f" (based on {', '.join(bases)})" if bases else ""
    where = f", {answer['where']}" if answer["where"] else ""
    yield f"{name}: {answer['says'] or 'says so'} - {what}{where}{basis}"
    if answer["note"]:
        yield f"  {answer['note']}"


def _date(one: Row) -> Iterator[str]:
    what = one["conflict"] or ("agrees" if one["agrees"] else "differs, without a reason")
    name = one.get("source") or one["event"]
    yield f"{one['role']} {one['when']}: {name} says {one['says'] or 'so'} - {what}"
    if one["note"]:
        yield f"  {one['note']}"


def _change(change: Row) -> Iterator[str]:
    yield f"{change['day']}: {change['what']}"
    for edit in change["changes"]:
        was, now = edit["was"] or "nothing", edit["now"] or "nothing"
        yield f"  {edit['key'] or 'says'}: {was} -> {now}"


def _itself(text: Row) -> Iterator[str]:
    yield str(text)


_PARTS: tuple[tuple[str, str, Callable[[Row], Iterator[str]]], ...] = (
    ("answers", "answers", _answer),
    ("dates", "dates", _date),
    ("used on the pages", "used_on", _itself),
    ("named by", "used_by", _itself),
    ("history", "history", _change),
)


def _tasks_in_words(rows: list[Row]) -> Iterator[str]:
    """The tasks under their headings, with how many there are of each."""
    from explainer.desk import inquiry

    titles = inquiry.TASKS | {"coming": "Falling due soon"}
    for task, title in titles.items():
        of_kind = [row for row in rows if row["task"] == task]
        if of_kind:
            yield f"{title}: {len(of_kind)}"
            yield from (f"  {row['file']}:{row['line']}: {row['message']}" for row in of_kind)
    if not rows:
        yield "Nothing is to be done."
