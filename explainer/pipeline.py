"""The way through: read, weigh, check, plan, render. Nothing is written here.

What draws and renders is imported when there is something to draw: checking needs none of it.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from explainer import content
from explainer.checks import check
from explainer.evidence import ledger
from explainer.problems import Place, Problem, is_fatal
from explainer.store.artefacts import Artefacts, Make, Store, Work
from explainer.store.memory import Memory
from explainer.store.workers import Tell, nobody
from explainer.theme import files as theme

if TYPE_CHECKING:
    from explainer.history.versions import History
    from explainer.pages.render import Renderer
    from explainer.site import plan as site
    from explainer.site.keys import Keys

Made = TypeVar("Made", bytes, "bytes | Work")


@dataclass(frozen=True)
class Checked:
    """Content that was read and checked, with all that is wrong with it, in order."""

    content: content.Content
    ledger: ledger.Ledger
    problems: tuple[Problem, ...]


def examine(
    root: Path,
    today: date,
    *,
    url: str = "",
    repository: str = "",
    with_drafts: bool = False,
    memory: Memory | None = None,
) -> Checked:
    """Read and check the content folder ``root`` as of ``today``.

    ``url`` and ``repository``, where given, take the place of those in ``site.yaml``; what
    ``memory`` knows is not read again.
    """
    known = read(root, url=url, repository=repository, with_drafts=with_drafts, memory=memory)
    return judge(known, today)


def read(
    root: Path,
    *,
    url: str = "",
    repository: str = "",
    with_drafts: bool = False,
    memory: Memory | None = None,
) -> Checked:
    """The content folder ``root`` as ``examine`` has it, but not judged: only what cannot be read
    is told.
    """
    found, problems = content.load(root, with_drafts=with_drafts, memory=memory)
    known = {"url": url, "repository": repository}
    update = {name: value for name, value in known.items() if value}
    found = replace(found, site=found.site.model_copy(update=update))
    book, more = ledger.keep(found)
    problems += more
    if not is_fatal(problems):  # what could not be read may name them
        problems += theme.idle(root, found.site.theme)
    return Checked(found, book, tuple(sorted(problems)))


def judge(known: Checked, today: date) -> Checked:
    """What was read, with all that breaks a rule as of ``today``."""
    found = check(known.content, known.ledger, today, known.problems)
    return replace(known, problems=tuple(sorted({*known.problems, *found})))


class TemplateRefusedError(Exception):
    """A template could not be rendered; ``problem`` says which, and why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def compose(
    checked: Checked,
    look: theme.Theme,
    past: History,
    today: date,
    store: Store | None = None,
    workers: int = 1,
    tell: Tell = nobody,
) -> tuple[Artefacts, list[Problem]]:
    """Every file of the site by its path in the output folder; or what is wrong with a template.

    Much is made by so many ``workers``; ``tell`` is told how much more is, and of how much.
    """
    try:
        made = artefacts(checked, look, past, today, store, remembered=True)
        made.everything(workers, tell)
        return made, []
    except TemplateRefusedError as fault:
        return Artefacts({}), [fault.problem]


def artefacts(
    checked: Checked,
    look: theme.Theme,
    past: History,
    today: date,
    store: Store | None = None,
    *,
    remembered: bool = False,
) -> Artefacts:
    """The files of the site, none of which is made yet.

    Each may raise TemplateRefusedError when it is, and the search index SearchError. ``store``
    remembers what takes long, and pages where they are to be ``remembered``: they are then told by
    keys, which takes longer than to make a single page.
    """
    from explainer import exports
    from explainer.exports import former as formerly
    from explainer.images import copies
    from explainer.publishing import search
    from explainer.site.keys import Keys
    from explainer.store import program

    look = theme.dressed(look, checked.content.site.theme)
    kept: Store = {} if store is None else store
    renderer = _renderer(checked, look, past, today, kept)
    edition = renderer.edition
    keys = Keys(edition, f"{program.version()} {look.told()}") if remembered else None
    pages: dict[str, Make] = {
        page.file: partial(_html, renderer, page, keys, kept)
        for page in renderer.plan.pages.values()
    }
    drawn = pages | _pictures(renderer, look, Memory(kept))
    makes: dict[str, Make] = {at: partial(_guarded, make, look) for at, make in drawn.items()}
    makes |= copies.export(edition) | exports.export(edition)
    makes |= formerly.files(edition, makes)
    makes |= {address: partial(bytes, data) for address, data in look.files.items()}
    # Without it GitHub Pages would run the site through Jekyll.
    makes[".nojekyll"] = bytes
    bundles = exports.charts(edition)
    files = Artefacts(makes, bundles, kept)
    terms = {at: partial(_guarded, make, look) for at, make in renderer.terms().items()}
    bundles[search.FOLDER] = lambda: search.remembered(
        {address: files[address] for address in pages}
        | {address: make() for address, make in terms.items()},
        kept,
    )
    return files


