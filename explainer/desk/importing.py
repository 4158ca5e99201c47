"""The commands that take in what others have: they print or write new files, and change none."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from explainer.desk.commands import format_option
from explainer.desk.options import content_option

if TYPE_CHECKING:
    from explainer.content import Content
    from explainer.imports.result import Imported, Note

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
write_option = click.option(
    "--write", is_flag=True, help="Write new files into the content, in place of printing them."
)


@click.group("import")
def importing() -> None:
    """Take in what others have, as YAML with places to fill; nothing that is there is changed."""


Command = Callable[..., None]


def _shared(command: Command) -> Command:
    """What every import is told."""
    for option in (format_option, write_option, content_option, click.argument("file", type=FILE)):
        command = option(command)
    return command


@importing.command("facts")
@_shared
def import_facts(file: Path, content: Path, write: bool, form: str) -> None:
    """Facts from FILE, CSV or JSON: a row for each answer, as in a site's data/answers.json."""
    from explainer.imports import facts

    found = facts.read(_bytes(file), file.name, content_of(content))
    _finish(found, file, content, write, form)


@importing.command("sources")
@_shared
def import_sources(file: Path, content: Path, write: bool, form: str) -> None:
    """Sources from FILE: CSL-JSON (as Zotero exports it), BibTeX or RIS."""
    from explainer.imports import sources

    found = sources.read(_bytes(file), file.name, content_of(content))
    _finish(found, file, content, write, form)


@importing.command("members")
@click.option("--group", default="", help="The id of the group, where no column names it.")
@_shared
def import_members(file: Path, content: Path, write: bool, form: str, group: str) -> None:
    """Members of a group from FILE.csv: countries by codes, or names in any language."""
    from explainer.imports import members

    found = members.read(_bytes(file), file.name, content_of(content), group)
    _finish(found, file, content, write, form)


@importing.command("series")
@click.option("--metadata", type=FILE, help="What is told of its columns, as JSON.")
@click.option("--entity", multiple=True, help="Only this country or thing; may be given again.")
@click.option("--source", default="", help="The id of the source, if not of the metadata.")
@click.option("--unit", default="", help="What stands behind every number.")
@_shared
def import_series(
    file: Path,
    content: Path,
    write: bool,
    form: str,
    metadata: Path | None,
    entity: tuple[str, ...],
    source: str,
    unit: str,
) -> None:
    """Series from FILE.csv, a tidy table, such as that of a chart of Our World in Data."""
    from explainer.imports import series

    wishes = series.Wishes(entity, source, unit, file.stem)
    told = _bytes(metadata) if metadata else None
    found = series.read(_bytes(file), file.name, content_of(content), wishes, told)
    _finish(found, file, content, write, form)


@importing.command("timeline")
@_shared
def import_timeline(file: Path, content: Path, write: bool, form: str) -> None:
    """Events from FILE: a timeline of TimelineJS, as JSON or as the CSV of its spreadsheet."""
    from explainer.imports import timeline

    found = timeline.read(_bytes(file), file.name, content_of(content))
    _finish(found, file, content, write, form)


def content_of(folder: Path) -> Content:
    """The content as far as it can be read, with drafts; imports compare with it."""
    from explainer import content as contents

    return contents.load(folder, with_drafts=True)[0]


def _bytes(file: Path) -> bytes:
    """What stands in a file that may be anywhere, but is an ordinary one of a sane size."""
    from explainer.documents import files

    real = Path(os.path.realpath(file))
    try:
        return files.read(real.parent, real.name)
    except files.UnfitError as unfit:
        _fail(f"{file}: a file must be readable, found: {unfit}; {unfit.cure}")


def _finish(found: Imported, file: Path, content: Path, write: bool, form: str) -> NoReturn:
    from explainer.content.ids import as_id

    finish(found, str(file), as_id(file.stem) or "imported", content, write, form)


def finish(
    found: Imported, origin: str, name: str, content: Path, write: bool, form: str
) -> NoReturn:
    """Print what was found, or write it into files of that name, then the report; and exit.

    With 1 where something was refused.
    """
    texts = _texts(found, name)
    if write and not found.to_paste:
        _write(texts, content)
    if form == "json":
        click.echo(json.dumps(_as_json(found, texts), ensure_ascii=False, indent=2))
    elif not write or found.to_paste:
        click.echo(_printed(texts), nl=False)
    for note in found.notes if form == "text" else ():
        click.echo(str(note), err=True)
    click.echo(f"{origin}: {_summary(found)}", err=True)
    sys.exit(1 if any(note.kind == "refused" for note in found.notes) else 0)


def _texts(found: Imported, name: str) -> dict[str, str]:
    """The files that an import makes, by their paths in the content."""
    from explainer.imports.as_yaml import as_yaml

    texts = {
        f"{kind}/{name}.yaml": as_yaml(entries)
        for kind, entries in found.entries.items()
        if entries
    }
    return texts | {f"series/{table}": text for table, text in found.tables.items()}


def _write(texts: Mapping[str, str], content: Path) -> None:
    """All files, or none where one is there already."""
    for path in texts:
        if (content / path).exists() or (content / path).is_symlink():
            _fail(
                f"{content / path} is there already, and nothing was written; rename the file"
                " that is imported, or leave --write out and paste what is printed"
            )
    for path, text in texts.items():
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        with (content / path).open("x", encoding="utf-8", newline="\n") as opened:
            opened.write(text)
        click.echo(f"{content / path} written", err=True)


def _printed(texts: Mapping[str, str]) -> str:
    """What is to be pasted; with the name of its file where there are several."""
    if len(texts) == 1:
        return next(iter(texts.values()))
    return "\n".join(f"# {path}\n{text}" for path, text in texts.items())


def _as_json(found: Imported, texts: Mapping[str, str]) -> dict[str, object]:
    return {
        "files": dict(texts),
        "entries": {kind: list(entries) for kind, entries in found.entries.items()},
        "notes": [_note(note) for note in found.notes],
    }


def _note(note: Note) -> dict[str, object]:
    file, line, column = note.place
    told = {"kind": note.kind, "file": file, "line": line, "column": column}
    return told | {"message": note.message, "hint": note.cure}


_SINGLE = {"facts": "fact", "sources": "source", "events": "event", "groups": "group"}


def _summary(found: Imported) -> str:
    counted = [
        f"{number} {_SINGLE.get(kind, kind) if number == 1 else kind} taken"
        for kind, number in found.taken.items()
    ]
    words = {"to-fill": "to fill", "known": "known", "refused": "refused", "left-out": "left out"}
    for kind, word in words.items():
        number = sum(note.kind == kind for note in found.notes)
        counted += [f"{number} {word}"] if number else []
    return ", ".join(counted) or "nothing taken"


def _fail(text: str) -> NoReturn:
    click.echo(text, err=True)
    sys.exit(1)


COMMANDS = (importing,)
