"""Every sentence of the program's own that readers see, in the language of the site.

English stands where it is said, in ``voice.tell("…")`` and in ``{% trans %}`` of templates, and is
the key of a gettext catalogue, of which ``catalogues/explainer.pot`` is the empty form: Babel makes
it (``python -m tools.make_catalogue``), and a translation of it makes a language. Plural forms are
those of the CLDR. What has no translation is said in English.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from gettext import NullTranslations
from importlib.resources import files
from typing import Final, Protocol, overload

from babel.support import Translations

from explainer.voice import languages

CATALOGUES: Final = files(__package__) / "catalogues"


@overload
def later(message: str, /) -> str: ...
@overload
def later(one: str, several: str, /) -> tuple[str, str]: ...
def later(*messages: str) -> str | tuple[str, ...]:
    """The same: marks what is told elsewhere, for those who gather messages."""
    return messages if len(messages) > 1 else messages[0]


class Tell(Protocol):
    """``Voice.tell``, handed to what has nothing else to ask of a voice."""

    def __call__(self, message: str, /, **said: object) -> str:
        """The message in the voice's language."""


@dataclass(frozen=True, slots=True)
class Voice:
    """What the program says in one language."""

    language: str
    catalogue: NullTranslations

    def tell(self, message: str, /, **said: object) -> str:
        """The message in this language, each ``%(name)s`` in it replaced by what is ``said``."""
        return self.catalogue.gettext(message) % said

    def many(self, one: str, several: str, num: int, /, **said: object) -> str:
        """That of the two messages that goes with ``num``, which it can print as ``%(num)s``."""
        return self.catalogue.ngettext(one, several, num) % ({"num": num} | said)

    def forms(self, one: str, several: str, /) -> dict[str, str]:
        """The messages for every number, by the names that the CLDR has for its plural forms.

        For scripts, which find the name for a number by themselves (``Intl.PluralRules``).
        """
        rule = languages.locale(self.language).plural_form
        numbers = {rule(number): number for number in range(200, -1, -1)}
        tags = {name: self.catalogue.ngettext(one, several, at) for name, at in numbers.items()}
        return {"other": self.catalogue.ngettext(one, several, 0)} | tags


@lru_cache(maxsize=32)
def voice(language: str) -> Voice:
    """The voice for a language tag."""
    return Voice(language, catalogue(language))


def catalogue(language: str) -> NullTranslations:
    """The messages of a language, or of one it comes from; none for English."""
    spelt = [language.replace("-", "_"), language.split("-")[0]]
    return Translations.load(str(CATALOGUES), spelt, domain="explainer")
