"""Every defence by its name, how to take it away, and the hostile tests that must fall then.

As a plugin (``pytest -p tests.guards``) it takes away the one that ``WITHOUT_GUARD`` names, before
any test is read: a test that passes all the same proves nothing.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import jinja2
import pytest
from markupsafe import Markup

from explainer.documents import bitmaps, drawings, files, text
from explainer.exports import tables
from explainer.history import commits
from explainer.pages import environment, render
from explainer.preview import panel, server
from explainer.prose import links, markup
from explainer.publishing import publish
from explainer.store import cache
from explainer.voice import bidi
from explainer.web import asking

NAMED = "WITHOUT_GUARD"
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')


@dataclass(frozen=True)
class Guard:
    """How a defence is taken away, and the tests, each of which has a case that falls then."""

    take: Callable[[], object]
    tests: tuple[str, ...]


def _put(where: Any, name: str, new: object) -> Callable[[], object]:
    return patch.object(where, name, new).start


def _nothing(*_: object, **__: object) -> None:
    return None


def _without_escapes() -> None:
    made = jinja2.Environment
    patch.object(
        environment, "Environment", lambda **how: made(**how | {"autoescape": False})
    ).start()


def _without_policy() -> None:
    made = render.Renderer.render

    def rendered(*given: Any) -> str:
        return POLICY.sub("", made(*given))

    patch.object(render.Renderer, "render", rendered).start()


def _read_otherwise(of: str, pattern: str, new: str) -> Callable[[], object]:
    """Files whose paths hold ``of`` are read as if they said something else."""
    real = Path.read_text

    def read_text(path: Path, *given: Any, **named: Any) -> str:
        found = real(path, *given, **named)
        return re.sub(pattern, new, found) if of in path.as_posix() else found

    return _put(Path, "read_text", read_text)


GUARDS = {
    "text in Markdown is escaped": Guard(
        _put(markup, "_text", Markup), ("tests/test_prose.py::test_html",)
    ),
    "templates escape": Guard(
        _without_escapes, ("tests/test_chronicle.py::test_pages_tell_history_and_corrections",)
    ),
    "pages have a policy": Guard(
        _without_policy, ("tests/test_sites.py::test_every_page_runs_scripts_of_the_site_alone",)
    ),
    "data in a script ends no script": Guard(
        _put(environment, "json_for_html", lambda value: Markup(json.dumps(value))),
        ("tests/test_odd_exports.py::test_a_script_in_a_page_ends_where_it_should",),
    ),
    "what is said of a mistake is text": Guard(
        _put(panel, "escape", str),
        ("tests/test_preview.py::test_what_is_said_of_a_mistake_is_text_and_not_html",),
    ),
    "only web addresses are linked": Guard(
        _put(links, "WEB", (*links.WEB, "javascript", "data", "vbscript")),
        ("tests/test_prose.py::test_what_may_not_be_linked_is_not_linked",),
    ),
    "words of the other direction stand apart": Guard(
        _put(bidi, "apart", str),
        ("tests/test_languages.py::test_every_page_keeps_words_from_right_to_left_apart",),
    ),
    "what nobody sees is told": Guard(
        _put(text.shadows, "invisible", lambda characters: iter(())),
        (
            "tests/test_broken.py::"
            "test_every_mistake_is_told_and_nothing_is_published[characters-invisible]",
        ),
    ),
    "links that lead out are not followed": Guard(
        _put(files, "leads_out", lambda *_: False),
        (
            "tests/test_links_and_pipes.py::"
            "test_a_file_behind_a_link_out_of_the_content_is_neither_read_nor_published",
        ),
    ),
    "pipes and what is huge are not read": Guard(
        _put(files, "_refuse_odd", _nothing),
        ("tests/test_links_and_pipes.py::test_what_is_no_ordinary_file_is_told_at_its_place",),
    ),
    "folders have an end": Guard(
        _put(files, "DEEPEST", 10**6),
        ("tests/test_limits.py::test_folders_in_one_another_are_read_or_told",),
    ),
    "drawings only draw": Guard(
        _put(drawings._Reader, "refuse", _nothing),
        ("tests/test_photos.py::test_a_drawing_that_does_more_than_draw_is_refused",),
    ),
    "pictures are measured before they are opened": Guard(
        _put(bitmaps, "MOST_PIXELS", 10**12),
        ("tests/test_photos.py::test_what_is_too_large_is_never_decoded",),
    ),
    "cells are no formulas": Guard(
        _put(tables, "_inert", str),
        ("tests/test_exports.py::test_no_cell_is_a_formula_and_every_text_can_be_had_back",),
    ),
    "git runs no program of the repository": Guard(
        _put(commits, "_filters", lambda folder: []),
        ("tests/test_history.py::test_no_program_that_a_repository_names_is_run",),
    ),
    "what others put into the output is kept": Guard(
        _put(publish, "_refuse_loss", _nothing),
        (
            "tests/test_outputs.py::"
            "test_a_checkout_of_a_pages_branch_is_refused_and_its_history_named",
        ),
    ),
    "another content is refused": Guard(
        _put(publish, "_refuse_another_content", _nothing),
        ("tests/test_outputs.py::test_a_site_of_another_content_is_refused",),
    ),
    "the preview answers to this machine's names": Guard(
        _put(server, "is_here", lambda host: True),
        ("tests/test_server.py::test_a_request_that_names_another_machine_is_refused",),
    ),
    "the preview's news is for its own pages": Guard(
        _put(server.News, "check_origin", lambda line, origin: True),
        ("tests/test_server.py::test_a_page_elsewhere_hears_no_news",),
    ),
    "no page elsewhere embeds the preview": Guard(
        _put(server, "_HEADERS", {}),
        ("tests/test_server.py::test_no_page_elsewhere_may_read_or_embed_an_answer",),
    ),
    "the cache is sealed": Guard(
        _put(cache.hmac, "compare_digest", lambda one, other: True),
        ("tests/test_cache.py::test_a_damaged_cache_changes_no_byte",),
    ),
    "redirects lead to the web alone": Guard(
        _put(asking, "_unfit", lambda address: ""),
        ("tests/test_web.py::test_a_redirect_leads_to_the_web_or_nowhere",),
    ),
    "one room alone asks the web": Guard(
        _read_otherwise("explainer/pipeline.py", r"\A", "import urllib3\n"),
        ("tests/test_web_commands.py::test_one_room_alone_has_what_asks_the_web",),
    ),
    "packages are locked by hash": Guard(
        _read_otherwise("requirements.txt", r"    --hash=\S+( \\)?\n", ""),
        ("tests/test_lock.py::test_every_package_of_the_lock_has_hashes",),
    ),
    "packages of npm are locked by hash": Guard(
        _read_otherwise("package-lock.json", '"integrity"', '"known"'),
        ("tests/test_lock.py::test_a_lock_of_npm_has_a_hash_for_each_package_and_no_address",),
    ),
    "actions are pinned": Guard(
        _read_otherwise(".github", "@[0-9a-f]{40}", "@v4"),
        ("tests/test_lock.py::test_every_action_is_pinned_by_its_commit_and_says_its_version",),
    ),
    "no step keeps a token": Guard(
        _read_otherwise(".github", "persist-credentials: false", "persist-credentials: true"),
        ("tests/test_lock.py::test_no_step_keeps_a_token_sees_a_secret_or_runs_text_of_others",),
    ),
    "a job has no right that it does not need": Guard(
        _read_otherwise(".github", "contents: read", "contents: write"),
        ("tests/test_lock.py::test_no_job_may_do_more_than_it_is_for",),
    ),
    "only what passed is built": Guard(
        _read_otherwise(".github", r"needs: \[check, audit, lowest\]", "needs: [check]"),
        (
            "tests/test_lock.py::"
            "test_only_what_passed_is_built_and_a_failure_says_that_nothing_was_published",
        ),
    ),
}  # fmt: skip


def pytest_configure(config: pytest.Config) -> None:
    """Take away what the environment names."""
    del config
    if name := os.environ.get(NAMED):
        GUARDS[name].take()
