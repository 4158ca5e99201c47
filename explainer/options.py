"""What several commands are told in the same words."""

from __future__ import annotations

from pathlib import Path

import click

from explainer import folders

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


def _content(context: click.Context, _option: click.Parameter, named: Path | None) -> Path:
    found = folders.content_at(named) if named else folders.content_here()
    if found is None:
        program = context.find_root().info_name
        raise click.UsageError(
            f"there is no content here: name its folder with --content DIR, or start one with"
            f" '{program} new DIR'"
        )
    return found


content_option = click.option(
    "--content",
    type=FOLDER,
    callback=_content,
    help="The folder with the content, or with a repository that has it in 'content'; found here"
    " or above, if not named.",
    metavar="DIR",
)
