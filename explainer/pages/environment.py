"""The templates: where they are found, what they may call, and how they print."""

from __future__ import annotations

import json
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
)
from markupsafe import Markup

from explainer.evidence import lineage
from explainer.figures.members import tone
from explainer.pages import speaking
from explainer.quantities import dates
from explainer.voice import bidi, keys, wording
from explainer.voice.speech import voice


@lru_cache(maxsize=8)
def environment(folders: tuple[Path, ...], language: str = "en") -> Environment:
    """Templates from the first of ``folders`` that has them, strict and autoescaped.

    They speak the ``language``, a BCP 47 tag.

    One that takes the place of ours may extend it, as ``ours/NAME``, and override a block. A
    template is compiled again only when its file has changed.
    """
    loaders = [FileSystemLoader(folder) for folder in folders]
    env = Environment(
        loader=ChoiceLoader([*loaders, PrefixLoader({"ours": loaders[-1]})]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=apart,
    )
    speaking.into(env, voice(language))
    env.filters["json"] = json_for_html
    env.filters["apart"] = apart
    env.filters["ended"] = wording.ended
    env.filters["sentence_case"] = wording.sentence_case
    env.globals["sentence"] = partial(lineage.sentence, language=language)
    env.globals["newsrooms"] = partial(lineage.in_newsrooms, language=language)
    env.globals["voices"] = partial(lineage.voices, language=language)
    env.globals["isoformat"] = isoformat
    env.globals["tone"] = tone
    env.globals["keyed"] = keys.spoken(voice(language))
    return env


def apart(value: object) -> object:
    """What a template prints; a text that is written the other way does not mix with the rest."""
    return bidi.apart(value) if type(value) is str else value


def json_for_html(value: Any) -> Markup:
    """JSON that may stand in a ``<script>`` element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    text = bidi.without(text).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return Markup(text.replace("<", "\\u003c").replace("&", "\\u0026"))


def isoformat(when: dates.Date) -> str:
    """The date for ``<time datetime>``: as much of it as is known; empty for intervals."""
    length = {"day": 10, "month": 7, "year": 4}.get(when.precision, 0)
    return when.first.isoformat()[:length]
