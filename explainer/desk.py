"""The commands that help an editor write. They print, and judge nothing."""

from __future__ import annotations

from pathlib import Path

import click

from explainer import folders, schemas
from explainer.options import content_option


@click.command("schemas")
@content_option
def write_schemas(content: Path) -> None:
    """Write the schemas by which editors complete and explain what is typed, into .vscode."""
    root = folders.root_of(content)
    inside = content.resolve().relative_to(root.resolve()).as_posix()
    for path, text in schemas.files(inside).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        known = (root / path).read_text(encoding="utf-8") if (root / path).is_file() else ""
        (root / path).write_text(schemas.joined(known, text), encoding="utf-8", newline="\n")
    click.echo(f"{root / '.vscode'}: schemas for {content}", err=True)


COMMANDS = (write_schemas,)
