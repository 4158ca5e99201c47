"""The preview: the site in a browser, built again and reloaded at every change."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from livereload import Server

from explainer import history, pipeline, theme
from explainer.problems import as_text, is_fatal
from explainer.publish import publish


def serve(content: Path, port: int, today: Callable[[], date], say: Callable[[str], None]) -> None:
    """Serve the site that ``content`` makes at ``port``; problems are told through ``say``."""
    with tempfile.TemporaryDirectory(prefix="explainer-") as folder:
        output = Path(folder) / "site"

        def rebuild() -> None:
            checked = pipeline.examine(content, today())
            found = list(checked.problems)
            if not is_fatal(found):
                look = theme.load(content)
                files, more = pipeline.compose(checked, look, history.read(content), today())
                found += more
                if not is_fatal(more):
                    publish(files, output)
            for problem in found:
                say(as_text(problem))
            say("still the last good site" if is_fatal(found) else "built")

        rebuild()
        output.mkdir(exist_ok=True)
        server = Server()
        look = theme.load(content)
        for root in (content, *look.templates, *look.static):
            server.watch(str(root), rebuild)
        server.serve(root=str(output), port=port, host="127.0.0.1")
