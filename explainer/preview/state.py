"""The preview: the site as the content makes it now, read again at every change.

A file of it is made when somebody asks for it. While anything is wrong, the pages that have it say
what, and all others beside what they show; nothing is written to a disk. A save is shown as soon as
it is read, and judged right after: only while something is wrong, pages wait for what is said of
the next state.
"""

from __future__ import annotations

import hashlib
import mimetypes
import os
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from explainer import pipeline
from explainer.documents.files import walk
from explainer.history import commits
from explainer.history import versions as history
from explainer.pipeline import Checked, TemplateRefusedError
from explainer.preview import panel
from explainer.problems import Place, Problem, as_text, is_fatal
from explainer.publishing.search import SearchError
from explainer.store.memory import Memory
from explainer.theme import files as theme

Times = dict[str, tuple[int, int, int]]
Said = set[tuple[str, str, str]]
_HASHED = re.compile(r"(assets/.+)\.[0-9a-f]{10}(\.\w+)")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of content that was read, and its history; or the ``fault`` that kept us."""

    known: Checked
    problems: tuple[Problem, ...] = ()
    past: history.History = field(default_factory=history.History)
    fault: Exception | None = None


class Preview:
    """The site of the last content without errors, and what is wrong with the content now."""

    def __init__(
        self,
        content: Path,
        today: Callable[[], date],
        say: Callable[[str], None],
        editor: str = panel.EDITOR,
        memory: Memory | None = None,
        on_read: Callable[[Checked], None] = lambda _: None,
    ) -> None:
        self.content = content
        self.desk = panel.Desk(content, editor)
        self.files: Mapping[str, bytes] = {}
        self.problems: list[Problem] = []
        self.found: list[Problem] = []
        self._today = today
        self._say = say
        self._on_read = on_read
        self._times: Times = {}
        self._said: Said = set()
        self._memory = memory or Memory()
        self._versions = self._memory.beside()
        self._store: dict[str, bytes] = {}  # what takes long, from one save to the next
        self._pending: Checked | None = None
        self._shown: Checked | None = None
        self._past: history.History | None = None
        self._static: list[str] = []
        self._changed: list[str] = []
        self._panel = ""

    @property
    def state(self) -> str:
        """What tells this state of the content, and so the pages made of it, from every other."""
        told = sorted(self._times.items()), self._past and self._past.revision, self.problems
        return f"s{hashlib.sha256(repr(told).encode()).hexdigest()[:16]}"

    @property
    def is_shown(self) -> bool:
        """Whether pages show what was read last, be it judged or not."""
        return self._pending is None or self._shown is self._pending

    @property
    def is_restyled(self) -> bool:
        """Whether style sheets alone changed, which pages may take up as they stand."""
        return self.is_shown and all(name.endswith(".css") for name in self._changed)

    def refresh(self) -> bool:
        """Build again if a file changed since the last time, and say whether one did."""
        if not self.take():
            return False
        if verdict := self.judge():
            self.accept(verdict)
        return True

    def take(self) -> bool:
        """Read what changed since the last time, and say whether anything did.

        It is shown at once, unless anything is wrong, or was.
        """
        times = self._look()
        if times == self._times:
            return False
        self._changed = [name for name, _ in times.items() ^ self._times.items()]
        self._times = times
        try:
            known = pipeline.read(self.content, with_drafts=True, memory=self._memory)
        except Exception as error:  # a fault of the program must not end the preview
            self._pending = None
            self._settle([self._explained(error)])
            return True
        self._pending = known
        if self._past and not self.problems and not is_fatal(known.problems):
            with suppress(Exception):  # what refers to nothing; judging it will tell
                self._show(known, self._past)
        return True

    def judge(self) -> Verdict | None:
        """What is wrong with what was read last; None where nothing waits to be judged.

        It changes nothing here, and may take its time in a thread of its own.
        """
        known = self._pending
        if known is None:
            return None
        try:
            checked = pipeline.judge(known, self._today())
            if not is_fatal(known.problems):
                self._on_read(known)
            return Verdict(known, checked.problems, self._history())
        except Exception as error:  # nor may one in a rule
            return Verdict(known, fault=error)

    def accept(self, verdict: Verdict) -> bool:
        """Show and say what was judged; False where it has been overtaken by another save."""
        if verdict.known is not self._pending:
            return False
        self._pending = None
        found = [self._explained(verdict.fault)] if verdict.fault else list(verdict.problems)
        try:
            if not is_fatal(found):
                self._show(verdict.known, verdict.past)
        except Exception as error:
            found = [self._explained(error)]
        self._settle(found)
        return True

    def _show(self, known: Checked, past: history.History) -> None:
        """Let pages be made of what was read, unless they are already."""
        if self._shown is known and self._past is past:
            return
        today, look = self._today(), self._theme()
        self.files = files = pipeline.artefacts(known, look, past, today, self._store)
        self._static = [address for address in files.makes if _HASHED.fullmatch(address)]
        self._past, self._shown = past, known

    def _settle(self, found: list[Problem]) -> None:
        self.found, self._panel = found, panel.panel(found, self.desk)
        self.problems = [problem for problem in found if problem.severity == "error"]
        self._tell(found)

    def _explained(self, error: Exception) -> Problem:
        if isinstance(error, TemplateRefusedError):
            return error.problem
        if isinstance(error, SearchError):
            message, _, cure = str(error).partition("; ")
            return Problem(Place(str(self.content)), "program", message, cure)
        message = f"the program failed: {type(error).__name__}: {error}"
        return Problem(Place(str(self.content)), "program", message, "please report it")

    def _tell(self, found: list[Problem]) -> None:
        """Say every error, and every warning that was not said of the state before."""
        before, self._said = self._said, {_said(problem) for problem in found}
        for problem in found:
            if problem.severity == "error" or _said(problem) not in before:
                self._say(as_text(problem))
        warnings = len(found) - len(self.problems)
        also = f", {warnings} warning{'s' * (warnings != 1)}" if warnings else ""
        done = "not built: the pages show what to mend" if self.problems else "built"
        self._say(f"{done}{also}")

    def _theme(self) -> theme.Theme:
        """How the site looks, loaded again only where a file of it has changed."""
        files = _times_in(self._theme_folders())
        return self._memory.once(("theme", *files.items()), lambda: theme.load(self.content))

    def _history(self) -> history.History:
        """What changed when, read again only at another commit, or the first change since one."""
        revision = commits.revision(self.content)
        known = self._past
        if known and revision == known.revision:
            return known
        return history.read(self.content, self._versions)

    def _theme_folders(self) -> list[Path]:
        kinds = ("templates", "static")
        return [one for kind in kinds for one in theme.folders(self.content, kind)]

    def _look(self) -> Times:
        """Time, size and number of every file that the site is made from."""
        return _times_in(self.folders())

    def folders(self) -> list[Path]:
        """Where all those files are."""
        return [self.content, *self._theme_folders()]

    def answer(self, path: str) -> tuple[int, str, bytes]:
        """Status, type and body for a request.

        A page with an error on it shows that in its place, others are as they were last, beside a
        panel that tells what is wrong. What is wrong with one file alone, as with its template, is
        told where that file is asked for, and once at the terminal.
        """
        file = f"{path}index.html" if path.endswith("/") or not path else path
        own = [one for one in self.problems if self.desk.page_of(one) == file]
        if file.endswith(".html") and (own or (self.problems and not self.files)):
            rest = [one for one in self.found if one not in own]
            return 500, "text/html", panel.whole_page([*own, *rest], self.desk)
        try:
            status, kind, body = self._made(file)
            if kind == "text/html" and not file.endswith("/embed/index.html"):
                body = panel.beside(body, self._panel)
            return status, kind, body
        except Exception as error:  # nor may a fault in one file
            problem = self._explained(error)
            if _said(problem) not in self._said:
                self._said.add(_said(problem))
                self._say(as_text(problem))
            return 500, "text/html", panel.whole_page([problem], self.desk)

    def _made(self, file: str) -> tuple[int, str, bytes]:
        file = self._current(file)
        if file in self.files:
            kind, _ = mimetypes.guess_type(file, strict=False)  # WebP is in no older register
            return 200, kind or "application/octet-stream", self.files[file]
        return 404, "text/html", self.files.get("404.html", b"<head></head>Page not found")

    def _current(self, file: str) -> str:
        """The address of today for one of a static file as it was before a save.

        So a page may take up a new style sheet without being loaded again.
        """
        old = _HASHED.fullmatch(file)
        if not old or file in self.files:
            return file
        same = (new for name in self._static if (new := _HASHED.fullmatch(name)))
        return next((new[0] for new in same if new.groups() == old.groups()), file)


def _times_in(folders: Sequence[Path]) -> Times:
    times = {}
    for root in folders:
        for folder, _, names in walk(root):
            for path in (os.path.join(folder, name) for name in names):
                with suppress(OSError):  # deleted while we look, or a link to nowhere
                    stat = os.stat(path)
                    times[path] = stat.st_mtime_ns, stat.st_size, stat.st_ino
    return times


def _said(problem: Problem) -> tuple[str, str, str]:
    """What makes a problem the same one, though lines above it came or went."""
    return problem.place.file, problem.rule, problem.message
