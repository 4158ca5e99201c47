"""Content that is odd, deep or large: nothing of it reaches where it does not belong."""

from __future__ import annotations

import json
import re
from pathlib import Path

from explainer import pipeline, theme
from explainer.history import History
from tests.mutations import CONTENTS, TODAY, Files, files_of, without_pictures, write

URL = "https://example.org/x/"


def built(files: Files, folder: Path) -> dict[str, str]:
    """The text of every file of the site, white space folded."""
    write(files, folder)
    with without_pictures():
        checked = pipeline.examine(folder, TODAY, url=URL)
        look = theme.load(CONTENTS["base"])
        site, problems = pipeline.compose(checked, look, History(), TODAY)
    assert not problems
    return {
        address: " ".join(data.decode().split())
        for address, data in site.items()
        if not address.startswith("assets/")
    }


def broken_into_lines(yaml: bytes) -> bytes:
    """The same with a line break for the first space of every text of several words."""

    def in_quotes(match: re.Match[str]) -> str:
        text = match[2].strip("\"'").replace(" ", "\n", 1)
        return match[1] + json.dumps(text, ensure_ascii=False)

    # The words after a key, as far as they are no list, mapping, block or formula.
    words = r"""(\b(?!formula|also)[a-z_]+: +)("[^"\n]* [^"\n]*"|[^\s"'\[{|>][^\n,}]* [^\n,}]*)"""
    return re.sub(words, in_quotes, yaml.decode()).encode()


def test_a_line_break_in_any_text_is_a_space_to_readers(tmp_path: Path) -> None:
    files = {**files_of("base"), "site.yaml": b"title: The old weir\nmenu: [index]\n"}
    broken = {
        name: broken_into_lines(data) if name.endswith(".yaml") else data
        for name, data in files.items()
    }
    assert sum(data.count(b"\\n") for data in broken.values()) > 20
    assert built(broken, tmp_path / "broken") == built(files, tmp_path / "whole")
