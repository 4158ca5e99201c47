"""The commands. Nothing else prints or exits.

Problems go to standard output, progress to standard error. Exit codes: 0 published (or nothing
wrong), 1 problems, 2 wrong usage. Each command imports what it alone uses when it runs, so that
none waits for what another needs.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeVar

import click

from explainer import __version__, problems
from explainer.desk import asking, folders, importing
from explainer.desk import commands as desk
from explainer.desk.options import content_option, today_option, today_or_epoch

if TYPE_CHECKING:
    from explainer.content import Content
    from explainer.pipeline import Checked
    from explainer.publishing.unchanged import Told
    from explainer.store.artefacts import Artefacts
    from explainer.store.memory import Memory

Command = TypeVar("Command", bound=Callable[..., None])
WITHOUT_ADDRESS = (
    "without a web address there are no feeds, no calendar, no sitemap, no canonical links and no"
    " pictures for social media, and the page for missing addresses works at the root of a host"
    " only: write 'url:' in site.yaml, or name it with --base-url"
)


def _as_address(text: str) -> str:
    from explainer.model import base_address

    try:
        return base_address(text)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


def _web_address(_context: click.Context, _option: click.Parameter, text: str | None) -> str | None:
    return text and _as_address(text)


def _as_language(text: str) -> str:
    from explainer.voice import languages

    try:
        return languages.printed(text)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


def _language(_context: click.Context, _option: click.Parameter, text: str | None) -> str | None:
    return text and _as_language(text)


def _shared(command: Command) -> Command:
    """The options that ``build`` and ``check`` have in common."""
    for option in (
        today_option,
        click.option(
            "--format",
            "form",
            type=click.Choice(["text", "github", "json"]),
            default="text",
            help="How problems are printed.",
        ),
        click.option("--strict", is_flag=True, help="Warnings stop the build too."),
        click.option(
            "--all", "unfolded", is_flag=True, help="Print warnings that are alike each, too."
        ),
        content_option,
    ):
        command = option(command)
    return command


cache_option = click.option(
    "--cache",
    "remembered",
    type=click.Path(path_type=Path),
    help="What is remembered between runs; .cache/explainer, if not named.",
)


class Commands(click.Group):
    """The commands by name; a name that comes near to one gets it as a cure."""

    def resolve_command(
        self, context: click.Context, given: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is named first; a usage error where there is none of that name."""
        name = given[0]
        if name not in self.commands and not name.startswith("-"):
            known = ", ".join(self.commands)
            near = problems.nearest(name, frozenset(self.commands))
            cure = f"did you mean {near!r}?" if near else f"the commands are: {known}"
            if Path(name).is_dir():
                cure = f"for that folder: '{context.info_name} build --content {name}'"
            context.fail(f"there is no command {name!r}; {cure}")
        return super().resolve_command(context, given)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def commands() -> None:
    """Build an explainer: every number bound to a fact, every fact to its sources."""


@commands.command()
@_shared
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    help="Where the site goes; beside the content, if not named.",
)
@click.option(
    "--base-url",
    "url",
    callback=_web_address,
    default="",
    help="Where it will be published, if not as in site.yaml.",
)
@click.option(
    "--repository",
    callback=_web_address,
    default="",
    help="Where its files are edited, if not as in site.yaml.",
    metavar="URL",
)
@cache_option
def build(
    content: Path,
    output: Path | None,
    url: str,
    repository: str,
    strict: bool,
    unfolded: bool,
    form: str,
    today: date,
    remembered: Path | None,
) -> None:
    """Check the content and publish the site; with one error nothing is published."""
    from explainer.publishing import unchanged
    from explainer.store import cache

    output = output or folders.beside(content)
    _refuse_overlap(content, output)
    remembered = remembered or folders.cache_of(content)
    options = {"url": url, "repository": repository, "strict": f"{strict}", "form": form}
    options |= {"all": f"{unfolded}", "day": f"{today}", "content": f"{content}"}
    made = unchanged.made_from(content, options)
    if told := unchanged.recall(cache.at(remembered, "unchanged"), made, output):
        _say_again(told, output)
    from explainer import pipeline
    from explainer.desk.progress import Progress
    from explainer.publishing.publish import Origin, PublishError, publish
    from explainer.publishing.search import SearchError

    progress, memory = Progress(), _readings(remembered)
    with progress.stage("read"):
        known = pipeline.read(content, url=url, repository=repository, memory=memory)
    with progress.stage("checked"):
        checked = pipeline.judge(known, today)
    found = list(checked.problems)
    fatal = problems.is_fatal(found, strict=strict)
    if not fatal:
        try:
            with progress.stage("made"):
                files, more = _composed(checked, content, today, remembered, memory)
        except SearchError as error:
            _finish(f"{error}; {output} stays as it was", 1)
        found += more
        fatal = problems.is_fatal(more, strict=strict)
    _report(found, form, content, unfolded)
    if fatal:
        _finish(f"{_count(found)}; {output} stays as it was", 1)
    site = checked.content.site
    settings = {"web address": site.url, "repository": site.repository}
    try:
        with progress.stage("published"):
            done = publish(files, output, Origin(content, settings), _say)
    except PublishError as error:
        _finish(str(error), 1)
    said = _said(_besides(checked.content))
    if made == unchanged.made_from(content, options):
        printed = _reported(found, form, content, unfolded)
        told = unchanged.Told(printed, _count(found), said, len(files))
        unchanged.remember(cache.at(remembered, "unchanged"), made, told, output)
    _say(progress.told(sum(at.endswith(".html") for at in files)))
    _finish(f"{output}: {done}; {_count(found)}")