def _renderer(
    checked: Checked, look: theme.Theme, past: History, today: date, kept: Store
) -> Renderer:
    """What makes pages of the edition of a day, with templates that ``kept`` remembers."""
    from explainer.history.versions import with_files
    from explainer.pages.compiled import Compiled
    from explainer.pages.environment import environment
    from explainer.pages.render import Renderer
    from explainer.site import plan as site
    from explainer.site.edition import Edition

    past = with_files(past, checked.content.files)
    plan = site.plan(checked.content, checked.ledger, past)
    edition = Edition(checked.content, checked.ledger, plan, past, today)
    spoken = environment(look.templates, checked.content.site.language)
    spoken.bytecode_cache = Compiled(kept)
    return Renderer(edition, spoken, look.addresses, look.weight)


def _pictures(renderer: Renderer, look: theme.Theme, memory: Memory) -> dict[str, Make]:
    """Figures as files, and cards for social media."""
    from explainer.figures import standalone
    from explainer.images import photo_cards, social, twins

    style = cache(lambda: standalone.style(look.text("style.css"), look.text("figures.css")))
    cards = social.export(renderer, style, memory) | photo_cards.export(renderer, style)
    return twins.export(renderer, style) | cards


def _html(renderer: Renderer, page: site.SitePage, keys: Keys | None, kept: Store) -> bytes:
    """The page; where its key is that of the last one made at its address, that very one."""
    key = keys.of(page).encode() if keys else b""
    if not key:
        return renderer.render(page).encode()
    at = f"page {page.file}"
    before = kept.get(at, b"")
    if before.startswith(key):
        return before[len(key) :]
    made = renderer.render(page).encode()
    kept[at] = key + made
    return made


def _guarded(make: Callable[[], Made], look: theme.Theme) -> Made:
    try:
        return make()
    except Exception as error:
        problem = _template_problem(error, look)
        if problem is None:
            raise
        raise TemplateRefusedError(problem) from error


def _template_problem(error: Exception, look: theme.Theme) -> Problem | None:
    """A template that cannot be rendered, at the innermost of its lines that was reached.

    Of the content's own that may be any error; one in ours that Jinja does not raise is a fault of
    the program.
    """
    from jinja2 import TemplateError, TemplateNotFound

    file, line = _reached(error, look)
    own = Path(file).is_relative_to(look.content)
    if not isinstance(error, TemplateError) and not own:
        return None
    if own:
        file = Path(file).relative_to(look.content).as_posix()
    message = f"a template must be renderable: {_in_words(error)}"
    if isinstance(error, TemplateNotFound):
        message = f"a template that is named must be in the theme, but there is no {error.name!r}"
    return Problem(Place(file or "theme/templates", line), "template", message)


def _reached(error: Exception, look: theme.Theme) -> tuple[str, int]:
    """The file and line of a template at which an error arose."""
    from jinja2 import TemplateSyntaxError

    if isinstance(error, TemplateSyntaxError):
        return error.filename or error.name or "", error.lineno
    reached = ("", 1)
    for frame in traceback.extract_tb(error.__traceback__):
        if any(Path(frame.filename).is_relative_to(folder) for folder in look.templates):
            reached = frame.filename, frame.lineno or 1
    return reached


def _in_words(error: Exception) -> str:
    from jinja2 import TemplateError

    if isinstance(error, TemplateError):
        return error.message or type(error).__name__
    return f"{type(error).__name__}: {error}".removesuffix(": ")
