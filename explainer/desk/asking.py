"""The commands that ask the web, because an editor wants them to; a build never does.

Each says on standard error what it asks for, so that nobody waits without knowing for what.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from explainer.desk.commands import format_option
from explainer.desk.importing import content_of, finish, write_option
from explainer.desk.options import content_option, today_option
from explainer.problems import did_you_mean

if TYPE_CHECKING:
    from explainer.content import Content
    from explainer.model import Source
    from explainer.pipeline import Checked
    from explainer.problems import Problem
    from explainer.web.asking import Web

Row = dict[str, Any]
SAVE = "https://web.archive.org/save/"
# Seconds: an archive takes its time to fetch a page, and has many to serve.
PATIENCE, REST = 180.0, 5.0


def look_at_sources(checked: Checked, today: date) -> tuple[list[Problem], list[Row]]:
    """What ``check --web`` finds: problems, and a row for each address that was asked for."""
    from explainer.checks import Given
    from explainer.web import visiting

    found: list[Problem] = []
    rows: list[Row] = []
    given = Given(checked.content, checked.ledger, today)
    try:
        for visit in visiting.visits(given, _web(checked.content)):
            found += visit.problems
            rows.append(visit.row())
            _say(f"{visit.address}: {visit.state}")
    except KeyboardInterrupt:
        _say("stopped; what was found until then is told")
    states = Counter(row["state"] for row in rows)
    counted = ", ".join(f"{number} {state}" for state, number in sorted(states.items()))
    _say(f"{len(rows)} addresses asked for: {counted}" if rows else "no source has an address")
    return found, rows


@click.command("source")
@click.argument("url")
@content_option
@today_option
@write_option
@format_option
def make_source(url: str, content: Path, today: date, write: bool, form: str) -> None:
    """Print an entry for the source at URL, from what its page says of itself."""
    from explainer.imports import references
    from explainer.model import web_address
    from explainer.web import citing, reading

    try:
        web_address(url or "-")
    except ValueError as error:
        raise click.UsageError(f"URL {error}") from error
    known = content_of(content)
    answer = _web(known).ask(url)
    if not answer.is_there:
        _fail(f"{url} {answer.fault or f'answers {answer.status}'}; no entry could be made of it")
    page = reading.read(answer) or reading.WebPage()
    found = references.sources([citing.reference(answer, page, today)], known, [])
    name = next(iter(found.entries.get("sources", {})), "source")
    finish(found, url, name, content, write, form)


@click.command("archive")
@click.argument("ids", nargs=-1)
@content_option
@click.option(
    "--at",
    "save",
    envvar="EXPLAINER_ARCHIVE",
    default=SAVE,
    show_default=True,
    help="The address of an archive behind which that of a page is to be written.",
    metavar="URL",
)
@click.option(
    "--most", type=click.IntRange(1), default=10, show_default=True, help="How many to ask for."
)
@format_option
def archive(ids: tuple[str, ...], content: Path, save: str, most: int, form: str) -> None:
    """Ask a web archive for a copy of each source without one, or of those with these IDS.

    The address of the copy is written behind 'archive:'; nothing else in the files changes.
    """
    from explainer.web import archiving

    known = content_of(content)
    _refuse_unknown(ids, known)
    lacking = list(archiving.lacking(known, ids))
    web = _web(known, pause=REST, patience=PATIENCE)
    rows: list[Row] = []
    for source in lacking[:most]:
        _say(f"asking for a copy of {source.url}")
        rows.append(_archived(web, content, source, save))
        if form == "text":
            click.echo(_told(rows[-1]))
        if rows[-1]["status"] == 429:
            break
    if form == "json":
        click.echo(json.dumps({"archive": rows}, ensure_ascii=False, indent=2))
    kept = sum(not row["fault"] for row in rows)
    left = len(lacking) - len(rows)
    _say(f"{kept} of {len(rows)} archived" + (f"; {left} more have no copy yet" if left else ""))
    sys.exit(0 if kept == len(rows) else 1)


def _archived(web: Web, content: Path, source: Source, save: str) -> Row:
    """One source archived and its address written; or why not, with the cure."""
    from explainer.web import archiving

    answer = archiving.ask_for_copy(web, source.url, save)
    address = archiving.address_of(answer)
    row: Row = {"source": source.id, "file": source.origin.file, "url": source.url}
    row |= {"status": answer.status, "archive": address, "fault": ""}
    if not address:
        fault = answer.fault or (
            "names no address of a copy" if answer.is_there else f"answers {answer.status}"
        )
        return row | {"fault": f"the archive {fault}; try again later, or save it by hand"}
    try:
        archiving.write(content, source, address)
    except archiving.NotWrittenError as error:
        fault = f"not written into {source.origin.file}, since {error}"
        return row | {"fault": f"{fault}; add 'archive: {address}' by hand"}
    return row


def _told(row: Row) -> str:
    if row["fault"]:
        return f"{row['source']}: {row['fault']}"
    return f"{row['source']}: {row['archive']}, written into {row['file']}"


def _refuse_unknown(ids: tuple[str, ...], content: Content) -> None:
    for name in ids:
        if name not in content.sources:
            cure = did_you_mean(name, content.sources, otherwise="see 'ids source:' for all")
            raise click.UsageError(f"there is no source {name!r}; {cure}")


def _web(content: Content, pause: float | None = None, patience: float | None = None) -> Web:
    from explainer.web.asking import Web

    return Web(content.site.repository or content.site.url, pause, patience)


def _say(text: str) -> None:
    click.echo(text, err=True)


def _fail(text: str) -> None:
    _say(text)
    sys.exit(1)


COMMANDS = (make_source, archive)