def _composed(
    checked: Checked, content: Path, today: date, remembered: Path, memory: Memory
) -> tuple[Artefacts, list[problems.Problem]]:
    """The files of the site, with all that this machine has; or what is wrong with a template."""
    from explainer import pipeline
    from explainer.desk.progress import Bar
    from explainer.history import versions as history
    from explainer.images import raster
    from explainer.store import cache
    from explainer.store.workers import processors
    from explainer.theme import files as theme

    look, past = theme.load(content), history.read(content, memory)
    store = cache.at(remembered, raster.version())
    bar = Bar("making files")
    return pipeline.compose(checked, look, past, today, store, processors(), bar)


def _say_again(told: Told, output: Path) -> NoReturn:
    """What the build told whose site stands there as it would be made now."""
    click.echo(told.printed, nl=False)
    _said(told.said)
    files = f"0 files written, {told.files} unchanged, 0 removed"
    _finish(f"{output}: nothing has changed: {files}; {told.count}")


def _said(lines: tuple[str, ...]) -> tuple[str, ...]:
    """The lines, which were said."""
    for line in lines:
        _say(line)
    return lines


def _besides(content: Content) -> tuple[str, ...]:
    """What is told of a site besides problems: what will not work, what is left out."""
    names = ", ".join(f"pages/{name}.md" for name in content.drafts)
    address = () if content.site.url else (WITHOUT_ADDRESS,)
    return (*address, *((f"left out, as drafts: {names}",) if names else ()))


def _readings(remembered: Path) -> Memory:
    """What was read of files that have not changed since."""
    from explainer.store import cache
    from explainer.store.memory import Memory
    from explainer.store.workers import processors

    return Memory(cache.at(remembered, "readings"), processors())


@commands.command()
@_shared
@cache_option
@click.option(
    "--web",
    "ask",
    is_flag=True,
    help="Ask the web, too, whether each source is where it was and says what it said.",
)
def check(
    content: Path,
    strict: bool,
    unfolded: bool,
    form: str,
    today: date,
    remembered: Path | None,
    ask: bool,
) -> None:
    """Check the content and publish nothing."""
    from explainer.publishing import unchanged
    from explainer.store import cache

    remembered = remembered or folders.cache_of(content)
    store = cache.at(remembered, "unchanged")
    options = {"strict": f"{strict}", "form": form, "all": f"{unfolded}", "day": f"{today}"}
    options |= {"content": f"{content}"}
    made = unchanged.made_from(content, options)
    if not ask and (told := unchanged.recall(store, made)):
        click.echo(told.printed, nl=False)
        _finish(told.count)
    from explainer import pipeline

    checked = pipeline.examine(content, today, memory=_readings(remembered))
    found, besides = list(checked.problems), {}
    if ask:
        more, besides["web"] = asking.look_at_sources(checked, today)
        found = sorted([*found, *more])
    printed = _reported(found, form, content, unfolded, **besides)
    fatal = problems.is_fatal(found, strict=strict)
    if not ask and not fatal and made == unchanged.made_from(content, options):
        unchanged.remember(store, made, unchanged.Told(printed, _count(found)))
    click.echo(printed, nl=False)
    _finish(_count(found), int(fatal))


