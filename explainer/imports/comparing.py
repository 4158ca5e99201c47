"""What a file says of an entry that is there already: compared and told, never overwritten."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from explainer.content import Content, marks
from explainer.imports.filling import without_empty
from explainer.imports.result import Data, Note
from explainer.model import Entry, Part, fields_of
from explainer.problems import Place
from explainer.quantities.dates import Date

_AS_BEFORE = "nothing was changed; change it by hand if the file is right"


def as_data(part: Part) -> Data:
    """A part of the content as plain data in the spelling of the format, nothing empty."""
    names = zip(fields_of(type(part)), type(part).model_fields, strict=True)
    values = {key: _plain(getattr(part, name)) for key, name in names}
    return without_empty(values)


def _plain(value: Any) -> Any:
    if isinstance(value, Part):
        return as_data(value)
    if isinstance(value, Date):
        return value.text
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, tuple | list) else value


def compared(content: Content, kind: str, name: str, data: Data, place: Place) -> Note:
    """The one note on an entry that the content has: in what the file says something else."""
    entry: Entry | None = getattr(content, kind).get(name)
    if entry is None:
        message = f"{name!r} is there already, and cannot be read"
        return Note("known", place, message, "mend it first: see 'check'")
    at = entry.origin.key()
    differences = list(_differences(as_data(entry), without_empty(data)))
    if not differences:
        return Note("known", place, f"{name!r} stands at {at}, and says the same")
    told = "; ".join(differences)
    return Note("known", place, f"{name!r} stands at {at}, and differs: {told}", _AS_BEFORE)


def _differences(known: Data, data: Data) -> Iterator[str]:
    for key, value in data.items():
        old = known.get(key, [] if isinstance(value, list) else "")
        if isinstance(value, list) and all(isinstance(one, dict) for one in value):
            yield from _of_list(key, old, value)
        elif old != value and not marks.is_marked(value):
            yield f"{key} is {_short(old)} here, {_short(value)} in the file"


def _of_list(key: str, known: list[Data], items: list[Data]) -> Iterator[str]:
    """Items that are not there word for word, called by what their first key says."""
    for item in items:
        if item not in known:
            yield f"{key} have no {_short(' '.join(str(one) for one in item.values()))}"


def _short(value: object) -> str:
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")
    return repr(text if len(text) <= 60 else text[:59] + "…") if text else "nothing"
