"""Templates speak: what they say in ``{% trans %}`` and ``_()`` comes from the catalogue."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from explainer.voice import bidi
from explainer.voice.speech import Voice


def into(env: Environment, voice: Voice) -> None:
    """Let the templates of ``env`` speak: ``{% trans %}``, ``_()``; in them, texts that are written
    the other way are kept apart, as everywhere.
    """
    env.add_extension("jinja2.ext.i18n")
    env.policies["ext.i18n.trimmed"] = True
    env.newstyle_gettext = True  # type: ignore[attr-defined]

    @pass_context
    def gettext(context: Context, message: str, /, **said: Any) -> Markup:
        return _told(voice.catalogue.gettext(message), said)

    @pass_context
    def ngettext(context: Context, one: str, several: str, num: int, /, **said: Any) -> Markup:
        return _told(voice.catalogue.ngettext(one, several, num), {"num": num} | said)

    env.globals |= {"gettext": gettext, "_": gettext, "ngettext": ngettext}


def _told(message: str, said: dict[str, Any]) -> Markup:
    apart = {key: bidi.apart(one) if type(one) is str else one for key, one in said.items()}
    return Markup(message) % apart
