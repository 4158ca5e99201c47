"""The preview: the site as the content makes it now, read again at every change.

A file of it is made when somebody asks for it. While anything is wrong, every page says what;
nothing is written to a disk.
"""

from __future__ import annotations

import hashlib
import mimetypes
import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from explainer import pipeline
from explainer.documents.files import walk
from explainer.history import commits
from explainer.history import versions as history
from explainer.pipeline import TemplateRefusedError
from explainer.problems import Place, Problem, as_html, as_text, is_fatal
from explainer.publishing.search import SearchError
from explainer.store.memory import Memory
from explainer.theme import files as theme

Times = dict[str, tuple[int, int, int]]
Said = set[tuple[str, str, str]]


class Preview:
    """The site of the last content without errors, and what is wrong with the content now."""

    def __init__(
        self, content: Path, today: Callable[[], date], say: Callable[[str], None]
    ) -> None:
        self.content = content
        self.files: Mapping[str, bytes] = {}
        self.problems: list[Problem] = []
        self._today = today
        self._say = say
        self._times: Times = {}
        self._said: Said = set()
        self._memory = Memory()
        self._store: dict[str, bytes] = {}  # what takes long, from one save to the next

    @property
    def state(self) -> str:
        """What tells this state of the content, and so the pages made of it, from every other."""
        return f"s{hashlib.sha256(repr(sorted(self._times.items())).encode()).hexdigest()[:16]}"

    def refresh(self) -> bool:
        """Build again if a file changed since the last time, and say whether one did."""
        times = self._look()
        if times == self._times:
            return False
        self._times = times
        found = self._found()
        self.problems = [problem for problem in found if problem.severity == "error"]
        self._tell(found)
        return True

    def _found(self) -> list[Problem]:
        try:
            return self._read()
        except Exception as error:  # a fault of the program must not end the preview
            return [self._explained(error)]

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

    def _read(self) -> list[Problem]:
        """What is wrong; without an error the new files take the place of the old ones."""
        today = self._today()
        checked = pipeline.examine(self.content, today, with_drafts=True, memory=self._memory)
        found = list(checked.problems)
        look, past = self._theme(), self._history()
        if not is_fatal(found):
            self.files = pipeline.artefacts(checked, look, past, today, self._store)
        return found

    def _theme(self) -> theme.Theme:
        """How the site looks, loaded again only where a file of it has changed."""
        files = _times_in(self._theme_folders())
        return self._memory.once(("theme", *files.items()), lambda: theme.load(self.content))

    def _history(self) -> history.History:
        """What changed when, read again only at another commit, or the first change since one."""
        revision = commits.revision(self.content)
        return self._memory.once(("history", revision), lambda: history.read(self.content))

    def _theme_folders(self) -> list[Path]:
        kinds = ("templates", "static")
        return [one for kind in kinds for one in theme.folders(self.content, kind)]

    def _look(self) -> Times:
        """Time, size and number of every file that the site is made from."""
        return _times_in([self.content, *self._theme_folders()])

    def answer(self, path: str) -> tuple[int, str, bytes]:
        """Status, type and body for a request; a page, while anything is wrong, says what.

        What is wrong with one file alone, as with its template, is told where that file is asked
        for, and once at the terminal.
        """
        file = f"{path}index.html" if path.endswith("/") or not path else path
        if self.problems and file.endswith(".html"):
            return 500, "text/html", as_html(self.problems).encode()
        try:
            return self._made(file)
        except Exception as error:  # nor may a fault in one file
            problem = self._explained(error)
            if _said(problem) not in self._said:
                self._said.add(_said(problem))
                self._say(as_text(problem))
            return 500, "text/html", as_html([problem]).encode()

    def _made(self, file: str) -> tuple[int, str, bytes]:
        if file in self.files:
            kind, _ = mimetypes.guess_type(file)
            return 200, kind or "application/octet-stream", self.files[file]
        return 404, "text/html", self.files.get("404.html", b"<head></head>Page not found")


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
