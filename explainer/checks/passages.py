"""Rules on ``find``, the very words by which readers are led to a place in a source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from explainer.checks.carried import days_of
from explainer.checks.given import Given
from explainer.model import Answer, DateAnswer, Entry, Fact, Source, Value
from explainer.problems import Problem
from explainer.quantities import dimensions
from explainer.quantities.dates import Date
from explainer.quantities.values import Quantity, Unknown, converted
from explainer.reading import mentions
from explainer.reading.fractions import fractions_in, multiples_in
from explainer.reading.mentions import Found, Usage

Path = tuple[str | int, ...]
MOST_WORDS, MOST_LETTERS = 8, 100


def find_too_long(given: Given) -> Iterator[Problem]:
    """What is to be found in a source should be the number and its unit, in eight words at most."""
    for entry, path, answer in finding(given):
        words = answer.find.split(" ")
        if len(words) > MOST_WORDS or len(answer.find) > MOST_LETTERS:
            yield Problem(
                entry.origin.place(*path, "find"),
                "find-too-long",
                f"'find' must be {MOST_WORDS} words of the source and {MOST_LETTERS} letters at"
                f" most, but has {len(words)} words and {len(answer.find)} letters",
                "leave the number and what stands right behind it",
            )


def find_without_address(given: Given) -> Iterator[Problem]:
    """Words can be found only in a source that has an address, on the web or in an archive."""
    for entry, path, answer in finding(given):
        source = given.content.sources.get(answer.source)
        if source and not (source.url or source.archive):
            yield Problem(
                entry.origin.place(*path, "find"),
                "find-without-address",
                f"'find' must have a page in which it is found, but {source.id!r} has no address",
                f"add 'url:' or 'archive:' to {source.id!r}, or leave 'find' out",
            )


def find_without_number(given: Given) -> Iterator[Problem]:
    """What is to be found must have the number that the answer says, as its source writes it."""
    for entry, path, answer in finding(given):
        source = given.content.sources.get(answer.source)
        if source and isinstance(answer, Answer) and not _has_number(entry, answer, source):
            yield Problem(
                entry.origin.place(*path, "find"),
                "find-without-number",
                f"'find' must have the number of {answer.says!r} in it, but is {answer.find!r}",
                "take the words from the source in which it says so",
            )


def finding(given: Given) -> Iterator[tuple[Entry, Path, Answer | DateAnswer]]:
    """Every answer that names words to be found, with its entry and its path in there."""
    for fact in given.content.facts.values():
        for index, answer in enumerate(fact.answers):
            if answer.find:
                yield fact, ("answers", index), answer
    for replies in given.ledger.date_replies.values():
        for reply in replies:
            if reply.answer.find:
                yield reply.event, reply.path, reply.answer


def _has_number(entry: Entry, answer: Answer, source: Source) -> bool:
    """Whether the words have the number, read in the source's language or letter by letter.

    Nothing is asked of a statement, which has none, nor of number words that are not English.
    """
    values = [one for one in (answer.value, *answer.alternatives) if not isinstance(one, Unknown)]
    if not any(values) or (isinstance(entry, Fact) and entry.kind == "statement"):
        return True
    language = source.language or "en"
    if not (language.startswith("en") or re.search(r"\d", answer.find)):
        return True
    numbers = _numbers(answer.find, language)
    return any(_says(value, one) for value in values if value for one in numbers) or any(
        _as_written(value, answer.find, language) for value in values if value
    )


def _numbers(text: str, language: str) -> list[Found]:
    """Every number, fraction and multiple of a text."""
    found = mentions.numbers_in(text, Usage(language, midway=True))
    return [*found, *fractions_in(text), *multiples_in(text)]


def _says(value: Value, found: Found) -> bool:
    if isinstance(value, Date):
        return days_of([value]).covers(found)
    return isinstance(value, Quantity) and _is(value, found)


def _is(value: Quantity, found: Found) -> bool:
    """Whether it is the very number, in its unit, in one that is converted, or in none."""
    said = found.quantity
    if said.total is not None or found.rough:
        return mentions.supports(value, found)
    if dimensions.convertible(said.unit, value.unit):
        said = converted(said, value.unit)
    ends = {value.low, value.high, value.total}
    bare = replace(found, quantity=replace(found.quantity, unit=""))
    return bool({said.low, said.high} & ends) or (found.ordinal and mentions.supports(value, bare))


def _as_written(value: Value, find: str, language: str) -> bool:
    """Whether the digits of one stand in the other, with a point or a comma before decimals.

    Of a date in another language it is its year.
    """
    digits = re.search(r"\d+(?:[.,]\d+)*", value.text)
    if not digits or (isinstance(value, Date) and language.startswith("en")):
        return False
    written = re.sub("[.,]", lambda sign: "[.,]" if sign[0] == "." else r"[.,\s]?", digits[0])
    return bool(re.search(rf"(?<![\d.,]){written}(?![.,]?\d)", find))


RULES = (find_too_long, find_without_address, find_without_number)
