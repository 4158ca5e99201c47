"""What pydantic complains of, in an editor's words: the place, the rule and the cure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from explainer.documents import Path
from explainer.model import Entry, Origin, Page, Part, fields_of
from explainer.problems import Problem, did_you_mean, message_and_cure


def explain(error: ValidationError, model: type[Part], origin: Origin) -> list[Problem]:
    """One problem for each thing that keeps an entry from being a ``model``."""
    errors = error.errors()
    return [
        _explain(details, model, origin)
        for details in errors
        if not _follows(details, errors, model, origin)
    ]


def _follows(
    details: ErrorDetails, errors: Sequence[ErrorDetails], model: type[Part], origin: Origin
) -> bool:
    """Whether it is no more than what another problem leads to."""
    path = details["loc"]
    if details["type"] == "missing":
        unread = origin.path == () and path[0] in origin.document.broken
        return unread or any(_misspells(other, path, model) for other in errors)
    below = (other["loc"] for other in errors if other["loc"][: len(path)] == path != other["loc"])
    return details["type"] == "too_short" and any(below)


def _misspells(details: ErrorDetails, path: Path, model: type[Part]) -> bool:
    """Whether an unknown key is what was written for the key at ``path``."""
    *above, key = details["loc"] or ("",)
    meant = model.meant.get(str(key)) if issubclass(model, Entry) else None
    alike = meant == path[-1] or get_close_matches(str(key), [str(path[-1])])
    return details["type"] == "extra_forbidden" and tuple(above) == path[:-1] and bool(alike)


def _explain(details: ErrorDetails, model: type[Part], origin: Origin) -> Problem:
    path = details["loc"]
    owner = part_at(model, path[:-1])
    key = str(path[-1]) if path else ""
    kind, found = details["type"], details.get("input")
    name = called((*origin.path[:1], *path))
    if kind == "missing":
        return Problem(
            origin.key(*path[:-1]),
            "missing-key",
            f"the key {name} must be there",
            _cure_of_missing(key, owner),
        )
    if kind == "extra_forbidden":
        message, cure = f"the key {key!r} is not known", _cure_of_unknown(key, owner, origin)
        return Problem(origin.key(*path), "unknown-key", message, cure)
    place = origin.place(*path)
    if kind == "literal_error":
        choices = choices_of(owner, key)
        return Problem(
            place,
            "not-allowed",
            f"{name} must be one of a few words, but is {found!r}",
            did_you_mean(str(found), choices, otherwise="must be one of: " + ", ".join(choices)),
        )
    if kind == "value_error":
        message, cure = message_and_cure(details["ctx"]["error"])
        return Problem(place, "unreadable-value", f"{name}: {message}", cure)
    if kind == "too_short":
        return Problem(place, "missing-key", f"{name} must not be empty", "add a first item to it")
    if kind == "string_type":
        message = f"{name} must be one text, but is {kind_of(found)}"
        return Problem(place, "wrong-type", message, "put it in quotes if it is meant as a text")
    part = part_at(model, path)
    cure = needs(part) if part is not owner else ""
    return Problem(place, "wrong-type", f"{name} must have {KEYS}, but is {kind_of(found)}", cure)


def _cure_of_missing(key: str, owner: type[Part]) -> str:
    """How to fill it in, where that is not plain from its name."""
    cures = owner.cures if issubclass(owner, Entry) else {}
    return cures.get(key, f"add '{key}:' to it")


def _cure_of_unknown(key: str, owner: type[Part], origin: Origin) -> str:
    """How to do without a key that is not known; what newcomers write first has its own answer."""
    if key == "id" and issubclass(owner, Page):
        return "take the line away: the name of a page is that of its file"
    if key == "id" and issubclass(owner, Entry):
        return f"take the line away: the id stands above it, before the colon: '{origin.path[0]}:'"
    if key in ("body", "text", "content") and issubclass(owner, Page):
        return "take the line away, and write the text of the page below the second '---'"
    if issubclass(owner, Entry) and key in owner.meant:
        return f"did you mean {owner.meant[key]!r}?"
    choices = fields_of(owner)
    return did_you_mean(key, choices, otherwise="must be one of: " + ", ".join(choices))


def called(path: Path) -> str:
    """``item 2 of 'answers' of 'cost'``: the way out from a key to its entry."""
    names = [f"item {step + 1}" if isinstance(step, int) else repr(step) for step in path]
    return " of ".join(reversed(names))


def part_at(model: type[Part], path: Iterable[str | int]) -> type[Part]:
    """The part of ``model`` that ``path`` leads to, as far as it leads to one."""
    for step in path:
        if isinstance(step, str):
            model = next(_parts_in(_annotation(model, step)), model)
    return model


def _annotation(model: type[Part], key: str) -> Any:
    for name, info in model.model_fields.items():
        if key in (name, info.alias):
            return info.annotation
    return None


def _parts_in(annotation: Any) -> Iterator[type[Part]]:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    for argument in get_args(annotation):
        yield from _parts_in(argument)


def choices_of(model: type[Part], key: str) -> list[str]:
    """The words of which one may stand behind ``key``; none where any text may."""

    def words(annotation: Any) -> Iterator[str]:
        for argument in get_args(annotation):
            if isinstance(argument, str):
                yield argument
            else:
                yield from words(argument)

    return list(words(_annotation(model, key)))


def required_of(model: type[Part]) -> list[str]:
    """The keys that an entry of ``model`` cannot do without."""
    required = {
        info.alias or name for name, info in model.model_fields.items() if info.is_required()
    }
    return [key for key in fields_of(model) if key in required]


KEYS = "keys of its own ('key: value')"


def needs(model: type[Part]) -> str:
    """The keys that it cannot do without, as a cure."""
    return f"it needs at least: {', '.join(required_of(model))}"


def kind_of(value: object) -> str:
    """What stands there instead, in an editor's words."""
    names = {dict: "a set of keys", list: "a list", type(None): "empty"}
    return names.get(type(value), f"the text {value!r}")
