"""What several commands are told in the same words."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path

import click

from explainer.desk import folders

# There is a day before and after, and a year: calendars of computers end at 1 and 9999.
_FIRST, _LAST = 2, 9997

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


def today_or_epoch() -> datetime:
    """The moment to build for: now, or ``SOURCE_DATE_EPOCH``; UsageError where that is none."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.now()
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError) as error:
        message = f"SOURCE_DATE_EPOCH must be a number of seconds since 1970, but is {epoch!r}"
        raise click.UsageError(message) from error


def _day(_context: click.Context, _option: click.Parameter, moment: datetime) -> date:
    if not _FIRST <= moment.year <= _LAST:
        raise click.BadParameter(f"must be a day of the years {_FIRST} to {_LAST}")
    return moment.date()


today_option = click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    callback=_day,
    default=today_or_epoch,
    help="The day to build for.",
    metavar="DATE",
)
