"""What a page says of values, dates, sources and facts, in its language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar

from explainer.evidence import verdicts
from explainer.evidence.ledger import Account
from explainer.evidence.names import source_in_words
from explainer.model import Entry, EventDate, Source, Value
from explainer.prose import Link
from explainer.quantities import dates
from explainer.voice import keys, wording


@dataclass(frozen=True, slots=True)
class Words:
    """Speaks the ``language``; ``speak`` says what an automatic link stands for."""

    language: str
    speak: Callable[[Link], str]

    # What templates may call of it.
    OFFERED: ClassVar = (
        "say", "day", "cited", "country", "listed", "language_name", "foreign", "plain", "answered",
        "spread", "mark", "in_one_line", "who_disputes", "role_of", "contested",
    )  # fmt: skip

    def names(self) -> dict[str, Any]:
        """What templates may call of it, by name."""
        return {name: getattr(self, name) for name in self.OFFERED}

    def say(self, value: Value | None) -> str:
        """A value or date; empty for none."""
        return wording.say(value, self.language) if value is not None else ""

    def day(self, day: date) -> str:
        """A day of the calendar."""
        return self.say(dates.parse(day.isoformat()))

    def cited(self, source: Source) -> str:
        """A source in a few words: publisher and date."""
        return source_in_words(source, self.language)

    def country(self, code: str) -> str:
        """The name of a country."""
        return wording.country(code, self.language)

    def listed(self, items: Sequence[str]) -> str:
        """``a, b and c``."""
        return wording.listed(list(items), self.language)

    def language_name(self, tag: str) -> str:
        """The name of a language."""
        return wording.language_name(tag, self.language)

    def role_of(self, dated: EventDate) -> str:
        """The part that a date of an event plays."""
        return keys.role_in_words(dated.role, self.language)

    def foreign(self, source: Source) -> str:
        """The tag of a source's language; empty where it is that of the page, or not known."""
        own, other = (one.partition("-")[0] for one in (self.language, source.language))
        return source.language if other not in ("", own) else ""

    def plain(self, entry: Entry, *path: str | int) -> str:
        """Inline Markdown of an entry as plain text."""
        text = entry.prose(*path)
        return text.plain(self.speak) if text else ""

    def answered(self, account: Account) -> str:
        """What stands behind the label of a fact: its value, its words, or who says so."""
        if account.value is not None:
            return self.say(account.value)
        means = self.plain(account.fact, "means") if account.fact.means else ""
        return means or verdicts.borne_out(account, self.language)

    def spread(self, account: Account) -> str:
        """The range of a derived fact, where the rounding of its inputs makes it wide; or ""."""
        found = account.computed
        if found is None or not found.ranged:
            return ""
        return self.say(replace(found.quantity, low=found.low, high=found.high))

    def mark(self, account: Account) -> str:
        """That a fact is disputed, and in what; empty where it is not."""
        return verdicts.mark(account, self.plain(account.fact, "doubt"), self.language)

    def contested(self, account: Account) -> str:
        """That a fact is disputed, and in what; else how sources differ."""
        return self.mark(account) or self.in_one_line(account)

    def in_one_line(self, account: Account) -> str:
        """How many sources say what is shown, and how the others differ."""
        return verdicts.in_one_line(account, self.language)

    def who_disputes(self, account: Account) -> str:
        """Who disputes what is shown, by name; empty where nobody does."""
        return verdicts.who_disputes(account, self.language)