@commands.command()
@content_option
@click.option(
    "--port", type=click.IntRange(0, 65535), default=5500, help="Where the preview listens."
)
@click.option(
    "--editor",
    envvar="EXPLAINER_EDITOR",
    default="vscode://file/{path}:{line}:{column}",
    show_default=True,
    help="The address that opens a file where you write; empty for none.",
)
@cache_option
def serve(content: Path, port: int, editor: str, remembered: Path | None) -> None:
    """Show the site in a browser, built again at every change."""
    from explainer.desk import snippets
    from explainer.preview import server

    memory = _readings(remembered or folders.cache_of(content))
    today, keep = (lambda: today_or_epoch().date()), snippets.keeper(content)
    try:
        server.serve(content, port, today, _say, editor, memory, keep)
    except OSError as error:
        _finish(f"the preview must have a free port: {error.strerror or error}; try --port", 1)


@commands.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--title", help="What the site is called.")
@click.option("--language", callback=_language, help="Its language, as a tag.", metavar="TAG")
@click.option("--base-url", "url", callback=_web_address, help="Where it will be published.")
@click.option("--repository", callback=_web_address, help="Where its files are edited.")
@click.option(
    "--program",
    help="Where its workflow takes this program from, if not from where this one came.",
    metavar="OWNER/NAME@COMMIT",
)
def new(
    folder: Path,
    title: str | None,
    language: str | None,
    url: str | None,
    repository: str | None,
    program: str | None,
) -> None:
    """Start a repository of one's own in FOLDER, which may be a fresh clone of an empty one."""
    from explainer.desk import starting

    home = repository or starting.cloned_from(folder)
    choices = starting.Choices(
        title=_asked(title, "Title of the site", "An explainer"),
        language=_asked(language, "Its language (en-GB, de, pt-BR, …)", "en-GB", _as_language),
        url=_asked(url, "Its address on the web", starting.served_at(home), _as_address),
        repository=home,
        program=program or starting.own_address() or starting.UNKNOWN,
    )
    try:
        written = starting.start(folder, choices)
    except starting.StartError as error:
        _finish(str(error), 1)
    name = click.get_current_context().find_root().info_name
    guide = next(file for file in written if file.endswith(".md"))
    _say(f"{folder}: {len(written)} files written; what to do with them is in {guide}")
    if choices.program == starting.UNKNOWN:
        _say(
            "its workflow must know where this program is published: write that for"
            f" {starting.UNKNOWN!r} in .github/workflows/site.yml and {guide}"
        )
    _finish(f"look at it: {name} serve --content {folder}")


def _asked(
    given: str | None, question: str, otherwise: str, read: Callable[[str], str] = str
) -> str:
    """What an option gave; else what is answered at a terminal, or the same as ``otherwise``."""
    if given is not None or not sys.stdin.isatty():
        return otherwise if given is None else given
    return str(click.prompt(question, default=otherwise, value_proc=read, err=True))


def _refuse_overlap(content: Path, output: Path) -> None:
    inside, outside = (Path(os.path.realpath(folder)) for folder in (content, output))
    if inside == outside or outside in inside.parents or inside in outside.parents:
        raise click.UsageError(
            f"--output {str(output)!r} and --content {str(content)!r} must not hold one another"
        )


def _report(
    found: Sequence[problems.Problem], form: str, content: Path, unfolded: bool = False
) -> None:
    click.echo(_reported(found, form, content, unfolded), nl=False)


def _reported(
    found: Sequence[problems.Problem], form: str, content: Path, unfolded: bool, **besides: object
) -> str:
    """What is wrong: to programs every problem, to people of many that are alike one."""
    if form == "json":
        return problems.as_json(found, **besides) + "\n"
    folded = found if unfolded else problems.folded(found)
    if form == "github":
        lines = [problems.as_github(problem, content.as_posix()) for problem in folded]
    else:
        lines = [problems.as_text(problem) for problem in folded]
    return "".join(f"{line}\n" for line in lines)


def _count(found: Sequence[problems.Problem]) -> str:
    errors = sum(problem.severity == "error" for problem in found)
    warnings = len(found) - errors
    words = [f"{errors} error{'s' * (errors != 1)}", f"{warnings} warning{'s' * (warnings != 1)}"]
    return ", ".join(words)


def _say(text: str) -> None:
    click.echo(text, err=True)


def _finish(text: str, code: int = 0) -> NoReturn:
    _say(text)
    sys.exit(code)


for command in (*desk.COMMANDS, *importing.COMMANDS, *asking.COMMANDS):
    commands.add_command(command)


def main(arguments: Sequence[str] | None = None, name: str = "explainer") -> None:
    """Run a command of the program, which was called by ``name``; ``build`` where none is named."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        Path.cwd()
    except OSError as error:
        _finish(f"the folder you are in must be there: {error.strerror}; go to another one", 2)
    of_all = ("-h", "--help", "--version")
    if not given or (given[0].startswith("-") and given[0] not in of_all):
        given.insert(0, "build")
    commands(given, prog_name=name)
